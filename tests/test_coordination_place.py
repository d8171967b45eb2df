"""Coordination in a place: functions by pillars, gaps, counts, neighbours and cases, worked by hand for the invented county."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.coordination.activities import FUNCTIONS, PILLARS
from evidence.coordination.coverage import ALL, Choice
from evidence.coordination.place import (
    NOT_EMPTY,
    coordination_of,
    counted_bodies,
    counted_kinds,
    similar_cases,
)
from evidence.coordination.register import Register, open_register, register_with
from evidence.errors import EvidenceError
from tests.recorded import JOBS, with_
from tests.worked import (
    ASHBY,
    AUTHORITY,
    COUNTY,
    DUNMOUTH,
    EASTHOLM,
    FARCASTLE,
    FENLAND,
    GULL,
    UK,
)

PAIRS = {(function, pillar) for function in FUNCTIONS for pillar in PILLARS}


def of(world, code, **more):
    return coordination_of(world, open_register(world), code, **more)


def slugs(activities):
    return [a.slug for a in activities]


def test_functions_by_pillars_of_ashby(world):
    found = of(world, ASHBY)
    assert {pair: slugs(served) for pair, served in found.matrix.items() if served} == {
        ("learning", "relational-partnerships"): ["fenland-growth-hub"],
        ("capacity", "relational-partnerships"): ["fenland-growth-hub"],
        ("capacity", "shared-purpose"): ["fenshire-works"],
        ("reach", "shared-purpose"): ["fenshire-works"],
        ("voice", "shared-purpose"): ["ashby-town-board"],
    }
    assert len(found.gaps) == 15
    assert found.functions == ("learning", "capacity", "reach", "voice")
    assert found.pillars == ("relational-partnerships", "shared-purpose")


def test_what_covers_the_country_is_apart_and_fills_no_gap(world):
    found = of(world, ASHBY)
    assert [h.activity.slug for h in found.national] == ["national-scheme"]
    assert ("data", "rich-data") in found.gaps
    assert "data" not in found.functions
    assert len(found.own) + len(found.national) == len(found.held)


def test_a_place_without_any_activity_has_twenty_gaps(world):
    found = of(world, GULL)
    assert set(found.gaps) == PAIRS
    assert len(found.gaps) == 20
    assert (found.own, found.functions, found.pillars, found.counts) == ((), (), (), {"growth-hub": 0})


def test_activities_that_serve_a_function_or_stand_on_a_pillar(world):
    found = of(world, ASHBY)
    assert slugs(found.serving("capacity")) == ["fenshire-works", "fenland-growth-hub"]
    assert slugs(found.serving(pillar="shared-purpose")) == ["fenshire-works", "ashby-town-board"]
    assert slugs(found.serving("capacity", "shared-purpose")) == ["fenshire-works"]
    assert slugs(found.serving()) == ["fenshire-works", "fenland-growth-hub", "ashby-town-board"]
    assert found.serving("data") == ()


def test_an_empty_register_is_not_an_empty_place():
    assert NOT_EMPTY.startswith("An empty register is not an empty place")


def test_only_kinds_of_complete_lists_are_counted(world):
    assert counted_kinds(open_register(world)) == ("growth-hub",)
    assert {code: of(world, code).counts for code in (ASHBY, DUNMOUTH, AUTHORITY, FENLAND, GULL, UK)} == {
        ASHBY: {"growth-hub": 1},
        DUNMOUTH: {"growth-hub": 2},
        AUTHORITY: {"growth-hub": 2},
        FENLAND: {"growth-hub": 2},
        GULL: {"growth-hub": 0},
        UK: {},
    }


def test_a_list_that_has_nothing_in_a_country_counts_nothing_there(world):
    """The growth hubs are all in England: that Strathmore has none of them says nothing of Strathmore."""
    register = open_register(world)
    assert counted_bodies(world, register, "S12000001") == {}
    assert counted_bodies(world, register, "TLX01") == {}
    assert [n.counts for n in of(world, DUNMOUTH, model="economic").neighbours] == [{"growth-hub": 1}, {}]
    more = replace(
        register.activity("far-west-growth-hub"), slug="scottish", name="Scottish", area_codes=("S12000001",)
    )
    wider = Register({**register.activities, "scottish": more}, register.layers)
    assert counted_bodies(world, wider, "S12000001") == {"growth-hub": 1}
    assert counted_bodies(world, wider, UK) == {"growth-hub": 4}


def test_what_a_reader_asks_for_does_not_change_what_is_counted(world):
    """No growth hub gives a voice here, yet Dunmouth has two."""
    found = of(world, DUNMOUTH, chosen=Choice(functions=("voice",)))
    assert found.own == ()
    assert found.counts == {"growth-hub": 2}
    assert [n.counts for n in found.neighbours] == [{"growth-hub": 1}, {"growth-hub": 1}, {"growth-hub": 0}]
    assert [n.functions for n in found.neighbours] == [("voice",), ("data", "voice"), ()]


def test_bodies_are_counted_in_a_year(world):
    register = open_register(world)
    assert [counted_bodies(world, register, DUNMOUTH, year) for year in (2011, 2012, 2018)] == [
        {"growth-hub": 0},
        {"growth-hub": 1},
        {"growth-hub": 2},
    ]
    assert counted_bodies(world, register, FARCASTLE, 2021) == {"growth-hub": 0}


def test_a_national_body_of_a_counted_list_is_no_body_of_a_place(world):
    register = open_register(world)
    hub = replace(register.activity("far-west-growth-hub"), slug="all", name="All", area_codes=(UK,))
    wider = Register({**register.activities, "all": hub}, register.layers)
    assert counted_bodies(world, wider, FARCASTLE) == {"growth-hub": 1}


def test_statistical_neighbours_come_in_their_order_with_what_is_on_record(world):
    found = of(world, COUNTY)
    assert [(n.area.code, n.counts["growth-hub"], n.entries, n.functions) for n in found.neighbours] == [
        (FARCASTLE, 1, 2, ("data", "learning", "capacity", "voice")),
        (DUNMOUTH, 2, 2, ("learning", "capacity")),
        (EASTHOLM, 1, 2, ("learning", "capacity", "voice")),
    ]
    assert found.no_neighbours == ""
    assert [n.area.code for n in of(world, DUNMOUTH, model="economic").neighbours] == [FARCASTLE, "S12000001"]


def test_a_place_without_neighbours_says_why(world):
    found = of(world, FENLAND)
    assert found.neighbours == ()
    assert found.no_neighbours == (
        "ONS publishes statistical neighbours for districts, counties, unitary authorities and combined authorities, "
        "not for Fenland (lep)."
    )


def test_an_unknown_place_is_refused(world):
    with pytest.raises(EvidenceError, match="No area has the code 'E99'"):
        of(world, "E99")


def test_cases_from_elsewhere_serve_what_the_place_has_nothing_on_record_for(world):
    register = open_register(world)
    assert slugs(similar_cases(register, of(world, ASHBY))) == ["far-west-charter", "national-scheme"]
    assert slugs(similar_cases(register, of(world, ASHBY), functions=("voice",))) == ["far-west-charter"]
    assert similar_cases(register, of(world, ASHBY), functions=("reach",)) == ()
    assert slugs(similar_cases(register, of(world, FARCASTLE))) == ["fenshire-works"]


def test_a_case_of_the_place_is_not_from_elsewhere_even_when_it_is_not_asked_for(world):
    """Fenshire Works serves reach; asked for what gives a voice, it is not shown, but it is here all the same."""
    register = open_register(world)
    found = of(world, ASHBY, chosen=Choice(functions=("voice",)))
    assert slugs(similar_cases(register, found)) == ["far-west-charter", "national-scheme"]


def test_where_everything_is_on_record_any_case_may_be_compared(world):
    everything = with_(
        slug="all", name="All", functions=tuple(FUNCTIONS), pillars=tuple(PILLARS), area_codes=(GULL,), figures=(JOBS,)
    )
    register = register_with(world, (everything,))
    found = coordination_of(world, register, GULL)
    assert found.gaps == ()
    assert slugs(similar_cases(register, found)) == ["far-west-charter", "fenshire-works", "national-scheme"]


def test_own_activities_fill_gaps_and_are_no_cases(world):
    own = with_(area_codes=(GULL,), functions=("data",), pillars=("rich-data",), figures=(JOBS,))
    register = register_with(world, (own,))
    found = coordination_of(world, register, GULL)
    assert slugs(found.matrix["data", "rich-data"]) == ["skills-club"]
    assert len(found.gaps) == 19
    assert "skills-club" not in slugs(similar_cases(register, coordination_of(world, register, ASHBY)))


keys = st.tuples(
    st.lists(st.sampled_from(list(FUNCTIONS)), unique=True).map(tuple),
    st.lists(st.sampled_from(list(PILLARS)), unique=True).map(tuple),
    st.sampled_from([ASHBY, COUNTY, FENLAND, UK, GULL]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(keys, max_size=6), st.sampled_from([ASHBY, DUNMOUTH, FENLAND, UK]), st.booleans())
def test_pairs_with_something_and_gaps_are_the_twenty_pairs(world, listed, place, some):
    register = Register(
        {
            f"a{n}": with_(slug=f"a{n}", name=f"A {n}", functions=functions, pillars=pillars, area_codes=(code,))
            for n, (functions, pillars, code) in enumerate(listed)
        },
        {},
    )
    found = coordination_of(world, register, place, chosen=Choice(functions=("data",)) if some else ALL)
    filled = {pair for pair, served in found.matrix.items() if served}
    assert filled | set(found.gaps) == PAIRS
    assert not filled & set(found.gaps)
    assert len(found.matrix) == 20
    for function, pillar in PAIRS:
        assert found.matrix[function, pillar] == found.serving(function, pillar)
    assert {function for function, _ in filled} <= set(found.functions)
    assert found.counts == {}


@pytest.mark.parametrize("code", ["E47000001", "E07000171", "E08000032", "E06000053"])
def test_a_real_place_has_something_on_record(base, code):
    found = coordination_of(base, open_register(base), code)
    assert found.own
    assert all(h.extent in ("whole", "part", "national") for h in found.held)
    assert sum(found.counts.values()) <= len(found.own)


def test_english_lists_do_not_count_a_welsh_neighbour(base):
    [bridgend] = [
        n for n in coordination_of(base, open_register(base), "E06000026").neighbours if n.area.name == "Bridgend"
    ]
    assert not bridgend.counts
