"""Pieces of text of a Word document as XML; everything that a pack says passes through `run` or `attribute`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import count
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart

from evidence.pack.blocks import EvidencePack
from evidence.pack.words import source_line
from evidence.wording import NBSP

MARGIN, WIDTH = 25, 160  # mm, of the page's sides and of the text between them
ROOM = round(WIDTH * 1440 / 25.4)  # twips, of the text
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
XMLNS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
TAB = "<w:r><w:tab/></w:r>"
BREAK = "<w:r><w:br/></w:r>"
KEEP_NEXT = "<w:keepNext/>"
HYPERLINK = '<w:rStyle w:val="Hyperlink"/>'


@dataclass
class Writing:
    """What is known while the document is written: the pack, its part in the file, the ids and the headings so far."""

    pack: EvidencePack
    part: DocumentPart
    ids: count[int] = field(default_factory=lambda: count(1))
    headings: list[tuple[int, str, str]] = field(default_factory=list)  # level, text, bookmark


def run(text: str, properties: str = "") -> str:
    """A run of plain text with its formatting, given as XML."""
    formatting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatting}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def attribute(text: str) -> str:
    """The text for the inside of an attribute."""
    return escape(text, quote=True)


def paragraph(style: str, *content: str, more: str = "") -> str:
    """A paragraph in that style; `more` is further paragraph formatting as XML."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(content)}</w:p>'


def plain(style: str, text: str, *, leads: bool = False) -> str:
    """A paragraph of plain text, on one page with the next where it leads to it."""
    return paragraph(style, run(text), more=KEEP_NEXT if leads else "")


def text_field(does: str, cached: str) -> str:
    """A field with the result that is shown until Word works it out again."""
    return f"{field_mark('begin')}{instruction(does)}{field_mark('separate')}{run(cached)}{field_mark('end')}"


def field_mark(kind: str) -> str:
    """The beginning, middle or end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    """What a field does; never a text of the pack."""
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def bookmarked(writing: Writing, name: str, content: str) -> str:
    """The content with a bookmark around it."""
    number = next(writing.ids)
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def link(anchor: str, text: str, style: str, tip: str = "") -> str:
    """A link to a bookmark."""
    said = f' w:tooltip="{attribute(tip)}"' if tip else ""
    styled = run(text, f'<w:rStyle w:val="{style}"/>')
    return f'<w:hyperlink w:anchor="{anchor}"{said} w:history="1">{styled}</w:hyperlink>'


def web_link(writing: Writing, url: str, text: str) -> str:
    """A link to a page on the web; plain text where the address is of another kind."""
    if urlsplit(url).scheme not in ("http", "https"):
        return run(text)
    # Word calls a file damaged whose addresses hold letters that an address may not have.
    address = quote(url, safe=":/?#[]@!$&'()*+,;=%~")
    known = writing.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return f'<w:hyperlink r:id="{known}" w:history="1">{run(text, HYPERLINK)}</w:hyperlink>'


def references(writing: Writing, numbers: Sequence[int]) -> str:
    """The numbers of the sources in square brackets, each a link to its entry; they never stand alone on a line."""
    if not numbers:
        return ""
    listed = writing.pack.listed
    said = [link(f"source_{n}", str(n), "Reference", f"Source {n}") if n in listed else run(str(n)) for n in numbers]
    return run(f"{NBSP}[") + run(f",{NBSP}").join(said) + run("]")


def heading(writing: Writing, level: int, text: str) -> str:
    """A heading; those that the contents list are bookmarked for its links."""
    if level > 2:
        return plain(f"Heading{level}", text)
    bookmark = f"_Toc{len(writing.headings) + 1:08d}"
    writing.headings.append((level, text, bookmark))
    return paragraph(f"Heading{level}", bookmarked(writing, bookmark, run(text)))


def source_and_note(source: str, note: str, more: str = "", *, leads: bool = False) -> str:
    """Where it comes from and what must be known, below a picture or table; kept with what follows where it leads to it."""
    said = source_line(source)
    lines = [line for line in (run(said) + more if said or more else "", run(f"Note: {note}") if note else "") if line]
    last = len(lines) - 1
    return "".join(
        paragraph("Source", line, more=KEEP_NEXT if leads or x < last else "") for x, line in enumerate(lines)
    )


def caption(writing: Writing, label: str, title: str) -> str:
    """A caption with Word's own numbering; the bookmark around "Figure 3" is there to be referred to."""
    kind, number = label.split(" ")
    numbered = run(f"{kind} ") + text_field(f"SEQ {kind} \\* ARABIC", number)
    return paragraph("Caption", bookmarked(writing, anchor(label), numbered), run(f". {title}"))


def anchor(label: str) -> str:
    """The bookmark of "Figure 3"."""
    return label.lower().replace(" ", "_")
