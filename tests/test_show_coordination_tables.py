"""Coordination as tables of text."""

import pandas as pd
import pytest

from evidence.analysis.prices import gdp_deflator
from evidence.coordination.activities import KINDS
from evidence.coordination.coverage import held_in
from evidence.coordination.figures import compared
from evidence.coordination.listing import several
from evidence.coordination.place import coordination_of
from evidence.coordination.register import Register, open_register
from evidence.show.coordination_tables import (
    cases_table,
    lists_table,
    matrix_table,
    neighbours_table,
    who_table,
)
from tests.worked import ASHBY, AUTHORITY, COUNTY, DUNMOUTH, FENLAND, GULL


def of(world, code):
    return coordination_of(world, open_register(world), code)


def test_functions_by_pillars_hold_how_many_and_which(world):
    table = matrix_table(of(world, ASHBY))
    assert table.index.name == "Function"
    assert list(table.index) == ["Data", "Learning", "Capacity", "Reach", "Voice"]
    assert list(table.columns) == [
        "Relational partnerships",
        "Shared purpose",
        "Rich data",
        "Financial coordination",
    ]
    assert table.loc["Capacity", "Relational partnerships"] == "1 (lists only): Fenland Growth Hub"
    assert table.loc["Data", "Rich data"] == "nothing on record"
    assert (table == "nothing on record").sum().sum() == 17
    board = matrix_table(of(world, AUTHORITY)).loc["Learning", "Relational partnerships"]
    assert board == "2 (lists only): Estuary Growth Hub; Fenland Growth Hub"


def test_who_does_what_is_a_row_an_activity(world):
    table = who_table(held_in(world, open_register(world), ASHBY))
    assert table.index.name == "Activity"
    assert list(table.columns) == ["Kind", "Led by", "Reach", "When", "Functions", "Pillars"]
    assert table.loc["Ashby Town Board"].tolist() == [
        "Neighbourhood board",
        "not stated",
        "covers part of it",
        "since 2026",
        "voice",
        "shared purpose",
    ]
    assert list(table.index) == ["Fenshire Works", "Fenland Growth Hub", "Ashby Town Board", "National Scheme"]
    assert list(who_table(of(world, ASHBY).held).index) == ["Fenland Growth Hub", "Ashby Town Board", "National Scheme"]
    assert list(who_table(of(world, ASHBY).ended).index) == ["Fenshire Works"]


def test_no_activities_are_a_table_without_rows():
    assert who_table(()).shape == (0, 6)


def test_a_place_stands_first_among_its_neighbours(world):
    table = neighbours_table(of(world, COUNTY))
    assert table.index.name == "Place"
    assert table.to_dict("split") == {
        "index": ["Fenshire", "Farcastle", "Dunmouth", "Eastholm"],
        "columns": ["Growth hubs"],
        "data": [["1"], ["none named"], ["2"], ["1"]],
    }


def test_a_place_without_neighbours_stands_alone(world):
    assert list(neighbours_table(of(world, FENLAND)).index) == ["Fenland"]


def test_what_no_list_names_is_said_as_that_and_not_as_nought(world):
    table = neighbours_table(of(world, DUNMOUTH))
    assert table.loc["Gull Island"].tolist() == ["none named"]
    assert not (table == "0").any(axis=None)


def test_a_board_is_headed_as_what_the_list_names(base):
    """The ministry names neighbourhoods for a board; not every board sits yet."""
    table = neighbours_table(of(base, "E08000032"))
    assert list(table.columns) == ["Growth hubs", "Neighbourhoods named for a board"]
    # MHCLG, Pride in Place: Keighley, Holme Wood and Ravenscliffe in Bradford.
    assert table.loc["Bradford"].tolist() == ["1", "3"]


def test_a_neighbour_beyond_the_country_of_a_list_is_not_counted(world):
    table = neighbours_table(coordination_of(world, open_register(world), DUNMOUTH, model="economic"))
    assert table["Growth hubs"].tolist() == ["2", "none named", "not counted"]


def test_cases_are_a_row_a_figure_with_the_prices_of_the_source_and_of_now(world):
    register = open_register(world)
    cases = [register.activity(slug) for slug in ("national-scheme", "fenshire-works")]
    table = cases_table(compared(cases, gdp_deflator(world)))
    assert table.index.name == "Case"
    assert list(table.index) == ["National Scheme", "Fenshire Works", "Fenshire Works"]
    assert table["What is counted"].tolist() == [
        "money put in, public and private, 2009-10",
        "people who found work, 2012-2014",
        "cost of the scheme for each job, 2012",
    ]
    assert table["As printed"].tolist() == ["£1.03 million", "more than 300", "£60 per job"]
    assert table["Prices of"].tolist() == ["2009", "", "2012"]
    assert table["In prices of 2024"].tolist() == ["£2.06 million", "no money", "£75 per job"]
    assert table["How it is counted"].tolist() == [
        "cost: all costs; as printed",
        "gross; in two years; as printed",
        "cost: the programme's own; as printed",
    ]
    assert table["Read with this"].tolist() == ["", "", "Employers' costs are not in it."]


def test_without_cases_the_columns_are_the_same():
    table = cases_table(())
    assert len(table) == 0
    assert "In prices of 2024" in table.columns


def test_lists_say_how_far_they_go(world):
    table = lists_table(open_register(world))
    assert table.index.name == "List"
    assert table.loc["Growth hubs"].tolist() == [
        "3",
        "All three that there are.",
        "May 2025",
        "yes",
        "Office of the Invented County, Growth hubs, 2025. Invented for tests.",
    ]
    assert table.loc["Neighbourhood boards", "Counted by area"] == "no"


def test_an_empty_register_has_no_lists():
    assert len(lists_table(Register({}, {}))) == 0


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("growth hub", "growth hubs"),
        ("chamber of commerce", "chambers of commerce"),
        ("network of councils", "networks of councils"),
        ("local industrial strategy", "local industrial strategies"),
        ("charter", "charters"),
        ("freeport", "freeports"),
    ],
)
def test_several_of_a_kind(one, many):
    [kind] = [key for key, words in KINDS.items() if words == one]
    assert several(kind) == many


@pytest.mark.parametrize("code", [ASHBY, GULL, COUNTY])
def test_every_cell_is_a_text(world, code):
    found = of(world, code)
    tables = [matrix_table(found), who_table(found.held), neighbours_table(found), lists_table(open_register(world))]
    for table in tables:
        assert isinstance(table, pd.DataFrame)
        assert all(isinstance(cell, str) for cell in table.to_numpy().ravel())


def test_the_real_lists_leave_no_gaps_in_their_sources(base):
    table = lists_table(open_register(base))
    assert len(table) >= 10
    for source in table["Source"]:
        assert ", ." not in source and ".." not in source and ", ," not in source, source
