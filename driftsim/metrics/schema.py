"""The JSON Schema of the metrics document."""

from typing import Any, Final

_NUMBER: Final = {"type": ["number", "null"]}
_COUNT: Final = {"type": "integer", "minimum": 0}

RATES: Final = (
    "csr csr_loose isr ssr uptake half_life ifr ecr recovery recovery_restated recovery_unrestated "
    "edr_len edr_acc edr_succ edr_lss edr_exhausted rec rob lingering "
    "task_accuracy reasoning_tokens"
).split()
CURVES: Final = (
    "csr_by_turn csr_by_age_cohort isr_by_turn conversation_survival_by_turn conversation_survival_km "
    "survival survival_after_uptake hazard_by_age ifr_by_turn ecr_by_turn"
).split()


def metrics_schema() -> dict[str, Any]:
    """The JSON Schema of what `measure` returns: one arm's keys, or several arms by name.

    Example:
        >>> sorted(metrics_schema()["$defs"])
        ['arm', 'curve', 'rate']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "driftsim's metrics of a run",
        "oneOf": [
            {"$ref": "#/$defs/arm"},
            _object({"arms": {"type": "object", "additionalProperties": _ref("arm"), "minProperties": 2}}),
        ],
        "$defs": {"arm": _object(_arm()), "rate": _object(_rate()), "curve": _curve()},
    }


def _arm() -> dict[str, Any]:
    return {
        **{name: _ref("rate") for name in RATES},
        **{name: _ref("curve") for name in CURVES},
        "csr_bounds": _object({"low": _NUMBER, "high": _NUMBER}),
        "csr_by_age": _curve(spells=_COUNT, scenarios=_COUNT),
        "csr_by_age_adjusted": {"oneOf": [_ref("curve"), _object({"refused": {"type": "string"}})]},
        "pass_hat": _map({**_object({**_rate(), "left_out": _COUNT}), "description": "by k, from 1"}),
        "by_family": _map(_ref("rate")),
        "by_check": _map(_ref("rate")),
        "by_edit": _map(_by_edit()),
        "outcomes": _map(_object({"count": _COUNT, "share": _ref("rate")}, optional=("share",))),
        "errors": _object(
            dict.fromkeys(("checks", "turns", "conversations", "unfinished", "faults"), _COUNT)
        ),
        "simulator_faults": _COUNT,
        "n": _object(dict.fromkeys(("conversations", "scenarios", "turns", "checks"), _COUNT)),
        "warnings": {"type": "array", "items": {"type": "string"}},
        "interval": {"enum": ["scenarios resampled", "these scenarios only", "few scenarios"]},
        "seed": {"type": "integer"},
        "metric_version": {"type": "integer"},
    }


def _rate() -> dict[str, Any]:
    return {
        "value": {**_NUMBER, "description": "null where there is nothing to average"},
        "low": {**_NUMBER, "description": "the lower end of the 95 % interval"},
        "high": {**_NUMBER, "description": "its upper end"},
        "n": {**_COUNT, "description": "how many the value averages over"},
    }


def _by_edit() -> dict[str, Any]:
    own = {
        "pooled": _ref("rate"),
        "by_age": _ref("curve"),
        "stale": _ref("rate"),
        "old_version_before": _ref("rate"),
    }
    return _object({**_rate(), **own}, optional=("stale", "old_version_before"))


def _curve(**more: Any) -> dict[str, Any]:
    x = {"type": "integer", "minimum": 0, "description": "the turn, from 1, or the age, from 0"}
    return {"type": "array", "items": _object({"x": x, **_rate(), **more})}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _map(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": values}


def _object(properties: dict[str, Any], *, optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
