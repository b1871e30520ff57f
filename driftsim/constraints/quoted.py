"""What a reply says itself, without the words that it quotes."""

import re
from typing import Final

_QUOTED: Final = re.compile(r'"[^"\n]{1,400}"|“[^”\n]{1,400}”|«[^»\n]{1,400}»')


def unquoted(text: str) -> str:
    """The text with blanks in place of what stands in quotation marks, so that places stay the same.

    A text of which nothing would be left is its own word, and stays.

    Example:
        >>> unquoted('He said "go".')
        'He said     .'
    """
    bare = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    return bare if any(map(str.isalnum, bare)) else text
