"""NLTK's English part-of-speech tagger, where its data are installed."""

from functools import lru_cache
from typing import Any

from driftsim.errors import CheckError

DATA = "averaged_perceptron_tagger_eng"
MISSING = (
    f"words:start_verb needs NLTK's data {DATA!r}, which are not installed: `python -m"
    f" nltk.downloader {DATA}` fetches them, or unpack them into `taggers` in a folder that"
    " NLTK_DATA names; `lexical.start_verb` decides by a list of verbs and needs none"
)


def first_tag(tokens: list[str]) -> str:
    """The Penn tag of the first of some tokens, `VB` for a verb's plain form.

    Raises:
        CheckError: the tagger's data are not installed.
    """
    tagger = _tagger()
    if tagger is None:
        raise CheckError(MISSING)
    tag: str = tagger.tag(tokens)[0][1]
    return tag


def load() -> Any:
    """The tagger; None where its data are not installed."""
    from nltk.tag.perceptron import PerceptronTagger  # only where a tag is asked for

    try:
        return PerceptronTagger()
    except LookupError:
        return None


_tagger = lru_cache(maxsize=1)(load)
