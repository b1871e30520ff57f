"""A calibration as text."""

from collections.abc import Iterator

from driftsim.calibration.coverage import Calibration, Share
from driftsim.calibration.texts import Agreement


def lines(one: Calibration, texts: Agreement) -> Iterator[str]:
    """The table of one family of scenarios, and what it comes to."""
    yield f"{one.name}: {one.runs} seeded runs of {one.conversations} conversations each"
    yield "  age  truth  estimate  mean interval    covered                checks  scenarios"
    for p in one.points:
        interval = f"[{p.low:.3f}, {p.high:.3f}]"
        mark = "" if p.counted else "  not counted"
        yield (
            f"  {p.age:3}  {p.truth:.3f}     {p.mean:.3f}  {interval}  {share(p.covered)}"
            f"  {p.checks:6.0f}  {p.scenarios:9}{mark}"
        )
    yield f"  of all intervals at these ages, {share(one.pointwise)} hold the truth (nominal 0.95)"
    yield f"  in {share(one.simultaneous)} of the runs they do so at all of these ages at once"
    yield f"  largest bias {one.bias:.4f}"
    yield f"  {agreed(texts)}"
    if not all(p.counted for p in one.points):
        yield "  not counted: ages that fewer than 20 scenarios reach, too few for a bootstrap over scenarios"


def share(found: Share) -> str:
    """A share with its 95 % interval."""
    return f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"


def agreed(texts: Agreement) -> str:
    """Whether texts do what was decided."""
    told = f"written out, {texts.conversations} conversations gave {texts.checks} verdicts"
    if not texts.differ:
        return f"{told}, each as the law decided"
    return f"{told}, {texts.differ} of them not as the law decided: the figures above are the law's alone"
