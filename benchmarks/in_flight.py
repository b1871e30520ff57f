"""How near a run with many conversations in flight comes to the turn rate that the model's latency allows.

    python -m benchmarks.in_flight [--runs N] [--conversations N] [--latency MS] [--many N] [--workers N]

All conversations are held at once, ten turns each, with a model that takes its time over every reply. The
ideal is that nothing but the model is ever waited for. The floor is a bare asyncio and langchain-core
loop over the same model that writes JSON lines; ours makes every turn durable before the next. The same is
done by several processes with so many conversations together, thirty turns each: ours with their parent
beside them, which hears of every turn; the floor's know nothing of each other. `--many 0` leaves that out.
"""

from benchmarks.measure import RUNS, Report, Row, options, paired
from benchmarks.workers.turns import Load, measured

LONGER = 30  # turns


def report(
    runs: int = RUNS, conversations: int = 200, latency: int = 200, many: int = 1000, workers: int = 2
) -> Report:
    seconds = latency / 1000
    rows = [_row(Load(conversations, conversations, latency=seconds), runs)]
    if many:
        rows.append(_row(Load(many, many, LONGER, seconds, workers), runs))
    return Report(rows)


def _row(load: Load, runs: int) -> Row:
    def share(side: str) -> float:
        return 100_000 * load.latency / (measured(side, load).wall * load.conversations)

    flight = f"{load.conversations:,} conversations in flight at {1000 * load.latency:g} ms"
    by = f", {load.workers} workers" if load.workers > 1 else ""
    what = f"{flight}{by}: share of the ideal turn rate"
    ours, floor = paired(lambda: share("ours"), lambda: share("floor"), runs=runs, unit="%")
    return Row(what, ours, floor, "langchain-core alone")


if __name__ == "__main__":
    given = {"runs": RUNS, "conversations": 200, "latency": 200, "many": 1000, "workers": 2}
    print(report(**options(given)).markdown())
