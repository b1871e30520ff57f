from collections import Counter

import pytest

from driftsim.scenario.guards import Facts
from driftsim.scenario.walk import Path, next_node
from tests.unit.scenario.build import scenario

GUARDED = scenario("""
    a: {say: Hi., add: [short], next: [{to: b, when: violated(short)}, {to: c, when: followed(short)}, d]}
    b: {say: Hi., max_visits: 2}
    c: {say: Hi.}
    d: {say: Hi.}
    e: {say: Hi., next: [{to: b, when: violated}, {to: c, when: followed}]}
""")
DRAWN = scenario("""
    a: {say: Hi., next: [{to: b, weight: 3}, {to: c, weight: 1}]}
    b: {say: Hi., max_visits: 1, next: a}
    c: {say: Hi.}
""")


def led(node: str = "a", held: bool | None = None, path: Path = "adaptive", **visits: int) -> str | None:
    facts = Facts({"short": held})
    return next_node(GUARDED, node, visits, facts, seed=1, trial=0, path=path)


def test_the_first_edge_whose_guard_holds_is_taken() -> None:
    assert [led(held=held) for held in (False, True, None)] == ["b", "c", "d"]


def test_an_edge_to_a_node_that_is_used_up_is_closed() -> None:
    assert [led(held=False, b=visits) for visits in (1, 2)] == ["b", "d"]


def test_the_fixed_path_takes_the_first_edge_without_a_guard_or_the_last_open_one() -> None:
    assert {led(held=held, path="fixed") for held in (True, False, None)} == {"d"}
    assert led("e", held=False, path="fixed") == "c"


def test_the_end() -> None:
    assert led("d") is None
    assert led("e") is None, "no guard holds"


@pytest.mark.parametrize("path", ["adaptive", "fixed"])
def test_weights_are_drawn_by_key_alone(path: Path) -> None:
    def draw(seed: int, visit: int = 1, held: bool = True, **visits: int) -> str | None:
        facts = Facts({"short": held})
        return next_node(DRAWN, "a", {"a": visit, **visits}, facts, seed=seed, trial=0, path=path)

    drawn = [draw(seed) for seed in range(2000)]
    assert drawn == [draw(seed, held=False) for seed in range(2000)]
    assert Counter(drawn)["b"] / 2000 == pytest.approx(0.75, abs=0.04)
    assert drawn != [draw(seed, visit=2) for seed in range(2000)], "every visit draws anew"
    assert {draw(seed, b=1) for seed in range(200)} == {"c"}, "what is used up is not drawn"
