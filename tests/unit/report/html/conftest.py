"""Makes the helper modules of this folder importable, whatever the import mode; runs to report on."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from hostile import hostile_run

from runs import page, recorded_run


@pytest.fixture(scope="session")
def plain_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report of a run of one model over six scenarios."""
    return page(recorded_run(tmp_path_factory.mktemp("plain") / "run"))


@pytest.fixture(scope="session")
def compared_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report of two runs of the same scenarios."""
    place = tmp_path_factory.mktemp("compared")
    return page(recorded_run(place / "one"), recorded_run(place / "two", worse=True))


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report of a run in which every text tries to be more than text."""
    return page(hostile_run(tmp_path_factory.mktemp("hostile") / "run"))


@pytest.fixture
def report() -> Callable[..., str]:
    """Writes the report of runs on disk, as the command does."""
    return page
