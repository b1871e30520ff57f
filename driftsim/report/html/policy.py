"""What the page may do: run its own script, wear its own style, show its own pictures; nothing else.

The browser is told so by a Content-Security-Policy that names script and style by their hashes, so that text
which slips into the page as markup is still inert.
"""

from base64 import b64encode
from hashlib import sha256


def policy(script: str, style: str) -> str:
    """The Content-Security-Policy of a page with one script and one style sheet.

    Args:
        script: The text between `<script>` and `</script>`.
        style: The text between `<style>` and `</style>`.

    Example:
        >>> policy("", "").split("; ")[0]
        "default-src 'none'"
    """
    rules = (
        "default-src 'none'",
        f"script-src {fingerprint(script)}",
        f"style-src {fingerprint(style)}",
        "img-src data:",  # a figure on its way to a PNG
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",  # not even our script may turn text into markup
    )
    return "; ".join(rules)


def fingerprint(text: str) -> str:
    """A text's hash as a policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
