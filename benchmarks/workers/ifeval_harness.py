"""IFEval by lm-evaluation-harness' port, as `process_results` of its task does it.

With `BENCHMARK_CHECKERS_ALONE` set, the port's modules are imported without the package around them:
more favourable to it than any run of the harness itself.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from benchmarks.workers.ifeval_common import Prompt, Verdicts, serve


def _without_the_harness() -> None:
    spec = find_spec("lm_eval")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("lm_eval is not installed in this environment")
    package = Path(spec.origin).parent
    for name, path in (("lm_eval", package), ("lm_eval.tasks", package / "tasks")):
        module = ModuleType(name)
        module.__path__ = [str(path)]
        sys.modules[name] = module


if os.environ.get("BENCHMARK_CHECKERS_ALONE"):
    _without_the_harness()

import langdetect  # noqa: E402
from lm_eval.tasks.ifeval import utils  # type: ignore[import-not-found]  # noqa: E402

langdetect.DetectorFactory.seed = 0


def check(prompt: Prompt, response: str) -> Verdicts:
    """Every instruction of a prompt in both readings."""
    keys = ("key", "instruction_id_list", "prompt", "kwargs")
    example = utils.InputExample(**{key: prompt[key] for key in keys})
    strict = utils.test_instruction_following_strict(example, response)
    loose = utils.test_instruction_following_loose(example, response)
    return list(zip(strict.follow_instruction_list, loose.follow_instruction_list, strict=True))


if __name__ == "__main__":
    serve(check)
