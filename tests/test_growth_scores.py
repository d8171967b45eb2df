"""Scores of a comparison set: measures on one scale, dimensions and themes as means, level and change."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.stats import zscore
from scipy.stats.mstats import winsorize

from evidence.errors import EvidenceError
from evidence.growth.scores import CHANGES, VARIANTS, change_scores, fewest, level_scores, normalised, values_of
from tests.growing import NAN, arrays, column, framework
from tests.worked import cases

quick = settings(max_examples=80, deadline=None)
figures = st.floats(-1e6, 1e6).map(lambda v: round(v, 3))
SIX = ("a", "b", "c", "d", "e", "f")
ALL = "abcdef"


def varied(values: list[float]) -> np.ndarray:
    """Values that are far enough apart for a scale."""
    found = np.array(values)
    assume(np.ptp(found) > 1)
    return found


def six_of(values: list[list[float]]) -> dict[str, np.ndarray]:
    return {key: varied(found) for key, found in zip(ALL, values, strict=True)}


tables = st.integers(3, 9).flatmap(
    lambda n: st.lists(st.lists(figures, min_size=n, max_size=n), min_size=6, max_size=6)
)
tables_of_4 = st.lists(st.lists(figures, min_size=4, max_size=4), min_size=6, max_size=6)


@pytest.mark.parametrize("case", cases("growth", "score"))
def test_values_become_scores_as_worked(case):
    polarity = 1 if case["better"] == "higher" else -1
    found = normalised(np.array(case["values"], dtype=float), polarity, case["variant"])
    assert_allclose(found, case["scores"], atol=1e-11)


@pytest.mark.parametrize("case", cases("growth", "change"))
def test_changes_become_scores_as_worked(case):
    one = framework(SIX, lower=ALL if case["better"] == "lower" else "")
    first, last = ({key: np.array(case[end], dtype=float) for key in ALL} for end in ("first", "last"))
    found = change_scores(one, first, last, method=case["method"])
    for theme in ("prosperity", "inclusion"):
        assert_allclose(found.themes[theme], case["scores"], atol=1e-9)


@quick
@given(st.lists(figures, min_size=3, max_size=40).map(varied))
def test_standard_scores_are_those_of_scipy(values):
    assert_allclose(normalised(values, 1, "z-score"), zscore(values, ddof=0), atol=1e-9)
    assert_allclose(normalised(values, -1, "z-score"), -zscore(values, ddof=0), atol=1e-9)


@quick
@given(st.permutations(range(21)), st.floats(20, 1e6))
def test_winsorising_is_that_of_scipy_where_the_percentiles_are_values(order, outlier):
    """Of 21 values the 5th and 95th percentile are the second from each end, which scipy's trimming of one also gives."""
    values = np.array(order, dtype=float)
    values[values == 20] = outlier
    drawn_in = np.asarray(winsorize(values, limits=(1 / 21, 1 / 21)))
    assert_allclose(normalised(values, 1, "winsorised"), (drawn_in - 1) / (19 - 1))


def test_winsorising_leaves_a_missing_figure_missing():
    values = np.array([*range(21), NAN], dtype=float)
    assert np.isnan(normalised(values, 1, "winsorised")[-1])
    assert_allclose(normalised(values, 1, "winsorised")[:-1], np.clip((np.arange(21) - 1) / 18, 0, 1))


def test_draws_are_scored_each_by_itself():
    two = normalised(np.array([[10.0, 20.0, 40.0], [0.0, 5.0, 10.0]]), 1)
    assert_allclose(two, [[0, 1 / 3, 1], [0, 0.5, 1]])


def test_a_dimension_is_the_mean_of_its_measures_and_a_theme_of_its_dimensions():
    """Worked by hand: the third place has a 0.5, b 1, c 0.25 and so on."""
    found = level_scores(
        framework(("ab", "c", "d", "e", "e", "f"), lower="d"),
        arrays(a=[0, 10, 5], b=[1, 2, 3], c=[0, 8, 2], d=[10, 0, 4], e=[0, 4, 1], f=[1, 0, 0.5]),
    )
    assert_allclose(found.measures["a"], [0, 100, 50])
    assert_allclose(found.measures["d"], [0, 100, 60])
    assert_allclose(found.dimensions["d1"], [0, 75, 75])
    assert_allclose(found.themes["prosperity"], [0, (75 + 100 + 100) / 3, (75 + 25 + 60) / 3])
    assert_allclose(found.themes["inclusion"], [(0 + 0 + 100) / 3, (100 + 100 + 0) / 3, (25 + 25 + 50) / 3])
    assert found.left_out == {}


def test_a_dimension_of_three_needs_two_and_of_two_both():
    values = arrays(
        a=[0, 1, NAN, NAN, 2], b=[0, 1, 2, NAN, NAN], c=[0, 1, 2, 3, 4], d=[0, NAN, 1, 2, 3], e=[3, 2, 1, NAN, 0]
    )
    found = level_scores(framework(("abc", "cd", "e", "c", "c", "c")), values)
    assert np.isnan(found.dimensions["d1"]).tolist() == [False, False, False, True, False]
    assert np.isnan(found.dimensions["d2"]).tolist() == [False, True, False, False, False]
    assert np.isnan(found.dimensions["d3"]).tolist() == [False, False, False, True, False]


def test_a_theme_needs_all_its_dimensions():
    values = arrays(a=[0, 1, 2], b=[0, NAN, 2], c=[0, 1, 2])
    found = level_scores(framework(("a", "b", "c", "a", "c", "a")), values)
    assert np.isnan(found.themes["prosperity"]).tolist() == [False, True, False]
    assert not np.isnan(found.themes["inclusion"]).any()


@pytest.mark.parametrize(
    ("level", "held", "dropped", "needed"),
    [
        ("a", 1, False, 1),
        ("ab", 2, False, 2),
        ("abc", 3, False, 2),
        ("abc", 2, False, 2),
        ("ab", 1, False, 1),
        ("ab", 1, True, 1),
        ("abc", 2, True, 1),
    ],
)
def test_how_many_measures_a_dimension_needs(level, held, dropped, needed):
    one = framework((level, "x", "x", "x", "x", "x")).dimensions[0]
    assert fewest(one, "level", held, dropped=dropped) == needed


def test_leaving_a_measure_out_scores_the_same_areas():
    """Otherwise the ranks of the rest would move because a place without another measure drops out."""
    values = arrays(a=[0, 1, 2, 3], b=[0, 1, NAN, 3], c=[3, 2, 1, NAN], d=[0, 1, 2, 3], e=[NAN, 1, 2, 3])
    one = framework(("abc", "d", "d", "d", "d", "e"))
    for key in ("a", "b", "c", "d", "e"):
        found = level_scores(one, values, without=key)
        assert not np.isnan(found.themes["prosperity"]).any(), key
        assert np.isnan(found.themes["inclusion"]).tolist() == [True, False, False, False], key


def test_leaving_a_measure_out_scores_no_area_that_had_no_score():
    values = arrays(a=[0, 1, 2], b=[0, 1, NAN], c=[0, NAN, NAN], d=[0, 1, 2])
    one = framework(("abc", "d", "d", "d", "d", "d"))
    assert np.isnan(level_scores(one, values).dimensions["d1"]).tolist() == [False, False, True]
    found = level_scores(one, values, without="a")
    assert np.isnan(found.dimensions["d1"]).tolist() == [False, False, True]
    assert_allclose(found.dimensions["d1"][:2], [0, 100])


def test_a_dimension_without_measures_is_left_out_for_every_area_with_its_reason():
    one = framework(("a", "b", "c", "a", "b", "c"), ("a", "", "c", "", "b", ""))
    first, last = arrays(a=[0, 1], b=[0, 1], c=[1, 0]), arrays(a=[1, 1], b=[4, 2], c=[2, 3])
    found = change_scores(one, first, last)
    assert set(found.left_out) == {"d2", "d4", "d6"}
    assert set(found.left_out.values()) == {"the framework lists no measure of it"}
    # a: 0 -> 1 and 1 -> 1 on 0 to 1; c: 1 -> 2 and 0 -> 3 on 0 to 3; b: 0 -> 4 and 1 -> 2 on 0 to 4
    assert_allclose(found.themes["prosperity"], [(100 + 100 / 3) / 2, (0 + 100) / 2])
    assert_allclose(found.themes["inclusion"], [100, 25])


def test_a_measure_that_tells_no_areas_apart_is_left_out_with_its_reason():
    found = level_scores(framework(("ab", "c", "c", "a", "c", "c")), arrays(a=[5, 5, 5], b=[0, 1, 2], c=[0, 1, 2]))
    assert found.left_out["a"] == "no area has a figure for it, or all have the same"
    assert found.left_out["d4"] == "none of its measures is left that tells these areas apart"
    assert_allclose(found.dimensions["d1"], [0, 50, 100])


def test_a_theme_without_dimensions_has_no_score():
    one = framework(SIX, ("a", "b", "c", "", "", ""))
    found = change_scores(
        one, {k: np.array([0.0, 1.0]) for k in ALL}, {k: np.array([1.0, 3.0]) for k in ALL}, method="pooled"
    )
    assert np.isnan(found.themes["inclusion"]).all()
    assert not np.isnan(found.themes["prosperity"]).any()


def test_progress_of_nothing_is_not_a_decline():
    rising = {key: np.array([10.0, 10.0, 10.0]) for key in ALL}, {key: np.array([11.0, 12.0, 13.0]) for key in ALL}
    one = framework(SIX)
    assert change_scores(one, *rising, method="progress").themes["prosperity"][0] == 0
    assert (change_scores(one, *rising, method="pooled").themes["prosperity"] > 0).all()


@quick
@given(tables_of_4, tables_of_4)
def test_pooled_changes_add_up(first, last):
    """The change of a theme is the mean of its measures' changes, each the difference of two scores on one scale."""
    start, end = ({k: np.array(v) for k, v in zip(ALL, values, strict=True)} for values in (first, last))
    for key in ALL:
        varied(np.concatenate([start[key], end[key]]).tolist())
    found = change_scores(framework(SIX), start, end)
    by_hand = []
    for key in "abc":
        low, high = min(*start[key], *end[key]), max(*start[key], *end[key])
        by_hand.append([100 * (e - s) / (high - low) for s, e in zip(start[key], end[key], strict=True)])
    assert_allclose(found.themes["prosperity"], np.mean(by_hand, axis=0), atol=1e-6)
    back = change_scores(framework(SIX), end, start)
    assert_allclose(back.themes["inclusion"], -found.themes["inclusion"], atol=1e-9)


@quick
@given(tables, st.sampled_from(["min-max", "winsorised"]))
def test_scores_lie_between_0_and_100(values, variant):
    found = level_scores(framework(SIX, lower="bd"), six_of(values), variant=variant)
    for scores in (*found.measures.values(), *found.dimensions.values(), *found.themes.values()):
        known = scores[~np.isnan(scores)]
        assert (known >= -1e-9).all()
        assert (known <= 100 + 1e-9).all()


@quick
@given(tables, st.data(), st.sampled_from(sorted(VARIANTS)))
def test_the_order_of_areas_does_not_matter(values, data, variant):
    made = six_of(values)
    order = np.array(data.draw(st.permutations(range(len(values[0])))))
    one = framework(SIX, lower="ace")
    found = level_scores(one, made, variant=variant)
    turned = level_scores(one, {key: v[order] for key, v in made.items()}, variant=variant)
    for theme in found.themes:
        assert_allclose(turned.themes[theme], found.themes[theme][order], atol=1e-7)


@quick
@given(tables)
def test_dropping_an_area_that_is_never_an_extreme_leaves_the_others_their_scores(values):
    made = {key: np.array([-2e6, 2e6, *found]) for key, found in zip(ALL, values, strict=True)}
    one = framework(SIX, lower="bf")
    whole, fewer = level_scores(one, made), level_scores(one, {key: v[:-1] for key, v in made.items()})
    for theme in whole.themes:
        assert_allclose(fewer.themes[theme], whole.themes[theme][:-1], atol=1e-9)


def test_dropping_an_extreme_changes_the_others():
    made = {key: np.array([0.0, 50.0, 60.0, 100.0]) for key in ALL}
    one = framework(SIX)
    fewer = level_scores(one, {key: v[:-1] for key, v in made.items()})
    assert_allclose(level_scores(one, made).themes["prosperity"], [0, 50, 60, 100])
    assert_allclose(fewer.themes["prosperity"], [0, 250 / 3, 100])


@quick
@given(tables, st.floats(0.1, 50), st.floats(-1000, 1000))
def test_the_unit_of_a_measure_does_not_matter(values, factor, shift):
    made = six_of(values)
    one = framework(SIX)
    other = level_scores(one, {key: v * factor + shift for key, v in made.items()})
    assert_allclose(other.themes["inclusion"], level_scores(one, made).themes["inclusion"], atol=1e-4)


def test_unknown_ways_of_scoring_are_refused():
    values = {key: np.array([0.0, 1.0]) for key in ALL}
    with pytest.raises(
        EvidenceError, match=r"^There is no variant 'median'; choose one of: min-max, winsorised, z-score\.$"
    ):
        level_scores(framework(SIX), values, variant="median")
    with pytest.raises(EvidenceError, match=r"^There is no method 'growth'; choose one of: pooled, progress\.$"):
        change_scores(framework(SIX), values, values, method="growth")
    assert set(VARIANTS) == {"min-max", "winsorised", "z-score"}
    assert set(CHANGES) == {"pooled", "progress"}


def test_columns_become_arrays_with_nan_where_there_is_no_figure():
    found = values_of({"a": column("a", [1, NAN, 0])})
    assert_allclose(found["a"], [1, NAN, 0])
