import os
from pathlib import Path
from typing import BinaryIO

import pytest

from driftsim.cli.output import printable, say, write_file
from driftsim.errors import InputError


def hello(file: BinaryIO) -> None:
    file.write(b"hello")


def test_a_file_is_written_with_the_usual_rights(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_file(tmp_path / "x", hello)
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(mask)
    assert (tmp_path / "x").read_bytes() == b"hello"
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, InputError])
def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    def broken(file: BinaryIO) -> None:
        hello(file)
        raise error("no")

    (tmp_path / "x").write_text("old")
    with pytest.raises(error):
        write_file(tmp_path / "x", broken)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("x", "old")]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    def full(file: BinaryIO) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="x: cannot be written: No space left on device"):
        write_file(tmp_path / "x", full)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(InputError, match="Is a directory"):
        write_file(tmp_path / "x", hello)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_paths_for_people() -> None:
    assert printable(Path("runs/café")) == "runs/café"
    assert printable(Path(os.fsdecode(b"caf\xe9"))) == "caf\ufffd"


def test_what_is_said_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("runs/\x1b[2J\u202e: done")
    assert capsys.readouterr().err == "runs/␛[2J⟨U+202E⟩: done\n"


def test_a_run_s_own_files_are_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("{}")
    for name in ("run.json", "journal.sqlite", "checks.parquet"):
        with pytest.raises(InputError, match="own file"):
            write_file(tmp_path / name, lambda file: None)
    assert (tmp_path / "run.json").read_text() == "{}"
    write_file(tmp_path / "report.html", lambda file: None)
