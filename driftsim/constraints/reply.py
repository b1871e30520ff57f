"""A model's reply, with what checks compute from it."""

from functools import cached_property

from driftsim import text
from driftsim.constraints.cores import core_spans


class Reply:
    """A model's reply with everything that checks compute from it, each computed once.

    Args:
        raw: The text.
        of: The reply that it is a variant of.

    Example:
        >>> Reply("It's fine.").words
        ['It', 's', 'fine']
    """

    def __init__(self, raw: str, *, of: "Reply | None" = None) -> None:
        self.text = raw
        self._of = of

    def __repr__(self) -> str:
        return f"Reply({self.text!r})"

    @property
    def whole(self) -> "Reply":
        """The reply as the model gave it, of which this may be a variant."""
        return self if self._of is None else self._of.whole

    @cached_property
    def blank(self) -> bool:
        """Whether there is nothing but white space."""
        return not self.text.strip()

    @cached_property
    def stripped(self) -> str:
        """The text without white space at both ends."""
        return self.text.strip()

    @cached_property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @cached_property
    def lines(self) -> list[str]:
        r"""The text split at `\n`."""
        return self.text.split("\n")

    @cached_property
    def words(self) -> list[str]:
        """Runs of word characters."""
        return text.words(self.text)

    @cached_property
    def word_places(self) -> list[tuple[int, int]]:
        """Where the words stand."""
        return text.word_places(self.text)

    @cached_property
    def cores(self) -> list[tuple[int, int]]:
        """Where words stand as people count them, without the marks around them."""
        return core_spans(self.text)

    @cached_property
    def sentences(self) -> list[str]:
        """Sentences as Punkt finds them."""
        return text.sentences(self.text)

    @cached_property
    def sentence_places(self) -> list[tuple[int, int]]:
        """Where the sentences stand."""
        return text.places(self.sentences, self.text)

    @cached_property
    def tokens(self) -> list[str]:
        """Treebank-style tokens, sentence by sentence."""
        return text.tokens(self.sentences)

    @cached_property
    def language(self) -> str | None:
        """The detected language, None where there are no letters to go by."""
        return _language(self.text)

    @cached_property
    def lower_language(self) -> str | None:
        """The language detected on the lower-cased text: detectors do not know capitals."""
        return self.language if self.lower == self.text else _language(self.lower)

    @cached_property
    def variants(self) -> tuple["Reply", ...]:
        """The other texts that the loose reading tries."""
        return tuple(Reply(variant, of=self) for variant in text.loose_variants(self.text))


def _language(raw: str) -> str | None:
    from driftsim.constraints.detection import language  # numpy and the profiles: only where asked for

    return language(raw)
