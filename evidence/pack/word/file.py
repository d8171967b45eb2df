"""The file of a Word document: its settings, properties and page, and bytes that do not change."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as new_document
from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Mm

from evidence.pack.blocks import EvidencePack
from evidence.pack.word.styles import set_styles
from evidence.pack.word.xml import MARGIN, XMLNS, paragraph, run, text_field
from evidence.pack.words import AUTHOR, LANGUAGE
from evidence.wording import NBSP

LONGEST_PROPERTY = 255  # letters, a limit of the file format
COMPATIBILITY = "http://schemas.microsoft.com/office/word"
SETTINGS = (
    f'<w:settings {XMLNS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{COMPATIBILITY}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    + f'</w:compat><w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    "</w:settings>"
)


def opened(pack: EvidencePack) -> Document:
    """A document without text that has the pack's styles, settings, properties and page."""
    document = new_document()
    _drop_leftovers(document)
    set_styles(document)
    _set_settings(document)
    _set_properties(document, pack)
    _set_page(document, pack)
    return document


def closed(document: Document, body: str) -> bytes:
    """The file of a document with that body, given as XML; the same document and body give the same bytes."""
    _append(document, body)
    return _fixed(document)


def _drop_leftovers(document: Document) -> None:
    """Take out what the template brings of its own: a preview of an empty page, another program's name, old styles."""
    for holder, endings in (
        (document.part.package, ("/thumbnail", "/extended-properties")),
        (document.part, ("/stylesWithEffects", "/customXml", "/webSettings")),
    ):
        for key in [key for key, known in holder.rels.items() if known.reltype.endswith(endings)]:
            del holder.rels[key]


def _set_settings(document: Document) -> None:
    """Settings of a document of today, so that Word does not open it in compatibility mode."""
    settings = document.settings.element
    for old in list(settings):
        settings.remove(old)
    for new in parse_xml(SETTINGS):
        settings.append(new)


def _set_properties(document: Document, pack: EvidencePack) -> None:
    """What the file says of itself, with the pack's date as its date."""
    about = document.core_properties
    about.title = pack.title[:LONGEST_PROPERTY]
    about.subject = pack.purpose[:LONGEST_PROPERTY]
    about.author = about.last_modified_by = AUTHOR
    about.comments = pack.data_edition[:LONGEST_PROPERTY]
    about.identifier = pack.fingerprint[:LONGEST_PROPERTY]
    about.category = "Evidence pack"
    about.content_status = pack.mark
    about.language = LANGUAGE
    about.created = about.modified = datetime(pack.as_of.year, pack.as_of.month, pack.as_of.day)


def _set_page(document: Document, pack: EvidencePack) -> None:
    """A4 with its margins, and a foot on every page but the cover."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = True
    section.footer.is_linked_to_previous = False
    foot = section.footer.part.element
    for old in list(foot):
        foot.remove(old)
    for line in parse_xml(f"<w:ftr {XMLNS}>{_footer(pack)}</w:ftr>"):
        foot.append(line)


def _footer(pack: EvidencePack) -> str:
    """The running foot."""
    words = run(f"{pack.running_foot} · page{NBSP}")
    mark = paragraph("Footer", run(pack.mark, "<w:b/>")) if pack.mark else ""
    return paragraph("Footer", words, text_field("PAGE", "2")) + mark


def _append(document: Document, body: str) -> None:
    """Put the body before the description of the page, all at once: cell by cell takes python-docx seconds."""
    end = document.element.body[-1]
    for element in parse_xml(f"<w:body {XMLNS}>{body}</w:body>"):
        end.addprevious(element)


def _fixed(document: Document) -> bytes:
    """The file with its parts in a fixed order and without the time of day."""
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as old, ZipFile(fixed, "w") as new:
        for name in sorted(
            old.namelist(), key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name)
        ):
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            entry.compress_type = ZIP_DEFLATED  # pictures too: they arrive compressed for speed, and shrink by half
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
