"""What counts tokens, sentences and languages, and what else checks lean on."""

from collections.abc import Callable, Iterator
from typing import Final

from driftsim import text, tokens
from driftsim.constraints import registered
from driftsim.doctor.finding import Finding
from driftsim.errors import CheckError

_KNOWN: Final = ("The children went home in the evening.", 8)
_REINSTALL: Final = "pip install --force-reinstall driftsim"


def texts() -> Iterator[Finding]:
    """What is found of each; whatever breaks is told, never raised."""
    looks: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("tokens", _tokens),
        ("sentences", _sentences),
        ("language", _language),
        ("part of speech", _tagger),
        ("constraints", _constraints),
    )
    for name, look in looks:
        try:
            yield look()
        except Exception as error:  # a broken package may raise anything
            message = f"{type(error).__name__}: {error}"
            yield Finding("texts", name, "fail", message, _REINSTALL)


def _tokens() -> Finding:
    sentence, known = _KNOWN
    if (many := tokens.count(sentence)) != known:
        return Finding("texts", "tokens", "fail", f"{many} tokens where {known} are right", _REINSTALL)
    others = tokens.available()[1:]
    told = f"{tokens.DEFAULT}, shipped" + (f"; also {', '.join(others)}" if others else "; no other offline")
    return Finding("texts", "tokens", "ok", told)


def _sentences() -> Finding:
    text.sentences("One. Two.")  # which is used is known once it is
    model = text.sentence_model()
    told = "NLTK's punkt_tab, as IFEval uses it" if model == "punkt_tab" else "our own list of abbreviations"
    return Finding("texts", "sentences", "ok", f"{model}: {told}")


def _language() -> Finding:
    from driftsim.constraints.detection import language

    found = language("Le petit chat boit du lait tous les matins avant de sortir.")
    if found != "fr":
        return Finding("texts", "language", "fail", f"French is taken for {found!r}", _REINSTALL)
    return Finding("texts", "language", "ok", "langdetect, seed 0")


def _tagger() -> Finding:
    from driftsim.constraints.ifbench.tagger import first_tag

    try:
        first_tag(["Go", "home"])
    except CheckError:
        told = "NLTK's tagger has no data here: words:start_verb alone is an error without it"
        return Finding(
            "texts", "part of speech", "off", told, "python -m nltk.downloader averaged_perceptron_tagger_eng"
        )
    return Finding("texts", "part of speech", "ok", "NLTK's tagger")


def _constraints() -> Finding:
    own = registered()
    others = sorted(name for name, kind in own.items() if not kind.__module__.startswith("driftsim."))
    told = f"{len(own)} kinds" + (f", {len(others)} of plug-ins: {', '.join(others)}" if others else "")
    return Finding("texts", "constraints", "ok", told)
