from pathlib import Path

import pytest

from tests.unit.tui import made


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run with something in every table; nobody writes into it."""
    return made.everything(tmp_path_factory.mktemp("tui") / "runs" / "everything")


@pytest.fixture(scope="session")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run in which every text is hostile."""
    return made.hostile(tmp_path_factory.mktemp("tui") / "evil")
