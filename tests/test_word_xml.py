"""Pieces of a Word document: texts that stay text, fields, bookmarks and links that lead somewhere."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from evidence.pack.blocks import Chapter, Paragraph, Sources
from evidence.pack.word.document import word
from tests.opened_word import PACK, Opened, R, W, instructions, style_of, styled, text_of, with_blocks
from tests.packs import NASTY


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened(word(PACK))


def relations(opened: Opened, part: str = "document") -> Iterator[dict[str, str]]:
    return (each.attrib for each in opened.xml(f"word/_rels/{part}.xml.rels"))


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


def test_spaces_that_do_not_break_and_spaces_at_the_ends_are_kept():
    made = Opened(word(with_blocks(Paragraph("  5\u00a0million  "))))
    assert "  5\u00a0million  " in styled(made, "Normal")
    runs = [t for t in made.body.iter(f"{W}t") if t.text == "  5\u00a0million  "]
    assert runs[0].get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_every_link_and_cross_reference_has_its_bookmark_and_ids_are_unique(opened):
    names = [mark.get(f"{W}name") for mark in opened.body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names)) and max(map(len, names)) <= 40
    ids = [mark.get(f"{W}id") for mark in opened.body.iter(f"{W}bookmarkStart")]
    assert len(ids) == len(set(ids)) and ids == [mark.get(f"{W}id") for mark in opened.body.iter(f"{W}bookmarkEnd")]
    anchors = {link.get(f"{W}anchor") for link in opened.body.iter(f"{W}hyperlink")} - {None}
    referred = {i.split()[1] for i in instructions(opened.body) if i.startswith("REF")}
    assert anchors | referred <= set(names) and len(anchors) >= 10
