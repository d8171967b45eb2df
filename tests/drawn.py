"""What a chart draws: the rows of its layers, and the marks of its drawing beside those that Vega makes of it."""

import json
import re
from importlib.resources import files
from itertools import combinations
from xml.etree import ElementTree

import pytest
import vl_convert

from evidence.show.chart_svg import EXPORT_FONT
from evidence.show.letter_widths import FONT_PACKAGE, text_width

STYLE = {
    "fill": "none",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-dasharray": "",
    "stroke-linecap": "",
    "stroke-linejoin": "",
    "opacity": "1",
    "font-size": "0",
    "font-weight": "400",
    "text-anchor": "start",
}
NUMBER = r"-?\d*\.?\d+(?:e-?\d+)?"


def marks(chart, kind):
    """The rows of every layer of one kind of mark, a list a layer."""
    return [list(layer.rows) for layer in chart.plot.layers if layer.mark == kind]


def rows_with(chart, kind, *columns):
    """The rows of the first layer of this kind whose rows have all these columns; none where there is none."""
    return next((rows for rows in marks(chart, kind) if all(column in rows[0] for column in columns)), [])


def assert_valid_vega_lite(chart):
    """The chart holds to the schema of Vega-Lite, and to JSON: no number that browsers cannot read."""
    assert json.loads(json.dumps(chart.vega_lite, allow_nan=False)) == chart.vega_lite
    assert chart.altair.to_dict()["layer"]


def as_vega_draws(chart, width):
    """The chart's specification as Vega draws it at this width, as SVG."""
    spec = chart.vega_lite | {"width": width, "autosize": "none", "padding": 0}
    spec["config"] |= {"font": "Source Sans Pro", "text": spec["config"]["text"] | {"font": "Source Sans Pro"}}
    vl_convert.register_font_directory(str(files(FONT_PACKAGE) / "files"))  # Vega measures texts to cut them
    return vl_convert.vegalite_to_svg(spec, vl_version="6.4")


def drawn_marks(svg):
    """Every visible mark in its order: its points (corners of its box for signs), its looks and its text."""
    found = []
    _walk(ElementTree.fromstring(svg), (0.0, 0.0), STYLE, found)
    return found


def _walk(element, offset, inherited, found):
    tag = element.tag.rpartition("}")[2]
    if element.get("display") == "none" or element.get("class") in ("background", "foreground"):
        return
    style = inherited | {key: value for key, value in element.attrib.items() if key in STYLE}
    if moved := re.match(rf"translate\(({NUMBER}),({NUMBER})\)", element.get("transform", "")):
        offset = (offset[0] + float(moved[1]), offset[1] + float(moved[2]))
    shape = _points(tag, element, style)
    text = "".join(element.itertext()) if tag == "text" else ""
    ground = tag == "rect" and element.get("fill") == "#FFFFFF" and not element.get("x")
    if shape and float(style["opacity"]) and not ground and (tag != "text" or text):
        found.append(([(x + offset[0], y + offset[1]) for x, y in shape], _looks(tag, style), text))
    for child in element:
        _walk(child, offset, style, found)


def _points(tag, element, style):
    def number(name):
        return float(element.get(name, 0))

    if tag == "line":
        return sorted([(number("x1"), number("y1")), (number("x2"), number("y2"))])
    if tag == "text":
        return [(number("x"), number("y"))]
    if tag == "rect":
        x, y = number("x"), number("y")
        return [(x, y), (x + number("width"), y + number("height"))]
    if tag == "circle":
        x, y, r = number("cx"), number("cy"), number("r")
        return [(x - r, y - r), (x + r, y + r)]
    if tag != "path":
        return []
    points = list(_path(element.get("d")))
    if len(points) > 7 or ("Z" not in element.get("d") and "A" not in element.get("d")) or style["opacity"] == "0.55":
        return points
    xs, ys = zip(*points, strict=True)
    return [(min(xs), min(ys)), (max(xs), max(ys))]


def _path(text):
    """The points of a path; of an arc, the height of its circle too."""
    x = y = 0.0
    for letter, rest in re.findall(r"([MLhvA])([^MLhvAZ]*)", text):
        numbers = [float(n) for n in re.findall(NUMBER, rest)]
        if letter == "A":
            yield from ((x, y - numbers[0]), (x, y + numbers[0]))
        x = x + numbers[0] if letter == "h" else x if letter == "v" else numbers[-2]
        y = y + numbers[0] if letter == "v" else y if letter == "h" else numbers[-1]
        yield x, y


def _looks(tag, style):
    """What of the style is seen, said in one way."""
    looks = style | {name: "none" for name in ("fill", "stroke") if style[name] == "transparent"}
    looks |= {"font-weight": style["font-weight"].replace("bold", "700"), "font-size": style["font-size"].rstrip("px")}
    looks["stroke-dasharray"] = style["stroke-dasharray"].replace(",", " ")
    hidden = {"stroke-width"} if looks["stroke"] == "none" else set()
    hidden |= set() if tag == "text" else {"font-size", "font-weight", "text-anchor"}
    hidden |= {"fill"} if tag == "line" else set()
    numbers = ("stroke-width", "opacity", "font-size")
    return {k: round(float(v), 2) if k in numbers else v for k, v in looks.items() if k not in hidden}


def text_boxes(svg):
    """(left, top, right, bottom) of every text of a drawing in its own typeface, with the text."""
    assert EXPORT_FONT.startswith("'Source Sans Pro'")  # whose widths are measured here
    boxes = []
    for [(x, y)], looks, text in ((m[0], m[1], m[2]) for m in drawn_marks(svg) if m[2]):
        size = looks["font-size"]
        wide = text_width(text, size, int(looks["font-weight"]))
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[looks["text-anchor"]]
        boxes.append((left, y - 0.7 * size, left + wide, y + 0.2 * size, text))
    return boxes


def overlapping(boxes):
    """Pairs of texts that cover each other."""
    return [
        (a[4], b[4])
        for a, b in combinations(boxes, 2)
        if a[4] != b[4] and a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]


def assert_paper_shows_the_screen(chart, width):
    """Every mark that Vega draws of a chart stands on paper in its place, with its looks and its text.

    Where a text is cut, it may be cut a letter earlier or later: only Vega counts kerning.
    """
    paper, screen = drawn_marks(chart.drawing(width)), drawn_marks(as_vega_draws(chart, width))
    assert len(paper) == len(screen) > 10
    for (points, looks, text), (as_vega, its_looks, its_text) in zip(paper, screen, strict=True):
        assert points == [pytest.approx(point, abs=0.02) for point in as_vega]
        assert looks == its_looks
        assert text == its_text or (text.endswith("…") and text[:-4] == its_text[: len(text) - 4])
