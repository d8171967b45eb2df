"""Statistical neighbours: ONS's lists in ONS's order."""

import pytest

from evidence.places.neighbours import MODELS, read_neighbours
from tests.worked import COUNTY, DUNMOUTH, FARCASTLE, STRATHMORE, WORLD

# The first neighbours that ONS publishes (clustering and nearest neighbours, 2026), read in its own application's file.
PUBLISHED = {
    ("E08000037", "economic"): ("E08000036", "E08000013", "E08000038"),
    ("E47000001", "economic"): ("E47000003", "E47000004", "E47000018", "E47000007", "E47000016"),
}


def test_neighbours_stand_in_their_published_order():
    found = read_neighbours(WORLD / "places" / "neighbours.csv")
    assert found[COUNTY, "global"] == ("E06000003", "E06000001", "E06000002")
    assert found[DUNMOUTH, "economic"] == (FARCASTLE, STRATHMORE)


@pytest.mark.parametrize(("place", "first"), PUBLISHED.items(), ids=lambda x: "-".join(x[:1]))
def test_the_project_carries_the_published_lists(base, place, first):
    assert base.neighbours[place][: len(first)] == first


def test_districts_have_twenty_neighbours_and_combined_authorities_five(base):
    for (area, model), found in base.neighbours.items():
        assert model in MODELS
        assert len(found) == (5 if area.startswith("E47") else 20)


def test_no_place_is_its_own_neighbour_and_none_is_named_twice(base):
    for (area, _), found in base.neighbours.items():
        assert area not in found
        assert len(set(found)) == len(found)


def test_every_neighbour_is_an_area_that_still_exists(base):
    named = {code for found in base.neighbours.values() for code in found}
    assert named <= base.areas.keys()
    assert not [code for code in named if base.areas[code].successors]
