from importlib import import_module
from keyword import iskeyword

import click
import pytest

from driftsim.cli import driftsim
from driftsim.cli.app import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_and_the_commands_agree(name: str) -> None:
    command = import_module(f"driftsim.cli.{name}_" if iskeyword(name) else f"driftsim.cli.{name}").command
    assert command.name == name
    assert driftsim.get_command(click.Context(driftsim), name) is command
    assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))


def test_unknown_commands_are_none() -> None:
    assert driftsim.get_command(click.Context(driftsim), "x") is None
