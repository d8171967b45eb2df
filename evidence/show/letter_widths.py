"""How wide a text is in the typeface of charts on paper, from the typeface's own table of widths."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec

from fontTools.ttLib import TTFont

from evidence.show import theme

FONT_PACKAGE = "font_source_sans_pro"
STYLES = {400: "Regular", 600: "Semibold", 700: "Bold"}


def text_width(text: str, size: float, weight: int = 400) -> float:
    """The width of a text in pixels at this size; by the mean width of a letter where the typeface is not installed."""
    widths = _widths(weight)
    return size * sum(widths.get(letter, theme.LETTER) for letter in text)


def shortened(text: str, room: float, size: float, weight: int = 400) -> str:
    """The text, or as many of its letters as fit into this room before an ellipsis."""
    if text_width(text, size, weight) <= room:
        return text
    kept = text
    while kept and text_width(kept + "…", size, weight) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…" if kept else ""


def in_lines(text: str, room: float, size: float, weight: int = 400) -> tuple[str, ...]:
    """The text as one line where it fits into this room, else as the two lines of which the longer is shortest."""
    if text_width(text, size, weight) <= room or " " not in text:
        return (text,)
    words = text.split(" ")
    pairs = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return min(pairs, key=lambda pair: max(text_width(line, size, weight) for line in pair))


@cache
def _widths(weight: int) -> Mapping[str, float]:
    """The width of every letter in parts of the type size; empty where the typeface's package is not installed."""
    if not find_spec(FONT_PACKAGE):
        return {}
    font = TTFont(str(files(FONT_PACKAGE) / "files" / f"SourceSansPro-{STYLES[weight]}.ttf"), lazy=True)
    units, widths = font["head"].unitsPerEm, font["hmtx"].metrics
    return {chr(code): widths[name][0] / units for code, name in font.getBestCmap().items()}
