"""What each sheet of the workbook says: every figure, finding and note of the pack, once and in order."""

import re
from dataclasses import replace

import pytest

from evidence.pack.blocks import Chapter, Note
from evidence.pack.workbook.document import workbook
from tests.opened_workbook import TABS, marked, opened, records, with_figures
from tests.packs import FIGURES, NASTY, YOUNG, sample_pack, table


@pytest.fixture(scope="module")
def book():
    return opened(workbook(sample_pack()))


def test_contents_lists_every_other_sheet_with_a_link_that_leads_there(book):
    _, rows = marked(book["Contents"])
    assert [row[0].value for row in rows] == [name for name in TABS if name != "Contents"]
    assert [row[0].hyperlink.location for row in rows] == [f"'{row[0].value}'!A1" for row in rows]
    assert [row[2].value for row in rows] == ["[z]", 17, 2, 6, 3, 3, 5, 2]


def test_the_cover_says_place_date_edition_and_where_the_figures_come_from(book):
    lines = [row[0].value for row in book["Cover"].iter_rows()]
    assert lines[:9] == [
        "Llŷn & <script>alert(1)</script>: evidence pack",
        "For the local growth plan workshop",
        "Place: Llŷn & <script>alert(1)</script>",
        "Kind of place: combined authority",
        "Date: 22 November 2026",
        "Edition: public",
        "Data: Figures for periods up to January 2026",
        "Compared with: England, the North West and the UK",
        "Fingerprint of the evidence base: 3f2a9c0d1e4b",
    ]
    assert lines[-2:] == [
        "Source: Office of Invention. Contains public sector information.",
        "Source: Department of Made-up Things. Contains public sector information.",
    ]


def test_every_mark_that_a_table_uses_is_explained_in_the_notes():
    figures = tuple(replace(FIGURES[0], status=letter) for letter in ("", "u", "p", "d"))
    book = opened(workbook(with_figures(sample_pack(), (*figures, YOUNG[1]))))
    explained = {row[0].value for row in marked(book["Notes"])[1]}
    tables = [cell for page in book.worksheets[3:] for row in marked(page)[1] for cell in row]
    used = {mark for cell in tables for mark in re.findall(r"^\[[a-z]\]", str(cell.value))}
    assert used == {"[x]", "[z]", "[u]", "[p]", "[d]"}
    assert used <= explained


def test_every_note_of_the_document_is_in_the_notes_with_its_place(book):
    notes = [(row[0].value, row[1].value) for row in marked(book["Notes"])[1]][10:]
    assert notes == [
        ("Figure 1", NASTY[6]), ("Figure 2", NASTY[6]), ("Work: How does it stand?", NASTY[4]), ("Figure 3", NASTY[6]),
        ("Table 1", NASTY[2]), ("Table 2", NASTY[2]), ("Peers and why", "ONS publishes no neighbours for this place."),
    ]  # fmt: skip


def test_every_figure_of_a_chapter_is_there_once_with_its_number_and_what_it_is(book):
    found = records(book["Figures_work"])
    keys = ("Area code", "Indicator", "Period (ISO 8601)", "Value")
    assert [tuple(row[key] for key in keys) for row in found] == [
        ("E1", "output-per-hour", "2023-01-01/P1Y", 36.4),
        ("E2", "output-per-hour", "2023-01-01/P1Y", 41.0),
        ("E1", "neet", "2024-12-01/P3M", 5.6),
        ("E1", "output-per-hour", "2022-01-01/P1Y", 35.2),
        ("E2", "neet", "2024-12-01/P3M", "[x]"),
    ]
    assert [row["Shown in"] for row in found] == [
        "text, Figure 2, Figure 3, Table 1", "text, Figure 2, Figure 3, Table 1", "text, Table 2",
        "Figure 2, Figure 3, Table 1", "Table 2",
    ]  # fmt: skip


def test_a_picture_that_shares_a_table_shows_the_figures_of_that_table(book):
    keys = ("Shown in", "Indicator", "Area code")
    assert [tuple(row[key] for key in keys) for row in records(book["Figures_on_a_page"])] == [
        ("text", "output-per-hour", "E1"), ("text, Figure 1", "neet", "E1"), ("Figure 1", "neet", "E2"),
    ]  # fmt: skip


def test_every_finding_is_there_as_printed_with_its_numbers(book):
    found = records(book["Findings"])
    assert [(row["Chapter"], row["Finding as printed"], row["Value"]) for row in found] == [
        (sample_pack().chapters[0].title, "Output per hour, 2023: £36.40. 11% below England.", 36.4),
        (sample_pack().chapters[0].title, "NEET, Dec 2024 to Feb 2025: 5.6%. Similar to England.", 5.6),
        (sample_pack().chapters[0].title, "Employment rate: No figure. Not published for districts.", "[x]"),
        ("Work", "Output per hour in Llŷn: £36.40 in 2023.", 36.4),
        ("Work", f"Output per hour in Llŷn: 11% below England ({NASTY[4]}).", -4.6),
        ("Work", "NEET in Llŷn: 5.6% (95% interval 5.1% to 6.2%).", 5.6),
    ]
    assert (found[2]["Reason for no answer"], found[2]["Period"], found[2]["Sources"]) == ("none", "[z]", "[z]")
    assert (found[5]["95% interval, lower"], found[5]["95% interval, upper"], found[5]["Interval"]) == (5.1, 6.2, "Wilson")  # fmt: skip
    assert found[5]["Sources"] == "[1, 2]"


def test_a_sheet_without_rows_is_left_out():
    pack = replace(sample_pack(), chapters=(Chapter("a", "A", (), (Note("Nothing is known."),)),))
    pack = replace(pack, cover=None)
    assert opened(workbook(pack)).sheetnames == ["Cover", "Contents", "Notes", "Indicators", "Sources"]


def test_tab_names_stay_short_plain_and_unlike_each_other():
    pack, shown = sample_pack(), table("t", "T", FIGURES[:1], rows=1)
    keys = ("Work [1]: 'a'/b", "work-1-a-b", "w" * 60, "w" * 61)
    chapters = tuple(Chapter(k, k, (), (replace(shown, key=f"t{n}"),)) for n, k in enumerate(keys))
    names = opened(workbook(replace(pack, chapters=chapters))).sheetnames[5:9]
    long = "Figures_" + "w" * 23
    assert names == ["Figures_Work_1_a_b", "Figures_work_1_a_b_2", long, long[:29] + "_2"]
