"""The Word document: Word's own headings, captions, tables and links; texts that stay text; the same bytes every time."""

import hashlib
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from evidence.pack.blocks import (
    INTERNAL,
    Chapter,
    EvidencePack,
    Findings,
    Heading,
    Note,
    Paragraph,
    Picture,
    Sources,
    Table,
    Tiles,
)
from evidence.pack.word import word
from tests.packs import NASTY, PLACE, sample_pack, table

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


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened(word(PACK))


@pytest.fixture(scope="module")
def internal() -> Opened:
    return Opened(word(sample_pack(edition=INTERNAL)))


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


def a_picture(key: str, twin: Table | str, kind: str = "chart") -> Picture:
    drawn = next(block for _, block in PACK.blocks if isinstance(block, Picture))
    return replace(drawn, key=key, kind=kind, title=f"Title of {key}", alt=f"Alt of {key}", twin=twin)


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


def test_every_chapter_opens_on_a_new_page(opened):
    style = Document(BytesIO(opened.data)).styles["Heading 1"]
    assert style.paragraph_format.page_break_before and style.paragraph_format.keep_with_next


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


def test_opening_the_file_asks_nobody_to_update_fields(opened):
    assert opened.xml("word/settings.xml").find(f"{W}updateFields") is None
    assert b"w:dirty" not in opened.parts["word/document.xml"]


def test_captions_are_numbered_by_word_and_show_the_numbers_of_the_pack(opened):
    captions = [p for p in opened.body.iter(f"{W}p") if style_of(p) == "Caption" and "SEQ" in "".join(instructions(p))]
    assert [(text_of(p), instructions(p)[0]) for p in captions] == [
        ("Figure 1. Output per hour: 11% below England (spine)", "SEQ Figure \\* ARABIC"),
        ("Figure 2. Output per hour: 11% below England (trend)", "SEQ Figure \\* ARABIC"),
        ("Figure 3. Output per hour: 11% below England (map)", "SEQ Figure \\* ARABIC"),
        (f"Table 1. Every district {NASTY[0]}", "SEQ Table \\* ARABIC"),
        ("Table 2. A few", "SEQ Table \\* ARABIC"),
    ]
    assert [p.find(f"{W}bookmarkStart").get(f"{W}name") for p in captions] == [
        "figure_1",
        "figure_2",
        "figure_3",
        "table_1",
        "table_2",
    ]


def test_a_caption_stands_above_its_picture_and_keeps_with_it(opened):
    styles = [style_of(p) for p in opened.body.findall(f"{W}p")]
    place = styles.index("Picture")
    assert styles[place - 2 : place + 3] == ["Caption", "Measure", "Picture", "Source", "Source"]
    ours = Document(BytesIO(opened.data)).styles
    assert all(ours[name].paragraph_format.keep_with_next for name in ("Caption", "Measure", "Picture"))


def test_every_drawing_has_its_own_name_and_the_text_alternative_of_its_block(opened):
    drawn = [PACK.cover, *(block for _, block in PACK.blocks if isinstance(block, Picture))]
    said = [properties.attrib for properties in opened.body.iter(f"{WP}docPr")]
    assert [each["descr"] for each in said] == [picture.alt for picture in drawn]
    assert [each["name"] for each in said] == ["Cover map", "Figure 1", "Figure 2", "Figure 3"]
    assert len({each["id"] for each in said}) == 4
    assert not any(re.search(r"\.(png|svg|jpe?g)\b", value) for each in said for value in each.values())


def test_pictures_are_as_wide_as_the_text_and_never_taller_than_a_page(opened):
    tall = a_picture("tall", table("tall-table", "T"))
    tall = replace(tall, svg=tall.svg.replace('height="420"', 'height="2000"').replace("0 0 640 420", "0 0 640 2000"))
    sizes = [extent_of(e) for e in opened.body.iter(f"{WP}extent")]
    assert sizes[2] == pytest.approx((160, 65), abs=0.2)
    width, height = [extent_of(e) for e in Opened(word(with_blocks(tall))).body.iter(f"{WP}extent")][-1]
    assert height == pytest.approx(190, abs=0.1) and width == pytest.approx(190 * 640 / 2000, abs=0.1)


def extent_of(element: ET.Element) -> tuple[float, float]:
    """Width and height in mm."""
    return int(element.get("cx", "0")) / EMU, int(element.get("cy", "0")) / EMU


def test_every_table_repeats_its_header_row_breaks_no_row_and_is_described(opened):
    tables = list(opened.body.iter(f"{W}tbl"))
    assert len(tables) == 5  # the tiles, two tables, two tables of figures
    for grid in tables:
        first, *others = grid.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in others)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *others))
        look = grid.find(f"{W}tblPr/{W}tblLook").attrib
        assert (look[f"{W}firstRow"], look[f"{W}firstColumn"]) == ("1", "1")
    titles = [grid.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") for grid in tables]
    assert titles[:3] == ["Headlines", f"Table 1. Every district {NASTY[0]}", "Table 2. A few"]
    assert len(set(titles)) == 5
    described = tables[2].find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
    assert described == "Columns: Area, Value (£, current prices), 95% interval, lower, How it came about."


def test_a_table_fills_the_text_and_aligns_numbers_right(opened):
    grid = list(opened.body.iter(f"{W}tbl"))[2]
    widths = [int(column.get(f"{W}w")) for column in grid.iter(f"{W}gridCol")]
    assert sum(widths) == 9071 and min(widths) > 500  # 160 mm in twentieths of a point
    for row in grid.iter(f"{W}tr"):
        sides = [p.find(f"{W}pPr/{W}jc") for p in row.iter(f"{W}p")]
        assert [side is not None and side.get(f"{W}val") for side in sides] == [False, "right", "right", False]


def test_no_word_of_a_crowded_table_is_broken_where_there_is_room():
    crowded = Table(
        "crowded",
        "T",
        ("Indicator", "Value", "England", "Compared", "Rank", "Change", "Source"),
        (
            (
                "Young people who are NEET or whose activity is not known " * 3,
                "£39.77",
                "£42.39",
                "below",
                "6th",
                "up",
                "1",
            ),
        ),
        (False, True, True, False, False, False, False),
        "S",
    )
    grid = list(Opened(word(with_blocks(crowded))).body.iter(f"{W}tbl"))[3]
    widths = [int(column.get(f"{W}w")) for column in grid.iter(f"{W}gridCol")]
    # "England" in bold Arial of 8 points is 31 points wide, "Compared" 40, "Source" 28: 620, 800 and 560 twips.
    assert widths[2] > 620 and widths[3] > 800 and widths[6] > 560
    assert widths[0] == max(widths)


def test_a_short_period_stays_on_one_line_in_a_crowded_table():
    names = ("Period", *(f"Greater Manchester and around {n}" for n in range(5)), "How it came about")
    grid = Table("periods", "T", names, (("Apr 2025", *("1",) * 5, "published"),), (False, *(True,) * 5, False), "S")
    made = list(Opened(word(with_blocks(grid))).body.iter(f"{W}tbl"))[3]
    # "Apr 2025" in Arial of 8 points is 34 points wide, 680 twips, and 150 are its margins.
    assert int(next(made.iter(f"{W}gridCol")).get(f"{W}w", "0")) >= 830


def test_tiles_are_read_row_by_row_with_their_name_first(opened):
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in next(opened.body.iter(f"{W}tbl")).iter(f"{W}tr")]
    assert rows == [
        ["Headline", "Figure", "How it compares"],
        ["Output per hour, 2023", "£36.40", "11% below England.\u00a0[1]"],
        ["NEET, Dec 2024 to Feb 2025", "5.6%", "Similar to England.\u00a0[2]"],
        ["Employment rate", "No figure", "Not published for districts."],
    ]


def test_findings_are_a_list_whose_references_link_to_the_sources(opened):
    bullets = [p for p in opened.body.iter(f"{W}p") if style_of(p) == "ListBullet"]
    assert [text_of(p) for p in bullets] == [
        "Output per hour in Llŷn: £36.40 in 2023.\u00a0[1]",
        f"Output per hour in Llŷn: 11% below England ({NASTY[4]}).\u00a0[1]",
        "NEET in Llŷn: 5.6% (95% interval 5.1% to 6.2%).\u00a0[1,\u00a02]",
    ]
    anchors = [link.get(f"{W}anchor") for p in bullets for link in p.iter(f"{W}hyperlink")]
    assert anchors == ["source_1", "source_1", "source_1", "source_2"]


def test_a_reference_to_a_source_without_an_entry_is_plain_text():
    chapters = tuple(
        replace(chapter, blocks=tuple(b for b in chapter.blocks if not isinstance(b, Sources)))
        for chapter in PACK.chapters
    )
    made = Opened(word(replace(PACK, chapters=chapters)))
    assert "Output per hour in Llŷn: £36.40 in 2023.\u00a0[1]" in styled(made, "ListBullet")
    assert not any(link.get(f"{W}anchor", "").startswith("source") for link in made.body.iter(f"{W}hyperlink"))


def test_sources_are_named_with_number_link_attribution_use_periods_and_address(opened):
    first, second = (p for p in opened.body.iter(f"{W}p") if style_of(p) == "SourceEntry")
    assert text_of(first) == (
        "[1]Office of Invention, Invented output & hours, June 2025. Open Government Licence v3.0."
        "Source: Office of Invention. Contains public sector information."
        "Used for: Output per hour. Periods: 2004 to 2023.https://example.org/a?b=1&c=2"
    )
    assert [s.get(f"{W}name") for p in (first, second) for s in p.iter(f"{W}bookmarkStart")] == ["source_1", "source_2"]
    assert [text_of(link) for link in first.iter(f"{W}hyperlink")] == ["Invented output & hours"]


def relations(opened: Opened, part: str = "document") -> Iterator[dict[str, str]]:
    return (each.attrib for each in opened.xml(f"word/_rels/{part}.xml.rels"))


def test_the_only_links_out_of_the_file_are_the_addresses_of_the_sources(opened):
    outside = {each["Id"]: each["Target"] for each in relations(opened) if each.get("TargetMode") == "External"}
    assert sorted(outside.values()) == ["https://example.org/a?b=1&c=2", "https://example.org/young"]
    used = [link.get(f"{R}id") for link in opened.body.iter(f"{W}hyperlink") if link.get(f"{R}id")]
    assert sorted(used) == sorted(outside)
    others = [name for name in opened.parts if name.endswith(".rels") and name != "word/_rels/document.xml.rels"]
    assert all(b"External" not in opened.parts[name] for name in others)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "\\\\server\\share", ""])
def test_an_address_that_is_not_of_the_web_is_no_link(url):
    entry = replace(PACK.sources[0], source=replace(PACK.sources[0].source, url=url))
    chapter = Chapter("sources", "Sources", (), (Sources((entry,)),))
    made = Opened(word(replace(PACK, chapters=(chapter,))))
    assert not [each for each in relations(made) if each.get("TargetMode") == "External"]
    assert "Invented output & hours" in styled(made, "SourceEntry")[0]


def test_hostile_texts_are_text_and_make_no_field_link_or_markup(opened):
    fields = {"TOC", "SEQ Figure \\* ARABIC", "SEQ Table \\* ARABIC"} | {f"REF figure_{n} \\h" for n in (2, 3)}
    found = {i if not i.startswith("TOC") else "TOC" for i in instructions(opened.body)}
    assert found == fields
    assert not list(opened.body.iter(f"{W}fldSimple"))
    assert instructions(opened.xml("word/footer1.xml")) == ["PAGE"]
    assert list(NASTY) == [text for text in styled(opened, "Normal") if text in NASTY][-7:]
    spaces = {element.tag.partition("}")[0].rpartition("/")[2] for element in opened.body.iter()}
    assert spaces == {"main", "wordprocessingDrawing", "picture"}
    breaks = [p for p in opened.body.iter(f"{W}p") if p.find(f".//{W}br") is not None]
    assert {style_of(p) for p in breaks} == {"SourceEntry"}


def test_a_hostile_alt_text_and_table_title_stay_within_their_attributes():
    hostile = "\"/><w:t>x</w:t> & ' < > ]]>"
    made = Opened(word(with_blocks(replace(a_picture("odd", table("odd-table", "T")), alt=hostile, title=hostile))))
    assert [p.get("descr") for p in made.body.iter(f"{WP}docPr")][-1] == hostile
    assert any(t.get(f"{W}val") == f"Figures of Figure 4. {hostile}" for t in made.body.iter(f"{W}tblCaption"))


def test_spaces_that_do_not_break_and_spaces_at_the_ends_are_kept():
    made = Opened(word(with_blocks(Paragraph("  5\u00a0million  "))))
    assert "  5\u00a0million  " in styled(made, "Normal")
    runs = [t for t in made.body.iter(f"{W}t") if t.text == "  5\u00a0million  "]
    assert runs[0].get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_the_figures_of_a_picture_are_in_the_appendix_and_linked_both_ways(opened):
    captions = [p for p in opened.body.iter(f"{W}p") if any(i.startswith("REF") for i in instructions(p))]
    assert [text_of(p) for p in captions] == [
        "Figures of Figure 2. Output per hour: 11% below England (trend)",
        "Figures of Figure 3. Output per hour: 11% below England (map)",
    ]
    links = {text_of(link): link.get(f"{W}anchor") for link in opened.body.iter(f"{W}hyperlink")}
    assert (
        links["Figures of this chart"] == "figures_of_figure_2"
        and links["Figures of this map"] == "figures_of_figure_3"
    )


def test_figures_of_more_than_sixty_rows_are_left_to_the_workbook():
    pack = with_blocks(a_picture("sixty", table("s", "T", rows=60)), a_picture("more", table("m", "T", rows=61)))
    made = Opened(word(pack))
    assert len(list(made.body.iter(f"{W}tbl"))) == 6
    said = "Its figures, 61 rows, are in the workbook of this pack, as those of Figure 5."
    assert [text for text in styled(made, "Source") if said in text][1] == said
    assert len([text for text in styled(made, "Source") if said in text]) == 2


def test_figures_whose_columns_do_not_fit_the_page_are_left_to_the_workbook():
    names = tuple(f"Constituencies{n}" for n in range(12))
    wide = Table("wide", "T", names, (("1",) * 12,), (True,) * 12, "S")
    said = "Its figures, 12 columns, are in the workbook of this pack, as those of Figure 4."
    assert styled(Opened(word(with_blocks(a_picture("w", wide)))), "Source")[-1] == said


def test_a_picture_without_figures_promises_none():
    made = Opened(word(with_blocks(a_picture("none", table("n", "T", rows=0)))))
    assert "Figure 4. Title of none" in styled(made, "Caption")
    assert not [text for text in styled(made, "Caption") if text.startswith("Figures of Figure 4")]
    assert "figures_of_figure_4" not in [link.get(f"{W}anchor") for link in made.body.iter(f"{W}hyperlink")]


def test_a_picture_whose_figures_are_a_table_of_the_chapter_refers_to_that_table(opened):
    source = next(p for p in opened.body.iter(f"{W}p") if "The figures are in Table 2." in text_of(p))
    assert [link.get(f"{W}anchor") for link in source.iter(f"{W}hyperlink")] == ["table_2"]
    assert "Figures of Figure 1" not in " ".join(styled(opened, "Caption"))


def test_every_link_and_cross_reference_has_its_bookmark_and_ids_are_unique(opened):
    names = [mark.get(f"{W}name") for mark in opened.body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names)) and max(map(len, names)) <= 40
    ids = [mark.get(f"{W}id") for mark in opened.body.iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids)) and ids == [mark.get(f"{W}id") for mark in opened.body.iter(f"{W}bookmarkEnd")]
    anchors = {link.get(f"{W}anchor") for link in opened.body.iter(f"{W}hyperlink")} - {None}
    referred = {i.split()[1] for i in instructions(opened.body) if i.startswith("REF")}
    assert anchors | referred <= set(names) and len(anchors) >= 10


def test_every_paragraph_has_a_style_that_the_file_defines(opened):
    known = {style.get(f"{W}styleId") for style in opened.xml("word/styles.xml").iter(f"{W}style")}
    used = {e.get(f"{W}val") for kind in ("pStyle", "rStyle", "tblStyle") for e in opened.body.iter(f"{W}{kind}")}
    assert used <= known
    based = {e.get(f"{W}val") for e in opened.xml("word/styles.xml").iter(f"{W}basedOn")}
    following = {e.get(f"{W}val") for e in opened.xml("word/styles.xml").iter(f"{W}next")}
    assert based | following <= known


def test_language_is_british_english_and_type_one_family_everywhere(opened):
    styles = opened.xml("word/styles.xml")
    assert {e.get(f"{W}val") for e in styles.iter(f"{W}lang")} == {"en-GB"}
    assert opened.xml("word/settings.xml").find(f"{W}themeFontLang").get(f"{W}val") == "en-GB"
    assert {e.get(f"{W}ascii") for e in styles.iter(f"{W}rFonts")} == {"Arial"}
    assert not list(opened.body.iter(f"{W}rFonts")) and not list(opened.body.iter(f"{W}lang"))
    assert b"themeColor" not in opened.parts["word/styles.xml"]
    normal = Document(BytesIO(opened.data)).styles["Normal"]
    assert normal.font.size.pt == 10.5


def test_pages_are_a4_with_margins_of_25_mm(opened):
    section = Document(BytesIO(opened.data)).sections[0]
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(side.mm) for side in (section.page_width, section.page_height, *sides)] == [210, 297, 25, 25, 25, 25]


def test_the_file_names_title_purpose_author_and_the_date_of_the_pack(opened):
    about = Document(BytesIO(opened.data)).core_properties
    assert (about.title, about.subject) == (f"{PLACE}: evidence pack", "For the local growth plan workshop")
    assert (about.author, about.last_modified_by, about.language) == ("Place evidence", "Place evidence", "en-GB")
    assert about.created == about.modified == datetime(2026, 11, 22, tzinfo=UTC)
    assert about.identifier == "3f2a9c0d1e4b"
    assert b"python-docx" not in opened.parts["docProps/core.xml"]


def test_a_title_longer_than_the_format_allows_is_cut_in_the_properties_only():
    made = word(replace(PACK, place="P" * 400))
    assert len(Document(BytesIO(made)).core_properties.title) == 255
    assert styled(Opened(made), "Title") == ["P" * 400]


def test_the_foot_names_place_date_and_page_and_not_on_the_cover(opened):
    foot = opened.xml("word/footer1.xml")
    assert text_of(foot) == f"{PLACE} · evidence pack · 22 November 2026 · page\u00a02"
    section = Document(BytesIO(opened.data)).sections[0]
    assert section.different_first_page_header_footer and section.first_page_footer.is_linked_to_previous
    assert [name for name in opened.parts if "footer" in name or "header" in name] == ["word/footer1.xml"]


def test_the_internal_edition_is_marked_on_the_cover_in_the_foot_and_in_the_file(internal, opened):
    mark = "Internal: not for publication"
    assert text_of(internal.body[0]) == mark and style_of(internal.body[0]) == "Mark"
    assert [text_of(p) for p in internal.xml("word/footer1.xml").iter(f"{W}p")][1] == mark
    assert Document(BytesIO(internal.data)).core_properties.content_status == mark
    assert mark not in text_of(opened.body) + text_of(opened.xml("word/footer1.xml"))


def test_nothing_of_the_template_is_left_but_what_the_document_uses(opened):
    assert sorted(opened.parts) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml",
        "word/fontTable.xml", "word/footer1.xml", "word/media/image1.png", "word/media/image2.png",
        "word/media/image3.png", "word/media/image4.png", "word/numbering.xml", "word/settings.xml", "word/styles.xml",
        "word/theme/theme1.xml",
    ]  # fmt: skip
    modes = [e.get(f"{W}val") for e in opened.xml("word/settings.xml").iter(f"{W}compatSetting")]
    assert modes[0] == "15"  # an older one opens in compatibility mode


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


def test_every_text_of_every_block_is_there_in_order(opened):
    contents = opened.body.find(f"{W}sdt")
    said = "\n".join(text_of(p) for p in without(opened.body, contents))
    place = 0
    for text in texts(PACK):
        found = said.find(text, place)
        assert found >= 0, text
        place = found + len(text)


def without(body: ET.Element, left_out: ET.Element) -> Iterator[ET.Element]:
    """The paragraphs of the body but not those of one element."""
    return (p for element in body if element is not left_out for p in element.iter(f"{W}p"))


def test_word_finds_a_paragraph_after_every_table(opened):
    tags = [element.tag for element in opened.body]
    assert all(tags[i + 1] == f"{W}p" for i, tag in enumerate(tags) if tag == f"{W}tbl")
    assert tags[-1] == f"{W}sectPr"


def test_the_same_pack_gives_the_same_bytes_in_another_process_and_folder(opened, tmp_path):
    assert word(sample_pack()) == opened.data
    assert {entry.date_time for entry in opened.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in opened.entries][:2] == ["[Content_Types].xml", "_rels/.rels"]
    script = (
        "import hashlib; from evidence.pack.word import word; from tests.packs import sample_pack; "
        "print(hashlib.sha256(word(sample_pack())).hexdigest())"
    )
    home = str(Path(__file__).parents[1])
    environment = os.environ | {"PYTHONPATH": home, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    made = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert made.stdout.strip() == hashlib.sha256(opened.data).hexdigest()
