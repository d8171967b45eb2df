"""Prices: an amount of money of one year in the prices of another, checked by hand with the published deflator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.analysis.prices import gdp_deflator, uprated
from evidence.errors import EvidenceError
from tests.worked import cases

INDEX = {2009: 50.0, 2012: 80.0, 2024: 100.0}
years = st.sampled_from(list(INDEX))


@pytest.mark.parametrize("case", cases("uprating"))
def test_an_amount_is_what_the_hand_works_out(base, case):
    amount = uprated(case["amount"], gdp_deflator(base), from_year=case["from"], to_year=case["to"])
    assert amount == pytest.approx(case["value"], abs=case["within"])
    assert round(amount, case["decimals"]) == case["printed"]


def test_the_real_deflator_is_that_of_the_worked_cases(base):
    deflator = gdp_deflator(base)
    assert [deflator[year] for year in (2009, 2010, 2012, 2014, 2024)] == [68.217, 69.1217, 71.9294, 74.6524, 100.0]
    assert list(deflator) == list(range(min(deflator), max(deflator) + 1))
    assert all(level > 0 for level in deflator.values())


def test_the_deflator_of_a_base_is_read_once(world):
    assert gdp_deflator(world) is gdp_deflator(world)
    assert gdp_deflator(world) == {2009: 50.0, 2012: 80.0, 2022: 90.0, 2024: 100.0}


@pytest.mark.parametrize(("first", "last"), [(1999, 2024), (2012, 2031), (2010, 2012)])
def test_a_year_that_the_deflator_does_not_reach_is_refused(first, last):
    with pytest.raises(EvidenceError) as error:
        uprated(60, INDEX, from_year=first, to_year=last)
    assert str(error.value) == (
        f"The GDP deflator that is held runs from 2009 to 2024, so an amount of {first} cannot be given in prices of {last}."
    )


@given(st.floats(-1e12, 1e12), years, years, years)
def test_two_steps_are_one(amount, first, second, third):
    there = uprated(amount, INDEX, from_year=first, to_year=second)
    onward = uprated(there, INDEX, from_year=second, to_year=third)
    assert onward == pytest.approx(uprated(amount, INDEX, from_year=first, to_year=third), rel=1e-9)


@given(st.floats(-1e12, 1e12), years)
def test_an_amount_in_the_prices_of_its_own_year_is_itself(amount, year):
    assert uprated(amount, INDEX, from_year=year, to_year=year) == pytest.approx(amount, rel=1e-12)


@given(st.floats(0, 1e12), st.floats(0, 1e12), years, years)
def test_uprating_keeps_sums(one, other, first, last):
    together = uprated(one + other, INDEX, from_year=first, to_year=last)
    apart = sum(uprated(x, INDEX, from_year=first, to_year=last) for x in (one, other))
    assert together == pytest.approx(apart, rel=1e-9)
