"""What a stopped run had done of its unfinished conversations."""

import sqlite3
from collections import defaultdict

from driftsim.events import Drawn, PastTurn

_TURNS = """
SELECT t.id, t.turn, t.node, t.user, t.reply
FROM turns t JOIN conversations c USING (id) WHERE NOT c.done ORDER BY t.rowid
"""
_LAW = """
SELECT l.id, l.turn, l."constraint", l.version, l.probability, l.decided, l.realized
FROM law l JOIN conversations c USING (id) WHERE NOT c.done ORDER BY l.rowid
"""


def unfinished(database: sqlite3.Connection) -> dict[str, tuple[int, tuple[PastTurn, ...]]]:
    """Of every conversation that was begun and not finished: its number, and its turns in order.

    Args:
        database: A journal's database.
    """
    law = _law(database)
    turns: dict[int, list[PastTurn]] = defaultdict(list)
    for number, turn, node, user, reply in database.execute(_TURNS):
        turns[number].append(PastTurn(node, user, reply, tuple(law.get((number, turn), ()))))
    begun = database.execute("SELECT conversation, id FROM conversations WHERE NOT done")
    return {name: (number, tuple(turns.get(number, ()))) for name, number in begun}


def _law(database: sqlite3.Connection) -> dict[tuple[int, int], list[Drawn]]:
    law: dict[tuple[int, int], list[Drawn]] = defaultdict(list)
    for number, turn, constraint, version, probability, decided, realized in database.execute(_LAW):
        row = Drawn(constraint, version, probability, decided=bool(decided), realized=bool(realized))
        law[number, turn].append(row)
    return law
