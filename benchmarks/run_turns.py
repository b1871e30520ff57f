"""What a turn of `driftsim run` costs beside a bare loop around the same model, and what memory it takes.

    python -m benchmarks.run_turns [--runs N] [--conversations N] [--concurrency N] [--most N]

Conversations of ten turns, three cheap checks after each reply, every turn durable in the journal. The
floor asks the same natively async canned model as often with asyncio and langchain-core alone, and
writes what was said as JSON lines. Figures are CPU time, from the first conversation to the last event,
less the floor's where that is said. In a long conversation langchain-core itself looks at the whole
history in every turn: what is ours of a turn is told for fifty turns beside five hundred.
"""

from benchmarks.measure import RUNS, Report, Row, Sample, options, paired
from benchmarks.workers.turns import Load, measured

SHORT, LONG = 50, 500  # turns of a conversation


def report(runs: int = RUNS, conversations: int = 300, concurrency: int = 100, most: int = 20_000) -> Report:
    load = Load(conversations, concurrency)
    what = f"a turn of a run, own CPU: {conversations} conversations, {concurrency} at a time"
    beside = paired(lambda: measured("ours", load).cpu, lambda: measured("floor", load).cpu, runs=runs)
    rows = [Row(what, *beside, "langchain-core alone"), _disk(load), _long(runs)]
    return Report(rows + (_memory(most, concurrency) if most else []))


def _disk(load: Load) -> Row:
    """What a turn with three checks takes on the disk, beside its text as JSON lines."""
    ours, floor = measured("ours", load), measured("floor", load)
    what = f"a turn on the disk: the journal; {ours.tables:.0f} bytes more as Parquet"
    return Row(what, Sample((ours.log,), "bytes"), Sample((floor.log,), "bytes"), "its reply as JSON lines")


def _long(runs: int) -> Row:
    """What a turn of a long conversation costs beyond the floor, beside one of a shorter conversation."""

    def beyond(turns: int) -> float:
        load = Load(2000 // turns, 2000 // LONG, turns)  # as many share a commit in both
        return measured("ours", load).cpu - measured("floor", load).cpu

    what = f"a turn beyond langchain-core alone, own CPU: conversations of {LONG} turns"
    return Row(what, *paired(lambda: beyond(LONG), lambda: beyond(SHORT), runs=runs), f"of {SHORT} turns")


def _memory(most: int, concurrency: int) -> list[Row]:
    few = max(most // 20, 1)
    large, small = (measured("ours", Load(many, concurrency)) for many in (most, few))
    pairs = {
        f"largest memory while {most:,} conversations are held": (large.held, small.held),
        f"largest memory of a run of {most:,} conversations, Parquet written": (large.memory, small.memory),
    }
    return [
        Row(what, Sample((many,), "MB"), Sample((some,), "MB"), f"{few:,}")
        for what, (many, some) in pairs.items()
    ]


if __name__ == "__main__":
    given = {"runs": RUNS, "conversations": 300, "concurrency": 100, "most": 20_000}
    print(report(**options(given)).markdown())
