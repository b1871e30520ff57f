from importlib.metadata import PackageNotFoundError

import pytest

from driftsim.doctor import packages
from driftsim.doctor.finding import Finding

REQUIRES = [
    "click>=8.2",
    "polars>=1.30",
    "tomli>=2; python_version < '3.0'",
    "langchain<2,>=1; extra == 'openai'",
    "langchain-openai>=1; extra == 'openai'",
    "statsmodels>=0.14; extra == 'stats'",
]
INSTALLED = {"click": "8.5.1", "polars": "1.2", "langchain": "1.4", "statsmodels": "0.13"}


@pytest.fixture(autouse=True)
def _machine(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name not in INSTALLED:
            raise PackageNotFoundError(name)
        return INSTALLED[name]

    class Told(dict[str, str]):
        def get_all(self, _: str) -> list[str]:
            return ["openai", "stats"]

    monkeypatch.setattr(packages, "version", version)
    monkeypatch.setattr(packages, "requires", lambda _: REQUIRES)
    monkeypatch.setattr(packages, "metadata", lambda _: Told({"Requires-Python": ">=3.11"}))


def test_what_must_be_installed() -> None:
    click, polars = packages.dependencies()
    assert click == Finding("versions", "click", "ok", "8.5.1; wanted >=8.2")
    assert (polars.state, polars.way_out) == ("fail", "pip install -U 'polars>=1.30'")


def test_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(INSTALLED, "polars", "1.31")
    monkeypatch.delitem(INSTALLED, "click")
    click, polars = packages.dependencies()
    assert (click.state, click.found) == ("fail", "not installed; wanted >=8.2")
    assert polars.state == "ok"


def test_what_may_be_installed() -> None:
    openai, stats = packages.extras()
    assert (openai.state, openai.way_out) == ("off", "pip install 'driftsim[openai]'")
    assert "without langchain-openai" in openai.found
    assert (stats.state, stats.found) == ("warn", "statsmodels 0.13, wanted >=0.14")


def test_python_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.python_version", lambda: "3.9.1")
    monkeypatch.setitem(INSTALLED, "driftsim", "0.1")
    python, _ = packages.python()
    assert (python.state, python.way_out) == ("fail", "install Python >=3.11")
