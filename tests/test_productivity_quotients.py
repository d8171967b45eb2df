"""Location quotients: the published example, the interval's worked number, and the rules for small numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.indicators.breakdowns import read_breakdown
from evidence.productivity.quotients import (
    SIMILAR,
    enterprise_quotients,
    gva_quotients,
    judged,
    location_quotient,
    quotient_interval,
)
from tests.industries import BUILDING, ESTATE, FARMING, FINANCE, MAKING, industry_world
from tests.worked import ASHBY, AUTHORITY, BECKTON, COUNTY, GULL, UK, cases, copy_of_world

MANCHESTER, OLDHAM, CORNWALL, ENGLAND = "E47000001", "E08000004", "E06000052", "E92000001"


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return industry_world(copy_of_world(tmp_path_factory.mktemp("quotients")))


@pytest.mark.parametrize("case", cases("industry", "quotient"))
def test_a_quotient(case):
    found = location_quotient(case["part"], case["whole"], case["reference_part"], case["reference_whole"])
    assert found == pytest.approx(case["value"], abs=1e-6)


@pytest.mark.parametrize("numbers", [(1, 0, 1, 1), (1, 1, 0, 1), (1, 1, 1, 0), (1, 2, -3, 4)])
def test_a_quotient_needs_wholes_and_an_industry_to_compare_with(numbers):
    with pytest.raises(EvidenceError, match="A location quotient needs a whole"):
        location_quotient(*numbers)


@pytest.mark.parametrize("case", cases("industry", "interval"))
def test_an_interval(case):
    found = quotient_interval(case["part"], case["whole"], case["reference_share"])
    assert (found.lower, found.upper) == pytest.approx((case["lower"], case["upper"]), abs=0.0006)
    assert found.kind == "Wilson"


def test_an_interval_needs_an_industry_to_compare_with():
    with pytest.raises(EvidenceError, match="an industry that the reference has"):
        quotient_interval(3, 10, 0)


@pytest.mark.parametrize("case", cases("industry", "judged"))
def test_what_is_said_of_a_quotient(case):
    said = judged(case["part"], case["whole"], case["share"], rounding=case["rounding"])
    assert said == case["said"]


@given(st.integers(1, 2000), st.integers(2000, 9000), st.floats(0.001, 0.9))
def test_more_rounding_never_makes_a_difference_surer(part, whole, share):
    if judged(part, whole, share) == SIMILAR:
        assert judged(part, whole, share, rounding=25) == SIMILAR


@given(st.integers(1, 500), st.integers(500, 9000))
def test_a_place_like_the_reference_is_similar_with_a_quotient_of_1(part, whole):
    assert judged(part, whole, part / whole) == SIMILAR
    assert location_quotient(part, whole, part, whole) == 1


def test_quotients_of_gva_have_size_and_no_interval(county):
    """Making is 40 of 100 in Ashby and 2,220 of 7,015 in the UK; finance 20 of 100 and 1,780 of 7,015."""
    found = gva_quotients(county, ASHBY)
    rows = {r.here.code: r for r in found.rows}
    assert rows[MAKING].value == pytest.approx(0.4 / (2220 / 7015))
    assert rows[FINANCE].value == pytest.approx(0.2 / (1780 / 7015))
    assert rows[MAKING].here.figure.value == 40
    assert all(r.interval is None and r.judgement == "" for r in found.rows)
    assert found.specialised == ()
    # Farming 0.1 / 0.05702, making 1.264; 10 of 100 of building against 920 is 0.76, real estate 0.85.
    assert [r.here.code for r in found.concentrated] == [FARMING, MAKING]


def test_an_industry_that_is_nothing_here_has_a_quotient_of_0(county):
    rows = {r.here.code: r for r in gva_quotients(county, GULL).rows}
    assert [rows[code].value for code in (MAKING, BUILDING, FINANCE, ESTATE)] == [0, 0, 0, 0]


def test_an_unknown_share_has_no_quotient_and_a_reason(county):
    row = gva_quotients(county, COUNTY).rows[0]
    assert row.value is None
    assert row.reason == "Farming; mining is not available for Corley."


def test_a_reference_without_an_industry_gives_no_quotient(county):
    row = gva_quotients(county, GULL, against=AUTHORITY).rows[0]
    assert row.value is None
    assert "no value added in the area compared with" in row.reason


def test_the_uk_against_itself_is_1_throughout(county, base):
    for place in (county, base):
        assert {r.value for r in gva_quotients(place, UK).rows} == {1.0}
        assert {r.judgement for r in enterprise_quotients(place, UK).rows} == {SIMILAR}


def test_quotients_of_enterprises_have_an_interval_and_a_judgement(county):
    """Farming 60 of 200 against 500 of 5,000; construction 120 of 200 against half; production has only 20."""
    farming, production, construction = enterprise_quotients(county, ASHBY).rows
    assert farming.value == pytest.approx(3)
    assert (farming.interval.lower, farming.interval.upper) == pytest.approx((2.407, 3.668), abs=0.001)
    assert farming.judgement == "specialised"
    assert production.value is None and production.interval is None
    assert production.reason == "Production has only 20 enterprises; a quotient needs at least 30."
    # 0.6 / 0.5; Wilson's lower limit of 117.5 of 200 is 0.518, above a half.
    assert (construction.value, construction.judgement) == (pytest.approx(1.2), "higher")


def test_thirty_enterprises_are_enough(county):
    farming = enterprise_quotients(county, BECKTON).rows[0]
    assert (farming.here.figure.value, farming.value) == (30, pytest.approx(1.5))


def test_only_specialised_industries_are_listed_the_highest_first(base):
    """Motor trades 360 of 7,515 against 82,860 of 2,734,615 and so on, from the table itself."""
    table = read_breakdown(base.folder, "enterprises-by-industry").pivot(
        index="category", columns="area_code", values="2025"
    )
    raw = (table[OLDHAM] / table.loc["Total", OLDHAM]) / (table[UK] / table.loc["Total", UK])
    high = raw[(raw >= 1.25) & (table[OLDHAM] >= 30)].sort_values(ascending=False)
    found = enterprise_quotients(base, OLDHAM)
    assert [r.here.code for r in found.specialised] == list(high.index)
    assert [r.value for r in found.specialised] == pytest.approx(list(high))
    assert all(r.interval.lower > 1 for r in found.specialised)
    values = [r.value for r in found.highest]
    assert values == sorted(values, reverse=True)


def test_oldham_against_england_by_hand(base):
    """Motor trades: 360 of 7,515 in Oldham; England's row as published."""
    row = next(r for r in enterprise_quotients(base, OLDHAM, against=ENGLAND).rows if r.here.name == "Motor trades")
    assert row.here.figure.value == 360
    assert row.value == pytest.approx((360 / 7515) / row.there.share)
    assert row.there.figure.origin == "published"


def test_every_place_has_quotients_or_reasons(base):
    for geography in ("lep", "combined-authority", "district"):
        for area in base.areas_of(geography)[:60]:
            if area.successors or not base.members.get(area.code):
                continue
            for row in (*gva_quotients(base, area.code).rows, *enterprise_quotients(base, area.code).rows):
                assert (row.value is None) == bool(row.reason)
                assert (
                    row.value is None or row.interval is None or row.interval.lower <= row.value <= row.interval.upper
                )


def test_cornwall_has_no_quotient_of_what_is_not_available(base):
    without = [r.here.code for r in gva_quotients(base, CORNWALL).rows if r.value is None]
    assert without == ["AB (1-9)", "DE (35-39)", "J (58-63)", "K (64-66)", "O (84)", "P (85)"]
