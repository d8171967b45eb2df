"""Maps for paper and export: a complete SVG each, on the British National Grid, from paths that were projected once."""

from collections.abc import Sequence
from hashlib import sha256
from html import escape

from evidence.errors import EvidenceError
from evidence.places.outlines import Bounds
from evidence.show import theme
from evidence.show.activity_marks import marks_drawing, marks_key
from evidence.show.map_layer import NO_DATA, MapLayer
from evidence.show.prepared import PreparedMap
from evidence.show.static_words import LEGEND_WIDTH, hatch, heading, key, lines, names_on_map

MARGIN = 6
BESIDE = 480  # from this width on the legend stands beside the map, not below
TALLEST = 1.15  # of the width, so that a map of the whole United Kingdom still fits on a page
CROP_SHAPE = 0.75  # height over width of a map that is cropped to one area
CROP_MARGIN = 0.3  # of the area's larger side, so that its neighbours can be recognised
NARROWEST_CROP = 400  # steps, 40 km: closer in, outlines simplified to 300 metres look wrong


def static_map(
    prepared: PreparedMap,
    layer: MapLayer,
    *,
    title: str,
    subtitle: str,
    source: str,
    legend: Sequence[tuple[str, str]],
    width: int = 640,
) -> str:
    """A standalone SVG of the layer with its title, legend and source; cropped to `layer.focus` where that is set.

    `legend` has (colour, label) from the lowest class to the highest; the colour `theme.NO_DATA` is drawn as the hatch.
    The chosen area and its comparators are added to it. The same input gives the same text.
    """
    mark = _mark(prepared, layer, (title, subtitle, source, list(legend), width))
    head, top = heading(title, subtitle, width)
    body, end = _body(prepared, layer, legend, mark=mark, top=top, width=width)
    foot, height = lines(source, (0, end + 8), width, size=12, colour=theme.MUTED)
    words = (title, describe(prepared, layer, subtitle))
    return _whole(f"{head}{body}{foot}", mark=mark, size=(width, height + 4), words=words)


def map_drawing(
    prepared: PreparedMap,
    layer: MapLayer,
    *,
    legend: Sequence[tuple[str, str]],
    width: int = 640,
    outline: tuple[str, str] = ("", ""),
    named: Sequence[str] = (),
    strong: int = 0,
) -> str:
    """The map and its legend as a standalone SVG without title and source, for a document that sets these itself.

    `outline` is the name of a place that is not one of the map's areas and its path, drawn in black; `named` are the
    areas whose names are written on the map where there is room, the most important first, `strong` of them in bold.
    """
    mark = _mark(prepared, layer, (list(legend), width, outline, tuple(named), strong))
    body, end = _body(
        prepared, layer, legend, mark=mark, top=0, width=width, outline=outline, named=named, strong=strong
    )
    return _whole(body, mark=mark, size=(width, end + 2), words=(layer.title, describe(prepared, layer, "")))


def _mark(prepared: PreparedMap, layer: MapLayer, said: tuple[object, ...]) -> str:
    """What tells a map's own ids from those of other maps on a page; refuses a layer made for other outlines."""
    if len(layer.classes) != len(prepared.paths):
        raise EvidenceError(
            f"The map {layer.title!r} has {len(layer.classes)} classes for {len(prepared.paths)} areas. "
            "Make the layer in the order of the outlines it is drawn on."
        )
    return sha256(repr((prepared.names, layer, *said)).encode()).hexdigest()[:8]


def _whole(content: str, *, mark: str, size: tuple[float, float], words: tuple[str, str]) -> str:
    """Drawn content as an SVG document with its name and description."""
    (width, height), (title, description) = size, words
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height:.0f}" '
        f'viewBox="0 0 {width} {height:.0f}" role="img" aria-labelledby="t{mark} d{mark}" '
        f'font-family="{theme.css_font()}"><title id="t{mark}">{escape(title)}</title>'
        f'<desc id="d{mark}">{escape(description)}</desc>'
        f'<rect width="100%" height="100%" fill="#FFFFFF"/>{content}</svg>'
    )


def _body(
    prepared: PreparedMap,
    layer: MapLayer,
    legend: Sequence[tuple[str, str]],
    *,
    mark: str,
    top: float,
    width: int,
    outline: tuple[str, str] = ("", ""),
    named: Sequence[str] = (),
    strong: int = 0,
) -> tuple[str, float]:
    """Map and legend from this height down, and where they end."""
    drawing, right, bottom = _drawing(prepared, layer, mark, (top, width), outline[1], (named, strong))
    corner = (right + 20, top + 8) if width >= BESIDE else (0, bottom + 12)
    chosen = outline[0] or prepared.names.get(layer.selected or "")
    keys, keys_end = key(legend, mark, corner, chosen=chosen, compared=_any(prepared, layer))
    if layer.activity:
        explained, keys_end = marks_key(layer.activity, (corner[0], keys_end))
        keys += explained
    return drawing + keys, max(bottom, keys_end)


def describe(prepared: PreparedMap, layer: MapLayer, subtitle: str) -> str:
    """The map in words: what it measures, how many areas, how many have no figure, and the chosen area's value."""
    missing = layer.classes.count(NO_DATA)
    parts = [subtitle.rstrip("."), f"Map of {_count(len(layer.classes), 'area')}"]
    if missing:
        parts.append(f"{missing} of them without a figure")
    if layer.selected in prepared.names:
        value = layer.values[list(prepared.names).index(layer.selected)]
        parts.append(f"Outlined in black: {prepared.names[layer.selected]}, {value}")
    if layer.activity:
        parts.append(layer.activity.words)
    return ". ".join(part for part in parts if part) + "."


def _view(prepared: PreparedMap, focus: str | None) -> tuple[Bounds, float]:
    """What is shown (west, north, east, south) and its height over its width."""
    if focus is None:
        west, north = (min(box[i] for box in prepared.boxes) for i in (0, 1))
        east, south = (max(box[i] for box in prepared.boxes) for i in (2, 3))
        return (west, north, east, south), (south - north) / (east - west)
    place = {code: i for i, code in enumerate(prepared.names)}
    if unknown := [code for code in focus.split() if code not in place]:
        raise EvidenceError(
            f"The map cannot be cropped to {', '.join(map(repr, unknown))}: it has no such area. Leave the focus out."
        )
    boxes = [prepared.boxes[place[code]] for code in focus.split()]
    west, north = (min(box[i] for box in boxes) for i in (0, 1))
    east, south = (max(box[i] for box in boxes) for i in (2, 3))
    margin = CROP_MARGIN * max(east - west, south - north)
    wide = max(east - west + 2 * margin, (south - north + 2 * margin) / CROP_SHAPE, NARROWEST_CROP)
    x, y = (west + east - wide) / 2, (north + south - wide * CROP_SHAPE) / 2
    return (x, y, x + wide, y + wide * CROP_SHAPE), CROP_SHAPE


def _drawing(
    prepared: PreparedMap,
    layer: MapLayer,
    mark: str,
    place: tuple[float, int],
    outline: str,
    names: tuple[Sequence[str], int],
) -> tuple[str, float, float]:
    """The areas in their own coordinates, with the right and lower edge of the drawing on the page."""
    (top, width), (named, strong) = place, names
    view, shape = _view(prepared, layer.focus)
    room = width - LEGEND_WIDTH - 20 if width >= BESIDE else width
    wide = min(room, TALLEST * width / shape)
    pixel = (view[2] - view[0]) / (wide - 2 * MARGIN)  # steps in one pixel
    left, upper = view[0] - MARGIN * pixel, view[1] - MARGIN * pixel
    tall = (view[3] - view[1]) / pixel + 2 * MARGIN
    seen = [i for i in prepared.drawing_order if meet(prepared.boxes[i], view)]
    ground = f'<rect x="{left:.0f}" y="{upper:.0f}" width="100%" height="100%" fill="{theme.GROUND}"/>'
    text = (
        f'<svg y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" '
        f'viewBox="{left:.1f} {upper:.1f} {wide * pixel:.1f} {tall * pixel:.1f}">{hatch(f"h{mark}", pixel)}{ground}'
        f'<g stroke="{theme.HAIRLINE}" stroke-width="{0.5 * pixel:.2f}" stroke-linejoin="round">'
        f"{''.join(_area(prepared, layer, mark, i) for i in seen)}</g>{_frames(prepared, layer, pixel)}"
        f"{marks_drawing(prepared, layer.activity, pixel) if layer.activity else ''}"
        f"{_frame(outline, '#000000', 2.0, pixel) if outline else ''}</svg>"
    )
    at = dict(zip(prepared.names, prepared.middles, strict=True))
    words = [
        (prepared.names[code], ((at[code][0] - left) / pixel, top + (at[code][1] - upper) / pixel)) for code in named
    ]
    return text + names_on_map(words, (0, top, wide, top + tall), strong=strong), wide, top + tall


def shown_areas(prepared: PreparedMap, focus: str | None) -> tuple[str, ...]:
    """The areas whose box meets the view that a map cropped to `focus` has, in the order of the outlines."""
    view, _ = _view(prepared, focus)
    return tuple(code for code, box in zip(prepared.names, prepared.boxes, strict=True) if meet(box, view))


def meet(box: Bounds, view: Bounds) -> bool:
    """Whether any of the box may be in view."""
    return box[0] < view[2] and box[2] > view[0] and box[1] < view[3] and box[3] > view[1]


def _area(prepared: PreparedMap, layer: MapLayer, mark: str, place: int) -> str:
    """One area in the colour of its class."""
    key = layer.classes[place]
    fill = f"url(#h{mark})" if key == NO_DATA else layer.colours[int(key)]
    return f'<path fill="{fill}" d="{prepared.paths[place]}"/>'


def _frames(prepared: PreparedMap, layer: MapLayer, pixel: float) -> str:
    """Comparators in grey and the chosen area in black, each on a white edge that shows on the darkest class."""
    place = {code: i for i, code in enumerate(prepared.names)}
    chosen = [(code, theme.MUTED, 1.4) for code in layer.comparators if code in place]
    if layer.selected in place:
        chosen.append((layer.selected, "#000000", 2.0))
    return "".join(_frame(prepared.paths[place[code]], colour, weight, pixel) for code, colour, weight in chosen)


def _frame(path: str, colour: str, weight: float, pixel: float) -> str:
    """A path as a line of that weight in pixels, on a white edge."""
    return "".join(
        f'<path fill="none" stroke="{ink}" stroke-width="{thick * pixel:.2f}" stroke-linejoin="round" d="{path}"/>'
        for ink, thick in (("#FFFFFF", weight + 1.8), (colour, weight))
    )


def _any(prepared: PreparedMap, layer: MapLayer) -> bool:
    """Whether any comparator is on this map."""
    return any(code in prepared.names for code in layer.comparators)


def _count(number: int, noun: str) -> str:
    """The number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
