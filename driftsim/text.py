"""Pure functions on text that several constraints share; `Reply` computes each once per reply.

Counting rules are those of IFEval's public checkers, so that verdicts agree with published ones.
"""

import re
from functools import lru_cache
from string import punctuation as ASCII_PUNCTUATION
from typing import Any

__all__ = ["ASCII_PUNCTUATION", "Sentences", "language", "loose_variants", "sentences", "tokens", "words"]

_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    """The maximal runs of letters, digits and underscores.

    Example:
        >>> words("It's well-known.")
        ['It', 's', 'well', 'known']
    """
    return _WORD.findall(text)


def loose_variants(text: str) -> list[str]:
    r"""The seven variants that the loose reading tries beside the reply itself.

    Without its first line, its last line, or both; each also without asterisks. Blank and equal
    variants are left out: a blank one never counts, an equal one changes nothing.

    Reference: Zhou et al. 2023, "Instruction-Following Evaluation for Large Language Models", §2.2.

    Example:
        >>> loose_variants("Sure!\n*yes*")
        ['Sure!\nyes', '*yes*', 'Sure!', 'yes']
    """
    lines = text.split("\n")
    cut = ["\n".join(part).strip() for part in (lines[1:], lines[:-1], lines[1:-1])]
    candidates = [text.replace("*", ""), *cut, *(part.replace("*", "") for part in cut)]
    return [v for v in dict.fromkeys(candidates) if v != text and v.strip()]


class Sentences:
    """NLTK's Punkt sentence splitter, with the best parameters that this machine holds.

    With NLTK's `punkt_tab` data installed the English model is used (`model == "punkt_tab"`, the
    reference's own); else a short list of abbreviations and sentence starters that ships with
    driftsim (`model == "builtin"`), which gives the same sentence count on 98.9 % of 9,721 real
    replies and the same verdict on all but one of 936 real checks (docs/constraints.md).
    """

    ABBREVIATIONS = frozenset(
        "mr mrs ms dr st jr sr inc co corp ltd bros prof vs u.s u.k d.c l.a n.y ph.d a.m p.m m.b.a j.k"
        " u.n u.s.a jan feb aug sept sep oct nov dec gen sen rep lt col maj ave ft"
        " c d e f g h k l m n p r s t v w".split()
    )
    STARTERS = frozenset(
        "according although among both but despite even he however i if in indeed instead it many"
        " meanwhile moreover most nevertheless nonetheless nor since so some the there these they this"
        " those though thus under when while yet".split()
    )

    def __init__(self) -> None:
        from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer, PunktTokenizer

        try:
            self._splitter: Any = PunktTokenizer("english")
            self.model = "punkt_tab"
        except LookupError:
            parameters = PunktParameters()
            parameters.abbrev_types = set(self.ABBREVIATIONS)
            parameters.sent_starters = set(self.STARTERS)
            self._splitter = PunktSentenceTokenizer()
            self._splitter._params = parameters
            self.model = "builtin"

    def split(self, text: str) -> list[str]:
        """The sentences of a text, in order."""
        found: list[str] = self._splitter.tokenize(text)
        return found


@lru_cache(maxsize=1)
def sentence_splitter() -> Sentences:
    """The one splitter of this process."""
    return Sentences()


def sentences(text: str) -> list[str]:
    """The sentences of a text, as NLTK's Punkt finds them. Line breaks are not looked at."""
    return sentence_splitter().split(text)


@lru_cache(maxsize=1)
def _treebank() -> Any:
    from nltk.tokenize.destructive import NLTKWordTokenizer

    return NLTKWordTokenizer()


def tokens(parts: list[str]) -> list[str]:
    """The Treebank-style tokens of some sentences: punctuation apart, hyphenated words whole."""
    return [token for part in parts for token in _treebank().tokenize(part)]


@lru_cache(maxsize=1)
def _detectors() -> Any:
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.seed = 0  # without a seed the answer changes from call to call
    return factory


def language(text: str) -> str | None:
    """The ISO 639-1 code that langdetect gives with seed 0, or None where it finds no letters."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _detectors().create()
    detector.append(text)
    try:
        code: str = detector.detect()
    except LangDetectException:
        return None
    return code
