"""A profile: every indicator of a place, by theme, with nothing left out in silence."""

import pytest

from evidence.analysis.profile import profile_of
from evidence.errors import EvidenceError
from evidence.indicators.catalogue import THEMES
from tests.worked import (
    ASHBY,
    AUTHORITY,
    COUNTY,
    DUNMOUTH,
    ENGLAND,
    FENLAND,
    OLD_EASTHOLM,
    REGION,
    SPLIT,
    UK,
    WINTER,
    Y2021,
    Y2022,
)


def test_every_indicator_that_is_not_a_base_is_a_row_or_has_a_reason(world):
    for code in (COUNTY, ASHBY, DUNMOUTH, SPLIT, AUTHORITY, ENGLAND):
        profile = profile_of(world, code)
        shown = {row.indicator.slug for row in profile.rows} | {finding.indicator for finding in profile.without}
        assert shown == {slug for slug, i in world.indicators.items() if i.role != "base"}
        assert all(finding.reason for finding in profile.without)


def test_rows_are_by_theme_with_headlines_first(world):
    assert [row.indicator.slug for row in profile_of(world, DUNMOUTH).rows] == [
        "output",
        "output-per-hour",
        "employment-rate",
        "neet-or-not-known-16-17",
        "neet-16-17",
        "activity-not-known-16-17",
        "deprivation-score",
    ]


def test_a_row_holds_level_gaps_neighbours_rank_change_and_trend(world):
    row = profile_of(world, COUNTY).row("output-per-hour")
    assert row.level.value == pytest.approx(16500 / 460)
    assert [gap.against for gap in row.gaps] == [ENGLAND, REGION, UK]
    assert row.gaps[2].value == pytest.approx(16500 / 460 - 38)
    assert row.neighbours.numbers["comparator"] == 30
    assert (row.rank.value, row.rank.numbers["of"]) == (2, 4)  # after Farcastle's 40; Gull Island has none
    assert row.change.value == pytest.approx(16500 / 460 - 15740 / 460)
    assert row.trend.judgement == "cannot be calculated"
    assert row.spread == pytest.approx((25, 30, 16500 / 460, 40))
    assert len(row.findings) == 8


def test_an_indicator_without_a_figure_is_listed_with_its_reason(world):
    without = {finding.indicator: finding.reason for finding in profile_of(world, COUNTY).without}
    assert list(without) == ["deprivation-score"]
    assert "cannot be worked out from its parts" in without["deprivation-score"]
    assert profile_of(world, COUNTY).row("deprivation-score") is None


def test_a_lep_that_splits_a_county_has_no_young_people_and_says_why(world):
    profile = profile_of(world, SPLIT)
    assert profile.young_people.value is None
    assert "holds only part of Fenshire" in profile.young_people.reason
    assert profile_of(world, DUNMOUTH).young_people.numbers["ceiling"] == 5.1


def test_comparators_may_be_chosen(world):
    profile = profile_of(world, ASHBY, comparators=(DUNMOUTH,))
    assert profile.comparators == (DUNMOUTH,)
    assert [gap.against for gap in profile.row("employment-rate").gaps] == [DUNMOUTH]
    assert profile_of(world, ASHBY, comparators=()).row("employment-rate").gaps == ()


def test_an_unknown_comparator_or_an_ended_place_is_refused(world):
    with pytest.raises(EvidenceError, match="No area has the code 'nowhere'"):
        profile_of(world, ASHBY, comparators=("nowhere",))
    with pytest.raises(EvidenceError, match=r"followed by Eastholm \(E06000002\)\. Ask for the profile of that area\."):
        profile_of(world, OLD_EASTHOLM)


def test_a_place_without_neighbours_has_no_gap_to_them(world):
    assert profile_of(world, FENLAND).row("output").neighbours is None


def test_a_group_of_ones_own_has_a_profile_without_a_rank(world):
    grouped = world.with_group("Ours", (ASHBY, DUNMOUTH))
    row = profile_of(grouped, "group:Ours").row("output-per-hour")
    assert row.level.value == pytest.approx(18000 / 500)
    assert row.rank is None
    assert row.spread == pytest.approx((36.0,))


def test_change_looks_back_over_five_years_at_most(world):
    assert profile_of(world, ASHBY).row("employment-rate").change.against == "2018-01-01/P1Y"
    assert profile_of(world, COUNTY).row("neet-16-17").change.against == "2019-12-01/P3M"
    assert profile_of(world, ASHBY).row("output").change.against == Y2021


def test_findings_are_those_of_the_rows_then_the_bounds_then_what_is_missing(world):
    profile = profile_of(world, COUNTY)
    kinds = [finding.kind for finding in profile.findings]
    assert kinds[0] == "level"
    assert kinds.count("not known") == 1
    assert profile.findings[-1] == profile.without[-1]
    assert len(profile.findings) == sum(len(row.findings) for row in profile.rows) + 1 + len(profile.without)


def test_levels_of_a_profile_are_the_latest(world):
    rows = profile_of(world, DUNMOUTH)
    assert (rows.row("neet-16-17").level.period, rows.row("output").level.period) == (WINTER, Y2022)


@pytest.mark.parametrize(
    "code", ["E47000001", "E37000005", "E07000112", "E10000016", "E09000001", "E12000001", "E06000053"]
)
def test_every_kind_of_real_place_has_a_profile_in_the_order_of_themes(base, code):
    profile = profile_of(base, code)
    assert len(profile.rows) + len(profile.without) == sum(
        i.role in ("headline", "profile") for i in base.indicators.values()
    )
    themes = [THEMES.index(row.indicator.theme) for row in profile.rows]
    assert themes == sorted(themes)
    for row in profile.rows:
        assert row.level.value in row.spread
        assert list(row.spread) == sorted(row.spread)
        if row.rank:
            assert 1 <= row.rank.value <= row.rank.numbers["of"]


def test_a_rank_from_the_best_counts_from_the_end_that_is_better(world):
    # Worked by hand: Dunmouth among the districts; output per hour is better higher, NEET better lower.
    profile = profile_of(world, COUNTY)
    row = profile.row("output-per-hour")
    assert row.from_best == (row.rank.value / 4) == 0.5  # second of four
    neet = profile_of(world, DUNMOUTH).row("neet-16-17")
    assert neet.from_best == neet.rank.numbers["from_lowest"] / neet.rank.numbers["of"]
    assert all(r.from_best is None for r in profile_of(world, ENGLAND).rows if r.rank is None)


def test_a_profile_of_some_indicators_has_the_rows_of_the_whole_profile(world):
    whole = profile_of(world, COUNTY)
    some = whole.rows[1].indicator.slug, whole.without[0].indicator
    found = profile_of(world, COUNTY, slugs=some)
    assert found.rows == (whole.rows[1],)
    assert found.without == (whole.without[0],)
    assert found.young_people == whole.young_people
