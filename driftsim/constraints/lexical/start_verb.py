"""A verb at the very beginning."""

from collections.abc import Iterator
from random import Random
from typing import Final

from driftsim.constraints.base import Constraint, Context, Example, Reply, Verdict
from driftsim.constraints.cores import core_spans
from driftsim.constraints.speech import Phrasings
from driftsim.constraints.surgery.insertion import prefixed
from driftsim.constraints.surgery.manner import like

# Verbs with which requests begin, our own list; many of them are nouns as well.
VERBS: Final = frozenset(
    "accept achieve act adapt add address adjust admit adopt agree aim allow analyse analyze answer"
    " appear apply appreciate approach arrange arrive ask assemble assess assume attach attempt avoid"
    " bake balance be become begin believe blend boil book borrow break breathe bring brush build buy"
    " calculate call care carry catch celebrate change charge chat check choose chop clean clear click"
    " climb close collect combine come compare complete compose connect consider consult contact"
    " continue convert cook copy count cover craft create cross cut dance dare debug decide define"
    " delete deliver describe design determine develop dig discover discuss divide do download draft"
    " draw dream dress drink drive drop earn eat edit embrace enable encourage end engage enjoy ensure"
    " enter establish evaluate examine exercise expand expect experience explain explore express extend"
    " face feel fetch fill find finish fit fix flip focus fold follow forget forgive form format gather"
    " generate get give go grab grasp grow guess guide handle hang have hear heat help hide highlight"
    " hold hope identify ignore imagine implement import improve include increase inform insert insist"
    " inspect install introduce invest investigate invite join journey judge jump keep know label launch"
    " lay lead learn leave let lift limit list listen locate look lower maintain make manage mark master"
    " match measure meet mention mind minimise minimize mix monitor move name navigate note notice"
    " observe obtain offer open order organise organize pack paint pass pause pay perform pick picture"
    " place plan plant play point pour practice practise prepare present press prevent print promise"
    " protect prove provide pull push put question raise reach read realise realize recall receive"
    " recognise recognize record reduce refer reflect relax remain remember remove repair repeat replace"
    " reply report request research resist resolve respect respond rest restart return review rewrite"
    " ride rinse roll run save say schedule search secure see seek select sell send separate serve set"
    " settle share shift show shut simplify sing sit skip sleep slice smile solve sort speak spend"
    " spread stand start state stay steer step stick stir stop store strengthen stress stretch strive"
    " study submit suggest summarise summarize support suppose surround switch take talk taste teach"
    " tell test thank think throw touch track train transfer transform translate travel treat trust try"
    " turn type understand unleash unlock update upgrade upload use utilise utilize validate verify view"
    " visit wait wake walk want warm wash watch wear weigh welcome wish wonder work worry wrap write".split()
)
_FAR: Final = 1_000  # a first word that stands further in is none
OPENINGS: Final = ("Give this some thought:", "Consider this:", "Keep this in mind:", "Remember this:")


def opened(draft: str, chance: Random) -> Iterator[str]:
    """The draft with a verb and a few words in front."""
    for opening in chance.sample(OPENINGS, len(OPENINGS)):
        yield prefixed(draft, like(draft, opening))
        yield f"{opening} {draft}"


def nouned(draft: str) -> Iterator[str]:
    """The draft with a few words in front that are no verbs."""
    opening = "The short version:"
    yield prefixed(draft, like(draft, opening))
    yield f"{opening} {draft}"


class StartVerb(Constraint):
    """The first word is one of a list of verbs with which requests begin, whatever it is in its sentence."""

    kind = "lexical.start_verb"
    family = "lexical"
    example = Example({}, passes="Run to the shop now.", fails="The shop is near.")
    phrasings = Phrasings(
        ask=("Make a verb the first word of your answer.", "Begin your answer with a verb."),
        release=("Your answer need not start with a verb any more.",),
    )

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Look it up."""
        span = next(core_spans(reply.text[:_FAR]), None)
        if span is None:
            return Verdict(held=False, reason="no word at the beginning")
        word = reply.text[slice(*span)]
        return Verdict(word.lower() in VERBS, f'the first word is "{word}"', span)

    def ask(self) -> str:
        """As a user would."""
        return "Start your answer with a verb."

    def rewrites(self, draft: str, chance: Random) -> Iterator[str]:
        """A few words in front."""
        return opened(draft, chance)

    def breaches(self, draft: str, chance: Random) -> Iterator[str]:
        """Other words in front."""
        return nouned(draft)
