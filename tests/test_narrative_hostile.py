"""What people type into a workspace stays text in every format of a pack: markup, formulas, controls, turned direction, emoji."""

from __future__ import annotations

import os
import re
import subprocess
import xml.etree.ElementTree as ET
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from shutil import which
from zipfile import ZipFile

import page as validator
import pytest

from evidence.pack.files import FORMATS, rendered
from evidence.pack.pdf.document import pdf
from tests.narrating import MANCHESTER, item, narrated, written
from tests.opened_pdf import bare, texts_of
from tests.opened_word import Opened, W, text_of
from tests.opened_workbook import cells, opened
from tests.packs import NASTY
from tests.test_web_page import Page
from tests.workspaces import HOSTILE

CONTROLS = "\x01\x0b\x1f\x7f\x85\ufeff\ufffe\u202e turned \u2066 apart \ud83d\udc4d".encode(
    "utf-16", "surrogatepass"
).decode("utf-16")
TYPED = (*NASTY, *(text for text in HOSTILE if len(text) < 1000), f"a{CONTROLS}z")
TEXT = "\n\n".join(TYPED)
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]")


def hostile_items():
    """Every field of every kind, with everything that people paste."""
    line = " ".join(TYPED)
    names = ("title", "purpose", "horizon")
    fields = dict.fromkeys(names, line) | {"place": MANCHESTER, "step": line, "partners": TEXT}
    heard = item(
        100, "evidence", **dict.fromkeys(("theme", "prompt", "method", "sector", "size", "area", "date"), line),
        said=TEXT, organisation=line, quotable=True, follow_up=line, source_title=line, source_url="javascript:alert(1)",
    )  # fmt: skip
    report = item(101, "evidence", method="document", theme="skills", organisation=line, said=TEXT, quotable=True, source_title=line, source_url="javascript:alert(1)")  # fmt: skip
    claims = [
        item(
            n,
            "claim",
            section=section,
            text=text,
            evidence=[heard.id, report.id],
            rests_on=[line],
            by_whom=line,
            by_when=line,
        )
        for n, (section, text) in enumerate([("strengths", TEXT), *(("asks", text) for text in TYPED)], start=1)
    ]
    return (
        item(500, "about", **fields),
        *claims,
        heard,
        report,
        item(600, "priority", group=line, name=line, source=line, fit=TEXT, claims=[claims[0].id, line]),
        item(601, "principle", key="long-term", answer=line, reasons=TEXT),
        item(602, "sign-off", organisation=line, role=line, version=line, date=line, reservations=TEXT, agreed=True),
        item(603, "reading", area_code=MANCHESTER, dimension="incomes", text=TEXT),
    )


@pytest.fixture(scope="module")
def files(base):
    items = hostile_items()
    made = written(base)
    last = replace(made.last, items=(items[0], item(900, "claim", section="asks", text=TEXT)))
    pack = narrated(base, edition="internal", written=replace(made, items=items, last=last))
    return {name.rsplit(".", 1)[1]: content for name, content in rendered(pack, tuple(FORMATS)).items()}


def test_the_pdf_holds_every_text_and_breaks_no_rule(files):
    report = validator.validate_pdf_bytes(files["pdf"], profile=validator.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [str(failure) for failure in report.failures]
    whole = bare("".join(texts_of(files["pdf"])))
    assert all(
        bare(text.replace("*", "").replace("_", "")) in whole.replace("*", "").replace("_", "") for text in NASTY
    )
    assert not TURNING.search(whole)


def test_the_web_page_has_no_element_that_somebody_typed(files):
    page = Page(files["html"].decode())
    assert page.all("script", "img", "iframe", "input", "form") == []
    assert not [e for e in page.elements for name in e.attributes if name.startswith("on")]
    assert not [
        e for e in page.all("a") if not e.attributes["href"].startswith(("#", "https://", "http://", "data:text/csv"))
    ]
    text = page.all("html")[0].text
    assert "<script>alert(1)</script>" in text
    assert "{{ 7 * 7 }} {% raw %}" in text
    assert not TURNING.search(text.replace("\n", ""))


def test_the_word_document_is_sound_xml_with_the_texts_in_it_and_no_link_that_runs(files):
    document = Opened(files["docx"])
    for name, part in document.parts.items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(part)
    text = text_of(document.body)
    assert "</w:t><w:br/> ]]>" in text
    assert "<script>alert(1)</script>" in text
    assert not TURNING.search(text)
    assert b"javascript:" not in document.parts["word/_rels/document.xml.rels"]
    assert not list(document.body.iter(f"{W}script"))


def test_the_workbook_has_no_formula(files):
    book = opened(files["xlsx"])
    assert {cell.data_type for cell in cells(book)} <= {"s", "n"}
    guarded = [c for c in cells(book) if isinstance(c.value, str) and re.match(r"[=+@-]", c.value)]
    assert guarded
    assert all(c.quotePrefix for c in guarded)
    with ZipFile(BytesIO(files["xlsx"])) as held:
        assert not [n for n in held.namelist() if n.startswith("xl/worksheets/sheet") and b"<f>" in held.read(n)]
    assert not [c for c in cells(book) if isinstance(c.value, str) and TURNING.search(c.value.replace("\n", ""))]


def test_tables_to_download_begin_no_cell_like_a_formula(files):
    page = Page(files["html"].decode())
    for link in page.all("a"):
        if link.attributes["href"].startswith("data:text/csv"):
            text = b64decode(link.attributes["href"].split(",", 1)[1]).decode("utf-8-sig")
            assert not re.search(r'(^|,|\n)"?[=@]', text)


def test_long_texts_and_very_long_words_stay_inside_the_page(base):
    address = "https://example.org/" + "a-very-long-path" * 12
    long = " ".join(f"word{n}" for n in range(2400))
    heard = item(100, "evidence", theme="skills", method="document", said=f"{address} {long[:4700]}", quotable=True, organisation="O" * 200, source_title="T" * 300)  # fmt: skip
    items = (
        item(500, "about", title=address, place=MANCHESTER, purpose=long[:5000]),
        item(1, "claim", section="strengths", text=f"{address} {long}\n\n- {address}", evidence=[heard.id]),
        heard,
        item(600, "priority", name=address, group="g", fit=f"{address} {long[:4700]}", source=address),
        item(602, "sign-off", organisation=address, reservations=long[:5000]),
    )
    made = pdf(narrated(base, written=replace(written(base), items=items, kept=())))
    if which("pdftotext") is None and os.environ.get("REQUIRE_PDFTOTEXT") != "1":
        pytest.skip("Where words end on a page is read by pdftotext (poppler-utils), which is not installed.")
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()
    sheets = re.split(r'<page width="([\d.]+)" height="([\d.]+)">', boxes)[1:]
    assert len(sheets) > 30
    for wide, high, words in zip(sheets[::3], sheets[1::3], sheets[2::3], strict=True):
        ends = [(float(w[1]), float(w[2])) for w in re.findall(r'(xMax="([\d.]+)" yMax="([\d.]+)")', words)]
        assert max(right for right, _ in ends) < float(wide) - 60  # points; a margin is 71
        assert max(low for _, low in ends) < float(high) - 30
