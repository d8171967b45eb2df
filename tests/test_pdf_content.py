"""Blocks in a PDF: what a reader sees and a screen reader is told of every text, picture and source."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from evidence.pack.blocks import Findings, Heading, Note, Paragraph, Picture, Sources, Table, Tiles
from evidence.pack.pdf.document import pdf
from tests.opened_pdf import (
    CONTENTS,
    COVER,
    ON_A_PAGE,
    bare,
    bare_lines,
    bookmarks,
    elements,
    sample_pdf,
    texts_of,
    with_blocks,
    without_artifacts,
)
from tests.packs import NASTY, PLACE, picture, sample_pack, table


@pytest.fixture(scope="module")
def document():
    with pikepdf.open(BytesIO(sample_pdf())) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts():
    return texts_of(sample_pdf())


def test_every_picture_has_its_own_text_alternative(document):
    alternatives = [str(figure.Alt) for figure in elements(document.Root.StructTreeRoot, "/Figure")]
    said = "output per hour in Llŷn rose from £21 in 2004 to £36.40 in 2023, below England throughout."
    assert alternatives == [f"Map cover: {said}", f"Chart spine: {said}", f"Chart trend: {said}", f"Map map: {said}"]
    assert not any(alternative.endswith(".svg") for alternative in alternatives)


def test_welsh_letters_and_the_pound_sign_can_be_read_back(texts):
    whole = "".join(texts)
    assert all(letter in whole for letter in "ŴŵŶŷ£ŷô\u2212₂")


def test_hostile_texts_stand_there_letter_by_letter(texts):
    whole = bare("".join(texts))
    assert all(bare(text) in whole for text in NASTY)


def said(pack):
    """Every text of a pack's chapters in reading order."""
    for chapter in pack.chapters:
        yield chapter.title
        yield from chapter.summary
        for block in chapter.blocks:
            yield from said_in(block, pack.labels)


def said_in(block, labels):
    match block:
        case Heading(text) | Paragraph(text) | Note(text):
            return [text]
        case Findings(statements):
            return [f"{s.text} [{', '.join(map(str, s.sources))}]" for s in statements]
        case Tiles(tiles):
            return [text for t in tiles for text in (t.name, t.figure, t.how)]
        case Picture():
            return [f"{labels[block.key]}. {block.title}", block.subtitle, block.source, block.note]
        case Table():
            cells = [cell for row in block.rows for cell in row]
            return [f"{labels[block.key]}. {block.title}", *block.columns, *cells, block.source, block.note]
        case Sources(entries):
            return [text for e in entries for text in (f"[{e.number}]", e.source.title, e.source.url, e.attribution)]


def test_every_text_can_be_read_back_in_reading_order(texts):
    whole = bare("".join([texts[ON_A_PAGE], *texts[CONTENTS + 1 :]]))
    at = 0
    for text in said(sample_pack()):
        found = whole.find(bare(text), at)
        assert found >= 0, text
        at = found + len(bare(text))


def test_what_stands_below_a_picture_or_table_is_named_as_its_source(texts):
    whole = bare_lines(" ".join(texts))
    assert whole.count("Source: Office of Invention, Invented output & hours") == 7  # 3 pictures, 2 tables, 2 twins


def test_a_picture_without_a_source_names_none():
    unsourced = replace(picture("chart", "trend", 260, twin="short"), source="")
    whole = bare_lines(" ".join(texts_of(pdf(with_blocks(unsourced, table("short", "A few"))))))
    assert "The figures are in Table 1." in whole
    assert whole.count("Source: Office of Invention, Invented") == 3  # another picture, its figures and the table


def test_a_source_number_leads_to_its_entry_and_every_link_says_where_it_leads(document):
    sources = next(page for _, title, page in bookmarks(document) if title == "Sources")
    first = list(document.pages[ON_A_PAGE].Annots)
    targets = [document.pages.index(pikepdf.Page(link.Dest[0])) for link in first]
    assert targets[:2] == [sources, sources]
    assert len(targets) == 3  # and one to the table with the drawing's figures
    links = [link for page in document.pages for link in page.get("/Annots", ())]
    assert all(str(link.Contents).strip() for link in links)
    outside = {str(link.A.URI) for link in links if "/A" in link}
    assert outside == {"https://example.org/a?b=1&c=2", "https://example.org/young"}


def test_the_cover_says_what_for_when_and_compared_with_what(texts):
    cover = bare_lines(texts[COVER])
    said = ("Combined authority", "Evidence pack", "For the local growth plan workshop", "22 November 2026")
    assert all(text in cover for text in said)
    assert "Figures for periods up to January 2026" in cover
    assert "Compared with England, the North West and the UK" in cover
    assert "Internal" not in cover


def test_a_long_note_under_a_picture_is_not_cut_off():
    noted = replace(picture("chart", "trend", 600), note=f"Begin. {'All of this must be read. ' * 400} The end of it.")
    whole = bare_lines(" ".join(without_artifacts(pdf(with_blocks(noted)))))
    assert "The end of it." in whole
    assert whole.count("All of this must be read.") == 400


def test_a_place_without_an_outline_has_a_cover_without_a_map():
    made = pdf(replace(sample_pack(), cover=None))
    assert texts_of(made)[ON_A_PAGE].startswith(PLACE)
    with pikepdf.open(BytesIO(made)) as document:
        assert len(list(elements(document.Root.StructTreeRoot, "/Figure"))) == 3


def test_a_pack_without_a_list_of_sources_has_numbers_without_links():
    pack = sample_pack()
    made = pdf(replace(pack, chapters=pack.chapters[:-1]))
    assert "Similar to England. [2]" in bare_lines(texts_of(made)[ON_A_PAGE])


def test_a_chapter_without_blocks_has_its_title_and_summary():
    text = bare_lines(texts_of(pdf(with_blocks()))[CONTENTS + 1])
    assert text.startswith("Work Employment is similar to England. It rose since 2018.")


@pytest.mark.parametrize("before", range(24, 34, 2))
def test_a_section_opens_on_one_page_with_its_findings_and_a_picture_with_its_note(before):
    lines = [Paragraph(f"Line {n}.") for n in range(before)]
    pack = sample_pack()
    said = Findings(next(b for b in pack.chapters[1].blocks if isinstance(b, Findings)).statements * 3)
    note = Note("This must be known. " * 40)
    drawn = picture("chart", "trend", 260)
    made = pdf(with_blocks(*lines, Heading("Opening"), Paragraph("What it is."), said, drawn, note))
    pages = [bare_lines(text) for text in texts_of(made)[CONTENTS + 1 :]]
    opening = next(page for page in pages if "Opening What it is." in page)
    assert opening.count("NEET in Llŷn: 5.6%") == 3
    with_picture = next(page for page in pages if "Figure 2." in page)
    assert with_picture.count("This must be known.") == 40


def test_a_section_that_most_chapters_have_is_a_bookmark_but_not_in_the_contents():
    pack = sample_pack()
    first, *rest = pack.chapters
    blocks = (Heading("Where it stands"), Heading("What else there is"), Paragraph("It stands."))
    chapters = [replace(rest[0], key=f"c{n}", title=f"Theme {n}", blocks=blocks) for n in range(3)]
    chapters.append(replace(rest[0], key="c9", title="Theme 9", blocks=(Heading("Only here"), Paragraph("It stands."))))
    alone = replace(first, blocks=(first.blocks[0], picture("chart", "spine", 420)))
    made = pdf(replace(pack, chapters=(alone, *chapters, rest[-1])))
    contents = bare_lines(texts_of(made)[CONTENTS])
    assert "Where it stands" not in contents
    assert "Only here" in contents
    with pikepdf.open(BytesIO(made)) as document:
        assert [title for _, title, _ in bookmarks(document)].count("Where it stands") == 3


@pytest.mark.parametrize("lines", range(33, 45))
def test_a_chapter_of_text_has_no_page_for_its_last_lines(lines):
    made = pdf(with_blocks(Heading("How"), *[Paragraph(f"Line {n} of the text.") for n in range(lines)]))
    texts = texts_of(made)
    work = [text for text in texts[CONTENTS + 1 :] if "Line " in text]
    assert len(work) == 1 or work[1].count("of the text.") > 1
