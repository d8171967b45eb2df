"""QR codes, drawn on this machine."""

from __future__ import annotations

from html import escape

import segno

QUIET = 4  # modules of white around the code, as ISO/IEC 18004 asks


def qr_svg(text: str, alt: str) -> str:
    """A text as a QR code of level M, in SVG that grows with its box; `alt` says what it is for."""
    made = segno.make(text, error="m", micro=False)
    drawn = made.svg_inline(border=QUIET, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
