"""Where prosperity per head comes from: three factors whose logarithms add up to the whole."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.indicators.aggregate import figure_of
from evidence.productivity.parts import (
    KEYS,
    Factors,
    parts_check,
    prosperity_per_head,
    published_factors,
    smoothed_factors,
    split,
    together,
)
from tests.producing import producing
from tests.worked import ASHBY, AUTHORITY, COUNTY, FARCASTLE, GULL, UK, Y2022, cases

NO_OUTPUT = {"gva-total-current": {ASHBY: 0.0}}
LATEST = "2022-01-01/P1Y"  # the last year with a population of all of the UK
factors = st.builds(Factors, st.floats(10, 150), st.floats(500, 2500), st.floats(0.05, 30))


@pytest.fixture(scope="module")
def small(world):
    return producing(world)


@pytest.mark.parametrize("case", cases("productivity", "split"))
def test_splits_worked_by_hand(case):
    found = split(Factors(*case["place"]), Factors(*case["uk"]))
    assert [part.log for part in found] == pytest.approx(case["logs"], abs=1e-7)
    shares = [part.share for part in found]
    assert shares == ([None] * 3 if not case["shares"] else pytest.approx(case["shares"], abs=1e-6))


@given(factors, factors)
def test_parts_add_up_to_the_whole(place, uk):
    found = split(place, uk)
    assert sum(part.log for part in found) == pytest.approx(log(place.per_head / uk.per_head), abs=1e-12)
    if abs(log(place.per_head / uk.per_head)) > 1e-9:
        assert sum(part.share for part in found) == pytest.approx(1, abs=1e-6)


@given(factors)
def test_a_place_equal_to_the_uk_has_no_gap_and_no_shares(one):
    for part in split(one, one):
        assert (part.log, part.share) == (0, None)


@given(factors, factors)
def test_the_split_turned_round_is_its_negative(place, uk):
    there, back = split(place, uk), split(uk, place)
    assert [p.log for p in there] == pytest.approx([-p.log for p in back], abs=1e-12)


def test_a_district_worked_by_hand(small):
    """Ashby: 60,000 / 40 = 1,500 hours; 12,000 m / 60,000 = 200,000 jobs for 400,000. UK: 1,500 and 754,386 for 1.6 million."""
    found = prosperity_per_head(small, ASHBY)
    assert found.period == Y2022
    assert found.published is None
    assert (found.place.per_hour, found.place.hours_per_job, found.place.jobs_per_head) == (40, 1500, 0.5)
    assert found.place.per_head == pytest.approx(30000)
    assert found.uk.per_head == pytest.approx(26875)
    assert [p.log for p in found.parts] == pytest.approx([log(40 / 38), 0, log(0.5 / (43 / 57 / 1.6))], abs=1e-12)
    assert found.log == pytest.approx(log(30000 / 26875), abs=1e-12)


def test_a_county_is_its_districts_output_hours_jobs_and_people_added_up(small):
    """Jobs: 200,000 + 60,000 + 30,000; hours 460 million; people 650,000."""
    found = smoothed_factors(small, COUNTY, Y2022)
    assert found.per_hour == pytest.approx(16500 / 460)
    assert found.hours_per_job == pytest.approx(460e6 / 290e3)
    assert found.jobs_per_head == pytest.approx(290 / 650)
    assert found.per_head == pytest.approx(16500e6 / 650e3)


def test_published_hours_and_jobs_stand_beside_the_split(small):
    """260 million hours, 160,000 jobs, 8,000 m and 350,000 people."""
    found = prosperity_per_head(small, AUTHORITY)
    assert found.published.per_hour == pytest.approx(8000 / 260)
    assert found.published.hours_per_job == pytest.approx(1625)
    assert found.published.jobs_per_head == pytest.approx(16 / 35)
    assert found.published.per_head == pytest.approx(found.place.per_head) == pytest.approx(8000e6 / 350e3)
    assert found.place.per_hour == 28.6  # smoothed, as the UK's


def test_areas_together_are_added_up():
    """Two areas of 10 people: 5 jobs of 100 hours at £20 and 2 jobs of 50 hours at £10."""
    found = together([Factors(20, 100, 0.5), Factors(10, 50, 0.2)], [10, 10])
    assert found.per_hour == pytest.approx((10000 + 1000) / 600)
    assert found.hours_per_job == pytest.approx(600 / 7)
    assert found.jobs_per_head == pytest.approx(7 / 20)


def test_a_refusal_names_what_is_missing(world):
    lacking = producing(world, without=("population", FARCASTLE))
    with pytest.raises(EvidenceError, match=r"United Kingdom cannot be split .* for 2022: missing is Population\."):
        prosperity_per_head(lacking, ASHBY)
    with pytest.raises(EvidenceError, match=r"Ashby cannot be split .* missing is Gva-total-current; Population\."):
        prosperity_per_head(producing(world, without=("population", ASHBY), change=NO_OUTPUT), ASHBY)


def test_a_sum_that_lacks_a_small_part_does_not_add_up_and_is_refused(world):
    """Gull Island without output and with 100 people: its absence is tolerated elsewhere, not where it must be exact."""
    lacking = producing(world, {"population": {GULL: 100.0}}, without=("gva-total-current", GULL))
    assert figure_of(lacking, "gva-total-current", UK, period=Y2022).missing == (GULL,)
    with pytest.raises(EvidenceError, match="United Kingdom cannot be split"):
        prosperity_per_head(lacking, ASHBY)


def test_no_check_with_fewer_than_two_authorities(small):
    assert parts_check(small, Y2022) is None


def test_a_year_without_the_uks_people_is_refused_and_the_latest_with_them_is_taken(base):
    assert prosperity_per_head(base, "E47000001").period == LATEST
    with pytest.raises(
        EvidenceError, match="United Kingdom cannot be split into its factors for 2023: missing is Population"
    ):
        prosperity_per_head(base, "E47000001", "2023-01-01/P1Y")


def test_greater_manchester_from_the_published_figures(base):
    """ln (38.58 / 40.97); the UK's 64,236 / 40.97 = 1,567.88 hours; £2,228,791 million and 67,602,759 people."""
    found = prosperity_per_head(base, "E47000001")
    assert found.parts[0].log == pytest.approx(log(38.58 / 40.97), abs=1e-12)
    assert found.uk.hours_per_job == pytest.approx(64236 / 40.97)
    assert found.uk.per_head == pytest.approx(2228791e6 / 67602759)


def test_published_and_smoothed_splits_agree_within_a_few_points(base):
    """Every authority against all of them: below five points in logarithms, and the whole is the same either way."""
    found = parts_check(base, LATEST)
    assert found.compared == 14
    assert set(found.largest) == set(KEYS)
    assert 0 < max(found.largest.values()) < 0.05
    for area in base.areas_of("combined-authority"):
        if prosperity_per_head(base, area.code).published:
            smoothed, own = (way(base, area.code, LATEST) for way in (smoothed_factors, published_factors))
            assert smoothed.per_head == pytest.approx(own.per_head, rel=1e-12)


@pytest.mark.parametrize("geography", ["lep", "combined-authority", "region", "county-or-unitary"])
def test_parts_of_every_place_add_up_to_output_over_people(base, geography):
    uk = 2228791e6 / 67602759
    for area in base.areas_of(geography):
        found = prosperity_per_head(base, area.code, LATEST) if not area.successors else None
        if found:
            gva, people = found.place.figures[2].value, found.place.figures[3].value
            assert found.log == pytest.approx(log(gva * 1e6 / people / uk), abs=1e-10)
