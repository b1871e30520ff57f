import asyncio

import pytest

from driftsim.traffic.gate import START, Gate
from tests.unit.traffic.fake import CLOCK, live


async def work(gate: Gate, calls: int, *, seconds: float = 1.0) -> int:
    """Make so many calls, all of which are answered; the most that were under way together."""
    busy, most = 0, 0

    async def call() -> None:
        nonlocal busy, most
        async with gate.place() as place:
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(seconds)
            busy -= 1
            gate.answered(place)

    await asyncio.gather(*(call() for _ in range(calls)))
    return most


def test_it_starts_low_and_doubles_every_round() -> None:
    async def rounds() -> list[int]:
        gate, found = Gate(clock=CLOCK), []
        for _ in range(3):
            found.append(gate.limit)
            await work(gate, gate.limit)
        return found

    assert live(rounds()) == [START, 2 * START, 4 * START]


@pytest.mark.parametrize("ceiling", [1, 3, 10])
def test_it_never_goes_beyond_its_ceiling(ceiling: int) -> None:
    assert live(work(Gate(ceiling, clock=CLOCK), 200)) == ceiling


def test_it_does_not_grow_where_nothing_waits() -> None:
    async def one_by_one() -> int:
        gate = Gate(clock=CLOCK)
        for _ in range(50):
            await work(gate, 1)
        return gate.limit

    assert live(one_by_one()) == START


def test_a_refusal_lowers_it_once_for_all_calls_under_way() -> None:
    async def crowd() -> tuple[int, int, int]:
        gate = Gate(clock=CLOCK)
        await work(gate, 60)
        before = gate.limit

        async def refused() -> None:
            async with gate.place() as place:
                await asyncio.sleep(1)
                gate.failed(place, crowded=True, pause=None)

        await asyncio.gather(*(refused() for _ in range(before)))
        after = gate.limit
        await work(gate, after)
        return before, after, gate.limit

    before, after, later = live(crowd())
    assert after == int(before * 0.8)
    assert later == after + 1  # from now on by one a round


def test_it_never_falls_below_one() -> None:
    async def crowd() -> int:
        gate = Gate(clock=CLOCK)
        for _ in range(30):
            async with gate.place() as place:
                await asyncio.sleep(1)
                gate.failed(place, crowded=True, pause=None)
        return gate.limit

    assert live(crowd()) == 1


def test_a_pause_holds_everybody() -> None:
    async def pause() -> float:
        gate = Gate(clock=CLOCK)
        async with gate.place() as place:
            gate.failed(place, crowded=False, pause=30)
        await work(gate, 1, seconds=0)
        return CLOCK.now()

    assert live(pause()) == 30


def test_calls_a_minute() -> None:
    async def minutes() -> float:
        await work(Gate(requests=10, clock=CLOCK), 25, seconds=0)
        return CLOCK.now()

    assert live(minutes()) == 120


def test_tokens_a_minute_by_what_calls_really_need() -> None:
    async def minutes() -> list[float]:
        gate, found = Gate(tokens=1000, clock=CLOCK), []
        for _ in range(12):
            async with gate.place(500) as place:
                found.append(CLOCK.now())
                gate.answered(place, 60, 40)
        return found

    assert live(minutes()) == [0] * 6 + [60] * 6  # five are known to have needed 100, the sixth may need 500


def test_who_is_told_to_stop_leaves_the_way_to_the_others() -> None:
    async def stop() -> int:
        gate = Gate(1, clock=CLOCK)
        tasks = [asyncio.create_task(work(gate, 1)) for _ in range(4)]
        await asyncio.sleep(0.5)
        tasks[0].cancel()
        tasks[1].cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        return sum(each == 1 for each in done)

    assert live(stop()) == 2
