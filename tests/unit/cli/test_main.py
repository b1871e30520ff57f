"""Every way a command can end, and the exit code it becomes."""

import sys
from typing import Any

import click
import pytest

from driftsim import __main__
from driftsim.errors import CheckError, InputError


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(outcome: Any) -> tuple[int, str]:
        @click.command()
        def command() -> Any:
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

        monkeypatch.setattr(sys, "argv", ["driftsim"])
        monkeypatch.setattr(__main__, "driftsim", command)
        code = __main__.main()
        out, err = capsys.readouterr()
        assert out == ""
        return code, err

    return run


@pytest.mark.parametrize(("returned", "code"), [(None, 0), (0, 0), (4, 4), (1, 1), ("text", 0)])
def test_what_a_command_returns(ends: Any, returned: Any, code: int) -> None:
    assert ends(returned) == (code, "")


@pytest.mark.parametrize(
    ("raised", "code", "message"),
    [
        (
            InputError("'turns' is missing", where=("f.jsonl", "line 7")),
            2,
            "error: f.jsonl, line 7: 'turns' is missing\n",
        ),
        (CheckError("no"), 2, "error: no\n"),
        (InputError("red \x1b[31m\nerror: more"), 2, "error: red ␛[31m␊error: more\n"),
        (click.exceptions.Exit(3), 3, ""),
        (click.ClickException("wrong"), 1, "Error: wrong\n"),
        (OSError(28, "No space left on device", "f"), 2, "error: f: No space left on device\n"),
        (OSError("odd"), 2, "error: odd\n"),
        (OSError(2, "No such file", "\x1b[2J"), 2, "error: ␛[2J: No such file\n"),
        (KeyboardInterrupt(), 130, "\ninterrupted; nothing was left half-written\n"),
        (click.Abort(), 130, "interrupted; nothing was left half-written\n"),
    ],
)
def test_what_a_command_raises(ends: Any, raised: BaseException, code: int, message: str) -> None:
    assert ends(raised) == (code, message)


def test_a_fault_of_ours_is_not_hidden(ends: Any) -> None:
    with pytest.raises(ZeroDivisionError):
        ends(ZeroDivisionError())
