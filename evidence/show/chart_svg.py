"""Charts on paper: the layers of a chart as SVG of a known width, without a browser and the same wherever it is made.

A page shows the same layers through Vega. Here they are placed by the same expressions; what only another width or a
pointer needs is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import floor, sqrt
from typing import Any

from evidence.show import theme
from evidence.show.letter_widths import shortened
from evidence.show.static_words import lines

EXPORT_FONT = "'Source Sans Pro', 'Source Sans 3', Arial, sans-serif"
MARGIN = 4  # around a chart with its title and source
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
STYLES = {
    "stroke": "stroke",
    "strokeWidth": "stroke-width",
    "strokeCap": "stroke-linecap",
    "strokeJoin": "stroke-linejoin",
    "opacity": "opacity",
}
Row = Mapping[str, Any]
Rule = Callable[[float, Row], Any]


@dataclass(frozen=True)
class Layer:
    """Marks of one kind, one for each row (of a line or an area, one for all rows with the same `detail`).

    `places` gives x, y, x2 and y2 as expressions of `width` and the row's `datum`, `where` which rows are drawn,
    `fields` the column of a channel, `tips` that of a tooltip's line, `style` constant properties of the mark.
    """

    rows: tuple[Row, ...]
    mark: str
    places: Mapping[str, str]
    where: str
    fields: Mapping[str, str]
    tips: Mapping[str, str]
    style: Mapping[str, Any]


@dataclass(frozen=True)
class Plot:
    """Layers of marks with their size in pixels; as wide as its container where no width is given."""

    layers: tuple[Layer, ...]
    height: int
    alt: str
    width: int | None = None


def drawing(layers: Sequence[Layer], width: int, height: float, alt: str) -> str:
    """The layers alone as an SVG document, exactly as wide and as high as this."""
    return _document(_content(layers, width), width, height, alt)


def standalone(layers: Sequence[Layer], width: int, height: float, words: tuple[str, str, str, str]) -> str:
    """The layers under title and subtitle and above their source, as an SVG document of this width.

    `words` are title, subtitle, source and text alternative.
    """
    room, (title, subtitle, source, alt) = width - 2 * MARGIN, words
    first, below = lines(title, (MARGIN, MARGIN), room, size=20, weight=700)
    second, top = lines(subtitle, (MARGIN, below), room, size=14, colour=theme.MUTED)
    foot, end = lines(source, (MARGIN, top + height + 22), room, size=14, colour=theme.MUTED)
    inner = f'<g transform="translate({MARGIN},{_pixels(top + 12)})">{_content(layers, room)}</g>'
    return _document(first + second + inner + foot, width, end + MARGIN, alt)


def _document(content: str, width: float, height: float, alt: str) -> str:
    size = f'width="{_pixels(width)}" height="{_pixels(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_pixels(width)} {_pixels(height)}" role="img" '
        f'aria-label="{escape(alt)}" font-family="{EXPORT_FONT}"><rect {size} fill="#FFFFFF"/>{content}</svg>'
    )


def _content(layers: Sequence[Layer], width: float) -> str:
    return "".join(_layer(layer, width) for layer in layers if layer.style.get("opacity") != 0)


def _layer(layer: Layer, width: float) -> str:
    rows = [row for row in layer.rows if not layer.where or _rule(layer.where)(width, row)]
    if not rows:
        return ""
    spots = [{name: _rule(text)(width, row) for name, text in layer.places.items()} for row in rows]
    if layer.mark in ("line", "area"):
        shapes = _paths(layer, rows, spots)
    else:
        shapes = [_shape(layer, row, spot, width) for row, spot in zip(rows, spots, strict=True)]
    return f"<g{_constant(layer)}>{''.join(shapes)}</g>"


def _shape(layer: Layer, row: Row, spot: dict[str, float], width: float) -> str:
    """One mark of one row: a text, a straight line, a rectangle or a sign."""
    x, y = spot["x"], spot["y"]
    x2, y2 = spot.get("x2", x), spot.get("y2", y)
    channel = {name: row[column] for name, column in layer.fields.items()}
    paint = _paint(channel, layer.mark)
    if layer.mark == "text":
        return _text(layer, str(row[layer.fields["text"]]), (x, y), paint, width)
    if layer.mark == "rule":
        return f"<line{_attributes(x1=x, y1=y, x2=x2, y2=y2)}{paint}/>"
    if layer.mark == "rect":
        return f"<rect{_attributes(x=min(x, x2), y=min(y, y2), width=abs(x2 - x), height=abs(y2 - y))}{paint}/>"
    look: Row = {"shape": "circle", **layer.style, **channel}
    return _sign(look["shape"], x, y, sqrt(look["size"]) / 2, paint)


def _text(layer: Layer, text: str, at: tuple[float, float], paint: str, width: float) -> str:
    """A text on the line that its middle is at, cut with an ellipsis where it has less room than it needs."""
    size, limit = layer.style.get("fontSize", theme.CHART_TEXT), layer.style.get("limit")
    if limit is not None:
        room = _rule(limit["expr"])(width, {})
        text = shortened(text, room, size, layer.style.get("fontWeight", 400))
    # As Vega sets the middle of a line of text.
    baseline = at[1] + floor(0.3 * size + 0.5)
    return f"<text{_attributes(x=at[0], y=baseline)}{paint}>{escape(text, quote=False)}</text>" if text else ""


def _sign(shape: str, x: float, y: float, half: float, paint: str) -> str:
    """A sign as Vega draws it, `half` as wide as half the side of a square of its size."""
    if shape == "circle":
        return f"<circle{_attributes(cx=x, cy=y, r=half)}{paint}/>"
    if shape == "square":
        return f"<rect{_attributes(x=x - half, y=y - half, width=2 * half, height=2 * half)}{paint}/>"
    side = half * sqrt(3) / 2 * (-1 if shape == "triangle-left" else 1)
    corners = {
        "diamond": [(x - half, y), (x, y - half), (x + half, y), (x, y + half)],
        "triangle-right": [(x + side, y), (x - side, y - half), (x - side, y + half)],
        "triangle-left": [(x + side, y), (x - side, y - half), (x - side, y + half)],
    }[shape]
    return f'<path d="{_path(corners)}Z"{paint}/>'


def _paths(layer: Layer, rows: Sequence[Row], spots: Sequence[dict[str, float]]) -> list[str]:
    """One path for each value of `detail`: its points in their order, of an area with its second edge backwards."""
    detail, order = layer.fields["detail"], layer.fields.get("order")
    together: dict[Any, list[tuple[Row, dict[str, float]]]] = {}
    for row, spot in zip(rows, spots, strict=True):
        together.setdefault(row[detail], []).append((row, spot))
    found = []
    for pairs in together.values():
        ordered = sorted(pairs, key=lambda pair: pair[0][order]) if order else pairs
        there = [(spot["x"], spot["y"]) for _, spot in ordered]
        back = [(spot["x"], spot["y2"]) for _, spot in reversed(ordered)] if layer.mark == "area" else []
        found.append(f'<path d="{_path([*there, *back])}{"Z" if back else ""}"/>')
    return found


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_pixels(x)},{_pixels(y)}" for x, y in points)


def _constant(layer: Layer) -> str:
    """What all marks of a layer have in common, as attributes of their group."""
    style = dict(layer.style)
    text = _paint(style, layer.mark)
    if layer.mark == "line":
        text += ' fill="none"'
    if layer.mark == "text":
        text += _attributes(font_size=style.get("fontSize", theme.CHART_TEXT))
        text += _attributes(font_weight=style["fontWeight"]) if style.get("fontWeight", 400) != 400 else ""
        text += f' text-anchor="{ANCHORS[style.get("align", "center")]}"'
        text += "" if {"color", "fill"} & {*style, *layer.fields} else f' fill="{theme.INK}"'
    text += f' stroke-dasharray="{" ".join(map(_pixels, style["strokeDash"]))}"' if style.get("strokeDash") else ""
    return text


def _paint(style: Mapping[str, Any], mark: str) -> str:
    """Colours, strokes and opacity as attributes; a text's `color` is its fill."""
    fill = style.get("color" if mark == "text" else "fill")
    text = f' fill="{_colour(fill)}"' if fill else ""
    for name, attribute in STYLES.items():
        if (value := style.get(name)) is not None and (name, value) != ("opacity", 1):
            text += f' {attribute}="{_colour(value) if isinstance(value, str) else _pixels(value)}"'
    return text


def _colour(colour: str) -> str:
    return "none" if colour == "transparent" else escape(colour)


def _attributes(**numbers: float) -> str:
    return "".join(f' {name.replace("_", "-")}="{_pixels(value)}"' for name, value in numbers.items())


def _pixels(value: float) -> str:
    """A length to a hundredth of a pixel, without needless digits."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=4096)
def _rule(expression: str) -> Rule:
    """An expression of Vega over `width` and a row's `datum`, as a function: the charts' own, never a reader's text."""
    text = expression.replace("&&", " and ").replace("||", " or ")
    brackets = re.compile(r"\(([^()]*)\)")
    while brackets.search(text):
        text = brackets.sub(lambda found: f"⟨{_choice(found[1])}⟩", text)
    text = _choice(text).replace("⟨", "(").replace("⟩", ")")
    text = re.sub(r"datum\.(\w+)", r'row["\1"]', text)
    rule: Rule = eval(f"lambda width, row: {text}", {"__builtins__": {}, "min": min, "floor": floor})
    return rule


def _choice(text: str) -> str:
    """`a ? b : c`, without brackets inside, as Python says it."""
    if "?" not in text:
        return text
    condition, rest = text.split("?")
    yes, no = rest.split(":")
    return f"{yes} if {condition} else {no}"
