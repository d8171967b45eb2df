"""Names of people: kept on a lawful basis until a day, and due to be erased after it."""

from datetime import date

import pytest

from evidence.narrative.people import BASES, HOW_LONG, due_for_erasure, problems_in_person, suggested_keep_until
from evidence.workspace.people import Named
from tests.engaged import TODAY


def named(name="Ann Lee", contact="", basis="consent", until=date(2028, 11, 26)):
    return Named(name, contact, basis, until)


def test_the_bases_that_fit_are_of_article_6_and_say_what_they_need():
    assert {basis.key: basis.article[-6:] for basis in BASES.values()} == {
        "consent": "6(1)(a)"[-6:],
        "public-task": "6(1)(e)"[-6:],
        "legitimate-interests": "6(1)(f)"[-6:],
    }
    assert "take it back" in BASES["consent"].needs
    assert "object" in BASES["public-task"].needs
    assert "public body cannot use it" in BASES["legitimate-interests"].needs


def test_two_years_are_a_suggestion_and_no_law():
    assert suggested_keep_until(TODAY) == date(2028, 11, 26)
    assert suggested_keep_until(date(2028, 2, 29)) == date(2030, 2, 28)
    assert "our suggestion" in HOW_LONG and "no number" in HOW_LONG


def test_a_name_is_due_the_day_after_its_last_day_the_longest_overdue_first():
    names = {
        "a": named(until=date(2026, 11, 25)),
        "b": named(until=TODAY),
        "c": named(until=date(2026, 1, 1)),
        "d": named(until=date(2027, 1, 1)),
    }
    assert due_for_erasure(names, TODAY) == ("c", "a")
    assert due_for_erasure(names, date(2026, 11, 27)) == ("c", "a", "b")
    assert due_for_erasure({}, TODAY) == ()


def test_a_name_with_a_basis_and_a_day_can_be_kept():
    assert problems_in_person(named(), TODAY) == []
    assert problems_in_person(named(until=TODAY), TODAY) == []
    assert problems_in_person(named(until=date(2036, 11, 26)), TODAY) == []


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (named(name=" "), "The name is missing; give one, or keep none."),
        (named(name="a" * 201), "The name has 201 characters; at most 200 are kept."),
        (named(contact="a" * 1201), "The contact has 1,201 characters; at most 200 are kept."),
        (named(basis=""), "Say why it may be kept; choose one of: consent, public-task, legitimate-interests."),
        (
            named(basis="curiosity"),
            "There is no lawful basis 'curiosity'; choose one of: consent, public-task, legitimate-interests.",
        ),
        (
            named(until=date(2026, 11, 25)),
            "It would be kept until 25 November 2026, which is over; give a day from today on.",
        ),
        (
            named(until=date(2036, 11, 27)),
            "It would be kept until 27 November 2036, more than 10 years; give a day up to 26 November 2036.",
        ),
    ],
)
def test_what_is_wrong_with_a_name_is_one_sentence(person, said):
    assert problems_in_person(person, TODAY) == [said]
