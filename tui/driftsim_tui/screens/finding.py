"""Finding something in the conversation that is open."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from driftsim_tui.screens.ask import AskScreen
from driftsim_tui.screens.opened import OpenedScreen
from driftsim_tui.source import Source
from driftsim_tui.values import Said, Turn
from driftsim_tui.widgets.transcript import Transcript


class Finding(OpenedScreen):
    """The keys that find.

    Args:
        source: The run.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "Find", tooltip="find in this conversation"),
        Binding(
            "N",
            "found(1)",
            "Find next",
            show=False,
            tooltip="the next turn where it was found, or the one before",
        ),
        Binding(
            "B",
            "found(-1)",
            "Find before",
            show=False,
            tooltip="the next turn where it was found, or the one before",
        ),
    ]

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._found: tuple[str, tuple[int, ...]] = ("", ())

    def action_find(self) -> None:
        """Ask what to find in this conversation."""

        def asked(wanted: str | None) -> None:
            if wanted is not None:
                self.find(wanted)

        self.app.push_screen(AskScreen("find in this conversation", self._found[0]), asked)

    def find(self, wanted: str) -> None:
        """Mark something wherever it was said, and go to the first turn from here on that has it."""
        self._found = (wanted, self._turns_with(wanted))
        transcript = self.query_one(Transcript)
        transcript.refold(reasoning=transcript.reasoning, found=wanted)
        if not wanted:
            return
        _, turns = self._found
        if not turns:
            self.tell(f"{wanted!r} is nowhere in this conversation")
        elif self.turn not in turns:
            self.action_found(1)

    def action_found(self, by: int) -> None:
        """The next turn, or the one before, in which it was found; round at the ends."""
        turns = self._found[1] if by > 0 else self._found[1][::-1]
        if turns:
            self.turn = next((turn for turn in turns if (turn - self.turn) * by > 0), turns[0])

    def _turns_with(self, wanted: str) -> tuple[int, ...]:
        """The turns in which somebody said it, or a check gives it as its reason."""
        if not wanted or self._whole is None:
            return ()
        turns = self._whole.turns
        said = self.said(1, len(turns))
        low = wanted.casefold()
        return tuple(turn.number for turn in turns if _has(low, turn, said.get(turn.number)))


def _has(wanted: str, turn: Turn, said: Said | None) -> bool:
    """Whether somebody said it in this turn, or a reason has it."""
    texts = [] if said is None else [said.user, said.reply or "", said.reasoning or ""]
    return any(wanted in text.casefold() for text in (*texts, *(check.reason for check in turn.checks)))
