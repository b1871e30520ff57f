"""The verb at the beginning, as NLTK's tagger sees it: with its data, and without them."""

from functools import lru_cache
from pathlib import Path

import nltk.data
import pytest
from nltk.tag.perceptron import PerceptronTagger

from driftsim.constraints import Context, Reply, instruction_from
from driftsim.constraints.ifbench import tagger
from driftsim.errors import CheckError

STARTS_WITH_VERB = instruction_from("words:start_verb", {})


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one folder in which NLTK looks for data, empty, and the tagger as the package loads it."""
    monkeypatch.setattr(nltk.data, "path", [str(tmp_path)])
    monkeypatch.setattr(tagger, "_tagger", lru_cache(tagger.load))
    return tmp_path


def install(data: Path) -> None:
    """A trained tagger, small, in the files of the real one."""
    small = PerceptronTagger(load=False)
    said = [[("Give", "VB"), ("me", "PRP"), ("tea", "NN")], [("Tea", "NN"), ("helps", "VBZ"), ("me", "PRP")]]
    small.train(said, nr_iter=3)
    (data / "taggers").mkdir()
    small.save_to_json(lang="eng", loc=str(data / "taggers" / tagger.DATA))


def test_without_data_it_is_an_error_that_names_them_and_the_way_out(data: Path) -> None:
    with pytest.raises(CheckError, match=f"(?s){tagger.DATA}.*nltk.downloader.*lexical.start_verb"):
        STARTS_WITH_VERB.strict(Reply("Give me tea."), Context())


def test_a_blank_reply_needs_no_data(data: Path) -> None:
    assert not STARTS_WITH_VERB.strict(Reply(" "), Context()).held


@pytest.mark.parametrize(("text", "held"), [("Give me tea.", True), ("Tea helps me.", False)])
def test_with_data_the_tag_of_the_first_token_decides(data: Path, text: str, held: bool) -> None:
    install(data)
    verdict = STARTS_WITH_VERB.strict(Reply(text), Context())
    assert verdict.held is held
    assert f'"{text.split()[0]}"' in verdict.reason
