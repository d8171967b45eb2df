"""Every indicator that can be compared is on one side; what is old here is on none; the invented county worked by hand."""

from dataclasses import replace

from evidence.analysis.profile import profile_of
from evidence.analysis.sides import benchmark_of, gap_to, is_old, sides_of
from evidence.analysis.young_people import NEET
from tests.worked import ASHBY, ENGLAND, UK

SCILLY, MANCHESTER = "E06000053", "E47000001"


def slugs(gaps):
    return {gap.indicator for gap in gaps}


def test_an_invented_district_stands_where_its_figures_put_it(world):
    """2022: £40 an hour against £34.85 (combined), published without an interval; 75% in work (73 to 77) against 75%."""
    found = sides_of(world, profile_of(world, ASHBY))
    assert found.benchmark == ENGLAND
    assert [(gap.indicator, gap.tested) for gap in found.better] == [("output-per-hour", False)]
    assert slugs(found.alike) == {"employment-rate"}
    assert found.compared == sum(map(len, (found.better, found.worse, found.alike, found.neither)))


def test_every_indicator_that_can_be_compared_and_is_not_old_is_on_one_side_only(base):
    profile = profile_of(base, MANCHESTER)
    found = sides_of(base, profile)
    sides = [slugs(side) for side in (found.better, found.worse, found.alike, found.neither)]
    expected = {
        row.indicator.slug
        for row in profile.rows
        if any(g.against == ENGLAND and g.value is not None for g in row.gaps) and not is_old(base, row)
    }
    assert set().union(*sides) == expected
    assert found.compared == len(expected)


def test_what_a_test_cannot_tell_apart_is_alike_and_neither_better_nor_worse(base):
    found = sides_of(base, profile_of(base, MANCHESTER))
    assert {gap.judgement for gap in found.alike} <= {"similar", "same"}
    assert not {"similar", "same"} & {gap.judgement for gap in (*found.better, *found.worse, *found.neither)}


def test_what_is_old_here_and_newer_elsewhere_is_on_no_side(base):
    # DfE has suppressed NEET of the Isles of Scilly since December 2020, ONS their pay since April 2020.
    profile = profile_of(base, SCILLY)
    found = sides_of(base, profile)
    assert {"neet-16-17", "median-weekly-pay"} <= {r.indicator.slug for r in profile.rows if is_old(base, r)}
    assert not {"neet-16-17", "median-weekly-pay"} & slugs((*found.better, *found.worse, *found.alike, *found.neither))


def test_england_is_judged_against_the_uk_and_a_place_without_comparators_against_nothing(base):
    assert benchmark_of(profile_of(base, ENGLAND)) == UK
    alone = profile_of(base, MANCHESTER, comparators=())
    assert sides_of(base, alone).benchmark is None
    assert sides_of(base, alone).compared == 0


def test_a_neet_rate_that_must_not_be_compared_alone_is_neither_better_nor_worse(base):
    profile = profile_of(base, MANCHESTER)
    row = profile.row(NEET)
    much = replace(profile.young_people, judgement="much not known")
    assert gap_to(row, ENGLAND, replace(much, judgement="")).good in ("better", "worse")
    assert gap_to(row, ENGLAND, much).good == ""
