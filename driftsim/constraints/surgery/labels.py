"""Labels such as `Answer:` put before the parts of a text, or taken out of it."""

from collections.abc import Iterator, Sequence
from random import Random

from driftsim.constraints.surgery.filler import sentence
from driftsim.constraints.surgery.parts import parted


def labelled(draft: str, labels: Sequence[str], chance: Random) -> Iterator[str]:
    """Texts near a draft in which its parts stand behind labels, one behind each.

    Args:
        draft: The text.
        labels: The labels, in order.
        chance: Where new sentences are needed.
    """
    for start in (draft, sentence(chance)):
        for label in labels:
            start = start.replace(label, "")
        parts = parted([start.strip()], len(labels), chance)
        for gap in ("\n", " "):
            yield gap.join(f"{label} {part}" for label, part in zip(labels, parts, strict=False))
    yield "\n".join(labels)


def unlabelled(draft: str, labels: Sequence[str], chance: Random) -> Iterator[str]:
    """Texts near a draft without one of the labels, then a sentence of our own."""
    for label in chance.sample(labels, len(labels)):
        yield draft.replace(label, "").strip()
    yield sentence(chance)
    yield "…"
    yield "ok"
