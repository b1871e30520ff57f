"""Where the reference data lie: beside the checkout or where DRIFTSIM_REFERENCE_DATA points; never in it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest


def reference_folder() -> Path:
    """The folder with `spec` and `data` in it."""
    beside = Path(__file__).resolve().parents[3] / "shared"
    return Path(os.environ.get("DRIFTSIM_REFERENCE_DATA", beside))


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file of the reference data; the whole module is skipped without it."""
    file = reference_folder() / name
    if not file.is_file():
        pytest.skip(
            f"NO PARITY PROVEN: {name} is not in {reference_folder()}; set DRIFTSIM_REFERENCE_DATA",
            allow_module_level=True,
        )
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
