"""Which faults of a server a run survives: tried, survived, lost; against servers that nobody here wrote.

    python -m benchmarks.faults [--conversations N]

Each line is a run of conversations of three turns with a real client (langchain-openai) against llmock or
aimock, which break as they are told. A reply is hit where a call for it failed; it is survived where it
came all the same, and whole; lost where its conversation ended in a fault. Then the server is mended and
the run resumed. llmock itself judges how its client behaves: retries of what must not be retried, before
`Retry-After`, without a pause, too many; truncated streams taken for whole.
"""

import json
import os
import tempfile
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Report, options
from benchmarks.servers import aimock, llmock, says
from driftsim.journal import Run
from driftsim.models.roster import cast
from driftsim.runner import RunPlan, arms_of, run
from driftsim.scenario.graph import Scenario
from driftsim.scenario.load import scenario_from
from driftsim.traffic import Rules, Traffic
from driftsim.users import open_user

TURNS = 3
TEXT = "Tea is a drink made of leaves and hot water, and it is best in the afternoon."
SAYS = ("First, tea.", "Second, tea again.", "Third, no more tea.")


@dataclass(frozen=True)
class Trial:
    """Faults to be survived, or not.

    Args:
        name: What goes wrong.
        faults: What llmock is told to do, before it answers as it should.
        chaos: What aimock is started with; with these it is the server.
        lost: How many conversations must end in a fault; the others must not.
        streamed: Whether replies come piece by piece.
        timeout: Seconds after which a call is given up.
    """

    name: str
    faults: Sequence[Mapping[str, Any]] = ()
    chaos: Sequence[str] = ()
    lost: int = 0
    streamed: bool = False
    timeout: float = 20


def fail(status: int, times: int, **more: Any) -> dict[str, Any]:
    return {"type": "fail", "status": status, "times": times, **more}


def broken(kind: str, times: int, **more: Any) -> dict[str, Any]:
    return {"type": "stream_fault", "kind": kind, "times": times, "after_chunks": 3, **more}


TRIALS = (
    Trial("429 storm with Retry-After", [fail(429, 40, retry_after=0.3)]),
    Trial("429 storm without", [fail(429, 40)]),
    Trial("500 burst", [fail(500, 20)]),
    Trial("502 burst", [fail(502, 20)]),
    Trial("503 burst with Retry-After", [fail(503, 20, retry_after=0.3)]),
    Trial("read timeout", [{"type": "delay", "seconds": 3, "times": 8}], timeout=1),
    Trial("connection cut in mid-stream", [broken("disconnect", 15)], streamed=True),
    Trial("stream ends early, silently", [broken("truncate", 15)], streamed=True),
    Trial("piece of a stream that is no JSON", [broken("malformed", 15)], streamed=True),
    Trial("stream stalls", [broken("stall", 6, stall_seconds=3)], streamed=True, timeout=1),
    Trial("refused key in the middle (401)", [fail(401, 3)], lost=3),
    Trial("unknown model (404)", [fail(404, 3)], lost=3),
    Trial("context overflow (400)", [fail(400, 3, code="context_length_exceeded")], lost=3),
    Trial("wrong request (422)", [fail(422, 3)], lost=3),
    Trial("a third of all: 500", chaos=("--chaos-drop", "0.33")),
    Trial("a third of all: no JSON", chaos=("--chaos-malformed", "0.33")),
    Trial("a third of all: hangs up", chaos=("--chaos-disconnect", "0.33")),
    Trial("a third of all: 429 with Retry-After", chaos=("--chaos-ratelimit", "0.33")),
    Trial(
        "half of all, of every kind",
        chaos=(
            *("--chaos-drop", "0.12", "--chaos-malformed", "0.12", "--chaos-disconnect", "0.12"),
            *("--chaos-ratelimit", "0.12", "--chaos-latency", "5"),
        ),
    ),
)


@dataclass
class Found:
    """What came of a trial.

    Args:
        calls: How many calls were made.
        causes: How many of them failed, by cause.
        hit: For how many replies a call failed.
        survived: How many of these came all the same.
        lost: How many conversations ended in a fault.
        wrong: How many replies are not what the server was to say, or not where they belong.
        after: How many turns are missing when the run has been resumed.
        verdict: What llmock says against its client; empty where it says nothing.
    """

    calls: int
    causes: Counter[str]
    hit: int
    survived: int
    lost: int
    wrong: int
    after: int = -1
    verdict: list[str] = field(default_factory=list)


def report(conversations: int = 20) -> Report:
    rows = [
        (
            "server",
            "what goes wrong",
            "calls",
            "failed",
            "replies hit",
            "survived",
            "lost",
            "wrong",
            "resumed",
        )
    ]
    verdicts: list[str] = []
    for trial in TRIALS:
        found = held(trial, conversations)
        causes = ", ".join(f"{times} {cause}" for cause, times in found.causes.most_common())
        server = "aimock" if trial.chaos else "llmock"
        missing = "complete" if found.after == 0 else f"{found.after} turns missing"
        figures = (found.calls, causes, found.hit, found.survived, found.lost, found.wrong, missing)
        rows.append((server, trial.name, *map(str, figures)))
        verdicts += [f"{trial.name}: {told}" for told in found.verdict]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    table = "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])
    said = "; ".join(verdicts) or "nothing"
    return Report(tables=[table], notes=[f"llmock's verdict on its client: {said}"])


def held(trial: Trial, conversations: int) -> Found:
    """Hold the conversations of a trial, mend the server, and resume the run."""
    os.environ.setdefault("OPENAI_API_KEY", "any")
    with tempfile.TemporaryDirectory() as folder, _server(trial, Path(folder)) as address:
        place, rules = Path(folder) / "run", Rules(timeout=trial.timeout)
        run(_plan(trial, conversations, address, rules), place, concurrency=conversations)
        found = _count(Run(place), conversations)
        if not trial.chaos:
            found.verdict = verdict(address)
        if found.lost:
            behave(address, [])
            run(_plan(trial, conversations, address, rules), place, resume=True)
        found.after = TURNS * conversations - len(Run(place).table("turns"))
    return found


def _plan(trial: Trial, conversations: int, address: str, rules: Rules) -> RunPlan:
    streamed = ["streaming=true"] if trial.streamed else []
    arms = arms_of(cast("model", ["openai:gpt-4o-mini"], streamed, f"{address}/v1"))
    scenarios = tuple(conversation(f"s{number}") for number in range(conversations))
    return RunPlan(scenarios, arms, open_user("scripted"), traffic=Traffic(rules))


def conversation(name: str) -> Scenario:
    turns = {
        "one": {"say": f"What is tea, {name}?", "add": ["short"], "next": "two"},
        "two": {"say": "And mate?", "next": "three"},
        "three": {"say": "And coffee?"},
    }
    short = {"check": "length.words", "at_most": 60}
    return scenario_from({"id": name, "constraints": {"short": short}, "turns": turns}, where=(name,))


def _count(found: Run, conversations: int) -> Found:
    calls, turns = found.table("calls"), found.table("turns")
    failed = [(row["conversation"], row["turn"]) for row in calls.to_dicts() if row["cause"]]
    there = {(row["conversation"], row["turn"]): row["reply"] for row in turns.to_dicts()}
    wrong = sum(reply not in (TEXT, SAYS[turn - 1]) for (_, turn), reply in there.items())
    wrong += len(turns) - len(there)
    causes = Counter(cause for cause in calls["cause"].to_list() if cause)
    survived = sum(each in there for each in set(failed))
    return Found(len(calls), causes, len(set(failed)), survived, len(found.table("faults")), wrong)


@contextmanager
def _server(trial: Trial, folder: Path) -> Iterator[str]:
    if not trial.chaos:
        with llmock() as address:
            behave(address, trial.faults)
            yield address
        return
    with aimock(says(folder, SAYS), *trial.chaos) as address:
        yield address


def behave(address: str, faults: Sequence[Mapping[str, Any]]) -> None:
    """Tell llmock how to behave: these faults first, the right reply whenever it answers."""
    _ask(f"{address}/_llmock/reset", {})
    reply = {"type": "reply", "text": TEXT, "times": None}
    _ask(f"{address}/_llmock/scenario", {"behaviors": [*faults, reply]})


def verdict(address: str) -> list[str]:
    told = _ask(f"{address}/_llmock/verdict")
    return sorted({str(each["code"]) for each in told["findings"]})


def _ask(address: str, body: object = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


if __name__ == "__main__":
    print(report(**options({"conversations": 20})).markdown())
