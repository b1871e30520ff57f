"""How families of constraints hang together: failing, recovering, and where they fail.

The behavioural counterpart of the skill-composition findings of arXiv 2604.06015: a model that lacks one
skill for two families fails both at the same turns, beyond what a bad conversation explains.
"""

from itertools import combinations, permutations
from typing import Any

from driftsim.metrics.arm import Arm
from driftsim.metrics.cofailure import co_failure
from driftsim.metrics.family_turns import family_turns
from driftsim.metrics.position import by_family_and_position
from driftsim.metrics.transfer import transfer


def skills(arm: Arm) -> dict[str, Any]:
    """Co-failure and transfer of recovery between families, and the place of each family's violations.

    Args:
        arm: The arm.

    Returns:
        `co_failure`, a row a pair; `transfer`, a row an ordered pair; `position`, a mapping by family.
        The lists are empty for an arm of a single family.
    """
    turns = family_turns(arm)
    families = range(len(turns.names))
    together = [co_failure(arm.design, turns, a, b) for a, b in combinations(families, 2)]
    after = [transfer(arm.design, turns, a, b) for a, b in permutations(families, 2)]
    return {
        "co_failure": [row for row in together if row["phi"]["n"]],
        "transfer": [row for row in after if row["base"]["n"] + row["after"]["n"]],
        "position": by_family_and_position(arm),
    }
