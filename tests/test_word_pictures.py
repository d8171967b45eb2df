"""Pictures of a Word document: captions, text alternatives, sizes, and where their figures are."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from evidence.pack.blocks import Picture, Table
from evidence.pack.word.document import word
from tests.opened_word import (
    PACK,
    WP,
    Opened,
    W,
    a_picture,
    extent_of,
    instructions,
    style_of,
    styled,
    text_of,
    with_blocks,
)
from tests.packs import table


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened(word(PACK))


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


def test_a_hostile_alt_text_and_table_title_stay_within_their_attributes():
    hostile = "\"/><w:t>x</w:t> & ' < > ]]>"
    made = Opened(word(with_blocks(replace(a_picture("odd", table("odd-table", "T")), alt=hostile, title=hostile))))
    assert [p.get("descr") for p in made.body.iter(f"{WP}docPr")][-1] == hostile
    assert any(t.get(f"{W}val") == f"Figures of Figure 4. {hostile}" for t in made.body.iter(f"{W}tblCaption"))


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


def test_what_stands_below_a_picture_or_table_is_named_as_its_source(opened):
    named = [text for text in styled(opened, "Source") if text.startswith("Source: Office of Invention, Invented")]
    assert len(named) == 8  # the cover's map, three pictures, two tables, two tables of figures
