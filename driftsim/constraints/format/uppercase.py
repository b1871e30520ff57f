"""A reply in capital letters."""

from driftsim.constraints.base import Example
from driftsim.constraints.format.case import OneCase


class Uppercase(OneCase):
    """All letters of the reply are capital letters; where asked for, its language is checked too."""

    kind = "format.uppercase"
    family = "format"
    example = Example({}, passes="RAIN AT DAWN.", fails="RAIN at dawn.")
    upper = True
    letters = "capital"
