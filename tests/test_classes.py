"""Classes of a map: cut as mapclassify cuts them, with missing values left out and ties said."""

import mapclassify
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.analysis.classes import AROUND, METHODS, K, classify, classify_two
from evidence.errors import EvidenceError

# mapclassify's own example: 58 Californian employment density values, and the class edges of its README.
CALEMP = mapclassify.load_example().tolist()
ORACLE = {
    "quantiles": ([1.464, 5.798, 13.278, 54.616, 4111.45], (12, 11, 12, 11, 12)),
    "fisher-jenks": ([75.29, 192.05, 370.5, 722.85, 4111.45], (49, 3, 4, 1, 1)),
}


@pytest.mark.parametrize("method", ORACLE)
def test_classes_are_those_of_mapclassifys_readme(method):
    edges, counts = ORACLE[method]
    found = classify(CALEMP, method)
    assert list(found.edges[1:]) == pytest.approx(edges)
    assert found.edges[0] == min(CALEMP) == 0.13
    assert found.counts == counts
    assert found.note == ""


def test_equal_steps_are_equal():
    found = classify([0.0, 1.0, 2.5, 10.0], "equal-steps")
    assert found.edges == pytest.approx((0, 2, 4, 6, 8, 10))
    assert found.of == (0, 0, 1, 4)
    assert found.counts == (2, 1, 0, 0, 1)


def test_fixed_steps_are_shares_of_the_uk():
    """UK 40: cuts at 32, 36, 44 and 48; a value on a cut belongs below it."""
    found = classify([30.0, 32.0, 33.0, 36.0, 40.0, 44.0, 45.0, 50.0], "around-uk", comparator=40.0)
    assert found.edges == pytest.approx((30, 32, 36, 44, 48, 50))
    assert found.of == (0, 0, 1, 1, 2, 2, 3, 4)


def test_fixed_steps_keep_their_edges_where_no_value_reaches_them():
    found = classify([39.0, 40.0, 41.0], "around-uk", comparator=40.0)
    assert found.of == (2, 2, 2)
    assert found.counts == (0, 0, 3, 0, 0)
    assert len(AROUND) + 1 == len(found.counts)


@pytest.mark.parametrize("comparator", [None, 0.0])
def test_fixed_steps_without_the_uk_are_refused(comparator):
    with pytest.raises(EvidenceError, match="Fixed steps need the UK's figure"):
        classify([1.0, 2.0], "around-uk", comparator=comparator)


def test_an_unknown_method_is_answered_with_those_there_are():
    with pytest.raises(
        EvidenceError,
        match="There is no class method called 'rainbow'; choose one of: quantiles, fisher-jenks, equal-steps, around-uk",
    ):
        classify([1.0], "rainbow")


@pytest.mark.parametrize("method", ["quantiles", "fisher-jenks", "equal-steps"])
@pytest.mark.parametrize("gap", [None, float("nan")])
def test_a_missing_value_stays_without_a_class_and_moves_no_edge(method, gap):
    found = classify([gap, *CALEMP, gap], method)
    assert found.of[0] is None
    assert found.of[-1] is None
    assert found.edges == classify(CALEMP, method).edges
    assert found.counts == classify(CALEMP, method).counts


@pytest.mark.parametrize("method", METHODS)
def test_no_values_make_no_classes_and_say_so(method):
    found = classify([None, None], method, comparator=1.0)
    assert (found.edges, found.of, found.counts, found.note) == ((), (None, None), (), "No area has a figure.")


@pytest.mark.parametrize("method", ["quantiles", "fisher-jenks", "equal-steps"])
def test_one_value_is_one_class(method):
    found = classify([3.0, 3.0, None], method)
    assert (found.edges, found.of, found.note) == (
        (3.0, 3.0),
        (0, 0, None),
        "Too few different values for 5 classes: there is 1.",
    )


def test_ties_leave_fewer_classes_and_equal_values_share_one():
    found = classify([1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 3.0], "quantiles")
    assert len(set(found.of[:5])) == 1
    assert found.note == f"Too few different values for 5 classes: there are {len(found.counts)}."
    assert len(found.counts) < K


@given(
    st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6).map(lambda x: round(x, 3))), min_size=1, max_size=40),
    st.sampled_from(["quantiles", "fisher-jenks", "equal-steps"]),
)
def test_every_value_lies_within_the_edges_of_its_class_and_higher_values_never_in_lower_classes(values, method):
    found = classify(values, method)
    assert sum(found.counts) == sum(v is not None for v in values)
    for value, place in zip(values, found.of, strict=True):
        assert (value is None) == (place is None)
        if value is not None:
            assert found.edges[place] <= value <= found.edges[place + 1]
    ordered = sorted((v, c) for v, c in zip(values, found.of, strict=True) if v is not None)
    assert [c for _, c in ordered] == sorted(c for _, c in ordered)


def test_two_indicators_are_cut_into_thirds_over_the_areas_that_have_both():
    """1 to 9 against itself: the diagonal cells 0, 4 and 8 hold three each; a lone value counts for neither."""
    values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]
    found = classify_two([*values, 100.0, None, float("nan")], [*values, None, 100.0, 1.0])
    assert found.both == 9
    assert found.cells == (0, 0, 0, 4, 4, 4, 8, 8, 8, None, None, None)
    assert found.counts == (3, 0, 0, 0, 3, 0, 0, 0, 3)


def test_two_indicators_that_run_against_each_other_fill_the_other_corners():
    values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]
    assert classify_two(values, values[::-1]).cells == (6, 6, 6, 4, 4, 4, 2, 2, 2)


def test_two_indicators_at_once_need_nine_areas():
    with pytest.raises(EvidenceError, match="need at least nine areas with both figures; here 8 have them"):
        classify_two([1.0] * 9, [*[1.0] * 8, None])
