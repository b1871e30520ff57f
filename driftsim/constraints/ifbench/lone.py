"""An instruction that only its own reading makes sense of: it has no corrected sibling."""

from typing import Any

from driftsim.constraints.base import Constraint
from driftsim.constraints.ifeval.reference import Reference


class Lone(Reference):
    """A reference without a sibling; its kind is its id (`custom:multiples` → `custom.multiples`).

    Subclasses name their `family` and offer their texts as `own_rewrites` and `own_breaches`.
    """

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Take the kind from the id."""
        super().__pydantic_init_subclass__(**kwargs)
        if cls.source_id is not None:
            cls.kind = cls.source_id.replace(":", ".")

    def twin(self) -> Constraint | None:
        """None."""
        return None
