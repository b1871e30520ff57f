"""IFEval by driftsim: constraints built and a fresh reply for every prompt in every pass."""

import gc
from functools import _lru_cache_wrapper

from benchmarks.workers.ifeval_common import Prompt, Verdicts, serve
from driftsim.constraints import Context, Reply, instruction_from


def check(prompt: Prompt, response: str) -> Verdicts:
    """Every instruction of a prompt in both readings."""
    reply, context = Reply(response), Context(user=prompt["prompt"])
    found = []
    for source_id, kwargs in zip(prompt["instruction_id_list"], prompt["kwargs"], strict=True):
        constraint = instruction_from(source_id, kwargs)
        held = constraint.strict(reply, context).held
        found.append((held, held or constraint.loose_beyond_strict(reply, context)))
    return found


def forget() -> None:
    """Empty what driftsim remembers of texts and parameters; profiles, splitter and registry stay."""
    for value in gc.get_objects():
        if isinstance(value, _lru_cache_wrapper) and str(value.__module__).startswith("driftsim"):
            _forget(value)


def _forget(memory: "_lru_cache_wrapper[object]") -> None:
    holds_what_was_loaded = memory.cache_parameters()["maxsize"] in (1, None)
    if not holds_what_was_loaded:
        memory.cache_clear()


if __name__ == "__main__":
    serve(check, forget)
