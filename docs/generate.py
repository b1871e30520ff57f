"""Write the pages that follow from the code: commands, constraints, tables, JSON Schemas.

    python docs/generate.py          # write them
    python docs/generate.py --check  # exit 1 and name them where they are not current
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
    context = click.Context(driftsim, info_name="driftsim", max_content_width=100, terminal_width=100)
    texts = [f"# Commands\n\n```text\n{driftsim.get_help(context)}\n```\n"]
    for name in COMMANDS:
        command = driftsim.get_command(context, name)
        assert command is not None
        own = click.Context(command, info_name=name, parent=context, max_content_width=100, terminal_width=100)
        texts.append(f"## driftsim {name}\n\n```text\n{command.get_help(own)}\n```\n")
    return "\n".join(texts)


def constraints() -> str:
    """A table of every constraint: how it is written, asked for, and what passes and fails."""
    lines = []
    for title, source in (("Our own kinds", False), ("IFEval's instructions", True)):
        lines += [f"\n## {title}\n", "| constraint | family | parameters | a user says | forbidding it |"]
        lines += ["| --- | --- | --- | --- | --- |"]
        lines += [_row(name, cls) for name, cls in registered().items() if (cls.source_id is not None) == source]
    return "\n".join(lines) + "\n"


def tables() -> str:
    """The columns of every table."""
    parts = [
        "# Tables\n\n`driftsim export RUN --table NAME` writes `checks`, `turns`, `retired` and `metrics`; the others"
        " stand\nas Parquet in the run's folder. The JSON Schemas are in `docs/schemas/`.\n"
    ]
    for name, columns in TABLES.items():
        rows = [f"| `{c.name}` | {c.kind}{' or null' if c.nullable else ''} | {c.doc} |" for c in columns]
        parts.append("\n".join([f"\n## {name}\n", "| column | type | meaning |", "| --- | --- | --- |", *rows, ""]))
    return "".join(parts)


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
    stale = [
        path for path, text in pages() if not path.exists() or path.read_text("utf-8") != text
    ]
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
