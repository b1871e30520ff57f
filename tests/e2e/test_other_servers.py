"""Runs against servers that nobody here wrote: llmock (PyPI) and aimock (npm), which are installed for it.

Without a network, node or the extra `openai` these tests are skipped, and say so.
"""

import pytest

from benchmarks.faults import TRIALS, Trial, held

WRONG = {"retry_after_ignored", "retried_non_retryable", "retry_storm", "truncated_stream_accepted"}

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
pytest.importorskip("langchain_openai", reason="pip install -e '.[openai]'")


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_faults(trial: Trial) -> None:
    try:
        found = held(trial, conversations=6)
    except SystemExit as reason:
        pytest.skip(str(reason))
    assert found.causes
    assert (found.lost, found.wrong, found.after) == (trial.lost, 0, 0)
    assert found.survived == found.hit - found.lost
    assert WRONG.isdisjoint(found.verdict)
