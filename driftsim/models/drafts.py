"""What a simulated reply says before any constraint is heard: plain sentences about the user's request.

They hold no comma, digit, quote or list, so that what constraints count is there only when it is asked for.
"""

from collections.abc import Sequence
from random import Random
from typing import Final

_OPENINGS: Final = (
    "Here is a simple way to think about {}.",
    "There is a good deal to say about {}.",
    "Let us begin with {}.",
    "A sensible start is to look at {} first.",
    "This is how {} could work out.",
)
_MIDDLES: Final = (
    "The part about {} deserves some care.",
    "With {} it helps to decide early and change little.",
    "Most people find that {} takes longer than planned.",
    "It is worth asking someone who knows {} well.",
    "A short list of wishes makes {} much easier.",
    "Leave some room around {} for things that come up.",
    "Two calm hours are often enough for {} if you begin early.",
    "Try the plain option for {} before you pay for more.",
    "Keep the notes on {} where everyone can find them.",
    "What matters most about {} is that it suits everyone involved.",
    "The easy mistake with {} is to do too much at once.",
    "A second look at {} on the next day often shows what is missing.",
)
_PLAIN: Final = (
    "Start with what you already have and add the rest step by step.",
    "Small steps are easier to change later.",
    "Nothing has to be settled today.",
    "The first version does not have to be the last one.",
    "It pays to check the opening hours before you go.",
    "A break in the middle keeps the mood up.",
    "Write down what worked so that it is easier next time.",
    "If something does not fit just leave it out.",
)
_CURT: Final = (
    "Start small.",
    "Ask around first.",
    "Keep it simple.",
    "Take your time.",
    "Write it down.",
    "Leave some room.",
    "Begin early.",
    "Look twice.",
    "Nothing is settled.",
    "Try it once.",
    "Rest in between.",
    "Then decide.",
)
_CLOSINGS: Final = (
    "That should be a good basis for {}.",
    "With that you are well prepared for {}.",
    "Tell me what you think and we can go on from there.",
    "From here on {} is mostly a matter of taste.",
)

_THOUGHTS: Final = (
    "The user asks about {}.",
    "First I should see what is known about {}.",
    "Then I check each step once more.",
    "What did the earlier messages ask for.",
    "That leaves {} to be settled.",
    "I had better work this out before I write.",
    "It follows from what was said before.",
    "Another way to look at {} gives the same result.",
)


def draft(about: Sequence[str], chance: Random, *, size: int = 5, curt: bool = False) -> str:
    """Some plain sentences, in one or two paragraphs.

    Args:
        about: What they are about.
        chance: Which sentences.
        size: How many, 12 at most.
        curt: Sentences of two or three words.
    """
    if curt:
        return " ".join(chance.sample(_CURT, size))
    middles = chance.sample((*chance.sample(_MIDDLES, 8), *_PLAIN), max(size - 2, 0))
    chosen = [chance.choice(_OPENINGS), *middles, chance.choice(_CLOSINGS)][:size]
    said = [_filled(sentence, about, chance) for sentence in chosen]
    cut = size // 2 if size > 3 and chance.random() < 0.5 else 0
    return " ".join(said) if not cut else f"{' '.join(said[:cut])}\n\n{' '.join(said[cut:])}"


def reasoning(about: Sequence[str], words: float, chance: Random) -> str:
    """So many words, about, that a model might think before it answers."""
    said: list[str] = []
    while sum(len(sentence.split()) for sentence in said) < words:
        said.append(_filled(chance.choice(_THOUGHTS), about, chance))
    return " ".join(said)


def _filled(sentence: str, about: Sequence[str], chance: Random) -> str:
    return sentence.replace("{}", chance.choice(about)) if "{}" in sentence else sentence
