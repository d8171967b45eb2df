"""An evidence pack as one web page that needs nothing else: no script, no request, readable offline and on paper.

Type, drawings and tables to download travel inside the file; its content security policy forbids everything but them.
"""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from fontTools import subset
from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from evidence.errors import EvidenceError
from evidence.pack.blocks import Block, Chapter, EvidencePack, Heading, Picture, Table
from evidence.pack.words import evidence_mark, source_line
from evidence.rows import ATTRIBUTION
from evidence.show.letter_widths import FONT_PACKAGE

FACES = {"Regular": "400", "Semibold": "600 700"}  # bold is set in Semibold: the page has two weights
# Latin with the letters of Welsh and of European names, punctuation, sub- and superscripts, arrows, signs, shapes.
LETTERS = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x1E80, 0x1E85), (0x1EF2, 0x1EF3), (0x2007, 0x2015), (0x2018, 0x2022), (0x2026, 0x2026),
    (0x202F, 0x203A), (0x2044, 0x2044), (0x2070, 0x209C), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2199),
    (0x2212, 0x2212), (0x2248, 0x2265), (0x25A0, 0x25CF), (0x2713, 0x2717),
)  # fmt: skip
FULL_WIDTH = 480  # from this width on a drawing fills the column; a narrower one keeps its size
SVG = "{http://www.w3.org/2000/svg}"
LEFT_OUT = {"title", "desc", "metadata", "script"}  # the page gives each drawing its name; nothing in it may run
REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)")
NUMBER = re.compile(r"[+-]?£?\d[\d,]*(\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter with its anchor, and the anchor of each of its sections by the section's place among the blocks."""

    id: str
    chapter: Chapter
    sections: Mapping[int, str]


def web_page(pack: EvidencePack) -> str:
    """The pack as one HTML file. The same pack gives the same text."""
    style = _faces() + _own("pack.css") + _running_foot(pack)
    return _template().render(
        pack=pack,
        labels=pack.labels,
        parts=[_part(chapter) for chapter in pack.chapters],
        listed=pack.listed,
        mark=pack.mark,
        attribution=ATTRIBUTION,
        style=Markup(style),
        # Named by its hash, so that no other style, however it came into the page, is applied.
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


def drawing(picture: Picture, name: str) -> Markup:
    """A picture's SVG to stand inside the page, named by its text alternative.

    Its ids begin with `name`, so that two drawings never share one; its type is the page's; sizes follow the column.
    Raises EvidenceError where it is not well-formed.
    """
    try:
        root = ET.fromstring(picture.svg)
    except ET.ParseError as error:
        raise EvidenceError(
            f"The drawing {picture.key!r} is not well-formed SVG ({error}). Make it again from its chart or map."
        ) from error
    width, height = (root.get(side, "0").removesuffix("px") for side in ("width", "height"))
    _clean(root, name)
    root.attrib.setdefault("preserveAspectRatio", "xMinYMin")  # on paper, where a tall drawing keeps inside the page
    root.attrib.setdefault("viewBox", f"0 0 {width} {height}")
    root.attrib.pop("height", None)
    if float(width) >= FULL_WIDTH:
        root.attrib.pop("width", None)
    root.attrib |= {"role": "img", "aria-label": picture.alt}
    return Markup(ET.tostring(root, encoding="unicode"))


def _clean(element: ET.Element, name: str) -> None:
    """Make an element and all below it plain SVG of this page: no namespaces, handlers, names or fonts of its own."""
    element.tag = element.tag.removeprefix(SVG)
    element.attrib = dict(pair for key, value in element.attrib.items() for pair in _attribute(key, value, name))
    for child in list(element):
        if child.tag.removeprefix(SVG) in LEFT_OUT or not child.tag.startswith(SVG):
            element.remove(child)
        else:
            _clean(child, name)


def _attribute(key: str, value: str, name: str) -> list[tuple[str, str]]:
    """An attribute as the page takes it: nothing, itself, or several where it is a style."""
    key = key.rpartition("}")[2]
    if key == "id":
        return [(key, f"{name}-{value}")]
    if key == "href":
        return [(key, f"#{name}-{value[1:]}")] if value.startswith("#") else []
    if key == "style":  # the content security policy refuses styles on elements; SVG has an attribute for each
        parts = (part.partition(":") for part in value.split(";") if ":" in part)
        return [pair for k, _, v in parts for pair in _attribute(k.strip(), v.strip(), name)]
    if key in ("role", "class", "font-family", "version") or key.startswith(("aria-", "on")):
        return []
    return [(key, REFERENCE.sub(lambda found: f"url(#{name}-{found[1]})", value))]


def table_csv(table: Table, about: str) -> str:
    """A table as CSV with its subject and source on every row, safe to open in a spreadsheet."""
    text = io.StringIO()
    write = csv.writer(text).writerow
    write([_harmless(cell) for cell in (*table.columns, "What is measured", "Source and licence")])
    for row in table.rows:
        write([_harmless(cell) for cell in (*row, about, table.source)])
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, by OWASP's rule for CSV injection; numbers stay numbers."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) and not NUMBER.fullmatch(cell) else cell


def _csv_address(table: Table, about: str) -> str:
    """A table's CSV as an address that holds it; the mark of byte order tells spreadsheets that it is UTF-8."""
    return "data:text/csv;charset=utf-8;base64," + b64encode(table_csv(table, about).encode("utf-8-sig")).decode()


def _part(chapter: Chapter) -> Part:
    anchor = f"chapter-{_anchor(chapter.key)}"
    places = [i for i, block in enumerate(chapter.blocks) if isinstance(block, Heading) and block.level == 2]
    return Part(anchor, chapter, {place: f"{anchor}-{n}" for n, place in enumerate(places, start=1)})


def _anchor(text: str) -> str:
    """A text as the name of an anchor: "Figure 3" is "figure-3"."""
    return re.sub(r"[^\w.-]+", "-", text.lower())


def _running_foot(pack: EvidencePack) -> str:
    """The rule for the foot of every printed page after the cover."""
    words = f"{pack.running_foot} · page "
    tail = f" · {pack.mark}" if pack.mark else ""
    return f"@page{{@bottom-left{{content:{_css_text(words)} counter(page) {_css_text(tail)}}}}}\n"


def _css_text(text: str) -> str:
    """A text as a CSS string in which nothing can end the string, the rule or the style element."""
    return '"' + "".join(c if c.isalnum() or c in " .,·" else f"\\{ord(c):x} " for c in text) + '"'


def _kind(block: Block) -> str:
    """What a block is, for the template: "paragraph", "picture"."""
    return type(block).__name__.lower()


def _is_web_address(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _own(name: str) -> str:
    """A text file of this package."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "anchor": _anchor,
        "csv": _csv_address,
        "drawing": drawing,
        "evidence_mark": evidence_mark,
        "kind": _kind,
        "source_line": source_line,
    }
    environment.tests["web_address"] = _is_web_address
    return environment.from_string(_own("pack.html.j2"))


@cache
def _faces() -> str:
    """The page's typeface as CSS that holds it."""
    return "".join(
        f'@font-face{{font-family:"Source Sans Pro";font-weight:{weight};'
        f"src:url(data:font/woff;base64,{b64encode(_letters_of(face)).decode()})}}\n"
        for face, weight in FACES.items()
    )


def _letters_of(face: str) -> bytes:
    """A face of the typeface cut down to LETTERS, as WOFF: 20 kB instead of 280."""
    options = subset.Options(flavor="woff", hinting=False, recalc_timestamp=False)
    font = subset.load_font(str(files(FONT_PACKAGE) / "files" / f"SourceSansPro-{face}.ttf"), options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[code for first, last in LETTERS for code in range(first, last + 1)])
    cut.subset(font)
    made = io.BytesIO()
    subset.save_font(font, made, options)
    return made.getvalue()
