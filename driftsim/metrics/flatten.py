"""The metrics document as long rows, for tables."""

from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]

_BY_K = ("pass_hat", "pass_hat_with_tasks")
_ABOUT = frozenset({"seed", "metric_version", "interval", "warnings"})


def flatten(metrics: dict[str, Any], *, arm: str | None = None) -> list[Row]:
    """One row a number: `arm`, `metric`, `x`, `value`, `low`, `high`, `n`.

    Mappings become dotted names (`by_family.lexical`), and so do rows for a pair of families or arms
    (`skills.transfer.a.b.after`); the k of `pass_hat` and where a curve runs along is `x`; a count is a value
    alone. What is no number (warnings, refusals, the interval's label) is left out. What stands between arms
    has no arm.

    Args:
        metrics: What `measure` returned.
        arm: The name of the arm where there is just one.

    Example:
        >>> flatten({"csr": {"value": 0.5, "low": 0.2, "high": 0.8, "n": 6}})[0]["metric"]
        'csr'
    """
    if "arms" in metrics:
        own = [row for name, found in metrics["arms"].items() for row in flatten(found, arm=name)]
        return own + flatten({"between": metrics.get("between", {})})
    rows = (row for key, value in metrics.items() if key not in _ABOUT for row in _rows(key, value))
    return [{"arm": arm, **row} for row in rows]


def _rows(metric: str, value: Any, x: int | None = None) -> Iterator[Row]:
    if isinstance(value, list):
        for each in value:
            yield from _listed(metric, each)
    elif isinstance(value, dict):
        yield from _mapping(metric, value, x)
    elif isinstance(value, int | float):
        yield _row(metric, x, {"value": value})


def _listed(metric: str, each: Any) -> Iterator[Row]:
    """A point of a curve, or what is told of a pair; words stay out."""
    if isinstance(each, dict) and "x" in each:
        yield from _rows(metric, each, each["x"])
    elif isinstance(each, dict):
        own = {key: value for key, value in each.items() if key not in ("a", "b")}
        yield from _rows(f"{metric}.{each['a']}.{each['b']}", own)


def _mapping(metric: str, value: dict[str, Any], x: int | None) -> Iterator[Row]:
    if metric in _BY_K:
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
