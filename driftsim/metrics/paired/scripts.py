"""What a conversation is a repetition of: its scenario or, where it names none, what its user said."""

from hashlib import blake2b

import polars as pl

from driftsim.metrics.frames import Tables


def keyed(tables: Tables, arm: str) -> pl.DataFrame:
    """The conversations of an arm with `key` and `by_script`.

    The key is the scenario. A recorded conversation that names none has its own id for a scenario, which no
    other run shares: its key is a fingerprint of its system prompt, of what its user said and of the edits.

    Args:
        tables: The run's tables.
        arm: The arm.

    Returns:
        `conversation`, `key`, `by_script`, `seed`, `trial`, `turns`, `finished`, in the tables' order.
    """
    rows = tables.conversations.filter(pl.col("arm") == arm)
    lone = pl.col("scenario") == pl.col("conversation")
    keys = _fingerprints(tables, rows.filter(lone))
    return rows.join(keys, on="conversation", how="left", maintain_order="left").select(
        "conversation",
        "seed",
        "trial",
        "turns",
        "finished",
        key=pl.coalesce("script", "scenario"),
        by_script=pl.col("script").is_not_null(),
    )


def _fingerprints(tables: Tables, lone: pl.DataFrame) -> pl.DataFrame:
    said = tables.turns.join(lone, on="conversation", how="semi").sort("conversation", "turn")
    spoken = said.group_by("conversation", maintain_order=True).agg("user", "edits")
    systems = dict(lone.select("conversation", "system").iter_rows())
    found = {
        conversation: _fingerprint(systems.get(conversation), users, edits)
        for conversation, users, edits in spoken.iter_rows()
        if None not in users
    }
    return pl.DataFrame(
        {"conversation": [*found], "script": [*found.values()]},
        schema={"conversation": pl.String, "script": pl.String},
    )


def _fingerprint(system: str | None, users: list[str], edits: list[str]) -> str:
    told = repr((system, users, edits)).encode("utf-8", "replace")
    return f"script {blake2b(told, digest_size=8).hexdigest()}"
