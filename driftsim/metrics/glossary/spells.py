"""Of spells: one version of a constraint, as long as it stays in force."""

from typing import Final

from driftsim.metrics.glossary.definition import Definition

DEFINITIONS: Final = (
    Definition(
        key="uptake",
        name="followed at once",
        plain="followed at once",
        formula="P(held at age 0)",
    ),
    Definition(
        key="survival",
        name="not yet violated",
        plain="not yet violated at this age",
        formula="Kaplan–Meier; at risk: spells with a decided check at that age, and no violation or error "
        "before",
        limits="recovery; too kind where revisions follow violations (a warning says so if it shows)",
        sources=("kaplan",),
        shape="curve",
        x="age",
    ),
    Definition(
        key="hazard_by_age",
        name="violated now for the first time",
        plain="violated now for the first time",
        formula="events / at risk",
        limits="late ages are those of spells that have held so far: the hazard of a mixture falls",
        shape="curve",
        x="age",
    ),
    Definition(
        key="survival_after_uptake",
        name="unbroken since first followed",
        plain="the same from the first followed turn on: what was never obeyed cannot drift; `x` counts from "
        "there, from 1",
        formula="as survival",
        limits="spells never followed",
        sources=("kaplan",),
        shape="curve",
        x="age",
    ),
    Definition(
        key="half_life",
        name="turns to half broken",
        plain="turns after uptake until half have been violated",
        formula="first x with survival_after_uptake ≤ 0.5; its ends are where the band's ends get there; n = "
        "spells followed at least once",
        limits="whole turns only; `null` if not reached",
        sources=("median",),
    ),
    Definition(
        key="hazard_model",
        name="what the first violation depends on",
        plain="how age, load, distance in tokens, edit and family each raise or lower the chance of a first "
        "violation, the others held alike; `terms` have the odds ratio with its interval",
        formula="`logit h = b0 + b·age + b·load + b·tokens/token_unit + b_edit + b_family` on spell-turns "
        "at risk; errors clustered, Student's t; an edit against `add`, a family against the first by name",
        limits="causes: constraints are not added at random; what is left at late ages are the good "
        "conversations, so that age looks kinder than it is. A term that never varies, or nearly follows "
        'from the others, is `left_out`; `{"refused": reason}` where nothing can be told',
        sources=("hazard", "sandwich"),
        shape="other",
    ),
    Definition(
        key="by_edit",
        name="followed, by edit",
        plain="csr of what was added, revised, negated, at equal ages",
        formula="Σ w(age)·csr(edit, age) over the ages all edits share, w = the share of all checks there; "
        "beside it `pooled`, `by_age`; `stale`, the share of checks in which the old version was still "
        "satisfied; `old_version_before`, the share of replies before the first add that met it anyway",
        limits="whether revised constraints were harder to begin with",
        shape="other",
    ),
)
