"""What a text names: places by whole names with capitals, the longest first; institutions by whole words."""

import pytest

from evidence.narrative.naming import institutions_named, own_words, places_named
from evidence.narrative.shape import open_shape

MANCHESTER, BURY, HULL, ST_HELENS, BRISTOL = "E08000003", "E08000002", "E06000010", "E08000013", "E06000023"
GREATER_MANCHESTER = "E47000001"


@pytest.mark.parametrize(
    ("text", "named", "not_named"),
    [
        ("Greater Manchester has two cities.", GREATER_MANCHESTER, MANCHESTER),
        ("Greater Manchester and Manchester", MANCHESTER, BURY),
        ("We will not bury the past.", "", BURY),
        ("Firms in Bury, and in Bristol.", BRISTOL, MANCHESTER),
        ("Kingston upon Hull’s port", HULL, BURY),
        ("St Helens makes glass", ST_HELENS, BURY),
        ("St. Helens makes glass", ST_HELENS, BURY),
        ("The Manchester-based firm", "", MANCHESTER),
    ],
)
def test_places_are_named_by_their_whole_names(base, text, named, not_named):
    found = places_named(base, [text])
    assert not named or named in found
    assert not_named not in found


def test_a_region_is_named_and_a_country_is_not_a_place_beyond(base):
    found = places_named(base, ["We trade with the North West and with England."])
    assert "E12000002" in found
    assert "E92000001" not in found


def test_a_reference_is_not_among_the_words_that_people_wrote():
    text = "Our college says [[gap business-birth-rate to E92000001]] matters."
    assert own_words(text).split() == ["Our", "college", "says", "matters."]


def test_institutions_are_named_by_whole_words_in_the_singular_or_plural(base):
    kinds = open_shape(base).institutions
    found = institutions_named(kinds, ["Colleges and the NHS", "the councillor", "Firms firmly agree"])
    assert found["education"] == ("college",)
    assert found["health"] == ("nhs",)
    assert found["business"] == ("firm",)
    assert found["government"] == ()
    assert found["voluntary"] == ()
