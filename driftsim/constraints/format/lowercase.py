"""A reply in small letters."""

from driftsim.constraints.base import Example
from driftsim.constraints.format.case import OneCase
from driftsim.constraints.speech import Phrasings


class Lowercase(OneCase):
    """All letters of the reply are small letters; where asked for, its language is checked too."""

    kind = "format.lowercase"
    family = "format"
    example = Example({}, passes="rain at dawn.", fails="Rain at dawn.")
    upper = False
    letters = "small"
    phrasings = Phrasings(
        ask=(
            "Write everything in small letters.",
            "Write all of it in lower case, without any capital letters.",
            "Use small letters only, and write in {language}.",
        ),
        forbid=("Use capital letters where they belong again.", "Do not write all of it in lower case."),
        release=("Small letters are no longer required; write as you like.",),
    )
