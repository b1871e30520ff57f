from driftsim.report import Side, comparing, render_document


def side(name, value, half=0.04, **more):
    csr = {"value": value, "low": value - half, "high": value + half, "n": 9} if value is not None else None
    return Side(name, {"csr": csr, "interval": "scenarios resampled", "metric_version": "1", **more}, {})


def test_one_side_is_not_compared():
    assert comparing.sentences([side("a", 0.5)]) == []


def test_who_is_ahead_and_by_how_much():
    told = comparing.sentences([side("a", 0.7), side("b", 0.9)])
    assert told == ["b is ahead of a by 0.20 [0.14, 0.26] in compliance.", comparing.CAUTION]


def test_who_is_behind():
    told = comparing.sentences([side("a", 0.9), side("b", 0.7)])
    assert told[0] == "b is behind a by 0.20 [0.14, 0.26] in compliance."


def test_an_interval_with_nought_in_it_claims_nothing():
    told = comparing.sentences([side("a", 0.7), side("b", 0.72)])
    assert told[0] == "b and a cannot be told apart: +0.02 [−0.04, +0.08] in compliance, which includes 0."


def test_without_intervals_or_values_nothing_is_claimed():
    bare = Side("b", {"csr": {"value": 0.1}, "metric_version": "1"}, {})
    assert (
        comparing.sentences([side("a", 0.9), bare])[0]
        == "b and a cannot be told apart: there is no interval."
    )
    told = comparing.sentences([side("a", 0.9), side("b", None)])[0]
    assert told == "b and a cannot be compared: one of them has no compliance."


def test_many_comparisons_few_scenarios_and_mixed_versions_are_said():
    sides = [side("a", 0.7), side("b", 0.9), side("c", 0.7, interval="few scenarios", metric_version="2")]
    told = comparing.sentences(sides)
    assert told[0].endswith("With 2 comparisons, one may come out by chance.")
    assert told[1] == f"{comparing.FEW} {comparing.MIXED} {comparing.CAUTION}"


def test_hostile_names_are_quoted():
    assert comparing.sentences([side("a\x1b", 0.7), side("b\u202e", 0.9)])[0].startswith(
        "b⟨U+202E⟩ is ahead of a␛"
    )


def test_the_document_holds_sides_words_and_differences():
    document = render_document([side("a", 0.75, isr={"value": 0.5}), side("b", 0.25, isr={"value": 0.75})])
    assert [run["name"] for run in document["runs"]] == ["a", "b"]
    assert len(document["runs"][0]["words"]) == 3
    assert document["comparison"]["baseline"] == "a"
    assert document["comparison"]["differences"][1] == {
        "name": "b",
        "metric": "isr",
        "value": 0.25,
        "low": None,
        "high": None,
        "claim": "unknown",
    }
    assert document["comparison"]["differences"][0]["claim"] == "behind"


def test_a_document_of_one_side_compares_nothing():
    assert render_document([side("a", 0.5)])["comparison"] is None
    assert render_document([]) == {"runs": [], "comparison": None}


def curved(name, *values):
    points = [
        {"x": x, "value": value, "low": value - 0.05, "high": value + 0.05, "n": 40}
        for x, value in enumerate(values)
    ]
    return side(name, 0.7, csr_by_age=points)


def test_the_one_that_loses_more_with_age_is_named():
    for sides in (
        [curved("a", 0.9, 0.8), curved("b", 0.9, 0.5)],
        [curved("b", 0.9, 0.5), curved("a", 0.9, 0.8)],
    ):
        told = comparing.sentences(sides)[0]
        assert told.endswith("b loses 0.30 [0.20, 0.40] more than a in 1 turn of age: it drifts faster.")


def test_losses_are_taken_at_an_age_that_both_observe_well():
    told = comparing.sentences([curved("a", 0.9, 0.8), curved("b", 0.9, 0.5, 0.1)])[0]
    assert "loses 0.30 " in told


def test_losses_that_cannot_be_told_apart_are_passed_over():
    assert "loses" not in comparing.sentences([curved("a", 0.9, 0.8), curved("b", 0.9, 0.79)])[0]
    assert "loses" not in comparing.sentences([curved("a", 0.9), curved("b", 0.9, 0.1)])[0]
