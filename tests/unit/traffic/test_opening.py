from driftsim.models.diagnosis import Diagnosis
from driftsim.traffic.opening import Opening

KEY = Diagnosis("refused key", again=False, status=401)
SLOW = Diagnosis("timeout", again=True)


def test_the_fifth_of_a_kind_in_a_row() -> None:
    opening = Opening(100)
    assert [opening.is_hopeless(SLOW) for _ in range(5)] == [False] * 4 + [True]


def test_another_cause_begins_anew() -> None:
    opening = Opening(100)
    assert [opening.is_hopeless(each) for each in (KEY, KEY, KEY, KEY, SLOW, KEY, KEY)] == [False] * 7


def test_a_refusal_that_all_meet() -> None:
    opening = Opening(2)
    assert [opening.is_hopeless(KEY) for _ in range(2)] == [False, True]


def test_what_might_go_better_is_not_told_sooner() -> None:
    opening = Opening(2)
    assert [opening.is_hopeless(SLOW) for _ in range(2)] == [False, False]


def test_after_a_reply_nothing_is_hopeless() -> None:
    opening = Opening(1)
    opening.answered()
    assert not any(opening.is_hopeless(KEY) for _ in range(9))
