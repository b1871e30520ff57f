"""A run's conversations as an evaluation log of Inspect AI [1].

One log is of one model, so of one arm. A sample is a conversation: its id the scenario, its epoch the trial.
Its scores are shares of the conversation, with the verdicts of every check beside them; each turn is scored
in its transcript too.

[1] https://inspect.aisi.org.uk/eval-logs.html
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from driftsim import __version__
from driftsim.exports.dialogue import Dialogue
from driftsim.exports.samples import SCORES, sample_of, scores_of
from driftsim.exports.verified import Tally

_FORMAT: Final = 2  # Inspect's version of its logs


@dataclass(slots=True)
class _Totals:
    """What stands before the samples and is known only after them."""

    ids: list[tuple[str, int]] = field(default_factory=list)
    scenarios: dict[str, None] = field(default_factory=dict)
    sums: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in SCORES})
    unfinished: int = 0

    def take(self, dialogue: Dialogue) -> None:
        """Count one conversation."""
        self.ids.append((dialogue.scenario, dialogue.trial))
        self.scenarios.setdefault(dialogue.scenario)
        self.unfinished += not dialogue.finished
        for name, value in scores_of(dialogue).items():
            self.sums[name].append(value)

    @property
    def by_scenario(self) -> bool:
        """Whether scenario and trial tell the conversations apart; recorded ones may repeat them."""
        return len(set(self.ids)) == len(self.ids)


def write_inspect(
    dialogues: Callable[[], Iterable[Dialogue]],
    manifest: Mapping[str, Any],
    arm: str,
    faults: Mapping[str, str],
    file: BinaryIO,
    tally: Tally,
) -> None:
    """Write a log that `inspect_ai.log.read_eval_log` and `inspect view` open.

    The conversations are read twice, for the log tells its totals first.

    Args:
        dialogues: Gives the arm's conversations, each time from the beginning.
        manifest: The run's manifest.
        arm: The arm.
        faults: What broke a conversation off, by its id.
        file: Where to write.
        tally: Counts the samples.
    """
    totals = _Totals()
    for dialogue in dialogues():
        totals.take(dialogue)
    head = json.dumps(_head(manifest, arm, totals), ensure_ascii=False, allow_nan=False)
    file.write(head.removesuffix("}").encode() + b', "samples": [')
    between = b"\n"
    for sample in _samples(dialogues(), manifest, arm, faults, by_scenario=totals.by_scenario):
        tally.rows += 1
        file.write(between + json.dumps(sample, ensure_ascii=False, allow_nan=False).encode())
        between = b",\n"
    file.write(b"\n]}\n")


def _samples(
    dialogues: Iterable[Dialogue],
    manifest: Mapping[str, Any],
    arm: str,
    faults: Mapping[str, str],
    *,
    by_scenario: bool,
) -> Iterator[dict[str, Any]]:
    for dialogue in dialogues:
        name = (dialogue.scenario, dialogue.trial + 1) if by_scenario else (dialogue.conversation, 1)
        yield sample_of(
            dialogue,
            name=name,
            model=model_of(manifest, arm),
            when=manifest["created"],
            fault=faults.get(dialogue.conversation),
        )


def model_of(manifest: Mapping[str, Any], arm: str) -> str:
    """The model of an arm; of recorded conversations that is what the arm is called."""
    found = manifest.get("models", {}).get(arm, {})
    return str(found.get("name", arm)) if isinstance(found, Mapping) else arm


def _head(manifest: Mapping[str, Any], arm: str, totals: _Totals) -> dict[str, Any]:
    when, many = manifest["created"], len(totals.ids)
    return {
        "version": _FORMAT,
        "status": "cancelled" if totals.unfinished else "success",
        "eval": _spec(manifest, arm, totals),
        "plan": {"name": "driftsim", "steps": [{"solver": f"driftsim/{manifest['command']}", "params": {}}]},
        "results": {
            "total_samples": many,
            "completed_samples": many - totals.unfinished,
            "scores": [_result(name, values) for name, values in totals.sums.items() if values],
        },
        "stats": {"started_at": when, "completed_at": when, "model_usage": {}},
    }


def _spec(manifest: Mapping[str, Any], arm: str, totals: _Totals) -> dict[str, Any]:
    epochs = max((trial for _, trial in totals.ids), default=0) + 1 if totals.by_scenario else 1
    return {
        "created": manifest["created"],
        "task": f"driftsim/{manifest['name']}",
        "task_id": f"{manifest['name']}/{arm}",
        "run_id": f"{manifest['name']}/{arm}",
        "dataset": {"name": manifest["name"], "samples": len(totals.scenarios), "shuffled": False},
        "model": model_of(manifest, arm),
        "config": {"epochs": epochs},
        "packages": {"driftsim": __version__},
        "scorers": [{"name": name, "metrics": [{"name": "mean"}]} for name in SCORES],
        "metadata": {
            key: manifest.get(key)
            for key in ("command", "metric_version", "seed", "scenarios", "user", "plan", "judge", "text")
        }
        | {"arm": arm},
    }


def _result(name: str, values: list[float]) -> dict[str, Any]:
    mean = sum(values) / len(values)
    return {
        "name": name,
        "scorer": name,
        "scored_samples": len(values),
        "metrics": {"mean": {"name": "mean", "value": mean}},
        "metadata": {"meaning": SCORES[name]},
    }
