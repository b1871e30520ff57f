from hypothesis import given
from hypothesis import strategies as st

from driftsim.traffic.window import MINUTE, Window


def used(limit: int, amounts: list[float]) -> list[tuple[float, float]]:
    """When each of these may be used, one after another, as soon as possible."""
    window, now, found = Window(limit), 0.0, []
    for amount in amounts:
        now += window.delay(now, amount)
        window.use(now, amount)
        found.append((now, amount))
    return found


@given(st.integers(1, 9), st.lists(st.floats(0.5, 4), max_size=30))
def test_no_window_of_a_minute_holds_more(limit: int, amounts: list[float]) -> None:
    found = used(limit, amounts)
    for start, first in found:
        inside = [amount for at, amount in found if start <= at < start + MINUTE]
        assert sum(inside) <= max(limit, first) + 1e-9


def test_requests_go_at_once_and_then_wait_for_the_minute() -> None:
    assert [at for at, _ in used(2, [1] * 5)] == [0, 0, 60, 60, 120]


def test_what_is_too_large_alone_has_its_turn() -> None:
    assert [at for at, _ in used(10, [4, 100, 4])] == [0, 60, 120]


def test_what_was_really_used_counts() -> None:
    window = Window(10)
    reserved = window.use(0, 9)
    assert window.delay(1, 5) == 59
    reserved.amount = 2
    assert window.delay(1, 5) == 0
