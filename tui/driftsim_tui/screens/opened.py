"""A screen with a conversation open at a turn: what replaying, finding and keeping share."""

from collections.abc import Mapping

from textual.reactive import reactive

from driftsim_tui.screens.base import BaseScreen
from driftsim_tui.source import Source
from driftsim_tui.values import Conversation, Said, Turn


class OpenedScreen(BaseScreen):
    """A conversation, as far as it is read, and the current turn.

    Args:
        source: The run.
    """

    turn: reactive[int] = reactive(1, init=False)

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source
        self._whole: Conversation | None = None

    def validate_turn(self, turn: int) -> int:
        """Keep it in the conversation."""
        return max(1, min(turn, len(self._whole.turns) if self._whole else 1))

    @property
    def here(self) -> Turn | None:
        """The current turn."""
        return None if self._whole is None or not self._whole.turns else self._whole.turns[self.turn - 1]

    def said(self, first: int, last: int) -> Mapping[int, Said]:
        """What was said in the turns from `first` to `last`, by turn."""
        return {} if self._whole is None else self._source.said(self._whole.id, first, last)
