"""How the families of constraints hang together."""

from typing import Final

from driftsim.metrics.glossary.definition import Definition

DEFINITIONS: Final = (
    Definition(
        key="skills",
        name="how families hang together",
        plain="whether families fail and recover together, and where in a reply each fails: lists "
        "`co_failure` and `transfer` with a row a pair of families, and `position` by family",
        formula="the next three rows",
        limits="skills that a model has: what is seen is behaviour on these constraints",
        sources=("skills",),
        shape="other",
    ),
    Definition(
        key="skills.co_failure",
        name="failing together",
        plain="whether two families fail at the same turns more often than by chance: `phi` over all turns, "
        "and `partial`, beyond what the conversation explains",
        formula="a family fails at a turn if any check of it is false. `phi`: the correlation of the two "
        "over the turns that have both. `partial`: that of what is left of each when the level and the "
        "straight trend of its conversation, its ages and the load are taken off",
        limits="why: a shared skill, or a reply that went wrong altogether; `partial` needs conversations of "
        "four turns or more",
        sources=("skills", "partial"),
        shape="other",
    ),
    Definition(
        key="skills.transfer",
        name="one recovery after another",
        plain="whether family `a` comes back at the next turn more often where family `b` has just come "
        "back: `after` and `base` are its rates with b back and with b still out, `difference` what is left "
        "of theirs beside the conversation",
        formula="b failed at t − 1, a at t: P(a back at t + 1 | b back at t), and | b not back. "
        "`difference`: each family's coming back, freed of the level and the straight trend of its "
        "conversation and of whether it was out, over all turns; then `Σ rest_a·rest_b / Σ out_a·rest_b²`. "
        "Turns at which a is said again are left out",
        limits="a trend within the conversation that is not straight; where b does lead, the row the other "
        "way round comes out a little low in short conversations",
        sources=("partial",),
        shape="other",
    ),
    Definition(
        key="skills.position",
        name="where each family fails",
        plain="where in the reply the violations of a family begin",
        formula="as by_position, by family",
        limits="as by_position",
        shape="other",
    ),
)
