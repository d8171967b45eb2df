"""Figures of cases: as printed, and money in one year's prices; never ranked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.analysis.prices import gdp_deflator
from evidence.coordination.figures import PRICES_OF, compared
from evidence.coordination.register import open_register
from evidence.errors import EvidenceError
from tests.recorded import COST, JOBS, with_

INDEX = {2009: 50.0, 2012: 80.0, 2024: 100.0}


def one(figure, **more):
    [found] = compared([with_(figures=(figure,))], INDEX, **more)
    return found


def test_money_is_uprated_by_the_ratio_of_the_price_levels():
    found = one(COST)  # £60 of 2012: 60 * 100 / 80
    assert (found.uprated, found.uprated_to, found.price_year, found.why_not) == (75.0, None, 2024, "")


def test_both_ends_of_a_range_are_uprated():
    found = one(replace(COST, to=80.0))
    assert (found.uprated, found.uprated_to) == (75.0, 100.0)


def test_another_price_year_can_be_asked_for():
    found = one(COST, price_year=2009)  # 60 * 50 / 80
    assert (found.uprated, found.price_year) == (37.5, 2009)


def test_what_is_no_money_is_not_uprated_and_needs_no_reason():
    assert (one(JOBS).uprated, one(JOBS).why_not) == (None, "")
    ratio = replace(JOBS, what="social value for each pound", value=3.12, unit="times the money put in")
    assert one(ratio).uprated is None


@pytest.mark.parametrize("year", [1985, 2030])
def test_money_of_a_year_without_a_price_index_stays_as_it_is_and_says_why(year):
    found = one(replace(COST, price_year=year))
    assert (found.uprated, found.uprated_to) == (None, None)
    assert found.why_not == (
        f"The price index that is held runs from 2009 to 2024, so this amount stays in prices of {year}."
    )


def test_a_year_without_a_price_index_cannot_be_asked_for():
    with pytest.raises(EvidenceError, match=r"runs from 2009 to 2024, .* cannot be given in prices of 2031"):
        one(COST, price_year=2031)


def test_outcomes_and_costs_of_the_invented_cases_in_their_order(world):
    register = open_register(world)
    cases = [register.activity(slug) for slug in ("national-scheme", "fenshire-works")]
    found = compared(cases, gdp_deflator(world))
    assert [(c.activity.slug, c.figure.value, c.uprated) for c in found] == [
        ("national-scheme", 1030000.0, 2060000.0),  # 1.03m * 100 / 50
        ("fenshire-works", 300.0, None),
        ("fenshire-works", 60.0, 75.0),
    ]


@given(st.lists(st.floats(0, 1e9), max_size=6))
def test_the_order_is_that_of_the_cases_and_never_of_the_size(values):
    found = compared([with_(figures=(replace(JOBS, value=value),)) for value in values], INDEX)
    assert [c.figure.value for c in found] == values


def test_the_price_year_is_the_latest_whole_year_of_the_real_index(base):
    deflator = gdp_deflator(base)
    assert PRICES_OF in deflator
    assert deflator[PRICES_OF] == 100.0


def test_every_amount_of_money_of_the_real_cases_is_uprated_or_says_why(base):
    found = compared(open_register(base).activities.values(), gdp_deflator(base))
    money = [c for c in found if c.figure.is_money]
    assert len(money) >= 10
    assert all((c.uprated is not None) != bool(c.why_not) for c in money)
