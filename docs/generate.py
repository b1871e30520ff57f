"""Write the pages that follow from the code: commands, constraints, tables, JSON Schemas.

`python docs/generate.py` writes them; with `--check` it names those that are not current and exits with 1.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from driftsim.cli import driftsim
from driftsim.cli.app import COMMANDS
from driftsim.constraints import Constraint, constraint_from, instruction_from, registered
from driftsim.metrics import metrics_schema
from driftsim.tables import TABLES, json_schema

DOCS = Path(__file__).parent
NOTE = "<!-- written by docs/generate.py; change the code instead -->\n\n"


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page with its text."""
    yield DOCS / "commands.md", NOTE + commands()
    yield DOCS / "constraints.md", NOTE + (DOCS / "constraints.head.md").read_text("utf-8") + constraints()
    yield DOCS / "tables.md", NOTE + tables()
    for table in TABLES:
        yield DOCS / "schemas" / f"{table}.schema.json", _json(json_schema(table))
    yield DOCS / "schemas" / "metrics.schema.json", _json(metrics_schema())


def commands() -> str:
    """The help text of every command."""
    context = _context(driftsim, "driftsim", None)
    texts = [_help("# Commands", context)]
    for name in COMMANDS:
        command = driftsim.get_command(context, name)
        assert command is not None
        texts.append(_help(f"## driftsim {name}", _context(command, name, context)))
    return "\n".join(texts)


def constraints() -> str:
    """A table of every constraint: how it is written, asked for and forbidden."""
    lines = []
    for title, theirs in (("Our own kinds", False), ("IFEval's instructions", True)):
        lines += [f"\n## {title}\n", "| constraint | family | parameters | a user says | forbidding it |"]
        lines += ["| --- | --- | --- | --- | --- |"]
        known = registered().items()
        lines += [_row(name, cls) for name, cls in known if (cls.source_id is not None) == theirs]
    return "\n".join(lines) + "\n"


def tables() -> str:
    """The columns of every table."""
    parts = [
        "# Tables\n\n`driftsim export RUN --table NAME` writes `checks`, `turns`, `retired`, `law`,"
        " `faults` and `metrics`;\nthe others stand as Parquet in the run's folder."
        " The JSON Schemas are in `docs/schemas/`.\n"
    ]
    for name, columns in TABLES.items():
        head = [f"\n## {name}\n", "| column | type | meaning |", "| --- | --- | --- |"]
        rows = [f"| `{c.name}` | {c.kind}{' or null' if c.nullable else ''} | {c.doc} |" for c in columns]
        parts.append("\n".join([*head, *rows, ""]))
    return "".join(parts)


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(command, parent, name, max_content_width=100, terminal_width=100)


def _help(title: str, context: click.Context) -> str:
    return f"{title}\n\n```text\n{context.get_help()}\n```\n"


def _row(name: str, cls: type[Constraint]) -> str:
    parameters = dict(cls.example.parameters)
    one = (
        constraint_from({"check": name, **parameters})
        if cls.source_id is None
        else instruction_from(name, parameters)
    )
    fields = ", ".join(f"`{field}`" for field in cls.model_fields) or "none"
    cells = (f"`{name}`", one.skill, fields, one.ask(), one.forbid())
    return f"| {' | '.join(cell.replace('|', '&#124;').replace(chr(10), ' ') for cell in cells)} |"


def _json(schema: object) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write the pages, or check them."""
    stale = [path for path, text in pages() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.name} is not current: run python docs/generate.py", file=sys.stderr)
        return bool(stale)
    (DOCS / "schemas").mkdir(exist_ok=True)
    for path, text in pages():
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
