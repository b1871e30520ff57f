import pytest

from driftsim.exports.sft import Demands, sft_conversations, sft_rows
from driftsim.exports.verified import REASONS, Tally, shortfall
from tests.unit.exports.build import bad, check, good, talk, turn


class TestVerified:
    def test_every_check_held(self) -> None:
        assert shortfall(turn(1, "Yes.", check("a"), check("b"))) is None

    @pytest.mark.parametrize(
        ("reason", "one"),
        [
            ("violated", turn(1, "No.", check("a"), check("b", held=False))),
            ("violated", turn(1, "No.", check("a", held=None), check("b", held=False))),
            ("undecided", turn(1, "No.", check("a"), check("b", held=None))),
            ("undecided", turn(1, None)),
            ("nothing", turn(1, "Yes.")),
            ("wrong", good(1, task="{}", answered=False)),
            ("wrong", good(1, task="{}", answered=None)),
            ("cut", good(1, finish="length")),
            ("cut", good(1, finish="content_filter")),
        ],
    )
    def test_what_falls_short(self, reason: str, one: object) -> None:
        assert shortfall(one) == reason  # type: ignore[arg-type]
        assert reason in REASONS

    def test_a_wrong_answer_may_not_matter(self) -> None:
        assert shortfall(good(1, task="{}", answered=False), any_answer=True) is None
        assert shortfall(good(1, task="{}", answered=True)) is None


class TestTurns:
    def test_the_prompt_is_all_that_was_said_before(self) -> None:
        tally = Tally()
        one = talk("c", bad(1, "No."), good(2, "Yes."), system="Be brief.", trial=3)
        (row,) = sft_rows([one], Demands(), tally)
        assert row["prompt"] == [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Question 1."},
            {"role": "assistant", "content": "No."},
            {"role": "user", "content": "Question 2."},
        ]
        assert row["completion"] == [{"role": "assistant", "content": "Yes."}]
        del row["prompt"], row["completion"]
        whose = {"conversation": "c", "scenario": "s", "trial": 3, "arm": "a"}
        assert row == whose | {"turn": 2, "constraints": ["short"]}
        assert (tally.rows, tally.left_out) == (1, {"violated": 1})

    def test_a_clean_history_may_be_asked_for(self) -> None:
        tally = Tally()
        one = talk("c", turn(1, "Hi."), good(2), bad(3), good(4, "Later."))
        rows = list(sft_rows([one], Demands(clean_history=True), tally))
        assert [row["turn"] for row in rows] == [2]
        assert tally.left_out == {"nothing": 1, "violated": 1, "history": 1}

    def test_nothing_follows_a_missing_reply(self) -> None:
        tally = Tally()
        assert not list(sft_rows([talk("c", turn(1, None), good(2))], Demands(), tally))
        assert tally.left_out == {"undecided": 1, "gap": 1}

    def test_the_same_stands_once(self) -> None:
        tally = Tally()
        assert len(list(sft_rows([talk("a", good(1)), talk("b", good(1))], Demands(), tally))) == 1
        assert tally.left_out == {"twice": 1}
        told = [talk("a", good(1)), talk("b", good(1), system="Be brief.")]
        assert len(list(sft_rows(told, Demands(), Tally()))) == 2


class TestConversations:
    def test_up_to_the_last_compliant_turn_before_a_lapse(self) -> None:
        tally = Tally()
        one = talk("c", turn(1, "Hi."), good(2), turn(3, "Hm."), bad(4), good(5), system="Be brief.")
        (row,) = sft_conversations([one], Demands(), tally)
        assert [message["content"] for message in row["messages"]] == [
            "Be brief.", "Question 1.", "Hi.", "Question 2.", "Yes.",
        ]  # fmt: skip
        assert row["turns"] == 2
        assert tally.left_out == {"nothing": 1, "violated": 1, "history": 1}

    def test_none_without_a_compliant_beginning(self) -> None:
        tally = Tally()
        assert not list(sft_conversations([talk("c", bad(1), good(2)), talk("d")], Demands(), tally))
        assert tally.left_out == {"violated": 1, "history": 1}

    def test_the_same_stands_once(self) -> None:
        tally = Tally()
        told = [talk("a", good(1), good(2)), talk("b", good(1), good(2))]
        assert len(list(sft_conversations(told, Demands(), tally))) == 1
        assert tally.left_out == {"twice": 2}
