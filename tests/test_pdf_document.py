"""The PDF as a whole: what a validator finds, its order and navigation, and that it is the same every time."""

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

from evidence.errors import EvidenceError
from evidence.pack.blocks import INTERNAL, Heading
from evidence.pack.pdf import document as module
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
from tests.packs import PLACE, picture, sample_pack, svg, table

FOOT = f"{PLACE} · evidence pack · 22 November 2026 · page"


@pytest.fixture(scope="module")
def made():
    return sample_pdf()


@pytest.fixture(scope="module")
def document():
    with pikepdf.open(BytesIO(sample_pdf())) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts():
    return texts_of(sample_pdf())


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
    assert "The figures are in Table 2." in bare_lines(texts[ON_A_PAGE])
    assert texts[CONTENTS].startswith("Contents")


def test_every_font_is_embedded_and_is_the_typeface(document):
    fonts = {font.objgen: font for page in document.pages for font in page.get("/Resources").get("/Font", {}).values()}
    assert fonts
    for font in fonts.values():
        inner = font.DescendantFonts[0].FontDescriptor
        assert "SourceSansPro" in str(inner.FontName)
        assert "/FontFile3" in inner or "/FontFile2" in inner
        assert "/ToUnicode" in font


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


def test_the_running_foot_is_on_every_page_but_the_cover_and_no_screen_reader_repeats_it(made, texts):
    for number, text in enumerate(texts[1:], start=2):
        assert f"{FOOT} {number}" in text
    assert "evidence pack ·" not in texts[COVER]
    read = without_artifacts(made)
    assert not any("evidence pack ·" in text for text in read)
    assert "Office of Invention" in read[ON_A_PAGE]


def test_the_internal_edition_says_so_on_every_page_and_the_public_one_on_none(texts):
    assert all("Internal: not for publication" in text for text in texts_of(pdf(sample_pack(edition=INTERNAL))))
    assert not any("Internal" in text for text in texts)


def test_the_same_pack_gives_the_same_bytes(made):
    assert pdf(sample_pack()) == made


def test_another_process_elsewhere_gives_the_same_bytes(made, tmp_path):
    code = "import sys; from evidence.pack.pdf.document import pdf; from tests.packs import sample_pack; "
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


def test_a_letter_that_the_typeface_does_not_have_is_a_box_and_the_cover_says_so():
    made = pdf(sample_pack(place="Llŷn 中 👍🏽 عرب"))
    cover = bare_lines(texts_of(made)[COVER])
    assert "Llŷn ☐ ☐☐ ☐☐☐" in cover
    assert "☐ stands for a letter that the typeface of this PDF lacks; the other formats have it." in cover
    report = validator.validate_pdf_bytes(made, profile=validator.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [str(failure) for failure in report.failures]
    assert "☐" not in "".join(texts_of(sample_pdf()))


def test_a_drawing_that_is_none_is_refused():
    with pytest.raises(EvidenceError, match="cannot be set as a PDF: failed to parse SVG"):
        pdf(with_blocks(replace(picture("chart", "trend", 100), svg="nothing drawn")))
