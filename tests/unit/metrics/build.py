"""Writes a run's tables from a few characters: `+` held, `-` violated, `?` undecided, `.` not in force."""

from dataclasses import dataclass, field
from typing import Any

from driftsim.metrics import Tables

VERDICTS = {"+": True, "-": False, "?": None}


@dataclass(frozen=True)
class Talk:
    """One conversation: a string of verdicts a constraint, one character a turn; turns of edits by name."""

    verdicts: dict[str, str]
    id: str = "c1"
    scenario: str = ""
    trial: int = 0
    arm: str = "a"
    revise: dict[str, list[int]] = field(default_factory=dict)
    negate: dict[str, list[int]] = field(default_factory=dict)
    restate: dict[str, list[int]] = field(default_factory=dict)
    stale: dict[str, list[int]] = field(default_factory=dict)
    loose: dict[str, str] = field(default_factory=dict)
    check: dict[str, str] = field(default_factory=dict)
    family: dict[str, str] = field(default_factory=dict)

    @property
    def length(self) -> int:
        return max((len(verdicts) for verdicts in self.verdicts.values()), default=0)

    @property
    def whose(self) -> dict[str, Any]:
        scenario = self.scenario or self.id
        return {
            "conversation": self.id,
            "scenario": scenario,
            "trial": self.trial,
            "seed": None,
            "arm": self.arm,
        }


def run(*talks: Talk, retired: list[dict[str, Any]] | None = None, baselines: Any = ()) -> Tables:
    """The tables of these conversations; rows of the last two tables need no more than `conversation`."""
    checks = {talk.id: _checks(talk) for talk in talks}
    whose = {talk.id: talk.whose for talk in talks}
    return Tables.of(
        conversations=[
            talk.whose | {"turns": talk.length, "errors": sum(row["held"] is None for row in checks[talk.id])}
            for talk in talks
        ],
        turns=[_turn(talk, turn, checks[talk.id]) for talk in talks for turn in range(1, talk.length + 1)],
        checks=[row for rows in checks.values() for row in rows],
        retired=[whose[row["conversation"]] | row for row in retired or ()],
        baselines=[whose[row["conversation"]] | row for row in baselines],
    )


def _turn(talk: Talk, turn: int, checks: list[dict[str, Any]]) -> dict[str, Any]:
    verdicts = [row["held"] for row in checks if row["turn"] == turn]
    followed = all(verdicts) if verdicts and (False in verdicts or None not in verdicts) else None
    counts = {
        "satisfied": verdicts.count(True),
        "violated": verdicts.count(False),
        "errors": verdicts.count(None),
    }
    return talk.whose | counts | {"turn": turn, "in_force": len(verdicts), "followed": followed}


def _checks(talk: Talk) -> list[dict[str, Any]]:
    rows = [row for name in talk.verdicts for row in _history(talk, name)]
    load = {row["turn"]: sum(other["turn"] == row["turn"] for other in rows) for row in rows}
    return [row | {"in_force": load[row["turn"]]} for row in rows]


def _history(talk: Talk, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    edits = (("revise", talk.revise), ("negate", talk.negate))
    version, age, stated, edit, ever = 0, 0, 0, "add", False
    for turn, sign in enumerate(talk.verdicts[name], start=1):
        if sign == ".":
            continue
        begun = not rows or rows[-1]["turn"] != turn - 1
        edited = [kind for kind, turns in edits if turn in turns.get(name, ())]
        if begun or edited:
            version, age, stated, edit, ever = version + 1, 0, 0, (edited or ["add"])[0], False
        else:
            age, stated = age + 1, 0 if turn in talk.restate.get(name, ()) else stated + 1
        held = VERDICTS[sign]
        outcome = _outcome(held, ever=ever, stale=turn in talk.stale.get(name, ()))
        rows.append(
            talk.whose
            | {
                "turn": turn,
                "constraint": name,
                "version": version,
                "spell": version,
                "edit": edit,
                "age": age,
            }
            | {"check": talk.check.get(name, "length.words"), "family": talk.family.get(name, "structural")}
            | {"held": held, "held_loose": VERDICTS[talk.loose.get(name, talk.verdicts[name])[turn - 1]]}
            | {"outcome": outcome, "ever_followed": ever, "since_stated": stated, "stated_by": "user"}
        )
        ever = ever or bool(held)
    return rows


def _outcome(held: bool | None, *, ever: bool, stale: bool) -> str:
    if held is None:
        return "error"
    if held:
        return "followed"
    return "stale" if stale else "forgotten" if ever else "ignored"
