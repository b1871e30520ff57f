"""IFBench's custom tasks whose reply is one list: numbers, dates, capitals, countries."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Final

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.ifbench.lone import Lone
from driftsim.constraints.surgery.insertion import inserted
from driftsim.constraints.surgery.sentences import appended
from driftsim.constraints.types import times
from driftsim.text import edged

NUMBERS: Final = "14 21 28 35 42 49".split()
_DIGITS: Final = re.compile(r"\d+")
_LONE_DIGITS: Final = re.compile(r"\s*\d+")
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DAYS: Final = {4: 30, 6: 30, 9: 30, 11: 30, 2: 29}
# Of Napoleon's campaigns: Toulon, Lodi, Marengo, Austerlitz, Jena, Wagram, Leipzig, Waterloo.
_BATTLES: Final = (
    "1793-12-18 1796-05-10 1800-06-14 1805-12-02 1806-10-14 1809-07-06 1813-10-19 1815-06-18".split()
)
# By latitude from the north, as the checker has them; Kyiv, which belongs behind Brussels, is not among them.
CAPITALS: Final = tuple(
    "Reykjavik Helsinki Oslo Tallinn Stockholm Riga Moscow Copenhagen Vilnius Minsk Dublin Berlin Amsterdam"
    " Warsaw London Brussels Prague Luxembourg Paris Vienna Bratislava Budapest Vaduz Chisinau Bern"
    " Ljubljana Zagreb".split()
)
# The members of the United Nations in Africa, from the last in the alphabet.
COUNTRIES: Final = tuple(
    "Zimbabwe/Zambia/Uganda/Tunisia/Togo/Tanzania/Sudan/South Sudan/South Africa/Somalia/Sierra Leone"
    "/Seychelles/Senegal/São Tomé and Príncipe/Rwanda/Republic of the Congo/Nigeria/Niger/Namibia/Mozambique"
    "/Morocco/Mauritius/Mauritania/Mali/Malawi/Madagascar/Libya/Liberia/Lesotho/Kenya/Ivory Coast"
    "/Guinea-Bissau/Guinea/Ghana/Gambia/Gabon/Ethiopia/Eswatini/Eritrea/Equatorial Guinea/Egypt/Djibouti"
    "/Democratic Republic of the Congo/Comoros/Chad/Central African Republic/Cape Verde/Cameroon/Burundi"
    "/Burkina Faso/Botswana/Benin/Angola/Algeria".split("/")
)
_FIRST: Final = "Zimbabwe"
_LEAST: Final = 52


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


class Multiples(Lone):
    """The numbers of the reply are the multiples of 7 between 10 and 50, in order."""

    source_id = "custom:multiples"
    family = "content"
    example = Example({}, passes="14, 21, 28, 35, 42, 49", fails="1) 14 2) 21 3) 28 4) 35 5) 42 6) 49")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare the runs of digits."""
        found = _DIGITS.findall(reply.text)
        held = found == NUMBERS
        numbers = ", ".join(NUMBERS)
        return Verdict(held, f"the numbers are {'' if held else 'not '}exactly {numbers}")

    def ask(self) -> str:
        """As a user would."""
        return "List the multiples of 7 between 10 and 50, and use no other number."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The numbers behind the draft, which loses its own; then they alone."""
        for text in (", ".join(NUMBERS), " ".join(NUMBERS)):
            yield appended(_LONE_DIGITS.sub("", draft), text)
        yield ", ".join(NUMBERS)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """One number more."""
        yield from inserted(draft, "The next one is 56.")
        yield "7, 14, 21"


class DateFormatList(Lone):
    """Dates from 1769 to 1821, between commas and nothing else."""

    source_id = "custom:date_format_list"
    family = "format"
    example = Example({}, passes="1796-05-10, 1805-12-02", fails="1796-5-10, 1805-12-02")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look at each part; month and day 00 pass."""
        for part in map(str.strip, reply.stripped.split(",")):
            if not _is_date(part):
                return Verdict(held=False, reason=f"{part[:40]!r} is no date from 1769 to 1821 as YYYY-MM-DD")
        return Verdict(held=True, reason="every part is a date from 1769 to 1821")

    def ask(self) -> str:
        """As a user would."""
        return "List the dates of Napoleon's battles as YYYY-MM-DD, separated by commas, and nothing else."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """Some of them, in order."""
        yield ", ".join(sorted(chance.sample(_BATTLES, chance.randint(3, len(_BATTLES)))))
        yield _BATTLES[-1]

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A date as people say it."""
        yield f"{draft.rstrip()}, 18 June 1815".lstrip(", ")


def _is_date(part: str) -> bool:
    match = _DATE.fullmatch(part)
    if match is None:
        return False
    year, month, day = map(int, match.groups())
    return 1769 <= year <= 1821 and month <= 12 and day <= _DAYS.get(month, 31)


class EuropeanCapitals(Lone):
    """27 capitals of Europe from north to south, between commas and nothing else."""

    source_id = "custom:european_capitals_sort"
    family = "content"
    example = Example({}, passes=", ".join(CAPITALS), fails=", ".join(CAPITALS) + ".")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare one by one, accents aside."""
        said = [name.strip() for name in _ascii(reply.text).split(",") if name.strip()]
        if said == list(CAPITALS):
            return Verdict(held=True, reason=f"all {len(CAPITALS)} capitals in order")
        if len(said) != len(CAPITALS):
            return Verdict(held=False, reason=f"{times(len(said), 'name')}, asked for {len(CAPITALS)}")
        wrong = next(
            place for place, (one, other) in enumerate(zip(said, CAPITALS, strict=True)) if one != other
        )
        return Verdict(held=False, reason=f"{said[wrong][:40]!r} stands where {CAPITALS[wrong]} belongs")

    def ask(self) -> str:
        """As a user would."""
        return (
            "List the capitals of Europe that lie north of 45 degrees by their latitude, from north to south,"
            " with commas between them and nothing else."
        )

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The list itself."""
        yield ", ".join(CAPITALS)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A full stop behind the last one."""
        yield f"{draft.rstrip()}."


class ReverseNewline(Lone):
    """From `Zimbabwe` on, at least 52 lines in reverse alphabetical order."""

    source_id = "custom:reverse_newline"
    family = "content"
    example = Example({}, passes="\n".join(COUNTRIES), fails="\n".join(reversed(COUNTRIES)))

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare each line with the next one; what they name is not looked at."""
        lines = [line for line in map(edged, reply.lines) if line]
        start = next((place for place, line in enumerate(lines) if _FIRST in line), None)
        if start is None:
            return Verdict(held=False, reason=f"no line holds {_FIRST}")
        if len(lines) - start < _LEAST:
            number = times(len(lines) - start, "line")
            return Verdict(held=False, reason=f"{number} from {_FIRST} on, asked for at least {_LEAST}")
        for above, below in pairwise(map(_ascii, lines[start:])):
            if above < below:
                return Verdict(held=False, reason=f"{below[:40]!r} stands below {above[:40]!r}")
        return Verdict(held=True, reason=f"the lines from {_FIRST} on are in reverse order")

    def ask(self) -> str:
        """As a user would."""
        return "List the countries of Africa in reverse alphabetical order, each on a line of its own."

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The countries below the draft, then alone."""
        listed = "\n".join(COUNTRIES)
        yield f"{draft.rstrip()}\n\n{listed}"
        yield listed

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A closing remark, which breaks the order; else a text without the first country."""
        for remark in ("That is all of them.", "zz"):
            yield f"{draft.rstrip()}\n{remark}"
        yield draft.replace(_FIRST, "Zambia")
        yield "Algeria"
