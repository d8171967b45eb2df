"""Numbers that nothing carries, and the findings that their writer may have meant."""

import pytest

from evidence.narrative.references import reference_text
from evidence.narrative.uncited import FARTHEST, nearest_findings, uncited_numbers
from tests.worked import ASHBY, COUNTY, cases


def offered(base, place, text, **how):
    (uncited,) = uncited_numbers(text, ())
    near = nearest_findings(base, place, uncited, **how)
    return [(reference_text(n.answer.reference), pytest.approx(n.distance)) for n in near]


@pytest.mark.parametrize("case", cases("narrative_text", "uncited"))
def test_what_nothing_carries_is_found_as_worked(case):
    assert [number.text for number in uncited_numbers(case["text"], case["carried"])] == case["left"]


def test_an_uncited_number_says_where_it_stands_and_what_it_is_worth():
    (number,) = uncited_numbers("About half of us", ())
    assert (number.start, number.end, number.text, number.value, number.unit) == (6, 10, "half", 50.0, "%")


def test_numbers_in_references_are_never_uncited():
    assert uncited_numbers("[[level pay in 2023]] and [[rank pay among 38 LEPs]]", ()) == ()


def test_the_nearest_level_is_offered(world):
    """Output per hour of the county is 16,500 / 460 = £35.87; 36 lies 0.13 from it."""
    assert offered(world, COUNTY, "£36 an hour") == [("level output-per-hour", 0.13 / 36)]


def test_gaps_and_changes_are_offered_in_their_own_unit(world):
    """Employment is 73.0% against England's 75.0%, and 9 percentage points up in Ashby since 2018."""
    assert ("gap employment-rate to E92000001", 0.0) in offered(world, COUNTY, "2 percentage points")
    assert offered(world, ASHBY, "8 percentage points") == [("change employment-rate", 1 / 8)]


def test_nearest_comes_first_and_no_more_than_asked_for(world):
    """In Ashby: employment 75.0%, output 12,000 / 34,500 - 1 = 65% below England; 70 lies 5 from both."""
    first_two = [("level employment-rate", 5 / 70), ("gap output to E92000001", 5 / 70)]
    assert sorted(offered(world, ASHBY, "70%"), key=str) == sorted(first_two, key=str)
    assert len(offered(world, ASHBY, "70%", limit=1)) == 1
    assert offered(world, ASHBY, "72%", limit=1) == [("level employment-rate", 3 / 72)]


def test_counts_outside_the_profile_are_offered_too(world):
    """Ashby has 100,000 people."""
    assert offered(world, ASHBY, "about 104,000 people") == [("level population", 4 / 104)]


def test_a_rate_is_not_offered_for_a_count_and_nothing_is_offered_from_afar(world):
    assert offered(world, ASHBY, "100,000%") == []
    assert offered(world, ASHBY, "210,000 people") == []  # 100,000 lies 0.52 of it off
    assert FARTHEST == 0.5


def test_a_gap_that_cannot_be_told_from_nothing_prints_no_number_and_is_not_offered(world):
    """Ashby's employment rate is England's, 75%."""
    assert all(
        "gap employment-rate" not in reference for reference, _ in offered(world, ASHBY, "0.1 percentage points")
    )


def test_the_same_question_has_the_same_answer(base):
    asked = [offered(base, "E47000001", "13% of jobs") for _ in range(2)]
    assert asked[0] == asked[1] != []
