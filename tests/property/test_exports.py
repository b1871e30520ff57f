"""Laws of what is exported, whatever models, users and files say."""

import io
import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

import hypothesis.strategies as st
import polars as pl
from hypothesis import given

from driftsim.exports import write_table
from driftsim.exports.dialogue import Dialogue
from driftsim.exports.dpo import dpo_rows
from driftsim.exports.findings import findings
from driftsim.exports.github import annotations, command
from driftsim.exports.junit import write_junit
from driftsim.exports.lines import line_of
from driftsim.exports.sft import Demands, sft_rows
from driftsim.exports.verified import Tally
from driftsim.visible import safe
from tests.unit.exports.build import check, talk, turn
from tests.unit.exports.junit_shape import assert_valid
from tests.unit.exports.test_junit import MANIFEST
from tests.unit.exports.test_tabular import unguarded

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text(
    "=+-@'\t\r\n,\"\x1b\u2028%:", max_size=6
)
OUTCOMES = st.sampled_from([True, False, None])


@st.composite
def turns(draw: st.DrawFn, number: int) -> Any:
    """A turn whose words are few, so that the same context comes up often."""
    reply = draw(st.sampled_from(["A", "B", "C", None]))
    held = draw(st.lists(OUTCOMES, max_size=2)) if reply is not None else [None]
    checks = [check(f"c{i}", held=one) for i, one in enumerate(held)]
    answered = draw(OUTCOMES)
    return turn(number, reply, *checks, user=draw(st.sampled_from("xy")), task="{}" if answered is False else None,
                answered=answered)  # fmt: skip


@st.composite
def told(draw: st.DrawFn) -> list[Dialogue]:
    many = draw(st.integers(1, 8))
    return [
        talk(f"c{i}", *(draw(turns(number)) for number in range(1, draw(st.integers(1, 3)) + 1)))
        for i in range(many)
    ]


@given(st.lists(TEXTS))
def test_csv_comes_back_and_holds_no_formula(cells: list[str]) -> None:
    out = io.BytesIO()
    write_table(pl.DataFrame({"text": cells}, schema={"text": pl.String}), ".csv", out)
    found = pl.read_csv(out.getvalue(), schema={"text": pl.String})["text"].to_list()
    assert [unguarded(cell) for cell in found] == cells
    assert not any(cell[:1] in tuple("=+-@\t\r\n＝＋－＠") for cell in found)


@given(
    st.recursive(
        TEXTS | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)
    )
)
def test_a_line_is_one_line_for_every_reader(value: Any) -> None:
    line = line_of(value)
    assert line.decode().splitlines() == [line.decode()[:-1]]
    assert json.loads(line) == value


@given(told())
def test_every_pair_was_answered_both_ways_and_none_is_missed(given: list[Dialogue]) -> None:
    rows = list(dpo_rows(lambda: given, Tally(), most=10_000))
    assert pairs_of(rows) == by_hand(given)
    assert len(rows) == len(pairs_of(rows))


@given(told())
def test_every_reply_of_a_context_with_both_kinds_stands_in_a_pair(given: list[Dialogue]) -> None:
    few, every = (list(dpo_rows(lambda: given, Tally(), most=most)) for most in (None, 10_000))
    for side in ("chosen", "rejected"):
        assert {line_of([row["prompt"], row[side]]) for row in few} == {
            line_of([row["prompt"], row[side]]) for row in every
        }


@given(told(), st.booleans())
def test_only_verified_replies_are_trained_on(given: list[Dialogue], clean: bool) -> None:
    tally = Tally()
    rows = list(sft_rows(given, Demands(clean_history=clean), tally))
    named = {one.conversation: one for one in given}
    for row in rows:
        one = named[row["conversation"]].turns[row["turn"] - 1]
        assert one.checks
        assert all(found.held for found in one.checks)
        assert one.task is None or one.answered
        if clean:
            assert all(
                earlier.followed is not False for earlier in named[row["conversation"]].turns[: row["turn"]]
            )
    assert tally.rows == len(rows)
    assert tally.rows + sum(tally.left_out.values()) == sum(len(one.turns) for one in given)


@given(TEXTS, TEXTS, TEXTS)
def test_junit_is_valid_whatever_stands_in_it(name: str, reply: str, reason: str) -> None:
    out = io.BytesIO()
    hostile = talk(name or "c", turn(1, reply, check(name or "c", held=False, reason=reason, span=f"0:{len(reply)}")),
                   scenario=name.strip() or "s")  # fmt: skip
    write_junit(findings([hostile]), {("a", "t"): [reason]}, (), MANIFEST, out)
    root = assert_valid(out.getvalue())
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert safe(reason) in failure.attrib["message"]


@given(TEXTS, TEXTS)
def test_a_workflow_command_is_one_line_and_decodes_to_what_was_said(title: str, message: str) -> None:
    line = command("warning", title, message)
    assert not set(line) & set("\r\n")
    head, _, data = line.removeprefix("::warning title=").partition("::")
    assert (unquote_all(head), unquote_all(data)) == (title, message)
    found = findings(
        [talk(title, turn(1, message, check(title, held=False, reason=message)), scenario=message)]
    )
    for each in annotations(found, (), arms=1):
        assert each.startswith(("::notice ", "::warning "))
        assert len(each.splitlines()) == 1


def unquote_all(text: str) -> str:
    """As the runner does it: the four escapes that it knows, the percent sign last."""
    for escape in ("%0D", "%0A", "%3A", "%2C", "%25"):
        text = text.replace(escape, unquote(escape))
    return text


def pairs_of(rows: Sequence[dict[str, Any]]) -> set[bytes]:
    return {line_of([row["prompt"], row["chosen"], row["rejected"]]) for row in rows}


def by_hand(given: list[Dialogue]) -> set[bytes]:
    """All pairs, by comparing every reply with every other."""
    kinds: dict[tuple[bytes, Any], set[bool]] = {}
    contexts = {(one.conversation, each.turn): path(one, each.turn) for one in given for each in one.turns}
    known = [
        (contexts[one.conversation, each.turn], one.prompt(each), each)
        for one in given
        for each in one.turns
        if all(earlier.reply is not None for earlier in one.turns[: each.turn - 1])
        and each.reply is not None and each.errors == 0 and each.checks
    ]  # fmt: skip
    for context, _, each in known:
        side = usable(each)
        if side is not None:
            kinds.setdefault((context, each.reply), set()).add(side)
    return {
        line_of([prompt, message(good), message(bad)])
        for context, prompt, good in known
        for other, _, bad in known
        if context == other and usable(good) is True and usable(bad) is False
        if len(kinds[context, good.reply]) == len(kinds[context, bad.reply]) == 1
    }


def path(one: Dialogue, number: int) -> bytes:
    said = [(each.user, each.task, each.reply if each.turn < number else None) for each in one.turns[:number]]
    return line_of(said)


def usable(each: Any) -> bool | None:
    if any(found.held is False for found in each.checks):
        return False
    return None if each.task is not None and each.answered is not True else True


def message(each: Any) -> list[dict[str, str]]:
    return [{"role": "assistant", "content": each.reply}]
