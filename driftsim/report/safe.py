"""Text that came from a file, made harmless to show.

Models, constraints, scenarios, families and runs name themselves; no name may steer a terminal or a page.
"""

import re
from typing import Final

from driftsim.visible import safe

_MARKS: Final = re.compile(r"[\\`*\[\]{}#|~!$]|(?<![^\W_])_|_(?![^\W_])")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", ":": "&#58;", ".": "&#46;"}
_RISKY: Final = re.compile(r"[&<>@]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def safe_markdown(text: object) -> str:
    r"""The text as it reads, with nothing left in it that Markdown or HTML would act on.

    Example:
        >>> print(safe_markdown("a|b <script> *c* length_words"))
        a\|b &lt;script&gt; \*c\* length_words
    """
    marked = _MARKS.sub(lambda found: "\\" + found[0], safe(text))
    return _RISKY.sub(lambda found: _ENTITIES[found[0]], marked)
