"""EvolIF's twelve groups in our own kinds, where one means the same; for the others the reason why not.

Our kinds use the corrected reading: words at their edges, capitals beyond ASCII.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from driftsim.constraints import Constraint, constraint_from
from driftsim.errors import InputError, did_you_mean
from driftsim.formats.fields import required, short

_JUDGED: Final = "needs a judge"
_UNITS: Final = {"word": "length.words", "sentence": "length.sentences"}
_LENGTHS: Final = ("word", "paragraph", "characters", "sentence")
_RELATIONS: Final = ("less_than", "more_than", "exactly")
_EDGES: Final = ("letter", "emoji", "keyword", "quotation")
_FORMATS: Final = ("json", "html", "xml", "csv", "markdown")
_CASES: Final = {"all_upper": "format.uppercase", "all_lower": "format.lowercase"}


class CannotCheck(Exception):
    """A constraint that none of our kinds expresses; the message is the reason."""


def constraints_from(group: str, args: Any) -> list[Constraint]:
    """What a group of EvolIF demands, in our kinds; several for several keywords.

    Raises:
        CannotCheck: no kind of ours means the same.
        InputError: no such group, or arguments that do not fit it.

    Example:
        >>> constraints_from("length", {"mode": "word", "relation": "more_than", "number": 9})
        [Words(at_least=10, at_most=None, exactly=None)]
    """
    if group not in _GROUPS:
        raise InputError(f"unknown group {group!r}{did_you_mean(group, _GROUPS)}")
    return [constraint_from(written) for written in _GROUPS[group](args)]


def _judged(args: Any) -> list[dict[str, Any]]:
    raise CannotCheck(_JUDGED)


def _edge(args: Any) -> list[dict[str, Any]]:
    mode = _mode(args, _EDGES)
    raise CannotCheck(f"mode {mode}: no kind of ours looks past the punctuation there")


def _format(args: Any) -> list[dict[str, Any]]:
    mode = _mode(args, _FORMATS)
    if mode != "json":
        raise CannotCheck(f"mode {mode}: no kind of ours checks it")
    return [{"check": "format.json"}]


def _items(args: Any) -> list[dict[str, Any]]:
    return [{"check": "format.bullets", "exactly": _number(_mapping(args), "num")}]


def _length(args: Any) -> list[dict[str, Any]]:
    mode, relation = _mode(args, _LENGTHS), _mode(args, _RELATIONS, "relation")
    number = _number(args, "number")
    if mode not in _UNITS:
        raise CannotCheck(f"mode {mode}: no kind of ours counts so")
    if relation == "less_than" and number == 0:
        raise InputError("less_than 0 can never hold")
    bound = {
        "less_than": {"at_most": number - 1},
        "more_than": {"at_least": number + 1},
        "exactly": {"exactly": number},
    }
    return [{"check": _UNITS[mode], **bound[relation]}]


def _existence(args: Any) -> list[dict[str, Any]]:
    if not _mapping(args):
        raise InputError("'args' is empty: at least one keyword is expected")
    return [{"check": "lexical.frequency", "word": word, "exactly": _number(args, word)} for word in args]


def _forbidden(args: Any) -> list[dict[str, Any]]:
    return [{"check": "lexical.exclude", "words": args}]


def _case(args: Any) -> list[dict[str, Any]]:
    mode = _mode(args, (*_CASES, "min_upper"))
    if mode == "min_upper":
        raise CannotCheck("mode min_upper: no kind of ours counts a share of capital letters")
    return [{"check": _CASES[mode]}]


def _punctuation(args: Any) -> list[dict[str, Any]]:
    mode, value = _mode(args, ("must_include", "must_not_include")), required(args, "value", str)
    if mode == "must_include":
        return [{"check": "lexical.include", "words": [value]}]
    return [{"check": "format.no_comma"} if value == "," else {"check": "lexical.exclude", "words": [value]}]


def _mapping(args: Any) -> Mapping[str, Any]:
    if not isinstance(args, Mapping):
        raise InputError(f"'args' is {short(args)}: an object is expected")
    return args


def _mode(args: Any, known: tuple[str, ...], key: str = "mode") -> str:
    value: str = required(_mapping(args), key, str)
    if value not in known:
        raise InputError(f"unknown {key} {value!r}{did_you_mean(value, known)}")
    return value


def _number(args: Mapping[str, Any], key: str) -> int:
    value: int = required(args, key, int)
    if value < 0:
        raise InputError(f"{key!r} is {value}: it is counted from 0")
    return value


_GROUPS: Final[Mapping[str, Callable[[Any], list[dict[str, Any]]]]] = {
    "startwith": _edge,
    "endwith": _edge,
    "format": _format,
    "countableItems": _items,
    "length": _length,
    "existence": _existence,
    "forbidden": _forbidden,
    "case": _case,
    "punctuation": _punctuation,
    "emotion": _judged,
    "reader_age": _judged,
    "style": _judged,
}
