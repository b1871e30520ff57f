"""One question on its way to a model: call after call."""

import asyncio
from dataclasses import dataclass, replace
from typing import Final

from driftsim.events import Call
from driftsim.models.base import Model
from driftsim.models.diagnosis import CROWDED, BrokenStream, Filtered, diagnose
from driftsim.models.failures import explain
from driftsim.models.reading import FILTERED, Said, said_in
from driftsim.traffic.clock import Clock
from driftsim.traffic.gate import Gate, Place
from driftsim.traffic.request import Request

LONGEST_PAUSE: Final = 600.0  # seconds: a server that asks for a longer pause is not asked again
_CHARACTERS: Final = 4  # of a token, about; what a call really needs is known when it has been made


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply, and the call that brought it."""

    said: Said
    call: Call


class Asking:
    """A question; `call` is what is known of the last call.

    Args:
        model: Who is asked.
        request: What is asked.
        gate: The way to the model's server.
        timeout: Seconds after which a call is given up.
        clock: What tells the time.
    """

    def __init__(self, model: Model, request: Request, gate: Gate, timeout: float, clock: Clock) -> None:
        self._model, self._request = model, request
        self._gate, self._timeout, self._clock = gate, timeout, clock
        self._paused = 0.0
        self.call = Call(request.role)

    async def once(self) -> Answered:
        """Make one call, as soon as there is room.

        Raises:
            Exception: whatever the model's client raises, or what shows that it should have.
        """
        came = self._clock.now()
        async with self._gate.place(self._need()) as place:
            began = self._clock.now()
            self.call = replace(self.call, waited=self._paused + began - came)
            try:
                said = await self._said()
            except Exception as error:
                self._note(error, place, began)
                raise
            self.call = replace(self.call, seconds=self._clock.now() - began)
            self._gate.answered(place, said.input_tokens, said.output_tokens)
        return Answered(said, self.call)

    def again(self, pause: float) -> None:
        """The next call is another attempt, after so many seconds."""
        self.call, self._paused = Call(self.call.role, self.call.attempt + 1), pause

    async def _said(self) -> Said:
        chat = self._model.chat
        try:
            async with asyncio.timeout(self._timeout) as limit:
                message = await chat.ainvoke(list(self._request.messages), **self._request.options)
        except TimeoutError:
            if not limit.expired():
                raise
            raise TimeoutError(f"no answer in {self._timeout:g} s") from None
        said = said_in(message)
        if said.finish is None and getattr(chat, "streaming", False):
            raise BrokenStream
        if said.finish == FILTERED and not (said.text or "").strip():
            raise Filtered
        return said

    def _note(self, error: Exception, place: Place, began: float) -> None:
        """Write down how a call failed, and tell the gate."""
        found, told = diagnose(error), explain(error, model=self._model.name)
        took = self._clock.now() - began
        self.call = replace(self.call, cause=found.cause, message=told, status=found.status, seconds=took)
        pause = found.pause if found.pause is not None and found.pause <= LONGEST_PAUSE else None
        self._gate.failed(place, crowded=found.status == CROWDED, pause=pause)

    def _need(self) -> float:
        """How many tokens a call may need, where that matters; what it did need is known afterwards."""
        if not self._gate.counts_tokens:
            return 0
        characters = sum(len(str(message.content)) for message in self._request.messages)
        return characters / _CHARACTERS + self._gate.usual_reply
