"""Of questions with a known answer, at turns with nothing in force too."""

from typing import Final

from driftsim.metrics.glossary.definition import Definition

DEFINITIONS: Final = (
    Definition(
        key="task_accuracy",
        name="tasks answered right",
        plain="questions answered right",
        formula="right / answered tasks",
        limits="how hard the questions are",
    ),
    Definition(
        key="reasoning_tokens",
        name="reasoning tokens a turn",
        plain="thinking a turn, as the provider counts it",
        formula="mean over turns of which it is told",
        limits="thinking that is not told; tokens of different models are not comparable",
    ),
)
