"""The evidence pack as a Word document, for a team that goes on writing in it and for readers who hear it.

Headings, captions, lists and tables are Word's own, so that contents, cross-references and a screen reader work.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from html import escape
from io import BytesIO
from itertools import count
from urllib.parse import quote, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.parts.document import DocumentPart
from docx.shared import Mm

from evidence.pack.blocks import (
    INTERNAL,
    Block,
    Chapter,
    EvidencePack,
    Findings,
    Heading,
    Note,
    Paragraph,
    Picture,
    SourceEntry,
    Sources,
    Table,
    Tiles,
)
from evidence.show import theme
from evidence.show.static_maps import as_png

# Arial comes with Windows and macOS themselves, not only with Office, has the Welsh letters and figures of one width,
# and LibreOffice replaces it with a typeface of the same widths: everybody sees the same lines and pages.
FONT = "Arial"
LANGUAGE = "en-GB"
AUTHOR = "Place evidence"
MARK = "Internal: not for publication"
APPENDIX = "The figures behind the charts"
APPENDIX_SUMMARY = "The figures that the charts and maps of this pack draw, in the order of the pictures."
MARGIN = 25  # mm
WIDTH = 160  # mm, of the text
TALLEST = 190  # mm, so that a picture stays on one page with its caption and source
COVER_TALLEST = 120  # mm
FIRST_TALLEST = 132  # mm, in the first chapter, so that the place on a page is one page
PIXELS = 2.2  # to a unit of the drawing: 220 dots an inch at full width, what Word itself keeps when it saves
LONGEST_TWIN = 60  # rows
SHORT_TABLE = 12  # rows up to which a table is never split
TWIPS = 1440 / 25.4  # in one mm
ROOM = round(WIDTH * TWIPS)  # twips, of the text
EMU = 36_000  # in one mm
# Widths of Arial's letters in parts of its size, to break no word of a table; capitals and all others are the rest.
WIDTHS = {
    letter: width
    for letters, width in (("ijl.,:;'|! I", 0.27), ("frt()[]-/", 0.34), ("mMW%", 0.87), ("w", 0.73))
    for letter in letters
}
CAPITAL, OTHER, BOLD = 0.7, 0.56, 1.08
WRAP = 60  # parts of the size, from which on a cell is better set on several lines
MANY_COLUMNS = 7  # from which on a table is set smaller
CELL_MARGIN = 75  # twips, left and right
PADDING = 2 * CELL_MARGIN + 10  # twips
SMALL = 8.0  # points, of wide tables and those of the appendix
LONGEST_PROPERTY = 255  # letters, a limit of the file format
KEPT_PICTURES = 64  # drawn ones, so that a pack with one more chapter is quick
NBSP = "\u00a0"
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
STYLE_ID = f"{{{NAMES['w']}}}styleId"
XMLNS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
INK, MUTED, BAND, HAIRLINE = (c.lstrip("#") for c in (theme.INK, theme.MUTED, theme.BAND, theme.HAIRLINE))


def word(pack: EvidencePack) -> bytes:
    """The pack as a .docx file: cover, the first chapter, contents, the other chapters and the charts' figures.

    The same pack gives the same bytes on any day, because every date in the file is the pack's.
    """
    document = Document()
    _drop_leftovers(document)
    _set_styles(document)
    _set_settings(document)
    _set_properties(document, pack)
    _set_page(document, pack)
    writing = _Writing(pack, document.part)
    first, *others = [_chapter(writing, chapter) for chapter in pack.chapters] or [""]
    figures = _figures(writing)
    body = "".join((_cover(writing), first, _contents(writing.headings), *others, figures))
    _append(document, body)
    return _fixed(document)


@dataclass
class _Writing:
    """What is known while the document is written: the pack, its part in the file, the ids and the headings so far."""

    pack: EvidencePack
    part: DocumentPart
    ids: "count[int]" = field(default_factory=lambda: count(1))
    headings: list[tuple[int, str, str]] = field(default_factory=list)  # level, text, bookmark

    @property
    def listed(self) -> set[int]:
        """Numbers of the sources that have an entry to link to."""
        return {entry.number for _, block in self.pack.blocks if isinstance(block, Sources) for entry in block.entries}


# Pieces of text. Everything that a pack says passes through `_run` or `_attribute`, which escape it.


def _run(text: str, properties: str = "") -> str:
    """A run of plain text with its formatting, given as XML."""
    formatting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatting}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _attribute(text: str) -> str:
    """The text for the inside of an attribute."""
    return escape(text, quote=True)


def _paragraph(style: str, *content: str, more: str = "") -> str:
    """A paragraph in that style; `more` is further paragraph formatting as XML."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{"".join(content)}</w:p>'


def _text(style: str, text: str) -> str:
    """A paragraph of plain text."""
    return _paragraph(style, _run(text))


def _field(instruction: str, cached: str) -> str:
    """A field with the result that is shown until Word works it out again."""
    return (
        f"{_mark_field('begin')}{_instruction(instruction)}{_mark_field('separate')}{_run(cached)}{_mark_field('end')}"
    )


def _mark_field(kind: str) -> str:
    """The beginning, middle or end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(text: str) -> str:
    """What a field does; never a text of the pack."""
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


def _bookmark(writing: _Writing, name: str, content: str) -> str:
    """The content with a bookmark around it."""
    number = next(writing.ids)
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def _link(anchor: str, text: str, style: str, tip: str = "") -> str:
    """A link to a bookmark."""
    said = f' w:tooltip="{_attribute(tip)}"' if tip else ""
    styled = _run(text, f'<w:rStyle w:val="{style}"/>')
    return f'<w:hyperlink w:anchor="{anchor}"{said} w:history="1">{styled}</w:hyperlink>'


def _web_link(writing: _Writing, url: str, text: str) -> str:
    """A link to a page on the web; plain text where the address is of another kind."""
    if urlsplit(url).scheme not in ("http", "https"):
        return _run(text)
    # Word calls a file damaged whose addresses hold letters that an address may not have.
    address = quote(url, safe=":/?#[]@!$&'()*+,;=%~")
    known = writing.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return f'<w:hyperlink r:id="{known}" w:history="1">{_run(text, _HYPERLINK)}</w:hyperlink>'


_HYPERLINK = '<w:rStyle w:val="Hyperlink"/>'


def _references(writing: _Writing, numbers: Sequence[int]) -> str:
    """The numbers of the sources in square brackets, each a link to its entry; they never stand alone on a line."""
    if not numbers:
        return ""
    said = [
        _link(f"source_{n}", str(n), "Reference", f"Source {n}") if n in writing.listed else _run(str(n))
        for n in numbers
    ]
    return _run(f"{NBSP}[") + _run(f",{NBSP}").join(said) + _run("]")


# Parts of the document.


def _cover(writing: _Writing) -> str:
    """The cover: what this is, for what, of when, from what, compared with what, and a map."""
    pack = writing.pack
    facts = (
        ("Kind of place", pack.kind[:1].upper() + pack.kind[1:]),
        ("Date", pack.dated),
        ("Data", pack.data_edition),
        ("Compared with", pack.compared_with),
        ("Edition", pack.edition.capitalize()),
    )
    return "".join(
        (
            _text("Mark", MARK) if pack.edition == INTERNAL else "",
            _text("Kicker", "Evidence pack"),
            _text("Title", pack.place),
            _text("Subtitle", pack.purpose),
            *(_paragraph("CoverFact", _run(f"{name}:", "<w:b/>"), _TAB, _run(value)) for name, value in facts),
            _drawing(writing, pack.cover, "Cover map", COVER_TALLEST, "CoverPicture"),
            _foot(pack.cover.source, pack.cover.note),
        )
    )


_TAB = "<w:r><w:tab/></w:r>"


def _contents(headings: Iterable[tuple[int, str, str]]) -> str:
    """The contents as a field with its entries, without page numbers, which only Word can know.

    Asking Word to work the field out on opening (`updateFields`, or a field marked as dirty) makes it ask each reader
    whether "fields that may refer to other files" shall be updated: a warning that a public report must not start with.
    The line on how to get page numbers is within the field's result, and goes away when they come.
    """
    start = _mark_field("begin") + _instruction('TOC \\o "1-2" \\h \\z \\u') + _mark_field("separate")
    entries = []
    for level, text, bookmark in headings:
        entries.append(_paragraph(f"TOC{level}", start, _link(bookmark, text, "DefaultParagraphFont")))
        start = ""
    hint = _run("To show page numbers here, choose Update Field (F9) on this list in Word.")
    end = _paragraph("Source", start, hint, _mark_field("end"))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{_text('TOCHeading', 'Contents')}{''.join(entries)}{end}</w:sdtContent></w:sdt>"
    )


def _chapter(writing: _Writing, chapter: Chapter) -> str:
    """A chapter, on a new page because its heading's style says so."""
    title = _heading(writing, 1, chapter.title)
    summary = "".join(_text("Summary", line) for line in chapter.summary)
    return title + summary + "".join(_block(writing, block) for block in chapter.blocks)


def _heading(writing: _Writing, level: int, text: str) -> str:
    """A heading; those that the contents list are bookmarked for its links."""
    if level > 2:
        return _text(f"Heading{level}", text)
    bookmark = f"_Toc{len(writing.headings) + 1:08d}"
    writing.headings.append((level, text, bookmark))
    return _paragraph(f"Heading{level}", _bookmark(writing, bookmark, _run(text)))


def _block(writing: _Writing, block: Block) -> str:
    """One block of a chapter."""
    match block:
        case Heading(text, level):
            return _heading(writing, level, text)
        case Paragraph(text):
            return _text("Normal", text)
        case Note(text):
            return _text("Note", text)
        case Findings(statements):
            return "".join(_paragraph("ListBullet", _run(s.text), _references(writing, s.sources)) for s in statements)
        case Tiles():
            return _tiles(writing, block)
        case Picture():
            return _picture(writing, block)
        case Table():
            label = writing.pack.labels[block.key]
            return _caption(writing, label, block.title) + _table(block, f"{label}. {block.title}")
        case Sources(entries):
            return "".join(_source(writing, entry) for entry in entries)


def _caption(writing: _Writing, label: str, title: str) -> str:
    """A caption with Word's own numbering; the bookmark around "Figure 3" is there to be referred to."""
    kind, number = label.split(" ")
    numbered = _run(f"{kind} ") + _field(f"SEQ {kind} \\* ARABIC", number)
    return _paragraph("Caption", _bookmark(writing, _anchor(label), numbered), _run(f". {title}"))


def _anchor(label: str) -> str:
    """The bookmark of "Figure 3"."""
    return label.lower().replace(" ", "_")


def _picture(writing: _Writing, picture: Picture) -> str:
    """A chart or map with its message above, source and note below, and where its figures are."""
    label = writing.pack.labels[picture.key]
    tallest = FIRST_TALLEST if picture in writing.pack.chapters[0].blocks else TALLEST
    return "".join(
        (
            _caption(writing, label, picture.title),
            _text("Measure", picture.subtitle) if picture.subtitle else "",
            _drawing(writing, picture, label, tallest, "Picture"),
            _foot(picture.source, picture.note, _to_figures(writing, picture, label)),
        )
    )


def _to_figures(writing: _Writing, picture: Picture, label: str) -> str:
    """A link to the table of the picture's figures, or the words on where they are."""
    if isinstance(picture.twin, str):
        table = writing.pack.labels[picture.twin]
        return _run(" Its figures are in ") + _link(_anchor(table), table, "Hyperlink") + _run(".")
    if elsewhere := _elsewhere(picture.twin, label):
        return _run(f" {elsewhere}")
    linked = _link(_twin_anchor(label), f"Figures of this {picture.kind}", "Hyperlink")
    return f"{_run(' ')}{linked}{_run('.')}" if picture.twin.rows else ""


def _elsewhere(twin: Table, label: str) -> str:
    """Where the figures of a picture are, in words, when they are too many for paper."""
    if len(twin.rows) > LONGEST_TWIN:
        size = f"{len(twin.rows)} rows"
    elif sum(_least(twin, SMALL)) > ROOM:
        size = f"{len(twin.columns)} columns"
    else:
        return ""
    return f"Its figures, {size}, are in the workbook of this pack, as those of {label}."


def _twin_anchor(label: str) -> str:
    """The bookmark of the figures of "Figure 3"."""
    return f"figures_of_{_anchor(label)}"


def _foot(source: str, note: str, more: str = "") -> str:
    """Where it comes from and what must be known, below a picture or table."""
    said = source if source.startswith("Source") else f"Source: {source}" if source else ""
    lines = [_run(said) + more if said or more else "", _run(f"Note: {note}") if note else ""]
    return "".join(_paragraph("Source", line) for line in lines if line)


def _drawing(writing: _Writing, picture: Picture, name: str, tallest: float, style: str) -> str:
    """The picture across the text, smaller where it would be too tall, with its text alternative."""
    known, image = writing.part.get_or_add_image(BytesIO(_png(picture.svg)))
    width = min(WIDTH, tallest * image.px_width / image.px_height)
    size = f'cx="{width * EMU:.0f}" cy="{width * image.px_height / image.px_width * EMU:.0f}"'
    number = next(writing.ids)
    alt = _attribute(picture.alt)
    return _paragraph(
        style,
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{alt}" title="{name}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NAMES["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{known}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>",
    )


@lru_cache(maxsize=KEPT_PICTURES)
def _png(svg: str) -> bytes:
    """The drawing as Word can show it everywhere."""
    return as_png(svg, PIXELS)


def _tiles(writing: _Writing, tiles: Tiles) -> str:
    """Headlines as a table of one row each: boxes side by side would be read out across, name after name."""
    rows = [
        (
            _text("TableText", tile.name),
            _text("TileFigure", tile.figure),
            _paragraph("TableText", _run(tile.how), _references(writing, tile.sources)),
        )
        for tile in tiles.tiles
    ]
    header = tuple(_paragraph("TableText", _run(name), more=_KEEP) for name in TILE_COLUMNS)
    widths = [round(share * ROOM) for share in TILE_SHARES]
    foot = _text("Source", "Numbers in square brackets lead to the list of sources.")
    return _grid((header, *rows), widths, "Headlines", f"Columns: {', '.join(TILE_COLUMNS)}.") + foot


TILE_COLUMNS = ("Headline", "Figure", "How it compares")
TILE_SHARES = (0.4, 0.2, 0.4)
_KEEP = "<w:keepNext/>"
_RIGHT = '<w:jc w:val="right"/>'


def _table(table: Table, title: str, *, small: bool = False) -> str:
    """The table with its source and note; a short one is kept on one page, and none ends far from its source."""
    style, size = ("SmallTableText", SMALL) if small or len(table.columns) >= MANY_COLUMNS else ("TableText", 9.0)
    last = len(table.rows)
    rows = (
        tuple(
            _paragraph(style, _run(text), more=(_KEEP if kept else "") + (_RIGHT if right else ""))
            for text, right in zip(cells, table.numeric, strict=True)
        )
        for i, cells in enumerate((table.columns, *table.rows))
        for kept in (i == 0 or last <= SHORT_TABLE or i >= last - 1,)
    )
    grid = _grid(rows, _widths(table, size), title, f"Columns: {', '.join(table.columns)}.")
    # Word needs a paragraph between a table and whatever follows.
    return grid + (_foot(table.source, table.note) or _text("Source", ""))


def _grid(rows: Iterable[Sequence[str]], widths: Sequence[int], title: str, description: str) -> str:
    """A table of cells that are paragraphs already: the first row heads every page, no row breaks over two."""
    cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>' for width in widths]
    lines = [
        f"<w:tr><w:trPr><w:cantSplit/>{'' if i else '<w:tblHeader/>'}</w:trPr>"
        f"{''.join(f'{cell}{text}</w:tc>' for cell, text in zip(cells, row, strict=True))}</w:tr>"
        for i, row in enumerate(rows)
    ]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="EvidenceTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{_attribute(title)}"/>'
        f'<w:tblDescription w:val="{_attribute(description)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _widths(table: Table, size: float) -> list[int]:
    """Widths of the columns in twips: by the length of their texts, no word broken where there is room for it."""
    least = _least(table, size)
    texts = [min(max(map(_wide, cells)), WRAP) for cells in _columns(table)]
    wanted = [max(few, text * size * 20 + PADDING) for few, text in zip(least, texts, strict=True)]
    if sum(least) >= ROOM:
        wanted = least
    elif sum(wanted) > ROOM:
        share = (ROOM - sum(least)) / (sum(wanted) - sum(least))
        wanted = [few + share * (many - few) for few, many in zip(least, wanted, strict=True)]
    widths = [round(one * ROOM / sum(wanted)) for one in wanted]
    return [*widths[:-1], ROOM - sum(widths[:-1])]


def _columns(table: Table) -> list[tuple[str, ...]]:
    """The texts of each column, its name first."""
    return list(zip(table.columns, *table.rows, strict=True))


def _least(table: Table, size: float) -> list[float]:
    """Width of each column in twips that its longest word needs; names of columns are bold."""
    return [
        max(BOLD * _longest_word(name), *map(_longest_word, cells), 0.0) * size * 20 + PADDING
        for name, *cells in _columns(table)
    ]


def _longest_word(text: str) -> float:
    """Width of the longest word in parts of the size."""
    return max(map(_wide, text.split(" ")))


def _wide(text: str) -> float:
    """About how wide a text is set, in parts of its size."""
    return sum(WIDTHS.get(letter, CAPITAL if letter.isupper() else OTHER) for letter in text)


def _source(writing: _Writing, entry: SourceEntry) -> str:
    """A source: what it is with a link, the words it must be named with, what is taken from it, and its address."""
    source = entry.source
    number = _bookmark(writing, f"source_{entry.number}", _run(f"[{entry.number}]"))
    return _paragraph(
        "SourceEntry",
        number,
        _TAB,
        _run(f"{source.publisher}, "),
        _web_link(writing, source.url, source.title),
        _run(f", {source.edition}. {source.licence}."),
        *(f"{_BREAK}{_run(line, _MUTED)}" for line in _about(entry) if line),
    )


_BREAK = "<w:r><w:br/></w:r>"
_MUTED = f'<w:color w:val="{MUTED}"/>'


def _about(entry: SourceEntry) -> tuple[str, ...]:
    """The further lines of a source."""
    used = f"Used for: {'; '.join(entry.indicators)}." if entry.indicators else ""
    periods = f"Periods: {entry.periods}." if entry.periods else ""
    return entry.attribution, " ".join(text for text in (used, periods) if text), entry.source.url


def _figures(writing: _Writing) -> str:
    """The tables behind the pictures by chapter, at the end, where they can be read but do not break the text."""
    parts = [(chapter, "".join(_twins(writing, chapter))) for chapter in writing.pack.chapters]
    if not any(tables for _, tables in parts):
        return ""
    title = _heading(writing, 1, APPENDIX) + _text("Summary", APPENDIX_SUMMARY)
    return title + "".join(_heading(writing, 2, chapter.title) + tables for chapter, tables in parts if tables)


def _twins(writing: _Writing, chapter: Chapter) -> Iterable[str]:
    """The figures of each picture of a chapter, or where to find them if they are many."""
    for block in chapter.blocks:
        if not isinstance(block, Picture) or isinstance(block.twin, str) or not block.twin.rows:
            continue
        label = writing.pack.labels[block.key]
        name = _run("Figures of ") + _field(f"REF {_anchor(label)} \\h", label)
        yield _paragraph("Caption", _bookmark(writing, _twin_anchor(label), name), _run(f". {block.title}"))
        if elsewhere := _elsewhere(block.twin, label):
            yield _text("Source", elsewhere)
        else:
            yield _table(block.twin, f"Figures of {label}. {block.title}", small=True)


# The file: styles, settings, properties, page, and bytes that do not change.


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style by its id and name: sizes in points, lines in parts of the size.

    `frame` and `indent` are further XML, before and after the spacing, where the file format wants them.
    """

    key: str
    name: str
    size: float = 10.5
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 6
    line: float = 1.2
    keep_next: bool = False
    keep_lines: bool = False
    frame: str = ""  # page break, numbering, borders, tabs
    indent: str = ""  # indents, spacing between equals
    outline: int | None = None
    based: str = "Normal"
    then: str = "Normal"

    @property
    def xml(self) -> str:
        """The style for the file."""
        normal = self.key == "Normal"
        kind = ' w:default="1"' if normal else "" if self.key in BUILT_IN else ' w:customStyle="1"'
        based = "" if normal else f'<w:basedOn w:val="{self.based}"/>'
        outline = "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>'
        return (
            f'<w:style {XMLNS} w:type="paragraph"{kind} w:styleId="{self.key}"><w:name w:val="{self.name}"/>{based}'
            f'<w:next w:val="{self.then}"/><w:qFormat/><w:pPr>'
            f"{'<w:keepNext/>' if self.keep_next else ''}{'<w:keepLines/>' if self.keep_lines else ''}{self.frame}"
            f'<w:spacing w:before="{self.before * 20:.0f}" w:after="{self.after * 20:.0f}" '
            f'w:line="{self.line * 240:.0f}" w:lineRule="auto"/>{self.indent}{outline}</w:pPr>'
            f"<w:rPr>{'<w:b/><w:bCs/>' if self.bold else ''}"
            f'<w:color w:val="{self.colour}"/><w:sz w:val="{self.size * 2:.0f}"/><w:szCs w:val="{self.size * 2:.0f}"/>'
            "</w:rPr></w:style>"
        )


BUILT_IN = (
    "Title", "Subtitle", "Heading1", "Heading2", "Heading3", "Caption", "ListBullet", "TOCHeading", "TOC1", "TOC2", "Footer",
)  # fmt: skip


def _border(side: str, eighths: int, colour: str, space: int) -> str:
    """One side of a paragraph's border, its thickness in eighths of a point."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


def _box() -> str:
    """A border all round."""
    return f"<w:pBdr>{''.join(_border(side, 8, INK, 6) for side in ('top', 'left', 'bottom', 'right'))}</w:pBdr>"


def _hanging(twips: int) -> str:
    """Lines after the first are set in."""
    return f'<w:ind w:left="{twips}" w:hanging="{twips}"/>'


def _tab(twips: int) -> str:
    """A tab stop."""
    return f'<w:tabs><w:tab w:val="left" w:pos="{twips}"/></w:tabs>'


_BULLET = '<w:numPr><w:numId w:val="1"/></w:numPr>'
_BAR = f"<w:pBdr>{_border('left', 18, HAIRLINE, 10)}</w:pBdr>"
# Where Word puts the page numbers once it knows them.
_RIGHT_TAB = f'<w:tabs><w:tab w:val="right" w:pos="{ROOM}"/></w:tabs>'


STYLES = (
    _Style("Normal", "Normal", after=7, line=1.25),
    _Style("Kicker", "Kicker", size=13, colour=MUTED, before=24, after=4, keep_next=True, then="Title"),
    _Style("Title", "Title", size=32, bold=True, after=8, line=1.05, keep_lines=True, then="Subtitle"),
    _Style("Subtitle", "Subtitle", size=15, colour=MUTED, after=24),
    _Style(
        "Heading1", "heading 1", size=20, bold=True, after=8, line=1.1, keep_next=True, keep_lines=True,
        frame="<w:pageBreakBefore/>", outline=0, then="Summary",
    ),
    _Style("Heading2", "heading 2", size=14, bold=True, before=20, after=5, keep_next=True, keep_lines=True, outline=1),
    _Style("Heading3", "heading 3", size=11.5, bold=True, before=14, after=4, keep_next=True, keep_lines=True, outline=2),
    _Style("Summary", "Summary", size=12.5, colour=MUTED, after=14, indent="<w:contextualSpacing/>"),
    _Style("ListBullet", "List Bullet", after=4, frame=_BULLET, indent=_hanging(340), then="ListBullet"),
    _Style("Note", "Note", before=8, after=10, keep_lines=True, frame=_BAR, indent='<w:ind w:left="240"/>'),
    _Style("Caption", "caption", bold=True, before=18, after=2, keep_next=True, keep_lines=True, then="Measure"),
    _Style("Measure", "Measure", size=9.5, colour=MUTED, after=4, keep_next=True, keep_lines=True),
    _Style("Picture", "Picture", after=2, line=1, keep_next=True, then="Source"),
    _Style("Source", "Source", size=8.5, colour=MUTED, before=3, after=3, line=1.1, keep_lines=True),
    _Style("TableText", "Table text", size=9, before=2, after=2, line=1.05, then="TableText"),
    _Style("SmallTableText", "Small table text", size=8, before=1, after=1, line=1, then="SmallTableText"),
    _Style("TileFigure", "Tile figure", size=13, bold=True, before=1, after=1, line=1, then="TableText"),
    _Style("SourceEntry", "Source entry", size=9.5, after=10, keep_lines=True, frame=_tab(480), indent=_hanging(480)),
    _Style("Mark", "Mark", size=12, bold=True, after=0, frame=_box(), indent='<w:ind w:left="140" w:right="140"/>'),
    _Style("CoverFact", "Cover fact", size=11, after=3, frame=_tab(2100), indent=_hanging(2100), then="CoverFact"),
    _Style("CoverPicture", "Cover picture", before=24, after=4, line=1, keep_next=True, then="Source"),
    _Style("TOCHeading", "TOC Heading", size=20, bold=True, after=10, keep_next=True, frame="<w:pageBreakBefore/>"),
    _Style("TOC1", "toc 1", bold=True, before=5, after=0, line=1.1, keep_next=True, frame=_RIGHT_TAB),
    _Style("TOC2", "toc 2", size=9.5, after=0, line=1.05, frame=_RIGHT_TAB, indent='<w:ind w:left="340"/>'),
    _Style("Footer", "footer", size=8.5, colour=MUTED, after=0, line=1.1),
)  # fmt: skip
# What a team that writes on will look for; everything else of python-docx's template is colour of another house, and
# Word makes any style of its own anew when it is chosen.
KEPT_STYLES = (
    "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid", "ListBullet2", "ListBullet3", "ListNumber",
    "ListNumber2", "ListNumber3", "ListParagraph", "Strong", "Emphasis",
)  # fmt: skip


def _set_styles(document: WordDocument) -> None:
    """Our styles instead of the template's, one typeface and British English throughout."""
    styles = document.styles.element
    for old in styles.xpath("w:style"):
        if old.get(STYLE_ID) not in KEPT_STYLES:
            styles.remove(old)
    for defaults in styles.xpath("w:docDefaults"):
        styles.replace(defaults, parse_xml(DEFAULTS))
    for xml in (*(style.xml for style in STYLES), *OTHER_STYLES):
        styles.append(parse_xml(xml))


DEFAULTS = (
    f'<w:docDefaults {XMLNS}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" '
    f'w:cs="{FONT}"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" '
    'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
)
OTHER_STYLES = (
    f'<w:style {XMLNS} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    f'<w:rPr><w:color w:val="{INK}"/><w:u w:val="single"/></w:rPr></w:style>',
    f'<w:style {XMLNS} w:type="character" w:customStyle="1" w:styleId="Reference"><w:name w:val="Reference"/>'
    f'<w:qFormat/><w:rPr><w:u w:val="single" w:color="{HAIRLINE}"/></w:rPr></w:style>',
    f'<w:style {XMLNS} w:type="table" w:customStyle="1" w:styleId="EvidenceTable"><w:name w:val="Evidence table"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f"{_border('top', 8, INK, 0)}{_border('bottom', 8, INK, 0)}{_border('insideH', 4, BAND, 0)}</w:tblBorders>"
    f'<w:tblCellMar><w:left w:w="{CELL_MARGIN}" w:type="dxa"/><w:right w:w="{CELL_MARGIN}" w:type="dxa"/></w:tblCellMar>'
    '</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
    f"{_border('bottom', 8, INK, 0)}</w:tcBorders>"
    '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>',
)


def _drop_leftovers(document: WordDocument) -> None:
    """Take out what the template brings of its own: a preview of an empty page, another program's name, old styles."""
    for holder, endings in (
        (document.part.package, ("/thumbnail", "/extended-properties")),
        (document.part, ("/stylesWithEffects", "/customXml", "/webSettings")),
    ):
        for key in [key for key, known in holder.rels.items() if known.reltype.endswith(endings)]:
            del holder.rels[key]


def _set_settings(document: WordDocument) -> None:
    """Settings of a document of today, so that Word does not open it in compatibility mode."""
    settings = document.settings.element
    for old in list(settings):
        settings.remove(old)
    for new in parse_xml(SETTINGS):
        settings.append(new)


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


def _set_properties(document: WordDocument, pack: EvidencePack) -> None:
    """What the file says of itself, with the pack's date as its date."""
    about = document.core_properties
    about.title = pack.title[:LONGEST_PROPERTY]
    about.subject = pack.purpose[:LONGEST_PROPERTY]
    about.author = about.last_modified_by = AUTHOR
    about.comments = pack.data_edition[:LONGEST_PROPERTY]
    about.identifier = pack.fingerprint[:LONGEST_PROPERTY]
    about.category = "Evidence pack"
    about.content_status = MARK if pack.edition == INTERNAL else ""
    about.language = LANGUAGE
    about.created = about.modified = datetime(pack.as_of.year, pack.as_of.month, pack.as_of.day)


def _set_page(document: WordDocument, pack: EvidencePack) -> None:
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
    words = _run(f"{pack.place} · evidence pack · {pack.dated} · page{NBSP}")
    mark = _paragraph("Footer", _run(MARK, "<w:b/>")) if pack.edition == INTERNAL else ""
    return _paragraph("Footer", words, _field("PAGE", "2")) + mark


def _append(document: WordDocument, body: str) -> None:
    """Put the body before the description of the page, all at once: cell by cell takes python-docx seconds."""
    end = document.element.body[-1]
    for element in parse_xml(f"<w:body {XMLNS}>{body}</w:body>"):
        end.addprevious(element)


def _fixed(document: WordDocument) -> bytes:
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
