"""What goes wrong in a conversation without being a score, and whose fault it is."""

from typing import Literal

from driftsim.models.failures import explain, refusal

Kind = Literal["model", "user", "scenario"]


class Fault(Exception):
    """The end of a conversation that could not go on.

    Args:
        kind: Whose fault it is.
        message: What happened, with keys cut out.
    """

    def __init__(self, kind: Kind, message: str) -> None:
        super().__init__(message)
        self.kind, self.message = kind, message


class fault_of:
    """Whatever is raised inside is a fault of this kind.

    Args:
        kind: Whose fault it is.
        model: The model as `--model` names it, where it is called inside.

    Raises:
        Fault: in place of whatever was raised.
        InputError: the model refuses for a reason that no further call can mend, such as a wrong key.
    """

    __slots__ = ("_kind", "_model")

    def __init__(self, kind: Kind, *, model: str = "") -> None:
        self._kind, self._model = kind, model

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, Exception):  # a crash is never a score: it is told, and the run goes on without
            hopeless = refusal(error, model=self._model) if self._kind == "model" else None
            raise hopeless or Fault(self._kind, _plain(explain(error, model=self._model))) from error


def _plain(text: str) -> str:
    return text.encode(errors="replace").decode()
