"""The key of a map as HTML: colour, words and number of areas, readable without colour."""

from __future__ import annotations

from html import escape

from evidence.show import theme
from evidence.show.views import KeyEntry, MapView

_SQUARE = 34


def key_html(view: MapView) -> str:
    """The key of a map: a list of classes, or a labelled square for two indicators at once."""
    return _square(view) if len(view.indicators) == 2 else _list(view.key)


def _list(entries: tuple[KeyEntry, ...]) -> str:
    rows = "".join(f'<li><span class="swatch" style="{_fill(entry.colour)}"></span>{escape(entry.words)}<span class="count">{entry.count}</span></li>' for entry in entries)
    return f'<ul class="map-key" aria-label="Key of the map: class and number of areas">{rows}</ul>'


def _fill(colour: str) -> str:
    if colour:
        return f"background:{colour}"
    return f"background:repeating-linear-gradient(45deg,{theme.NO_DATA} 0 4px,{theme.NO_DATA_HATCH} 4px 5px)"


def _square(view: MapView) -> str:
    """Nine cells with their counts; the first indicator runs across, the second up; corners are named in words."""
    cells = []
    for entry, place in zip(view.key[:9], range(9), strict=True):
        x, y = place % 3 * _SQUARE, (2 - place // 3) * _SQUARE
        ink = "#FFFFFF" if place in (2, 5, 7, 8) else theme.INK
        cells.append(
            f'<rect x="{x}" y="{y}" width="{_SQUARE}" height="{_SQUARE}" fill="{entry.colour}" stroke="#FFFFFF"/>'
            f'<text x="{x + _SQUARE / 2}" y="{y + _SQUARE / 2 + 4}" text-anchor="middle" font-size="12" fill="{ink}">{entry.count}</text>'
        )
    side = 3 * _SQUARE
    corners = (("darkest", 8), ("lightest", 0), ("bottom right", 2), ("top left", 6))
    words = "".join(f"<li><strong>{where}</strong>: {escape(view.key[cell].words)}</li>" for where, cell in corners)
    missing = f"<li>{escape(view.key[9].words)}: {view.key[9].count}</li>" if len(view.key) > 9 else ""
    label = escape(f"Key: nine cells of thirds. {view.indicators[0].short_name} gets worse to the right, {view.indicators[1].short_name} upwards.")
    return (
        f'<div class="map-key two-way"><svg viewBox="0 0 {side} {side}" width="{side}" height="{side}" role="img" aria-label="{label}">'
        f"{''.join(cells)}</svg><ul>{words}{missing}</ul></div>"
    )
