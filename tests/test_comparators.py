"""Comparators: what contains a place, what it is ranked among, whom ONS finds it like."""

import pytest

from evidence.analysis.comparators import (
    containing,
    default_comparators,
    neighbours_of,
    peer_geography,
    peers,
)
from evidence.errors import EvidenceError
from tests.worked import (
    ASHBY,
    AUTHORITY,
    COUNTY,
    DUNMOUTH,
    EASTHOLM,
    ENGLAND,
    ESTUARY,
    FAR_WEST,
    FARCASTLE,
    FENLAND,
    GULL,
    REGION,
    SCOTLAND,
    SPLIT,
    STRATHMORE,
    UK,
)


@pytest.mark.parametrize(
    ("place", "geography", "found"),
    [
        (ASHBY, "region", REGION),
        (COUNTY, "region", REGION),
        (FENLAND, "region", REGION),
        (ASHBY, "county-or-unitary", COUNTY),
        (DUNMOUTH, "combined-authority", AUTHORITY),
        (ASHBY, "combined-authority", None),
        (DUNMOUTH, "county-or-unitary", None),  # it is its own
        (ENGLAND, "region", None),
        (FARCASTLE, "region", FAR_WEST),
        ("TLX01", "region", None),
    ],
)
def test_a_place_lies_inside_the_area_that_holds_all_its_districts(world, place, geography, found):
    assert containing(world, place, geography) == found


@pytest.mark.parametrize(
    ("place", "against"),
    [
        (ASHBY, (ENGLAND, REGION, UK)),
        (FENLAND, (ENGLAND, REGION, UK)),
        (REGION, (ENGLAND, UK)),
        (ENGLAND, (UK,)),
        (UK, (ENGLAND,)),
        (STRATHMORE, (SCOTLAND, UK)),
        (SCOTLAND, (UK,)),
    ],
)
def test_a_place_is_measured_against_its_country_its_region_and_the_uk_but_never_itself(world, place, against):
    assert default_comparators(world, place) == against


@pytest.mark.parametrize(
    ("place", "indicator", "geography"),
    [
        (ASHBY, "output", "district"),
        (DUNMOUTH, "output", "district"),
        (DUNMOUTH, "neet-16-17", "county-or-unitary"),
        (COUNTY, "output", "county-or-unitary"),
        (FENLAND, "output", "lep"),
        (AUTHORITY, "output", "combined-authority"),
        (UK, "output", None),
    ],
)
def test_a_unitary_is_ranked_at_the_tier_that_the_figures_are_published_for(world, place, indicator, geography):
    assert peer_geography(world, place, world.indicators[indicator]) == geography


def test_a_group_of_ones_own_is_ranked_among_nothing(world):
    grouped = world.with_group("Ours", (ASHBY, DUNMOUTH))
    assert peer_geography(grouped, "group:Ours", world.indicators["output"]) is None


def test_districts_are_ranked_within_their_own_country(world):
    english = peers(world, ASHBY, "district")
    assert english.name == "English districts"
    assert STRATHMORE not in english.codes
    assert len(english.codes) == 7
    assert peers(world, STRATHMORE, "district").name == "Scottish districts"
    assert peers(world, STRATHMORE, "district").codes == (STRATHMORE,)


def test_counties_and_unitaries_are_ranked_together_by_name(world):
    found = peers(world, COUNTY, "county-or-unitary")
    assert found.name == "English counties and unitary authorities"
    assert found.codes == (DUNMOUTH, EASTHOLM, FARCASTLE, COUNTY, GULL)


def test_leps_are_ranked_as_they_last_stood(world):
    assert peers(world, FENLAND, "lep").name == "LEPs"
    assert set(peers(world, FENLAND, "lep").codes) == {FENLAND, SPLIT, ESTUARY}


def test_neighbours_are_those_of_the_chosen_model(world):
    assert neighbours_of(world, DUNMOUTH).codes == (EASTHOLM, FARCASTLE, GULL)
    assert neighbours_of(world, DUNMOUTH, "economic").codes == (FARCASTLE, STRATHMORE)


def test_a_lep_with_a_combined_authoritys_districts_has_its_neighbours(world):
    assert neighbours_of(world, ESTUARY).codes == neighbours_of(world, AUTHORITY).codes == (COUNTY, FARCASTLE)


def test_a_place_without_published_neighbours_is_told_who_has_them(world):
    with pytest.raises(
        EvidenceError, match=r"ONS publishes statistical neighbours for districts, .* not for Fenland \(LEP\)\."
    ):
        neighbours_of(world, FENLAND)


def test_greater_manchester_is_measured_against_england_the_north_west_and_the_uk(base):
    assert [base.areas[code].name for code in default_comparators(base, "E47000001")] == [
        "England",
        "North West",
        "United Kingdom",
    ]


@pytest.mark.parametrize(
    ("geography", "place", "name", "count"),
    [
        ("district", "E07000112", "English districts", 296),
        ("county-or-unitary", "E08000003", "English counties and unitary authorities", 153),
        ("lep", "E37000005", "LEPs", 38),
        ("district", "S12000033", "Scottish districts", 32),
        ("district", "W06000015", "Welsh districts", 22),
        ("district", "N09000003", "Northern Irish districts", 11),
    ],
)
def test_the_sets_that_places_are_ranked_in_are_whole(base, geography, place, name, count):
    found = peers(base, place, geography)
    assert (found.name, len(found.codes)) == (name, count)


def test_every_english_place_has_a_country_and_the_uk_to_stand_against(base):
    for geography in ("district", "county-or-unitary", "combined-authority", "lep", "region"):
        for area in base.areas_of(geography):
            if area.code.startswith("E"):
                against = default_comparators(base, area.code)
                assert against[0] == ENGLAND
                assert against[-1] == UK
                assert area.code not in against
