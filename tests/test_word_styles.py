"""Styles of a Word document: one typeface, British English, Word's own names."""

from io import BytesIO

import pytest
from docx import Document

from evidence.pack.word.document import word
from tests.opened_word import PACK, Opened, W


@pytest.fixture(scope="module")
def opened() -> Opened:
    return Opened(word(PACK))


def test_every_chapter_opens_on_a_new_page(opened):
    style = Document(BytesIO(opened.data)).styles["Heading 1"]
    assert style.paragraph_format.page_break_before and style.paragraph_format.keep_with_next


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
