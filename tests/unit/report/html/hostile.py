"""A run in which every text tries to be more than text: markup, scripts, escapes, directions."""

from pathlib import Path
from typing import Final

from driftsim.checks import Check, Lingering, TurnChecks
from driftsim.events import Checked, ConversationDone, ConversationStarted, Faulted, ReplyDone, TurnStarted
from driftsim.journal import Journal, Manifest

CANARY: Final = "document.documentElement.dataset.canary='sung'"
"""What a script that runs would do; nothing else does it."""

PAYLOADS: Final = (
    f"<script>{CANARY}</script>",
    f"</script><script>{CANARY}</script>",
    f"</title></style></textarea></pre><script>{CANARY}</script>",
    f'"><img src=x onerror="{CANARY}">',
    f"'><svg/onload={CANARY}>",
    f'<a href="javascript:{CANARY}">javascript:{CANARY}</a>',
    f"<iframe srcdoc='<script>parent.{CANARY}</script>'>",
    "<style>body{display:none}</style>",
    "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=//evil.example/'>",
    "&lt;script&gt;&#x3c;b&#62;&quot;",
    "line\u2028separator\u2029paragraph",
    "\x1b[31mred\x1b[0m \x07 \x9b2J \x00",
    "\u202eright to left\u202c \u2066isolate \u200bzero \ufeffmark",
    "=cmd()|' /C calc'!A0",
    "[bold red]markup[/bold red] [link=javascript:x]y[/link]",
    "{{ 7 * 7 }} {% for x in y %} ${7*7}",
    "<!-- --> <![CDATA[ ]]> --!>",
    "\ud800 half a pair",
)
ALL: Final = " ".join(PAYLOADS)
FIELDS: Final = (
    "conversation scenario arm system user reply topic node constraint check family reason fault model name"
).split()


def planted(field: str) -> str:
    """Every payload, and which field it was planted in."""
    return f"‹{field}› {ALL}"


def stored(field: str) -> str:
    """The same as a database can hold it: no half of a surrogate pair."""
    return planted(field).replace("\ud800", "\ufffd")


def hostile_run(folder: Path) -> Path:
    """Two arms, in each a conversation that is violated and one that breaks off."""
    folder.mkdir(parents=True)
    arms = (stored("arm"), "tame")
    with Journal(folder) as journal:
        for arm in arms:
            for trial in range(2):
                for event in _events(arm, trial):
                    journal.record(event)
    Manifest(
        name=planted("name"),
        command=planted("command"),
        arms=arms,
        source={"gaps": [planted("gap")], "notes": [planted("note")], "format": planted("format")},
        counts={"conversations": 4},
        models={arm: {"name": planted("model"), planted("parameter"): planted("value")} for arm in arms},
        user={"name": planted("user's name")},
        judge={"name": planted("judge")},
        limits={planted("limit"): [planted("a limit")]},
        machine={"python": planted("machine")},
    ).write(folder)
    return folder


def _events(arm: str, trial: int) -> list[object]:
    name = f"{stored('conversation')} {arm} {trial}"
    events: list[object] = [
        ConversationStarted(name, stored("scenario"), arm, trial=trial, seed=0, system=stored("system"))
    ]
    for turn in range(1, 5):
        edits = {"add": {stored("constraint"): {"check": stored("check"), stored("parameter"): stored("x")}}}
        events += [
            TurnStarted(name, turn, stored("user"), edits, stored("node"), 1, stored("topic")),
            ReplyDone(name, turn, stored("reply")),
            Checked(
                name, turn, TurnChecks((*map(_check, range(turn), [turn] * turn),), (_gone(),), (), 5, 9)
            ),
        ]
    events.append(
        Faulted(name, 5, ("model", "user")[trial], stored("fault"))
        if arm != "tame"
        else ConversationDone(name, 4)
    )
    return events


def _check(place: int, turn: int) -> Check:
    held = (place + turn) % 2 == 0
    return Check(
        constraint=f"{stored('constraint')} {place}",
        version=1,
        spell=1,
        check=f"{stored('check')} {place % 2}",
        source_id=None,
        family=f"{stored('family')} {place % 2}",
        held=held,
        held_loose=held,
        outcome="followed" if held else "forgotten",
        ever_followed=True,
        meets_previous=None,
        age=turn - place - 1,
        since_stated=0,
        stated_by="user",
        tokens_since=3,
        edit=("add", "revise")[place % 2],
        reason=stored("reason"),
        span=f"{place * 7}:{place * 7 + 30}",
    )


def _gone() -> Lingering:
    return Lingering(
        stored("constraint"), 1, stored("check"), None, stored("family"), True, 0.0, True, 1, stored("reason")
    )
