"""Areas: found by code, led from old codes to new ones, listed as each geography stands or last stood."""

from datetime import date

import pytest

from evidence.errors import EvidenceError
from evidence.places.areas import GEOGRAPHIES, find_area, group_area, read_areas
from tests.worked import DUNMOUTH, ESTUARY, FENLAND, HOLM_RURAL, OLD_EASTHOLM, SPLIT, WORLD

# Official counts: 361 districts (296 + 32 + 22 + 11) and 218 upper-tier areas (153 + 32 + 22 + 11) at April 2025, 38 LEPs at
# March 2024, 38 areas of local skills improvement plans, 9 regions, 4 countries; ITL 2025 has 12, 46 and 182 areas.
OFFICIAL_COUNTS = {
    "district": 361,
    "county-or-unitary": 218,
    "lep": 38,
    "region": 9,
    "country": 4,
    "itl1": 12,
    "itl2": 46,
    "itl3": 182,
    "lsip": 38,
    "uk": 1,
}


def test_an_area_carries_its_dates_successors_and_geographies(world):
    old = world.area(OLD_EASTHOLM)
    assert (old.name, old.end, old.successors) == ("Old Eastholm", date(2021, 3, 31), ("E06000002",))
    assert world.area(DUNMOUTH).geographies == {"county-or-unitary", "district"}


def test_a_unitary_is_called_by_its_most_specific_role(world):
    assert world.area(DUNMOUTH).geography == "county-or-unitary"


def test_a_code_that_was_replaced_names_its_replacement(world):
    with pytest.raises(EvidenceError) as refused:
        world.area("E08000001")
    assert (
        str(refused.value)
        == "The code E08000001 is no longer used: it was replaced by E06000001 (Dunmouth). Use E06000001."
    )


def test_an_ended_area_is_still_an_area(world):
    assert world.area(HOLM_RURAL).name == "Holm Rural"


@pytest.mark.parametrize("given", ["Dunmouth", "dunmouth", "DUNMOUTH"])
def test_a_name_given_for_a_code_is_answered_with_the_code(world, given):
    with pytest.raises(
        EvidenceError, match=r"areas of that name: E06000001 \(Dunmouth, county-or-unitary\)\. Give the code\."
    ):
        world.area(given)


def test_a_part_of_a_name_is_answered_with_the_areas_that_hold_it(world):
    with pytest.raises(EvidenceError, match=r"E07000004 \(Old Eastholm, district\)"):
        world.area("easth")


def test_a_mistyped_code_is_answered_with_the_nearest(world):
    with pytest.raises(EvidenceError, match=r"No area has the code 'E0600001'; nearest codes: E06000001 \(Dunmouth\)"):
        world.area("E0600001")


def test_a_code_like_nothing_is_answered_with_where_to_look():
    with pytest.raises(EvidenceError, match=r"nearest codes: none\. `python -m evidence areas` lists them all"):
        find_area({}, "zzz")


def test_a_geography_that_has_ended_is_listed_as_it_last_stood(world):
    assert [area.code for area in world.areas_of("lep")] == [
        SPLIT,
        ESTUARY,
        FENLAND,
    ]  # Old Fens ended eight years before


def test_a_geography_that_stands_leaves_out_what_has_ended(world):
    assert [area.name for area in world.areas_of("district")] == [
        "Ashby", "Beckton", "Corley", "Dunmouth", "Eastholm", "Farcastle", "Gull Island", "Strathmore",
    ]  # fmt: skip


def test_a_geography_without_areas_is_empty(world):
    assert world.areas_of("itl3") == ()


def test_an_unknown_geography_is_answered_with_those_that_exist(world):
    with pytest.raises(
        EvidenceError, match="There is no geography called 'ward'; choose one of: uk, group-of-countries, country"
    ):
        world.areas_of("ward")


def test_a_group_is_an_area_of_its_own_kind():
    group = group_area(" Our places ", ("A", "B"))
    assert (group.code, group.name, group.geography, group.note) == ("group:Our places", "Our places", "group", "A; B")


def test_a_group_without_a_name_is_told_how_to_write_one():
    with pytest.raises(EvidenceError, match='A group needs a name, as in "Our places=E08000003,E08000006"'):
        group_area("  ", ("A",))


@pytest.mark.parametrize(("geography", "count"), OFFICIAL_COUNTS.items())
def test_the_project_holds_every_area_of_a_geography(base, geography, count):
    assert len(base.areas_of(geography)) == count


def test_the_codes_of_barnsley_and_sheffield_before_april_2025_lead_to_the_present_ones(base):
    for old, new in (("E08000016", "E08000038"), ("E08000019", "E08000039")):
        with pytest.raises(EvidenceError, match=f"was replaced by {new}"):
            base.area(old)


def test_every_area_of_the_project_belongs_to_known_geographies_and_ends_after_it_starts(base):
    assert all(area.geographies <= GEOGRAPHIES.keys() and area.name for area in base.areas.values())
    assert all(area.start < area.end for area in base.areas.values() if area.start and area.end)


def test_the_order_of_areas_is_that_of_the_file():
    lines = (WORLD / "places" / "areas.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert list(read_areas(WORLD / "places" / "areas.csv")) == [line.split(",")[0] for line in lines]
