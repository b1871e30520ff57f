"""A constraint and its denial, under two names or in two readings."""

from collections.abc import Iterator

from driftsim.constraints.base import Constraint
from driftsim.constraints.content.repeat import Repeat
from driftsim.constraints.content.two_responses import TwoResponses
from driftsim.constraints.evolif.case import CaseGroup
from driftsim.constraints.evolif.formats import FormatGroup
from driftsim.constraints.format.case import OneCase
from driftsim.constraints.format.choice import _MARKS, Choice
from driftsim.constraints.format.csv import Csv
from driftsim.constraints.format.json import Json
from driftsim.constraints.format.lowercase import Lowercase
from driftsim.constraints.format.markdown import Markdown
from driftsim.constraints.format.no_whitespace import NoWhitespace
from driftsim.constraints.format.quotation import Quotation
from driftsim.constraints.format.table import Table
from driftsim.constraints.format.template import Template
from driftsim.constraints.format.title import Title
from driftsim.constraints.format.xml import Xml
from driftsim.constraints.ifbench.form import LABELS, OutputTemplate, WithoutWhitespace
from driftsim.constraints.ifbench.repeated import SENTENCE, RepeatSimple
from driftsim.constraints.ifeval.change_case import EnglishCase, EnglishLowercase
from driftsim.constraints.ifeval.combination import TwoAnswers
from driftsim.constraints.ifeval.detectable_format import JsonFormat, TitleFormat
from driftsim.constraints.ifeval.language import ResponseLanguage
from driftsim.constraints.ifeval.startend import QuotationMarks
from driftsim.constraints.relations.conflict import Conflict, impossible
from driftsim.constraints.relations.edges import begins_so, ends_so
from driftsim.constraints.relations.scene import Scene
from driftsim.constraints.semantic.language import ReplyLanguage


def denials(scene: Scene) -> Iterator[Conflict]:
    """What is asked for brings along what is denied."""
    denied = [claim for claim in scene.claims if not claim.held]
    for no in denied:
        for yes in scene.held:
            if implies(yes.atom, no.atom):
                reason = f'whatever satisfies "{yes.name}" is what "{no.name}" denies'
                yield impossible(scene.ordered((yes.name, no.name)), reason)


def implies(one: Constraint, other: Constraint) -> bool:
    """Whether every reply that satisfies one satisfies the other, as far as that is known."""
    if one == other:
        return True
    match one, other:
        case (QuotationMarks(), Quotation()) | (Json(), JsonFormat()) | (Title(), TitleFormat()):
            return True
        case (TwoResponses(), TwoAnswers()) | (TwoAnswers(), TwoResponses()):
            return True
        case WithoutWhitespace(), NoWhitespace():
            return True
        case Template(labels=labels), OutputTemplate():
            return set(LABELS) <= set(labels)
        case RepeatSimple(), Repeat(text=text, first=None, last=None, change_first_word=False):
            return text.lower() == SENTENCE.lower()
        case (Xml(), FormatGroup(mode="xml")) | (FormatGroup(mode="xml"), Xml()):
            return True
        case (Csv(), FormatGroup(mode="csv")) | (Markdown(), FormatGroup(mode="markdown")):
            return True
        case Choice(options=few), Choice(options=many):
            return _said(few) <= _said(many)
        case Table(columns=headed, at_least=many), Table(columns=same, at_least=few):
            return same in (None, headed) and few <= many
        case ReplyLanguage(language=code), ReplyLanguage(language=wider):
            return code.startswith(f"{wider}-")
        case ReplyLanguage(language=code), ResponseLanguage(language=same):
            return code == same
    return _one_case(one, other) or begins_so(one, other) or ends_so(one, other)


def _said(options: tuple[str, ...]) -> set[str]:
    return {option.strip(_MARKS).lower() for option in options}


def _one_case(one: Constraint, other: Constraint) -> bool:
    if not isinstance(one, OneCase | EnglishCase):
        return False
    if isinstance(other, CaseGroup):
        return other.mode == ("all_upper" if one.upper else "all_lower")
    if isinstance(other, OneCase):
        return one.upper == other.upper and other.language is None
    return isinstance(one, Lowercase) and one.language == "en" and isinstance(other, EnglishLowercase)
