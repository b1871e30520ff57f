"""`driftsim constraints`: what can be checked, and how one is written, asked for and forbidden."""

import json
from collections.abc import Iterable, Iterator, Mapping
from inspect import cleandoc
from itertools import chain, repeat
from typing import Any, Final

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from driftsim.constraints import Constraint, constraint_from, instruction_from, registered
from driftsim.constraints.parameters import described
from driftsim.errors import InputError, did_you_mean

WIDTH: Final = 100  # columns


@click.command("constraints")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(name: str | None, *, as_json: bool) -> None:
    """List the constraints by family, or show the one called NAME.

    NAME is one of our kinds, such as length.words, or an IFEval id, such as
    length_constraints:number_words.
    """
    known = registered()
    if name is not None and name not in known:
        raise InputError(f"no constraint {name!r}{did_you_mean(name, known)}")
    chosen = dict(known) if name is None else {name: known[name]}
    if as_json:
        described = [_described(key, cls) for key, cls in chosen.items()]
        click.echo(json.dumps(described if name is None else described[0], ensure_ascii=False, indent=2))
    elif name is None:
        _list(known)
    else:
        _show(name, known[name])


def _described(name: str, cls: type[Constraint]) -> dict[str, Any]:
    example = _example(cls)
    return {
        "name": name,
        "kind": cls.kind,
        "family": example.skill,
        "source_id": cls.source_id,
        "reading": "ours" if cls.source_id is None else "the reference's (compat)",
        "what": (cls.__doc__ or "").split("\n\n")[0].replace("\n    ", " "),
        "parameters": cls.model_json_schema().get("properties", {}),
        "example": {
            "written": example.spec(),
            "ask": example.ask(),
            "forbid": example.forbid(),
            "user": cls.example.user,
            "passes": cls.example.passes,
            "fails": cls.example.fails,
        },
    }


def _example(cls: type[Constraint]) -> Constraint:
    parameters = dict(cls.example.parameters)
    if cls.source_id is None:
        return constraint_from({"check": cls.kind, **parameters})
    return instruction_from(cls.source_id, parameters)


def _list(known: Mapping[str, type[Constraint]]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("family", "constraint", "parameters", "how a user asks"):
        table.add_column(heading, overflow="fold")
    for name, cls in sorted(known.items(), key=lambda item: (item[1].source_id is not None, item[0])):
        example = _example(cls)
        table.add_row(example.skill, name, _names(cls), Text(example.ask()))
    Console(highlight=False).print(table)


def _names(cls: type[Constraint]) -> str:
    return ", ".join(cls.model_fields) or "–"


def _show(name: str, cls: type[Constraint]) -> None:
    told = _described(name, cls)
    example = told["example"]
    lines: Iterable[tuple[str, str]] = (
        ("family", told["family"]),
        ("reading", told["reading"]),
        ("kind", told["kind"]),
        *_parameters(cls),
        ("written", json.dumps(example["written"], ensure_ascii=False)),
        ("asked for", example["ask"]),
        ("forbidden", example["forbid"]),
        *([("the user", repr(example["user"]))] if example["user"] else []),
        ("passes", repr(example["passes"])),
        ("fails", repr(example["fails"])),
    )
    click.echo(f"{name}: {told['what']}\n")
    for paragraph in _more(cls):
        click.echo(f"{click.wrap_text(paragraph, WIDTH, '  ', '  ')}\n")
    for heading, value in lines:
        click.echo(f"  {heading:<11}{value}")


def _parameters(cls: type[Constraint]) -> Iterator[tuple[str, str]]:
    """One a line, the heading in front of the first."""
    lines = [f"{name}: {takes}" for name, takes in described(cls)] or ["–"]
    yield from zip(chain(["parameters"], repeat("")), lines, strict=False)


def _more(cls: type[Constraint]) -> Iterator[str]:
    """What its docstring says beyond the first paragraph: how it counts, what it does not see."""
    for paragraph in cleandoc(cls.__doc__ or "").split("\n\n")[1:]:
        if paragraph.startswith("Args:"):
            return
        yield " ".join(paragraph.split())
