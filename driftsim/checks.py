"""One reply held against the ledger: verdicts in two readings, outcomes, and what was retired.

`Checker` follows one conversation: it remembers which versions were followed, and the replies that
came before a constraint was first added.
"""

from dataclasses import dataclass
from typing import Literal

from driftsim import tokens
from driftsim.constraints import Constraint, Context, Reply, Span
from driftsim.errors import CheckError
from driftsim.ledger import Entry, Ledger, Retired

Outcome = Literal["followed", "stale", "forgotten", "ignored", "error"]
NO_REPLY = "there was no reply"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict in both readings; null where it could not be decided."""

    held: bool | None
    held_loose: bool | None
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint in force held against one reply; the fields are the columns of the table `checks`."""

    constraint: str
    version: int
    spell: int
    check: str
    source_id: str | None
    family: str
    held: bool | None
    held_loose: bool | None
    outcome: Outcome
    ever_followed: bool
    meets_previous: bool | None
    age: int
    since_stated: int
    stated_by: str
    tokens_since: int
    edit: str
    reason: str
    span: str | None


@dataclass(frozen=True, slots=True)
class Lingering:
    """One retracted constraint held against one reply; the fields are columns of the table `retired`."""

    constraint: str
    version: int
    check: str
    source_id: str | None
    family: str
    held: bool | None
    baseline: float | None
    lingering: bool | None
    since_retired: int
    reason: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many of the replies before the first add meet a version that was replaced later."""

    constraint: str
    version: int
    edit: str
    met: int
    decided: int


@dataclass(frozen=True, slots=True)
class TurnChecks:
    """All that one reply was held against."""

    checks: tuple[Check, ...]
    retired: tuple[Lingering, ...]
    baselines: tuple[Baseline, ...]
    user_tokens: int
    reply_tokens: int | None


def decide(constraint: Constraint, reply: Reply | None, context: Context, *, loose: bool = True) -> Decision:
    """Both readings of a constraint on a reply. A checker that raises decides nothing.

    Args:
        constraint: What is required.
        reply: The reply; None where there was none, which decides nothing.
        context: What the check may look at beside it.
        loose: Whether the loose reading is wanted too.

    Example:
        >>> from driftsim.constraints import constraint_from
        >>> decide(constraint_from({"check": "length.words", "at_most": 2}), Reply("Yes."), Context()).held
        True
    """
    if reply is None:
        return Decision(None, None, NO_REPLY)
    try:
        strict = constraint.strict(reply, context)
    except Exception as error:  # a checker's fault must reach the table, not the user's screen
        return Decision(None, None, _fault(error))
    if strict.held or not loose:
        return Decision(strict.held, strict.held, strict.reason, strict.span)
    try:
        held_loose: bool | None = constraint.loose_beyond_strict(reply, context)
    except Exception:  # the strict verdict stands all the same
        held_loose = None
    return Decision(strict.held, held_loose, strict.reason, strict.span)


def _fault(error: Exception) -> str:
    return str(error) if isinstance(error, CheckError) else f"{type(error).__name__} in the check: {error}"


class Checker:
    """Checks the replies of one conversation, turn by turn.

    Args:
        encoding: The name of the vocabulary that counts tokens.
    """

    def __init__(self, encoding: str = tokens.DEFAULT) -> None:
        self._encoding = encoding
        self._exchanges: list[tuple[str, str]] = []
        self._answered: list[tuple[int, str, str]] = []
        self._followed_spells: set[tuple[str, int]] = set()
        self._followed_versions: set[tuple[str, int]] = set()
        self._baselines: dict[tuple[str, int], Baseline] = {}
        self._said_at: dict[int, int] = {}
        self._tokens = 0

    def turn(self, ledger: Ledger, user: str, reply: str | None) -> TurnChecks:
        """Hold one reply against everything in force and everything retired.

        Args:
            ledger: The ledger after this turn's edits.
            user: The user's message.
            reply: The model's reply; None where there was none, which decides nothing.
        """
        context = Context(user=user, earlier=tuple(self._exchanges))
        user_tokens = tokens.count(user, self._encoding)
        self._tokens += user_tokens
        self._said_at[ledger.turn] = self._tokens
        baselines = self._baselines_of_replaced(ledger)
        answer = None if reply is None else Reply(reply)
        checks = tuple(self._check(entry, ledger, answer, context) for entry in ledger)
        retired = tuple(self._retired(old, ledger, answer, context) for old in ledger.retired.values())
        reply_tokens = None if reply is None else tokens.count(reply, self._encoding)
        self._tokens += reply_tokens or 0
        if reply is not None:
            self._answered.append((ledger.turn, user, reply))
        self._exchanges.append((user, reply or ""))
        return TurnChecks(checks, retired, baselines, user_tokens, reply_tokens)

    def _check(self, entry: Entry, ledger: Ledger, reply: Reply | None, context: Context) -> Check:
        decision = decide(entry.constraint, reply, context)
        meets_previous = self._meets_previous(entry, reply, context)
        outcome = self._outcome(entry, decision.held, meets_previous)
        ever_followed = (entry.name, entry.spell) in self._followed_spells
        if decision.held:
            self._followed_spells.add((entry.name, entry.spell))
            self._followed_versions.add((entry.name, entry.version))
        return Check(
            constraint=entry.name,
            version=entry.version,
            spell=entry.spell,
            check=entry.constraint.label,
            source_id=entry.constraint.origin,
            family=entry.constraint.skill,
            held=decision.held,
            held_loose=decision.held_loose,
            outcome=outcome,
            ever_followed=ever_followed,
            meets_previous=meets_previous,
            age=entry.age(ledger.turn),
            since_stated=entry.since_stated(ledger.turn),
            stated_by=entry.stated_by,
            tokens_since=self._said_at[ledger.turn] - self._said_at[entry.stated],
            edit=entry.edit,
            reason=decision.reason,
            span=None if decision.span is None else f"{decision.span[0]}:{decision.span[1]}",
        )

    def _meets_previous(self, entry: Entry, reply: Reply | None, context: Context) -> bool | None:
        if entry.previous is None:
            return None
        return decide(entry.previous.constraint, reply, context, loose=False).held

    def _outcome(self, entry: Entry, held: bool | None, meets_previous: bool | None) -> Outcome:  # noqa: FBT001
        if held is None:
            return "error"
        if held:
            return "followed"
        old = entry.previous
        if old is not None and meets_previous and (old.name, old.version) in self._followed_versions:
            return "stale"
        return "forgotten" if (entry.name, entry.spell) in self._followed_spells else "ignored"

    def _retired(self, old: Retired, ledger: Ledger, reply: Reply | None, context: Context) -> Lingering:
        entry = old.entry
        decision = decide(entry.constraint, reply, context, loose=False)
        before = self._baseline(entry, "retract")
        share = before.met / before.decided if before.decided else None
        lingers = None if share is None or decision.held is None else decision.held and share == 0
        return Lingering(
            constraint=entry.name,
            version=entry.version,
            check=entry.constraint.label,
            source_id=entry.constraint.origin,
            family=entry.constraint.skill,
            held=decision.held,
            baseline=share,
            lingering=lingers,
            since_retired=ledger.turn - old.turn,
            reason=decision.reason,
        )

    def _baselines_of_replaced(self, ledger: Ledger) -> tuple[Baseline, ...]:
        return tuple(
            self._baseline(entry.previous, entry.edit)
            for entry in ledger
            if entry.previous is not None and (entry.name, entry.previous.version) not in self._baselines
        )

    def _baseline(self, entry: Entry, edit: str) -> Baseline:
        key = (entry.name, entry.version)
        if key not in self._baselines:
            verdicts = [
                decide(entry.constraint, Reply(reply), Context(user=user), loose=False).held
                for turn, user, reply in self._answered
                if turn < entry.first_added
            ]
            met, decided = verdicts.count(True), len(verdicts) - verdicts.count(None)
            self._baselines[key] = Baseline(entry.name, entry.version, edit, met, decided)
        return self._baselines[key]
