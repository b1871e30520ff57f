"""What is remembered from one time to the next: theme, speed, places; never in the run itself."""

import json
import os
from pathlib import Path
from typing import Any, Final

from platformdirs import user_state_path

_MOST_RUNS: Final = 200
NAME: Final = "tui.json"


class State:
    """A small file of plain values; what cannot be read or written is forgotten without a word.

    Args:
        folder: Where the file is; by default the platform's folder for a program's state.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or user_state_path("driftsim")) / NAME
        self._values = self._read()

    def get(self, key: str, default: Any = None) -> Any:
        """A value of the whole application, such as `theme`; the default where another type stands."""
        value = self._values.get(key, default)
        return value if default is None or isinstance(value, type(default)) else default

    def set(self, key: str, value: Any) -> None:
        """Remember a value of the whole application."""
        self._values[key] = value

    def place(self, run: str) -> dict[str, Any]:
        """Where somebody was in a run: `conversation` and `turn`, as far as known."""
        found = self.get("places", {}).get(_key(run))
        return dict(found) if isinstance(found, dict) else {}

    def remember(self, run: str, **place: Any) -> None:
        """Remember where somebody is in a run, of so many runs as are sensible."""
        places = {key: value for key, value in self.get("places", {}).items() if key != _key(run)}
        kept = dict(list(places.items())[-_MOST_RUNS + 1 :])
        self._values["places"] = kept | {_key(run): self.place(run) | place}

    def write(self) -> None:
        """Write it down, whole or not at all."""
        draft = self._file.with_suffix(".draft")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(self._values, indent=1), encoding="utf-8", errors="replace")
            draft.replace(self._file)
        except OSError:
            return

    def _read(self) -> dict[str, Any]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def _key(run: str) -> str:
    return os.path.abspath(run).encode(errors="replace").decode()
