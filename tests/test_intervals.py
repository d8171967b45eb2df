"""Intervals: Wilson's against scipy and Newcombe's tables, differences by square-and-add."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, norm

from evidence.analysis.findings import Interval
from evidence.analysis.intervals import COMBINED, PUBLISHED, WILSON, contains, difference_interval, interval_of, wilson
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure, figure_of
from tests.worked import ASHBY, AUTHORITY, COUNTY, EASTHOLM, GULL, WINTER, Y2022, cases

TOTALS = (1, 2, 7, 30, 1000, 13706, 1_335_160)
GRID = [
    (count, total)
    for total in TOTALS
    for count in {0, 1, total // 30, total // 2, total - 1, total}
    if 0 <= count <= total
]


def figure(value, **known):
    return Figure("rate", "A", Y2022, value, **known)


@pytest.mark.parametrize("case", cases("intervals", "wilson"))
def test_wilsons_interval_is_that_of_newcombes_table(case):
    assert wilson(case["count"], case["total"]) == pytest.approx((case["lower"], case["upper"]), abs=0.00005)


@pytest.mark.parametrize(("count", "total"), GRID)
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_wilsons_interval_is_scipys(count, total, level):
    theirs = binomtest(count, total).proportion_ci(confidence_level=level, method="wilson")
    ours = wilson(count, total, z=float(norm.ppf(0.5 + level / 2)))
    assert ours == pytest.approx((theirs.low, theirs.high), rel=1e-9, abs=1e-12)


@given(st.integers(1, 10**7).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_wilsons_interval_contains_the_share_and_stays_within_nothing_and_everything(of):
    count, total = of
    low, high = wilson(count, total)
    assert 0 <= low <= count / total <= high <= 1


@pytest.mark.parametrize(("count", "total"), [(0, 0), (1, 0), (-1, 10), (11, 10), (5, -10)])
def test_a_proportion_that_is_none_is_refused(count, total):
    with pytest.raises(
        EvidenceError, match=f"A proportion needs 0 <= count <= total and a total above 0; given {count} of {total}"
    ):
        wilson(count, total)


@pytest.mark.parametrize("case", cases("intervals", "difference"))
def test_the_interval_of_a_difference_is_that_of_newcombes_table(case):
    (x1, n1), (x2, n2) = case["first"], case["second"]
    found = difference_interval(x1 / n1, Interval(*wilson(x1, n1), WILSON), x2 / n2, Interval(*wilson(x2, n2), WILSON))
    assert (found.lower, found.upper) == pytest.approx((case["lower"], case["upper"]), abs=0.00005)


@given(*[st.floats(0, 100) for _ in range(2)], *[st.floats(0, 20) for _ in range(4)])
def test_the_interval_of_a_difference_contains_it_and_turns_round_with_it(first, second, a, b, c, d):
    one, other = Interval(first - a, first + b, ""), Interval(second - c, second + d, "")
    found, turned = difference_interval(first, one, second, other), difference_interval(second, other, first, one)
    assert contains(found, first - second)
    assert (turned.lower, turned.upper) == pytest.approx((-found.upper, -found.lower))


def test_the_ends_belong_to_an_interval():
    assert contains(Interval(1, 2, ""), 1)
    assert contains(Interval(1, 2, ""), 2)
    assert not contains(Interval(1, 2, ""), 2.0001)


def test_a_published_interval_is_taken_as_it_is(world):
    found = interval_of(figure_of(world, "employment-rate", ASHBY, period=Y2022), "%")
    assert found == Interval(73, 77, PUBLISHED)


def test_a_combined_interval_says_so(world):
    found = interval_of(figure_of(world, "employment-rate", COUNTY, period=Y2022), "%")
    assert found is not None
    assert found.kind == COMBINED


def test_a_percentage_of_a_known_number_of_people_has_wilsons_interval(world):
    """100 of 1,000: scipy gives 8.2910 to 12.0151 per cent."""
    found = interval_of(figure_of(world, "neet-16-17", EASTHOLM, period=WINTER), "%")
    low, high = binomtest(100, 1000).proportion_ci(method="wilson")
    assert found is not None
    assert (found.lower, found.upper, found.kind) == (pytest.approx(100 * low), pytest.approx(100 * high), WILSON)


def test_a_combined_percentage_has_wilsons_interval_for_all_its_people(world):
    found = interval_of(figure_of(world, "neet-16-17", AUTHORITY, period=WINTER), "%")
    low, high = binomtest(300, 6000).proportion_ci(method="wilson")
    assert found is not None
    assert (found.lower, found.upper) == (pytest.approx(100 * low), pytest.approx(100 * high))


@pytest.mark.parametrize(
    ("given_figure", "unit"),
    [
        (figure(None), "%"),
        (figure(5.0), "%"),
        (figure(5.0, denominator=100), "£"),  # Wilson's is for shares only
        (figure(101.0, denominator=100), "%"),  # a September guarantee above 100 %
        (figure(-1.0, denominator=100), "%"),
        (figure(5.0, denominator=0), "%"),
        (figure(5.0, lower=4.0), "%"),
    ],
)
def test_without_an_interval_or_people_there_is_none(given_figure, unit):
    assert interval_of(given_figure, unit) is None


def test_a_suppressed_figure_has_no_interval(world):
    assert interval_of(figure_of(world, "output", GULL, period=Y2022), "£ million") is None


def test_every_published_interval_of_the_project_contains_its_value(base):
    checked = 0
    for slug, table in base.tables.items():
        if "lower" in table:
            known = table.dropna(subset=["value", "lower", "upper"])
            assert ((known["lower"] <= known["value"]) & (known["value"] <= known["upper"])).all(), slug
            checked += len(known)
    assert checked > 10_000
