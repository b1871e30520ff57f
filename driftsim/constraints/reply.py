"""A model's reply, with what checks compute from it."""

from collections import Counter
from functools import cached_property

from driftsim import text
from driftsim.constraints.cores import cores
from driftsim.constraints.quoted import unquoted


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
    def small_words(self) -> list[str]:
        """The words of the text in small letters, where one may be two."""
        return text.words(self.lower)

    @cached_property
    def word_counts(self) -> Counter[str]:
        """How often each of the words occurs, made small one by one."""
        return Counter(self.small_words if self.text.isascii() else map(str.lower, self.words))

    @cached_property
    def pieces(self) -> list[str]:
        """What stands between white space, marks and all."""
        return self.text.split()

    @cached_property
    def small_pieces(self) -> list[str]:
        """The same of the text in small letters, for a word may be lower-cased otherwise alone."""
        return self.lower.split()

    @cached_property
    def edged_pieces(self) -> set[str]:
        """These without ASCII punctuation at their ends; what is nothing else gives an empty one."""
        return set(map(text.edged, set(self.small_pieces)))

    @cached_property
    def bare_pieces(self) -> list[str]:
        """What stands between white space when all ASCII punctuation is gone."""
        return text.unmarked(self.text).split()

    @cached_property
    def small_bare_pieces(self) -> list[str]:
        """The same of the text in small letters."""
        return text.unmarked(self.lower).split()

    @cached_property
    def cores(self) -> list[str]:
        """Words as people count them, without the marks around them."""
        return cores(self.text)

    @cached_property
    def own(self) -> str:
        """The text with blanks in place of what it quotes."""
        return unquoted(self.text)

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
