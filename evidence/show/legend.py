"""The key of a map as HTML: colour, words and number of areas, readable without colour."""

from __future__ import annotations

from html import escape

from evidence.show import theme
from evidence.show.views import KeyEntry, MapView

DARK_CELLS = (5, 7, 8)  # where white figures have the better contrast


def key_html(view: MapView) -> str:
    """The key of a map: a list of classes, or a labelled square for two indicators at once."""
    return _square(view) if len(view.indicators) == 2 else _list(view.key)


def _list(entries: tuple[KeyEntry, ...]) -> str:
    rows = "".join(
        f'<li><span class="swatch" style="{_fill(entry.colour)}"></span>{escape(entry.words)}<span class="count">{entry.count}</span></li>'
        for entry in entries
    )
    return f'<ul class="map-key" aria-label="Key of the map: class and number of areas">{rows}</ul>'


def _fill(colour: str) -> str:
    if colour:
        return f"background:{colour}"
    return f"background:repeating-linear-gradient(45deg,{theme.NO_DATA} 0 4px,{theme.NO_DATA_HATCH} 4px 5px)"


def _square(view: MapView) -> str:
    """Nine cells with their counts; the first indicator runs across, the second up; corners are named in words."""
    first, second = (indicator.short_name for indicator in view.indicators)
    cells = "".join(_cell(view, 3 * row + column) for row in (2, 1, 0) for column in (0, 1, 2))
    corners = (("Bottom left, lightest", 0), ("Bottom right", 2), ("Top left", 6), ("Top right, darkest", 8))
    words = "".join(f"<li><strong>{where}</strong>: {escape(view.key[cell].words)}</li>" for where, cell in corners)
    missing = (
        f"<li>{escape(view.key[9].words[0].upper() + view.key[9].words[1:])}: {view.key[9].count}</li>"
        if len(view.key) > 9
        else ""
    )
    label = escape(
        f"Key: nine cells of thirds with the number of areas in each. {first} gets worse to the right, {second} upwards."
    )
    return f'<div class="map-key two-way"><div class="cells" role="img" aria-label="{label}">{cells}</div><ul>{words}{missing}</ul></div>'


def _cell(view: MapView, place: int) -> str:
    entry = view.key[place]
    ink = "#FFFFFF" if place in DARK_CELLS else theme.INK
    return f'<span style="background:{entry.colour};color:{ink}">{entry.count}</span>'
