"""A Word document opened for tests: its parts, parsed, and what its paragraphs say."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from evidence.pack.blocks import EvidencePack, Picture, Table
from tests.packs import sample_pack

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU = 36_000
PACK = sample_pack()


class Opened:
    """A document's parts, parsed."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with ZipFile(BytesIO(data)) as held:
            self.entries = held.infolist()
            self.parts = {name: held.read(name) for name in held.namelist()}

    def xml(self, part: str) -> ET.Element:
        return ET.fromstring(self.parts[part])

    @property
    def body(self) -> ET.Element:
        return self.xml("word/document.xml")[0]


def text_of(element: ET.Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def style_of(paragraph: ET.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def styled(opened: Opened, *styles: str) -> list[str]:
    return [text_of(p) for p in opened.body.iter(f"{W}p") if style_of(p) in styles]


def instructions(root: ET.Element) -> list[str]:
    return [(i.text or "").strip() for i in root.iter(f"{W}instrText")]


def with_blocks(*blocks: object) -> EvidencePack:
    """The sample pack with these blocks at the end of its second chapter."""
    first, second, *others = PACK.chapters
    longer = replace(second, blocks=(*second.blocks, *blocks))
    return replace(PACK, chapters=(first, longer, *others))


def a_picture(key: str, twin: Table | str) -> Picture:
    drawn = next(block for _, block in PACK.blocks if isinstance(block, Picture))
    return replace(drawn, key=key, title=f"Title of {key}", alt=f"Alt of {key}", twin=twin)


def extent_of(element: ET.Element) -> tuple[float, float]:
    """Width and height in mm."""
    return int(element.get("cx", "0")) / EMU, int(element.get("cy", "0")) / EMU
