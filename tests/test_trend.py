"""Change and trend: movement, and whether it is more than chance."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from evidence.analysis.findings import NO_TEST
from evidence.analysis.trend import (
    CURRENT_PRICES,
    SPAN,
    THRESHOLD,
    change,
    history,
    intervals_slope,
    proportions_slope,
    trend,
    usual_start,
)
from evidence.errors import EvidenceError
from tests.worked import (
    ASHBY,
    COUNTY,
    DUNMOUTH,
    EASTHOLM,
    FARCASTLE,
    GULL,
    Y2021,
    Y2022,
    base_of,
    cases,
    invented,
    table_of,
)

# R's own example of prop.trend.test (package stats): smokers among patients in four studies, X-squared = 8.2249.
SMOKERS, PATIENTS = (83, 90, 129, 70), (86, 93, 136, 82)


def test_chi_squared_for_trend_is_that_of_rs_own_example():
    found = proportions_slope(SMOKERS, PATIENTS, (1, 2, 3, 4))
    assert found.chi_squared == pytest.approx(8.2249, abs=0.00005)
    assert found.direction == -1


@given(st.integers(-2000, 2000), st.integers(1, 10))
def test_chi_squared_for_trend_does_not_depend_on_where_time_starts_or_on_its_unit(start, step):
    times = [start + step * t for t in range(4)]
    assert proportions_slope(SMOKERS, PATIENTS, times).chi_squared == pytest.approx(8.2249, abs=0.00005)


def test_the_threshold_is_the_998_per_mille_point_of_chi_squared():
    assert chi2(1).ppf(0.998) == pytest.approx(THRESHOLD, abs=0.0001)


@pytest.mark.parametrize("counts", [(0, 0, 0), (10, 10, 10)])
def test_nothing_and_everything_have_no_slope(counts):
    assert proportions_slope(counts, (10, 10, 10), (0, 1, 2)).chi_squared == 0


def test_a_flat_series_is_not_significant():
    found = proportions_slope((30, 31, 30, 29, 30), (1000,) * 5, range(5))
    assert found.chi_squared < 1


@given(
    st.lists(st.floats(-100, 100), min_size=5, max_size=5),
    st.lists(st.floats(0.1, 10), min_size=5, max_size=5),
)
def test_the_weighted_line_is_numpys(values, errors):
    slope, _ = np.polyfit(range(5), values, 1, w=1 / np.array(errors))
    _, covariance = np.polyfit(range(5), values, 1, w=1 / np.array(errors), cov="unscaled")
    assert intervals_slope(values, errors, range(5)).chi_squared == pytest.approx(
        slope**2 / covariance[0, 0], rel=1e-6, abs=1e-6
    )


def test_an_interval_without_width_makes_no_test():
    with pytest.raises(EvidenceError, match="needs every interval to have a width"):
        intervals_slope((1, 2, 3), (1, 0, 1), (0, 1, 2))


@pytest.mark.parametrize("case", cases("comparing", "trend"))
def test_a_trend_is_what_the_hand_works_out(world, case):
    found = trend(world, case["indicator"], case["place"])
    assert found.value == pytest.approx(case["chi_squared"], abs=0.0001)
    assert (found.judgement, found.good) == (case["judgement"], case["good"])
    assert found.tested
    assert found.numbers["points"] == 5


def test_a_jump_in_the_last_year_alone_is_no_trend_though_chi_squared_is_large(world):
    """The rule asks for the same direction when any one point is left out."""
    found = trend(world, "neet-16-17", FARCASTLE)
    assert found.value > THRESHOLD
    assert found.judgement == "no significant change"


@pytest.mark.parametrize(
    ("place", "indicator", "reason"),
    [
        (EASTHOLM, "neet-16-17", "A trend needs 5 points that do not overlap; there are 2."),
        (ASHBY, "deprivation-score", "A trend needs 5 points that do not overlap; there is 1."),
        (GULL, "deprivation-score", "A trend needs 5 points that do not overlap; there are 0."),
    ],
)
def test_fewer_than_five_points_cannot_be_calculated(world, place, indicator, reason):
    found = trend(world, indicator, place)
    assert (found.value, found.judgement, found.reason) == (None, "cannot be calculated", reason)


def test_five_points_without_intervals_cannot_be_tested(base):
    found = trend(base, "gva-per-hour-worked", "E47000001")
    assert (found.judgement, found.reason) == (
        "cannot be calculated",
        "Published without intervals, so no trend test is made.",
    )


def test_points_that_overlap_are_not_counted_twice(world):
    """Seven rolling three-year figures hold only three that do not overlap."""
    rows = [
        table_of({ASHBY: 50.0 + y}, f"{2014 + y}-01-01/P3Y", lower={ASHBY: 40.0 + y}, upper={ASHBY: 60.0 + y})
        for y in range(7)
    ]
    found = trend(base_of(world, {"rate": (invented("never"), pd.concat(rows))}), "rate", ASHBY)
    assert found.reason == "A trend needs 5 points that do not overlap; there are 3."


@pytest.mark.parametrize("case", cases("comparing", "change"))
def test_a_change_is_what_the_hand_works_out(world, case):
    found = change(world, case["indicator"], case["place"], since=case["since"])
    assert found.value == pytest.approx(case["value"], abs=1e-9)
    assert (found.judgement, found.good, found.against) == (case["judgement"], case["good"], case["since"])
    assert found.numbers["years"] == case["years"]
    if "lower" in case:
        assert (found.interval.lower, found.interval.upper) == pytest.approx((case["lower"], case["upper"]))


def test_a_change_starts_at_the_first_known_period_by_default(world):
    found = change(world, "employment-rate", ASHBY)
    assert (found.against, found.period, found.value) == ("2018-01-01/P1Y", Y2022, 9)
    assert found.numbers["relative"] == pytest.approx(9 / 66)


def test_a_change_between_two_chosen_periods(world):
    found = change(world, "employment-rate", ASHBY, since="2018-01-01/P1Y", until=Y2021)
    assert (found.period, found.value) == (Y2021, 4)


def test_a_change_in_money_of_each_year_says_that_it_holds_inflation(world):
    found = change(world, "output-per-hour", COUNTY, since=Y2021)
    assert found.caveats[0] == CURRENT_PRICES
    assert found.method == NO_TEST
    assert CURRENT_PRICES not in change(world, "employment-rate", ASHBY).caveats


def test_one_period_makes_no_change(world):
    found = change(world, "output-per-hour", DUNMOUTH)
    assert (found.value, found.reason) == (
        None,
        "Output per hour worked has one period only, so there is no change to tell.",
    )


def test_a_change_from_a_period_without_a_figure_gives_the_reason(world):
    found = change(world, "output-per-hour", DUNMOUTH, since=Y2021)
    assert found.value is None
    assert "marks the figure of Dunmouth for 2021 as suppressed" in found.reason


def test_a_history_leaves_gaps_out_and_never_fills_them(world):
    assert [figure.period for figure in history(world, "output-per-hour", DUNMOUTH)] == [Y2022]
    assert [figure.value for figure in history(world, "neet-16-17", DUNMOUTH)] == [2, 2.5, 3, 3.5, 4]
    assert history(world, "neet-16-17", ASHBY) == ()


def test_a_steady_rise_below_the_threshold_is_not_significant(world):
    """100, 110, 120, 130, 140 of 5000: 25000 (2.5e6)^2 / (600 x 24400 x 1.25e9) = 8.538, under 9.5495 though above 3.84."""
    winters = [
        table_of({DUNMOUTH: 2 + 0.2 * n}, f"{2020 + n}-12-01/P3M", denominator={DUNMOUTH: 5000}) for n in range(5)
    ]
    found = trend(base_of(world, {"rate": (invented("own denominator"), pd.concat(winters))}), "rate", DUNMOUTH)
    assert found.value == pytest.approx(8.5383, abs=0.0001)
    assert found.judgement == "no significant change"


def test_without_a_test_what_is_equal_at_the_published_decimals_is_unchanged(world):
    figures = pd.concat([table_of({ASHBY: 4.04}, Y2021), table_of({ASHBY: 3.96}, Y2022)])
    found = change(base_of(world, {"rate": (invented("never", decimals=1), figures)}), "rate", ASHBY)
    assert (found.judgement, found.good) == ("unchanged", "")


def years(*firsts, length="P1Y", month="01"):
    return [f"{first}-{month}-01/{length}" for first in firsts]


@pytest.mark.parametrize(
    ("known", "start"),
    [
        (years(2017, 2018, 2019, 2023), "2018-01-01/P1Y"),  # five years before, and before the pandemic
        (years(2019, 2020, 2021, 2022, 2025), "2022-01-01/P1Y"),  # 2020 and 2021 overlap the restrictions
        (years(2019, 2020, 2021, 2022, 2025, month="04", length="P1M"), "2022-04-01/P1M"),  # pay of April
        (years(2019, 2020, 2021, 2024, month="08"), "2021-08-01/P1Y"),  # the school year after the restrictions
        (years(2019, 2020, 2024, month="12", length="P3M"), "2019-12-01/P3M"),  # ends in February 2020
        (["2020-03-01/P1M", "2021-07-01/P1M", "2021-08-01/P1M", "2021-09-01/P1M"], "2021-08-01/P1M"),
        (["2020-02-01/P1M", "2021-07-01/P1M", "2021-09-01/P1M"], "2020-02-01/P1M"),
        (years(2020, 2021, 2025), "2020-01-01/P1Y"),  # nothing else is left
        (years(2018, 2019, 2022, 2023, length="P3Y"), "2018-01-01/P3Y"),  # 2022 to 2024 shares years with the latest
        (years(2016, 2017, 2018, 2022, length="P3Y"), "2017-01-01/P3Y"),  # 2017 to 2019 stands before
        (years(2010, 2023), None),  # more than five years apart
        (years(2023), None),
        ([], None),
    ],
)
def test_a_change_does_not_start_in_the_pandemic_where_another_start_is_known(known, start):
    assert usual_start(known) == start


def test_a_change_looks_back_over_five_years_at_most():
    assert SPAN == 5
