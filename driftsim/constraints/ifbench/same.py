"""Instructions that are asked for, or even read, as their siblings are."""

from functools import lru_cache

from driftsim.constraints.base import Constraint, Context, Reply, Verdict
from driftsim.constraints.ifeval.reference import Reference


class Asked(Reference):
    """A reference that a user asks for in the words of its sibling, which knows all its parameters."""

    def sibling(self) -> Constraint:
        """The sibling with the same parameters."""
        return _sibling(self)

    def spoken(self) -> dict[str, str]:
        """As the sibling says them."""
        return self.sibling().spoken()

    def ask(self) -> str:
        """As the sibling."""
        return self.sibling().ask()

    def deny(self) -> str:
        """As the sibling."""
        return self.sibling().deny()


class Same(Asked):
    """A reference that reads a reply as its sibling does; only the parameters have other names."""

    def check(self, reply: Reply, context: Context) -> Verdict:
        """As the sibling."""
        return self.sibling().check(reply, context)


@lru_cache(maxsize=256)
def _sibling(asked: Asked) -> Constraint:
    return asked.ours(**asked.twin_parameters())
