"""Drawings as PNG images."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.util import find_spec

from evidence.show.letter_widths import FONT_PACKAGE


def as_png(svg: str, scale: float = 2.0) -> bytes:
    """An SVG as a PNG image, `scale` image pixels for each of its own, in Source Sans where its package is installed."""
    import vl_convert  # carries a whole JavaScript engine, which only pictures in pixels need

    _register_font()
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


@cache
def _register_font() -> None:
    """Let the converter use the typeface's package; without it, it falls back to the machine's own."""
    import vl_convert

    if find_spec(FONT_PACKAGE):
        vl_convert.register_font_directory(str(files(FONT_PACKAGE) / "files"))
