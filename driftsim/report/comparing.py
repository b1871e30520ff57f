"""Several sides in plain sentences: who is ahead of the first, by how much, and whether that can be told."""

from collections.abc import Sequence

from driftsim.metrics.paired import holm
from driftsim.report.compared import words
from driftsim.report.compared.pair import Pair, equal_p
from driftsim.report.view import Side
from driftsim.report.words import Quote
from driftsim.visible import safe


def sentences(sides: Sequence[Side], pairs: Sequence[Pair] = (), *, quote: Quote = safe) -> list[str]:
    """Paragraphs on who is ahead, one a comparison; then what several mean together, then what to mind.

    Args:
        sides: The sides; nothing is said of fewer than two.
        pairs: The first against others.
        quote: How a name from a file is written.
    """
    if len(sides) < 2:
        return []
    if not pairs:
        return ["The sides stand beside each other only: one of them has no conversation to compare."]
    told = [f"{words.answer(pair, quote=quote)} {words.drift(pair, quote=quote)}" for pair in pairs]
    minded = dict.fromkeys(quote(caution) for pair in pairs for caution in words.mind(pair))
    all_told = together(pairs, quote=quote) if len(pairs) > 1 else ""
    return [text for text in (*told, all_told, " ".join(minded)) if text]


def together(pairs: Sequence[Pair], *, quote: Quote = safe) -> str:
    """Which of several comparisons in csr stand when they are taken together (Holm)."""
    adjusted = holm({f"{quote(pair.b)} and {quote(pair.a)}": pair.metric("csr").p for pair in pairs})
    told = {name: f"{name} ({equal_p(p)})" for name, p in adjusted.items() if p is not None}
    apart = [told[name] for name, p in adjusted.items() if p is not None and p <= words.SURE]
    alike = [text for text in told.values() if text not in apart]
    if not told:
        return ""
    found = [f"told apart: {', '.join(apart)}"] if apart else []
    found += [f"not told apart: {', '.join(alike)}"] if alike else []
    return f"{len(told)} comparisons in compliance, taken together (Holm): {'; '.join(found)}."
