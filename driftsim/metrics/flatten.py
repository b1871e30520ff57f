"""The metrics document as long rows, for tables."""

from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]

_ABOUT = frozenset({"seed", "metric_version", "interval", "warnings"})


def flatten(metrics: dict[str, Any], *, arm: str | None = None) -> list[Row]:
    """One row a number: `arm`, `metric`, `x`, `value`, `low`, `high`, `n`.

    Mappings become dotted names (`by_family.lexical`); the k of `pass_hat` and the turn or age of a curve is
    `x`; a count is a value alone. What is no number (warnings, refusals, the interval's label) is left out.

    Args:
        metrics: What `measure` returned.
        arm: The name of the arm where there is just one.

    Example:
        >>> flatten({"csr": {"value": 0.5, "low": 0.2, "high": 0.8, "n": 6}})[0]["metric"]
        'csr'
    """
    if "arms" in metrics:
        return [row for name, own in metrics["arms"].items() for row in flatten(own, arm=name)]
    found = (row for key, value in metrics.items() if key not in _ABOUT for row in _rows(key, value))
    return [{"arm": arm, **row} for row in found]


def _rows(metric: str, value: Any, x: int | None = None) -> Iterator[Row]:
    if isinstance(value, list):
        for point in value:
            yield from _rows(metric, point, point["x"])
    elif isinstance(value, dict):
        yield from _mapping(metric, value, x)
    elif isinstance(value, int | float):
        yield _row(metric, x, {"value": value})


def _mapping(metric: str, value: dict[str, Any], x: int | None) -> Iterator[Row]:
    if metric == "pass_hat":
        for k, each in value.items():
            yield _row(metric, int(k), each)
        return
    if "low" in value:
        yield _row(metric, x, value)
    for key, part in value.items():
        if "low" not in value or isinstance(part, dict | list):
            yield from _rows(f"{metric}.{key}", part)


def _row(metric: str, x: int | None, value: dict[str, Any]) -> Row:
    return {"metric": metric, "x": x, **{key: value.get(key) for key in ("value", "low", "high", "n")}}
