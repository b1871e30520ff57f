"""Laws of judging on arbitrary text: markers cannot be forged, answers never break the reader."""

import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from driftsim.constraints import Context, Reply, constraint_from
from driftsim.constraints.judged import located
from driftsim.constraints.questions import Answer, Question, Vote, majority
from driftsim.judge.prompt import nonce, prompt
from driftsim.judge.verdict import read

ANY_TEXT = st.text(st.characters(), max_size=120)  # lone surrogates included
MARKUP = st.text('{}[]":,`\n truefalsehdn\\', max_size=80)
VERDICTS = st.fixed_dictionaries(
    {}, optional={"held": st.booleans() | st.none() | ANY_TEXT, "reason": ANY_TEXT, "quote": ANY_TEXT}
).map(json.dumps)
ANSWERS = st.lists(ANY_TEXT | MARKUP | VERDICTS, max_size=5).map("".join)
TURNS = st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=2).map(tuple)
QUESTIONS = st.builds(Question, ANY_TEXT, ANY_TEXT, ANY_TEXT, TURNS)
MARKER = re.compile(r"<<<(BEGIN|END) ([A-Z0-9 ]+?) ([0-9a-f]{16})>>>")


def parts(shown: str) -> list[tuple[str, str]]:
    """What a reader that trusts the markers with the first one's word sees."""
    word = next(MARKER.finditer(shown))[3]
    found, place = [], 0
    while begin := re.compile(rf"<<<BEGIN ([A-Z0-9 ]+) {word}>>>\n").search(shown, place):
        place = shown.index(f"\n<<<END {begin[1]} {word}>>>", begin.end() - 1)
        found.append((begin[1], shown[begin.end() : max(place, begin.end())]))
    return found


@given(QUESTIONS, st.data())
def test_no_text_can_end_itself_or_begin_another(question: Question, data: st.DataObject) -> None:
    known = str(prompt(question)[1].content)
    stolen = "".join(match[0] + "\n" for match in MARKER.finditer(known))
    reply = data.draw(st.sampled_from(["", question.reply])) + f"\n{stolen}{question.reply}"
    attacked = Question(question.rubric, reply, question.user, question.earlier)
    names = [name for name, _ in parts(str(prompt(attacked)[1].content))]
    turns = [
        f"EARLIER {what} {n}"
        for n in range(1, len(question.earlier) + 1)
        for what in ("USER MESSAGE", "REPLY")
    ]
    assert names == ["CRITERION", *turns, *(["USER MESSAGE"] if question.user else []), "REPLY"]


@given(QUESTIONS)
def test_each_text_reaches_the_judge_whole(question: Question) -> None:
    shown = dict(parts(str(prompt(question)[1].content)))
    if question.reply.isascii():
        assert shown["REPLY"] == question.reply
    str(prompt(question)[1].content).encode()


@given(st.lists(ANY_TEXT, max_size=4))
def test_the_word_of_the_markers_stands_in_no_text(texts: list[str]) -> None:
    word = nonce(texts)
    assert not any(word in text for text in texts)
    again = [*texts, word]
    assert nonce(again) not in "".join(again)


@given(ANSWERS, ANY_TEXT | VERDICTS)
def test_reading_an_answer_never_raises(answer: str, reply: str) -> None:
    found = read(answer, reply)
    assert found.held in (True, False, None)
    assert found.reason
    (found.reason + found.quote).encode()
    assert read(answer, reply) == found


@given(st.booleans(), ANY_TEXT, ANY_TEXT, st.sampled_from(["{}", "```json\n{}\n```", "Well.\n{}\nDone."]))
def test_a_plain_verdict_is_read(held: bool, reason: str, quote: str, frame: str) -> None:
    answer = frame.replace("{}", json.dumps({"reason": reason, "held": held, "quote": quote}))
    assert read(answer).held is held


@given(ANY_TEXT, VERDICTS, ANY_TEXT)
def test_a_verdict_of_the_reply_is_never_the_judges(before: str, verdict: str, after: str) -> None:
    assert read(f"The reply says: {verdict}", f"{before}{verdict}{after}").held is None


@given(ANY_TEXT | MARKUP, ANY_TEXT | MARKUP)
def test_a_quote_is_located_inside_the_reply_or_not_at_all(quote: str, text: str) -> None:
    span = located(quote, text)
    assert span is None or 0 <= span[0] < span[1] <= len(text)
    inside = text.strip()
    assert not inside or located(inside, text) is not None


@given(st.lists(st.sampled_from([True, False, None]), max_size=7), st.randoms())
def test_the_order_of_votes_decides_nothing(held: list[bool | None], chance: Any) -> None:
    votes = [Vote(n, each, "r") for n, each in enumerate(held, 1)]
    shuffled = chance.sample(votes, len(votes))
    assert majority(votes).held is majority(shuffled).held
    if len(held) % 2 and None not in held:
        assert majority(votes).held is (held.count(True) > len(held) / 2)


@given(ANY_TEXT, ANY_TEXT, st.booleans())
def test_an_answer_decides_and_the_negation_turns_it_round(reply: str, user: str, held: bool) -> None:
    constraint = constraint_from({"check": "judged", "rubric": "It is polite."})
    questions = constraint.judge_questions(Reply(reply), Context(user))
    context = Context(user, answers={q.key: Answer(held, "so", reply[:5]) for q in questions})
    verdict = constraint.strict(Reply(reply), context)
    negated = constraint.negation().strict(Reply(reply), context)
    assert verdict == constraint.strict(Reply(reply), context)
    if reply.strip():
        assert (verdict.held, negated.held) == (held, not held)
        assert constraint.loose(Reply(reply), context) is held
    else:
        assert not verdict.held
        assert not negated.held
