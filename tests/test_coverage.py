"""Which activities reach an area: found through districts, whatever geography either of them has."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.coordination.coverage import (
    ALL,
    EXTENTS,
    Choice,
    areas_reached,
    extent_in,
    held_by_area,
    held_in,
    present_districts,
)
from evidence.coordination.register import Register, open_register
from evidence.errors import EvidenceError
from tests.recorded import with_
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
    FAR_WEST,
    FARCASTLE,
    FENLAND,
    GULL,
    HOLM_RURAL,
    OLD_EASTHOLM,
    REGION,
    SCOTLAND,
    SPLIT,
    STRATHMORE,
    UK,
)

OLD_FENS, LOST = "E37000004", "TLX01"
PLACES = (ASHBY, BECKTON, CORLEY, DUNMOUTH, EASTHOLM, FARCASTLE, GULL, STRATHMORE, COUNTY, AUTHORITY, FENLAND)
PLACES += (SPLIT, ESTUARY, OLD_FENS, OLD_EASTHOLM, HOLM_RURAL, REGION, FAR_WEST)
EVERYWHERE = (*PLACES, ENGLAND, SCOTLAND, UK)


def extent(world, activity_at, place, kind="charter"):
    codes = (activity_at,) if isinstance(activity_at, str) else activity_at
    return extent_in(world, with_(area_codes=codes, kind=kind), present_districts(world, place))


@pytest.mark.parametrize(
    ("area", "districts"),
    [
        (ASHBY, {ASHBY}),
        (COUNTY, {ASHBY, BECKTON, CORLEY}),
        (AUTHORITY, {DUNMOUTH, EASTHOLM}),
        (FENLAND, {ASHBY, BECKTON, CORLEY, DUNMOUTH}),
        (OLD_FENS, {ASHBY, BECKTON, CORLEY, DUNMOUTH}),
        (OLD_EASTHOLM, {EASTHOLM}),
        (HOLM_RURAL, {EASTHOLM}),
        (FAR_WEST, {FARCASTLE}),
        (SCOTLAND, {STRATHMORE}),
        (LOST, set()),
    ],
)
def test_an_area_is_its_districts_of_today(world, area, districts):
    assert present_districts(world, area) == districts


def test_the_districts_of_the_kingdom_are_those_of_its_countries(world):
    assert present_districts(world, UK) == present_districts(world, ENGLAND) | {STRATHMORE}


@pytest.mark.parametrize(
    ("activity_at", "place", "expected"),
    [
        (FENLAND, ASHBY, "whole"),
        (FENLAND, COUNTY, "whole"),
        (FENLAND, DUNMOUTH, "whole"),
        (FENLAND, AUTHORITY, "part"),
        (FENLAND, REGION, "part"),
        (FENLAND, SPLIT, "part"),
        (FENLAND, FENLAND, "whole"),
        (FENLAND, OLD_FENS, "whole"),
        (FENLAND, EASTHOLM, None),
        (FENLAND, FARCASTLE, None),
        (ASHBY, FENLAND, "part"),
        (COUNTY, FENLAND, "part"),
        (AUTHORITY, ESTUARY, "whole"),
        (ESTUARY, AUTHORITY, "whole"),
        (DUNMOUTH, AUTHORITY, "part"),
        ((DUNMOUTH, EASTHOLM), AUTHORITY, "whole"),
        ((ASHBY, BECKTON, CORLEY), COUNTY, "whole"),
        (OLD_EASTHOLM, EASTHOLM, "whole"),
        (OLD_EASTHOLM, AUTHORITY, "part"),
        (EASTHOLM, HOLM_RURAL, "whole"),
        (UK, ASHBY, "national"),
        (ENGLAND, ASHBY, "national"),
        (SCOTLAND, STRATHMORE, "national"),
        (SCOTLAND, ASHBY, None),
        (ENGLAND, STRATHMORE, None),
        ((SCOTLAND, ASHBY), ASHBY, "national"),
        (REGION, ASHBY, "whole"),
        (REGION, FARCASTLE, None),
    ],
)
def test_how_much_of_a_place_an_activity_reaches(world, activity_at, place, expected):
    assert extent(world, activity_at, place) == expected
    assert expected is None or expected in EXTENTS


@pytest.mark.parametrize("kind", ["neighbourhood-board", "business-improvement-district"])
def test_a_body_of_a_neighbourhood_never_covers_the_whole_of_a_place(world, kind):
    assert extent(world, ASHBY, ASHBY, kind) == "part"
    assert extent(world, COUNTY, ASHBY, kind) == "part"
    assert extent(world, ASHBY, DUNMOUTH, kind) is None


def test_a_group_of_ones_own_holds_what_reaches_its_districts(world):
    wider = world.with_group("Coast", (DUNMOUTH, COUNTY))
    held = {h.activity.slug: h.extent for h in held_in(wider, open_register(world), "group:Coast")}
    assert held == {
        "fenshire-works": "part",
        "estuary-growth-hub": "part",
        "fenland-growth-hub": "whole",
        "ashby-town-board": "part",
        "national-scheme": "national",
    }


def test_what_a_place_holds_comes_by_kind_and_name_and_then_what_is_national(world):
    held = held_in(world, open_register(world), AUTHORITY)
    assert [(h.activity.name, h.extent) for h in held] == [
        ("Estuary Growth Hub", "whole"),
        ("Fenland Growth Hub", "part"),
        ("Old Eastholm Board", "part"),
        ("National Scheme", "national"),
    ]


def test_an_unknown_or_recoded_area_is_refused(world):
    with pytest.raises(EvidenceError, match="No area has the code 'E99'"):
        held_in(world, open_register(world), "E99")
    with pytest.raises(EvidenceError, match="replaced by E06000001"):
        held_in(world, open_register(world), "E08000001")


def test_areas_reached_are_given_in_the_order_asked(world):
    hub = open_register(world).activity("fenland-growth-hub")
    assert areas_reached(world, hub, (GULL, DUNMOUTH, EASTHOLM, ASHBY)) == (DUNMOUTH, ASHBY)
    assert areas_reached(world, hub, ()) == ()


def test_no_area_without_an_activity_is_listed(world):
    found = held_by_area(world, open_register(world), (GULL, ASHBY, LOST))
    assert list(found) == [ASHBY]


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        (ALL, ["fenshire-works", "fenland-growth-hub", "ashby-town-board", "national-scheme"]),
        (Choice(functions=("voice",)), ["ashby-town-board"]),
        (Choice(functions=("voice", "reach")), ["fenshire-works", "ashby-town-board"]),
        (Choice(functions=("capacity",), pillars=("shared-purpose",)), ["fenshire-works"]),
        (Choice(kinds=("growth-hub",)), ["fenland-growth-hub"]),
        (Choice(layers=("cases",)), ["fenshire-works", "national-scheme"]),
        (Choice(year=2011), ["national-scheme"]),
        (Choice(year=2012), ["fenshire-works", "fenland-growth-hub", "national-scheme"]),
        (Choice(year=2015), ["fenland-growth-hub", "national-scheme"]),
        (Choice(year=2026), ["fenland-growth-hub", "ashby-town-board", "national-scheme"]),
        (Choice(functions=("data",), kinds=("growth-hub",)), []),
    ],
)
def test_a_choice_asks_for_some_of_what_is_on_record(world, choice, found):
    assert [h.activity.slug for h in held_in(world, open_register(world), ASHBY, choice)] == found


def test_what_has_no_start_on_record_may_have_been_there_in_any_year(world):
    assert Choice(year=1950).takes(open_register(world).activity("far-west-charter"))
    assert not Choice(year=2021).takes(open_register(world).activity("far-west-growth-hub"))


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"functions": ("song",)}, "There is no function 'song'; known are: data, learning, capacity, reach, voice."),
        ({"pillars": ("trust",)}, "There is no pillar 'trust'; known are: "),
        ({"kinds": ("choir",)}, "There is no kind 'choir'; known are: "),
    ],
)
def test_a_choice_of_what_is_not_known_is_refused(chosen, says):
    with pytest.raises(EvidenceError, match=says):
        Choice(**chosen)


areas = st.lists(st.sampled_from(EVERYWHERE), min_size=1, max_size=3, unique=True).map(tuple)
kinds = st.sampled_from(["charter", "growth-hub", "neighbourhood-board"])
registers = st.lists(st.tuples(areas, kinds, st.sampled_from(["", "2012", "2020"])), max_size=6).map(
    lambda listed: Register(
        {
            f"a{n}": with_(slug=f"a{n}", name=f"A {n}", area_codes=codes, kind=kind, start=start)
            for n, (codes, kind, start) in enumerate(listed)
        },
        {},
    )
)
choices = st.sampled_from([ALL, Choice(kinds=("charter",)), Choice(year=2015), Choice(functions=("voice",))])
some = settings(max_examples=150, deadline=None)


@some
@given(registers, choices)
def test_all_areas_at_once_hold_what_each_holds_by_itself(world, register, choice):
    at_once = held_by_area(world, register, EVERYWHERE, choice)
    for code in EVERYWHERE:
        alone = tuple(h for h in held_in(world, register, code, choice) if h.extent != "national")
        assert at_once.get(code, ()) == alone
        assert (code in at_once) == bool(alone)


@some
@given(areas, kinds)
def test_an_activity_is_found_where_its_areas_are_and_nowhere_else(world, codes, kind):
    activity = with_(area_codes=codes, kind=kind)
    reached = frozenset().union(*(present_districts(world, code) for code in codes))
    for place in EVERYWHERE:
        found = extent_in(world, activity, present_districts(world, place))
        assert (found is not None) == bool(reached & present_districts(world, place))
    assert areas_reached(world, activity, EVERYWHERE) == tuple(
        code for code in EVERYWHERE if present_districts(world, code) & reached
    )


@some
@given(st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_two_places_reach_each_other_or_neither_does(world, one, other):
    assert (extent(world, one, other) is None) == (extent(world, other, one) is None)


@some
@given(areas.flatmap(lambda codes: st.tuples(st.just(codes), st.permutations(codes))), st.sampled_from(EVERYWHERE))
def test_the_order_of_an_activitys_areas_does_not_matter(world, orders, place):
    first, second = orders
    assert extent(world, first, place) == extent(world, tuple(second), place)


@some
@given(registers, st.sampled_from(PLACES))
def test_the_order_of_the_register_changes_nothing_that_is_found(world, register, place):
    turned = replace(register, activities=dict(reversed(register.activities.items())))
    assert held_in(world, turned, place) == held_in(world, register, place)


# The real register and the real places.


def test_great_britain_and_england_and_wales_are_their_countries(base):
    for group, countries in (
        ("K03000001", ("E92000001", "S92000003", "W92000004")),
        ("K04000001", ("E92000001", "W92000004")),
    ):
        districts = [present_districts(base, country) for country in countries]
        assert all(districts)
        assert present_districts(base, group) == frozenset().union(*districts)


def test_every_real_area_is_districts_that_exist(base):
    for area in base.areas.values():
        districts = present_districts(base, area.code)
        assert districts, area
        assert all("district" in base.areas[d].geographies and base.areas[d].end is None for d in districts), area


@pytest.mark.parametrize(
    ("ended", "followed_by"),
    [
        ("E07000027", {"E06000064"}),  # Barrow-in-Furness: Westmorland and Furness since 2023
        ("E10000006", {"E06000063", "E06000064"}),  # Cumbria
        ("E47000011", {"E06000057", "E08000021", "E08000022"}),  # North of Tyne
    ],
)
def test_an_ended_real_area_is_found_in_what_followed_it(base, ended, followed_by):
    assert present_districts(base, ended) == followed_by


def test_what_greater_manchesters_lep_did_is_found_in_the_combined_authority_and_in_bolton(base):
    lep = next(a.code for a in base.areas_of("lep") if a.name == "Greater Manchester")
    districts = {place: present_districts(base, place) for place in ("E47000001", "E08000001", "E08000035")}
    found = {place: extent_in(base, with_(area_codes=(lep,)), own) for place, own in districts.items()}
    assert found == {"E47000001": "whole", "E08000001": "whole", "E08000035": None}
