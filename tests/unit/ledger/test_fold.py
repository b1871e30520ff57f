from typing import Any, ClassVar

import pytest

from driftsim.constraints import Constraint, constraint_from
from driftsim.errors import ConstraintError, InputError
from driftsim.ledger import Definition, Edits, Ledger, edits_from


def words(**bounds: Any) -> dict[str, Any]:
    return {"check": "length.words", **bounds}


def fold(*turns: dict[str, Any]) -> Ledger:
    """The ledger after some turns as they are written, from turn 1; `topic` may stand beside the edits."""
    ledger = Ledger()
    for number, turn in enumerate(turns, start=1):
        ledger = ledger.apply(edits_from(turn), turn=number, topic=turn.get("topic"))
    return ledger


def constraint(written: dict[str, Any]) -> Constraint:
    return constraint_from(written)


ADD = {"add": {"c": words(at_most=80)}}


def test_an_add_is_version_one_at_age_zero() -> None:
    entry = fold(ADD)["c"]
    assert (entry.version, entry.spell, entry.edit, entry.since, entry.first_added) == (1, 1, "add", 1, 1)
    assert (entry.age(1), entry.since_stated(1), entry.stated_by) == (0, 0, "user")
    assert entry.previous is None


def test_turns_without_edits_let_ages_grow() -> None:
    entry = fold(ADD, {}, {})["c"]
    assert (entry.age(3), entry.since_stated(3)) == (2, 2)


def test_a_revise_merges_parameters_and_starts_the_next_version() -> None:
    entry = fold({"add": {"c": words(at_least=5, at_most=80)}}, {"revise": {"c": {"at_most": 40}}})["c"]
    assert entry.constraint == constraint(words(at_least=5, at_most=40))
    assert (entry.version, entry.spell, entry.edit, entry.since, entry.first_added) == (2, 2, "revise", 2, 1)
    assert entry.previous is not None
    assert entry.previous.version == 1


def test_a_null_removes_a_parameter() -> None:
    ledger = fold({"add": {"c": words(at_least=5, at_most=80)}}, {"revise": {"c": {"at_least": None}}})
    assert ledger["c"].constraint == constraint(words(at_most=80))


def test_a_null_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(ConstraintError, match="give at_least, at_most or exactly"):
        fold(ADD, {"revise": {"c": {"at_most": None}}})


@pytest.mark.parametrize(
    "changes",
    [
        {"check": "lexical.include", "words": ["oak"]},
        {"ifeval": "punctuation:no_comma"},
        {"ifeval": "keywords:existence", "kwargs": {"keywords": ["oak"]}},
    ],
)
def test_a_new_check_replaces_everything(changes: dict[str, Any]) -> None:
    assert fold(ADD, {"revise": {"c": changes}})["c"].constraint == constraint(changes)


class TestInstructions:
    WRITTEN: ClassVar = {
        "ifeval": "length_constraints:number_words",
        "kwargs": {"num_words": 50, "relation": "at least"},
    }

    def revised(self, changes: dict[str, Any]) -> Constraint:
        return fold({"add": {"c": self.WRITTEN}}, {"revise": {"c": changes}})["c"].constraint

    def test_kwargs_are_replaced_whole(self) -> None:
        kwargs = {"num_words": 20, "relation": "less than"}
        assert self.revised({"kwargs": kwargs}) == constraint({**self.WRITTEN, "kwargs": kwargs})

    def test_kwargs_are_not_merged(self) -> None:
        with pytest.raises(ConstraintError, match="'relation' is missing"):
            self.revised({"kwargs": {"num_words": 20}})

    def test_parameters_outside_kwargs_are_refused(self) -> None:
        with pytest.raises(ConstraintError, match="revised by its 'kwargs'"):
            self.revised({"num_words": 20})


def test_negating_puts_the_negation_in_force() -> None:
    entry = fold(ADD, {"negate": ["c"]})["c"]
    assert entry.constraint == constraint(words(at_most=80)).negation()
    assert (entry.version, entry.edit, entry.since) == (2, "negate", 2)


@pytest.mark.parametrize(
    "written",
    [
        words(at_most=80),
        words(exactly=4),
        {"check": "format.bullets", "exactly": 4},
        {"check": "format.title"},
        {"ifeval": "punctuation:no_comma", "kwargs": {}},
    ],
)
def test_negating_twice_gives_it_back(written: dict[str, Any]) -> None:
    entry = fold({"add": {"c": written}}, {"negate": ["c"]}, {"negate": ["c"]})["c"]
    assert entry.constraint == constraint(written)
    assert (entry.version, entry.spell) == (3, 3)


def test_a_negated_one_is_revised_inside() -> None:
    entry = fold(ADD, {"negate": ["c"]}, {"revise": {"c": {"at_most": 10}}})["c"]
    assert entry.constraint == constraint(words(at_most=10)).negation()
    assert entry.edit == "revise"


def test_a_new_check_ends_a_negation() -> None:
    entry = fold(ADD, {"negate": ["c"]}, {"revise": {"c": words(at_most=10)}})["c"]
    assert entry.constraint == constraint(words(at_most=10))


def test_a_retraction_takes_out_of_force_and_is_remembered() -> None:
    ledger = fold(ADD, {"retract": ["c"]}, {})
    assert "c" not in ledger
    assert len(ledger) == 0
    assert ledger.retired["c"].turn == 2
    assert ledger.retired["c"].entry.constraint == constraint(words(at_most=80))


def test_a_second_add_is_the_next_version_of_the_same_name() -> None:
    ledger = fold({}, ADD, {"retract": ["c"]}, {}, {"add": {"c": words(at_most=9)}})
    entry = ledger["c"]
    assert (entry.version, entry.spell, entry.edit, entry.since, entry.first_added) == (2, 2, "add", 5, 2)
    assert entry.previous is None
    assert not ledger.retired


def test_a_restatement_resets_only_since_stated() -> None:
    ledger = fold(ADD, {}, {"restate": ["c"]}, {})
    entry = ledger["c"]
    assert (entry.version, entry.spell, entry.age(4), entry.since_stated(4)) == (1, 1, 3, 1)


def test_an_intervention_may_restate_in_the_same_turn() -> None:
    ledger = fold(ADD, {})
    entry = ledger.apply(Edits(restate=("c",)), turn=2, stated_by="intervention")["c"]
    assert (entry.stated_by, entry.since_stated(2), entry.age(2)) == ("intervention", 0, 1)


class TestOrder:
    """Several edits on a turn apply in the order retract, revise, negate, add, restate."""

    def test_retract_comes_before_add(self) -> None:
        entry = fold(ADD, {"add": {"c": words(at_most=9)}, "retract": ["c"]})["c"]
        assert (entry.version, entry.edit) == (2, "add")
        assert entry.constraint == constraint(words(at_most=9))

    def test_retract_comes_before_revise(self) -> None:
        with pytest.raises(
            InputError, match="revise of 'c', which is not in force since its retraction at turn 2"
        ):
            fold(ADD, {"retract": ["c"], "revise": {"c": {"at_most": 9}}})

    def test_revise_comes_before_negate(self) -> None:
        entry = fold(ADD, {"negate": ["c"], "revise": {"c": {"at_most": 9}}})["c"]
        assert entry.constraint == constraint(words(at_most=9)).negation()
        assert (entry.version, entry.edit) == (3, "negate")

    def test_negate_comes_before_add(self) -> None:
        with pytest.raises(InputError, match="negate of 'c', which is not in force: it was never added"):
            fold({"negate": ["c"], **ADD})

    def test_restate_comes_last(self) -> None:
        assert fold({"restate": ["c"], **ADD})["c"].since_stated(1) == 0

    def test_the_previous_version_is_the_last_that_a_reply_answered(self) -> None:
        entry = fold(ADD, {"negate": ["c"], "revise": {"c": {"at_most": 9}}})["c"]
        assert entry.previous is not None
        assert entry.previous.constraint == constraint(words(at_most=80))

    def test_a_restated_version_is_still_the_previous_one(self) -> None:
        entry = fold(ADD, {"restate": ["c"]}, {"revise": {"c": {"at_most": 9}}})["c"]
        assert entry.previous is not None
        assert entry.previous.version == 1

    def test_the_order_within_a_file_does_not_matter(self) -> None:
        edits = {
            "restate": ["d"],
            "add": {"d": words(at_most=1)},
            "negate": ["c"],
            "revise": {"c": {"at_most": 7}},
        }
        assert fold(ADD, edits) == fold(ADD, dict(reversed(edits.items())))


class TestScopes:
    FOOD: ClassVar = {"add": {"c": {**words(at_most=80), "scope": "topic"}}, "topic": "food"}

    def test_a_topic_suspends_and_returns_in_a_new_spell(self) -> None:
        away = fold(self.FOOD, {}, {"topic": "trains"})
        assert "c" not in away
        assert set(away.suspended) == {"c"}
        back = fold(self.FOOD, {}, {"topic": "trains"}, {}, {"topic": "food"}, {})
        entry = back["c"]
        assert (entry.version, entry.spell, entry.edit) == (1, 2, "add")
        assert (entry.age(6), entry.since_stated(6), entry.first_added) == (1, 5, 1)
        assert not back.suspended

    def test_no_topic_keeps_the_previous_one(self) -> None:
        ledger = fold(self.FOOD, {}, {})
        assert ledger.topic == "food"
        assert ledger["c"].age(3) == 2

    def test_editing_a_suspended_one_says_when_it_returns(self) -> None:
        with pytest.raises(
            InputError, match="revise of 'c', which is suspended until the topic 'food' returns"
        ):
            fold(self.FOOD, {"topic": "trains", "revise": {"c": {"at_most": 9}}})

    def test_one_of_no_topic_does_not_return(self) -> None:
        nowhere = {"add": self.FOOD["add"]}
        with pytest.raises(
            InputError, match="revise of 'c', which is not in force any more: it was added before"
        ):
            fold(nowhere, {"topic": "trains", "revise": {"c": {"at_most": 9}}})

    def test_a_returning_one_can_be_revised_at_once(self) -> None:
        entry = fold(self.FOOD, {"topic": "trains"}, {"topic": "food", "revise": {"c": {"at_most": 9}}})["c"]
        assert (entry.version, entry.spell, entry.age(3)) == (2, 3, 0)
        assert entry.previous is not None
        assert entry.previous.version == 1

    def test_a_suspended_name_can_be_added_anew(self) -> None:
        ledger = fold(self.FOOD, {"topic": "trains", "add": {"c": words(at_most=9)}}, {"topic": "food"})
        assert ledger["c"].version == 2
        assert not ledger.suspended

    def test_other_scopes_do_not_care_for_topics(self) -> None:
        ledger = fold({**ADD, "topic": "food"}, {"topic": "trains"})
        assert ledger["c"].age(2) == 1

    def test_a_turn_lasts_one_reply(self) -> None:
        once = {"add": {"c": {**words(at_most=80), "scope": "turn"}}}
        assert "c" in fold(once)
        later = fold(once, {})
        assert "c" not in later
        assert not later.retired
        assert not later.suspended
        assert fold(once, {}, ADD)["c"].version == 2

    def test_a_past_turn_cannot_be_edited(self) -> None:
        once = {"add": {"c": {**words(at_most=80), "scope": "turn"}}}
        with pytest.raises(InputError, match="retract of 'c', which is not in force any more"):
            fold(once, {"retract": ["c"]})

    def test_a_turn_can_be_added_again_at_once(self) -> None:
        once = {"add": {"c": {**words(at_most=80), "scope": "turn"}}}
        assert fold(once, once)["c"].version == 2

    def test_a_revised_one_keeps_its_scope(self) -> None:
        ledger = fold(self.FOOD, {"revise": {"c": {"at_most": 9}}}, {"topic": "trains"})
        assert ledger.suspended["c"].version == 2


class TestErrors:
    @pytest.mark.parametrize("edit", ["negate", "retract", "restate"])
    def test_names_that_were_never_added(self, edit: str) -> None:
        with pytest.raises(
            InputError, match=f"{edit} of 'shorter', which is not in force: it was never added"
        ):
            fold({"add": {"short": words(at_most=8)}}, {edit: ["shorter"]})

    def test_the_nearest_name_is_offered(self) -> None:
        with pytest.raises(InputError, match="did you mean 'short'"):
            fold({"add": {"short": words(at_most=8)}}, {"revise": {"shrot": {"at_most": 3}}})

    def test_with_nothing_in_force_nothing_is_offered(self) -> None:
        with pytest.raises(InputError, match=r"it was never added$"):
            fold({"retract": ["c"]})

    def test_adding_what_is_in_force(self) -> None:
        with pytest.raises(
            InputError, match="add of 'c', which is in force since turn 1; revise or retract it"
        ):
            fold(ADD, ADD)

    def test_a_revision_that_does_not_fit(self) -> None:
        with pytest.raises(InputError, match=r"revise of 'c': length\.words: parameter 'at_most' is 'many'"):
            fold(ADD, {"revise": {"c": {"at_most": "many"}}})

    @pytest.mark.parametrize("changes", [None, 5, "x", []])
    def test_a_revision_that_is_no_mapping(self, changes: Any) -> None:
        with pytest.raises(InputError, match="revise of 'c': a revision is a mapping"):
            fold(ADD, {"revise": {"c": changes}})

    def test_an_empty_revision(self) -> None:
        with pytest.raises(InputError, match="must change something"):
            fold(ADD, {"revise": {"c": {}}})

    def test_turns_go_forward(self) -> None:
        with pytest.raises(ValueError, match="turn 1 comes after turn 2"):
            fold(ADD, {}).apply(Edits(), turn=1)


def test_a_ledger_is_a_value() -> None:
    before = fold(ADD)
    after = before.apply(Edits(retract=("c",)), turn=2)
    assert "c" in before
    assert "c" not in after
    with pytest.raises(TypeError):
        before.in_force["d"] = before["c"]  # type: ignore[index]


def test_iteration_is_in_the_order_of_adding() -> None:
    ledger = fold({"add": {"b": words(at_most=1), "a": words(at_most=2)}}, {"revise": {"b": {"at_most": 3}}})
    assert [entry.name for entry in ledger] == ["b", "a"]


def test_edits_know_whether_they_do_anything() -> None:
    assert not Edits()
    assert Edits(restate=("c",))
    assert Edits(add={"c": Definition(constraint(words(at_most=1)))})
