r"""Train the vocabulary that driftsim ships for counting tokens offline.

    python -m benchmarks.make_vocabulary [--check] [-o FILE]

A byte-pair vocabulary holds statistics of text and none of the text. These are counted:

- the docstrings of the Python standard library, without its tests, and the language reference that
  `help()` shows (`pydoc_data.topics`): English prose that lies on every machine with Python (PSF licence);
- `benchmarks/english_words.txt`, everyday words written down for this purpose (ours, MIT), because
  documentation seldom speaks of breakfast, and a few marks of Markdown and JSON: each counts as a floor;
- the n-gram profiles of langdetect (Apache 2.0, a dependency of driftsim), so that other scripts do
  not fall apart into bytes.

The same Python and the same langdetect give the same file byte for byte (`--check` proves it; the
header that is printed names both); another Python's docstrings give a slightly different one, which
would count slightly differently. A vocabulary that is to replace the shipped one gets a name of its own.

How good the counts are is printed by `python -m benchmarks.tokens`, on texts that were not trained on.
No vocabulary of OpenAI's was at hand when this one was made, so it was compared with two rules of thumb
for theirs (bytes / 4, words × 4/3), not with theirs. With 8,192 ranks in place of 100,000 and more it
counts higher than they do, the more so the rarer the words and outside English.
"""

import argparse
import ast
import hashlib
import heapq
import json
import sys
import sysconfig
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import regex

from driftsim.tokens import DEFAULT, PATTERN

RANKS = 8192
WORD_FLOOR = 160  # how often each word of the list is counted on top of the documentation
LANGUAGE_MASS = 20_000  # characters' worth of n-grams, per language
# How replies punctuate, which documentation does not: Markdown, JSON, ends of paragraphs.
MARKUP = [
    *(
        "**",
        "***",
        " **",
        ":**",
        "**:",
        ".**",
        "**\n",
        ":**\n",
        "**\n\n",
        ":\n\n",
        ".\n\n",
        "!\n\n",
        "?\n\n",
        ",\n",
    ),
    *(
        "##",
        "###",
        "\n\n",
        " \n\n",
        '."\n\n',
        '":',
        '",',
        ' "',
        '",\n',
        '."',
        '?"',
        '!"',
        ',"',
        "},\n",
        " },\n",
    ),
    *(
        " {\n",
        " }\n",
        "],\n",
        " [\n",
        "```",
        "```\n",
        "<<",
        ">>",
        "---\n\n",
        "...",
        " (",
        ").",
        "),",
        " -",
        " --",
        "—",
    ),
    *("“", "”", "’", "‘", " “", ".”", ",”", "•", "…", "–", "’s", "’t", "’re", "’ll", "’ve"),
]
SKIPPED = {"test", "tests", "idlelib", "lib2to3", "site-packages", "ensurepip", "turtledemo"}
SHIPPED = Path(__file__).parents[1] / "driftsim" / "data" / f"{DEFAULT}.tiktoken"
WORDS = Path(__file__).with_name("english_words.txt")

Pair = tuple[int, int]
_SPLIT = regex.compile(PATTERN)


def documentation() -> Iterator[str]:
    """The standard library's docstrings, file by file in order of name, then the language reference."""
    root = Path(sysconfig.get_paths()["stdlib"])
    for path in sorted(root.rglob("*.py")):
        if not SKIPPED & set(path.relative_to(root).parts):
            yield from _docstrings(path)
    from pydoc_data.topics import topics

    yield from topics.values()


def _docstrings(path: Path) -> Iterator[str]:
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, documented) and (text := ast.get_docstring(node)):
            yield text


def word_list() -> list[str]:
    """The words of `english_words.txt`, each once."""
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return sorted({word for line in lines if not line.startswith("#") for word in line.split()})


def language_grams() -> Iterator[tuple[str, int]]:
    """The n-grams of every language but English, scaled so that each language weighs the same."""
    import langdetect

    for path in sorted(Path(langdetect.__file__).with_name("profiles").iterdir()):
        if path.name == "en":
            continue
        grams = json.loads(path.read_text(encoding="utf-8"))["freq"]
        total = sum(len(gram) * times for gram, times in grams.items())
        for gram, times in grams.items():
            yield gram, round(times * LANGUAGE_MASS / total)


def pieces() -> Counter[bytes]:
    """Everything that is trained on, split as counting splits it, with how often each piece occurs."""
    found: Counter[bytes] = Counter()
    for text in documentation():
        found.update(piece.encode() for piece in _SPLIT.findall(text))
    for gram, times in language_grams():
        for piece in _SPLIT.findall(gram):
            found[piece.encode()] += times
    for word in word_list():
        found.update(_weighted(word))
    for mark in MARKUP:
        for piece in _SPLIT.findall(mark):
            found[piece.encode()] += WORD_FLOOR
    return found


def _weighted(word: str) -> Counter[bytes]:
    capital = word[0].upper() + word[1:]
    forms = {f" {word}": WORD_FLOOR, capital: WORD_FLOOR // 8, f" {capital}": WORD_FLOOR // 8}
    return Counter({piece.encode(): times for form, times in forms.items() for piece in _SPLIT.findall(form)})


class Training:
    """Byte-pair training that touches only the pieces in which the merged pair occurs.

    Args:
        counts: Pieces with how often each occurs.
    """

    def __init__(self, counts: Mapping[bytes, int]) -> None:
        ordered = sorted((piece, times) for piece, times in counts.items() if times > 0)
        self.tokens = [bytes([value]) for value in range(256)]
        self.pieces = [list(piece) for piece, _ in ordered]
        self.times = [times for _, times in ordered]
        self.pairs: Counter[Pair] = Counter()
        self.where: defaultdict[Pair, set[int]] = defaultdict(set)
        for index in range(len(self.pieces)):
            self._count(index, sign=1)
        self.heap = [self._entry(pair) for pair in self.pairs]
        heapq.heapify(self.heap)

    def run(self, ranks: int) -> list[bytes]:
        """The tokens in the order of their ranks."""
        while len(self.tokens) < ranks and (pair := self._commonest()) is not None:
            self._merge(pair)
        return self.tokens

    def _commonest(self) -> Pair | None:
        while self.heap:
            negative, _, pair = heapq.heappop(self.heap)
            times = self.pairs.get(pair, 0)
            if times == -negative and times > 1:
                return pair
        return None

    def _merge(self, pair: Pair) -> None:
        new, touched = len(self.tokens), set[Pair]()
        self.tokens.append(self.tokens[pair[0]] + self.tokens[pair[1]])
        for index in sorted(self.where.pop(pair)):
            self._count(index, sign=-1)
            self.pieces[index] = _joined(self.pieces[index], pair, new)
            self._count(index, sign=1)
            touched.update(pairwise(self.pieces[index]))
        del self.pairs[pair]
        for other in touched:
            heapq.heappush(self.heap, self._entry(other))

    def _count(self, index: int, *, sign: int) -> None:
        for pair in pairwise(self.pieces[index]):
            self.pairs[pair] += sign * self.times[index]
            if sign > 0:
                self.where[pair].add(index)

    def _entry(self, pair: Pair) -> tuple[int, tuple[bytes, bytes], Pair]:
        # Ties go to the pair whose bytes sort first, so that a run can be repeated.
        return -self.pairs[pair], (self.tokens[pair[0]], self.tokens[pair[1]]), pair


def _joined(piece: list[int], pair: Pair, new: int) -> list[int]:
    joined, at = [], 0
    while at < len(piece):
        if at + 1 < len(piece) and (piece[at], piece[at + 1]) == pair:
            joined.append(new)
            at += 2
        else:
            joined.append(piece[at])
            at += 1
    return joined


def written(tokens: list[bytes]) -> bytes:
    """The vocabulary as tiktoken writes one: base64 and rank, a line each."""
    return b"".join(b64encode(token) + b" %d\n" % rank for rank, token in enumerate(tokens))


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the vocabulary that driftsim ships.")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED)
    parser.add_argument("--check", action="store_true", help="train and compare with the shipped file")
    options = parser.parse_args()
    counts = pieces()
    result = written(Training(counts).run(RANKS))
    print(f"Python {sys.version.split()[0]}, langdetect {version('langdetect')}")
    print(f"{len(counts):,} pieces, {result.count(10):,} ranks, {len(result):,} bytes")
    print(f"SHA-256 {hashlib.sha256(result).hexdigest()}")
    if options.check:
        same = SHIPPED.read_bytes() == result
        print("the shipped file is this one" if same else "the shipped file is another one")
        return 0 if same else 1
    options.output.write_bytes(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
