"""From school to work: the steps in order, England beside the place, NEET never without its bounds."""

import pytest

from evidence.productivity.school import STAGES, school_to_work
from tests.worked import ENGLAND

OLDHAM, CAMBRIDGE, DERBYSHIRE, SOLENT = "E08000004", "E07000008", "E10000007", "E37000055"
ORDER = (
    "attainment-8",
    "ks4-destination-not-sustained",
    "neet-or-not-known-16-17",
    "level-3-by-19",
    "level-3-by-19-fsm-gap",
    "apprenticeship-starts",
)


def stage(found, slug):
    return next(s for s in found.stages if s.indicator == slug)


def test_the_steps_stand_in_the_order_in_which_they_are_met(base):
    assert tuple(slug for slug, _ in STAGES) == ORDER
    assert tuple(s.indicator for s in school_to_work(base, OLDHAM).stages) == ORDER


@pytest.mark.parametrize(
    ("slug", "place", "england"),
    [("attainment-8", 42.3, 46.0), ("level-3-by-19", 53.8, 57.6), ("level-3-by-19-fsm-gap", 18.4, 25.5)],
)
def test_published_figures_of_oldham_and_england(base, slug, place, england):
    found = stage(school_to_work(base, OLDHAM), slug).standing
    assert found.level.value == place
    assert found.gap.value == pytest.approx(place - england)
    assert found.gap.numbers["comparator"] == england


def test_neet_has_its_bounds_in_the_place_and_in_england(base):
    """Derbyshire 3.2 to 7.4 and England 3.4 to 5.6: the notes on methods."""
    found = stage(school_to_work(base, DERBYSHIRE), "neet-or-not-known-16-17")
    for bounds, expected in ((found.bounds, (3.2, 7.4)), (found.england_bounds, (3.4, 5.6))):
        assert (round(bounds.numbers["floor"], 1), round(bounds.numbers["ceiling"], 1)) == expected
    assert found.bounds.period == found.england_bounds.period


def test_only_neet_has_bounds(base):
    found = school_to_work(base, OLDHAM)
    assert [s.indicator for s in found.stages if s.bounds] == ["neet-or-not-known-16-17"]


def test_a_district_inside_a_county_has_the_reason_and_no_county_figure(base):
    found = school_to_work(base, CAMBRIDGE)
    assert found.known == 1
    for s in found.stages[:-1]:
        assert "is not spread over its districts" in s.reason
        assert not s.standing.known
    assert found.stages[-1].reason == ""
    assert stage(found, "neet-or-not-known-16-17").bounds.value is None


def test_a_lep_that_splits_a_county_has_the_reason(base):
    found = school_to_work(base, SOLENT)
    assert base.areas[SOLENT].name == "Solent"
    assert "holds only part of" in stage(found, "neet-or-not-known-16-17").reason


def test_england_stands_alone(base):
    found = school_to_work(base, ENGLAND)
    assert found.known == 6
    assert all(s.standing.gap is None and s.england_bounds is None for s in found.stages)


def test_the_figures_are_of_the_place_and_of_england(base):
    found = school_to_work(base, OLDHAM).figures
    assert {f.area_code for f in found} == {OLDHAM, ENGLAND}
    assert {f.indicator for f in found} >= set(ORDER) | {"neet-16-17", "activity-not-known-16-17"}
    assert len(found) == len(set(found))
