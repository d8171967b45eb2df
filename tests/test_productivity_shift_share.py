"""Shift-share: the published example of three regions, exact adding up, and the growth of real places."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.productivity.shift_share import components, shift_share
from tests.industries import FARMING, FINANCE, MAKING, industry_world
from tests.worked import ASHBY, AUTHORITY, COUNTY, FARCASTLE, UK, cases, copy_of_world

MANCHESTER, OLDHAM, CORNWALL, HERTFORDSHIRE = "E47000001", "E08000004", "E06000052", "E10000015"
sizes = st.one_of(st.just(0.0), st.floats(0.01, 1e5))
industries = st.lists(st.tuples(sizes, sizes, st.floats(1, 1e6), sizes), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return industry_world(copy_of_world(tmp_path_factory.mktemp("shift")))


def arrays(*lists):
    return tuple(np.array(one, dtype=float) for one in lists)


def columns(rows):
    return arrays(*zip(*rows, strict=True))


@pytest.mark.parametrize("case", cases("industry", "shift"))
def test_the_parts_of_growth(case):
    found = components(*arrays(case["first"], case["last"], case["nation_first"], case["nation_last"]))
    assert found.totals == pytest.approx((case["national"], case["mix"], case["regional"]), abs=1e-9)
    assert found.esteban == pytest.approx((case["competitive"], case["allocation"]), abs=1e-5)
    assert sum(found.totals) == pytest.approx(sum(case["last"]) - sum(case["first"]))


def test_regions_that_make_up_a_nation_gain_nothing_from_each_other():
    """The published regions A, B and C: mix 1 - 1 + 0, regional -3 + 32 - 29."""
    found = [
        components(*arrays(c["first"], c["last"], c["nation_first"], c["nation_last"])).totals
        for c in (p.values[0] for p in cases("industry", "shift"))
        if c["is"].startswith("region")
    ]
    assert len(found) == 3
    assert np.sum(found, axis=0) == pytest.approx([165, 0, 0], abs=1e-9)


@given(industries)
def test_the_parts_add_up_for_every_industry(rows):
    first, last, nation, nation_last = columns(rows)
    found = components(first, last, nation, nation_last)
    assert found.national + found.mix + found.regional == pytest.approx(last - first, rel=1e-6, abs=1e-4)
    split = [i for i in range(len(rows)) if i not in found.unsplit]
    both = (found.competitive + found.allocation)[split]
    assert both == pytest.approx(found.regional[split], rel=1e-6, abs=1e-4)
    assert found.unsplit == tuple(i for i, value in enumerate(first) if value == 0)


@given(st.lists(st.tuples(st.floats(1, 1e5), sizes), min_size=1, max_size=12))
def test_an_area_equal_to_the_nation_has_only_the_national_part(rows):
    first, last = columns(rows)
    found = components(first, last, first, last)
    assert found.totals[0] == pytest.approx(last.sum() - first.sum(), abs=1e-4)
    assert found.totals[1:] == pytest.approx((0, 0), abs=1e-4)


@given(industries, st.floats(0.01, 100))
def test_the_parts_scale_with_the_unit(rows, factor):
    first, last, nation, nation_last = columns(rows)
    one = components(first, last, nation, nation_last)
    other = components(first * factor, last * factor, nation, nation_last)
    assert np.array(other.totals) == pytest.approx(np.array(one.totals) * factor, rel=1e-6, abs=1e-3)


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        (([1], [1], [1, 2], [1, 2]), "same industries four times"),
        (([], [], [], []), "same industries four times"),
        (([1, float("nan")], [1, 1], [1, 1], [1, 1]), "one is missing"),
        (([1, 1], [1, 1], [1, 0], [1, 1]), "every industry starts above nothing"),
    ],
)
def test_arrays_that_cannot_be_compared_are_refused(numbers, message):
    with pytest.raises(EvidenceError, match=message):
        components(*arrays(*numbers))


def test_the_growth_of_a_place_is_in_prices_of_the_last_year(county):
    """Ashby 80 at prices of 80/90 is 90, then 100: up 10, a ninth. The UK 6,273, then 6,970: a ninth as well.

    Mix 45 x (2220 / 2007 - 10/9) + 9 x (1780 / 1593 - 10/9) = -0.2242153 + 0.0564972; the rest is its opposite.
    """
    found = shift_share(county, ASHBY, 2012, 2022)
    assert (found.start, found.change) == pytest.approx((90, 10))
    assert (found.growth, found.reference_growth) == pytest.approx((1 / 9, 1 / 9))
    assert found.national == pytest.approx(10)
    assert found.mix == pytest.approx(-0.1677181, abs=1e-6)
    assert found.regional == pytest.approx(0.1677181, abs=1e-6)
    rows = {row.code: row for row in found.rows}
    assert (rows[MAKING].first, rows[MAKING].last, rows[MAKING].growth) == pytest.approx((45, 40, -1 / 9))
    assert rows[FINANCE].reference_growth == pytest.approx(1780 / 1593 - 1)
    assert found.reference[0].missing and found.place[0].total.value == 80


def test_a_place_whose_industries_all_grew_like_the_nation_as_a_whole(county):
    """Farcastle: each industry by a ninth; the parts other than the national come from what Ashby did to the UK's."""
    found = shift_share(county, FARCASTLE, 2012, 2022)
    assert found.national == pytest.approx(10)
    assert found.mix + found.regional == pytest.approx(0, abs=1e-9)


def test_an_industry_that_started_at_nothing_is_listed(county):
    found = shift_share(county, AUTHORITY, 2012, 2022)
    assert found.left_out == ("Farming; mining",)
    row = next(r for r in found.rows if r.code == FARMING)
    assert (row.growth, row.national, row.mix, row.regional) == (None, 0, 0, 0)


def test_a_place_with_unavailable_cells_is_refused_with_district_and_industries(county):
    with pytest.raises(EvidenceError, match=r"Fenshire cannot be split .* for Corley: Farming, mining; Finance\."):
        shift_share(county, COUNTY, 2012, 2022)


@pytest.mark.parametrize("years", [(2022, 2012), (2012, 2012)])
def test_years_in_the_wrong_order_are_refused(county, years):
    with pytest.raises(EvidenceError, match="a first year before the last"):
        shift_share(county, ASHBY, *years)


def test_the_uk_has_only_the_national_part(base):
    found = shift_share(base, UK, 2008, 2023)
    assert found.growth == found.reference_growth
    assert (found.mix, found.regional) == pytest.approx((0, 0), abs=1e-6)


@pytest.mark.parametrize("imputed", [True, False])
@pytest.mark.parametrize("code", [MANCHESTER, OLDHAM, "E37000062"])
def test_the_parts_of_real_places_add_up(base, code, imputed):
    for first, last in ((2008, 2023), (2019, 2020)):
        found = shift_share(base, code, first, last, imputed=imputed)
        assert found.national + found.mix + found.regional == pytest.approx(found.change)
        assert found.competitive + found.allocation == pytest.approx(found.regional)
        assert sum(r.last - r.first for r in found.rows) == pytest.approx(found.change)


def test_the_start_is_in_prices_of_the_last_year(base):
    """What its industries of 2008 add up to, times the price level of 2023 over that of 2008."""
    found = shift_share(base, OLDHAM, 2008, 2023)
    assert found.start == pytest.approx(found.place[0].total.value * _deflator(base, 2023) / _deflator(base, 2008))
    assert found.place[1].total.value == pytest.approx(found.start + found.change)


def _deflator(base, year):
    lines = (base.folder / "breakdowns" / "gdp-deflator.csv").read_text(encoding="utf-8").splitlines()
    return next(float(line.split(",")[1]) for line in lines if line.startswith(f"{year},"))


@pytest.mark.parametrize(("code", "named"), [(CORNWALL, "Cornwall"), (HERTFORDSHIRE, "Broxbourne and Stevenage")])
def test_places_with_one_of_the_six_districts_are_refused(base, code, named):
    with pytest.raises(EvidenceError, match=f"not available for {named}: Agriculture"):
        shift_share(base, code, 2008, 2023)


def test_districts_that_make_up_a_place_share_its_parts(base):
    """National and mix parts of the ten boroughs, and the regional ones, add up to Greater Manchester's."""
    whole = shift_share(base, MANCHESTER, 2008, 2023)
    parts = [shift_share(base, code, 2008, 2023) for code in base.members[MANCHESTER]]
    assert not any(p.left_out for p in parts)
    for name in ("national", "mix", "regional", "change"):
        assert sum(getattr(p, name) for p in parts) == pytest.approx(getattr(whole, name))
