from hypothesis import given
from hypothesis import strategies as st

from driftsim.report.html.transcripts.edits import edits
from driftsim.report.html.transcripts.marked import HEAD, Span, pieces, span, visible

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 70), st.integers(1, 70)), max_size=4))
def test_a_short_text_is_shown_whole_and_in_order(text, places):
    spans = [Span(start, start + long, "c", "ignored") for start, long in places]
    found = pieces(text, spans)
    assert not any(piece.gap for piece in found)
    assert visible(text).replace("\n", "") == "".join(piece.text for piece in found).replace("\n", "")


@given(st.integers(0, 20_000), st.integers(1, 3_000), st.integers(0, 20_000))
def test_of_a_long_text_the_beginning_and_each_span_are_shown_and_the_rest_is_counted(start, long, length):
    text = "x" * length
    found = pieces(text, [Span(start, start + long, "c", "stale")])
    shown = sum(len(piece.text) for piece in found if not piece.gap)
    hidden = sum(int(piece.text.split()[0].replace(",", "")) for piece in found if piece.gap)
    assert shown + hidden == length
    assert shown <= HEAD + 1_200
    marked = [piece for piece in found if piece.spans]
    assert bool(marked) == (start < length)


def test_overlapping_spans_are_told_together():
    found = pieces("abcdef", [Span(1, 4, "one", "stale"), Span(2, 6, "two", "ignored")])
    assert [(p.text, [s.name for s in p.spans]) for p in found] == [
        ("a", []), ("b", ["one"]), ("cd", ["one", "two"]), ("ef", ["two"])
    ]  # fmt: skip


def test_marks_stand_where_the_text_is_in_characters_not_in_what_is_shown():
    found = pieces("\x1b\u202ebad", [Span(2, 5, "c", "ignored")])
    assert [(p.text, bool(p.spans)) for p in found] == [("␛⟨U+202E⟩", False), ("bad", True)]


def test_only_a_place_is_a_span():
    assert span("3:9", "c", "stale") == Span(3, 9, "c", "stale")
    assert [span(written, "c", "stale") for written in (None, "", "3", "9:3", "3:3", "a:b", "-1:2")] == [
        None
    ] * 7


def test_edits_are_told_in_signs():
    written = '{"add": {"short": {"check": "length.words", "at_most": 5, "scope": "turn"}}, "retract": ["x"]}'
    assert edits(written) == [("+", "add", "short: check length.words, at_most 5"), ("−", "retract", "x")]
    assert edits("{}") == edits("not JSON") == edits("[]") == []
    (told,) = edits('{"add": {"' + "n" * 500 + '": {}}}')
    assert len(told[2]) == 160
