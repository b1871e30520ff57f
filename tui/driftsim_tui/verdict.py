"""What the statistics say of two arms, in a sentence."""

from typing import Any, Final

from driftsim.errors import DriftsimError
from driftsim.metrics.paired import Arms, compare, read, unlike
from driftsim_tui.pairs import End

_SAID: Final = {
    "higher": "follows more",
    "lower": "follows less",
    "undecided": "cannot be told apart",
    "edge": "may differ: interval and test disagree",
    "unknown": "nothing can be said",
}
_RESAMPLES: Final = 1000


def verdict(left: End, right: End) -> str:
    """The difference in csr with its interval, and what may be claimed; or why nothing may be.

    Reads both runs, and may take its time.
    """
    apart = unlike(left.source.manifest, right.source.manifest) if left.source is not right.source else []
    if apart:
        return f"these runs are not alike: {apart[0]}"
    try:
        told = compare(
            *(Arms(read(end.source.table), end.arm) for end in (left, right)), resamples=_RESAMPLES
        )
    except DriftsimError as error:
        return str(error)
    return sentence(told["metrics"]["csr"], right.label)


def sentence(csr: dict[str, Any], name: str) -> str:
    """A difference in words.

    Example:
        >>> sentence({"value": 0.04, "low": 0.01, "high": 0.08, "claim": "higher"}, "steady")
        'csr +0.04 [+0.01, +0.08]: steady follows more'
    """
    if csr["value"] is None:
        return "no check was decided on both sides"
    between = "" if csr["low"] is None else f" [{csr['low']:+.2f}, {csr['high']:+.2f}]"
    claim = csr.get("claim", "unknown")
    who = f"{name} " if claim in ("higher", "lower") else "they " if claim in ("undecided", "edge") else ""
    return f"csr {csr['value']:+.2f}{between}: {who}{_SAID[claim]}"
