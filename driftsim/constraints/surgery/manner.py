"""New text in the manner of the old one."""

from driftsim.text import Sentences

_SMALL = Sentences.SMALL | Sentences.STARTERS


def like(text: str, piece: str) -> str:
    """A piece in capitals where the whole text is, in small letters where the whole text is.

    Example:
        >>> like("RAIN AT DAWN.", "Bring an umbrella.")
        'BRING AN UMBRELLA.'
    """
    if len(text) > 1 and text.isupper():
        return piece.upper()
    return piece.lower() if text.islower() else piece


def capitalized(piece: str) -> str:
    """With a capital first letter, the rest as it is."""
    return piece[:1].upper() + piece[1:]


def decapitalized(piece: str) -> str:
    """With a small first letter where the first word is known to be written small: names keep theirs."""
    word = piece.split(None, 1)[0] if piece.strip() else ""
    return piece[:1].lower() + piece[1:] if word.strip(",.:;").lower() in _SMALL else piece
