import pytest

from driftsim.errors import InputError
from driftsim.models.law import Profile, Situation, follow_probability
from driftsim.models.profiles import PROFILES, profile_from


def test_a_name_its_changes_and_changes_alone() -> None:
    forgetful = PROFILES["forgetful"].profile
    assert profile_from("forgetful") == ("forgetful", forgetful)
    name, changed = profile_from("forgetful?rho=0&b_age=-0.5")
    assert name == "forgetful?b_age=-0.5&rho=0"
    assert (changed.rho, changed.b_age, changed.b_load) == (0.0, -0.5, forgetful.b_load)
    assert profile_from("?b_age=-0.3") == ("?b_age=-0.3", Profile(b_age=-0.3))


def test_what_the_command_line_says_wins() -> None:
    name, profile = profile_from("steady?rho=0.1&skill=0.2", {"rho": 0.4})
    assert (name, profile.rho, profile.skill) == ("steady?rho=0.4&skill=0.2", 0.4, 0.2)


def test_two_profiles_that_differ_have_two_names() -> None:
    specs = ["steady", "steady?rho=0.1", "steady?rho=0.2", "?rho=0.1", "perfect"]
    assert len({profile_from(spec)[0] for spec in specs}) == len(specs)


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("forgetfull", "did you mean 'forgetful'?"),
        ("", "known: forgetful, overthinker, perfect"),
        ("?", "unknown profile ''"),
        ("?b_agee=1", "unknown parameter 'b_agee'; did you mean 'b_age'?"),
        ("steady?rho=1.5", "sim:steady: rho is 1.5: a number from 0 to 1 is expected"),
        ("steady?sigma_u=-1", "sigma_u is -1: a number, 0 or more is expected"),
        ("steady?b_age=nan", "b_age is 'nan'"),
        ("steady?b_age=1e400", "b_age is inf"),
        ("steady?b_age=1" + "0" * 400, "b_age is 1000"),
        ("steady?b_age=true", "b_age is True"),
        ("steady?b_age=fast", "b_age is 'fast'"),
        ("steady?b_age=", "b_age is ''"),
        ("steady?b_age", "of the form a=1&b=2"),
        ("steady?rho=0&rho=1", "a parameter stands twice"),
    ],
)
def test_what_is_wrong_is_said(rest: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        profile_from(rest)
    assert said in str(caught.value)


def test_the_profiles_are_what_their_names_say() -> None:
    def p(name: str, **situation: object) -> float:
        return follow_probability(PROFILES[name].profile, Situation("lexical", **situation))  # type: ignore[arg-type]

    late = {"age": 12, "in_force": 3, "since_stated": 12}
    assert p("perfect", **late) == 1.0
    assert p("steady", **late) > 0.9 > 0.8 > p("forgetful", **late)
    assert p("recency", newest=True) > p("recency") + 0.2
    assert p("stubborn") > 0.9
    assert p("stubborn", revised=True) < 0.6
    assert p("stubborn", negated=True) < 0.5
    assert PROFILES["stubborn"].profile.fall_back > 0.8
    assert p("overthinker", reasoned=True) < p("overthinker") - 0.1
    overthinker = PROFILES["overthinker"].profile
    assert overthinker.skill_cot > overthinker.skill
