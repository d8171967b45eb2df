"""An entry of the engagement log: what is wrong with it in one sentence each, and what in it looks like names."""

import pytest

from evidence.narrative.engagement import FIELDS, FLAGS, LONGEST, day_of, problems_in, tidied, warnings_in
from tests.engaged import BOLTON, GOOD, SPOKEN, TODAY, entry


def fault(base, **fields):
    """The one thing that is wrong with an entry that is right but for these fields."""
    problems = problems_in(GOOD | fields, base, TODAY)
    assert len(problems) == 1, problems
    return problems[0]


def test_an_entry_needs_a_theme_and_what_was_said_and_no_more(base):
    assert problems_in(GOOD, base, TODAY) == []
    assert problems_in(entry(SPOKEN), base, TODAY) == []
    assert problems_in({}, base, TODAY) == [
        "Nothing was said: write down what you heard, or what the report says.",
        "The theme is missing; known are growth, supply-chains, skills, finance, innovation, other.",
    ]


@pytest.mark.parametrize("said", ["", "  \n ", "\u200b", None, 3])
def test_nothing_said_is_said_whatever_it_looks_like(base, said):
    assert fault(base, said=said).startswith("Nothing was said")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"theme": "weather"}, "There is no theme 'weather'; known are growth, "),
        (
            {"method": "dream"},
            "There is no method 'dream'; known are one-to-one, workshop, survey, visit, network, document.",
        ),
        ({"sector": "magic"}, "There is no sector 'magic'; known are agriculture, "),
        ({"size": "huge"}, "There is no size 'huge'; known are micro, small, medium, large."),
        (
            {"prompt": "skills-lost"},
            "There is no ready question 'skills-lost'; known are skills-wanted, skills-found, ",
        ),
        ({"prompt": "funding-found"}, "The question 'funding-found' belongs to the theme 'finance', not to 'skills'."),
        ({"method": "document"}, "The title of the report or plan is missing; fill in source_title."),
        ({"source_url": "javascript:alert(1)"}, "The address 'javascript:alert(1)' is not one of a web page; "),
        ({"source_url": "https://a.uk/<b>"}, "The address 'https://a.uk/<b>' is not one of a web page; "),
    ],
)
def test_what_is_not_on_offer_is_refused_with_what_is(base, fields, said):
    assert fault(base, **fields).startswith(said)


def test_a_question_may_be_the_teams_own(base):
    assert problems_in(GOOD | {"prompt": "Where do you find welders?"}, base, TODAY) == []
    assert problems_in(GOOD | {"prompt": "Welders?"}, base, TODAY) == []


def test_an_area_must_be_one_of_the_evidence_base_and_no_group(base):
    assert problems_in(GOOD | {"area": BOLTON}, base, TODAY) == []
    assert fault(base, area="Bolton") == (
        "No area has the code 'Bolton'; areas of that name: E08000001 (Bolton, county-or-unitary). Give the code."
    )
    assert "python" not in fault(base, area="E08000999")
    group = base.with_group("Two towns", (BOLTON, "E08000002"))
    assert fault(group, area="group:Two towns") == (
        "Two towns is a group of your own; give the code of one of its areas, or none for all of it."
    )


@pytest.mark.parametrize(
    "text", ["31/05/2026", "May 2026", "2026-02-30", "20260531", "2026-W01-1", "1066-10-14", "the day before"]
)
def test_a_date_is_a_day_of_the_calendar_as_iso_writes_it(base, text):
    assert fault(base, date=text) == f"The date is {text!r}; write it as 2026-05-31, or leave it empty."


def test_a_date_is_not_in_the_future(base):
    assert problems_in(GOOD | {"date": "2026-11-26"}, base, TODAY) == []
    assert fault(base, date="2026-11-27") == "The date 27 November 2026 is in the future; today is 26 November 2026."


@pytest.mark.parametrize("name", ["said", "prompt", "organisation", "follow_up", "source_title"])
def test_a_text_that_is_too_long_says_how_long_it_may_be(base, name):
    most = LONGEST[name]
    assert problems_in(GOOD | {name: "a" * most}, base, TODAY) == []
    assert fault(base, **{name: "a" * (most + 1)}).endswith(f"has {most + 1:,} characters; at most {most:,} are kept.")


def test_names_of_people_are_a_warning_and_no_fault(base):
    said = GOOD | {"said": "Mrs Lee (0161 496 0123) cannot find welders.", "follow_up": "Write to a@b.uk"}
    assert problems_in(said, base, TODAY) == []
    assert warnings_in(said) == [
        "What was said looks as if it holds personal data: 'Mrs Lee' and '0161 496 0123'. "
        "Leave it out, or keep it under names of people, apart from what was said.",
        "The follow-up looks as if it holds personal data: 'a@b.uk'. "
        "Leave it out, or keep it under names of people, apart from what was said.",
    ]
    assert warnings_in(entry(SPOKEN)) == []


def test_what_was_typed_is_kept_trimmed_and_without_unseen_characters():
    typed = {"said": " One\r\ntwo\u202e \x00three\n", "organisation": " A\n B ", "quotable": "yes", "name": "Lee"}
    assert tidied(typed) == {"said": "One\ntwo  three", "organisation": "A B", "quotable": False}
    assert tidied({"follow_up_done": True}) == {"follow_up_done": True}


def test_every_field_is_a_text_or_a_flag():
    assert set(FIELDS) == {*LONGEST, *FLAGS}


def test_a_day_is_read_or_not_known():
    assert day_of("2026-11-26") == TODAY
    assert day_of("") is None
