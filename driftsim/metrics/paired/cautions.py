"""What to know before a comparison is believed, one sentence each."""

from driftsim.metrics.paired.exchange import Exchange
from driftsim.metrics.paired.flips import ways
from driftsim.metrics.paired.match import Matched
from driftsim.metrics.paired.written import SURE


def cautions(found: Matched, test: Exchange | None) -> list[str]:
    """Sentences for the report; none where there is nothing to say."""
    sentences = (
        _level(found),
        _script(found),
        _unmatched(found),
        _left_out(found),
        _ways(found),
        _reach(found),
        _smallest(test),
    )
    return [sentence for sentence in sentences if sentence]


def _level(found: Matched) -> str | None:
    if found.partners.level == "none":
        return (
            "Not paired: the arms have no scenario in common, so that what differs may be the scenarios and"
            " not the arms."
        )
    if found.partners.level == "scenarios":
        return (
            "Not paired by conversation: the scenarios are the same, the seeds or trials are not. Chance that"
            " both arms would have shared counts against a difference."
        )
    return None


def _script(found: Matched) -> str | None:
    if not found.partners.by_script or found.partners.level != "conversations":
        return None
    return "The recorded conversations name no scenario: those whose users said the same were paired."


def _unmatched(found: Matched) -> str | None:
    one, other = found.partners.unmatched
    if not one and not other:
        return None
    return f"{one:,} conversations of the first arm and {other:,} of the second have no partner: left out."


def _left_out(found: Matched) -> str | None:
    own = found.partners
    parts = []
    if own.faulty:
        what = "pair" if own.level == "conversations" else "conversation"
        parts.append(f"{_many(own.faulty, what)} left out for a fault of the simulated user")
    if own.cut:
        parts.append(f"{_many(own.cut, 'pair')} counted up to the turn where one side broke off")
    return f"{'; '.join(parts)}." if parts else None


def _ways(found: Matched) -> str | None:
    different = ways(found.tables) if found.partners.level == "conversations" else 0
    if not different:
        return None
    total = found.a.conversations.height
    return (
        f"The replies led {different:,} of {total:,} pairs along different ways: part of a difference may be"
        " what was asked."
    )


def _many(many: int, what: str) -> str:
    return f"1 {what} was" if many == 1 else f"{many:,} {what}s were"


def _reach(found: Matched) -> str | None:
    if found.design.label == "scenarios resampled":
        return None
    count = found.a.conversations["scenario"].n_unique()
    which = "1 scenario is" if count == 1 else f"{count} scenarios are"
    return f"{which} too few to speak of others: this is about these scenarios only."


def _smallest(test: Exchange | None) -> str | None:
    if test is None:
        return "No test: results of unrelated scenarios cannot change places."
    if test.smallest <= SURE:
        return None
    return (
        f"There are so few pairs that the smallest p possible is {test.smallest:.2g}: no difference, however"
        " large, can be shown."
    )
