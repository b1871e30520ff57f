"""Whether one family comes back at the turn after another did."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from driftsim.metrics.cells import Cells, cells
from driftsim.metrics.estimate import rate, signed
from driftsim.metrics.family_turns import FamilyTurns
from driftsim.metrics.resampling import Design
from driftsim.metrics.types import Bools, Floats, Ints


@dataclass(frozen=True)
class _Chances:
    """Turns at which family a could come back after b could: whether b did, and whether a did."""

    conv: Ints
    cluster: Ints
    led: Bools
    followed: Bools


def transfer(design: Design, turns: FamilyTurns, a: int, b: int) -> dict[str, Any]:
    """How much more often family a is back at the next turn if family b has just come back.

    At t − 1 b failed, at t it was back or not; a failed at t, and is back at t + 1 or not.

    The difference of the two rates is taken within each conversation, `y1/n1 − y0/n0`, and averaged with the
    weights `n1·n0 / (n1 + n0)`: a good conversation, in which both come back easily, is no transfer. Turns at
    which a constraint of a is said again, or new, do not count.

    Args:
        design: The resampling plan.
        turns: The arm's turns by family.
        a: The number of the family that may follow.
        b: The number of the one that may lead.

    Returns:
        `a`, `b` (names), `difference` (from −1 to 1, n = the turns in conversations that have both cases),
        `after` and `base`, P(a back) where b was back and where it was not, over all conversations.

    Source: S. Greenland & J. Robins (1985), Estimation of a common effect parameter from sparse follow-up
    data, Biometrics 41, 55–68.
    """
    found = _chances(turns, a, b)
    both = _within(design, found)
    rows = pl.DataFrame({"cluster": found.cluster, "led": found.led, "back": found.followed})
    sides = {
        side: rate(cells(design, rows.filter(pl.col("led") == pl.lit(led)), pl.col("back")))
        for side, led in (("after", True), ("base", False))
    }
    return {"a": turns.names[a], "b": turns.names[b], "difference": both, **sides}


def _chances(turns: FamilyTurns, a: int, b: int) -> _Chances:
    here = np.arange(max(turns.conv.size - 2, 0))  # the turn t − 1; t and t + 1 are the two after it
    in_a_row = (turns.conv[here] == turns.conv[here + 2]) & (turns.turn[here + 2] == turns.turn[here] + 2)
    fa, fb = turns.fails[:, a], turns.fails[:, b]
    asked = (fa[here + 1] == 1) & (fb[here] == 1)
    told = ~np.isnan(fb[here + 1]) & ~np.isnan(fa[here + 2]) & ~turns.said[here + 2, a]
    here = here[in_a_row & asked & told]
    return _Chances(turns.conv[here], turns.cluster[here], fb[here + 1] == 0, fa[here + 2] == 0)


def _within(design: Design, found: _Chances) -> dict[str, Any]:
    convs, first, conv = np.unique(found.conv, return_index=True, return_inverse=True)

    def count(which: Bools) -> Floats:
        return np.bincount(conv[which], minlength=convs.size).astype(np.float64)

    led, not_led = count(found.led), count(~found.led)
    back_led, back_not = count(found.led & found.followed), count(~found.led & found.followed)
    size = np.maximum(led + not_led, 1)
    weight = led * not_led / size
    difference = (back_led * not_led - back_not * led) / size
    kept = np.flatnonzero(weight > 0)
    sums = _by_cluster(
        design, found.cluster[first][kept], (difference[kept] + weight[kept]) / 2, weight[kept]
    )
    return {**signed(sums), "n": int((led + not_led)[kept].sum())}


def _by_cluster(design: Design, cluster: Ints, num: Floats, den: Floats) -> Cells:
    rows = pl.DataFrame({"cluster": cluster, "num": num, "den": den})
    return cells(design, rows, pl.col("num"), pl.col("den"))
