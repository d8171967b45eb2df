"""The words around a map for paper: title, legend and source as SVG text, each with the height where it ends."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from evidence.show import theme

LETTER = 0.49  # mean width of a letter of Source Sans in parts of the type size, to break lines
LEGEND_WIDTH = 176
FEWEST_LETTERS = 8
NAME_SIZE = 12

Corner = tuple[float, float]


def heading(title: str, subtitle: str, width: int) -> tuple[str, float]:
    """Title and subtitle, with the height where the map begins."""
    first, below = lines(title, (0, 0), width, size=20, weight=600)
    second, end = lines(subtitle, (0, below), width, size=15, colour=theme.MUTED)
    return first + second, end + 10


def key(
    legend: Sequence[tuple[str, str]], mark: str, corner: Corner, *, chosen: str | None, compared: bool
) -> tuple[str, float]:
    """A swatch and a label for each (colour, label) from this corner down, then the outlines that are drawn.

    The colour `theme.NO_DATA` is drawn as the hatch of areas without a figure.
    """
    rows = [(_fill(colour, mark), label) for colour, label in legend]
    if chosen:
        rows.append(('fill="none" stroke="#000000" stroke-width="2"', chosen))
    if compared:
        rows.append((f'fill="none" stroke="{theme.MUTED}" stroke-width="1.4"', "Compared with"))
    (left, y), parts = corner, [hatch(f"k{mark}", 1)]
    for style, label in rows:
        parts.append(f'<rect x="{left + 1:.1f}" y="{y + 3:.1f}" width="20" height="14" {style}/>')
        text, end = lines(label, (left + 30, y), LEGEND_WIDTH - 30, size=14)
        parts.append(text)
        y = end + 4
    return "".join(parts), y


def hatch(name: str, pixel: float) -> str:
    """The pattern for no data under this name; `pixel` is one pixel in the drawing's own units."""
    return (
        f'<defs><pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({pixel:.3f}) rotate(45)"><rect width="5" height="5" fill="{theme.NO_DATA}"/>'
        f'<path d="M0 0V5" stroke="{theme.NO_DATA_HATCH}" stroke-width="1.6"/></pattern></defs>'
    )


def lines(
    text: str, corner: Corner, width: float, *, size: int, weight: int = 400, colour: str = theme.INK
) -> tuple[str, float]:
    """The text broken into lines from this corner down, with the height where it ends."""
    left, top = corner
    broken = wrap(text, max(FEWEST_LETTERS, int(width / (LETTER * size)))) if text else []
    leading = 1.3 * size
    spans = "".join(
        f'<tspan x="{left:.1f}" y="{top + i * leading + size:.1f}">{escape(line)}</tspan>'
        for i, line in enumerate(broken)
    )
    style = f'font-size="{size}" font-weight="{weight}" fill="{colour}"'
    return (f"<text {style}>{spans}</text>" if broken else ""), top + leading * len(broken)


def _fill(colour: str, mark: str) -> str:
    """How a swatch of this class is painted."""
    paint = f"url(#k{mark})" if colour == theme.NO_DATA else colour
    return f'fill="{paint}" stroke="{theme.HAIRLINE}" stroke-width="0.5"'


def names_on_map(
    names: Sequence[tuple[str, Corner]], room: tuple[float, float, float, float], *, strong: int = 0
) -> str:
    """Names centred at their points on a white edge, in the order given, the first `strong` of them in bold.

    A name that would cover another, or leave the room (left, top, right, bottom), is left out.
    """
    taken: list[tuple[float, float, float, float]] = []
    parts = []
    for i, (name, (x, y)) in enumerate(names):
        half = LETTER * NAME_SIZE * len(name) / 2 + 2
        # A place's own part is worth a try a little above or below its middle.
        for step in (0, -1, 1, -2, 2) if i < strong else (0,):
            middle = y + step * 0.6 * NAME_SIZE
            box = (x - half, middle - NAME_SIZE / 2 - 1, x + half, middle + NAME_SIZE / 2 + 1)
            inside = box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]
            if inside and not any(_cross(box, other) for other in taken):
                taken.append(box)
                weight = ' font-weight="600"' if i < strong else ""
                parts.append(f'<text x="{x:.1f}" y="{middle + 0.35 * NAME_SIZE:.1f}"{weight}>{escape(name)}</text>')
                break
    style = f'font-size="{NAME_SIZE}" text-anchor="middle" fill="{theme.INK}"'
    edge = 'stroke="#FFFFFF" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    return f"<g {style} {edge}>{''.join(parts)}</g>" if parts else ""


def _cross(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two boxes (left, top, right, bottom) share any ground."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
