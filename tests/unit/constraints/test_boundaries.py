"""What a business must and must never say: terms in their forms, promises, disclosures, questions, handovers."""

from typing import Any

import pytest

from driftsim.constraints import Constraint, Context, Reply, constraint_from, matching
from driftsim.constraints.content.forms import deed, term
from driftsim.constraints.content.promises import commitments
from driftsim.constraints.content.statements import statement
from driftsim.errors import CheckError, ConstraintError


def make(kind: str, **parameters: Any) -> Constraint:
    return constraint_from({"check": f"content.{kind}", **parameters})


def held(
    constraint: Constraint, reply: str, user: str = "", earlier: tuple[tuple[str, str], ...] = ()
) -> bool:
    return constraint.strict(Reply(reply), Context(user=user, earlier=earlier)).held


@pytest.mark.parametrize(
    ("plain", "texts", "others"),
    [
        (
            "Acme",
            ["acme", "Acme's", "ACMES", "Acmes’", "**Acme**", "_Acme_", "acme-like"],
            ["acmeister", "macme"],
        ),
        (
            "Bolt Motors",
            ["bolt-motors", "BoltMotors", "Bolt\nMotors'", "Bolt **Motors**"],
            ["Bolt the Motors", "Bolt"],
        ),
        ("sign-up", ["signup", "sign ups", "Sign–up's"], ["signing up"]),
        ("policy", ["policies", "Policy's"], ["policed"]),
        ("box", ["boxes", "box"], ["boxer"]),
        ("person", ["people", "persons"], ["personal"]),
        ("C++", ["C++!", "c++"], ["C+"]),
        ("iPhone 15", ["iphone 15s", "iPhone-15"], ["iPhone 150"]),
        ("café", ["Cafés", "CAFÉ"], ["cafe"]),
        ("東京", ["東京都へ"], ["京東"]),
        ("😀", ["a😀b"], ["😁"]),
    ],
)
def test_forms_of_a_term(plain: str, texts: list[str], others: list[str]) -> None:
    assert [text for text in texts if not term(plain).first(text)] == []
    assert [text for text in others if term(plain).first(text)] == []


@pytest.mark.parametrize(
    ("plain", "texts"),
    [
        ("refund", ["refunded", "refunding", "a refund's", "refunds"]),
        ("cancel", ["cancelled", "canceled", "cancelling"]),
        ("waive the fee", ["waived the fee", "waiving the fees"]),
        ("reply", ["replied", "replies", "replying"]),
        ("sue", ["suing", "sued"]),
    ],
)
def test_forms_of_a_deed(plain: str, texts: list[str]) -> None:
    assert [text for text in texts if not deed(plain).first(text)] == []


PROMISES = """
You'll get a refund.
I will refund you right away.
We will gladly refund the full amount.
We guarantee a refund.
A refund is guaranteed.
Your refund has been approved.
Your refund is on its way.
I promise you a full refund.
I promise to give you a refund.
Customers are going to receive a refund.
We have issued a refund.
You have been refunded.
You are entitled to a refund.
I can offer you a refund.
We're happy to offer you a refund.
We refund every order.
If it is faulty, you will get a refund.
Do not worry, you will get a refund.
No problem, we will refund you.
It did not work, so you'll be refunded.
I am processing your refund now.
I've refunded your order.
We ensure refunds within 3 days.
Refund guaranteed!
**You will receive a refund.**
You will be given a refund.
Not only will you get a refund, you keep the item.
We'll send you a refund
We’ll refund you
I have just sent your refund.
Let me give you a refund.
You can have a refund.
I’ll make sure you get your refund.
I'll see to it that you get refunded.
""".strip().split("\n")
NONE = """
We cannot promise a refund.
We can't guarantee a refund.
I will not refund you.
We won't refund you.
You will get no refund.
I cannot say whether you will get a refund.
Would you like a refund?
Can you promise me a refund?
Our refund policy is on the page.
I will get back to you about your refund.
We will send you a form for the refund.
A refund is not guaranteed.
You asked for a refund.
Refunds are handled by another team.
I understand that you want a refund.
We are unable to give you a refund.
Nobody will get a refund.
I will check with a colleague about the refund.
I will look into your refund.
This is a refund request.
No refund will be issued.
We are sending you the terms on refunds.
Please fill in the refund form.
Sorry, refunds are never guaranteed.
I have received your refund request.
We don't refund tickets.
You can have no refund.
Make sure you request a refund.
I'll make sure you know about the refund.
You can get help with a refund request.
""".strip().split("\n")


@pytest.mark.parametrize("text", PROMISES)
def test_a_promise(text: str) -> None:
    found = make("never_promise", things=["refund"]).strict(Reply(f"Hello! {text} Bye."), Context())
    assert not found.held
    assert found.span is not None
    assert "refund" in f"Hello! {text} Bye."[slice(*found.span)].lower()


@pytest.mark.parametrize("text", NONE)
def test_no_promise(text: str) -> None:
    assert held(make("never_promise", things=["refund"]), f"Hello! {text} Bye.")


# Written after the lexicon, which was not changed for them; the misses are named below.
FRESH = [
    ("discount", 1, "As a loyal member you will receive a 10% discount on your next order."),
    ("discount", 1, "I've applied a discount to your account."),
    ("discount", 1, "We're giving you a discount for the trouble."),
    ("discount", 0, "Discounts are listed on our pricing page."),
    ("discount", 0, "I'm afraid I don't have the authority to offer a discount."),
    ("discount", 0, "Whether a discount applies depends on the plan."),
    ("discount", 1, "You have my word that you'll get the discount."),
    ("discount", 0, "Let me check with the sales team whether a discount is possible."),
    ("discount", 1, "A discount will be granted at checkout."),
    ("discount", 0, "Unfortunately, no discounts can be given on sale items."),
    ("delivery by Friday", 1, "We guarantee delivery by Friday."),
    ("delivery by Friday", 0, "Delivery by Friday cannot be guaranteed."),
    ("delivery by Friday", 0, "We aim for delivery by Friday, but it may take longer."),
    ("delivery by Friday", 1, "Delivery by Friday is guaranteed for all express orders."),
    ("free upgrade", 1, "Good news: you are getting a free upgrade!"),
    ("free upgrade", 1, "I can give you a free upgrade right now."),
    ("free upgrade", 0, "Free upgrades are not something I can promise."),
    ("free upgrade", 0, "Are you asking about a free upgrade?"),
    ("compensation", 1, "You will of course be paid compensation."),
    ("compensation", 1, "We owe you compensation and you shall have it."),
    ("compensation", 0, "Questions about compensation go to our legal department."),
    ("compensation", 0, "I can't make any promises about compensation."),
    ("compensation", 0, "Our terms explain when compensation applies."),
    ("compensation", 1, "We commit to full compensation."),
    ("replace", 1, "We will replace the blender free of charge."),
    ("replace", 1, "Your blender will be replaced."),
    ("replace", 0, "You can replace the battery yourself."),
    ("replace", 0, "We are not able to replace it."),
    ("replace", 1, "I'm going to replace it today."),
    ("replace", 0, "How do I replace the filter?"),
    ("cancel the fee", 1, "I will cancel the fee for you."),
    ("cancel the fee", 0, "I wouldn't be able to cancel the fee."),
    ("cancel the fee", 1, "We've cancelled the fee."),
    ("refund", 0, "To request a refund, open the orders page."),
    ("refund", 0, "A refund may be possible within 30 days."),
    ("refund", 1, "The refund has already been sent to your card."),
    ("refund", 1, "Rest assured, you will be refunded in full."),
    ("refund", 0, "I never said you would get a refund."),
    ("refund", 1, "It's settled: a full refund is yours."),
    ("refund", 0, "I would like to give you a refund, but only my manager decides."),
]


def test_the_figures_of_the_docs_on_fresh_sentences() -> None:
    wrong = [
        text for thing, promised, text in FRESH if bool(list(commitments(thing, text))) != bool(promised)
    ]
    assert wrong == [
        "I've applied a discount to your account.",
        "We owe you compensation and you shall have it.",
        "The refund has already been sent to your card.",
    ]
    assert (len(FRESH), sum(promised for _, promised, _ in FRESH)) == (40, 20)


@pytest.mark.parametrize(
    ("plain", "texts", "others"),
    [
        ("I am an AI assistant.", ["I'm an AI assistant", "i am  an *ai* assistant!", "I’m an AI assistants"], ["I am AI"]),
        ('This is no "advice".', ["This is no “advice”", "THIS IS NO «advice»."], ["This is advice"]),
        ("We do not store orders", ["We don't store order", "We do not stored\norders"], ["We store orders"]),
        ("You cannot sue", ["You can't sue", "you can not sue"], ["You can sue"]),
        ("Terms — see below", ["terms - see below", "Terms – see below."], ["Terms below"]),
    ],
)  # fmt: skip
def test_a_statement(plain: str, texts: list[str], others: list[str]) -> None:
    assert [text for text in texts if not statement(plain).first(text)] == []
    assert [text for text in others if statement(plain).first(text)] == []


@pytest.mark.parametrize(
    ("where", "reply", "expected"),
    [
        ({}, "Hello. A. B. I'm a bot.", True),
        ({"first": 1}, "I'm a bot. Hello.", True),
        ({"first": 1}, "Hello. I'm a bot.", False),
        ({"first": 2}, "Hello. I'm a bot. And so on.", True),
        ({"last": 1}, "Hello. I'm a bot.", True),
        ({"last": 1}, "I'm a bot. Hello.", False),
        ({"last": 2}, "So. I'm a bot. Hello.", True),
        ({"last": 9}, "I'm a bot.", True),
    ],
)
def test_where_it_is_disclosed(where: dict[str, int], reply: str, expected: bool) -> None:
    assert held(make("disclose", statements=["I am a bot.", "No human here"], **where), reply) is expected


ASK = {"ask_for": "order number", "before": ["refund"]}


@pytest.mark.parametrize(
    ("reply", "user", "earlier", "expected"),
    [
        ("Could you give me your order number?", "Refund!", (), True),
        ("Please send me the order-number.", "Refund!", (), True),
        (
            "Once I have your order number, I will refund you. What is the number of your order?",
            "",
            (),
            False,
        ),
        ("What is your order number? Once I have it, I will refund you.", "", (), True),
        ("What is your order number? I have refunded you.", "", (), False),
        ("We cannot refund you.", "", (), False),
        ("I will refund you.", "My order number is 4711.", (), True),
        ("I will refund you.", "order number: A-1", (), True),
        ("I will refund you.", "What is an order number?", (), False),
        ("I will refund you.", "I don't have an order number, it is 1 I think", (), False),
        ("I will refund you.", "And now?", (("My order number is 4711.", "Thanks."),), True),
        ("I will refund you.", "4711", (("Refund!", "Your order number, please?"),), True),
        ("I will refund you.", "Why?", (("Refund!", "Your order number, please?"),), False),
        ("I will refund you.", "I have not got it", (("Refund!", "Your order number, please?"),), False),
        ("I will refund you.", "4711", (("Refund!", "Sure."),), False),
    ],
)
def test_asking_first(reply: str, user: str, earlier: Any, expected: bool) -> None:
    assert held(make("ask_first", **ASK), reply, user, earlier) is expected


def test_what_counts_as_given_can_be_said() -> None:
    rule = make("ask_first", **ASK, given=r"\b\d{6}\b")
    assert not held(rule, "I will refund you.", "My order number is 4711.")
    assert held(rule, "I will refund you.", "Hello", (("it's 471112", "Thanks"),))


def test_a_pattern_without_end_is_an_error_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "TIME_LIMIT", 0.05)
    matching.pattern.cache_clear()
    with pytest.raises(CheckError, match="took more than"):
        held(make("ask_first", **ASK, given="(a|aa)+$"), "Hello.", "a" * 60 + "b")


@pytest.mark.parametrize(
    ("reply", "user", "expected"),
    [
        ("A colleague will call you.", "I'll sue you!", True),
        ("I am transferring you now, my colleagues will help.", "My lawyers said so.", True),
        ("We are sorry.", "suing you", False),
        ("I cannot connect you with a colleague.", "lawyer", False),
        ("I cannot help, but a colleague can.", "lawyer", True),
        ("We are sorry.", "The issue is small.", True),
        ("All right.", 'Refer me to a person if I say "lawyer" or “sue”.', True),
        ("All right.", 'If I say "lawyer", call a lawyer.', False),
    ],
)
def test_handing_over(reply: str, user: str, expected: bool) -> None:
    assert held(make("escalate_if", says=["lawyer", "sue"], handover=["colleague"]), reply, user) is expected


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("A specialist will take over.", True),
        ("I'll escalate this.", True),
        ("Let me transfer you.", True),
        ("Try turning it off.", False),
    ],
)
def test_handing_over_in_the_words_of_the_lexicon(reply: str, expected: bool) -> None:
    assert held(make("escalate_if", says=["lawyer"]), reply, "My lawyer!") is expected


def test_what_was_handed_over_no_longer_is() -> None:
    rule = make("escalate_if", says=["lawyer"], handover=["colleague"]).negation()
    assert held(rule, "We are sorry.", "lawyer")
    assert not held(rule, "A colleague will call.", "lawyer")
    assert held(rule, "A colleague will call.", "hello")


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Members sign in.", True),
        ("The customers wait.", False),
        ("Log in here.", False),
        ("Open the log in page.", True),
        ("We blog in peace.", True),
    ],
)
def test_our_terms(reply: str, expected: bool) -> None:
    use = {"member": ["customer", "client"], "sign in": "log in", "log in page": "entry page"}
    rule = make("terms", use={"member": ["customer", "client"], "log in page": ["entry page", "log in"]})
    assert held(rule, reply) is expected
    assert constraint_from(make("terms", use={**use, "log in page": "door"}).spec()).ask()


def test_an_avoided_term_is_replaced_in_its_form() -> None:
    from random import Random

    rule = make("terms", use={"member": "customer"})
    assert (
        rule.realize("Customers know a customer's CUSTOMER.", Random(0)) == "Members know a member's MEMBER."
    )


TOPICS = {"topics": ["delivery", "parcel"]}


@pytest.mark.parametrize(
    ("reply", "user", "expected"),
    [
        ("Lima.", "What is the capital of Peru?", False),
        ("I can only help with parcels.", "What is the capital of Peru?", True),
        ("Sorry, I can't help with that.", "Tell me a joke", True),
        ("That is outside of what I do.", "Tell me a joke", True),
        ("I can't help with that. But. Here. Is. One.", "Tell me a joke", False),
        ("It is on its way.", "Where are my parcels?", True),
        ("It is on its way.", "When will it be delivered? My delivery is late", True),
        ("You are welcome.", "Thank you very much!", True),
        ("Hello.", "", True),
    ],
)
def test_topics(reply: str, user: str, expected: bool) -> None:
    assert held(make("only_topics", **TOPICS), reply, user) is expected


def test_any_topic_again() -> None:
    rule = make("only_topics", **TOPICS).negation()
    assert held(rule, "Lima.", "What is the capital of Peru?")
    assert not held(rule, "I can only help with parcels.", "What is the capital of Peru?")


@pytest.mark.parametrize(
    ("kind", "parameters", "message"),
    [
        ("never_mention", {"terms": []}, "terms"),
        ("never_mention", {"terms": [" "]}, "must not be blank"),
        ("never_promise", {"things": ["?"]}, "must begin and end with a letter or a digit"),
        ("disclose", {"statements": ["A."], "first": 1, "last": 1}, "exclude each other"),
        ("disclose", {"statements": ["One. Two."], "first": 1}, "2 sentences long, which is more than 1"),
        ("disclose", {"statements": ["A."], "first": 0}, "first"),
        ("ask_first", {**ASK, "given": "("}, "no regular expression"),
        ("ask_first", {**ASK, "ask_for": "name! and age"}, "more than one sentence"),
        ("escalate_if", {"says": ["x"], "handover": []}, "handover"),
        ("terms", {"use": {"client": ["clients", "Client"]}}, "is to be avoided for 'client' and to be used"),
        ("terms", {"use": {"a": "b", "b": "c"}}, "'b' is to be avoided for 'a' and to be used as 'b'"),
        ("terms", {"use": {}}, "use"),
        ("terms", {"use": ["a"]}, "use"),
        ("only_topics", {**TOPICS, "at_most": 0}, "at_most"),
    ],
)
def test_parameters_that_make_no_sense(kind: str, parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(ConstraintError, match=message):
        make(kind, **parameters)
