"""Counting tokens: how the shipped vocabulary's counts compare, and whether time stays linear.

    python -m benchmarks.tokens [--runs N]

Counts are of texts that the vocabulary was not trained on. An encoding of OpenAI's stands in the
comparison only where its vocabulary lies in tiktoken's cache; two rules of thumb always do.
"""

import json
from collections.abc import Callable, Iterable, Mapping

from benchmarks.measure import RUNS, Report, Row, milliseconds, options, paired, reference_data
from driftsim import tokens

MEGABYTE = 1_000_000
UNITS = {"one letter": "a", "one blank": " ", "one mark": "^", "one ideograph": "漢", "no blanks": "ab1^"}


def report(runs: int = RUNS) -> Report:
    found = Report()
    for name, texts in _texts().items():
        found.notes += [f"{name}: {line}" for line in _counts(texts)]
    for name, unit in {**UNITS, "English words": "It was a quiet evening in the old town. "}.items():
        found.rows.append(_linear(name, unit, runs))
    return found


def _texts() -> dict[str, list[str]]:
    folder = reference_data() / "ifeval_gpt4"
    files = {
        "IFEval prompts": ("prompts.jsonl", "prompt"),
        "GPT-4 replies": ("gpt4_20231107.responses.jsonl", "response"),
    }
    texts = {
        name: [json.loads(line)[key] for line in (folder / file).open(encoding="utf-8")]
        for name, (file, key) in files.items()
    }
    texts["GPT-4 replies in ASCII"] = [text for text in texts["GPT-4 replies"] if text.isascii()]
    return texts


def _counts(texts: Iterable[str]) -> list[str]:
    texts = list(texts)
    ours = sum(map(tokens.count, texts))
    size, words = sum(len(text.encode()) for text in texts), sum(len(text.split()) for text in texts)
    others: Mapping[str, float] = {
        "bytes / 4": size / 4,
        "words × 4/3": words * 4 / 3,
        **{name: sum(tokens.count(text, name) for text in texts) for name in tokens.available()[1:]},
    }
    ratios = ", ".join(f"{ours / other:.2f} × {name}" for name, other in others.items())
    return [f"{ours:,} tokens by {tokens.DEFAULT}, {size / ours:.2f} bytes a token; {ratios}"]


def _linear(name: str, unit: str, runs: int) -> Row:
    long = (unit * (MEGABYTE // len(unit) + 1))[:MEGABYTE]
    ours, other = paired(_timed([long]), _timed([long[:1000]] * 1000), runs=runs)
    return Row(f"count 1,000,000 characters, {name}", ours, other, "in 1,000 texts of 1,000")


def _timed(texts: list[str]) -> Callable[[], float]:
    return lambda: milliseconds(lambda: [tokens.count(text) for text in texts])


if __name__ == "__main__":
    print(report(**options({"runs": RUNS})).markdown())
