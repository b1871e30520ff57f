"""How many statements there are for each question and each exclamation."""

from collections.abc import Callable, Iterator
from itertools import chain, cycle, islice
from random import Random
from typing import Final, Self

from pydantic import model_validator

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.filler import stream
from driftsim.constraints.surgery.sentences import appended
from driftsim.constraints.types import Positive, listed

_CLOSING: Final = " \t\n\"'”’»)]}*_"
KINDS: Final = {"statements": ".", "questions": "?", "exclamations": "!"}
_QUESTIONS: Final = (
    "What else could help?/Who would not like that?/Is there a better way?/Why wait any longer?"
    "/When does it begin?/Where does that lead?/How long will it take?/What comes next?"
).split("/")
_EXCLAMATIONS: Final = (
    "What a good idea!/How well that works!/Just try it!/That helps a lot!/Now is the time!/What a day!"
).split("/")
_ROUNDS: Final = 3  # what is added may move an end of a sentence
_LEAST: Final = "It rains."

Marks = dict[str, int]  # how many sentences end with a mark


def look_past_closing(sentence: str) -> str:
    """The mark at which a sentence ends, behind which a quote or a bracket may be closed."""
    return sentence.rstrip(_CLOSING)[-1:]


def marks_of(reply: Reply, end: Callable[[str], str]) -> Marks:
    """How many sentences end with each of the three marks."""
    found = [end(sentence) for sentence in reply.sentences]
    return {mark: found.count(mark) for mark in ".?!"}


def mixed(draft: str, shares: Marks, end: Callable[[str], str], chance: Random) -> Iterator[str]:
    """Texts with sentences added until each kind has its share: the draft, then a text of our own."""
    for start in (draft, _LEAST):
        text = start
        for _ in range(_ROUNDS):
            text = _evened(text, shares, marks_of(Reply(text), end), chance)
        yield text


def _evened(text: str, shares: Marks, found: Marks, chance: Random) -> str:
    times = max(1, *(-(-found[mark] // share) for mark, share in shares.items()))
    sources = {".": stream(chance), "?": cycle(_QUESTIONS), "!": cycle(_EXCLAMATIONS)}
    new = [islice(sources[mark], share * times - found[mark]) for mark, share in shares.items()]
    addition = " ".join(chain.from_iterable(new))
    return appended(text, addition) if addition else text


def unmixed(draft: str) -> Iterator[str]:
    """Texts with a sentence more, of one kind; then two that are of none or of one."""
    for addition in (_LEAST, _QUESTIONS[0], f"{_LEAST} {_LEAST}"):
        yield appended(draft, addition)
    yield f"{_LEAST} {_LEAST} {_LEAST} What a day!"


class SentenceMix(Constraint):
    """Statements, questions and exclamations stand in a ratio; none of those that are named is missing.

    A sentence is what its last mark says, also where a quote or a bracket is closed behind it.
    """

    kind = "length.sentence_mix"
    family = "structural"
    example = Example(
        {"statements": 2, "questions": 1}, passes='It rains. It pours. "Why?"', fails="It rains. Why?"
    )
    statements: Positive | None = None
    questions: Positive | None = None
    exclamations: Positive | None = None
    phrasings = Phrasings(ask=("The ratio of {kinds} in your answer should be {ratio}.",))

    @model_validator(mode="after")
    def _two_at_least(self) -> Self:
        if len(self.shares()) < 2:
            raise ValueError("give at least two of statements, questions and exclamations")
        return self

    def shares(self) -> Marks:
        """The share of each mark that is named."""
        return {mark: share for name, mark in KINDS.items() if (share := getattr(self, name)) is not None}

    def spoken(self) -> dict[str, str]:
        """The kinds that are named, and their ratio."""
        kinds = listed(name for name, mark in KINDS.items() if mark in self.shares()).replace('"', "")
        return {"kinds": kinds, "ratio": " to ".join(map(str, self.shares().values()))}

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Count the ends, and compare the shares."""
        found, shares = marks_of(reply, look_past_closing), self.shares()
        times = {found[mark] / share for mark, share in shares.items()}
        counts = " to ".join(str(found[mark]) for mark in shares)
        spoken = self.spoken()
        reason = f"{spoken['kinds']} are {counts}, asked for {spoken['ratio']}"
        return Verdict(len(times) == 1 and all(times), reason)

    def ask(self) -> str:
        """As a user would."""
        return "Write {kinds} in the ratio {ratio}.".format(**self.spoken())

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Sentences of the kinds that are too few."""
        return mixed(draft, self.shares(), look_past_closing, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One sentence too many."""
        return unmixed(draft)
