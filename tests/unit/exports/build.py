"""Conversations as an export sees them, made in a line."""

from typing import Any

from driftsim.exports.dialogue import Check, Dialogue, Turn


def check(name: str = "short", held: bool | None = True, **fields: Any) -> Check:
    outcome = {True: "followed", False: "forgotten", None: "error"}[held]
    given = {
        "constraint": name,
        "version": 1,
        "check": "length.words",
        "family": "structural",
        "held": held,
        "outcome": outcome,
        "age": 0,
        "reason": "because",
        "span": None,
    }
    return Check(**given | fields)


def turn(number: int, reply: str | None = "Yes.", *checks: Check, **fields: Any) -> Turn:
    held = [one.held for one in checks]
    given = {
        "checks": checks,
        "turn": number,
        "node": None,
        "topic": None,
        "user": f"Question {number}.",
        "reply": reply,
        "edits": "{}",
        "task": None,
        "answered": None,
        "followed": False if False in held else (None if None in held or not held else True),
        "in_force": len(checks),
        "errors": held.count(None),
        "finish": None,
    }
    return Turn(**given | fields)


def talk(name: str, *turns: Turn, **fields: Any) -> Dialogue:
    given = {
        "turns": turns,
        "conversation": name,
        "scenario": "s",
        "trial": 0,
        "arm": "a",
        "system": None,
        "finished": True,
    }
    return Dialogue(**given | fields)


def good(number: int, reply: str = "Yes.", **fields: Any) -> Turn:
    return turn(number, reply, check(), **fields)


def bad(number: int, reply: str = "No.", **fields: Any) -> Turn:
    return turn(number, reply, check(held=False), **fields)
