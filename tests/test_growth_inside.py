"""Inside a place: the spread between its districts, and what of a country's inequality lies within its regions."""

from math import log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.growth.inside import decomposed, spread, theil, weighted_cv, within_regions
from tests.worked import (
    ASHBY,
    BECKTON,
    CORLEY,
    COUNTY,
    DUNMOUTH,
    ENGLAND,
    Y2020,
    Y2021,
    Y2022,
    base_of,
    invented,
    table_of,
)

amounts = st.floats(0.5, 1000)
people = st.integers(1, 10**6)
groups = st.lists(st.lists(st.tuples(amounts, people), min_size=1, max_size=6), min_size=1, max_size=5)
quick = settings(max_examples=80, deadline=None)


def sides(pairs):
    values, counts = zip(*pairs, strict=True)
    return np.array(values), np.array(counts, dtype=float)


def test_the_coefficient_of_variation_weighs_by_people():
    """Mean (10 + 3 x 20) / 4 = 17.5; variance (56.25 + 3 x 6.25) / 4 = 18.75; 4.330127 / 17.5."""
    assert weighted_cv(np.array([10.0, 20]), np.array([1.0, 3])) == pytest.approx(0.247436, abs=1e-6)


def test_the_coefficient_of_variation_of_equal_values_is_0():
    assert weighted_cv(np.array([7.3, 7.3, 7.3]), np.array([1.0, 5, 2])) == 0


def test_the_coefficient_of_variation_needs_a_mean():
    with pytest.raises(EvidenceError, match="no meaning where the mean is nothing"):
        weighted_cv(np.array([0.0, 0]), np.array([1.0, 1]))


@quick
@given(st.lists(st.tuples(amounts, st.integers(1, 30)), min_size=2, max_size=8))
def test_a_weight_is_as_many_people_with_that_value(pairs):
    values, weights = sides(pairs)
    each = np.repeat(values, weights.astype(int))
    assert weighted_cv(values, weights) == pytest.approx(each.std() / each.mean(), abs=1e-9)
    share = each / each.mean()
    assert theil(values, weights) == pytest.approx(float((share * np.log(share)).mean()), abs=1e-9)


def test_theil_of_two_areas_worked_by_hand():
    """Values 1 and 3, one person each: shares 1/4 and 3/4, mean 2: ln(1/2) / 4 + 3 ln(3/2) / 4."""
    assert theil(np.array([1.0, 3]), np.array([1.0, 1])) == pytest.approx(0.130812, abs=1e-6)
    # Nine people at 1 and one at 11: mean 2, shares 9/20 and 11/20.
    expected = 9 / 20 * log(1 / 2) + 11 / 20 * log(11 / 2)
    assert theil(np.array([1.0, 11]), np.array([9.0, 1])) == pytest.approx(expected)


@given(amounts, st.lists(people, min_size=1, max_size=9))
def test_theil_of_equal_values_is_0(amount, counts):
    assert theil(np.full(len(counts), amount), np.array(counts, dtype=float)) == 0


@quick
@given(st.lists(st.tuples(amounts, people), min_size=2, max_size=8), st.floats(0.1, 10))
def test_theil_does_not_depend_on_the_unit_and_is_never_below_0(pairs, factor):
    values, counts = sides(pairs)
    found = theil(values, counts)
    assert found >= -1e-12
    assert theil(values * factor, counts) == pytest.approx(found, abs=1e-9)
    assert found <= log(counts.sum()) + 1e-9


def test_theil_needs_amounts_above_nothing():
    with pytest.raises(EvidenceError, match="needs amounts above nothing"):
        theil(np.array([1.0, 0]), np.array([1.0, 1]))


def test_a_decomposition_worked_by_hand():
    """1 and 3 beside 2 and 6, one person each: total 0.187445; means 2 and 4: between 0.056633; each group 0.130812."""
    found = decomposed([(np.array([1.0, 3]), np.ones(2)), (np.array([2.0, 6]), np.ones(2))])
    assert found.total == pytest.approx(0.187445, abs=1e-6)
    assert found.between == pytest.approx(0.056633, abs=1e-6)
    assert found.within == pytest.approx(0.130812, abs=1e-6)
    assert found.share_within == pytest.approx(0.697869, abs=1e-6)


@quick
@given(groups)
def test_a_decomposition_adds_up_exactly(given_):
    made = [sides(pairs) for pairs in given_]
    found = decomposed(made)
    assert found.between + found.within == pytest.approx(found.total, abs=1e-15)
    whole = sum(float((v * p).sum()) for v, p in made)
    by_hand = sum(float((v * p).sum()) / whole * theil(v, p) for v, p in made)
    assert found.within == pytest.approx(by_hand, abs=1e-9)
    assert 0 <= found.within <= found.total + 1e-12
    assert 0 <= found.share_within <= 1


def test_groups_of_one_have_nothing_within_and_equal_groups_nothing_between():
    apart = decomposed([(np.array([1.0]), np.ones(1)), (np.array([3.0]), np.ones(1))])
    assert (apart.within, apart.share_within) == (0, 0)
    alike = decomposed([(np.array([1.0, 3]), np.ones(2)), (np.array([1.0, 3]), np.ones(2))])
    assert alike.share_within == pytest.approx(1)
    none = decomposed([(np.array([0.1, 0.1]), np.ones(2)), (np.array([0.1]), np.ones(1))])
    assert (none.total, none.between, none.within, none.share_within) == (0, 0, 0, 0)


def test_the_spread_of_the_county_worked_by_hand(world):
    """Output per hour 40, 30 and 25 for 100, 50 and 50 thousand people: mean 33.75, variance 42.1875, 6.495191 / 33.75."""
    found = spread(world, "output-per-hour", COUNTY)
    assert found.period == Y2022
    assert [f.area_code for f in found.figures] == [ASHBY, BECKTON, CORLEY]
    assert (found.highest.value, found.lowest.value) == (40, 25)
    assert found.cv == pytest.approx(0.19245, abs=1e-6)
    assert found.theil is None


def income(values, period):
    return invented("weighted by population", slug="gdhi-per-head", unit="£"), table_of(values, period)


def population():
    return invented("sum", slug="population", unit="people"), table_of({ASHBY: 1, BECKTON: 1, CORLEY: 2}, Y2020)


def test_only_amounts_per_head_have_theil_and_the_population_is_the_latest_before(world):
    """1, 3 and 2 for 1, 1 and 2 people: mean 2, shares 1/8, 3/8, 4/8: ln(1/2) / 8 + 3 ln(3/2) / 8."""
    tables = {"gdhi-per-head": income({ASHBY: 1, BECKTON: 3, CORLEY: 2}, Y2021), "population": population()}
    found = spread(base_of(world, tables), "gdhi-per-head", COUNTY)
    assert found.theil == pytest.approx(log(1 / 2) / 8 + 3 * log(3 / 2) / 8)
    assert found.cv == pytest.approx(0.5**0.5 / 2)


def test_ties_are_ordered_by_code(world):
    tables = {"gdhi-per-head": income({CORLEY: 2, BECKTON: 2, ASHBY: 2}, Y2021), "population": population()}
    found = spread(base_of(world, tables), "gdhi-per-head", COUNTY)
    assert [f.area_code for f in found.figures] == [ASHBY, BECKTON, CORLEY]
    assert (found.cv, found.theil) == (0, 0)


def test_the_period_is_the_latest_that_every_district_has(world):
    indicator, full = income({ASHBY: 1, BECKTON: 3, CORLEY: 2}, Y2021)
    _, part = income({ASHBY: 1, BECKTON: 3}, Y2022)
    tables = {"gdhi-per-head": (indicator, pd.concat([full, part], ignore_index=True)), "population": population()}
    assert spread(base_of(world, tables), "gdhi-per-head", COUNTY).period == Y2021
    tables["gdhi-per-head"] = (indicator, part)
    assert spread(base_of(world, tables), "gdhi-per-head", COUNTY) is None


def test_without_a_population_nothing_is_said(world):
    late = invented("sum", slug="population", unit="people"), table_of({ASHBY: 1, BECKTON: 1, CORLEY: 2}, Y2022)
    tables = {"gdhi-per-head": income({ASHBY: 1, BECKTON: 3, CORLEY: 2}, Y2021), "population": late}
    assert spread(base_of(world, tables), "gdhi-per-head", COUNTY) is None


def test_one_district_has_no_spread(world):
    with pytest.raises(EvidenceError, match=r"^Dunmouth is one district, so nothing can be said of its parts\.$"):
        spread(world, "output-per-hour", DUNMOUTH)


def test_what_lies_within_the_regions_worked_by_hand(world):
    """Far West is Farcastle alone; the six of Fen and Wold hold all that lies within."""
    codes = world.members[ENGLAND]
    values = {code: 10.0 * (i + 1) for i, code in enumerate(codes)}
    counts = dict.fromkeys(codes, 100)
    tables = {
        "gdhi-per-head": income(values, Y2022),
        "population": (invented("sum", slug="population", unit="people"), table_of(counts, Y2022)),
    }
    found = within_regions(base_of(world, tables), "gdhi-per-head", ENGLAND)
    mean = sum(values.values()) / 7
    total = sum(v / mean * log(v / mean) for v in values.values()) / 7
    six = [values[code] for code in world.members["E12000001"]]
    own = sum(six) / 6
    within = sum(six) / sum(values.values()) * sum(v / own * log(v / own) for v in six) / 6
    assert found.total == pytest.approx(total)
    assert found.within == pytest.approx(within)


def test_a_missing_district_leaves_a_country_without_an_answer(world):
    tables = {"gdhi-per-head": income({ASHBY: 1}, Y2022), "population": population()}
    with pytest.raises(EvidenceError, match=r"no period has a figure for every district of England\.$"):
        within_regions(base_of(world, tables), "gdhi-per-head", ENGLAND)


def test_incomes_of_england_by_another_way(base):
    """Income per head of English districts from the files, decomposed by region with pandas."""
    found = within_regions(base, "gdhi-per-head", ENGLAND)
    frame = pd.read_csv(base.folder / "observations" / "gdhi-per-head.csv")
    head = pd.read_csv(base.folder / "observations" / "population.csv")
    region = {code: area.code for area in base.areas_of("region") for code in base.members[area.code]}
    year = frame[frame.area_code.isin(region)].period.max()
    table = frame[(frame.period == year) & frame.area_code.isin(region)].merge(head, on=["area_code", "period"])
    table = table.assign(region=table.area_code.map(region), amount=table.value_x * table.value_y)
    assert len(table) == len(region)
    total = table.amount.sum()
    mean = total / table.value_y.sum()
    sums = table.groupby("region")[["amount", "value_y"]].sum()
    between = (sums.amount / total * np.log(sums.amount / sums.value_y / mean)).sum()
    assert found.total == pytest.approx((table.amount / total * np.log(table.value_x / mean)).sum())
    assert found.between == pytest.approx(between)
