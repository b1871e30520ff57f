"""What was computed of short texts, such as words, and need not be computed again."""

from collections.abc import Callable
from typing import Final, TypeVar

Value = TypeVar("Value")
_LONGEST: Final = 60  # characters up to which a text is remembered


class Memory(dict[str, Value]):
    """The values of a pure function of a text: `memory[text]`, computed once while there is room.

    Looking up a known text is a plain look-up in a dictionary, which `functools.lru_cache` is not: it notes
    the order of use as well. So what is full forgets everything. Long texts are not remembered.

    Args:
        function: The function.
        most: How many texts are remembered.

    Example:
        >>> sizes = Memory(len)
        >>> sizes["oak"], "oak" in sizes
        (3, True)
    """

    def __init__(self, function: Callable[[str], Value], most: int = 1 << 14) -> None:
        super().__init__()
        self._function, self._most = function, most

    def __missing__(self, text: str) -> Value:
        value = self._function(text)
        if len(text) <= _LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[text] = value
        return value
