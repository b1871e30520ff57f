"""What both IFEval workers share: reading the rows, and answering one command a line.

Needs nothing but the standard library, so that the peer's interpreter can import it.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Prompt = dict[str, Any]
Verdicts = list[tuple[bool, bool]]
DETECTS_LANGUAGE = {
    "language:response_language",
    "change_case:english_capital",
    "change_case:english_lowercase",
}


def read(folder: Path, *, quiet: bool) -> list[tuple[Prompt, str]]:
    """The prompts that have a reply, with the reply.

    Args:
        folder: Holds `prompts.jsonl` and `*.responses.jsonl`.
        quiet: Leave out the instructions that need language identification.
    """
    replies = {
        row["prompt"]: row["response"] for path in folder.glob("*.responses.jsonl") for row in _rows(path)
    }
    prompts = [row for row in _rows(folder / "prompts.jsonl") if row["prompt"] in replies]
    for prompt in prompts if quiet else ():
        pairs = zip(prompt["instruction_id_list"], prompt["kwargs"], strict=True)
        kept = [pair for pair in pairs if pair[0] not in DETECTS_LANGUAGE]
        prompt["instruction_id_list"], prompt["kwargs"] = (
            [id_ for id_, _ in kept],
            [given for _, given in kept],
        )
    return [(prompt, replies[prompt["prompt"]]) for prompt in prompts]


def serve(check: Callable[[Prompt, str], Verdicts], forget: Callable[[], None] = lambda: None) -> None:
    """Run as `WORKER FOLDER [once-all|once-quiet]`.

    Without the last word, every line `all` or `quiet` on standard input is one pass over the rows,
    answered by a line of JSON with the time it took and its verdicts. With `again` behind it, what
    was remembered of the pass before is kept; else it is forgotten first, outside the time.

    Args:
        check: The verdicts on one reply, strict and loose.
        forget: Empties what the side remembers of texts that it has seen.
    """
    folder = Path(sys.argv[1])
    if len(sys.argv) > 2:
        print(len(_pass(check, read(folder, quiet=sys.argv[2] == "once-quiet"))))
        return
    rows = {"all": read(folder, quiet=False), "quiet": read(folder, quiet=True)}
    for line in sys.stdin:
        kind, *again = line.split()
        if not again:
            forget()
        start = time.perf_counter()
        verdicts = _pass(check, rows[kind])
        elapsed = (time.perf_counter() - start) * 1000
        print(json.dumps({"ms": elapsed, "verdicts": verdicts}), flush=True)


def _pass(check: Callable[[Prompt, str], Verdicts], rows: list[tuple[Prompt, str]]) -> Verdicts:
    return [verdict for prompt, reply in rows for verdict in check(prompt, reply)]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
