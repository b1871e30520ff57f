import subprocess
import sys

import pytest

from driftsim.errors import InputError
from driftsim.models import open as opening
from driftsim.models import providers
from driftsim.models.open import open_model
from driftsim.models.providers import PROVIDERS


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any extra."""
    monkeypatch.setattr(providers, "find_spec", lambda name: None)
    monkeypatch.setattr(opening, "find_spec", lambda name: None)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("name", PROVIDERS)
def test_a_missing_extra_is_named(name: str) -> None:
    with pytest.raises(InputError) as caught:
        open_model(f"{name}:some-model")
    package = PROVIDERS[name].package
    assert (
        str(caught.value)
        == f"{name}:some-model needs langchain and {package}: pip install 'driftsim[{name}]'"
    )


def test_only_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "find_spec", lambda name: None if name == "langchain_openai" else object())
    with pytest.raises(InputError, match="openai:x needs langchain-openai: pip install"):
        open_model("openai:x")


def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "find_spec", lambda name: object())
    for name in PROVIDERS["google"].variables:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(InputError, match="google:x: no key in the environment; set GOOGLE_API_KEY"):
        open_model("google:x")


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("forgetful", "--model 'forgetful': SCHEME:NAME is expected; did you mean 'sim:forgetful'?"),
        ("gpt-4o", "--model 'gpt-4o': SCHEME:NAME is expected; such as sim:forgetful or openai:gpt-4o"),
        ("sin:steady", "--model 'sin:steady': there is no 'sin'; did you mean 'sim'?"),
        ("opnai:gpt-4o", "there is no 'opnai'; did you mean 'openai'?"),
        (
            "groq:x",
            "there is no 'groq'; known: anthropic, canned, deepseek, google, ollama, openai, replay, sim",
        ),
        ("http://me:pw@host/v1", "there is no 'http'; known: "),
        ("openai:", "openai: names no model"),
        ("", "--model '': SCHEME:NAME is expected"),
        ("sim:forgetfull", "did you mean 'forgetful'?"),
        ("sim:?b_age=x", "sim:?: b_age is 'x': a number"),
        ("sim:?api_key=me:pw&", "'?api_key=[cut]&' is expected to be of the form a=1&b=2"),
    ],
)
def test_wrong_specifications(spec: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        open_model(spec)
    assert message in str(caught.value)
    assert "me:pw" not in str(caught.value)


@pytest.mark.parametrize("spec", ["sim:steady", "canned:f", "replay:r", "openai:x"])
def test_secrets_are_refused_everywhere(spec: str) -> None:
    with pytest.raises(InputError, match="'api_key' looks like a secret"):
        open_model(spec, {"api_key": "x"})


def test_a_simulated_model_loads_no_provider() -> None:
    code = (
        "import sys\nfrom driftsim.models.open import open_model\nopen_model('sim:steady')\n"
        "assert not {'langchain', 'openai', 'polars', 'rich'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
