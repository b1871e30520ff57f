import pytest

from driftsim.errors import InputError
from driftsim.models.roster import ROLES, cast


def test_each_part_has_options_of_its_own() -> None:
    options = [option for role in ROLES.values() for option in (role.model, role.parameter, role.address)]
    assert len(set(options)) == 3 * len(ROLES)


def test_several_models_share_parameters() -> None:
    models = cast("model", ["sim:steady", " sim:forgetful"], ["rho=0.5"])
    assert [model.name for model in models] == ["sim:steady?rho=0.5", "sim:forgetful?rho=0.5"]


@pytest.mark.parametrize(
    ("role", "spec", "pairs", "address", "message"),
    [
        ("model", "gpt-4o", [], None, "--model 'gpt-4o': SCHEME:NAME is expected"),
        ("judge", "gpt-4o", [], None, "--judge 'gpt-4o': SCHEME:NAME is expected"),
        ("user", "opnai:x", [], None, "--user-model 'opnai:x': there is no 'opnai'; did you mean 'openai'?"),
        ("judge", "openai:x", ["x"], None, "-J x: key=value is expected"),
        ("user", "openai:x", ["api_key=1"], None, "the parameter 'api_key' looks like a secret"),
        (
            "model",
            "sim:steady",
            [],
            "http://localhost",
            "--base-url leads to a server, and nobody serves sim:steady",
        ),
        ("judge", "openai:x", [], "localhost:8000", "--judge-base-url 'localhost:8000': the URL of a server"),
        ("model", "openai:x", [], "http://me:pw@host:99999/", "--base-url 'http://host:99999/': the URL"),
        ("model", "openai:x", [], "file:///etc/passwd", "the URL of a server is expected"),
    ],
)
def test_what_does_not_fit(role: str, spec: str, pairs: list[str], address: str | None, message: str) -> None:
    with pytest.raises(InputError) as caught:
        cast(role, [spec], pairs, address)
    assert message in str(caught.value)
