"""A journal that is opened again goes on where the last commit left it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from driftsim.errors import InputError
from driftsim.events import ConversationDone, ConversationStarted, Event, Faulted
from driftsim.journal import Journal, Run
from tests.unit.journal.conftest import JUDGED

Begun = Callable[..., list[Event]]


def record(journal: Journal, *events: Event) -> None:
    for event in events:
        journal.record(event)
    journal.commit()


def test_what_is_done_and_what_is_not(tmp_path: Path, written: Callable[..., Path], begun: Begun) -> None:
    folder = written(tmp_path / "r", (), begun("a", turns=2))
    with Journal.reopen(folder) as journal:
        record(journal, *begun("b"), ConversationDone("b", 1), ConversationStarted("c", "s", "sim"))
    with Journal.reopen(folder) as journal:
        assert [journal.is_done(name) for name in "abcd"] == [False, True, False, False]
        assert {name: len(turns) for name, turns in journal.past.items()} == {"a": 2, "c": 0}
        first, second = journal.past["a"]
        assert (first.node, first.user, first.reply) == ("n1", "User 1.", "One two.")
        assert [row.probability for row in second.law] == [0.1 + 0.2]
        assert second.law[0].decided is True
        assert second.law[0].realized is False
        assert (first.judged, second.judged) == (JUDGED, ())


def test_it_goes_on_under_the_same_number(tmp_path: Path, written: Callable[..., Path], begun: Begun) -> None:
    events = begun("a", turns=3)
    folder = written(tmp_path / "r", (), events[:4])
    with Journal.reopen(folder) as journal:
        record(journal, *events[4:], ConversationDone("a", 3))
    whole = Run(written(tmp_path / "s", (), [*events, ConversationDone("a", 3)]))
    for table in ("conversations", "turns", "checks", "law"):
        assert Run(folder).table(table).equals(whole.table(table))


def test_the_turn_in_flight_is_lost(tmp_path: Path, written: Callable[..., Path], begun: Begun) -> None:
    events = begun("a", turns=2)
    folder = written(tmp_path / "r", (), events[:6])
    assert len(Run(folder).table("turns")) == 1
    with Journal.reopen(folder) as journal:
        assert len(journal.past["a"]) == 1


def test_a_fault_is_taken_back_and_tried_again(
    tmp_path: Path, written: Callable[..., Path], begun: Begun
) -> None:
    events = begun("a", turns=2)
    folder = written(tmp_path / "r", (), [*events[:4], Faulted("a", 2, "model", "timeout")])
    assert len(Run(folder).table("faults")) == 1
    with Journal.reopen(folder) as journal:
        assert not journal.is_done("a")
        record(journal, *events[4:], ConversationDone("a", 2))
    assert Run(folder).table("faults").is_empty()
    assert len(Run(folder).table("turns")) == 2


def test_two_writers_at_a_time_are_refused(full: Run) -> None:
    with (
        Journal.reopen(full.folder),
        pytest.raises(InputError, match="the journal cannot be written: database is locked"),
    ):
        Journal.reopen(full.folder)


def test_a_missing_journal(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the journal is missing"):
        Journal.reopen(tmp_path)


def test_what_the_log_holds_is_not_missing(
    tmp_path: Path, written: Callable[..., Path], begun: Begun
) -> None:
    """A disk that fills up while the log goes into the file leaves a first page that promises too much."""
    folder, copy = written(tmp_path / "r", ()), tmp_path / "copy"
    with Journal.reopen(folder) as journal:
        record(journal, *begun("a", turns=60))
        shutil.copytree(folder, copy)
    with (copy / "journal.sqlite").open("r+b") as file:
        file.seek(28)
        file.write((999).to_bytes(4))
    assert len(Run(copy).table("turns")) == 60
    with Journal.reopen(copy) as journal:
        assert len(journal.past["a"]) == 60
