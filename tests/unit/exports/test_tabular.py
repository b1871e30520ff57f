import csv
import io
import json
from typing import Any

import polars as pl
import pytest

from driftsim.errors import InputError
from driftsim.exports import SUFFIXES, write_frames, write_table

NASTY = [
    "", None, "a,b", 'say "=1"', "a\nb\r\nc\rd", "a\u2028b\u2029c\x85d", "\x00\x1b[31m\x7f", "=1", "'=1", "''=1", "'a",
    "＝1", "\n=1", "\t", "é😀\u202e", " =1", "NaN", "null", "true", "1",
]  # fmt: skip
FRAME = pl.DataFrame(
    {
        "text": NASTY,
        "integer": [2**63 - 1, None, -(2**63), *range(len(NASTY) - 3)],
        "number": [0.1, None, -0.0, 1e-308, 1e300, *(float(i) for i in range(len(NASTY) - 5))],
        "boolean": [True, None, *([False] * (len(NASTY) - 2))],
    }
)


def written(frame: pl.DataFrame, suffix: str) -> bytes:
    out = io.BytesIO()
    write_table(frame, suffix, out)
    return out.getvalue()


def unguarded(cell: Any) -> Any:
    """What docs/exports.md says: take one apostrophe off where apostrophes and then a formula's sign begin it."""
    begins = cell.lstrip("'")[:1] if cell else ""
    return cell[1:] if cell and cell[0] == "'" and begins and begins in "=+-@\t\r\n＝＋－＠" else cell


def test_parquet_keeps_everything() -> None:
    assert pl.read_parquet(written(FRAME, ".parquet")).equals(FRAME)
    assert pl.read_parquet(written(FRAME, ".parquet")).schema == FRAME.schema


def test_json_lines_and_json_keep_everything() -> None:
    lines = written(FRAME, ".jsonl").decode()
    assert [json.loads(line) for line in lines.splitlines()] == FRAME.to_dicts()
    assert json.loads(written(FRAME, ".json")) == FRAME.to_dicts()
    assert list(json.loads(lines.splitlines()[0])) == FRAME.columns


def test_csv_tells_null_from_empty_and_comes_back() -> None:
    text = written(FRAME, ".csv")
    found = pl.read_csv(text, schema_overrides=FRAME.schema)
    assert found.with_columns(pl.col("text").map_elements(unguarded, pl.String)).equals(FRAME)
    rows = list(csv.reader(io.StringIO(text.decode(), newline=""), strict=True))
    assert rows[0] == FRAME.columns
    assert [unguarded(row[0]) for row in rows[1:]] == ["" if one is None else one for one in NASTY]


def test_no_cell_of_text_begins_as_a_formula_does() -> None:
    for row in csv.reader(io.StringIO(written(FRAME, ".csv").decode(), newline="")):
        assert row[0][:1] not in tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_pieces_make_the_same_file(suffix: str) -> None:
    out = io.BytesIO()
    write_frames((FRAME.slice(i, 3) for i in range(0, len(FRAME), 3)), FRAME.schema, suffix, out)
    if suffix == ".parquet":
        assert pl.read_parquet(out.getvalue()).equals(FRAME)
    else:
        assert out.getvalue() == written(FRAME, suffix)


@pytest.mark.parametrize(
    ("suffix", "empty"), [(".jsonl", b""), (".json", b"[]\n"), (".csv", b"text,integer,number,boolean\n")]
)
def test_no_row(suffix: str, empty: bytes) -> None:
    out = io.BytesIO()
    write_frames([], FRAME.schema, suffix, out)
    assert out.getvalue() == written(FRAME.clear(), suffix) == empty


def test_no_row_in_parquet() -> None:
    found = pl.read_parquet(written(FRAME.clear(), ".parquet"))
    assert (found.schema, len(found)) == (FRAME.schema, 0)


class Full(io.BytesIO):
    def write(self, _: Any) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_is_an_error_of_the_system(suffix: str) -> None:
    with pytest.raises(OSError, match="No space left on device"):
        write_table(FRAME, suffix, Full())


def test_an_error_on_the_way_is_raised_in_every_form() -> None:
    def broken() -> Any:
        yield FRAME
        raise InputError("the journal is damaged")

    for suffix in SUFFIXES:
        with pytest.raises(InputError, match="the journal is damaged"):
            write_frames(broken(), FRAME.schema, suffix, io.BytesIO())


def test_an_unknown_suffix() -> None:
    with pytest.raises(InputError, match=r"did you mean '\.csv'"):
        write_table(FRAME, ".cvs", io.BytesIO())
