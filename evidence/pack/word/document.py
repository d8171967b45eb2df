"""The evidence pack as a Word document, for a team that goes on writing in it and for readers who hear it.

Headings, captions, lists and tables are Word's own, so that contents, cross-references and a screen reader work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from evidence.pack.blocks import (
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
    Statement,
    Statements,
    Table,
    Tiles,
)
from evidence.pack.word.file import closed, opened
from evidence.pack.word.pictures import drawing, figures_appendix, picture_with_caption
from evidence.pack.word.statements import statements_text
from evidence.pack.word.styles import MUTED
from evidence.pack.word.tables import text_table, tiles_table
from evidence.pack.word.xml import (
    BREAK,
    KEEP_NEXT,
    TAB,
    Writing,
    bookmarked,
    caption,
    field_mark,
    heading,
    instruction,
    link,
    paragraph,
    plain,
    references,
    run,
    source_and_note,
    web_link,
)

MOST_KEPT = 9  # findings up to which a list stands on one page
LONGEST_NOTE = 1200  # letters up to which a note stands on one page with its picture
COVER_TALLEST = 120  # mm, of the map
_MUTED = f'<w:color w:val="{MUTED}"/>'


def word(pack: EvidencePack) -> bytes:
    """The pack as a .docx file: cover, the first chapter, contents, the other chapters and the charts' figures.

    The same pack gives the same bytes on any day, because every date in the file is the pack's.
    """
    document = opened(pack)
    writing = Writing(pack, document.part)
    first, *others = [_chapter(writing, chapter) for chapter in pack.chapters] or [""]
    figures = figures_appendix(writing)
    body = "".join((_cover(writing), first, _contents(writing.headings), *others, figures))
    return closed(document, body)


def _cover(writing: Writing) -> str:
    """The cover: what this is, for what, of when, from what, compared with what, and a map."""
    pack = writing.pack
    facts = (
        ("Kind of place", pack.kind_named),
        ("Date", pack.dated),
        ("Data", pack.data_edition),
        ("Compared with", pack.compared_with),
        ("Edition", pack.edition.capitalize()),
    )
    return "".join(
        (
            plain("Mark", pack.mark) if pack.mark else "",
            plain("Kicker", "Evidence pack"),
            plain("Title", pack.place),
            plain("Subtitle", pack.purpose),
            *(paragraph("CoverFact", run(f"{name}:", "<w:b/>"), TAB, run(value)) for name, value in facts),
            _cover_map(writing, pack.cover) if pack.cover else "",
        )
    )


def _cover_map(writing: Writing, cover: Picture) -> str:
    """The map on the cover, without a caption, because the title says what it shows."""
    drawn = drawing(writing, cover, "Cover map", COVER_TALLEST, "CoverPicture")
    return drawn + source_and_note(cover.source, cover.note)


def _contents(headings: Iterable[tuple[int, str, str]]) -> str:
    """The contents as a field with its entries, without page numbers, which only Word can know.

    Asking Word to work the field out on opening (`updateFields`, or a field marked as dirty) makes it ask each reader
    whether "fields that may refer to other files" shall be updated: a warning that a public report must not start with.
    The line on how to get page numbers is within the field's result, and goes away when they come.
    """
    start = field_mark("begin") + instruction('TOC \\o "1-2" \\h \\z \\u') + field_mark("separate")
    entries = []
    for level, text, bookmark in headings:
        entries.append(paragraph(f"TOC{level}", start, link(bookmark, text, "DefaultParagraphFont")))
        start = ""
    hint = run("To show page numbers here, choose Update Field (F9) on this list in Word.")
    end = paragraph("Source", start, hint, field_mark("end"))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{plain('TOCHeading', 'Contents')}{''.join(entries)}{end}</w:sdtContent></w:sdt>"
    )


def _chapter(writing: Writing, chapter: Chapter) -> str:
    """A chapter, on a new page because its heading's style says so."""
    title = heading(writing, 1, chapter.title)
    summary = "".join(plain("Summary", line) for line in chapter.summary)
    return (
        title
        + summary
        + "".join(_block(writing, block, after) for block, after in zip_longest(chapter.blocks, chapter.blocks[1:]))
    )


def _block(writing: Writing, block: Block, after: Block | None) -> str:
    """One block of a chapter; what leads to the block after it is kept on one page with the beginning of that."""
    match block:
        case Heading(text, level):
            return heading(writing, level, text)
        case Paragraph(text):
            return plain("Normal", text, leads=isinstance(after, Findings | Statements | Tiles | Picture | Table))
        case Note(text):
            return plain("Note", text, leads=isinstance(after, Findings))
        case Findings(statements):
            return _findings(writing, statements)
        case Statements():
            return statements_text(writing, block)
        case Tiles():
            return tiles_table(writing, block)
        case Picture():
            return picture_with_caption(writing, block, leads=_is_short_note(after))
        case Table():
            label = writing.pack.labels[block.key]
            return caption(writing, label, block.title) + text_table(block, f"{label}. {block.title}")
        case Sources(entries):
            return "".join(_source(writing, entry) for entry in entries)


def _is_short_note(block: Block | None) -> bool:
    return isinstance(block, Note) and len(block.text) <= LONGEST_NOTE


def _findings(writing: Writing, statements: Sequence[Statement]) -> str:
    """Sentences as a list: a short one stands on one page, and no single one of a long list stands alone on a page."""
    last = len(statements) - 1
    kept = [x < last and (last < MOST_KEPT or x in (0, last - 1)) for x in range(last + 1)]
    return "".join(
        paragraph("ListBullet", run(s.text), references(writing, s.sources), more=KEEP_NEXT if keep else "")
        for s, keep in zip(statements, kept, strict=True)
    )


def _source(writing: Writing, entry: SourceEntry) -> str:
    """A source: what it is with a link, the words it must be named with, what is taken from it, and its address."""
    source = entry.source
    number = bookmarked(writing, f"source_{entry.number}", run(f"[{entry.number}]"))
    return paragraph(
        "SourceEntry",
        number,
        TAB,
        run(f"{source.publisher}, "),
        web_link(writing, source.url, source.title),
        run(f", {source.edition}. {source.licence}."),
        *(f"{BREAK}{run(line, _MUTED)}" for line in _about(entry) if line),
    )


def _about(entry: SourceEntry) -> tuple[str, ...]:
    """The further lines of a source."""
    used = f"Used for: {'; '.join(entry.indicators)}." if entry.indicators else ""
    periods = f"Periods: {entry.periods}." if entry.periods else ""
    return entry.attribution, " ".join(text for text in (used, periods) if text), entry.source.url
