"""Laws of the simulated model's law: what is drawn has the probability that is told, whoever asks."""

from math import sqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from driftsim.models.decisions import State, Turn, decide_turn
from driftsim.models.law import FAMILIES, Profile, Situation, follow_probability, log_odds, sigmoid
from driftsim.models.messages import Note

NUMBERS = st.floats(-6, 6)
SHARES = st.floats(0, 1)
PROFILES = st.builds(
    Profile,
    b_family=NUMBERS,
    b_age=NUMBERS,
    b_load=NUMBERS,
    b_newest=NUMBERS,
    b_negated=NUMBERS,
    b_revised=NUMBERS,
    b_recent=NUMBERS,
    b_cot=NUMBERS,
    sigma_u=st.floats(0, 3),
    rho=SHARES,
    fall_back=SHARES,
    skill=SHARES,
    skill_cot=SHARES,
)
SITUATIONS = st.builds(
    Situation,
    st.sampled_from(FAMILIES),
    st.integers(0, 50),
    st.integers(1, 9),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.integers(0, 50),
    st.booleans(),
    st.booleans(),
)
ADD = {"add": {"a": {"check": "length.words", "at_most": 40}, "b": {"check": "format.no_comma"}}}


@given(PROFILES, SITUATIONS, NUMBERS)
def test_a_probability_is_the_formula(profile: Profile, situation: Situation, u: float) -> None:
    p = follow_probability(profile, situation, u)
    assert 0 <= p <= 1
    kept = 1 - profile.rho if situation.stuck else 1
    assert p == kept * sigmoid(log_odds(profile, situation) + u)


@given(NUMBERS)
def test_the_sigmoid_is_odd_around_a_half(x: float) -> None:
    assert abs(sigmoid(x) + sigmoid(-x) - 1) < 1e-12


def run(profile: Profile, notes: list[Note]) -> list[Turn]:
    state, turns = State(), []
    for note in notes:
        state, turn = decide_turn(profile, state, note)
        turns.append(turn)
    return turns


@settings(max_examples=30)
@given(PROFILES, st.integers(0, 2**31), st.text(max_size=5), st.integers(0, 9), st.booleans())
def test_the_same_key_decides_the_same(
    profile: Profile, seed: int, scenario: str, trial: int, reasoned: bool
) -> None:
    notes = [Note(seed, scenario, trial, t, ADD if t == 1 else {}, reasoned=reasoned) for t in range(1, 5)]
    assert run(profile, notes) == run(profile, notes)


@settings(max_examples=30)
@given(PROFILES, PROFILES, st.integers(0, 99))
def test_arms_share_their_draws(profile: Profile, other: Profile, seed: int) -> None:
    """Of two arms, the one with the higher probability follows wherever the other does."""
    notes = [Note(seed, "s", 0, t, ADD if t == 1 else {}) for t in range(1, 5)]
    for ours, theirs in zip(run(profile, notes), run(other, notes), strict=True):
        for a, b in zip(ours.decisions, theirs.decisions, strict=True):
            assert not (a.probability <= b.probability and a.follows and not b.follows)


def near(count: int, n: int, p: float) -> bool:
    return abs(count / n - p) <= 4 * sqrt(p * (1 - p) / n)


def test_twenty_thousand_draws_have_the_rates_they_are_said_to_have() -> None:
    profile = Profile(b_family=0.7, fall_back=0.3, skill=0.35)
    n, task = 20_000, {"answer": 4, "match": "number"}
    edits = [{"add": {"a": {"check": "length.words", "at_most": 9}}}, {"revise": {"a": {"at_most": 5}}}]
    follows = falls = right = violated = both = 0
    for trial in range(n):
        first, second = run(profile, [Note(5, "s", trial, t, edits[t - 1], task=task) for t in (1, 2)])
        one, two = first.decisions[0], second.decisions[0]
        follows += one.follows
        both += one.follows and two.follows
        violated += not two.follows
        falls += two.falls_back
        right += bool(first.right)
    p = sigmoid(0.7)
    assert near(follows, n, p)
    assert near(both, n, p * p), "turns are drawn apart"
    assert near(falls, violated, 0.3)
    assert near(right, n, 0.35)


def test_the_random_effect_has_its_deviation() -> None:
    from driftsim.models.decisions import random_effect

    n, sigma = 20_000, 0.8
    drawn = [random_effect(Profile(sigma_u=sigma), Note(1, f"s{i % 7}", i, 1)) for i in range(n)]
    mean = sum(drawn) / n
    variance = sum((u - mean) ** 2 for u in drawn) / n
    assert abs(mean) < 4 * sigma / sqrt(n)
    assert abs(variance - sigma**2) < 4 * sigma**2 * sqrt(2 / n)
