"""Whether one family comes back at the turn after another did."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from driftsim.metrics.cells import cells
from driftsim.metrics.estimate import rate
from driftsim.metrics.family_turns import FamilyTurns
from driftsim.metrics.partial import LEAST, bounded_ratio, residuals, summed_rate
from driftsim.metrics.resampling import Design
from driftsim.metrics.types import Bools, Floats, Ints, Rate


@dataclass(frozen=True)
class _Chances:
    """Turns t at which both families are decided, one before and one after too as far as they matter.

    `out_b` and `back_b`: b failed at t − 1, and came back at t; `out_a` and `back_a`: a failed at t, and came
    back at t + 1 without having been said again. Each 0 or 1.
    """

    conv: Ints
    cluster: Ints
    turn: Ints
    out_b: Floats
    back_b: Floats
    out_a: Floats
    back_a: Floats


def transfer(design: Design, turns: FamilyTurns, a: int, b: int) -> dict[str, Any]:
    """How much more often family a is back at the next turn if family b has just come back.

    At t − 1 b failed, at t it was back or not; a failed at t, and is back at t + 1 or not, without having
    been said again. `after` and `base` are the two rates. Their plain difference takes a good conversation,
    in which both come back easily, for a transfer; and the same difference within a conversation is biased
    upwards, for long runs of failures of both fill up its turns. So each family's coming back is first freed
    of its conversation, its trend and of whether the family was out at all, from all turns, and `difference`
    is `Σ rest_a · rest_b / Σ out_a · rest_b²`: a's chance to be back, with b back and without.

    Args:
        design: The resampling plan.
        turns: The arm's turns by family.
        a: The number of the family that may follow.
        b: The number of the one that may lead.

    Returns:
        `a`, `b` (names), `difference` (from −1 to 1), `after` and `base`; n is the turns at which both were
        out.
    """
    found = _chances(turns, a, b)
    out = (found.out_a == 1) & (found.out_b == 1)
    rows = pl.DataFrame({"cluster": found.cluster, "led": found.back_b == 1, "back": found.back_a})
    asked = rows.filter(pl.lit(pl.Series(out)))
    sides = {
        side: rate(cells(design, asked.filter(pl.col("led") == pl.lit(led)), pl.col("back")))
        for side, led in (("after", True), ("base", False))
    }
    return {"a": turns.names[a], "b": turns.names[b], "difference": _difference(design, found, out), **sides}


def _chances(turns: FamilyTurns, a: int, b: int) -> _Chances:
    before = np.arange(max(turns.conv.size - 2, 0))
    now, then = before + 1, before + 2
    fa, fb = turns.fails[:, a], turns.fails[:, b]
    in_a_row = (turns.conv[before] == turns.conv[then]) & (turns.turn[then] == turns.turn[before] + 2)
    told = ~np.isnan(fb[before] + fb[now] + fa[now] + fa[then])
    kept = np.flatnonzero(in_a_row & told)
    before, now, then = kept, kept + 1, kept + 2
    out_a = fa[now] * ~turns.said[then, a]
    return _Chances(
        turns.conv[now],
        turns.cluster[now],
        turns.turn[now],
        out_b=fb[before],
        back_b=fb[before] * (1 - fb[now]),
        out_a=out_a,
        back_a=out_a * (1 - fa[then]),
    )


def _difference(design: Design, found: _Chances, out: Bools) -> Rate:
    enough = np.bincount(found.conv, minlength=1)[found.conv] >= LEAST
    where = (found.conv[enough], found.turn[enough])
    rest_a, rest_b = (
        residuals(back[enough][:, None], was_out[enough][:, None], *where)[:, 0]
        for back, was_out in ((found.back_a, found.out_a), (found.back_b, found.out_b))
    )
    sums = np.column_stack([rest_a * rest_b, found.out_a[enough] * rest_b**2])
    return summed_rate(
        design, sums, found.cluster[enough], lambda s: bounded_ratio(s[:, 0], s[:, 1]), int(out[enough].sum())
    )
