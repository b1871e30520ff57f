"""The ledger: a pure fold of all edits so far, that says what is in force, which version, and since when.

ledger = Ledger().apply(edits, turn=1).apply(more, turn=2)
"""

from driftsim.ledger.fold import Ledger
from driftsim.ledger.values import SCOPES, Definition, Edits, Entry, Origin, Retired, Scope
from driftsim.ledger.written import EDIT_KEYS, definition_from, edits_from

__all__ = [
    "EDIT_KEYS",
    "SCOPES",
    "Definition",
    "Edits",
    "Entry",
    "Ledger",
    "Origin",
    "Retired",
    "Scope",
    "definition_from",
    "edits_from",
]
