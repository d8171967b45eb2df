"""The Word document: its parts in order, each with every text of the pack."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from evidence.pack.blocks import EvidencePack, Findings, Heading, Note, Paragraph, Picture, Sources, Table, Tiles
from evidence.pack.word.document import word
from tests.opened_word import PACK, WP, Opened, W, a_picture, instructions, style_of, styled, text_of, with_blocks
from tests.packs import PLACE


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened(word(PACK))


def test_chapters_sections_and_the_appendix_are_headings_of_word_and_no_level_is_skipped(opened):
    headings = [(p.style.name, p.text) for p in Document(BytesIO(opened.data)).paragraphs if "Heading" in p.style.name]
    assert headings == [
        ("Heading 1", f"{PLACE} on a page"),
        ("Heading 1", "Work"),
        ("Heading 2", "How does it stand?"),
        ("Heading 2", "What is behind it?"),
        ("Heading 3", "By district"),
        ("Heading 1", "Peers and why"),
        ("Heading 1", "Sources"),
        ("Heading 1", "The figures behind the charts"),
        ("Heading 2", "Work"),
    ]


def test_the_cover_says_what_for_when_from_what_and_compared_with_what(opened):
    assert styled(opened, "Title", "Subtitle", "Kicker") == [
        "Evidence pack",
        PLACE,
        "For the local growth plan workshop",
    ]
    assert styled(opened, "CoverFact") == [
        "Kind of place:Combined authority",
        "Date:22 November 2026",
        "Data:Figures for periods up to January 2026",
        "Compared with:England, the North West and the UK",
        "Edition:Public",
    ]


def test_a_pack_without_a_cover_map_has_a_cover_without_one():
    made = Opened(word(replace(PACK, cover=None)))
    assert styled(made, "Title") == [PLACE] and not styled(made, "CoverPicture")
    assert [properties.get("name") for properties in made.body.iter(f"{WP}docPr")] == [
        "Figure 1",
        "Figure 2",
        "Figure 3",
    ]


def test_contents_are_a_field_with_an_entry_for_every_heading_in_order_that_links_to_it(opened):
    contents = opened.body.find(f"{W}sdt")
    assert instructions(contents) == ['TOC \\o "1-2" \\h \\z \\u']
    kinds = [mark.get(f"{W}fldCharType") for mark in contents.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    entries = [(style_of(p), text_of(p)) for p in contents.iter(f"{W}p") if style_of(p) in ("TOC1", "TOC2")]
    assert entries == [
        ("TOC1", f"{PLACE} on a page"),
        ("TOC1", "Work"),
        ("TOC2", "How does it stand?"),
        ("TOC2", "What is behind it?"),
        ("TOC1", "Peers and why"),
        ("TOC1", "Sources"),
        ("TOC1", "The figures behind the charts"),
        ("TOC2", "Work"),
    ]
    under = {}
    for paragraph in opened.body.iter(f"{W}p"):
        for start in paragraph.iter(f"{W}bookmarkStart"):
            under[start.get(f"{W}name")] = text_of(paragraph)
    assert all(under[link.get(f"{W}anchor")] == text_of(link) for link in contents.iter(f"{W}hyperlink"))


def test_contents_stand_after_the_first_chapter_and_before_the_second(opened):
    order = [
        element.tag if element.tag == f"{W}sdt" else text_of(element)
        for element in opened.body
        if element.tag == f"{W}sdt" or style_of(element) == "Heading1"
    ]
    assert order[:3] == [f"{PLACE} on a page", f"{W}sdt", "Work"]


def test_sources_are_named_with_number_link_attribution_use_periods_and_address(opened):
    first, second = (p for p in opened.body.iter(f"{W}p") if style_of(p) == "SourceEntry")
    assert text_of(first) == (
        "[1]Office of Invention, Invented output & hours, June 2025. Open Government Licence v3.0."
        "Source: Office of Invention. Contains public sector information."
        "Used for: Output per hour. Periods: 2004 to 2023.https://example.org/a?b=1&c=2"
    )
    assert [s.get(f"{W}name") for p in (first, second) for s in p.iter(f"{W}bookmarkStart")] == ["source_1", "source_2"]
    assert [text_of(link) for link in first.iter(f"{W}hyperlink")] == ["Invented output & hours"]


def test_every_text_of_every_block_is_there_in_order(opened):
    contents = opened.body.find(f"{W}sdt")
    said = "\n".join(text_of(p) for p in without(opened.body, contents))
    place = 0
    for text in texts(PACK):
        found = said.find(text, place)
        assert found >= 0, text
        place = found + len(text)


def texts(pack: EvidencePack) -> Iterator[str]:
    """Every text of the pack in the order of the document."""
    yield pack.place
    for chapter in pack.chapters:
        yield from (chapter.title, *chapter.summary)
        for block in chapter.blocks:
            yield from texts_in(block)


def texts_in(block: object) -> tuple[str, ...]:
    match block:
        case Heading(text) | Paragraph(text) | Note(text):
            return (text,)
        case Findings(statements):
            return tuple(s.text for s in statements)
        case Tiles(tiles):
            return tuple(text for t in tiles for text in (t.name, t.figure, t.how))
        case Picture():
            return block.title, block.subtitle, block.source, block.note
        case Table():
            cells = (cell for row in block.rows for cell in row)
            return block.title, *block.columns, *cells, block.source, block.note
        case Sources(entries):
            return tuple(text for e in entries for text in (e.source.title, e.attribution, e.periods, e.source.url))
    raise AssertionError(block)


def without(body: ET.Element, left_out: ET.Element) -> Iterator[ET.Element]:
    """The paragraphs of the body but not those of one element."""
    return (p for element in body if element is not left_out for p in element.iter(f"{W}p"))


def kept(opened):
    """Text of every paragraph of the body outside tables, and whether the file keeps it with the next."""
    return [(text_of(p), p.find(f"{W}pPr/{W}keepNext") is not None) for p in opened.body.findall(f"{W}p")]


def test_a_pictures_note_and_the_note_after_it_are_not_parted_from_the_picture():
    note = Note("This must be known.")
    drawn = a_picture("extra", "short")
    found = kept(Opened(word(with_blocks(drawn, note, Paragraph("And on.")))))
    at = found.index(("This must be known.", False))
    source, remark = found[at - 2 : at]
    assert source[0].startswith("Source: Office of Invention")
    assert remark[0].startswith("Note: ")
    assert source[1] and remark[1]


def test_a_definition_leads_to_its_findings_and_a_short_list_is_not_parted():
    said = next(block for _, block in PACK.blocks if isinstance(block, Findings)).statements
    lines = [replace(said[0], text=f"Finding {n}.") for n in range(12)]
    short = kept(Opened(word(with_blocks(Paragraph("What it is."), Findings(tuple(lines[:4]))))))
    at = short.index(("What it is.", True))
    assert [keep for _, keep in short[at + 1 : at + 5]] == [True, True, True, False]
    long = kept(Opened(word(with_blocks(Paragraph("What it is."), Findings(tuple(lines))))))
    at = long.index(("What it is.", True))
    assert [keep for _, keep in long[at + 1 : at + 13]] == [True, *[False] * 9, True, False]


def test_a_table_without_a_source_names_none():
    unsourced = replace(next(b for _, b in PACK.blocks if isinstance(b, Table)), key="bare", source="", note="")
    before, after = (styled(Opened(word(pack)), "Source") for pack in (PACK, with_blocks(unsourced)))
    assert sum("Source:" in line for line in after) == sum("Source:" in line for line in before)
