"""What a turn of `driftsim run` costs beside a bare loop around the same model, and what memory it takes.

    python -m benchmarks.run_turns [--runs N] [--conversations N] [--concurrency N] [--most N]

Conversations of ten turns, three cheap checks after each reply, every turn durable in the journal. The
floor asks the same natively async canned model as often with asyncio and langchain-core alone, and
writes what was said as JSON lines. Figures are CPU time, from the first conversation to the last event.
"""

import subprocess

from benchmarks.measure import ROOT, RUNS, Report, Row, Sample, options, paired, python


def report(runs: int = RUNS, conversations: int = 300, concurrency: int = 100, most: int = 20_000) -> Report:
    def cpu(side: str) -> float:
        return _worker(side, conversations, concurrency)[0]

    what = f"a turn of a run, own CPU: {conversations} conversations, {concurrency} at a time"
    rows = [Row(what, *paired(lambda: cpu("ours"), lambda: cpu("floor"), runs=runs), "langchain-core alone")]
    if most:
        few = most // 20
        large, small = (Sample((_worker("memory", many, concurrency)[1],), "MB") for many in (most, few))
        rows.append(Row(f"largest memory while {most:,} conversations are held", large, small, f"{few:,}"))
    return Report(rows)


def _worker(side: str, conversations: int, concurrency: int) -> tuple[float, float]:
    command = python("-m", "benchmarks.workers.turns", side, str(conversations), str(concurrency))
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    spent, memory = map(float, done.stdout.split())
    return spent, memory


if __name__ == "__main__":
    given = {"runs": RUNS, "conversations": 300, "concurrency": 100, "most": 20_000}
    print(report(**options(given)).markdown())
