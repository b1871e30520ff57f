import json
import os
from collections.abc import Callable
from importlib.metadata import requires
from pathlib import Path

import pytest

from driftsim.doctor.finding import Finding
from driftsim.doctor.packages import ENABLES
from tests.e2e.conftest import Done

Cli = Callable[..., Done]


@pytest.fixture
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was touched")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)


@pytest.mark.usefixtures("_offline")
def test_a_fit_machine_and_no_network(cli: Cli) -> None:
    done = cli("doctor")
    assert (done.code, done.err) == (0, ""), done.out
    assert done.out.splitlines()[-1].startswith("driftsim can do its work here")
    assert [line for line in done.out.splitlines() if line and line[0] != " "][:-1] == [
        "versions", "extras", "keys", "texts", "disk", "machine", "terminal", "trial",
    ]  # fmt: skip
    assert os.listdir() == []


def test_as_json(cli: Cli) -> None:
    done = cli("doctor", "--json", "--model", "sim:steady")
    told = json.loads(done.out)
    assert done.code == 0
    assert told["fit"]
    assert set(told["findings"][0]) == {"group", "name", "state", "found", "way_out"}
    assert told["findings"][-1]["name"] == "sim:steady"


def test_what_fails_has_a_way_out_and_exit_code_2(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = [
        Finding("disk", "ro\x1b[31mom", "fail", "0 GiB", "make\nroom"),
        Finding("disk", "journal", "warn", "odd", "look"),
    ]
    monkeypatch.setattr("driftsim.cli.doctor.look_at_all", lambda *_: iter(wrong))
    done = cli("doctor")
    assert done.code == 2
    assert done.out == (
        "disk\n"
        "  ✗ ro␛[31mom         0 GiB\n"
        "                      → make␊room\n"
        "  ! journal           odd\n"
        "                      → look\n"
        "\n"
        "1 must be mended before driftsim can do its work\n"
    )
    assert json.loads(cli("doctor", "--json").out)["fit"] is False


def test_an_address_that_is_none(cli: Cli) -> None:
    done = cli("doctor", "--base-url", "ftp://me:pass@host")
    assert (done.code, done.out) == (2, "")
    assert "the URL of a server is expected" in done.err
    assert "pass" not in done.err


def test_runs_elsewhere(cli: Cli, tmp_path: Path) -> None:
    done = cli("doctor", "--runs", tmp_path / "big" / "disk", "--json")
    found = {one["name"]: one for one in json.loads(done.out)["findings"] if one["group"] == "disk"}
    assert str(tmp_path) in found["writable"]["found"]


def test_every_extra_is_explained() -> None:
    extras = {
        line.split("extra == ")[1].strip("'\" ") for line in requires("driftsim") or () if "extra ==" in line
    }
    assert extras <= set(ENABLES)
