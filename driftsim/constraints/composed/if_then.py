"""Something that is asked for in certain cases only."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Annotated, Any

from pydantic import BeforeValidator, SerializeAsAny, field_validator

from driftsim.constraints.base import Constraint, Context, Example, Family, Reply, Verdict
from driftsim.constraints.composed.clauses import clause
from driftsim.constraints.composed.composite import Composite, Outcome, outcome, together
from driftsim.constraints.composed.joined import _changed
from driftsim.constraints.composed.nested import built
from driftsim.constraints.composed.steering import Wish, steered
from driftsim.constraints.composed.when import Replies, Says, read
from driftsim.constraints.questions import Question
from driftsim.constraints.surgery.filler import paragraph
from driftsim.errors import CheckError

_OTHERWISE = Verdict(held=True, reason="nothing is asked for in this case")


class IfThen(Composite):
    """Where the user says something, or the reply is of some sort, a constraint holds; otherwise another one.

    Where neither case asks for anything the constraint holds. Its opposite asks for the opposite in the
    same cases.
    """

    kind = "if_then"
    example = Example(
        {"when": {"says": "refund"}, "then": {"check": "lexical.include", "words": ["form"]}},
        passes="Please fill in the form.",
        fails="It takes three days.",
        user="How do I get a refund?",
    )
    when: Annotated[Says | Replies, BeforeValidator(read)]
    then: SerializeAsAny[Constraint]
    otherwise: SerializeAsAny[Constraint] | None = None

    @field_validator("then", "otherwise", mode="before")
    @classmethod
    def _built(cls, value: Any, info: Any) -> Any:
        return value if value is None else built(value, cls.kind, info.field_name)

    def parts(self) -> tuple[Constraint, ...]:
        """The condition on the reply, what is asked for then, and otherwise."""
        asked = (self.then,) if self.otherwise is None else (self.then, self.otherwise)
        return (self.when.reply, *asked) if isinstance(self.when, Replies) else asked

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look which case it is, and check what is asked for in it."""
        try:
            case = self.when.met(reply, context)
        except Exception as error:
            return self._in_both_cases(reply, context, error)
        part = self.otherwise if case is None else self.then
        if part is None:
            return _OTHERWISE
        inside = part.strict(reply, context)
        reason = f"{'otherwise' if case is None else case}: {inside.reason}"
        return Verdict(inside.held, reason, inside.span, inside.score)

    def _in_both_cases(self, reply: Reply, context: Context, error: Exception) -> Verdict:
        """The verdict where it is the same in both cases; the condition cannot be decided."""
        both: list[Outcome] = [
            _OTHERWISE if part is None else outcome(part, reply, context)
            for part in (self.then, self.otherwise)
        ]
        decided = [each for each in both if isinstance(each, Verdict)]
        if len({each.held for each in decided}) != 1 or len(decided) < len(both):
            raise CheckError(f"{self.kind}: the condition cannot be decided: {error}") from error
        worse = min(decided, key=lambda verdict: verdict.score)
        return Verdict(worse.held, f"in either case: {worse.reason}", worse.span, worse.score)

    def ask(self) -> str:
        """As a user would."""
        rest = "" if self.otherwise is None else f"; otherwise, {clause(self.otherwise)}"
        return f"If {self.when.clause()}, {clause(self.then)}{rest}."

    def release(self) -> str:
        """As a user would."""
        return f"Forget this rule: {self.ask()}"

    def opposite(self) -> Constraint:
        """The negation of what is asked for, in the same cases."""
        otherwise = None if self.otherwise is None else self.otherwise.negation()
        return IfThen(when=self.when, then=self.then.negation(), otherwise=otherwise)

    @property
    def label(self) -> str:
        """The kind with what is asked for."""
        asked = [self.then, *([self.otherwise] if self.otherwise else [])]
        return f"{self.kind}({', '.join(part.label for part in asked)})"

    @property
    def skill(self) -> Family:
        """The family of what is asked for then."""
        return self.then.skill

    def judge_questions(self, reply: Reply, context: Context) -> tuple[Question, ...]:
        """What the parts ask that can matter: the user's words decide which."""
        if not isinstance(self.when, Says):
            return super().judge_questions(reply, context)
        part = self.then if self.when.met(reply, context) else self.otherwise
        return () if part is None else part.judge_questions(reply, context)

    def situations(self) -> tuple[Context, ...]:
        """Those of the parts, with and without what the user says."""
        inside = together(self.parts())
        if isinstance(self.when, Replies):
            return inside
        said = (f"{self.when.says[0]}\n{each.user}".rstrip("\n") for each in inside)
        return (*inside, *(Context(user=user) for user in said))

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """What is asked for in the case that it is, or that the draft is brought into."""
        return self._towards(draft, chance, held=True)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """The contrary of that."""
        return self._towards(draft, chance, held=False)

    def _towards(self, draft: str, chance: Random, *, held: bool) -> Iterator[str]:
        for start in (draft, paragraph(chance), ""):
            for context in self.situations():
                for wishes in self._wishes(start, context, held=held):
                    yield from steered(start, wishes, chance, context)

    def _wishes(self, text: str, context: Context, *, held: bool) -> Sequence[list[Wish]]:
        """Ways to come out as wished: in the text's own case, then in the other one."""
        then, otherwise = [[(self.then, held)]], [[(self.otherwise, held)]] if self.otherwise else []
        if self.otherwise is None and held:
            otherwise = [[]]
        if isinstance(self.when, Says):
            return then if self.when.met(Reply(text), context) else otherwise
        test = self.when.reply
        within = outcome(test, Reply(text), context)
        ways = [[(test, True), *wish] for wish in then], [[(test, False), *wish] for wish in otherwise]
        first = isinstance(within, Verdict) and within.held
        return [*ways[0], *ways[1]] if first else [*ways[1], *ways[0]]

    def parameters(self) -> dict[str, Any]:
        """The condition and what is asked for, as they are written."""
        rest = {} if self.otherwise is None else {"otherwise": self.otherwise.spec()}
        return {"when": self.when.spec(), "then": self.then.spec(), **rest}

    def merged(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """What is written without `check` or `ifeval` is revised in its place, in the condition too."""
        found = dict(changes)
        for name in ("then", "otherwise"):
            part = getattr(self, name)
            if isinstance(changes.get(name), Mapping) and part is not None:
                found[name] = _changed(part, changes[name], self.kind, name)
        when = changes.get("when")
        if isinstance(when, Mapping) and isinstance(self.when, Replies) and set(when) == {"reply"}:
            found["when"] = {"reply": _changed(self.when.reply, when["reply"], self.kind, "when the reply")}
        return found
