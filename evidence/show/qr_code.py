"""QR codes, drawn on this machine."""

from __future__ import annotations

from html import escape

import segno

QUIET = 4  # modules of white around the code, as ISO/IEC 18004 asks


def qr_html(text: str, alt: str) -> str:
    """A text as a QR code of level M: a picture in SVG that carries itself, with its text alternative."""
    made = segno.make(text, error="m", micro=False)
    drawn = made.svg_data_uri(border=QUIET, dark="#000", light="#fff", scale=8)
    return f'<img class="qr" src="{escape(drawn)}" alt="{escape(alt)}">'
