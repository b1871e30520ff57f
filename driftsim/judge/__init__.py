"""A judge: any chat model that is asked whether a criterion holds of a reply, and gives a typed verdict.

Replies are hostile text: they stand between markers that they cannot contain, and a verdict that only
quotes them counts for nothing. What cannot be read is an `error`, never a violation.
"""

from driftsim.judge.judge import Judge
from driftsim.judge.open import open_judge

__all__ = ["Judge", "open_judge"]
