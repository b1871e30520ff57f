"""Every deterministic constraint on a reply of about 500 words: microseconds each, and all of them at once.

    python -m benchmarks.library [--runs N]

Each figure is this process's own CPU time. By itself a kind meets a fresh `Reply` of the same text each time,
so that it pays alone for what it counts; on one reply together they share it. The whole library meets a *new*
reply each time, of sentences that no run before has seen, so that nothing remembered of a text helps it (but
words that it has met are known, as in a process that has checked a few replies). A busy machine slows down a
process even on a core of its own: the smallest figure is the nearest to what the work costs. Parameters are
those of each kind's example. Ten times the text should cost about ten times as much: the notes name the kinds
for which it costs twice that.
"""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

from benchmarks.measure import RUNS, Report, Row, Sample, options
from driftsim.constraints import Constraint, Reply, constraint_from, registered
from driftsim.errors import CheckError

JUDGED = frozenset({"judged"})  # its time is the judge's
IDENTIFIED = frozenset({"language:response_language", "semantic.language"})
LEXICONS = ("semantic.sentiment", "style.")  # those that look up every word: told apart
TOPICS = (
    "The harbour was quiet before dawn, and the first boats left with the tide.",
    "Nobody on the quay spoke much; the cold air kept words short.",
    "By noon the market had opened, so we bought bread, two lemons and 3 pounds of fish.",
    "Is there a better way to spend a Saturday?",
    "An old man sold painted tiles that he had found in his grandmother's house.",
    '"They were never meant for a wall," he said, "but they look well on one."',
    "We paid 12 dollars, which seemed fair!",
)
CHANGED = 5  # letters from which on a word of these is another one in each reply
VOCABULARY = Path(__file__).with_name("english_words.txt")
WORDS = 500
REPEATS = 5  # new replies for each of the runs
LONG, TIMES = 100_000, 10  # characters, and how many times as many
UNITS = {"one letter": "a", "brackets": "[(", "stars": "* ", "English words": " ".join(TOPICS) + "\n\n"}
SLOW = 2.0  # how far above proportional is told
NOTICED = 20  # ms below which it is not


def report(runs: int = RUNS) -> Report:
    constraints = dict(_examples())
    quiet = [name for name in constraints if name not in IDENTIFIED]
    rules = [name for name in quiet if not name.startswith(LEXICONS)]
    same = _reply(Random(0))
    alone = {name: _sample(partial(_cost, [name], constraints, lambda: same), runs) for name in constraints}
    new = map(_reply, map(Random, count(1)))
    whole, without, plain = (
        _sample(partial(_cost, some, constraints, partial(next, new), 1000), REPEATS * runs, "ms")
        for some in (list(constraints), quiet, rules)
    )
    together = Sample((sum(sample.median for sample in alone.values()) / 1000,))
    rows = [
        Row(
            f"the whole library, {len(constraints)} kinds, one new reply", whole, together, "each on its own"
        ),
        Row(f"without language identification, {len(quiet)} kinds", without, whole, "with it"),
        Row(f"nor lexicons of feeling and style, {len(rules)} kinds", plain, whole, "with all"),
    ]
    return Report(rows, [_listed(alone), *_lengths(constraints)])


def _examples() -> Iterator[tuple[str, Constraint]]:
    for name, cls in registered().items():
        if name not in JUDGED:
            parameters = dict(cls.example.parameters)
            own = {"check": name, **parameters}
            yield name, constraint_from({"ifeval": name, "kwargs": parameters} if cls.source_id else own)


def _reply(chance: Random) -> str:
    """Paragraphs of three sentences until there are about 500 words, their longer words drawn."""
    known = [word for line in VOCABULARY.read_text().splitlines() if line[:1] != "#" for word in line.split()]
    long = [word for word in known if len(word) >= CHANGED]
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < WORDS:
        pattern = TOPICS[len(sentences) % len(TOPICS)].split(" ")
        sentences.append(" ".join(chance.choice(long) if _is_changed(word) else word for word in pattern))
    return "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))


def _is_changed(word: str) -> bool:
    return len(word) >= CHANGED and word.isalpha() and word.islower()


def _cost(
    names: Sequence[str], constraints: dict[str, Constraint], text: Callable[[], str], unit: float = 1
) -> float:
    """CPU time in µs, or so many of them, of one strict check by each on one fresh reply.

    Garbage waits, as for `timeit`.
    """
    known = registered()
    pairs = [(constraints[name], known[name].example.context) for name in names]
    reply = Reply(text())
    with _uncollected():
        start = time.process_time()
        for constraint, context in pairs:
            try:
                constraint.strict(reply, context)
            except CheckError:  # `suppress` would cost as much as a small check
                continue
        return (time.process_time() - start) * 1e6 / unit


@contextmanager
def _uncollected() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _sample(work: Callable[[], float], runs: int, unit: str = "µs") -> Sample:
    work()
    return Sample(tuple(work() for _ in range(runs)), unit)


def _listed(alone: dict[str, Sample]) -> str:
    """The table of all kinds, the slowest first."""
    lines = ["| kind | family | source | µs |", "| --- | --- | --- | --- |"]
    for name, sample in sorted(alone.items(), key=lambda item: -item[1].median):
        cls = registered()[name]
        lines.append(f"| `{name}` | {cls.family} | {_source(cls)} | {sample.median:.0f} |")
    return "each kind by itself:\n\n" + "\n".join(lines) + "\n"


def _source(cls: type[Constraint]) -> str:
    """Where a kind comes from: `IFEval`, `IFBench`, `EvolIF`, our own, or the plug-in's package."""
    package, _, rest = cls.__module__.partition(".constraints.")
    sources = {"ifeval": "IFEval", "ifbench": "IFBench", "evolif": "EvolIF"}
    return sources.get(rest.partition(".")[0], "ours") if package == "driftsim" else package


def _lengths(constraints: dict[str, Constraint]) -> Iterator[str]:
    """For each sort of long text, the kinds that take more than their share of ten times the text."""
    for what, unit in UNITS.items():
        short, long = (_each(constraints, (unit * size)[:size]) for size in (LONG, LONG * TIMES))
        over = [
            f"`{name}` {long[name] / short[name]:.0f} × ({long[name]:.0f} ms)"
            for name in long
            if long[name] > NOTICED and long[name] > SLOW * TIMES * short[name]
        ]
        slowest = max(long, key=lambda name: long[name])
        sums = f"all {sum(short.values()):,.0f} and {sum(long.values()):,.0f} ms"
        most = f"slowest `{slowest}` with {long[slowest]:,.0f} ms"
        told = ", ".join(over) or "none out of proportion"
        yield f"{what}, {LONG:,} and {LONG * TIMES:,} characters: {told}; {sums}, {most}"


def _each(constraints: dict[str, Constraint], text: str) -> dict[str, float]:
    """CPU time in ms of each on the one reply; what they share is paid by the first that asks for it."""
    reply, known, found = Reply(text), registered(), {}
    for name, constraint in constraints.items():
        start = time.process_time()
        with suppress(CheckError):
            constraint.strict(reply, known[name].example.context)
        found[name] = (time.process_time() - start) * 1000
    return found


if __name__ == "__main__":
    print(report(**options({"runs": RUNS})).markdown())
