"""A comparison as Markdown: the same words and tables as on a terminal, every age, every number."""

from collections.abc import Iterator, Sequence

from driftsim.report.compared import tables, words
from driftsim.report.compared.pair import Pair
from driftsim.report.safe import safe_markdown


def render_comparisons_markdown(pairs: Sequence[Pair]) -> str:
    """Comparisons as GitHub-flavoured Markdown; names from files are escaped."""
    return "\n\n".join(["# Arms compared", *(block for pair in pairs for block in _blocks(pair))]) + "\n"


def _blocks(pair: Pair) -> Iterator[str]:
    a, b = safe_markdown(pair.a), safe_markdown(pair.b)
    yield f"## {b} (B) minus {a} (A)"
    yield tables.size(pair)
    for lead, sentence in zip(words.LEADS, words.sentences(pair, quote=safe_markdown), strict=True):
        if sentence:
            yield f"**{lead}.** {sentence}"
    if warned := words.mind(pair):
        yield "\n".join(f"- Mind: {safe_markdown(warning)}" for warning in warned)
    for each in tables.tables(pair, safe_markdown, most=None):
        yield f"### {each.title}"
        yield _compared(each)
    yield from _small(pair)
    if pair.shown:
        yield "Also different between the runs: " + "; ".join(map(safe_markdown, pair.shown)) + "."


def _compared(table: tables.Compared) -> str:
    heads = [table.heading, "meaning", "A", "B", "B − A", *([table.p] if table.p else [])]
    rows = [
        [
            row.name,
            row.meaning,
            *tables.values(row.found, digits=row.digits),
            *([tables.p_value(row.found)] if table.p else []),
        ]
        for row in table.rows
    ]
    if not any(row.meaning for row in table.rows):
        heads, rows = [heads[0], *heads[2:]], [[row[0], *row[2:]] for row in rows]
    return _table(heads, rows)


def _small(pair: Pair) -> Iterator[str]:
    if sizes := tables.effects(pair):
        yield "### Effect sizes"
        yield _table(("key", "odds ratio", "Cohen's h"), sizes)
    if flipped := tables.flips(pair):
        yield "### Flips"
        yield _table(("of all paired checks", "share"), flipped)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
