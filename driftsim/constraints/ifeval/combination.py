"""IFEval's `combination`."""

from types import MappingProxyType

from driftsim.constraints.base import Context, Example, Reply, Verdict
from driftsim.constraints.content.two_responses import TwoResponses, two_responses
from driftsim.constraints.ifeval.reference import Reference
from driftsim.constraints.lexical.start import Start
from driftsim.constraints.types import Phrase


class TwoAnswers(Reference):
    """Two different answers with six asterisks between them."""

    source_id = "combination:two_responses"
    ours = TwoResponses
    example = Example({}, passes="Walk. ****** Ride. ******", fails="Walk.\n******\n******\nRide.")

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Divide, count and compare."""
        return two_responses(reply)

    def ask(self) -> str:
        """As a user would."""
        return TwoResponses().ask()

    def deny(self) -> str:
        """As a user would."""
        return TwoResponses().deny()


class RepeatPrompt(Reference):
    """The reply begins with the prompt, in any case, its white space unchanged."""

    source_id = "combination:repeat_prompt"
    ours = Start
    example = Example(
        {"prompt_to_repeat": "Name a tree."}, passes="name a TREE. An oak.", fails="Name a  tree. An oak."
    )
    renamed = MappingProxyType({"prompt_to_repeat": "text"})
    prompt_to_repeat: Phrase

    def check(self, reply: Reply, context: Context) -> Verdict:
        """Compare the beginnings."""
        asked = self.prompt_to_repeat.strip()
        held = reply.stripped.lower().startswith(asked.lower())
        begin = len(reply.text) - len(reply.text.lstrip())
        span = begin, min(begin + len(asked), len(reply.text))
        reason = f"the reply {'begins' if held else 'does not begin'} with the text asked for"
        return Verdict(held, reason, span)

    def ask(self) -> str:
        """As a user would."""
        return f'Begin your answer by repeating this text word for word: "{self.prompt_to_repeat}"'

    def deny(self) -> str:
        """As a user would."""
        return f'Do not begin your answer by repeating this text: "{self.prompt_to_repeat}"'
