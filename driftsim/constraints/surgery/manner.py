"""New text in the manner of the old one."""

from driftsim.text import Sentences

# Words that are written small within a sentence, whatever it is about.
SMALL = (
    Sentences.SMALL
    | Sentences.STARTERS
    | frozenset(
        (
            "first second third next last finally lastly lately later again still also even ever never "
            "always often soon once here today tomorrow yesterday together besides therefore otherwise "
            "overall perhaps start walk bring buy eat drink visit ask try use put set pack book leave give "
            "stay rest plan choose pick check call avoid begin end finish enjoy lunch dinner breakfast good "
            "fresh every some starting reading keeping asking local both several few people children time "
            "water food "
        ).split()
    )
)


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
    """With a small first letter where the first word is known to be written small; names and `I` stay.

    Example:
        >>> decapitalized("The sun"), decapitalized("Paris"), decapitalized("I'm")
        ('the sun', 'Paris', "I'm")
    """
    word = "".join(piece.split(None, 1)[:1]).strip(",.:;")
    shouted = word.partition("'")[0].isupper() and word != "A"
    if shouted or word.lower() not in SMALL:
        return piece
    return piece[:1].lower() + piece[1:]
