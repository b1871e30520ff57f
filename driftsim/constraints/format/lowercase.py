"""A reply in small letters."""

from driftsim.constraints.base import Example
from driftsim.constraints.format.case import OneCase


class Lowercase(OneCase):
    """All letters of the reply are small letters; where asked for, its language is checked too."""

    kind = "format.lowercase"
    family = "format"
    example = Example({}, passes="rain at dawn.", fails="Rain at dawn.")
    upper = False
    letters = "small"
