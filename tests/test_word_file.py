"""The file of a Word document: properties, page and foot, and the same bytes every time."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

import pytest
from docx import Document

from evidence.pack.blocks import INTERNAL
from evidence.pack.word.document import word
from tests.another_process import sample_elsewhere
from tests.opened_word import PACK, Opened, W, style_of, styled, text_of
from tests.packs import PLACE, sample_pack


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened(word(PACK))


@pytest.fixture(scope="module")
def internal() -> Opened:
    return Opened(word(sample_pack(edition=INTERNAL)))


def test_opening_the_file_asks_nobody_to_update_fields(opened):
    assert opened.xml("word/settings.xml").find(f"{W}updateFields") is None
    assert b"w:dirty" not in opened.parts["word/document.xml"]


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


def test_the_same_pack_gives_the_same_bytes_in_another_process_and_folder(opened, tmp_path):
    assert word(sample_pack()) == opened.data
    assert {entry.date_time for entry in opened.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in opened.entries][:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert sample_elsewhere("evidence.pack.word.document", "word", tmp_path) == sha256(opened.data).hexdigest()
