"""The answers for a comparison set: who is in it, which options there are, ranks, neighbours and what goes together."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from evidence.analysis.findings import AreaSet
from evidence.errors import EvidenceError
from evidence.growth.association import associated
from evidence.growth.framework import open_framework
from evidence.growth.monitor import (
    Options,
    checked_options,
    comparison_set,
    dimension_of,
    geography_set,
    monitor_of,
    usual_options,
)
from evidence.growth.scores import level_scores, values_of
from evidence.growth.values import years_of

MANCHESTER, LEEDS_CITY_REGION, STOCKPORT, CARDIFF = "E47000001", "E37000062", "E08000007", "W06000015"
ENGLAND, UK, NORTH_WEST, LONDON, SCILLY = "E92000001", "K02000001", "E12000002", "E12000007", "E06000053"
THEMES = ("prosperity", "inclusion")


@pytest.fixture(scope="module")
def leps(base):
    return monitor_of(base, geography_set(base, "lep"), usual_options(base))


@pytest.fixture(scope="module")
def districts(base):
    return monitor_of(base, geography_set(base, "district"), usual_options(base))


def test_leps_are_the_38_there_last_were(base):
    found = comparison_set(base, LEEDS_CITY_REGION)
    assert (found.name, len(found.codes)) == ("LEPs", 38)
    assert found == geography_set(base, "lep")


def test_a_combined_authority_is_among_all_combined_authorities(base):
    found = comparison_set(base, MANCHESTER)
    assert found.name == "combined authorities"
    assert MANCHESTER in found.codes
    assert set(found.codes) == {a.code for a in base.areas_of("combined-authority")}


def test_districts_and_counties_are_englands(base):
    assert all(code.startswith("E") for code in geography_set(base, "district").codes)
    assert geography_set(base, "district").name == "English districts"
    assert comparison_set(base, STOCKPORT, "district") == geography_set(base, "district")
    assert len(comparison_set(base, STOCKPORT).codes) == len(set(comparison_set(base, STOCKPORT).codes))


def test_a_place_of_another_kind_is_added_and_the_set_says_so(base):
    found = comparison_set(base, MANCHESTER, "lep")
    assert found.name == "areas (LEPs, with Greater Manchester in the place of Greater Manchester LEP)"
    assert len(found.codes) == 38  # its twin of the same districts is not scored against it
    assert found.codes[-1] == MANCHESTER
    assert comparison_set(base, SCILLY, "lep").name == "areas (LEPs and the Isles of Scilly)"
    assert comparison_set(base, LONDON, "lep").name == "areas (LEPs, with London in the place of London LEP)"


@pytest.mark.parametrize(
    ("area", "geography", "begins"),
    [
        (ENGLAND, "lep", "Black Country and 37 more of these LEPs lie inside England"),
        (NORTH_WEST, "lep", "Cheshire and Warrington and 4 more of these LEPs lie inside the North West"),
        (MANCHESTER, "district", "Bolton and 9 more of these English districts lie inside Greater Manchester"),
        (MANCHESTER, "county-or-unitary", "Bolton and 9 more of these English counties and unitary authorities lie"),
    ],
)
def test_a_place_is_not_scored_against_its_own_parts(base, area, geography, begins):
    with pytest.raises(EvidenceError) as refused:
        comparison_set(base, area, geography)
    assert str(refused.value).startswith(begins)
    assert str(refused.value).endswith(
        ", which would be scored against its own parts. Choose a set of areas of its own kind."
    )


def test_no_set_has_a_part_of_the_place_that_is_added(base):
    """Every LEP, combined authority and region among every kind: refused, or free of what lies inside."""
    refused = set()
    for own in ("lep", "combined-authority", "region"):
        for area in base.areas_of(own):
            for geography in ("lep", "combined-authority", "district"):
                try:
                    codes = comparison_set(base, area.code, geography).codes
                except EvidenceError:
                    refused.add((own, geography))
                    continue
                inside = [c for c in codes if set(base.members[c]) < set(base.members[area.code])]
                assert geography == own or not inside, (area.name, geography)
    assert refused >= {("lep", "district"), ("combined-authority", "district"), ("region", "district")}
    assert ("lep", "lep") not in refused


def test_a_group_is_added_to_combined_authorities_and_refused_among_its_own_districts(base):
    grouped = base.with_group("Our places", ("E08000003", "E08000006"))
    found = comparison_set(grouped, "group:Our places")
    assert found.name == "areas (combined authorities and Our places)"
    assert set(found.codes) == {a.code for a in base.areas_of("combined-authority")} | {"group:Our places"}
    with pytest.raises(
        EvidenceError, match=r"^Manchester and 1 more of these English districts lie inside Our places,"
    ):
        comparison_set(grouped, "group:Our places", "district")


def test_a_group_of_one_district_takes_its_place_among_its_countrys_districts(base):
    grouped = base.with_group("Just us", (STOCKPORT,))
    among = comparison_set(grouped, "group:Just us", "district")
    assert among.name == "areas (English districts, with Just us in the place of Stockport)"
    assert len(among.codes) == len(geography_set(base, "district").codes)
    assert all(code.startswith(("E", "group:")) for code in among.codes)


def test_a_group_that_holds_one_whole_authority_is_refused_in_the_singular(base):
    grouped = base.with_group("Wide", (*base.members[MANCHESTER], "E06000008"))
    with pytest.raises(EvidenceError) as refused:
        comparison_set(grouped, "group:Wide")
    assert str(refused.value) == (
        "Greater Manchester lies inside Wide, which would be scored against its own part. "
        "Choose a set of areas of its own kind."
    )


@pytest.mark.parametrize(("area", "count"), [(ENGLAND, "are 4"), (UK, "is 1")])
def test_a_country_is_refused_with_what_to_do(base, area, count):
    with pytest.raises(EvidenceError) as refused:
        comparison_set(base, area)
    assert str(refused.value) == (
        f"A score needs at least 5 areas of a kind to compare; of the kind chosen there {count}. "
        "Choose a geography with more areas."
    )
    with pytest.raises(EvidenceError, match="needs at least 5 areas"):
        geography_set(base, "country")


def test_a_kind_that_is_too_few_is_not_made_enough_by_the_place_itself(base):
    with pytest.raises(EvidenceError, match="there are 4"):
        comparison_set(base, MANCHESTER, "country")


def test_areas_outside_england_are_refused_because_figures_lack(base):
    lacking = (
        r"no figure for most of these 22 areas, so .* cannot be scored among them\. .* choose a place or a set in Eng"
    )
    with pytest.raises(EvidenceError, match=lacking):
        monitor_of(base, comparison_set(base, CARDIFF), usual_options(base))


def test_unknown_areas_and_geographies_are_refused(base):
    with pytest.raises(EvidenceError, match="No area has the code 'E99'"):
        comparison_set(base, "E99")
    with pytest.raises(EvidenceError, match="There is no geography called 'town'"):
        comparison_set(base, MANCHESTER, "town")


def test_the_usual_options_are_the_frameworks(base):
    assert usual_options(base) == Options((2018, 2023), "min-max", "pooled")
    assert checked_options(base, usual_options(base)) == usual_options(base)


@pytest.mark.parametrize("years", [(2003, 2018), (2018, 2024), (2023, 2018), (2018, 2018), (1066, 1492)])
def test_years_that_cannot_be_scored_are_refused_with_those_that_can(base, years):
    known = years_of(base, open_framework(base))
    with pytest.raises(EvidenceError) as refused:
        checked_options(base, Options(years))
    assert str(refused.value) == (
        f"A change from {years[0]} to {years[1]} cannot be scored; choose two years, the earlier first, "
        f"from {known[0]} to {known[-1]}."
    )


def test_unknown_ways_are_refused_with_those_that_are_known(base):
    with pytest.raises(EvidenceError, match=r"^There is no variant 'median'; choose one of: min-max, winsorised, z-sc"):
        checked_options(base, Options((2018, 2023), variant="median"))
    with pytest.raises(EvidenceError, match=r"^There is no method 'growth'; choose one of: pooled, progress\.$"):
        monitor_of(base, geography_set(base, "lep"), Options((2018, 2023), method="growth"))


def test_the_monitor_is_made_once_for_the_same_set_and_options(base, leps):
    assert monitor_of(base, geography_set(base, "lep"), usual_options(base)) is leps


def test_every_lep_has_both_scores_of_level_and_change(leps):
    for scores in (leps.level, leps.change):
        for theme in ("prosperity", "inclusion"):
            assert not np.isnan(scores.themes[theme]).any()
            assert [r.of for r in leps.level_ranges[theme]] == [38] * 38


def test_ranks_are_by_theme_and_by_dimension(leps):
    dimensions = {d.key for d in leps.framework.dimensions}
    assert set(leps.level_ranges) == {*THEMES, *dimensions}
    assert set(leps.change_ranges) == {*THEMES, *dimensions} - {"human-capital", "living-costs"}
    for scores, ranges in ((leps.level, leps.level_ranges), (leps.change, leps.change_ranges)):
        for name, found in ranges.items():
            own = (scores.themes | scores.dimensions)[name]
            assert [(r.rank, r.of) for r in found] == [leps.rank(own, code) for code in leps.among.codes], name


def test_a_rank_that_rests_on_figures_without_an_interval_has_none_drawn(leps):
    """Output and incomes are published without one, employment with: the themes have both."""
    drawn = {name for name, ranges in leps.level_ranges.items() if any(r.draws for r in ranges)}
    assert drawn == {*THEMES, "employment", "human-capital", "labour-market-inclusion"}
    # The change of incomes is of one measure: nothing is left of it without.
    assert {(r.without, r.draws, r.widest) for r in leps.change_ranges["incomes"]} == {(None, None, None)}


def test_what_too_few_of_a_set_have_is_left_out_for_all_of_it(leps, districts):
    for monitor, key, dimension, others in (
        (leps, "housing-affordability-ratio", "living-costs", leps.framework),
        (districts, "neet-or-not-known-16-17", "labour-market-inclusion", districts.framework),
    ):
        assert set(monitor.unheld) == {key}
        assert monitor.unheld[key].startswith(f"{others.measures[key].name}: not held for at least half of the ")
        assert key not in {*monitor.columns, *monitor.level.measures, *others.used("level")}
        two = dimension_of(others, dimension).level
        assert len(two) == 2
        mean = (monitor.level.measures[two[0]] + monitor.level.measures[two[1]]) / 2
        assert_allclose(monitor.level.dimensions[dimension], mean)
    assert "housing-affordability-ratio" in districts.level.measures
    assert "neet-or-not-known-16-17" in leps.level.measures


def test_four_leps_have_no_neet_and_are_scored_by_the_other_two(leps):
    missing = [i for i, v in enumerate(leps.columns["neet-or-not-known-16-17"].values) if v.value is None]
    assert len(missing) == 4
    own = leps.level.measures
    for i in missing:
        two = (own["claimant-count-rate"][i] + own["economic-inactivity-rate"][i]) / 2
        assert leps.level.dimensions["labour-market-inclusion"][i] == pytest.approx(two)


def test_leaving_a_measure_out_keeps_all_districts(districts):
    """Where a district lacks one of three measures it must not drop out when another is left out."""
    for name, ranges in districts.level_ranges.items():
        whole = ~np.isnan((districts.level.themes | districts.level.dimensions)[name])
        assert whole.sum() > 280
        for key in districts.framework.used("level"):
            scores = level_scores(districts.framework, values_of(districts.columns), without=key)
            found = (scores.themes | scores.dimensions)[name]
            assert (~np.isnan(found) == whole).all(), (name, key)
        assert max(r.widest[1] for r in ranges if r.widest) == whole.sum()
    for found in districts.association_without("level").values():
        assert found.pearson.pairs == districts.association("level").pearson.pairs


def test_dimensions_without_a_change_are_left_out_with_their_reason(leps):
    assert set(leps.change.left_out) == {"human-capital", "living-costs"}
    assert leps.level.left_out == {}


def test_ranks_are_of_those_that_have_a_score(districts):
    scores = districts.level.themes["inclusion"]
    best = districts.among.codes[int(np.nanargmax(scores))]
    assert districts.rank(scores, best) == (1, int((~np.isnan(scores)).sum()))
    assert districts.rank(scores, "E06000053") is None  # Isles of Scilly
    assert districts.level_ranges["inclusion"][districts.place("E06000053")].rank is None


def test_the_nearest_are_those_with_the_smallest_difference(leps):
    scores = leps.level.themes["prosperity"]
    here = leps.place(LEEDS_CITY_REGION)
    found = leps.nearest(scores, LEEDS_CITY_REGION)
    distances = np.abs(scores - scores[here])
    assert len(found) == 3
    assert LEEDS_CITY_REGION not in found
    assert [distances[leps.place(code)] for code in found] == sorted(distances)[1:4]


def test_who_has_no_score_has_no_nearest(districts):
    assert districts.nearest(districts.level.themes["inclusion"], "E06000053") == ()


def test_a_place_outside_the_set_is_refused(leps):
    with pytest.raises(EvidenceError, match=r"^The area E47000001 is not among the 38 LEPs\.$"):
        leps.place(MANCHESTER)


def test_associations_are_between_the_two_themes(leps):
    for what, scores in (("level", leps.level), ("change", leps.change)):
        found = leps.association(what)
        assert found == associated(scores.themes["prosperity"], scores.themes["inclusion"])
        assert set(leps.association_without(what)) == set(leps.framework.used(what))


def test_leaving_out_where_only_one_measure_stands_for_a_theme(leps):
    """Without incomes the inclusion of change rests on the labour market alone, and still has a coefficient."""
    assert leps.association_without("change")["gdhi-per-head"].pearson.pairs == 38


def test_the_order_of_the_set_does_not_matter(base, leps):
    turned = monitor_of(base, AreaSet("LEPs", leps.among.codes[::-1]), usual_options(base))
    for theme in ("prosperity", "inclusion"):
        assert_allclose(turned.level.themes[theme][::-1], leps.level.themes[theme])
        assert_allclose(turned.change.themes[theme][::-1], leps.change.themes[theme])
        assert [r.without for r in turned.level_ranges[theme]][::-1] == [r.without for r in leps.level_ranges[theme]]


@pytest.mark.parametrize("variant", ["min-max", "winsorised", "z-score"])
@pytest.mark.parametrize("method", ["pooled", "progress"])
def test_every_way_of_scoring_gives_every_combined_authority_a_score(base, variant, method):
    found = monitor_of(base, geography_set(base, "combined-authority"), Options((2013, 2018), variant, method))
    assert not any(np.isnan(v).any() for s in (found.level, found.change) for v in s.themes.values())
    ranks = sorted(r.rank for r in found.level_ranges["prosperity"])
    assert ranks == list(range(1, len(ranks) + 1))


def test_a_dimension_is_found_by_its_key(base):
    framework = open_framework(base)
    assert dimension_of(framework, "incomes").name == "Incomes"
    with pytest.raises(EvidenceError, match=r"^There is no dimension 'joy'; dimensions are: output-growth, employment"):
        dimension_of(framework, "joy")
