import pytest

from driftsim.models.topics import topics


@pytest.mark.parametrize(
    ("message", "about"),
    [
        ("Plan a weekend in New York for two adults.", ("the weekend in New York", "two adults")),
        ("Actually, all the restaurants have to be vegan.", ("the restaurants",)),
        ("What is the capital of France?", ("the capital of France",)),
        ("You forgot something. I will read it on my phone.", ("the phone",)),
        ("Again, please!", ("this",)),
        ("", ("this",)),
        ("I pin your answers to the wall and cannot read them.", ("the wall",)),
        ("I have not thought about insurance at all.", ("insurance",)),
        ("The electrician cancelled and comes two days later.", ("the electrician", "two days")),
        ("Dinner, quickly, what do I put on the table while they wait?", ("the table",)),
        ("I keep losing track of what has to be done.", ("track",)),
        ("I was wrong about that.", ("this",)),
        ("A rope of 17 metres is cut into pieces.", ("the rope", "pieces")),
        ("Mrs. Ortiz upstairs is afraid of the noise.", ("Ortiz", "the noise")),
        ("The soil is poor, and I don't want to buy anything in sacks.", ("the soil", "sacks")),
        ("REWRITE IT", ("rewrite",)),
    ],
)
def test_what_a_message_is_about(message: str, about: tuple[str, ...]) -> None:
    assert topics(message) == about
