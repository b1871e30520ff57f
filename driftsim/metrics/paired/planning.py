"""What a comparison could have seen, and what it would take to see more."""

from typing import Any

import numpy as np

from driftsim.metrics.paired.contrast import Contrast
from driftsim.metrics.paired.match import Matched
from driftsim.metrics.paired.power import detectable, needed


def planning(found: Matched, csr: Contrast, detect: float | None) -> dict[str, Any]:
    """The minimum detectable effect on csr, and how many units an arm show the observed or a named one.

    The unit is what is drawn: a scenario, or a conversation of these scenarios. `conversations` is how many
    an arm would have in all, at the present number a unit.

    Args:
        found: The two sides.
        csr: Their contrast in csr.
        detect: A difference that is asked about; none where None.

    Returns:
        `unit`, `units`, `standard_error`, `detectable`, and `observed` and `asked`, each
        `{"difference", "units", "more", "conversations"}` or null.
    """
    arms = 1 if found.joined else 2  # side by side, each has clusters of its own
    units, freedom = int(csr.support[0][0]) // arms, int(csr.support[1][0])
    error = float(csr.error()[0])
    told: dict[str, Any] = {"unit": "conversation" if found.design.within else "scenario", "units": units}
    known = freedom > 0 and np.isfinite(error) and error > 0
    if not known:
        return {**told, "standard_error": None, "detectable": None, "observed": None, "asked": None}
    conversations = found.a.conversations.height + found.b.conversations.height
    each = conversations / 2 / units

    def to_show(difference: float | None) -> dict[str, Any] | None:
        if not difference or not np.isfinite(difference):
            return None
        many = needed(error, units, freedom, difference)
        whole = {"units": many, "more": max(0, many - units), "conversations": round(many * each)}
        return {"difference": difference, **whole}

    return {
        **told,
        "standard_error": error,
        "detectable": detectable(error, freedom),
        "observed": to_show(float(csr.value[0])),
        "asked": to_show(detect),
    }
