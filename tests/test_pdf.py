"""The evidence pack as PDF: what a reader sees, what a screen reader is told, and that it is the same every time."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import page as validator
import pikepdf
import psutil
import pytest
from pypdf import PdfReader

from evidence.errors import EvidenceError
from evidence.pack import pdf as module
from evidence.pack.blocks import INTERNAL, Findings, Heading, Note, Paragraph, Picture, Sources, Table, Tiles
from evidence.pack.pdf import pdf
from tests.packs import NASTY, PLACE, picture, sample_pack, svg, table

COVER, ON_A_PAGE, CONTENTS = 0, 1, 2  # pages, from 0
FOOT = f"{PLACE} · evidence pack · 22 November 2026 · page"


@pytest.fixture(scope="module")
def made():
    return pdf(sample_pack())


@pytest.fixture(scope="module")
def document(made):
    with pikepdf.open(BytesIO(made)) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(made):
    return texts_of(made)


def texts_of(made):
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def bare(text):
    """The text without spaces: where a line breaks is the typesetter's choice."""
    return re.sub(r"\s|\u2060", "", text)


def kids(element):
    held = element.get("/K")
    held = list(held) if isinstance(held, pikepdf.Array) else [held]
    return [kid for kid in held if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def elements(element, *kinds):
    """Structure elements of these kinds, in the order in which a screen reader meets them."""
    for kid in kids(element):
        if not kinds or str(kid.S) in kinds:
            yield kid
        yield from elements(kid, *kinds)


def scope(cell):
    return next((str(a.Scope) for a in cell.get("/A", ()) if "/Scope" in a), None)


def bookmarks(document):
    """Level, title and page (from 0) of every bookmark."""
    pages = {page.objgen: number for number, page in enumerate(document.pages)}

    def walk(items, level):
        for item in items:
            yield level, str(item.title), pages[item.destination[0].objgen]
            yield from walk(item.children, level + 1)

    with document.open_outline() as outline:
        return list(walk(outline.root, 1))


def with_blocks(*blocks):
    """The sample pack with other blocks in its second chapter; its long table and short table go."""
    pack = sample_pack()
    first, second, *rest = pack.chapters
    alone = replace(first, blocks=(first.blocks[0], picture("chart", "spine", 420)))
    return replace(pack, chapters=(alone, replace(second, blocks=blocks), *rest))


@pytest.mark.parametrize("edition", ["public", INTERNAL])
def test_a_validator_finds_no_fault_with_it_as_pdf_ua(edition):
    report = validator.validate_pdf_bytes(
        pdf(sample_pack(edition=edition)), profile=validator.ValidationProfile.PDF_UA_1
    )
    assert report.is_compliant, [str(failure) for failure in report.failures]


def test_the_validator_would_find_a_fault(made):
    with pikepdf.open(BytesIO(made)) as spoilt:
        figure = next(elements(spoilt.Root.StructTreeRoot, "/Figure"))
        del figure["/Alt"]
        file = BytesIO()
        spoilt.save(file)
    report = validator.validate_pdf_bytes(file.getvalue(), profile=validator.ValidationProfile.PDF_UA_1)
    assert not report.is_compliant


def test_it_says_its_title_language_author_and_date(document):
    assert document.Root.Lang == "en-GB"
    assert document.Root.ViewerPreferences.DisplayDocTitle is True
    assert document.docinfo.Title == f"{PLACE}: evidence pack"
    assert document.docinfo.Author == "Place evidence"
    assert document.docinfo.CreationDate == document.docinfo.ModDate == "D:20261122000000Z"
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == f"{PLACE}: evidence pack"
        assert metadata["pdfuaid:part"] == "1"


def test_every_picture_has_its_own_text_alternative(document):
    alternatives = [str(figure.Alt) for figure in elements(document.Root.StructTreeRoot, "/Figure")]
    said = "output per hour in Llŷn rose from £21 in 2004 to £36.40 in 2023, below England throughout."
    assert alternatives == [f"Map cover: {said}", f"Chart spine: {said}", f"Chart trend: {said}", f"Map map: {said}"]
    assert not any(alternative.endswith(".svg") for alternative in alternatives)


def test_tables_have_column_and_row_headers(document):
    tables = list(elements(document.Root.StructTreeRoot, "/Table"))
    assert [len(list(elements(t, "/TR"))) for t in tables] == [61, 4, 7, 7]  # two of the pack's, two of its pictures'
    for found in tables:
        header, *rows = elements(found, "/TR")
        assert [(str(c.S), scope(c)) for c in kids(header)] == [("/TH", "/Column")] * 4
        for row in rows:
            assert [(str(c.S), scope(c)) for c in kids(row)] == [("/TH", "/Row"), *[("/TD", None)] * 3]


def test_cells_leave_it_to_the_scopes_which_headers_they_have(document):
    cells = list(elements(document.Root.StructTreeRoot, "/TH", "/TD"))
    assert not any("/Headers" in attributes for cell in cells for attributes in cell.get("/A", ()))


def test_headings_never_skip_a_level(document):
    levels = [int(str(h.S)[2:]) for h in elements(document.Root.StructTreeRoot) if re.fullmatch(r"/H\d", str(h.S))]
    assert levels[:6] == [1, 1, 1, 2, 2, 3]  # on a page, contents, Work and its sections
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_there_is_a_bookmark_for_every_chapter_and_section(document):
    assert [(level, title) for level, title, _ in bookmarks(document)] == [
        (1, f"{PLACE} on a page"),
        (1, "Contents"),
        (1, "Work"),
        (2, "How does it stand?"),
        (2, "What is behind it?"),
        (3, "By district"),
        (1, "Peers and why"),
        (1, "Sources"),
        (1, "The figures behind the charts"),
        (2, "Work"),
    ]


def test_chapters_open_on_a_new_page_after_cover_page_and_contents(document):
    pages = [page for level, _, page in bookmarks(document) if level == 1]
    assert pages[:3] == [ON_A_PAGE, CONTENTS, CONTENTS + 1]
    assert all(before < after for before, after in pairwise(pages))


def test_contents_give_the_page_of_every_chapter_and_section(document, texts):
    contents = bare(texts[CONTENTS])
    listed = [(title, page) for level, title, page in bookmarks(document) if level < 3 and title != "Contents"]
    assert len(listed) == 8
    for title, page in listed:
        assert re.search(rf"{re.escape(bare(title))}\.+{page + 1}(?!\d)", contents), title


def test_long_contents_still_stand_on_one_page():
    sections = [Heading(f"Section {number} of a chapter with rather many sections") for number in range(70)]
    made = pdf(with_blocks(*sections))
    text = texts_of(made)[CONTENTS]
    assert "Section 0 of" in text
    assert "The figures behind the charts" in text


@pytest.mark.parametrize("height", [300, 900, 1500])
def test_the_first_chapter_stands_on_one_page_however_high_its_drawing(height):
    pack = sample_pack()
    first = pack.chapters[0]
    drawn = replace(first.blocks[1], svg=svg(height))
    made = pdf(replace(pack, chapters=(replace(first, blocks=(first.blocks[0], drawn)), *pack.chapters[1:])))
    texts = texts_of(made)
    assert "Figure 1." in texts[ON_A_PAGE]
    assert "Its figures are in Table 2." in bare_lines(texts[ON_A_PAGE])
    assert texts[CONTENTS].startswith("Contents")


def bare_lines(text):
    return re.sub(r"\s+", " ", text)


def test_every_font_is_embedded_and_is_the_typeface(document):
    fonts = {font.objgen: font for page in document.pages for font in page.get("/Resources").get("/Font", {}).values()}
    assert fonts
    for font in fonts.values():
        inner = font.DescendantFonts[0].FontDescriptor
        assert "SourceSansPro" in str(inner.FontName)
        assert "/FontFile3" in inner or "/FontFile2" in inner
        assert "/ToUnicode" in font


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


def test_a_screen_reader_meets_the_content_in_the_order_in_which_it_is_drawn(document):
    pages = {page.objgen: number for number, page in enumerate(document.pages)}
    marks = [(pages[page], number) for page, number in content_of(document.Root.StructTreeRoot)]
    assert len(marks) > 400
    assert marks == sorted(set(marks))


def content_of(element):
    """Page and number of every piece of content, in the order in which a screen reader meets it."""
    held = element.get("/K")
    for kid in list(held) if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            yield kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)
        elif isinstance(kid, pikepdf.Dictionary):
            yield from content_of(kid)


def without_artifacts(made):
    """The text of each page that is not marked as an artifact, which a screen reader passes over."""
    with pikepdf.open(BytesIO(made)) as document:
        for page in document.pages:
            kept, inside = [], []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("BMC", "BDC"):
                    inside.append(str(operands[0]))
                if not ("/Artifact" in inside and str(operator) in ("Tj", "TJ")):
                    kept.append((operands, operator))
                if str(operator) == "EMC":
                    inside.pop()
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(kept))
        file = BytesIO()
        document.save(file)
    return texts_of(file.getvalue())


def test_the_running_foot_is_on_every_page_but_the_cover_and_no_screen_reader_repeats_it(made, texts):
    for number, text in enumerate(texts[1:], start=2):
        assert f"{FOOT} {number}" in text
    assert "evidence pack ·" not in texts[COVER]
    read = without_artifacts(made)
    assert not any("evidence pack ·" in text for text in read)
    assert "Office of Invention" in read[ON_A_PAGE]


def test_the_cover_says_what_for_when_and_compared_with_what(texts):
    cover = bare_lines(texts[COVER])
    said = ("Combined authority", "Evidence pack", "For the local growth plan workshop", "22 November 2026")
    assert all(text in cover for text in said)
    assert "Figures for periods up to January 2026" in cover
    assert "Compared with England, the North West and the UK" in cover
    assert "Internal" not in cover


def test_the_internal_edition_says_so_on_every_page_and_the_public_one_on_none(texts):
    assert all("Internal: not for publication" in text for text in texts_of(pdf(sample_pack(edition=INTERNAL))))
    assert not any("Internal" in text for text in texts)


def test_the_header_row_is_repeated_where_a_table_runs_over_a_page(made, texts):
    parts = [text for text in texts if re.search(r"^Place (8|58)\b", text, re.MULTILINE)]
    assert len(parts) == 2
    header = "Area Value (£, current prices) 95% interval, lower How it came about"
    assert all(bare(header) in bare(text) for text in parts)
    # Its repetition is decoration; a screen reader knows the headers already.
    second = next(text for text in without_artifacts(made) if re.search(r"^Place 58\b", text, re.MULTILINE))
    assert "95% interval, lower" not in bare_lines(second).split("Place 60")[0]


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


def test_a_picture_says_on_which_page_its_figures_are(document, texts):
    appendix = next(page for _, title, page in bookmarks(document) if title.startswith("The figures behind"))
    work = bare_lines("".join(texts[CONTENTS + 1 : appendix]))
    assert work.count(f"Its figures are on page {appendix + 1}.") == 2
    assert "Figures of Figure 2. Output per hour: 11% below England (trend)" in bare_lines(texts[appendix])


def test_figures_too_many_for_paper_are_in_the_workbook_and_the_document_says_so():
    drawn = picture("map", "map", 300)
    rows = tuple((f"Far place {n}", "1", "2", "published") for n in range(61))
    long = replace(drawn, twin=replace(table("far", "Far"), rows=rows))
    many = tuple(f"Column-that-is-long {n}" for n in range(30))
    wide = replace(
        drawn, key="wide", twin=replace(table("w", "Wide"), columns=many, rows=(many,), numeric=(False,) * 30)
    )
    whole = bare_lines("".join(texts_of(pdf(with_blocks(long, wide)))))
    assert whole.count("Its figures, 61 rows, are in the workbook of this pack, as those of Figure 2.") == 2
    assert whole.count("Its figures, 30 columns, are in the workbook of this pack, as those of Figure 3.") == 2
    assert "Far place" not in whole


def test_a_wide_table_stands_on_a_page_on_its_side():
    names = tuple(f"Measurement{n}" for n in range(9))
    wide = replace(table("wide", "Wide"), columns=names, rows=(names,), numeric=(False,) * 9)
    with pikepdf.open(BytesIO(pdf(with_blocks(wide)))) as document:
        shapes = [[round(float(edge)) for edge in page.mediabox[2:]] for page in document.pages]
    assert shapes.count([842, 595]) == 1
    assert shapes.count([595, 842]) == len(shapes) - 1


def test_a_table_that_no_page_can_hold_is_refused():
    names = tuple(f"Measurement{n}" for n in range(40))
    with pytest.raises(EvidenceError, match="Table 1, 'Wide', has 40 columns, too many for paper"):
        pdf(with_blocks(replace(table("wide", "Wide"), columns=names, rows=(names,), numeric=(False,) * 40)))


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


def test_the_same_pack_gives_the_same_bytes(made):
    assert pdf(sample_pack()) == made


def test_another_process_elsewhere_gives_the_same_bytes(made, tmp_path):
    code = "import sys; from evidence.pack.pdf import pdf; from tests.packs import sample_pack; "
    code += "open(sys.argv[1], 'wb').write(pdf(sample_pack()))"
    elsewhere = os.environ | {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "SOURCE_DATE_EPOCH": "1",
        "TMPDIR": str(tmp_path),
    }
    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "again.pdf")], check=True, env=elsewhere, cwd=root)
    assert (tmp_path / "again.pdf").read_bytes() == made


def test_a_pack_of_another_date_has_other_bytes(made):
    pack = sample_pack()
    assert pdf(replace(pack, as_of=pack.as_of.replace(day=23))) != made


def test_nothing_of_this_machine_is_in_it(made):
    with pikepdf.open(BytesIO(made)) as document:
        document.save(plain := BytesIO(), compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    folder = str(Path(__file__).parent.parent).encode()
    assert folder not in plain.getvalue()
    assert sys.prefix.encode() not in plain.getvalue()


def test_many_packs_do_not_fill_the_memory():
    names = tuple(f"Place {n}" for n in range(600))
    rows = tuple((name, "36.40", "35.10", "published") for name in names)
    packs = [with_blocks(replace(table("long", f"Version {n}"), rows=rows)) for n in range(8)]
    for pack in packs[:2]:
        pdf(pack)
    before = psutil.Process().memory_info().rss
    for pack in packs[2:]:
        pdf(pack)
    assert psutil.Process().memory_info().rss - before < 100_000_000


def test_without_the_typefaces_package_it_is_refused(monkeypatch):
    module._fonts.cache_clear()
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(EvidenceError, match="font_source_sans_pro is not installed"):
        pdf(sample_pack())


def test_a_letter_that_the_typeface_does_not_have_is_refused_by_name():
    with pytest.raises(EvidenceError, match="中"):
        pdf(sample_pack(place="Llŷn 中"))


def test_a_drawing_that_is_none_is_refused():
    with pytest.raises(EvidenceError, match="cannot be set as a PDF: failed to parse SVG"):
        pdf(with_blocks(replace(picture("chart", "trend", 100), svg="nothing drawn")))


def test_a_chapter_without_blocks_has_its_title_and_summary():
    text = bare_lines(texts_of(pdf(with_blocks()))[CONTENTS + 1])
    assert text.startswith("Work Employment is similar to England. It rose since 2018.")
