from typing import Any

import pytest

from driftsim.models.base import ModelError
from driftsim.models.diagnosis import BrokenStream, Filtered
from driftsim.models.failures import explain


class Refused(Exception):
    """An error as clients raise them: a status, perhaps on a response, perhaps a body."""

    def __init__(self, text: str = "no", **fields: Any) -> None:
        super().__init__(text)
        self.__dict__.update(fields)


class Answer:
    status_code = 503


@pytest.mark.parametrize(
    ("error", "model", "told"),
    [
        (Refused(status_code=401), "anthropic:x", "anthropic refused the key in ANTHROPIC_API_KEY (401): no"),
        (Refused(code=403), "google:x", "google refused the key in GOOGLE_API_KEY (403): no"),
        (Refused(status_code=401), "groq:x", "groq refused the key (401): no"),
        (Refused(status_code=404), "ollama:x", "ollama knows no such model or address (404): no"),
        (Refused(status_code=429), "", "the server is asked too much (429): no"),
        (Refused(response=Answer()), "openai:x", "openai failed (503): no"),
        (
            Refused("This model's maximum context length is 9 tokens", status_code=400),
            "openai:x",
            "the conversation is too long for openai:x (400): This model's maximum context length is 9 tokens",
        ),
        (Refused(status_code=400), "openai:x", "openai refused the request (400): no"),
        (BrokenStream(), "openai:x", "openai broke off before the reply's end"),
        (Filtered(), "openai:x", "openai's content filter left nothing of the reply"),
        (
            Refused(body={"error": {"message": "plainly"}}, status_code=500),
            "openai:x",
            "openai failed (500): plainly",
        ),
        (Refused(body={"message": "plainly"}), "openai:x", "Refused: plainly"),
        (Refused(body="<html>", code="x"), "openai:x", "Refused: no"),
        (Refused("two\nlines "), "openai:x", "Refused: two lines"),
        (KeyError("choices"), "openai:x", "openai answered what its client cannot read: KeyError: 'choices'"),
        (KeyError("own"), "sim:steady", "KeyError: 'own'"),
        (KeyError("own"), "", "KeyError: 'own'"),
        (ModelError("nothing at Bearer abcdefgh"), "canned:f", "nothing at Bearer [cut]"),
    ],
)
def test_one_line_about_it(error: Exception, model: str, told: str) -> None:
    assert explain(error, model=model) == told


def test_the_cause_that_a_client_hides_is_told() -> None:
    error, middle = ConnectionError("Connection error."), OSError("wrapped")
    error.__cause__, middle.__cause__ = middle, TimeoutError("5 s at http://u:p@h")
    assert explain(error) == "ConnectionError: Connection error. (TimeoutError: 5 s at http://h)"


def test_no_half_of_a_key_is_left_where_a_message_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_API_KEY", "hunter" * 5)
    for length in range(360, 400):
        assert "hunt" not in explain(Refused("x" * length + " " + "hunter" * 5))


def test_what_a_server_says_is_cut_after_a_while() -> None:
    assert len(explain(Refused("x" * 10_000))) < 500
