"""What is demanded of the next reply, and what the checks say of its draft."""

from collections.abc import Mapping, Sequence
from typing import Final

from textual.content import Content

from driftsim_tui import paint
from driftsim_tui.byhand import Demand, Seen
from driftsim_tui.widgets.lines import Block, Lines

_NEW: Final = {"add": "new", "revise": "changed", "negate": "turned around"}


class Demands(Lines):
    """The constraints in force before a reply is given; each with its words, and a verdict on the draft."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._demands: Sequence[Demand] = ()
        self._retracted: Sequence[str] = ()
        self._seen: Mapping[str, Seen] = {}

    def demand(self, demands: Sequence[Demand], retracted: Sequence[str]) -> None:
        """Show what is in force; nothing is said of a draft yet."""
        self._demands, self._retracted, self._seen = demands, retracted, {}
        self._draw()
        self.scroll_to(y=0, animate=False, immediate=True)

    def judge(self, seen: Sequence[Seen]) -> None:
        """Show what the checks say of a draft."""
        self._seen = {one.name: one for one in seen}
        self._draw()

    @property
    def held(self) -> int:
        """How many of them the draft satisfies."""
        return sum(one.held is True for one in self._seen.values())

    def _draw(self) -> None:
        blocks = [self._block(place, demand) for place, demand in enumerate(self._demands)]
        gone = [
            Block(
                len(blocks) + place,
                Content.assemble(paint.edit_mark("retract"), " ", paint.text(name), (" no longer", "$faint")),
            )
            for place, name in enumerate(self._retracted)
        ]
        none = [Block(0, Content.styled("nothing in force", "$faint italic"))]
        self.show_blocks([*blocks, *gone] or none)

    def _block(self, key: int, demand: Demand) -> Block:
        seen = self._seen.get(demand.name)
        lines = [
            Content.assemble(
                _verdict(seen),
                " ",
                paint.text(demand.name, "bold"),
                (f" v{demand.version} ", "$secondary"),
                *_since(demand),
            ),
            paint.prose(demand.words),
        ]
        if seen is not None and seen.held is not True:
            lines.append(paint.text(seen.reason, "$faint"))
        return Block(key, Content("\n").join([*lines, Content("")]))


def _verdict(seen: Seen | None) -> Content:
    if seen is None:
        return Content.styled("·", "$faint")
    return paint.mark({True: "followed", False: "ignored", None: "error"}[seen.held])


def _since(demand: Demand) -> list[Content]:
    if demand.age == 0:
        return [paint.edit_mark(demand.edit), Content.styled(f" {_NEW[demand.edit]}", "$accent")]
    told = [Content.styled(f"age {demand.age}", "$faint")]
    if demand.restated:
        told += [Content(" "), paint.edit_mark("restate"), Content.styled(" said again", "$accent")]
    return told
