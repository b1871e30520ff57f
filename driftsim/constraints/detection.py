"""The language of a text, as langdetect with seed 0 gives it, several times faster.

langdetect spends its time on walking the text character by character and on multiplying lists of
probabilities. Here its profiles, its normalisation and its random draws are kept, n-grams are looked
up word by word, numpy multiplies in the same order, and drawing stops when no other language can win.
The code returned is the same on every text.

Reference: Nakatani Shuyo 2010, "Language Detection Library for Java", §3.
"""

import random
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Row = npt.NDArray[np.float64]
LONG_WORD = 40  # longer words are not remembered: nobody repeats them


class _Normal(dict[int, str]):
    """langdetect's normalisation of characters, each looked up once."""

    def __init__(self, normalize: Callable[[str], str]) -> None:
        self._normalize = normalize

    def __missing__(self, code: int) -> str:
        self[code] = found = self._normalize(chr(code))
        return found


class Languages:
    """All language profiles, ready to detect with."""

    def __init__(self) -> None:
        from langdetect.detector import Detector
        from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
        from langdetect.utils.ngram import NGram
        from langdetect.utils.unicode_block import unicode_block

        factory = DetectorFactory()
        factory.load_profile(PROFILES_DIRECTORY)
        self.codes: list[str] = factory.langlist
        self._profiles: dict[str, list[float]] = factory.word_lang_prob_map
        self._rules: Any = Detector
        self._ngrams: Any = NGram
        self._block: Callable[[str], str | None] = unicode_block
        self._normal = _Normal(NGram.normalize)
        self._row = lru_cache(maxsize=None)(self._make_row)  # as many as there are profiles
        self._remembered = lru_cache(maxsize=1 << 15)(self._rows_of)

    def detect(self, text: str) -> str | None:
        """The ISO 639-1 code, `unknown` where none is likely, None where the text has no letters."""
        rows = self._rows(self._cleaned(text))
        return self._likeliest(rows) if rows else None

    def _cleaned(self, text: str) -> str:
        """Without addresses, cut to the length that is looked at, without Latin letters in other scripts."""
        if "://" in text:
            text = self._rules.URL_RE.sub(" ", text)
        if "@" in text:
            text = self._rules.MAIL_RE.sub(" ", text)
        if text.isascii():
            return text[:10_000]
        text = self._ngrams.normalize_vi(text)[:10_000]
        latin = sum(1 for char in text if "A" <= char <= "z")
        other = sum(1 for char in text if char >= "\u0300" and self._is_not_latin(char))
        return "".join(c for c in text if c < "A" or c > "z") if latin * 2 < other else text

    def _is_not_latin(self, char: str) -> bool:
        return self._block(char) != "Latin Extended Additional"

    def _rows(self, text: str) -> list[Row]:
        """The profile row of each n-gram, in the order of the text."""
        *closed, last = text.translate(self._normal).split(" ")
        rows: list[Row] = []
        for word in filter(None, closed):
            padded = f" {word} "
            rows += self._remembered(padded) if len(word) < LONG_WORD else self._rows_of(padded)
        return rows + self._rows_of(f" {last}")

    def _rows_of(self, padded: str) -> list[Row]:
        """Those of one word; letters after a capital are left out while they are capitals."""
        rows = []
        for end in range(1, len(padded)):
            if padded[end].isupper() and padded[end - 1].isupper():
                continue
            for size in range(1, min(3, end + 1) + 1):
                row = self._row(padded[end - size + 1 : end + 1])
                if row is not None:
                    rows.append(row)
        return rows

    def _make_row(self, ngram: str) -> Row | None:
        row = None if ngram == " " else self._profiles.get(ngram)
        return None if row is None else np.array(row)

    def _likeliest(self, rows: list[Row]) -> str:
        """Average several random walks through the n-grams; the first of the best."""
        walks, draw = 7, random.Random(0)
        total = np.zeros(len(self.codes))
        for left in range(walks - 1, -1, -1):
            total += self._walk(rows, draw) / walks
            second, first = np.sort(total)[-2:]
            if first - second > (left + 0.01) / walks:
                break
        best = int(total.argmax())
        return self.codes[best] if total[best] > self._rules.PROB_THRESHOLD else "unknown"

    def _walk(self, rows: list[Row], draw: random.Random) -> Row:
        rules = self._rules
        weight = (rules.ALPHA_DEFAULT + draw.gauss(0.0, 1.0) * rules.ALPHA_WIDTH) / rules.BASE_FREQ
        likely, summand = np.full(len(self.codes), 1.0 / len(self.codes)), np.empty(len(self.codes))
        choice, add, multiply = draw.choice, np.add, np.multiply
        for step in range(rules.ITERATION_LIMIT + 1):
            add(choice(rows), weight, summand)
            multiply(likely, summand, likely)
            if step % 5 == 0:
                numbers = likely.tolist()
                whole = sum(numbers)  # in the order of the list, as langdetect does
                likely /= whole
                if max(numbers) / whole > rules.CONV_THRESHOLD:
                    break
        return likely


@lru_cache(maxsize=1)
def languages() -> Languages:
    """The profiles of this process, read at first use."""
    return Languages()


def language(text: str) -> str | None:
    """The ISO 639-1 code that langdetect gives with seed 0, or None where it finds no letters.

    Example:
        >>> language("The rain has stopped and the sun is shining again.")
        'en'
    """
    return languages().detect(text)
