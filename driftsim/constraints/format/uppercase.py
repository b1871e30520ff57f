"""A reply in capital letters."""

from driftsim.constraints.base import Example
from driftsim.constraints.format.case import OneCase
from driftsim.constraints.speech import Phrasings


class Uppercase(OneCase):
    """All letters of the reply are capital letters; where asked for, its language is checked too."""

    kind = "format.uppercase"
    family = "format"
    example = Example({}, passes="RAIN AT DAWN.", fails="RAIN at dawn.")
    upper = True
    letters = "capital"
    phrasings = Phrasings(
        ask=(
            "Write everything in capital letters.",
            "Write all of it in upper case, without any small letters.",
            "Use capital letters only, and write in {language}.",
        ),
        forbid=("Stop writing everything in capital letters.", "Do not write all of it in upper case."),
        release=("Capital letters are no longer required; write as you like.",),
    )
