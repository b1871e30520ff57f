import pytest

from driftsim.report.safe import safe_markdown
from driftsim.visible import safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain name_1", "plain name_1"),
        ("[red]x[/red]", "[red]x[/red]"),
        ("\x1b[31m", "␛[31m"),
        ("a\nb\tc\r", "a␊b␉c␍"),
        ("\x7f\x9b1m", "␡⟨U+009B⟩1m"),
        ("a\u202eb\u2066", "a⟨U+202E⟩b⟨U+2066⟩"),
        ("\u200b\ufeff\u2028", "⟨U+200B⟩⟨U+FEFF⟩⟨U+2028⟩"),
        ("\ud800\ue000", "⟨U+D800⟩⟨U+E000⟩"),
        ("äß漢字 😀", "äß漢字 😀"),
        (7, "7"),
    ],
)
def test_what_a_terminal_obeys_or_hides_is_made_visible(text, shown):
    assert safe(text) == shown
    safe(text).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("length_words", "length_words"),
        ("_a_ __b__", "\\_a\\_ \\_\\_b\\_\\_"),
        ("a|b", "a\\|b"),
        ("`a`", "\\`a\\`"),
        ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
        ("a\n# b", "a␊\\# b"),
        ("[a](b)!", "\\[a\\](b)\\!"),
        ("https://x.y www.x.y @me", "https&#58;//x.y www&#46;x.y &#64;me"),
        ("\\|", "\\\\\\|"),
        ("$x$ ~~y~~", "\\$x\\$ \\~\\~y\\~\\~"),
    ],
)
def test_markdown_and_html_are_escaped(text, shown):
    assert safe_markdown(text) == shown
