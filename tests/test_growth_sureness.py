"""How sure a rank is: a measure left out at a time, and every figure moved within its interval."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, rankdata

from evidence.growth.scores import change_scores, level_scores, values_of
from evidence.growth.sureness import Z95, RankRange, change_ranges, level_ranges, measure_range, ranks_of
from tests.growing import NAN, column, framework

ONE_EACH = framework(("a", "b", "c", "a", "b", "c"))
HOME = Path(__file__).parents[1]


def columns(halves=None, **values):
    """Columns of measures, all with the same intervals or with those given by measure."""
    by_measure = halves if isinstance(halves, dict) else dict.fromkeys(values, halves)
    return {key: column(key, found, by_measure.get(key)) for key, found in values.items()}


def test_ranks_run_from_the_highest_and_ties_share_the_better():
    assert ranks_of(np.array([10.0, 30, 20, 30])).tolist() == [4, 1, 3, 1]
    found = ranks_of(np.array([[10.0, NAN, 20], [3, 2, 1]]))
    assert np.isnan(found[0, 1])
    assert found[0, [0, 2]].tolist() == [2, 1]
    assert found[1].tolist() == [1, 2, 3]


def test_leave_one_out_ranks_worked_by_hand():
    """Scores of three places a 0, .5, 1; b 1, .5, 0; c 0, .6, 1: means .33, .53, .67.

    Without a: .5, .55, .5; without b: 0, .55, 1; without c: .5 for all.
    """
    given_ = columns(a=[0, 50, 100], b=[100, 50, 0], c=[0, 60, 100])
    found = level_ranges(ONE_EACH, given_)["prosperity"]
    assert [r.rank for r in found] == [3, 2, 1]
    assert [r.of for r in found] == [3, 3, 3]
    assert [r.without for r in found] == [(1, 3), (1, 2), (1, 2)]
    assert [r.draws for r in found] == [None, None, None]
    assert [r.widest for r in found] == [(1, 3), (1, 2), (1, 2)]


def test_leave_one_out_leaves_out_the_themes_own_measures_only():
    one = framework(("a", "a", "a", "b", "c", "b"))
    found = level_ranges(one, columns(a=[0, 1, 2], b=[0, 1, 2], c=[2, 1, 0]))["inclusion"]
    # b, c, b: means 1/3, 1/2, 2/3; without b: c alone turns them round; without c: b alone.
    assert [r.rank for r in found] == [3, 2, 1]
    assert [r.without for r in found] == [(1, 3), (2, 2), (1, 3)]


def test_the_range_of_leaving_out_need_not_hold_the_rank_itself():
    """60 on all three is the highest mean; without any one, a place with 70 on the other two stands above it.

    The other theme's measure is not left out: that would leave the rank as it is.
    """
    one = framework(("a", "b", "c", "d", "d", "d"))
    found = level_ranges(
        one,
        columns(
            a=[60, 70, 70, 0, 100, 0, 0],
            b=[60, 70, 0, 70, 0, 100, 0],
            c=[60, 0, 70, 70, 0, 0, 100],
            d=[1, 2, 3, 4, 5, 6, 7],
        ),
    )["prosperity"]
    assert (found[0].rank, found[0].without, found[0].widest) == (1, (2, 2), (1, 2))


def test_a_place_without_a_score_has_no_rank():
    found = level_ranges(ONE_EACH, columns(a=[0, NAN, 2, 3], b=[0, 1, 2, 3], c=[0, 1, 2, 3]))["prosperity"]
    assert found[1] == RankRange(None, 3, None, None)
    assert found[1].widest is None
    assert [found[i].rank for i in (0, 2, 3)] == [3, 2, 1]


def test_a_place_that_lacks_one_of_three_measures_stays_in_every_set():
    """A rank moves because of a measure that is left out, never because another place drops out without it."""
    rising = [float(i) for i in range(10)]
    lacking = [0, NAN, 2, NAN, NAN, 5, NAN, 7, NAN, 9]
    one = framework(("abc", "d", "d", "d", "d", "d"))
    found = level_ranges(one, columns(a=rising, b=rising, c=lacking, d=rising))["prosperity"]
    assert [r.rank for r in found] == list(range(10, 0, -1))
    assert [r.without for r in found] == [(rank, rank) for rank in range(10, 0, -1)]


def test_without_intervals_nothing_is_drawn():
    found = level_ranges(ONE_EACH, columns(a=[0, 1, 2], b=[0, 1, 2], c=[0, 1, 2]))["prosperity"]
    assert {r.draws for r in found} == {None}


def test_figures_far_apart_keep_their_ranks():
    found = level_ranges(ONE_EACH, columns(a=[0, 50, 100], b=[0, 50, 100], c=[0, 50, 100], halves=2.0), draws=256)[
        "prosperity"
    ]
    assert [r.draws for r in found] == [(3, 3), (2, 2), (1, 1)]
    assert [r.widest for r in found] == [(3, 3), (2, 2), (1, 1)]


def test_figures_within_each_others_intervals_change_places():
    found = level_ranges(
        ONE_EACH,
        columns(a=[0, 50, 51, 100], b=[0, 50, 50, 100], c=[0, 50, 50, 100], halves={"a": 5.0}),
    )["prosperity"]
    assert [r.rank for r in found] == [4, 3, 2, 1]
    assert [r.draws for r in found] == [(4, 4), (2, 3), (2, 3), (1, 1)]


@pytest.mark.parametrize(("apart", "range_"), [(2.0, (2, 3)), (2.5, (2, 3)), (3.2, (3, 3)), (6.0, (3, 3))])
def test_ranges_are_95_per_cent_of_the_draws(apart, range_):
    """Two figures with a standard error of 1 each: they change places in norm.cdf(-apart / sqrt 2) of all draws, which is
    more than a fortieth for 2 (7.9 %) and 2.5 (3.9 %), less for 3.2 (1.2 %)."""
    half = float(norm.ppf(0.975))
    assert (norm.cdf(-apart / np.sqrt(2)) > 0.025) == (range_ == (2, 3))
    level = [0.0, 500, 500, 1000]
    found = level_ranges(
        ONE_EACH,
        columns(a=[0, 500, 500 + apart, 1000], b=level, c=level, halves={"a": [None, half, half, None]}),
    )["prosperity"]
    assert found[1].draws == range_


def test_only_figures_with_an_interval_move():
    """The second and third have none; the fourth and fifth, far from both, do."""
    values = [0.0, 500, 500.001, 700, 701, 1000]
    found = level_ranges(ONE_EACH, columns(a=values, b=values, c=values, halves=[None, None, None, 9.0, 9.0, None]))[
        "prosperity"
    ]
    assert [r.draws for r in found] == [(6, 6), (5, 5), (4, 4), (2, 3), (2, 3), (1, 1)]


def test_a_missing_figure_stays_missing_in_every_draw():
    found = level_ranges(ONE_EACH, columns(a=[0, NAN, 2, 3], b=[0, 1, 2, 3], c=[0, 1, 2, 3], halves=0.01), draws=64)[
        "prosperity"
    ]
    assert found[1].rank is None
    assert [found[i].draws for i in (0, 2, 3)] == [(3, 3), (2, 2), (1, 1)]


def test_changes_move_in_both_years():
    """Gains of 10 and 11: told apart by figures without intervals, not by figures that move by 5 in either year."""
    start, still = [0.0, 50, 50, 0], [0.0, 60, 61, 100]
    first, last = columns(a=start, b=start, c=start), columns(a=still, b=still, c=still)
    sure = change_ranges(ONE_EACH, first, last)["inclusion"]
    assert [r.rank for r in sure] == [4, 3, 2, 1]
    assert {r.draws for r in sure} == {None}
    for one, two in ((5.0, None), (None, 5.0), (5.0, 5.0)):
        moved = change_ranges(
            ONE_EACH,
            columns(a=start, b=start, c=start, halves=one),
            columns(a=still, b=still, c=still, halves=two),
        )["inclusion"]
        assert [r.draws for r in moved[1:3]] == [(2, 3), (2, 3)]
        assert moved[3].draws == (1, 1)


def test_leaving_out_of_changes_leaves_out_the_themes_own_measures_only():
    one = framework(("a", "b", "c", "d", "d", "d"))
    last = columns(
        a=[60, 70, 70, 0, 100, 0, 0],
        b=[60, 70, 0, 70, 0, 100, 0],
        c=[60, 0, 70, 70, 0, 0, 100],
        d=[1, 2, 3, 4, 5, 6, 7],
    )
    first = columns(**{key: [0.0] * 7 for key in "abcd"})
    found = change_ranges(one, first, last)["prosperity"]
    assert (found[0].rank, found[0].without) == (1, (2, 2))


def test_a_dimensions_rank_moves_by_its_own_measures_and_its_themes_by_all():
    """Scores of three places: a 0, .5, 1; b 1, .6, 0; d1 has both (.5, .55, .5), d2 to d6 only c, 0, .5, 1.

    Without a, d1 is b alone; without b, a alone; without c nothing is left of d2.
    """
    found = level_ranges(framework(("ab", *"ccccc")), columns(a=[0, 5, 10], b=[10, 6, 0], c=[0, 1, 2]))
    assert set(found) == {"prosperity", "inclusion", *(f"d{i}" for i in range(1, 7))}
    assert found["d1"] == (
        RankRange(2, 3, (1, 3), None),
        RankRange(1, 3, (2, 2), None),
        RankRange(2, 3, (1, 3), None),
    )
    assert found["d2"] == tuple(RankRange(rank, 3, None, None) for rank in (3, 2, 1))
    assert [r.widest for r in found["d2"]] == [None, None, None]
    assert [r.rank for r in found["prosperity"]] == [3, 2, 1]


def test_a_rank_moves_within_the_intervals_of_the_figures_that_it_rests_on_only():
    """Only a has intervals: nothing is drawn for d2, of b, nor for the theme of inclusion, though all is drawn at once."""
    one = framework(("a", "b", "c", "b", "c", "b"))
    level = columns(a=[0, 50, 51, 100], b=[0, 50, 50, 100], c=[0, 50, 50, 100], halves={"a": 5.0})
    still = columns(a=[0.0] * 4, b=[0.0] * 4, c=[0.0] * 4)
    for found in (level_ranges(one, level), change_ranges(one, still, level), change_ranges(one, level, still)):
        assert [r.draws for r in found["d1"][1:3]] == [(2, 3), (2, 3)]
        assert [r.draws for r in found["prosperity"][1:3]] == [(2, 3), (2, 3)]
        assert {r.draws for name in ("d2", "d3", "inclusion") for r in found[name]} == {None}


def test_only_dimensions_with_a_change_have_ranks_of_it_and_a_theme_without_any_has_none():
    one = framework(("a", "b", "c", "a", "b", "c"), ("a", "b", "", "", "", ""))
    first, last = columns(a=[0, 0, 0], b=[0, 0, 0]), columns(a=[1, 2, 3], b=[3, 1, 8])
    found = change_ranges(one, first, last)
    assert set(found) == {"prosperity", "inclusion", "d1", "d2"}
    assert [r.rank for r in found["d2"]] == [2, 3, 1]
    assert found["inclusion"] == (RankRange(None, 0, None, None),) * 3


def test_dimensions_ranks_are_those_of_their_scores():
    given_ = columns(a=[1, 5, 2, 0], b=[4, 4, 9, 1], c=[0, 3, 7, 7], d=[2, 1, 1, 9])
    one = framework(("ab", "c", "d", "bc", "ad", "c"), lower="c")
    for variant in ("min-max", "winsorised", "z-score"):
        scores, found = (
            level_scores(one, values_of(given_), variant=variant),
            level_ranges(one, given_, variant=variant),
        )
        for key, theirs in (scores.dimensions | scores.themes).items():
            assert [r.rank for r in found[key]] == ranks_of(theirs).tolist(), (variant, key)


@pytest.mark.parametrize("method", ["pooled", "progress"])
def test_ranks_of_changes_are_those_of_their_scores(method):
    first, last = columns(a=[1, 5, 2], b=[4, 4, 9], c=[0, 3, 7]), columns(a=[4, 5, 1], b=[5, 2, 9], c=[1, 1, 8])
    scores = change_scores(ONE_EACH, values_of(first), values_of(last), method=method).themes["prosperity"]
    found = change_ranges(ONE_EACH, first, last, method=method)["prosperity"]
    assert [r.rank for r in found] == ranks_of(scores).tolist()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(*[st.integers(0, 50)] * 3), min_size=4, max_size=8, unique_by=(lambda t: t[0], lambda t: t[1]))
)
def test_ranges_contain_the_rank_and_every_leave_one_out_rank(rows):
    values = {key: [float(row[i]) for row in rows] for i, key in enumerate("abc")}
    values["c"][0] += 51  # so that it varies
    given_ = columns(**values, halves=3.0)
    found = level_ranges(ONE_EACH, given_, draws=64)["prosperity"]
    for key in "abc":
        ranks = ranks_of(level_scores(ONE_EACH, values_of(given_), without=key).themes["prosperity"])
        for range_, rank in zip(found, ranks, strict=True):
            assert range_.without[0] <= rank <= range_.without[1]
            assert range_.widest[0] <= min(rank, range_.rank) <= max(rank, range_.rank) <= range_.widest[1]
    for range_ in found:
        assert 1 <= range_.widest[0] <= range_.widest[1] <= range_.of == len(rows)


def test_the_widest_range_has_the_rank_itself_in_it():
    assert RankRange(4, 19, (5, 8), (6, 7)).widest == (4, 8)
    assert RankRange(9, 19, (5, 8), None).widest == (5, 9)
    assert RankRange(9, 19, None, None).widest is None


SAMPLE = """
from evidence.growth.sureness import change_ranges, level_ranges
from tests.growing import column, framework
one = framework(("a", "b", "c", "a", "b", "c"))
first = {k: column(k, [3, 1, 4, 1.5, 5, 9, 2.6], 2.0) for k in "abc"}
last = {k: column(k, [2.7, 1.8, 2.8, 1.9, 4.5, 9.1, 3], [1.0, None, 2, 2, 0.5, 3, 1]) for k in "abc"}
print(level_ranges(one, last), change_ranges(one, first, last, method="progress"))
"""


def elsewhere() -> str:
    """The sample made in another process with another order of hashes."""
    environment = os.environ | {"PYTHONPATH": str(HOME), "PYTHONHASHSEED": "11", "TZ": "Pacific/Auckland"}
    done = subprocess.run(
        [sys.executable, "-c", SAMPLE], env=environment, capture_output=True, text=True, check=True, cwd=HOME
    )
    return done.stdout


def test_the_same_figures_give_the_same_ranges_again_and_elsewhere(capsys):
    exec(SAMPLE, {})
    once = capsys.readouterr().out
    exec(SAMPLE, {})
    assert capsys.readouterr().out == once
    assert elsewhere() == once
    assert "draws=(" in once


def moved(values, halves, place, **about):
    """The range of a place's rank on one measure."""
    found = column("a", values, halves)
    return measure_range(replace(found, measure=replace(found.measure, **about)), place)


def test_ranks_over_many_draws_are_those_of_scipy():
    chance = np.random.default_rng(1)
    scores = chance.integers(0, 9, (50, 12)).astype(float)  # with many ties
    assert (ranks_of(scores) == rankdata(-scores, method="min", axis=-1)).all()


def test_a_rank_on_one_measure_moves_where_intervals_of_places_overlap():
    values = [50, 51, 1000]
    assert [moved(values, 20.0, i) for i in range(3)] == [
        RankRange(3, 3, None, (2, 3)),
        RankRange(2, 3, None, (2, 3)),
        RankRange(1, 3, None, (1, 1)),
    ]
    assert moved(values, 20.0, 0, polarity=-1) == RankRange(1, 3, None, (1, 2))


@pytest.mark.parametrize(("apart", "draws"), [(1.9, (1, 2)), (2.1, (1, 1))])
def test_a_rank_moves_where_more_than_1_in_40_draws_would_turn_it(apart, draws):
    """Two normal figures of standard error 1 lie `apart` x sqrt 2: the lower comes first in 2.9 % or 1.8 % of draws."""
    assert moved([apart * 2**0.5, 0], Z95, 0).draws == draws


def test_a_rank_on_one_measure_without_an_interval_or_a_figure_is_not_said_to_move():
    assert moved([1, 2, 3], [None, 1.0, 1.0], 0) == RankRange(3, 3, None, None)
    assert moved([NAN, 2, 3], 1.0, 0) == RankRange(None, 2, None, None)
    assert moved([2, 2, 2], 1.0, 0) == RankRange(None, 3, None, None)
