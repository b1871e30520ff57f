"""From `Content` to the strips that widgets which draw line by line give to the screen."""

from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions
from textual.widget import Widget

_WIDEST = 10_000


def line(widget: Widget, content: Content, width: int, look: Style | None = None) -> Strip:
    """One line, cut or filled to a width.

    Args:
        widget: Whose theme and background count.
        content: What to draw.
        width: In cells.
        look: The style below it; by default the widget's own.
    """
    look = look or widget.visual_style
    strips = content.render_strips(_WIDEST, 1, look, _options(widget)) if content else []
    return (strips[0] if strips else Strip([])).crop_extend(0, width, look.rich_style)


def wrapped(widget: Widget, content: Content, width: int) -> list[Strip]:
    """Text wrapped at a width."""
    return content.render_strips(width, None, widget.visual_style, _options(widget))


def _options(widget: Widget) -> RenderOptions:
    return RenderOptions(widget._get_style, {})
