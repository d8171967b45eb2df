"""The firm base: counts by size, their shares with intervals, and what is said where there are too few."""

import csv
from dataclasses import replace

import pytest

from evidence.errors import EvidenceError
from evidence.productivity.firms import BANDS, DYNAMICS, ENTERPRISES, WORKPLACES, band_of, counts_by_size, firms, sizes
from tests.worked import ASHBY, BECKTON, CORLEY, COUNTY, ENGLAND, UK

MANCHESTER = "E47000001"
COUNTS = {
    ASHBY: (1600, 200, 100, 50, 30, 15, 5),
    BECKTON: (700, 100, 100, 50, 30, 15, 5),
    CORLEY: (400, 50, 25, 15, 5, 5, 0),
    ENGLAND: (80000, 10000, 5000, 2500, 1500, 700, 300),
    UK: (90000, 11000, 5500, 2700, 1600, 800, 400),
}


@pytest.fixture
def small(world, data):
    """The invented county with enterprises by size."""
    lines = ["area_code,category,2024,2025"]
    for area, counts in COUNTS.items():
        rows = zip((*BANDS, "Total"), (*counts, sum(counts)), strict=True)
        lines += [f"{area},{band},1,{count}" for band, count in rows]
    (data / "breakdowns" / f"{ENTERPRISES}.csv").write_text("\n".join(lines), encoding="utf-8")
    return replace(world, folder=data)


def test_a_district_has_its_own_row(small):
    """1,600 of 2,000 enterprises employ up to four; England has 80,000 of 100,000."""
    found = sizes(small, ENTERPRISES, ASHBY)
    assert (found.year, found.published, found.total, found.rounding) == (2025, True, 2000, 2.5)
    assert [band.count for band in found.bands] == list(COUNTS[ASHBY])
    assert found.bands[0].share == 0.8
    assert found.bands[0].england == 0.8
    assert found.bands[0].uk == pytest.approx(90000 / 112000)
    assert found.bands[0].judgement == "similar"


def test_a_county_is_its_districts_added_up_and_says_how_far_rounding_goes(small):
    """1,600 + 700 + 400 of 2,000 + 1,000 + 500; three counts rounded to 5 can be off by 7.5 together."""
    found = sizes(small, ENTERPRISES, COUNTY)
    assert (found.published, found.districts, found.rounding, found.total) == (False, 3, 7.5, 3500)
    assert found.bands[0].count == 2700
    assert found.bands[-1].count == 10


def test_a_place_with_a_district_without_counts_says_which(small):
    found = sizes(small, ENTERPRISES, "E37000001")
    assert (found.bands, found.total) == ((), 0)
    assert found.reason == "There are no counts for Dunmouth in the table of 2025."
    assert "Lost Parish" in sizes(small, ENTERPRISES, "TLX01").reason


def test_england_is_not_judged_against_itself(small):
    assert {band.judgement for band in sizes(small, ENTERPRISES, ENGLAND).bands} == {""}


def test_an_interval_worked_in_the_notes():
    """60 of 2,000 against 350 of 30,000: Wilson's limits over the national share are 2.004 and 3.294."""
    found = band_of("20-49", 60, 2000, 350 / 30000, 350 / 30000)
    assert found.interval.lower / found.england == pytest.approx(2.004, abs=0.0005)
    assert found.interval.upper / found.england == pytest.approx(3.294, abs=0.0005)
    assert found.judgement == "higher"
    assert band_of("20-49", 60, 2000, 0.2, 0.2).judgement == "lower"


@pytest.mark.parametrize(("count", "compared"), [(29, False), (30, True)])
def test_fewer_than_thirty_are_not_compared(count, compared):
    found = band_of("250+", count, 9000, 0.1, 0.1)
    assert (found.interval is not None) is compared
    assert bool(found.judgement) is compared
    assert found.share == count / 9000


def test_no_firms_have_no_share():
    assert band_of("0-4", 0, 0, 0.8, 0.8).share is None


def test_rounded_bands_that_exceed_their_rounded_total_do_no_harm():
    assert band_of("0-4", 35, 30, 0.8, 0.8).interval.upper == 1


def test_a_table_without_years_is_refused(small):
    (small.folder / "breakdowns" / f"{WORKPLACES}.csv").write_text("area_code,category\n", encoding="utf-8")
    with pytest.raises(EvidenceError, match="no column for a year"):
        counts_by_size(small, WORKPLACES)


def test_an_area_without_every_size_is_no_area(world, data):
    text = "area_code,category,2025\nE07000001,0-4,10\nE07000001,Total,\n"
    (data / "breakdowns" / f"{WORKPLACES}.csv").write_text(text, encoding="utf-8")
    assert counts_by_size(replace(world, folder=data), WORKPLACES) == (2025, {})


@pytest.mark.parametrize("slug", [ENTERPRISES, WORKPLACES])
def test_greater_manchester_is_what_its_ten_districts_have_in_the_file(base, slug):
    with (base.folder / "breakdowns" / f"{slug}.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["area_code"] in base.members[MANCHESTER]]
    found = sizes(base, slug, MANCHESTER)
    assert (found.districts, found.rounding) == (10, 25)
    for band in found.bands:
        assert band.count == sum(int(row["2025"]) for row in rows if row["category"] == band.band)
    assert found.total == {ENTERPRISES: 105760, WORKPLACES: 123745}[slug]


@pytest.mark.parametrize("code", ["E12000002", ENGLAND, UK])
def test_districts_add_up_to_what_is_published_within_the_rounding(base, code):
    for slug in (ENTERPRISES, WORKPLACES):
        _, table = counts_by_size(base, slug)
        own = sizes(base, slug, code)
        assert own.published
        parts = base.members[code]
        for band in own.bands:
            assert abs(sum(table[p][band.band] for p in parts) - band.count) <= 2.5 * (len(parts) + 1)


def test_shares_of_all_sizes_make_the_whole(base):
    for code in (MANCHESTER, "E08000004", "E37000062"):
        found = sizes(base, ENTERPRISES, code)
        assert sum(b.share for b in found.bands) == pytest.approx(1, abs=0.002)  # bands and total are rounded apart


def test_births_deaths_survival_and_growth_or_the_reason(base):
    """Oldham: births 14.3 % against England's 11.2 %; a combined authority has no survival and no high growth."""
    oldham = firms(base, "E08000004").dynamics
    assert tuple(oldham) == DYNAMICS
    assert oldham["business-birth-rate"].level.value == 14.3
    assert oldham["business-birth-rate"].gap.value == pytest.approx(3.1)
    assert oldham["active-businesses"].gap is None  # a count says only how big a place is
    manchester = firms(base, MANCHESTER)
    for slug in ("five-year-survival-rate", "high-growth-businesses"):
        assert not manchester.dynamics[slug].known
        assert "cannot be worked out from its parts" in manchester.dynamics[slug].level.reason
    assert {f.area_code for f in manchester.figures} == {MANCHESTER, ENGLAND}
