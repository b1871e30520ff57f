import pytest

from driftsim.errors import InputError
from driftsim.models.secrets import is_secret_name, refuse_secrets, scrub, scrubbed

SECRET = "OPENAI_API_KEY api_key apiKey apikey openai_api_key token HF_TOKEN accessToken secret client_secret DB_PASSWORD passwd Authorization x-api-key auth credentials Cookie AWS_SECRET_ACCESS_KEY key".split()
HARMLESS = "max_tokens max_completion_tokens temperature top_k monkey keyboard tokenizer token_limit eos_token_id pad_token prompt_cache_key author base_url stop n_tokens logit_bias reasoning_effort b_age".split()


@pytest.mark.parametrize("name", SECRET)
def test_names_of_secrets(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize("name", HARMLESS)
def test_names_of_other_things(name: str) -> None:
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("with Bearer abc.def-123", "with Bearer [cut]"),
        ("authorization: basic dXNlcjpwYXNz==", "authorization: basic [cut]"),
        ("Incorrect API key provided: sk-proj-ab12****wxyz.", "Incorrect API key provided: [cut]"),
        ("a task-oriented, risk-free model", "a task-oriented, risk-free model"),
        ("http://me:pa@ss@host:8/v1?x=1", "http://host:8/v1?x=1"),
        ("mail me@host", "mail me@host"),
        ("GET https://host/v1?key=AbC&alt=sse", "GET https://host/v1?key=[cut]&alt=sse"),
        ("https://host/?api_key=AbC'", "https://host/?api_key=[cut]'"),
        ("max_tokens=12 is too many", "max_tokens=12 is too many"),
    ],
)
def test_patterns_are_cut(text: str, left: str) -> None:
    assert scrub(text) == left


def test_values_of_secret_variables_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_API_KEY", "plainwords")
    monkeypatch.setenv("OTHER_TOKEN", "plainwords-and-more")
    monkeypatch.setenv("SHORT_KEY", "dummy")
    monkeypatch.setenv("HARMLESS", "visible-value")
    assert (
        scrub("plainwords-and-more, plainwords, dummy, visible-value") == "[cut], [cut], dummy, visible-value"
    )


def test_plain_data_is_scrubbed_however_deep() -> None:
    found = scrubbed({"base_url": "http://u:p@h/", "n": 1, "list": [{"x": "Bearer abcdefgh"}]})
    assert found == {"base_url": "http://h/", "n": 1, "list": [{"x": "Bearer [cut]"}]}


@pytest.mark.parametrize(
    "given",
    [
        {"api_key": "hunter2222"},
        {"default_headers": {"Authorization": "hunter2222"}},
        {"a": [{"token": "hunter2222"}]},
    ],
)
def test_secret_parameters_are_refused_without_their_value(given: dict[str, object]) -> None:
    with pytest.raises(InputError, match="keys come from the environment") as caught:
        refuse_secrets(given)
    assert "hunter" not in str(caught.value)
