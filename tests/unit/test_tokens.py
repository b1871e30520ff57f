"""Tokens: a count for any text, offline, labelled with the encoding that made it."""

import inspect
import socket
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
import tiktoken_ext.openai_public as published
from hypothesis import given
from hypothesis import strategies as st

from driftsim import tokens
from driftsim.errors import InputError

ANY_TEXT = st.text(st.characters())
NO_SURROGATES = st.text(st.characters(exclude_categories=["Cs"]))
# Long runs, marks and special tokens, which random text seldom holds.
HOSTILE = st.lists(
    st.one_of(
        ANY_TEXT,
        st.builds(lambda one, times: one * times, st.characters(), st.integers(0, 300)),
        st.sampled_from(
            ["<|endoftext|>", "<|im_start|>", "\r\n", " \n\n", "e\u0301", "👩‍👩‍👧", "it's", "１２３４"]
        ),
    )
).map("".join)


@pytest.fixture
def _offline(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture
def cache(monkeypatch, tmp_path):
    """An empty vocabulary cache, and no encoding left over from another test."""
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    tokens._encoder.cache_clear()
    yield tmp_path
    tokens._encoder.cache_clear()


@given(NO_SURROGATES)
def test_decoding_gives_the_text_back(text):
    encoding = tokens.encoder()
    assert encoding.decode(encoding.encode_ordinary(text)) == text


@given(HOSTILE)
def test_a_token_holds_at_least_one_byte(text):
    assert bool(text) <= tokens.count(text) <= len(text.encode("utf-8", "surrogatepass"))


@given(HOSTILE, HOSTILE)
def test_texts_apart_by_a_sentence_end_add_up(left, right):
    # "x.\nX": no piece reaches over a line end that follows a full stop and stands before a letter.
    apart = tokens.count(left + "x.\n") + tokens.count("X" + right)
    assert tokens.count(left + "x.\nX" + right) == apart


@given(HOSTILE)
def test_the_pattern_leaves_nothing_out(text):
    cleaned = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    encoding = tokens.encoder()
    assert encoding.decode(encoding.encode_ordinary(text)) == cleaned


def test_the_empty_text_has_no_tokens():
    assert tokens.count("") == 0


def test_common_english_words_are_one_token_each():
    text = " the people who should have known about our breakfast in the city because of the weather"
    assert tokens.count(text) == len(text.split())


@pytest.mark.parametrize("text", ["<|endoftext|>", "<|im_start|>system<|im_end|>", "<|endofprompt|>"])
def test_what_looks_like_a_special_token_is_ordinary_text(text):
    assert tokens.count(text) > 3
    assert tokens.encoder().special_tokens_set == set()


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\udc00\ud800"])
def test_a_lone_surrogate_counts_as_the_replacement_character(text):
    replaced = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert tokens.count(text) == tokens.count(replaced)


@pytest.mark.parametrize("unit", ["a", "A", " ", "\n", "^", "漢", "9", "\u0301", "ab1^", "Aa", "\ud800"])
def test_a_million_characters_without_a_break_cost_as_many_tokens_each_as_a_thousand(unit):
    short, long = unit * (1_000 // len(unit)), unit * (1_000_000 // len(unit))
    assert tokens.count(long) == pytest.approx(1_000 * tokens.count(short), rel=0.1)


def test_every_byte_is_a_rank_and_ranks_are_without_a_gap():
    ranks = tokens.encoder()._mergeable_ranks
    assert sorted(ranks.values()) == list(range(8192))
    assert all(ranks[bytes([value])] == value for value in range(256))


def test_the_vocabulary_is_small():
    path = Path(tokens.__file__).with_name("data") / f"{tokens.DEFAULT}.tiktoken"
    assert path.stat().st_size < 120_000


@pytest.mark.usefixtures("_offline")
def test_counting_needs_no_network(cache):
    assert tokens.count("Offline, and at once.") > 0
    assert tokens.available() == [tokens.DEFAULT]


@pytest.mark.usefixtures("_offline")
@pytest.mark.parametrize(
    "name", ["o200k_base", "cl100k_base", "r50k_base", "gpt-4o", "gpt2", "gpt-3.5-turbo"]
)
def test_a_vocabulary_that_is_not_here_is_wrong_input_and_never_downloaded(cache, name):
    with pytest.raises(InputError) as caught:
        tokens.count("text", name)
    message = str(caught.value)
    for part in (
        tokens.resolve(name),
        "not on this machine",
        "available: driftsim-8k",
        str(cache),
        "https://",
    ):
        assert part in message
    assert list(cache.iterdir()) == []


@pytest.mark.usefixtures("_offline")
def test_a_damaged_vocabulary_is_refused_and_left_alone(cache):
    path = cache / tokens._key(tokens._PUBLIC["cl100k_base"].url)
    path.write_bytes(b"YQ== 0\n")
    with pytest.raises(InputError, match="SHA-256"):
        tokens.count("a", "cl100k_base")
    assert path.read_bytes() == b"YQ== 0\n"


@pytest.mark.usefixtures("_offline")
@pytest.mark.parametrize("unit", ["a", " ", "^", "\n", "漢", "Aa"])
@pytest.mark.parametrize("name", sorted(tokens._PUBLIC))
def test_a_cached_vocabulary_counts_even_a_million_characters_in_a_row(cache, monkeypatch, name, unit):
    stand_in = _put_stand_in(cache, monkeypatch, name)
    assert tokens.available() == [tokens.DEFAULT, name]
    assert tokens.encoder(name).name == name
    assert tokens.count(unit * 1_000_000, name) == len((unit * 1_000_000).encode())
    assert stand_in.exists()


def test_a_model_is_counted_by_its_encoding(cache, monkeypatch):
    _put_stand_in(cache, monkeypatch, "o200k_base")
    assert tokens.encoder("gpt-4o").name == tokens.resolve("gpt-4o") == "o200k_base"
    assert tokens.encoder("o200k_harmony") is tokens.encoder("o200k_base")


def test_the_fallback_cache_variables_are_tiktokens(monkeypatch, tmp_path):
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    monkeypatch.setenv("DATA_GYM_CACHE_DIR", str(tmp_path))
    assert tokens._cache_folder() == tmp_path
    monkeypatch.delenv("DATA_GYM_CACHE_DIR")
    assert tokens._cache_folder().name == "data-gym-cache"


def test_an_empty_cache_variable_means_no_cache(monkeypatch):
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", "")
    assert tokens.available() == [tokens.DEFAULT]
    with pytest.raises(InputError, match="a folder that TIKTOKEN_CACHE_DIR names"):
        tokens.encoder("cl100k_base")


@pytest.mark.parametrize("name", ["", "o200k_bas", "claude-9", "driftsim-9k", "../../etc/passwd"])
def test_an_unknown_name_is_wrong_input_and_says_what_there_is(name):
    with pytest.raises(InputError, match=r"unknown encoding or model .*'driftsim-8k'"):
        tokens.count("text", name)


def test_a_near_name_is_offered():
    with pytest.raises(InputError, match="did you mean 'o200k_base'"):
        tokens.resolve("o200k_bse")


def test_the_label_is_the_name_of_the_encoding():
    assert tokens.encoder().name == tokens.resolve(tokens.DEFAULT) == tokens.DEFAULT


@pytest.mark.parametrize("name", sorted(tokens._PUBLIC))
def test_pattern_address_and_checksum_are_tiktokens(monkeypatch, name):
    asked = {}
    monkeypatch.setattr(
        published,
        "load_tiktoken_bpe",
        lambda url, expected_hash: asked.update(url=url, sum=expected_hash) or {},
    )
    theirs, ours = published.ENCODING_CONSTRUCTORS[name](), tokens._PUBLIC[name]
    assert (theirs["pat_str"], asked["url"], asked["sum"]) == (ours.pattern, ours.url, ours.checksum)


def test_every_encoding_of_tiktoken_is_known():
    assert set(published.ENCODING_CONSTRUCTORS) == set(tokens._PUBLIC) | set(tokens._SAME_AS)


def test_every_model_of_tiktoken_resolves():
    from tiktoken.model import MODEL_TO_ENCODING

    assert {tokens.resolve(model) for model in MODEL_TO_ENCODING} <= set(tokens._PUBLIC)


def test_importing_the_module_loads_no_tokenizer():
    probe = "import sys, driftsim.tokens; print([m for m in ('tiktoken', 'regex') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_counting_loads_no_client_of_the_network():
    probe = "import sys; from driftsim import tokens; tokens.count('a'); print('requests' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_tiktokens_loader_is_not_used():
    assert "tiktoken.load" not in inspect.getsource(tokens)


def _put_stand_in(cache, monkeypatch, name):
    """A vocabulary of single bytes in place of the published one, with its checksum."""
    written = b"".join(b64encode(bytes([value])) + b" %d\n" % value for value in range(256))
    public, checksum = tokens._PUBLIC[name], sha256(written).hexdigest()
    monkeypatch.setitem(tokens._PUBLIC, name, tokens._Public(public.url, checksum, public.pattern))
    path = cache / tokens._key(public.url)
    path.write_bytes(written)
    return path
