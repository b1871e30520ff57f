"""How near a run with many conversations in flight comes to the turn rate that the model's latency allows.

    python -m benchmarks.in_flight [--runs N] [--conversations N] [--latency MS]

All conversations are held at once, ten turns each, with a model that takes its time over every reply. The
ideal is that nothing but the model is ever waited for. The floor is a bare asyncio and langchain-core
loop over the same model that writes JSON lines; ours makes every turn durable before the next.
"""

from benchmarks.measure import RUNS, Report, Row, options, paired
from benchmarks.workers.turns import Load, measured


def report(runs: int = RUNS, conversations: int = 200, latency: int = 200) -> Report:
    load = Load(conversations, conversations, latency=latency / 1000)

    def share(side: str) -> float:
        return 100 * latency / (measured(side, load).wall * conversations)

    what = f"{conversations} conversations in flight at {latency} ms: share of the ideal turn rate"
    ours, floor = paired(lambda: share("ours"), lambda: share("floor"), runs=runs, unit="%")
    return Report([Row(what, ours, floor, "langchain-core alone")])


if __name__ == "__main__":
    print(report(**options({"runs": RUNS, "conversations": 200, "latency": 200})).markdown())
