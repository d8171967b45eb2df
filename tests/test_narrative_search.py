"""Search: a few words find the answers that they are about, in the same order each time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.narrative.references import parse_reference, reference_text
from evidence.narrative.search import suggestions
from tests.industries import industry_world
from tests.worked import ASHBY, BECKTON, COUNTY, DUNMOUTH, ENGLAND, FENLAND, REGION, UK, copy_of_world

MANCHESTER = "E47000001"


@pytest.fixture(scope="module")
def industrial(tmp_path_factory):
    return industry_world(copy_of_world(tmp_path_factory.mktemp("search")))


def found(base, place, query, **more):
    """The references found, as they would be written."""
    return [reference_text(answer.reference) for answer in suggestions(base, place, query, **more)]


def test_the_words_of_indicator_question_and_comparator_find_one_answer(world):
    assert found(world, DUNMOUTH, "output per hour gap england") == [f"gap output-per-hour to {ENGLAND}"]
    assert found(world, DUNMOUTH, "output difference uk") == [f"gap output-per-hour to {UK}"]
    assert found(world, DUNMOUTH, "RANK of output per hour, neighbours") == ["rank output-per-hour among neighbours"]
    assert found(world, DUNMOUTH, "neet trend") == ["trend neet-16-17"]


def test_an_indicator_s_name_finds_every_question_that_has_an_answer(world):
    assert found(world, DUNMOUTH, "output per hour worked") == [
        "level output-per-hour",
        f"gap output-per-hour to {ENGLAND}",
        f"gap output-per-hour to {REGION}",
        f"gap output-per-hour to {UK}",
        "gap output-per-hour to neighbours",
        "rank output-per-hour among district",
        "rank output-per-hour among neighbours",
        "level hours",  # the hours worked, which output is divided by
    ]  # no change and no trend: the figure of 2021 is suppressed


def test_how_big_a_place_is_can_be_found_too_as_its_level_alone(world, base):
    assert found(world, ASHBY, "population") == ["level population"]
    assert found(base, MANCHESTER, "active businesses")[0] == "level active-businesses"


def test_a_count_has_no_gap_to_a_larger_place(world):
    assert found(world, DUNMOUTH, "output gap", limit=99) == [
        f"gap output-per-hour to {ENGLAND}",
        f"gap output-per-hour to {REGION}",
        f"gap output-per-hour to {UK}",
        "gap output-per-hour to neighbours",
    ]


def test_what_suggestions_find_can_be_written_and_read_again(base):
    for answer in suggestions(base, MANCHESTER, "employment", limit=30):
        assert answer.known
        assert parse_reference(reference_text(answer.reference)) == answer.reference


def test_an_exact_name_stands_before_names_that_begin_like_it(base):
    first = found(base, MANCHESTER, "Qualified to level 3 by age 19")[0]
    assert first == "level level-3-by-19"
    assert found(base, MANCHESTER, "gva per hour")[0] == "level gva-per-hour-worked"
    assert found(base, MANCHESTER, "gva gap england") == [
        f"gap gva-per-hour-worked to {ENGLAND}",
        f"gap gva-per-filled-job to {ENGLAND}",
    ]


def test_a_year_asks_for_figures_of_that_year(base):
    assert found(base, MANCHESTER, "gva per hour gap england 2019") == [f"gap gva-per-hour-worked to {ENGLAND} in 2019"]
    assert found(base, MANCHESTER, "gva per hour 1901") == []
    assert found(base, MANCHESTER, "gva per hour 2018 2019") == []


def test_those_who_are_not_known_are_found(world):
    assert "not-known neet-or-not-known-16-17" in found(world, DUNMOUTH, "neet not known")


def test_industries_are_found_by_their_names(industrial):
    assert found(industrial, BECKTON, "making") == [
        f"specialism gva C to {UK}",
        f"specialism gva C to {ENGLAND}",
    ]
    assert found(industrial, COUNTY, "building enterprises") == []  # called construction there
    assert found(industrial, COUNTY, "construction uk") == [f"specialism enterprises 41-43 to {UK}"]


def test_a_group_and_a_lep_are_searched_like_any_other_place(world):
    group = world.with_group("Fens", (ASHBY, BECKTON))
    assert found(group, "group:Fens", "output per hour gap uk") == [f"gap output-per-hour to {UK}"]
    assert not found(group, "group:Fens", "rank") + found(group, "group:Fens", "neighbours")
    assert found(world, FENLAND, "output per hour rank") == ["rank output-per-hour among lep"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "of the", "2019", "zebra", "output zebra"])
def test_what_names_nothing_finds_nothing(world, query):
    assert suggestions(world, DUNMOUTH, query) == ()


def test_no_more_are_given_than_asked_for(world):
    assert len(suggestions(world, DUNMOUTH, "output", limit=2)) == 2
    assert suggestions(world, DUNMOUTH, "output", limit=0) == ()
    assert suggestions(world, DUNMOUTH, "output", limit=-1) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(["output", "gap", "neet", "2022", "uk", "rank", "e", "of"])).map(" ".join)
    ),
    st.sampled_from([DUNMOUTH, FENLAND, "nowhere", ""]),
)
def test_any_query_finds_the_same_answers_each_time_and_each_once(world, query, place):
    first = suggestions(world, place, query)
    assert first == suggestions(world, place, query)
    assert len({answer.reference for answer in first}) == len(first)
    assert all(answer.known for answer in first)
