"""Membership: which districts make up an area, where areas overlap, and which are one place under two names."""

from evidence.places.membership import overlapping
from tests.worked import (
    ASHBY,
    AUTHORITY,
    BECKTON,
    CORLEY,
    COUNTY,
    DUNMOUTH,
    EASTHOLM,
    ENGLAND,
    ESTUARY,
    FENLAND,
    SPLIT,
    STRATHMORE,
    UK,
)


def test_a_county_is_made_of_its_districts(world):
    assert world.members[COUNTY] == (ASHBY, BECKTON, CORLEY)


def test_the_uk_is_opened_into_the_districts_of_its_countries(world):
    assert set(world.members[UK]) == {*world.members[ENGLAND], STRATHMORE}
    assert len(world.members[UK]) == 8


def test_a_district_is_its_own_only_district(world):
    assert world.members[ASHBY] == (ASHBY,)
    assert world.members[DUNMOUTH] == (DUNMOUTH,)


def test_each_district_has_one_county_or_unitary_authority(world):
    assert world.upper_tier[ASHBY] == COUNTY
    assert world.upper_tier[EASTHOLM] == EASTHOLM


def test_leps_overlap_in_the_districts_that_both_hold(world):
    assert overlapping(world.members, (FENLAND, SPLIT)) == {CORLEY: (FENLAND, SPLIT), DUNMOUTH: (FENLAND, SPLIT)}
    assert overlapping(world.members, (FENLAND,)) == {}


def test_areas_with_exactly_the_same_districts_are_twins(world):
    assert world.twins[DUNMOUTH, EASTHOLM] == (AUTHORITY, ESTUARY)
    assert world.members[FENLAND] not in world.twins


def test_successors_know_what_they_were_made_from(world):
    assert world.predecessors == {EASTHOLM: ("E07000004", "E07000005"), FENLAND: ("E37000004",)}


def test_seven_districts_sit_in_two_leps(base):
    found = overlapping(base.members, [area.code for area in base.areas_of("lep")])
    assert sorted(base.areas[code].name for code in found) == [
        "Bromsgrove", "Cannock Chase", "East Staffordshire", "Lichfield", "Redditch", "Tamworth", "Wyre Forest",
    ]  # fmt: skip
    assert all(len(leps) == 2 for leps in found.values())


def test_greater_manchester_has_its_ten_boroughs(base):
    assert base.members["E47000001"] == tuple(f"E080000{n:02}" for n in range(1, 11))


def test_the_uk_has_every_district_and_the_countries_share_it_out(base):
    countries = [set(base.members[code]) for code in ("E92000001", "S92000003", "W92000004", "N92000002")]
    assert [len(districts) for districts in countries] == [296, 32, 22, 11]
    assert (
        set().union(*countries) == set(base.members["K02000001"]) == {area.code for area in base.areas_of("district")}
    )


def test_every_district_has_an_upper_tier_authority_that_holds_it(base):
    for area in base.areas_of("district"):
        assert area.code in base.members[base.upper_tier[area.code]]
