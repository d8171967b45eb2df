"""The workbook of an evidence pack: every number and every text in it, and the rules of a spreadsheet that all can read."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from evidence.analysis.compare import gap
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure, figure_of
from evidence.pack.blocks import (
    INTERNAL,
    Chapter,
    EvidencePack,
    Findings,
    Note,
    SourceEntry,
    Statement,
    Table,
    figures_in,
)
from evidence.pack.contents import make_pack
from evidence.pack.workbook import workbook
from tests.packs import FIGURES, NASTY, YOUNG, sample_pack, table

ROOT = Path(__file__).parent.parent
TABS = ["Cover", "Contents", "Notes", "Indicators", "Findings", "Figures_cover", "Figures_on_a_page", "Figures_work", "Sources"]  # fmt: skip
GM, BARKING, LONDON, ENGLAND = "E47000001", "E09000002", "E12000007", "E92000001"


@pytest.fixture(scope="module")
def file() -> bytes:
    return workbook(sample_pack())


@pytest.fixture(scope="module")
def book(file):
    return opened(file)


@pytest.fixture(scope="module")
def parts(file) -> dict[str, str]:
    """The parts of the file as text, by their names."""
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def opened(file: bytes):
    return openpyxl.load_workbook(BytesIO(file))


def marked(page):
    """The one table of a sheet: its header and its rows of cells."""
    (found,) = page.tables.values()
    header, *rows = page[found.ref]
    return [cell.value for cell in header], rows


def records(page) -> list[dict[str, object]]:
    header, rows = marked(page)
    return [dict(zip(header, (cell.value for cell in row), strict=True)) for row in rows]


def cells(book) -> Iterator:
    return (cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None)


def with_figures(pack: EvidencePack, figures: tuple[Figure, ...], key: str = "extra") -> EvidencePack:
    """The pack with one chapter, of one table of these figures."""
    shown = table("extra-table", "Extra", figures, rows=1)
    return replace(pack, chapters=(Chapter(key, "Extra", (), (shown,)),))


def test_the_sheets_are_cover_contents_notes_and_then_the_evidence(book):
    assert book.sheetnames == TABS
    assert all(len(name) <= 31 and re.fullmatch(r"[A-Z][A-Za-z0-9_]*", name) for name in TABS)


def test_every_sheet_but_the_cover_has_one_named_table_at_the_left_edge(book):
    assert not book["Cover"].tables
    for page in book.worksheets[1:]:
        assert list(page.tables) == [page.title]
        assert re.match(r"A[3-5]:", page.tables[page.title].ref)
        assert page.tables[page.title].headerRowCount == 1


def test_a_table_ends_where_its_sheet_ends(book):
    for page in book.worksheets[1:]:
        assert page.tables[page.title].ref.split(":")[1] == page.dimensions.split(":")[1]


def test_no_cell_of_a_table_is_empty(book):
    for page in book.worksheets[1:]:
        _, rows = marked(page)
        assert rows
        assert [c.coordinate for row in rows for c in row if c.value is None or not str(c.value).strip()] == []


def test_headers_differ_within_a_table_and_are_texts(book):
    for page in book.worksheets[1:]:
        header, _ = marked(page)
        assert len({str(name).lower() for name in header}) == len(header)
        assert all(isinstance(name, str) and name for name in header)


def test_nothing_is_merged_frozen_filtered_hidden_or_filled(book):
    for page in book:
        assert not page.merged_cells.ranges
        assert page.freeze_panes is None
        assert page.auto_filter.ref is None
        assert page.sheet_state == "visible"
        assert all(found.autoFilter is None for found in page.tables.values())
        assert not any(d.hidden for d in (*page.column_dimensions.values(), *page.row_dimensions.values()))
        assert not page.conditional_formatting
        assert not page.oddHeader.center.text
        assert not page.oddFooter.center.text
    assert {cell.fill.fill_type for cell in cells(book)} == {None}


def test_the_title_of_each_sheet_is_a_heading_in_its_first_cell(book):
    assert [page["A1"].value for page in book.worksheets[:5]] == [
        sample_pack().title, "Contents", "Notes", "Indicators", "Findings",
    ]  # fmt: skip
    for page in book:
        assert page["A1"].style == "Heading 1"
        assert page["A1"].font.b
        assert page["A1"].font.sz == 16
    sections = [cell for cell in cells(book) if cell.style == "Heading 2"]
    assert [cell.value for cell in sections] == ["How to read this workbook", "Licence and attribution"]
    assert all(cell.font.b and cell.font.sz == 14 for cell in sections)


def test_the_line_under_the_title_says_how_many_tables_and_what_they_show(book):
    for page in book.worksheets[1:]:
        assert str(page["A2"].value).startswith("This sheet has one table of ")
    assert book["Figures_work"]["A2"].value == (
        'This sheet has one table of 5 rows. Every figure that "Work" shows or rests on, in the order of first showing.'
    )
    assert book["Figures_work"]["A3"].value == (
        "Source: Office of Invention; Department of Made-up Things. "
        "The sheet Sources gives titles, editions and licences by number."
    )


def test_all_type_is_arial_of_eleven_points_or_more_and_wraps_in_tables(book, parts):
    assert {cell.font.name for cell in cells(book)} == {"Arial"}
    assert min(cell.font.sz for cell in cells(book)) == 11
    assert "<scheme" not in parts["xl/styles.xml"]
    for page in book.worksheets[1:]:
        _, rows = marked(page)
        assert all(c.alignment.wrap_text for row in rows for c in row if len(str(c.value)) > 60)


def test_a_row_is_high_enough_for_its_longest_text(book):
    page = book["Notes"]
    _, rows = marked(page)
    heights = {row[0].value: page.row_dimensions[row[0].row].height for row in rows}
    assert heights["95% interval"] >= 45
    assert heights["[z]"] is None  # one line, as high as any row


def test_contents_lists_every_other_sheet_with_a_link_that_leads_there(book):
    _, rows = marked(book["Contents"])
    assert [row[0].value for row in rows] == [name for name in TABS if name != "Contents"]
    assert [row[0].hyperlink.location for row in rows] == [f"'{row[0].value}'!A1" for row in rows]
    assert [row[2].value for row in rows] == ["[z]", 17, 2, 6, 3, 3, 5, 2]


def test_links_lead_within_the_workbook_or_to_a_source(book):
    outside = {c.hyperlink.target for c in cells(book) if c.hyperlink and c.hyperlink.target}
    assert outside == {"https://example.org/a?b=1&c=2", "https://example.org/young"}
    inside = {c.hyperlink.location for c in cells(book) if c.hyperlink and not c.hyperlink.target}
    assert inside == {f"'{name}'!A1" for name in TABS}


@pytest.mark.parametrize("url", ["http://example.org", "javascript:alert(1)", "internal:x", "file:///etc/passwd", "https://example.org/" + "a" * 3000, "https://example.org/a b"])  # fmt: skip
def test_an_address_that_is_not_one_of_the_web_is_a_text_only(url):
    pack = sample_pack()
    source = replace(pack.sources[0].source, url=url)
    book = opened(workbook(replace(pack, sources=(*pack.sources, SourceEntry(3, source, "x", (), "")))))
    cell = marked(book["Sources"])[1][2][5]
    assert cell.value == url
    assert cell.hyperlink is None


def test_hostile_texts_are_there_as_texts_and_nothing_is_a_formula(book, parts):
    values = [str(cell.value) for cell in cells(book)]
    assert all(any(text in value for value in values) for text in (*NASTY[:3], *NASTY[4:]))
    assert {cell.data_type for cell in cells(book)} == {"s", "n"}
    pages = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(pages) == len(TABS)
    assert not any("<f" in text.replace("<formula", "<f") for text in pages if "<f>" in text or "<f " in text)
    assert not [name for name in parts if "vba" in name or "external" in name.lower()]


def test_a_text_that_looks_like_a_formula_stays_a_text_when_it_is_edited():
    pack = sample_pack()
    notes = (*(Note(text) for text in NASTY), Note("-1"))
    book = opened(workbook(replace(pack, chapters=(*pack.chapters, Chapter("n", "N", (), notes)))))
    rows = {row[1].value: row[1] for row in marked(book["Notes"])[1]}
    assert [text for text in (*NASTY, "-1") if rows[text].quotePrefix] == [NASTY[1], NASTY[2], NASTY[3], "-1"]
    assert rows["-1"].data_type == "s"


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


def test_an_internal_edition_is_marked_on_every_sheet():
    book = opened(workbook(sample_pack(edition=INTERNAL)))
    assert "Edition: Internal: not for publication" in [row[0].value for row in book["Cover"].iter_rows()]
    assert all(str(page["A2"].value).startswith("Internal: not for publication.") for page in book.worksheets[1:])
    public = opened(workbook(sample_pack()))
    assert not any("Internal" in str(cell.value) for cell in cells(public))


def test_the_document_says_its_title_author_language_and_the_day_it_is_of(book):
    told = book.properties
    assert told.title == "Llŷn & <script>alert(1)</script>: evidence pack"
    assert told.creator == "Place evidence"
    assert told.created == told.modified == datetime(2026, 11, 22)
    assert told.language == "en-GB"
    assert told.subject == "For the local growth plan workshop"


def test_it_opens_on_the_first_cell_of_the_cover(book):
    assert book.active.title == "Cover"
    assert {page.sheet_view.selection[0].activeCell for page in book} == {"A1"}
    assert [page.sheet_view.tabSelected for page in book] == [True] + [None] * 8


def test_tables_have_alternative_texts(parts):
    tables = [text for name, text in parts.items() if name.startswith("xl/tables/")]
    assert len(tables) == 8
    assert all(re.search(r'altText="[^"]+" altTextSummary="[^"]+"', text) for text in tables)


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


def test_a_figure_says_everything_that_it_rests_on(book):
    assert records(book["Figures_work"])[2] == {
        "Shown in": "text, Table 2", "Area code": "E1", "Area name": "Llŷn & <script>alert(1)</script>",
        "Indicator": "neet", "Indicator name": 'NEET =HYPERLINK("https://example.org","x")', "Unit": "%",
        "Period": "Dec 2024 to Feb 2025", "Period (ISO 8601)": "2024-12-01/P3M", "Value": 5.6,
        "95% interval, lower": 5.1, "95% interval, upper": 6.2, "Interval": "published", "Denominator": 12345,
        "Status": "published", "Origin": "published", "Coverage (share of the weight)": 1,
        "Reason for no value": "[z]", "Notes": "[z]", "Source number": 2, "Edition": "March 2025",
        "Licence": "Open Government Licence v3.0",
    }  # fmt: skip


def test_a_figure_without_a_value_has_its_mark_and_its_reason(book):
    row = records(book["Figures_work"])[4]
    assert (row["Value"], row["Status"]) == ("[x]", "[x] suppressed or unavailable")
    assert row["Reason for no value"] == "suppressed because few are counted"
    assert row["Origin"] == "[z]"


def test_derived_and_modelled_unreliable_and_provisional_figures_say_so():
    figures = (
        replace(FIGURES[2], status="d"),
        replace(FIGURES[2], status="d", modelled=True, coverage=0.995),
        replace(FIGURES[0], status="u"),
        replace(FIGURES[1], status="p"),
    )
    found = records(opened(workbook(with_figures(sample_pack(), figures)))["Figures_extra"])
    assert [(row["Status"], row["Origin"], row["Coverage (share of the weight)"]) for row in found] == [
        ("[d] derived by us", "derived", 1), ("[d] derived by us", "modelled", 0.995),
        ("[u] unreliable", "published", 1), ("[p] provisional", "published", 1),
    ]  # fmt: skip
    assert found[0]["Notes"] == "added up from its districts"


def test_numbers_are_shown_with_the_decimals_of_their_indicator(book):
    header, rows = marked(book["Figures_work"])
    at = header.index("Value")
    assert [row[at].number_format for row in rows] == ["#,##0.00", "#,##0.00", "#,##0.0", "#,##0.00", "General"]
    assert {row[at].alignment.horizontal for row in rows} == {"right"}


@pytest.mark.parametrize("value", [0.1 + 0.2, 1 / 3, 1e-9, 123456789.12345679, -4.6, 0.0, 41.0])
def test_a_number_comes_back_with_every_digit(value):
    pack = with_figures(sample_pack(), (replace(FIGURES[0], value=value),))
    assert records(opened(workbook(pack))["Figures_extra"])[0]["Value"] == value


def test_an_interval_of_a_percentage_is_worked_out_from_the_people_that_it_is_based_on():
    pack = with_figures(sample_pack(), (Figure("neet", "E1", "2024-12-01/P3M", 50.0, denominator=100),))
    row = records(opened(workbook(pack))["Figures_extra"])[0]
    assert row["Interval"] == "Wilson"
    assert row["95% interval, lower"] == pytest.approx(40.383, abs=0.001)  # Wilson's limits for 50 of 100
    assert row["95% interval, upper"] == pytest.approx(59.617, abs=0.001)


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


def test_a_gap_says_what_it_is_against_and_whether_it_is_tested(book):
    row = records(book["Findings"])[4]
    keys = ("Kind", "Against", "Unit of the value", "Judgement", "Better or worse", "Tested", "Method", "Caveats")
    assert tuple(row[key] for key in keys) == (
        "gap", "England", "£, current prices", "below", "worse", "no", "Difference of published figures.", NASTY[5],
    )  # fmt: skip


def test_the_indicators_say_what_each_number_is(book):
    row = records(book["Indicators"])[0]
    assert row == {
        "Indicator": "output-per-hour", "Name": "Output per hour", "Theme": "Productivity and output",
        "Unit": "£, current prices", "Decimals": 2, "Better when": "higher",
        "Definition": f"What Output per hour is. {NASTY[4]}", "How it combines": "added up", "Prices": "current",
        "Interval method": "none published", "Caveats": NASTY[5], "What was done to the numbers": "[z]",
        "Source number": 1, "Publisher": "Office of Invention", "Title": "Invented output & hours",
        "Edition": "June 2025", "Licence": "Open Government Licence v3.0", "Web address": "https://example.org/a?b=1&c=2",
    }  # fmt: skip


def test_the_sources_say_publisher_licence_and_what_is_taken_from_them(book):
    assert records(book["Sources"])[1] == {
        "Number": 2, "Publisher": "Department of Made-up Things", "Title": "Young people", "Edition": "March 2025",
        "Licence": "Open Government Licence v3.0", "Web address": "https://example.org/young",
        "Attribution": "Source: Department of Made-up Things. Contains public sector information.",
        "Indicators": 'NEET =HYPERLINK("https://example.org","x")', "Periods": "2024",
    }  # fmt: skip


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


def test_a_text_longer_than_a_cell_holds_is_cut_and_says_so():
    long = "wörd " * 9000
    pack = sample_pack()
    book = opened(workbook(replace(pack, chapters=(Chapter("a", "A", (), (Note(long), Note("🌍" * 20_000))),))))
    texts = [str(row[1].value) for row in marked(book["Notes"])[1]][-2:]
    assert all(text.endswith(" [shortened: a cell holds no more]") for text in texts)
    assert [len(text.encode("utf-16-le")) // 2 for text in texts] == [32_767, 32_766]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(value):
    with pytest.raises(EvidenceError, match="A number of E1 for output-per-hour, 2023-01-01/P1Y, is not finite"):
        workbook(with_figures(sample_pack(), (replace(FIGURES[0], value=value),)))


def test_a_pack_that_does_not_say_what_its_figures_are_is_refused_with_every_reason():
    pack = with_figures(sample_pack(), (*FIGURES, *YOUNG, replace(FIGURES[0], indicator="other", area_code="E9")))
    with pytest.raises(EvidenceError) as refused:
        workbook(replace(pack, sources=pack.sources[:1]))
    assert refused.value.problems == (
        "The indicator 'other' is not among the pack's.",
        "The area 'E9' has no name in the pack.",
        "The source of 'neet' has no number in the pack.",
    )


def test_the_same_pack_gives_the_same_bytes_in_this_process_and_in_another(file):
    assert workbook(sample_pack()) == file
    code = (
        "import hashlib; from tests.packs import sample_pack; from evidence.pack.workbook import workbook; "
        "print(hashlib.sha256(workbook(sample_pack())).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == sha256(file).hexdigest()


def test_nothing_of_the_machine_or_the_clock_is_in_the_file(file, parts):
    text = "".join(parts.values())
    assert str(ROOT) not in text
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", text)) == {"2026-11-22T00:00:00Z"}
    with ZipFile(BytesIO(file)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.fixture(scope="module")
def real(base) -> EvidencePack:
    """A pack of published and derived figures of the project's own evidence base."""
    asked = {
        "gva-per-hour-worked": (GM, "E08000003", ENGLAND),
        "employment-rate": (GM, "E08000003", BARKING, ENGLAND),
        "neet-16-17": ("E08000003", LONDON, ENGLAND),
        "population": (GM, "E08000003", "E37000007"),
    }
    figures = tuple(
        figure_of(base, slug, code, period=period)
        for slug, codes in asked.items()
        for period in sorted(base.observed(slug))[-3:]
        for code in codes
    )
    sources = tuple(dict.fromkeys(base.indicator(slug).source for slug in asked))
    compared = gap(base, "gva-per-hour-worked", GM, ENGLAND)
    chapter = Chapter(
        "work", "Work", (), (
            Findings((Statement("GVA per hour worked against England.", compared, (1,)),)),
            Table("t", "T", ("Area", "Value"), (("a", "1"),), (False, True), "s", figures),
        ),
    )  # fmt: skip
    pack = sample_pack(place="Greater Manchester")
    return replace(
        pack,
        area_code=GM,
        chapters=(chapter,),
        cover=None,
        names={code: area.name for code, area in base.areas.items()},
        indicators={slug: base.indicator(slug) for slug in asked},
        sources=tuple(SourceEntry(n, source, "a", ("i",), "p") for n, source in enumerate(sources, 1)),
    )


@pytest.fixture(scope="module")
def whole(base) -> EvidencePack:
    """The whole pack of Greater Manchester, as anyone would make it."""
    return make_pack(base, GM, as_of=date(2026, 11, 22))


def figure_rows(pack: EvidencePack) -> list[dict[str, object]]:
    book = opened(workbook(pack))
    return [row for page in book if page.title.startswith("Figures_") for row in records(page)]


def compare_with(base, rows) -> int:
    """Compare every row that the evidence base has a published figure for; says how many."""
    compared = 0
    for row in rows:
        seen = base.observed(row["Indicator"]).get(row["Period (ISO 8601)"], {}).get(row["Area code"])
        if seen is None:
            assert row["Origin"] in ("derived", "modelled", "[z]") or "Published for" in str(row["Notes"])
            continue
        compared += 1
        assert row["Value"] == ("[x]" if seen.value is None else seen.value)
        assert row["Denominator"] == ("[x]" if seen.denominator is None else seen.denominator)
        assert row["Status"].startswith(f"[{seen.status}]" if seen.status else "published")
        if seen.lower is not None:
            assert (row["95% interval, lower"], row["95% interval, upper"]) == (seen.lower, seen.upper)
        assert row["Area name"] == base.areas[row["Area code"]].name
        assert row["Edition"] == base.indicator(row["Indicator"]).source.edition
    return compared


def test_every_published_figure_is_the_number_that_the_evidence_base_holds(base, real):
    found = figure_rows(real)
    assert compare_with(base, found) >= 25
    assert {row["Indicator"] for row in found} == set(real.indicators)


def test_every_published_figure_of_a_whole_pack_is_the_number_that_the_evidence_base_holds(base, whole):
    assert compare_with(base, figure_rows(whole)) >= 1000


def test_a_whole_pack_leaves_no_figure_out_and_no_cell_empty(whole):
    book = opened(workbook(whole))
    by_title = {page["A1"].value: page for page in book}
    for chapter in whole.chapters:
        shown = {figure for block in chapter.blocks for figure in figures_in(block)}
        if shown:
            keys = ("Indicator", "Area code", "Period (ISO 8601)")
            rows = {tuple(row[key] for key in keys) for row in records(by_title[f"Figures: {chapter.title}"])}
            assert {(f.indicator, f.area_code, f.period) for f in shown} <= rows
    for page in book.worksheets[1:]:
        assert all(str(cell.value or "").strip() or cell.value == 0 for row in marked(page)[1] for cell in row)


def test_no_figure_of_the_pack_is_missing_and_none_is_there_twice(real):
    shown = {(f.indicator, f.area_code, f.period): f for _, block in real.blocks for f in figures_in(block)}
    found = records(opened(workbook(real))["Figures_work"])
    assert len(found) == len(shown)
    for row in found:
        figure = shown[row["Indicator"], row["Area code"], row["Period (ISO 8601)"]]
        assert row["Value"] == ("[x]" if figure.value is None else figure.value)
        assert (row["Value"] == "[x]") == (row["Reason for no value"] != "[z]")


def test_a_real_gap_is_the_difference_of_two_published_figures(base, real):
    row = records(opened(workbook(real))["Findings"])[0]
    period = row["Period (ISO 8601)"]
    seen = base.observed("gva-per-hour-worked")[period]
    assert row["Value"] == seen[GM].value - seen[ENGLAND].value
    assert row["Relative difference (share)"] == seen[GM].value / seen[ENGLAND].value - 1
    assert (row["Area name"], row["Against"], row["Sources"]) == ("Greater Manchester", "England", "[1]")
