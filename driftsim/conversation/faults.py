"""What goes wrong in a conversation without being a score, and whose fault it is."""

from typing import Literal

from driftsim.errors import InputError
from driftsim.events import Call
from driftsim.models.failures import explain
from driftsim.traffic import Unanswered

Kind = Literal["model", "user", "scenario"]


class Fault(Exception):
    """The end of a conversation that could not go on.

    Args:
        kind: Whose fault it is.
        message: What happened, with keys cut out.
        call: The call of a model that failed for good; None where none was made.
    """

    def __init__(self, kind: Kind, message: str, call: Call | None = None) -> None:
        super().__init__(message)
        self.kind, self.message, self.call = kind, message, call


class fault_of:
    """Whatever is raised inside is a fault of this kind.

    Args:
        kind: Whose fault it is.
        model: The model as `--model` names it, where it is called inside.

    Raises:
        Fault: in place of whatever was raised.
        InputError: the model will never answer, as with a wrong key or a replay of something else.
    """

    __slots__ = ("_kind", "_model")

    def __init__(self, kind: Kind, *, model: str = "") -> None:
        self._kind, self._model = kind, model

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, Exception):  # a crash is never a score: it is told, and the run goes on without
            if self._kind == "model" and isinstance(error, InputError):
                raise error
            call = error.call if isinstance(error, Unanswered) else None
            raise Fault(self._kind, explain(error, model=self._model), call) from error
