"""Rows of the workbook: what each says of an indicator, a finding, a figure and a source, and that it is the published number."""

from dataclasses import replace
from datetime import date

import pytest

from evidence.analysis.compare import gap
from evidence.indicators.aggregate import Figure, figure_of
from evidence.pack.blocks import Chapter, EvidencePack, Findings, SourceEntry, Statement, Table, figures_in
from evidence.pack.contents import make_pack
from evidence.pack.workbook.document import workbook
from tests.opened_workbook import marked, opened, records, with_figures
from tests.packs import FIGURES, NASTY, sample_pack

GM, BARKING, LONDON, ENGLAND = "E47000001", "E09000002", "E12000007", "E92000001"


@pytest.fixture(scope="module")
def book():
    return opened(workbook(sample_pack()))


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


def test_an_interval_of_a_percentage_is_worked_out_from_the_people_that_it_is_based_on():
    pack = with_figures(sample_pack(), (Figure("neet", "E1", "2024-12-01/P3M", 50.0, denominator=100),))
    row = records(opened(workbook(pack))["Figures_extra"])[0]
    assert row["Interval"] == "Wilson"
    assert row["95% interval, lower"] == pytest.approx(40.383, abs=0.001)  # Wilson's limits for 50 of 100
    assert row["95% interval, upper"] == pytest.approx(59.617, abs=0.001)


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
