"""Coordination in a place: functions by pillars, gaps, counts, neighbours and cases, worked by hand for the invented county."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.coordination.activities import FUNCTIONS, PILLARS
from evidence.coordination.coverage import ALL, Choice
from evidence.coordination.place import (
    NOT_EMPTY,
    READ_IN,
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
    ENGLAND,
    FARCASTLE,
    FENLAND,
    GULL,
    SCOTLAND,
    STRATHMORE,
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
        ("voice", "shared-purpose"): ["ashby-town-board"],
    }
    assert len(found.gaps) == 17
    assert found.functions == ("learning", "capacity", "voice")
    assert found.pillars == ("relational-partnerships", "shared-purpose")


def test_what_covers_the_country_is_apart_and_fills_no_gap(world):
    found = of(world, ASHBY)
    assert [h.activity.slug for h in found.national] == ["national-scheme"]
    assert ("data", "rich-data") in found.gaps
    assert "data" not in found.functions
    assert len(found.own) + len(found.national) == len(found.held)


def test_what_has_ended_is_listed_apart_and_in_nothing_else(world):
    """Fenshire Works ran from 2012 to 2014, and alone served reach; the hub of the Far West ended in March 2020."""
    found = of(world, ASHBY)
    assert [(h.activity.slug, h.extent) for h in found.ended] == [("fenshire-works", "whole")]
    told = (*found.held, *found.own, *found.national)
    assert "fenshire-works" not in [h.activity.slug for h in told]
    assert "fenshire-works" not in [a.slug for served in found.matrix.values() for a in served]
    assert "fenshire-works" not in slugs(found.serving())
    assert "reach" not in found.functions
    assert {("reach", "shared-purpose"), ("capacity", "shared-purpose")} <= set(found.gaps)
    west = of(world, FARCASTLE)
    assert [h.activity.slug for h in west.ended] == ["far-west-growth-hub"]
    assert west.counts == {"growth-hub": 0}
    assert of(world, GULL).ended == ()


def test_what_has_ended_is_shown_in_the_years_in_which_it_was_there(world):
    then = of(world, ASHBY, chosen=Choice(year=2014))
    assert then.ended == ()
    assert [h.activity.slug for h in then.own] == ["fenshire-works", "fenland-growth-hub"]
    assert slugs(then.matrix["reach", "shared-purpose"]) == ["fenshire-works"]
    after = of(world, ASHBY, chosen=Choice(year=2015))
    assert after.ended == ()
    assert [h.activity.slug for h in after.own] == ["fenland-growth-hub"]


def test_only_what_was_asked_for_is_among_what_has_ended(world):
    assert [h.activity.slug for h in of(world, ASHBY, chosen=Choice(functions=("reach",))).ended] == ["fenshire-works"]
    assert of(world, ASHBY, chosen=Choice(functions=("voice",))).ended == ()


@pytest.mark.parametrize(
    ("end", "over"),
    [
        ("", False),
        ("2025", True),
        ("2026", False),  # it may run to December
        ("2026-10", True),
        ("2026-10-31", True),
        ("2026-11", False),
        ("2026-11-01", False),
        ("2027", False),
    ],
)
def test_what_ends_in_the_month_in_which_the_lists_were_read_has_not_ended(world, end, over):
    assert READ_IN == "2026-11"
    found = coordination_of(world, register_with(world, (with_(area_codes=(GULL,), end=end),)), GULL)
    assert [h.activity.slug for h in found.ended] == (["skills-club"] if over else [])
    assert [h.activity.slug for h in found.own] == ([] if over else ["skills-club"])


def test_what_covered_the_country_and_has_ended_is_no_longer_national(world):
    over = with_(area_codes=(UK,), end="2015")
    found = coordination_of(world, register_with(world, (over,)), GULL)
    assert [(h.activity.slug, h.extent) for h in found.ended] == [("skills-club", "national")]
    assert [h.activity.slug for h in found.national] == ["national-scheme"]


def test_a_place_lies_in_england_beyond_it_or_in_both(world):
    grouped = world.with_group("Ours", (DUNMOUTH, STRATHMORE))
    lies = {
        code: (found.beyond_england, found.partly_england)
        for code in (ASHBY, FENLAND, ENGLAND, STRATHMORE, SCOTLAND, UK, "group:Ours")
        for found in [of(grouped, code)]
    }
    assert lies == {
        ASHBY: (False, False),
        FENLAND: (False, False),
        ENGLAND: (False, False),
        STRATHMORE: (True, False),
        SCOTLAND: (True, False),
        UK: (True, True),
        "group:Ours": (True, True),
    }


def test_a_place_without_any_activity_has_twenty_gaps(world):
    found = of(world, GULL)
    assert set(found.gaps) == PAIRS
    assert len(found.gaps) == 20
    assert (found.own, found.functions, found.pillars, found.counts) == ((), (), (), {"growth-hub": 0})


def test_activities_that_serve_a_function_or_stand_on_a_pillar(world):
    found = of(world, ASHBY)
    assert slugs(found.serving("capacity")) == ["fenland-growth-hub"]
    assert slugs(found.serving(pillar="shared-purpose")) == ["ashby-town-board"]
    assert slugs(found.serving("voice", "shared-purpose")) == ["ashby-town-board"]
    assert slugs(found.serving()) == ["fenland-growth-hub", "ashby-town-board"]
    then = of(world, ASHBY, chosen=Choice(year=2013))
    assert slugs(then.serving("capacity")) == ["fenshire-works", "fenland-growth-hub"]
    assert slugs(then.serving("capacity", "shared-purpose")) == ["fenshire-works"]
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
    assert [n.counts for n in of(world, DUNMOUTH, model="economic").neighbours] == [{"growth-hub": 0}, {}]
    more = replace(register.activity("estuary-growth-hub"), slug="scottish", name="Scottish", area_codes=("S12000001",))
    wider = Register({**register.activities, "scottish": more}, register.layers)
    assert counted_bodies(world, wider, "S12000001") == {"growth-hub": 1}
    assert counted_bodies(world, wider, UK) == {"growth-hub": 3}  # that of the Far West has ended
    assert counted_bodies(world, wider, UK, 2019) == {"growth-hub": 4}


def test_what_a_reader_asks_for_does_not_change_what_is_counted(world):
    """No growth hub gives a voice here, yet Dunmouth has two."""
    found = of(world, DUNMOUTH, chosen=Choice(functions=("voice",)))
    assert found.own == ()
    assert found.counts == {"growth-hub": 2}
    assert [n.counts for n in found.neighbours] == [{"growth-hub": 1}, {"growth-hub": 0}, {"growth-hub": 0}]
    assert [n.functions for n in found.neighbours] == [("voice",), ("data", "voice"), ()]


def test_bodies_are_counted_in_a_year(world):
    register = open_register(world)
    assert [counted_bodies(world, register, DUNMOUTH, year) for year in (2011, 2012, 2018)] == [
        {"growth-hub": 0},
        {"growth-hub": 1},
        {"growth-hub": 2},
    ]
    assert counted_bodies(world, register, FARCASTLE, 2021) == {"growth-hub": 0}
    assert counted_bodies(world, register, FARCASTLE, 2020) == {"growth-hub": 1}


def test_a_counted_body_that_has_ended_counts_nowhere_now(world):
    """The hub of the Far West ended on 31 March 2020; the place counts what it holds, and its neighbours what they hold."""
    assert counted_bodies(world, open_register(world), FARCASTLE) == {"growth-hub": 0}
    [farcastle, *_] = of(world, COUNTY).neighbours
    assert (farcastle.counts, farcastle.entries) == ({"growth-hub": 0}, 1)
    [farcastle, *_] = of(world, COUNTY, chosen=Choice(year=2019)).neighbours
    assert (farcastle.counts, farcastle.entries) == ({"growth-hub": 1}, 2)


def test_a_national_body_of_a_counted_list_is_no_body_of_a_place(world):
    register = open_register(world)
    hub = replace(register.activity("fenland-growth-hub"), slug="all", name="All", area_codes=(UK,))
    wider = Register({**register.activities, "all": hub}, register.layers)
    assert counted_bodies(world, wider, FARCASTLE) == {"growth-hub": 0}
    assert counted_bodies(world, wider, ASHBY) == {"growth-hub": 1}


def test_statistical_neighbours_come_in_their_order_with_what_is_on_record(world):
    found = of(world, COUNTY)
    assert [(n.area.code, n.counts["growth-hub"], n.entries, n.functions) for n in found.neighbours] == [
        (FARCASTLE, 0, 1, ("data", "voice")),
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
        "not for Fenland (LEP)."
    )


def test_an_unknown_place_is_refused(world):
    with pytest.raises(EvidenceError, match="No area has the code 'E99'"):
        of(world, "E99")


def test_cases_from_elsewhere_serve_what_the_place_has_nothing_on_record_for(world):
    register = open_register(world)
    assert slugs(similar_cases(register, of(world, ASHBY))) == ["far-west-charter"]
    assert slugs(similar_cases(register, of(world, ASHBY), functions=("voice",))) == ["far-west-charter"]
    assert similar_cases(register, of(world, ASHBY), functions=("reach",)) == ()
    assert slugs(similar_cases(register, of(world, FARCASTLE))) == ["fenshire-works"]


def test_a_case_of_the_place_is_not_from_elsewhere_even_when_it_is_not_asked_for(world):
    """Fenshire Works serves reach; asked for what gives a voice, it is not shown, but it was here all the same."""
    register = open_register(world)
    found = of(world, ASHBY, chosen=Choice(functions=("voice",)))
    assert slugs(similar_cases(register, found, functions=("reach", "voice"))) == ["far-west-charter"]
    assert slugs(similar_cases(register, of(world, GULL), functions=("reach",))) == ["fenshire-works"]


def test_a_case_of_the_whole_country_is_not_from_elsewhere_but_may_be_for_another_country(world):
    """The National Scheme has a cost and serves data, which nothing is on record for here; it covers the place all the same."""
    register = open_register(world)
    assert "national-scheme" in of(world, ASHBY).here
    assert similar_cases(register, of(world, ASHBY), functions=("data",)) == (register.activity("far-west-charter"),)
    english = replace(register.activity("national-scheme"), area_codes=(ENGLAND,))
    narrower = Register({**register.activities, "national-scheme": english}, register.layers)
    here, there = (coordination_of(world, narrower, code) for code in (ASHBY, STRATHMORE))
    assert "national-scheme" not in slugs(similar_cases(narrower, here, functions=("data",)))
    assert "national-scheme" in slugs(similar_cases(narrower, there, functions=("data",)))


def test_where_everything_is_on_record_any_case_may_be_compared(world):
    everything = with_(
        slug="all", name="All", functions=tuple(FUNCTIONS), pillars=tuple(PILLARS), area_codes=(GULL,), figures=(JOBS,)
    )
    register = register_with(world, (everything,))
    found = coordination_of(world, register, GULL)
    assert found.gaps == ()
    assert slugs(similar_cases(register, found)) == ["far-west-charter", "fenshire-works"]


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
