"""IFBench's three tables of comma or tab separated values."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from random import Random
from typing import Final

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.format.json import unfenced
from driftsim.constraints.ifbench.lone import Lone
from driftsim.constraints.surgery.lines import with_first_line
from driftsim.constraints.types import times

_WIDTH: Final = 5
_LONGEST: Final = 131_072  # characters of a field, Python's limit, whatever this process has set
CITY: Final = ["ID", "Country", "City", "Year", "Count"]
PRODUCT: Final = ["ProductID", "Category", "Brand", "Price", "Stock"]
STUDENT: Final = ["StudentID", "Subject", "Grade", "Semester", "Score"]
_SPECIAL: Final = re.compile(r"[^\d\w\s]")
_CITIES: Final = (
    "Peru,Lima Chile,Arica Kenya,Nairobi Japan,Osaka Spain,Bilbao Italy,Turin Ghana,Accra".split()
)
_GOODS: Final = "Lamp Chair Table Shelf Stool Bench Clock Kettle Mug Bowl Spoon Basket Mat Vase".split()
_COURSES: Final = ("Biology", "History", "Music")


def _fields(text: str, most: int, delimiter: str = ",") -> list[list[str]] | str:
    """The rows of a table, at most so many, or why it is none; blank lines are rows."""
    try:
        rows = list(islice(csv.reader(StringIO(text), delimiter=delimiter), most + 1))
    except csv.Error as error:
        return f"not readable as a table: {error}"
    if len(rows) > most:
        return f"more than {times(most, 'row')} with the headings"
    too_long = any(len(field) > _LONGEST for row in rows for field in row)
    return f"not readable as a table: a field of more than {_LONGEST} characters" if too_long else rows


def _headed(names: list[str], gap: str) -> re.Pattern[str]:
    return re.compile(gap.join(f'(?:"{name}"|{name})' for name in names))


def _no(reason: str) -> Verdict:
    return Verdict(held=False, reason=reason)


class _Csv(Lone):
    """What the three have in common: their parameters, of which there are none, and their texts."""

    family = "format"

    def table(self, chance: Random) -> str:
        """A table that satisfies it."""
        raise NotImplementedError

    def own_rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """The draft out of its code fence, else a table of our own."""
        yield unfenced(draft)
        yield self.table(chance)

    def own_breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """A line before the table."""
        yield with_first_line(draft, "Here is the table:", gap="\n")


class CsvCity(_Csv):
    """A table of seven cities, its headings exactly as asked for."""

    source_id = "custom:csv_city"
    example = Example(
        {},
        passes="ID,Country,City,Year,Count\n" + "\n".join(f"{n},Peru,Lima,2001,{n}" for n in range(7)),
        fails="ID, Country, City, Year, Count\n" + "\n".join(f"{n},Peru,Lima,2001,{n}" for n in range(7)),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Eight rows of five fields, the headings first."""
        rows = _fields(reply.text, 8)
        if isinstance(rows, str):
            return _no(rows)
        if len(rows) != 8:
            return _no(f"{times(len(rows), 'row')} with the headings, asked for 8")
        if rows[0] != CITY:
            return _no(f"the first row is not exactly {','.join(CITY)}")
        held = all(len(row) == _WIDTH for row in rows)
        return Verdict(held, f"{'every row has' if held else 'not every row has'} {_WIDTH} fields")

    def ask(self) -> str:
        """As a user would."""
        columns = ", ".join(CITY)
        return f"Give comma-separated values with the columns {columns} and 7 rows of data, and nothing else."

    def table(self, chance: Random) -> str:
        """Cities, years and counts."""
        cities = chance.sample(_CITIES, len(_CITIES))
        rows = [f"{n},{city},{chance.randint(1950, 2020)},{n * 3}" for n, city in enumerate(cities, 1)]
        return "\n".join([",".join(CITY), *rows])


class CsvSpecialCharacter(_Csv):
    """A table of fourteen products, with a quoted field that holds a special character."""

    source_id = "custom:csv_special_character"
    example = Example(
        {},
        passes=",".join(PRODUCT) + '\n1,Tools,"A&B",9.5,1' + "\n2,Tools,Acme,9.5,2" * 13,
        fails=",".join(PRODUCT) + "\n2,Tools,Acme,9.5,2" * 14,
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Fifteen rows, of five fields each down to the first such field; nobody looks at what is below."""
        if not _PRODUCTS.fullmatch(reply.lines[0].strip()):
            return _no(f"the first line is not {','.join(PRODUCT)}")
        rows = _fields(reply.text.replace('"', '"""'), 15)
        if isinstance(rows, str):
            return _no(rows)
        if len(rows) != 15:
            return _no(f"{times(len(rows), 'row')} with the headings, asked for 15")
        for number, row in enumerate(rows[1:], 2):
            if len(row) != _WIDTH:
                return _no(f"row {number} has {times(len(row), 'field')}, asked for {_WIDTH}")
            if any(map(_is_special, row)):
                return Verdict(held=True, reason=f"row {number} has a quoted field with a special character")
        return _no("no quoted field with a special character")

    def ask(self) -> str:
        """As a user would."""
        columns = ", ".join(PRODUCT)
        return (
            f"Give comma-separated values with the columns {columns} and 14 rows of data, one field of which"
            " holds a special character and stands in double quotes."
        )

    def table(self, chance: Random) -> str:
        """Products, one of a brand with a special name."""
        goods = chance.sample(_GOODS, len(_GOODS))
        brands = ['"Oak & Elm"', *["Oakline"] * (len(goods) - 1)]
        pairs = enumerate(zip(goods, brands, strict=True), 1)
        rows = [f"{n},{item},{brand},{n + 4}.50,{n * 2}" for n, (item, brand) in pairs]
        return "\n".join([",".join(PRODUCT), *rows])


class CsvQuotes(_Csv):
    """A table of three students, tab-separated, every field in double quotes."""

    source_id = "custom:csv_quotes"
    example = Example(
        {},
        passes="\n".join(["\t".join(f'"{name}"' for name in STUDENT), *['"1"\t"Art"\t"A"\t"1"\t"90"'] * 3]),
        fails="\n".join(["\t".join(STUDENT), *['"1"\t"Art"\t"A"\t"1"\t"90"'] * 3]),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Four rows of five fields, each of which begins and ends with a quotation mark."""
        if not _STUDENTS.fullmatch(reply.lines[0].strip()):
            return _no(f"the first line is not {', '.join(STUDENT)}, separated by tabs")
        rows = _fields(reply.text.replace('"', '"""'), 4, "\t")
        if isinstance(rows, str):
            return _no(rows)
        if len(rows) != 4 or any(len(row) != _WIDTH for row in rows):
            return _no(f"{times(len(rows), 'row')} with the headings, asked for 4 of {_WIDTH} fields each")
        bare = [field for row in rows for field in map(str.strip, row) if not _is_quoted(field)]
        reason = f"the field {bare[0]!r} is not quoted" if bare else "every field is quoted"
        return Verdict(not bare, reason)

    def ask(self) -> str:
        """As a user would."""
        columns = ", ".join(STUDENT)
        return (
            f"Give tab-separated values with the columns {columns} and 3 rows of data, every field in double"
            " quotes."
        )

    def table(self, chance: Random) -> str:
        """Students and what they learn."""
        courses = chance.sample(_COURSES, len(_COURSES))
        rows = [(str(n), course, "AB"[n % 2], str(n), str(90 - n)) for n, course in enumerate(courses, 1)]
        return "\n".join("\t".join(f'"{field}"' for field in row) for row in (STUDENT, *rows))


_PRODUCTS: Final = _headed(PRODUCT, r",[ \t]*")
_STUDENTS: Final = _headed(STUDENT, "\t *")


def _is_special(field: str) -> bool:
    """Whether a quotation mark begins it and a special character stands before the last one of its line."""
    line = field.partition("\n")[0]
    return line.startswith('"') and _SPECIAL.search(line, 1, max(line.rfind('"'), 1)) is not None


def _is_quoted(field: str) -> bool:
    return field.startswith('"') and field.endswith('"')
