"""The scenarios that the instrument is calibrated on: three families of two dozen scenarios that differ.

Their constraints can be followed and violated in any pattern in one text, so that what the law decides is
what a reply does. Two dozen, for intervals draw scenarios again, and few of them tell little.
"""

from collections.abc import Mapping
from itertools import pairwise
from random import Random
from types import MappingProxyType
from typing import Any, Final

from driftsim import chance
from driftsim.scenario.graph import Scenario
from driftsim.scenario.load import scenario_from

SIZE: Final = 24

_SUBJECTS: Final = (
    "a weekend in the mountains/a birthday for a friend/the move to another flat/a small garden"
    "/a reading circle/the first day at school/a walk along the river/dinner for eight people"
    "/a week without a car/a school play/an old bicycle/a shelf for the kitchen/a talk about bees"
    "/a picnic in the park/a letter to the landlord/a night train to the coast/a room for a guest"
    "/a course in drawing/a fair in the village/a quiet evening/a visit to the museum"
    "/a table for the balcony/a choir in the town/a day in the workshop"
).split("/")
_FOLLOW_UPS: Final = (
    "What would you do first?/How much time does that take?/Who could help me?/What may go wrong?"
    "/And if it rains?/What should I buy?/Say more about the middle part./What comes after that?"
    "/How would you tell the others?/Is there a cheaper way?/What did I forget?/Put it together for me."
).split("/")
_AVOIDED: Final = "cheap/luxury/simply/obviously/amazing/basically".split("/")
_WANTED: Final = "garden/river/lantern/notebook/window/market".split("/")
_ENDS: Final = ("Shall I go on?", "Any other questions?", "Tell me more.", "That is all.")

Written = dict[str, Any]


def plain() -> tuple[Scenario, ...]:
    """Nine to twelve turns in a row; three or four constraints, one revised, one said again."""
    return tuple(_plain(place) for place in range(SIZE))


def guarded() -> tuple[Scenario, ...]:
    """The same with reminders that come only after a violation: the path depends on the replies."""
    return tuple(_guarded(place) for place in range(SIZE))


def long() -> tuple[Scenario, ...]:
    """Fifty turns, the constraints added on the way, each said again once."""
    return tuple(_long(place) for place in range(SIZE))


def pool(number: int) -> tuple[Scenario, ...]:
    """So many scenarios such as those of `plain`, with two tasks each: a population to draw from."""
    return tuple(_plain(place, kind="pool", tasks=2) for place in range(number))


FAMILIES: Final = MappingProxyType({"plain": plain, "guarded": guarded, "long": long})


def _plain(place: int, *, kind: str = "plain", tasks: int = 0) -> Scenario:
    source = chance.source("calibration", kind, place)
    names, constraints = _constraints(source, 3 + place % 2)
    turns = _turns(source, place, 9 + place % 4)
    keys = list(turns)
    turns[keys[0]]["add"] = names[:2]
    turns[keys[1]]["add"] = names[2:]
    turns[keys[4 + place % 3]]["restate"] = [names[1]]
    turns[keys[5 + place % 2]]["revise"] = {"short": {"at_most": source.choice((45, 50, 55))}}
    for key in source.sample(keys, tasks):
        turns[key]["task"] = {"answer": 4, "match": "number"}
    return _scenario(f"{kind}-{place:02}", constraints, turns)


def _guarded(place: int) -> Scenario:
    source = chance.source("calibration", "guarded", place)
    names, constraints = _constraints(source, 3)
    turns = _turns(source, place, 9 + place % 3)
    keys = list(turns)
    turns[keys[0]]["add"] = names
    for number, at in enumerate((2 + place % 2, 5 + place % 2)):
        name, reminder = names[(place + number) % 3], f"reminder{number + 1}"
        turns[keys[at]]["next"] = [{"to": reminder, "when": f"violated({name})"}, {"to": keys[at + 1]}]
        turns[reminder] = {
            "say": "You forgot something that I asked for.",
            "restate": [name],
            "next": keys[at + 1],
        }
    return _scenario(f"guarded-{place:02}", constraints, turns)


def _long(place: int) -> Scenario:
    source = chance.source("calibration", "long", place)
    names, constraints = _constraints(source, 4)
    turns = _turns(source, place, 50)
    keys = list(turns)
    for number, name in enumerate(names):
        turns[keys[number * (2 + place % 3)]].setdefault("add", []).append(name)
        turns[keys[20 + 5 * number + place % 5]]["restate"] = [name]
    return _scenario(f"long-{place:02}", constraints, turns)


def _constraints(source: Random, number: int) -> tuple[list[str], Written]:
    """So many constraints of different families; `short`, which can be revised, is one of them."""
    pool: Mapping[str, Written] = {
        "avoid": {"check": "lexical.exclude", "words": source.sample(_AVOIDED, 2)},
        "mention": {"check": "lexical.include", "words": source.sample(_WANTED, 1)},
        "end": {"check": "lexical.end", "phrase": source.choice(_ENDS)},
        "plain": {"check": "format.no_comma"},
        "title": {"check": "format.title"},
    }
    chosen = source.sample(sorted(pool), number - 1)
    constraints = {"short": {"check": "length.words", "at_most": source.choice((60, 70, 80))}}
    constraints |= {name: pool[name] for name in chosen}
    return source.sample(sorted(constraints), number), constraints


def _turns(source: Random, place: int, number: int) -> dict[str, Written]:
    """So many turns in a row."""
    says = [f"Help me with {_SUBJECTS[place % SIZE]}."]
    while len(says) < number:
        says += source.sample(_FOLLOW_UPS, len(_FOLLOW_UPS))
    turns: dict[str, Written] = {f"turn{t}": {"say": say} for t, say in enumerate(says[:number], 1)}
    for one, other in pairwise(turns):
        turns[one]["next"] = other
    return turns


def _scenario(name: str, constraints: Written, turns: dict[str, Written]) -> Scenario:
    return scenario_from({"id": name, "constraints": constraints, "turns": turns}, where=(name,))
