"""Statements of a narrative in the four formats: numbers, looks, lists, marks that lead to the evidence, and text as text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from io import BytesIO

import page as validator
import pikepdf
import pytest
from docx import Document

from evidence.pack.blocks import figures_in, findings_in
from evidence.pack.pdf.document import pdf
from evidence.pack.web.page import web_page
from evidence.pack.word.document import word
from evidence.pack.workbook.document import workbook
from tests.opened_pdf import bare, elements, texts_of
from tests.opened_word import Opened, W, style_of, text_of
from tests.opened_workbook import cells, records
from tests.opened_workbook import opened as opened_book
from tests.packs import GAP, LEVEL, NASTY
from tests.stated import HOSTILE, STATEMENTS, stated
from tests.test_web_page import Page


@pytest.fixture(scope="module")
def pack():
    return stated(STATEMENTS)


@pytest.fixture(scope="module")
def made(pack):
    return pdf(pack)


@pytest.fixture(scope="module")
def page(pack):
    return Page(web_page(pack))


@pytest.fixture(scope="module")
def document(pack):
    return Opened(word(pack))


@pytest.fixture(scope="module")
def book(pack):
    return opened_book(workbook(pack))


def test_statements_rest_on_the_figures_of_their_findings():
    assert figures_in(STATEMENTS) == (*GAP.figures, *LEVEL.figures)
    assert findings_in(STATEMENTS) == (GAP, LEVEL)


# ---- PDF --------------------------------------------------------------------------------------------------------


def test_a_validator_finds_no_fault_with_statements_in_a_pdf(made):
    report = validator.validate_pdf_bytes(made, profile=validator.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [str(failure) for failure in report.failures]


def test_each_statement_of_the_pdf_stands_with_its_number_and_its_marks(made):
    whole = bare("".join(texts_of(made)))
    for said in (
        "4Hours yield 11% below England [E3]. [E5, E6]Was: 9%. Now: 11%.",
        "5Firm and soft both•Two cities•Eight boroughs1.A first job2.A better one",
        "6 1.A first job2.A better oneWho: us.",
        "7Nothing is written yet.",
    ):
        assert bare(said) in whole


def test_strong_and_emphasised_words_and_lists_are_tagged_in_the_pdf(made):
    with pikepdf.open(BytesIO(made)) as opened:
        root = opened.Root.StructTreeRoot
        items = [e for e in elements(root, "/LI") if [*elements(e, "/Strong", "/Em")]]
        assert sorted(str(e.S) for e in elements(items[0], "/Strong", "/Em")) == ["/Em", "/Em", "/Strong", "/Strong"]
        # A list that ends a statement, and one that stands beside it in the list of statements (ISO 32000-1, 14.8.4.3.3).
        lists = [one for one in elements(root, "/L") if not [*elements(one, "/L")] and not [*elements(one, "/Strong")]]
        assert [len([*elements(one, "/LI")]) for one in lists if [*elements(one, "/LI")]].count(2) >= 3


def test_a_mark_in_the_pdf_leads_to_the_page_of_the_table_of_evidence(made):
    texts = texts_of(made)
    table = next(n for n, text in enumerate(texts) if "Table 2. A few" in " ".join(text.split()) and n > 3)
    with pikepdf.open(BytesIO(made)) as opened:
        of_statements = next(n for n, text in enumerate(texts) if "Hours yield" in text)
        links = [link for link in opened.pages[of_statements].Annots if str(link.Contents).startswith("Table")]
        assert [opened.pages.index(pikepdf.Page(link.Dest[0])) for link in links] == [table] * 3


# ---- web page ---------------------------------------------------------------------------------------------------


def test_statements_are_a_list_by_their_own_numbers_on_the_web_page(page):
    items = [e for e in page.all("li") if e.attributes.get("id", "").startswith("statement-")]
    assert [e.attributes["value"] for e in items] == ["4", "5", "6", "7"]
    inside = [x.tag for x in items[1].inside]
    assert inside.count("strong") == inside.count("em") == 2
    assert [tag for tag in inside if tag in ("ul", "ol")] == ["ul", "ol"]
    assert " ".join(items[0].text.split()) == "Hours yield 11% below England [E3]. [E5, E6] Was: 9%. Now: 11%."


def test_a_mark_on_the_web_page_leads_to_the_table_of_evidence_and_says_what_it_is(page):
    links = [e for e in page.all("a") if e.attributes.get("aria-label", "").startswith("evidence")]
    assert [(e.text, e.attributes["href"], e.attributes["aria-label"]) for e in links] == [
        (f"E{n}", "#table-2", f"evidence {n}") for n in (3, 5, 6)
    ]
    assert [e for e in page.elements if e.attributes.get("id") == "table-2"]


# ---- Word -------------------------------------------------------------------------------------------------------


def paragraphs(document):
    return [
        p for p in document.body.iter(f"{W}p") if style_of(p).startswith(("Statement", "ListBullet2", "ListNumber2"))
    ]


def test_each_statement_of_the_word_document_has_its_number_and_its_lists_are_words_own(document):
    assert [(style_of(p), text_of(p).replace("\u00a0", " ")) for p in paragraphs(document)] == [
        ("Statement", "4Hours yield 11% below England [E3]. [E5, E6]"),
        ("StatementNote", "Was: 9%. Now: 11%."),
        ("Statement", "5Firm and soft both"),
        ("ListBullet2", "Two cities"),
        ("ListBullet2", "Eight boroughs"),
        ("ListNumber2", "A first job"),
        ("ListNumber2", "A better one"),
        ("Statement", "6"),
        ("ListNumber2", "A first job"),
        ("ListNumber2", "A better one"),
        ("StatementNote", "Who: us."),
        ("Statement", "7"),
        ("StatementNote", "Nothing is written yet."),
    ]


def test_each_numbered_list_of_the_word_document_begins_with_one(document):
    lists = [
        p.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val") for p in paragraphs(document) if style_of(p) == "ListNumber2"
    ]
    assert lists[0] == lists[1] != lists[2] == lists[3]
    known = {n.get(f"{W}numId"): n for n in document.xml("word/numbering.xml").iter(f"{W}num")}
    assert all(known[key].find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1" for key in lists)


def test_strong_and_emphasised_words_have_words_own_styles(document):
    second = paragraphs(document)[2]
    styles = [
        [e.get(f"{W}val") for e in r.iter(f"{W}rStyle")] + (["italic"] if r.find(f"{W}rPr/{W}i") is not None else [])
        for r in second.iter(f"{W}r")
        if r.find(f"{W}t") is not None
    ]
    assert styles == [[], ["Strong"], [], ["Emphasis"], ["Strong", "italic"]]
    Document(BytesIO(document.data))


def test_a_mark_in_the_word_document_leads_to_a_bookmark_that_there_is(document):
    links = [e.get(f"{W}anchor") for e in paragraphs(document)[0].iter(f"{W}hyperlink")]
    assert links == ["table_2"] * 3
    assert "table_2" in [e.get(f"{W}name") for e in document.body.iter(f"{W}bookmarkStart")]


# ---- workbook ---------------------------------------------------------------------------------------------------


def test_the_workbook_has_a_row_a_statement_and_the_table_of_evidence(book):
    rows = records(book["Narrative"])
    assert rows[0] == {
        "Statement": 4,
        "Section": "Our challenges",
        "As it reads now": "Hours yield 11% below England.",
        "How it stands": "Changed",
        "Evidence": "E3, E5, E6",
        "What must be known of it": "Was: 9%. Now: 11%.",
    }
    assert rows[1]["As it reads now"] == "Firm and soft both Two cities Eight boroughs 1. A first job 2. A better one"
    assert [row["Statement"] for row in rows] == [4, 5, 6, 7]
    assert len(records(book["Evidence"])) == 3


def test_the_findings_behind_statements_are_in_the_workbook_with_their_sources(book):
    rows = [row for row in records(book["Findings"]) if row["Finding as printed"] in ("Gap.", "Level.")]
    assert [(row["Kind"], row["Sources"]) for row in rows] == [("gap", "[1]"), ("level", "[1]")]


def test_a_pack_without_statements_has_no_such_sheets():
    book = opened_book(workbook(stated()))
    assert not {"Narrative", "Evidence"} & set(book.sheetnames)


# ---- text stays text --------------------------------------------------------------------------------------------


def test_hostile_statements_stand_letter_by_letter_in_the_pdf_and_break_no_rule():
    made = pdf(stated(HOSTILE))
    whole = bare("".join(texts_of(made)))
    assert all(whole.count(bare(text)) >= 2 for text in NASTY)
    assert validator.validate_pdf_bytes(made, profile=validator.ValidationProfile.PDF_UA_1).is_compliant


def test_hostile_statements_are_text_on_the_web_page():
    page, plain = Page(web_page(stated(HOSTILE))), Page(web_page(stated()))
    items = [e for e in page.all("li") if e.attributes.get("id", "").startswith("statement-")]
    assert [e.text.strip().split("\n")[0] for e in items] == list(NASTY)
    assert len(page.all("script", "img", "iframe")) == len(plain.all("script", "img", "iframe")) == 0
    assert {x.tag for e in items for x in e.inside} == {"p", "strong"}


def test_hostile_statements_are_text_in_the_word_document():
    opened = Opened(word(stated(HOSTILE)))
    said = [text_of(p) for p in paragraphs(opened)]
    assert said == [text for n, nasty in enumerate(NASTY, start=1) for text in (f"{n}{nasty}", nasty)]
    rels = ET.fromstring(opened.parts["word/_rels/document.xml.rels"])
    assert not [r for r in rels if "alert" in r.get("Target", "")]


def test_hostile_statements_are_text_in_the_workbook():
    book = opened_book(workbook(stated(HOSTILE)))
    assert [row["What must be known of it"] for row in records(book["Narrative"])] == list(NASTY)
    assert {cell.data_type for cell in cells(book)} <= {"s", "n"}
    guarded = [c for c in cells(book) if isinstance(c.value, str) and re.match(r"[=+@-]", c.value)]
    assert guarded
    assert all(c.quotePrefix for c in guarded)
