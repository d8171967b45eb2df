"""Level, gap and rank: how a place stands, and how sure that is."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.analysis.comparators import neighbours_of, peers
from evidence.analysis.compare import (
    BENCHMARK_TEST,
    COMBINED_CAVEAT,
    MODELLED_CAVEAT,
    PAIR_TEST,
    WILSON_CAVEAT,
    figure_for,
    figures_over,
    gap,
    gap_to_neighbours,
    latest_for_geography,
    latest_period,
    level,
    rank,
)
from evidence.analysis.findings import NO_TEST, AreaSet
from evidence.errors import EvidenceError
from tests.worked import (
    ASHBY,
    AUTHORITY,
    BECKTON,
    CORLEY,
    COUNTY,
    DUNMOUTH,
    EASTHOLM,
    ENGLAND,
    FARCASTLE,
    GULL,
    OLD_EASTHOLM,
    STRATHMORE,
    UK,
    WINTER,
    Y2020,
    Y2021,
    Y2022,
    base_of,
    cases,
    invented,
    table_of,
)

MEMBERS = (ASHBY, BECKTON, CORLEY, DUNMOUTH, EASTHOLM, FARCASTLE)
ENGLISH = AreaSet("English districts", (*MEMBERS, GULL))
METHODS = {"benchmark": BENCHMARK_TEST, "pair": PAIR_TEST, None: NO_TEST}


@pytest.mark.parametrize("case", cases("comparing", "gap"))
def test_a_gap_is_what_the_hand_works_out(world, case):
    found = gap(world, case["indicator"], case["place"], case["against"])
    assert found.value == pytest.approx(case["value"], abs=1e-9)
    assert (found.judgement, found.good, found.tested) == (case["judgement"], case["good"], case["tested"])
    assert found.method == METHODS[case.get("method")]
    if "relative" in case:
        assert found.numbers["relative"] == pytest.approx(case["relative"], abs=1e-9)
    if "lower" in case:
        assert found.interval is not None
        assert (found.interval.lower, found.interval.upper) == pytest.approx((case["lower"], case["upper"]))
    assert (found.interval is None) is not case["tested"]


@pytest.mark.parametrize("case", cases("comparing", "rank"))
def test_a_rank_is_what_the_hand_works_out(world, case):
    found = rank(world, case["indicator"], case["place"], ENGLISH)
    assert found.value == case["rank"]
    assert found.numbers["of"] == 6
    assert found.numbers["without_figure"] == 1  # Gull Island
    for key in ("from_lowest", "ties", "quintile"):
        assert found.numbers[key] == case[key], key


def test_a_level_says_whether_it_is_published_or_derived(world):
    assert level(world, "output-per-hour", ASHBY).method == "As published."
    assert level(world, "output-per-hour", COUNTY).method == "Derived: weighted by hours."


def test_a_level_is_of_the_latest_period_that_has_a_value(world):
    assert level(world, "output-per-hour", DUNMOUTH).period == Y2022
    assert level(world, "output-per-hour", DUNMOUTH, period=Y2021).value is None
    assert latest_period(world, "neet-16-17", EASTHOLM) == WINTER
    assert latest_period(world, "neet-16-17", ASHBY) is None


def test_a_level_carries_its_caveats_once_each_and_the_notes_of_its_figure_first(world):
    modelled = level(world, "employment-rate", COUNTY, period=Y2021)
    assert modelled.caveats == (
        "Weighted by population of 2020, the latest before the figures.",
        MODELLED_CAVEAT,
        COMBINED_CAVEAT,
        "Invented.",
    )
    assert WILSON_CAVEAT in level(world, "neet-16-17", DUNMOUTH).caveats
    assert level(world, "deprivation-score", ASHBY).caveats == ("Invented.",)


def test_an_ended_place_leads_to_its_successor_unless_an_earlier_period_is_asked_for(world):
    with pytest.raises(
        EvidenceError,
        match=r"it was followed by Eastholm \(E06000002\)\. Ask for that area, or give a period from before\.",
    ):
        level(world, "population", OLD_EASTHOLM)
    assert level(world, "population", OLD_EASTHOLM, period=Y2020).value == 60000


def test_an_indicator_without_any_figure_is_an_error(world):
    empty = base_of(world, {"rate": (invented("never"), table_of({}))})
    with pytest.raises(EvidenceError, match="Rate has no figures"):
        figure_for(empty, "rate", ASHBY, None)
    with pytest.raises(EvidenceError, match="Rate has no figures"):
        latest_for_geography(empty, "rate", "district")


def test_the_latest_period_of_a_geography_is_one_that_at_least_half_have(world):
    assert latest_for_geography(world, "neet-16-17", "county-or-unitary") == WINTER
    assert latest_for_geography(world, "population", "district") == Y2022
    assert latest_for_geography(world, "deprivation-score", "lep") == "2025-01-01/P1Y"  # none ever has one


def test_a_period_that_only_a_few_have_yet_is_not_the_latest_of_a_geography(world):
    figures = pd.concat([table_of(dict.fromkeys(MEMBERS, 1.0)), table_of({ASHBY: 2.0}, "2023-01-01/P1Y")])
    assert latest_for_geography(base_of(world, {"rate": (invented("never"), figures)}), "rate", "district") == Y2022


def test_figures_over_a_set_keep_its_order_and_carry_reasons(world):
    found = figures_over(world, "output", (FARCASTLE, GULL, ASHBY), Y2022)
    assert [figure.value for figure in found] == [10000, None, 12000]
    assert "suppressed" in found[1].reason


def test_a_gap_where_the_place_or_the_comparator_has_no_figure_gives_the_reason(world):
    assert "marks the figure of Gull Island" in gap(world, "output", GULL, UK, period=Y2022).reason
    against = gap(world, "deprivation-score", ASHBY, COUNTY)
    assert against.value is None
    assert "cannot be worked out from its parts" in against.reason


def test_a_gap_compares_the_same_period(world):
    found = gap(world, "employment-rate", ASHBY, BECKTON, period=Y2021)
    assert (found.period, found.value) == (Y2021, 0)
    assert {figure.period for figure in found.figures} == {Y2021}


def test_a_place_is_compared_with_the_middle_of_its_neighbours(world):
    """Neighbours 40, 30 and 25: the middle one is 30, and 35.870 stands second of the four."""
    found = gap_to_neighbours(world, "output-per-hour", COUNTY, neighbours_of(world, COUNTY))
    assert found.value == pytest.approx(16500 / 460 - 30)
    assert (found.judgement, found.good, found.tested) == ("above", "better", False)
    assert found.numbers["neighbours"] == 3
    assert found.numbers["rank"] == 2
    assert (
        found.method
        == "Compared with the median of the 3 neighbours that have a figure; no test is made against a median."
    )


def test_between_two_neighbours_the_middle_is_midway(world):
    found = gap_to_neighbours(world, "output-per-hour", DUNMOUTH, neighbours_of(world, DUNMOUTH))
    assert (found.value, found.numbers["comparator"], found.numbers["neighbours"]) == (
        -2.5,
        32.5,
        2,
    )  # 25 and 40; Gull Island has none
    assert (found.judgement, found.good) == ("below", "worse")


def test_a_place_without_a_figure_is_not_compared_with_neighbours(world):
    found = gap_to_neighbours(world, "deprivation-score", COUNTY, neighbours_of(world, COUNTY))
    assert found.value is None
    assert "cannot be worked out" in found.reason


def test_a_rank_needs_another_with_a_figure(world):
    found = rank(world, "output", ASHBY, AreaSet("lone places", (ASHBY, GULL)), period=Y2022)
    assert found.value is None
    assert found.reason == "No other of the lone places has a figure for Output in this period."


def test_a_place_outside_the_set_is_ranked_in_it(world):
    found = rank(world, "output-per-hour", STRATHMORE, AreaSet("English districts", (BECKTON, CORLEY)), period=Y2022)
    assert (found.value, found.numbers["of"]) == (1, 3)
    assert "quintile" not in found.numbers  # fifths of three places mean nothing


def test_a_rank_says_how_many_cannot_be_told_apart(world):
    """Ashby 75 +- 2: like Corley 72 +- 4 and Farcastle 76 +- 1.5, unlike Beckton, Dunmouth and Eastholm."""
    assert rank(world, "employment-rate", ASHBY, ENGLISH).numbers["similar"] == 2


def test_a_rank_without_intervals_does_not_count_the_similar(world):
    assert "similar" not in rank(world, "deprivation-score", ASHBY, ENGLISH).numbers


def test_ties_are_at_the_published_decimals(world):
    base = base_of(world, {"rate": (invented("never"), table_of({ASHBY: 4.04, BECKTON: 3.96, CORLEY: 4.06}))})
    found = rank(base, "rate", ASHBY, AreaSet("three", (ASHBY, BECKTON, CORLEY)))
    assert (found.value, found.numbers["ties"]) == (2, 1)


values_of_six = st.lists(st.floats(0, 100), min_size=6, max_size=6).map(lambda v: dict(zip(MEMBERS, v, strict=True)))


@settings(max_examples=60, deadline=None)
@given(values_of_six, st.sampled_from(MEMBERS), st.sampled_from(["higher", "lower", "neither"]))
def test_ranks_from_both_ends_and_ties_add_up(world, values, place, better):
    base = base_of(world, {"rate": (invented("never", better=better), table_of(values))})
    numbers = (found := rank(base, "rate", place, ENGLISH)).numbers
    assert 1 <= found.value <= numbers["of"] == 6
    assert found.value + numbers["from_lowest"] + numbers["ties"] == numbers["of"] + 1
    assert 1 <= numbers["quintile"] <= 5


@settings(max_examples=60, deadline=None)
@given(values_of_six, st.permutations(MEMBERS))
def test_a_gap_turned_round_has_the_opposite_sign(world, values, order):
    base = base_of(world, {"rate": (invented("never"), table_of(values))})
    there, back = gap(base, "rate", order[0], order[1]), gap(base, "rate", order[1], order[0])
    assert there.value == -back.value
    assert {there.good, back.good} in ({"better", "worse"}, {""})


def test_a_place_against_its_own_combined_figure_is_judged_as_against_a_benchmark(world):
    assert gap(world, "employment-rate", ASHBY, COUNTY).method == BENCHMARK_TEST
    assert gap(world, "neet-16-17", DUNMOUTH, AUTHORITY).method == BENCHMARK_TEST
    assert gap(world, "neet-16-17", DUNMOUTH, FARCASTLE).method == PAIR_TEST


def test_every_english_district_stands_in_its_own_set(base):
    for area in base.areas_of("district")[::25]:
        assert area.code in peers(base, area.code, "district").codes


def test_productivity_of_england_is_published_and_untested(base):
    found = gap(base, "gva-per-hour-worked", "E47000001", ENGLAND)
    assert (found.judgement, found.good, found.tested, found.method) == ("below", "worse", False, NO_TEST)


def test_without_a_test_what_is_equal_at_the_published_decimals_is_the_same(world):
    base = base_of(world, {"rate": (invented("never", decimals=1), table_of({ASHBY: 4.04, BECKTON: 3.96}))})
    found = gap(base, "rate", ASHBY, BECKTON)
    assert (found.judgement, found.good) == ("same", "")


def test_a_part_is_held_against_the_whole_by_the_parts_own_interval(base):
    # ONS, April 2024, employment rate 2023: England 76.0 %, Folkestone and Hythe 65.9 % (52.9 to 78.9): 76.0 is inside.
    found = gap(base, "employment-rate", "E92000001", "E07000112", period="2023-01-01/P1Y")
    assert found.judgement == "similar"
    assert "The comparator is part of the place" in found.method
    other_way = gap(base, "employment-rate", "E07000112", "E92000001", period="2023-01-01/P1Y")
    assert other_way.judgement == "similar"
    assert other_way.value == pytest.approx(-found.value)
