"""Whether two scores go together: coefficients against scipy and published examples, and when there is little."""

from math import atanh, log, sqrt, tanh

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import pearsonr, spearmanr, t

from evidence.errors import EvidenceError
from evidence.growth.association import Correlation, associated, critical
from tests.growing import NAN
from tests.worked import cases

ANSCOMBE_X = np.array([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], dtype=float)
ANSCOMBE_Y = np.array([8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68])
numbers = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=5, max_size=40)


@pytest.mark.parametrize("case", cases("growth", "critical"))
def test_critical_values_are_those_of_published_tables(case):
    assert round(critical(case["pairs"]), case["decimals"]) == case["value"]


@given(st.integers(4, 400))
def test_a_coefficient_at_its_critical_value_has_a_p_of_5_per_cent(n):
    r = critical(n)
    assert 2 * t.sf(r * sqrt((n - 2) / (1 - r * r)), n - 2) == pytest.approx(0.05)


def test_pearson_of_anscombes_first_data_with_its_interval():
    """Anscombe (1973): 0.816; R's cor.test prints the interval 0.4243912 to 0.9506933."""
    found = associated(ANSCOMBE_X, ANSCOMBE_Y).pearson
    assert round(found.value, 3) == 0.816
    assert (round(found.lower, 6), round(found.upper, 6)) == (0.424391, 0.950693)
    assert found.pairs == 11
    assert found.told_apart


def test_spearman_of_a_published_example():
    """Wikipedia, Spearman's rank correlation coefficient: ten pairs of IQ and hours of television, -29/165."""
    iq = np.array([106.0, 100, 86, 101, 99, 103, 97, 113, 112, 110])
    hours = np.array([7.0, 27, 2, 50, 28, 29, 20, 12, 6, 17])
    found = associated(iq, hours).spearman
    assert found.value == pytest.approx(-29 / 165)
    assert not found.told_apart
    assert found.lower < 0 < found.upper


def test_intervals_of_four_pairs_worked_by_hand():
    """Ranks 1, 2, 3, 4 against 1, 2, 4, 3: 1 - 6 x 2 / (4 x 15) = 0.8; atanh 0.8 = ln(9) / 2 = 1.098612.

    Pearson's standard error is 1, Spearman's sqrt(1 + 0.64 / 2) = 1.148913.
    """
    found = associated(np.array([1.0, 2, 3, 4]), np.array([1.0, 2, 4, 3]))
    middle = log(9) / 2
    assert (found.pearson.value, found.spearman.value) == pytest.approx((0.8, 0.8))
    assert found.pearson.lower == pytest.approx(tanh(middle - 1.959964), abs=1e-6)
    assert found.spearman.lower == pytest.approx(tanh(middle - 1.959964 * 1.148913), abs=1e-6)
    assert found.spearman.upper == pytest.approx(0.9975, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(numbers)
def test_coefficients_and_intervals_are_those_of_scipy(pairs):
    x, y = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    assume(np.ptp(x) > 0)
    assume(np.ptp(y) > 0)
    found = associated(x, y)
    expected = pearsonr(x, y)
    low, high = expected.confidence_interval()
    assert found.pearson.value == pytest.approx(expected.statistic)
    assert (found.pearson.lower, found.pearson.upper) == pytest.approx((low, high), abs=1e-6)
    assert found.spearman.value == pytest.approx(spearmanr(x, y).statistic)
    assert found.spearman.lower <= found.spearman.value <= found.spearman.upper
    if abs(found.pearson.value) < 0.999:
        assert found.pearson.told_apart == (expected.pvalue < 0.05)


def test_spearmans_interval_is_that_of_bonett_and_wright():
    x = np.arange(28, dtype=float)
    y = np.where(x % 3 == 0, x, 20 - x / 2)
    found = associated(x, y).spearman
    error = sqrt((1 + found.value**2 / 2) / 25)
    assert found.lower == pytest.approx(tanh(atanh(found.value) - 1.959964 * error), abs=1e-6)
    assert found.upper == pytest.approx(tanh(atanh(found.value) + 1.959964 * error), abs=1e-6)


def test_an_exact_line_is_all_of_its_interval():
    found = associated(np.arange(6.0), 3 - 2 * np.arange(6.0))
    for one in (found.pearson, found.spearman):
        assert (one.value, one.lower, one.upper) == pytest.approx((-1, -1, -1))
        assert one.told_apart


def test_areas_without_both_scores_are_left_out():
    x, y = np.array([1.0, 2, NAN, 4, 5, 6]), np.array([2.0, 1, 3, NAN, 5, 6])
    found = associated(x, y)
    assert found.pearson.pairs == 4
    assert found.pearson.value == pytest.approx(pearsonr([1, 2, 5, 6], [2, 1, 5, 6]).statistic)


def test_little_correlation_is_what_is_not_beyond_the_critical_value():
    assert not Correlation(0.2706, 0, 0, 53, 0.2706).told_apart
    assert not Correlation(-0.27, 0, 0, 53, 0.2706).told_apart
    assert Correlation(-0.28, 0, 0, 53, 0.2706).told_apart


def test_too_few_areas_and_scores_that_do_not_vary_are_refused():
    with pytest.raises(EvidenceError, match=r"^Only 3 areas have both scores; a correlation needs at least 4\.$"):
        associated(np.array([1.0, 2, 3, NAN]), np.array([3.0, 1, 2, 4]))
    with pytest.raises(EvidenceError, match=r"^One of the two scores is the same for every area"):
        associated(np.array([1.0, 2, 3, 4]), np.array([5.0, 5, 5, 5]))
