"""Between what a judge is asked and what it says: votes as rows of a table, rows as answers."""

import asyncio
from collections.abc import Iterable, Sequence

from driftsim.checks import Asked
from driftsim.constraints.questions import Answer, Ask, Vote, majority
from driftsim.events import Judgement


async def judgements(asked: Sequence[Asked], ask: Ask) -> tuple[Judgement, ...]:
    """Have questions answered, all at the same time; a row for each vote, in the order of the questions."""
    votes = await asyncio.gather(*(ask(each.question) for each in asked))
    return tuple(
        row for each, theirs in zip(asked, votes, strict=True) for row in as_judgements(each, theirs)
    )


def as_judgements(asked: Asked, votes: Iterable[Vote]) -> list[Judgement]:
    """The votes on a question as rows."""
    return [
        Judgement(
            constraint=asked.constraint,
            version=asked.version,
            about=asked.about,
            question=asked.question.key,
            vote=vote.number,
            held=vote.held,
            reason=vote.reason,
            quote=vote.quote,
            input_tokens=vote.input_tokens,
            output_tokens=vote.output_tokens,
            cached=vote.cached,
        )
        for vote in votes
    ]


def spent(judged: Iterable[Judgement]) -> dict[str, int]:
    """What judgements cost: how many votes, how many of them anew, and the tokens of those.

    Example:
        >>> spent([])
        {'judgements': 0, 'judge_calls': 0, 'judge_input_tokens': 0, 'judge_output_tokens': 0}
    """
    rows = list(judged)
    paid = [row for row in rows if not row.cached]
    return {
        "judgements": len(rows),
        "judge_calls": len(paid),
        "judge_input_tokens": sum(row.input_tokens or 0 for row in paid),
        "judge_output_tokens": sum(row.output_tokens or 0 for row in paid),
    }


def answers_in(judged: Iterable[Judgement]) -> dict[str, Answer]:
    """What rows come to, by question: the same whether they were just made or read back."""
    votes: dict[str, list[Vote]] = {}
    for row in judged:
        votes.setdefault(row.question, []).append(Vote(row.vote, row.held, row.reason, row.quote))
    return {question: majority(cast) for question, cast in votes.items()}
