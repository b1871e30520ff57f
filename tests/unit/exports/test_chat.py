from driftsim.exports.chat import chat_rows, recorded_rows
from driftsim.exports.verified import Tally
from tests.unit.exports.build import good, talk, turn


def test_messages_and_nothing_else() -> None:
    tally = Tally()
    (row,) = chat_rows([talk("c", good(1), good(2, "Sure."), system="Be brief.")], tally)
    assert row == {
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Question 1."},
            {"role": "assistant", "content": "Yes."},
            {"role": "user", "content": "Question 2."},
            {"role": "assistant", "content": "Sure."},
        ]
    }
    assert (tally.rows, tally.notes) == (1, [])


def test_a_conversation_ends_before_a_missing_reply() -> None:
    tally = Tally()
    told = [talk("a", good(1, ""), turn(2, None), good(3)), talk("b", turn(1, None)), talk("c")]
    (row,) = chat_rows(told, tally)
    assert [message["content"] for message in row["messages"]] == ["Question 1.", ""]
    assert tally.left_out == {"silent": 2}
    assert tally.notes == ["1 of them end before a reply that is missing"]


def test_recorded_keeps_edits_topics_and_missing_replies() -> None:
    tally = Tally()
    told = [talk("c", good(1, edits='{"retract": ["x"]}', topic="food"), turn(2, None), trial=2), talk("d")]
    (row,) = recorded_rows(told, tally)
    assert row == {
        "id": "c",
        "model": "a",
        "scenario": "s",
        "trial": 2,
        "system": None,
        "turns": [
            {"user": "Question 1.", "assistant": "Yes.", "topic": "food", "retract": ["x"]},
            {"user": "Question 2.", "assistant": None, "topic": None},
        ],
    }
    assert tally.left_out == {"silent": 1}
