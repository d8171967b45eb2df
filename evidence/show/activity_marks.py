"""Activities drawn on a map for paper and export, and the symbols that a map's key explains them with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from urllib.parse import quote

import pyproj

from evidence.show import theme
from evidence.show.map_layer import ActivityMarks
from evidence.show.prepared import GRID, UNIT, PreparedMap
from evidence.show.static_words import LEGEND_WIDTH, Corner, lines

PLUM = theme.CATEGORIES[2]
FEW_AREAS = 120  # up to so many the dots may be larger
DASHES = (6.5, 4.0)  # pixels of line and of gap
Edge = tuple[tuple[int, int], tuple[int, int]]


def key_lines(marks: ActivityMarks) -> tuple[tuple[str, str], ...]:
    """What the key says of the marks that a map has: pairs of a symbol's name and words."""
    lines_of_key = []
    if any(marks.on_record):
        lines_of_key.append(("dot", "Coordination on record in the area"))
    if marks.reached:
        lines_of_key.append(("dashes", f"Reached by {marks.name}, wholly or in part"))
    if marks.points:
        lines_of_key.append(("diamond", "Activity with a point of its own"))
    return tuple(lines_of_key)


def symbol(name: str) -> str:
    """A symbol of the key, 22 by 16 pixels, as SVG content."""
    if name == "dashes":
        return f'<path d="M1 8H21" fill="none" stroke="{PLUM}" stroke-width="3.2" stroke-dasharray="6 3.5"/>'
    if name == "diamond":
        return _diamond((11, 8), 6, 1)
    return f'<circle cx="11" cy="8" r="4" fill="{theme.INK}" stroke="#FFFFFF" stroke-width="1.2"/>'


def symbol_address(name: str) -> str:
    """A symbol of the key as an address that a picture in a page can show: pages let no drawing of our own through."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 22 16">{symbol(name)}</svg>'
    return f"data:image/svg+xml,{quote(svg)}"


def marks_key(marks: ActivityMarks, corner: Corner) -> tuple[str, float]:
    """The key's lines from this corner down, and where they end."""
    (left, y), parts = corner, []
    for name, words in key_lines(marks):
        parts.append(f'<g transform="translate({left:.1f} {y + 2:.1f})">{symbol(name)}</g>')
        text, end = lines(words, (left + 30, y), LEGEND_WIDTH - 30, size=14)
        parts.append(text)
        y = end + 4
    return "".join(parts), y


def marks_drawing(prepared: PreparedMap, marks: ActivityMarks, pixel: float) -> str:
    """Dots, the dashed outline and the points, in the steps of the outlines; `pixel` is the steps in one pixel."""
    around = outer_line(
        path for code, path in zip(prepared.names, prepared.paths, strict=True) if code in marks.reached
    )
    size = (3.0 if len(prepared.paths) <= FEW_AREAS else 2.0) * pixel
    dots = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size:.1f}"/>'
        for (x, y), found in zip(prepared.middles, marks.on_record, strict=True)
        if found
    )
    points = sorted(marks.points, key=lambda point: point.slug == marks.chosen)  # the chosen one on top
    return (
        f"{_dashed(around, pixel) if around else ''}"
        f'<g fill="{theme.INK}" stroke="#FFFFFF" stroke-width="{0.8 * pixel:.1f}">{dots}</g>'
        f"{''.join(_diamond(_steps(p.latitude, p.longitude), 7 if p.slug == marks.chosen else 4.5, pixel) for p in points)}"
    )


def outer_line(paths: Iterable[str]) -> str:
    """The path around areas together: a border that two of them share is left out, since both draw it."""
    edges: dict[Edge, int] = {}
    for path in paths:
        for ring in _rings(path):
            for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
                edge = (a, b) if a < b else (b, a)
                edges[edge] = edges.get(edge, 0) + 1
    return "".join(_chained([edge for edge, times in edges.items() if times == 1]))


def _rings(path: str) -> list[list[tuple[int, int]]]:
    """The corners of each ring of a prepared path."""
    rings = []
    for text in path.replace("z", "").split("M")[1:]:
        start, steps = text.split("l")
        x, y = map(int, start.split())
        ring, numbers = [(x, y)], [int(step) for step in steps.split()]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def _chained(edges: Sequence[Edge]) -> list[str]:
    """The edges as lines as long as they go, so that dashes run on from corner to corner."""
    at: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for a, b in edges:
        at.setdefault(a, []).append(b)
        at.setdefault(b, []).append(a)
    found = []
    for start in at:
        while at[start]:
            here, line = start, [start]
            while at[here]:
                following = at[here].pop()
                at[following].remove(here)
                line.append(following)
                here = following
            found.append("M" + "L".join(f"{x} {y}" for x, y in line))
    return found


def _dashed(path: str, pixel: float) -> str:
    """A path as plum dashes on a white line, which no class of a map has and the chosen place's black line has not."""
    dashes = " ".join(f"{length * pixel:.1f}" for length in DASHES)
    return (
        f'<path fill="none" stroke="#FFFFFF" stroke-width="{4.2 * pixel:.1f}" stroke-linejoin="round" d="{path}"/>'
        f'<path fill="none" stroke="{PLUM}" stroke-width="{2.6 * pixel:.1f}" stroke-dasharray="{dashes}" d="{path}"/>'
    )


def _diamond(middle: Corner, size: float, pixel: float) -> str:
    (x, y), half = middle, size * pixel
    return (
        f'<path fill="{PLUM}" stroke="#FFFFFF" stroke-width="{1.2 * pixel:.1f}" '
        f'd="M{x:.1f} {y - half:.1f}l{half:.1f} {half:.1f} {-half:.1f} {half:.1f} {-half:.1f} {-half:.1f}z"/>'
    )


@cache
def _to_grid() -> pyproj.Transformer:
    return pyproj.Transformer.from_crs("EPSG:4326", GRID, always_xy=True)


def _steps(latitude: float, longitude: float) -> Corner:
    """A point in the steps of prepared outlines."""
    east, north = _to_grid().transform(longitude, latitude)
    return east / UNIT, -north / UNIT
