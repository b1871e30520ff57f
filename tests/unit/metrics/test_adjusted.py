"""The adjusted drift curve: against statsmodels, and where it is refused."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from driftsim.metrics import Tables, measure
from tests.unit.metrics.build import Talk, run


def simulated(*, seed: int = 0, conversations: int = 60) -> Tables:
    """Constraints that start at different turns; age and turn both matter."""
    rng = np.random.default_rng(seed)
    talks = []
    for i in range(conversations):
        lines = {}
        for name in ("a", "b", "c"):
            start, length = int(rng.integers(0, 5)), 9
            chance = 1 / (
                1 + np.exp(-(1.5 - 0.25 * np.arange(length) - 0.1 * np.arange(start, length + start)))
            )
            signs = np.where(rng.random(length) < chance, "+", "-")
            lines[name] = "." * start + "".join(signs[: length - start])
        talks.append(Talk(lines, id=f"c{i:02}", check={"c": "format.json"}))
    return run(*talks)


def test_it_is_what_statsmodels_computes() -> None:
    tables = simulated()
    checks = tables.checks.sort("conversation", "constraint", "turn")
    names = ("age", "turn", "in_force")
    frame = pd.DataFrame({name: checks[name].to_numpy().astype(float) for name in names})
    frame["words"] = (checks["check"] == "length.words").to_numpy().astype(float)
    held = checks["held"].to_numpy().astype(float)
    groups = np.unique(checks["conversation"].to_numpy(), return_inverse=True)[1]
    x = sm.add_constant(frame)
    fitted = sm.GLM(held, x, family=sm.families.Binomial()).fit(
        cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False}
    )
    found = measure(tables, resamples=20)["csr_by_age_adjusted"]
    assert [point["x"] for point in found] == list(range(9))
    for point in found:
        shifted = x.assign(age=float(point["x"]))
        mean = fitted.predict(shifted)
        assert point["value"] == pytest.approx(mean.mean(), abs=1e-6)
        slope = (mean * (1 - mean)).to_numpy() @ shifted.to_numpy() / len(mean)
        error = np.sqrt(slope @ fitted.cov_params().to_numpy() @ slope * 60 / 59)
        logits = [np.log(p / (1 - p)) for p in (point["low"], point["value"], point["high"])]
        expected = error / (point["value"] * (1 - point["value"])) * 2.00099537704
        assert logits[1] - logits[0] == pytest.approx(expected, rel=1e-4)
        assert logits[2] - logits[1] == pytest.approx(expected, rel=1e-4)


def test_it_falls_less_than_the_raw_curve_where_turns_explain_a_part() -> None:
    found = measure(simulated(conversations=300), resamples=20)
    drop = {
        key: found[key][0]["value"] - found[key][6]["value"] for key in ("csr_by_age", "csr_by_age_adjusted")
    }
    assert 0 < drop["csr_by_age_adjusted"] < drop["csr_by_age"]


@pytest.mark.parametrize(
    ("tables", "reason"),
    [
        (run(*[Talk({"a": "++-+-"}, id=str(i)) for i in range(30)]), "collinear: age, turn"),
        (run(*[Talk({"a": "+", "b": "-"}, id=str(i)) for i in range(30)]), "same age"),
        (run(*[Talk({"a": "+++", "b": ".++"}, id=str(i)) for i in range(30)]), "every decided check held"),
        (run(*[Talk({"a": "---", "b": ".--"}, id=str(i)) for i in range(30)]), "no decided check held"),
        (
            run(*[Talk({"a": "+-+", "b": ".++"}, id=str(i), check={"b": "format.json"}) for i in range(30)]),
            "always or never held: format.json",
        ),
        (run(Talk({"a": "+-+", "b": ".+-"}, id="x"), Talk({"a": "++-"}, id="y")), "too few"),
        (
            run(*[Talk({"a": "+---", "b": ".+--", "c": "..+-"}, id=str(i)) for i in range(30)]),
            "without exception",
        ),
    ],
)
def test_it_is_refused_with_a_reason(tables: Tables, reason: str) -> None:
    assert reason in measure(tables, resamples=20)["csr_by_age_adjusted"]["refused"]
