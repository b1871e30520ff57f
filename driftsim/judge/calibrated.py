"""What `driftsim judge calibrate` found about a judge, read back for the runs that it judges."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from driftsim.errors import InputError
from driftsim.files import fingerprint

FORMAT: Final = "driftsim judge calibration"
CARRIED: Final = ("labels", "undecided", "agreement", "kappa", "false_violation", "false_pass")


def calibration_of(judge: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """What a run's manifest carries of a judge's calibration.

    Args:
        judge: The identity of the judge that is to be used.
        path: The file.

    Raises:
        InputError: no such file, something else in it, or the calibration of another judge.
    """
    found = _read(path)
    was, now = found["judge"], json.loads(json.dumps(judge))
    for key in {**was, **now}:
        if was.get(key) != now.get(key):
            raise InputError(
                f"the calibration of another judge: its {key} was {was.get(key)!r},"
                f" and is {now.get(key)!r} now; calibrate this one with driftsim judge calibrate",
                where=(str(path),),
            )
    return {**{key: found[key] for key in CARRIED}, "file": fingerprint(path)}


def _read(path: Path) -> dict[str, Any]:
    place = (str(path),)
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError("no such file", where=place) from None
    except (ValueError, OSError, RecursionError) as error:
        raise InputError(f"cannot be read: {error}", where=place) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise InputError(f"no calibration of a judge: 'format' is not {FORMAT!r}", where=place)
    if not isinstance(found.get("judge"), dict) or any(key not in found for key in CARRIED):
        raise InputError("a calibration of a judge with parts missing: damaged", where=place)
    return found
