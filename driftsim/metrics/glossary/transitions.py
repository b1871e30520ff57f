"""From one turn to the next."""

from typing import Final

from driftsim.metrics.glossary.definition import Definition

DEFINITIONS: Final = (
    Definition(
        key="ifr",
        name="followed, then not",
        plain="followed now, lost next",
        formula="of those followed at t, the share violated at t+1",
        limits="slow drift from chance: a noisy model forgets and recovers all the time",
        sources=("multiif",),
    ),
    Definition(
        key="ifr_by_turn",
        name="lost next, by turn",
        plain="ifr at each turn",
        formula="as ifr; x = t",
        limits="as ifr",
        sources=("multiif",),
        shape="curve",
        x="turn",
    ),
    Definition(
        key="ecr",
        name="slips made good later",
        plain="mended at some time",
        formula="of the violated (constraint, turn) pairs with a later decided turn, the share followed "
        "later",
        limits="how fast; early violations have longer to be mended",
        sources=("multiif",),
    ),
    Definition(
        key="ecr_by_turn",
        name="made good later, by turn",
        plain="ecr by the turn of the violation",
        formula="as ecr; x = turn of the violation",
        limits="as ecr",
        sources=("multiif",),
        shape="curve",
        x="turn",
    ),
    Definition(
        key="recovery",
        name="back right after a slip",
        plain="violated now, followed next",
        formula="share at t+1",
        limits="why it came back",
    ),
    Definition(
        key="recovery_restated",
        name="when said again",
        plain="the same, where it was said again between",
        formula="share at t+1",
        limits="the effect of saying it again: users restate the hard cases",
    ),
    Definition(
        key="recovery_unrestated",
        name="when not said again",
        plain="the same, where it was not",
        formula="share at t+1",
        limits="as recovery_restated",
    ),
)
