"""Gaps as questions, neighbours in sentences, activities as lists, cases as cards."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from evidence.analysis.prices import gdp_deflator
from evidence.coordination.activities import FUNCTIONS, PILLARS
from evidence.coordination.coverage import Held
from evidence.coordination.figures import compared
from evidence.coordination.gaps import (
    QUESTIONS,
    counted_lists,
    gaps_by_function,
    neighbour_lines,
    where_they_differ,
)
from evidence.coordination.listing import by_kind, case_lines, matching, name_of, which_cases
from evidence.coordination.place import Neighbour, coordination_of, similar_cases
from evidence.coordination.register import CASES, Register, open_register
from evidence.show.case_cards import case_html
from evidence.show.coordination_tables import neighbours_table
from evidence.show.plain import plain, plain_table
from tests.test_coordination_own import CLUB
from tests.worked import ASHBY, BECKTON

EVERY = [(function, pillar) for function in FUNCTIONS for pillar in PILLARS]


@pytest.fixture
def ashby(world):
    """A place with one activity: voice and data, with money."""
    return coordination_of(world, Register({CLUB.slug: replace(CLUB, end="")}, {}), ASHBY)


def test_every_pair_has_a_question_of_its_own_that_names_the_place():
    assert list(QUESTIONS) == EVERY
    assert len(set(QUESTIONS.values())) == 20
    assert all("{place}" in question and question.endswith("?") for question in QUESTIONS.values())


def test_the_gaps_are_grouped_by_function_and_never_called_a_lack(ashby):
    gaps = gaps_by_function(ashby)
    assert [(gap.function, len(gap.questions)) for gap in gaps] == [
        ("data", 3), ("learning", 4), ("capacity", 4), ("reach", 4), ("voice", 3),
    ]  # fmt: skip
    assert (
        gaps[0].sentence == "Nothing is on record for data with relational partnerships or shared purpose or rich data."
    )
    assert gaps[1].sentence == "Nothing is on record for learning, with any of the pillars."
    said = " ".join([*(gap.sentence for gap in gaps), *QUESTIONS.values()])
    assert not re.search(r"lack|miss|weak|fail|gap", said)
    assert sum(len(gap.questions) for gap in gaps) == len(ashby.gaps)


def counts(ashby, here, *there):
    """Ashby beside neighbours with these counts."""
    neighbours = tuple(Neighbour(ashby.area, found, (), 1) for found in there)
    return replace(ashby, counts=here, neighbours=neighbours)


def test_only_what_differs_on_complete_lists_stands_beside_neighbours(ashby, base):
    found = counts(
        ashby,
        {"growth-hub": 1, "neighbourhood-board": 3},
        {"growth-hub": 1, "neighbourhood-board": 2},
        {"growth-hub": 1, "neighbourhood-board": 0},
    )
    assert neighbour_lines(found, open_register(base)) == (
        "Only bodies on complete lists are counted: growth hubs and neighbourhood boards. These lists cover England only.",
        "Growth hubs: 1 listed for Ashby and as many for each of its neighbours.",
    )
    shown = where_they_differ(found)
    assert shown.counts == {"neighbourhood-board": 3}
    assert [n.counts for n in shown.neighbours] == [{"neighbourhood-board": 2}, {"neighbourhood-board": 0}]
    assert list(neighbours_table(shown).index) == ["Ashby"] * 3


def test_what_none_of_them_has_is_said_of_the_list_and_partial_lists_are_not_compared(ashby, base):
    none = counts(ashby, {"growth-hub": 0}, {"growth-hub": 0})
    lines = neighbour_lines(none, open_register(base))
    assert lines[1:] == ("Growth hubs: none listed for Ashby and none for each of its neighbours.",)
    assert where_they_differ(none).counts == {}
    # Functions on record rest on partial lists too: nothing is said of them.
    busy = replace(none, neighbours=(Neighbour(ashby.area, {"growth-hub": 0}, ("reach", "learning"), 9),))
    assert neighbour_lines(busy, open_register(base)) == lines


def test_a_place_that_a_complete_list_does_not_go_as_far_as_differs(ashby, base):
    welsh = counts(ashby, {}, {"growth-hub": 1}, {"growth-hub": 1})
    assert [n.counts for n in where_they_differ(welsh).neighbours] == [{"growth-hub": 1}] * 2
    alone = neighbour_lines(counts(ashby, {}, {}), open_register(base))
    assert alone == (
        "No list that is complete goes as far as Ashby, so nothing is counted. These lists cover England only.",
    )


def test_the_counted_lists_are_named_with_their_dates_and_sources(base):
    lists = counted_lists(open_register(base))
    assert len(lists) == 2
    assert lists[0].startswith("Growth hubs, as of 27 May 2025: Department for Business and Trade, ")
    assert "as of 20 July 2026: Pride in Place map (a private project)" in lists[1]


def test_without_neighbours_the_reason_is_said(world):
    fenland = coordination_of(world, Register({}, {}), "E37000001")
    assert neighbour_lines(fenland, Register({}, {})) == (fenland.no_neighbours,)
    assert "ONS publishes statistical neighbours for" in fenland.no_neighbours


def test_words_find_names_bodies_kinds_and_stories():
    held = (Held(CLUB, "whole"), Held(replace(CLUB, slug="x", name="Harbour hub", kind="growth-hub", story=""), "part"))
    assert matching(held, "") == matching(held, "  ") == held
    assert [h.activity.slug for h in matching(held, "THEN they")] == ["quay-jobs-club"]
    assert [h.activity.slug for h in matching(held, "growth ashby")] == ["x"]
    assert matching(held, "no such word") == ()
    assert [(kind, len(some)) for kind, some in by_kind((*held, held[0]))] == [("charter", 2), ("growth-hub", 1)]


def test_what_a_team_added_is_marked_where_it_stands_among_others():
    assert name_of(CLUB) == "Quay jobs club (added by your team)"
    assert name_of(replace(CLUB, layer=CASES)) == "Quay jobs club"


def test_a_case_tells_outcomes_before_costs_in_the_order_of_its_source_with_its_notes(base):
    figures = (CLUB.figures[1], replace(CLUB.figures[0], measures="scale"), CLUB.figures[0])
    [(case, lines)] = case_lines(compared([replace(CLUB, figures=figures)], gdp_deflator(base)))
    assert case.name == "Quay jobs club"
    assert [line.measures for line in lines] == ["outcome", "cost"]
    assert lines[0].amount == "about 430" and lines[0].now == ""
    assert lines[0].read_with == "Gross; as printed. Once."
    # HM Treasury's deflator: 71.9294 in 2012, so £60.50 is £84.11 and £83 is £115.39 in prices of 2024.
    assert lines[1].now == "£84 to £115 per job in prices of 2024"


def test_a_case_card_shows_typed_text_as_it_stands(base):
    odd = replace(CLUB, name="<script>x</script>", figures=(replace(CLUB.figures[0], what="<b>jobs</b>", note="<i>"),))
    [(case, lines)] = case_lines(compared([odd], gdp_deflator(base)))
    html = case_html(case, lines)
    assert "&lt;script&gt;" in html and "&lt;b&gt;jobs" in html
    assert "<script>" not in html and "<i>" not in html


def test_which_cases_and_why(ashby):
    assert which_cases(ashby, ("voice",), 1) == "1 case from elsewhere, with figures, for voice."
    assert which_cases(ashby, (), 12) == (
        "12 cases from elsewhere, with figures, for learning, capacity and reach, for which nothing is on record for Ashby."
    )


def test_the_cases_of_the_register_are_never_in_the_order_of_an_amount(base):
    register = open_register(base)
    scilly = coordination_of(base, register, "E06000053")
    cases = similar_cases(register, scilly, functions=tuple(FUNCTIONS))
    assert len(cases) > 20 and {case.layer for case in cases} == {CASES}
    listed = case_lines(compared(cases, gdp_deflator(base)))
    assert [case for case, _ in listed] == list(cases)
    assert all(line.read_with for _, lines in listed for line in lines)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*a* [b](c)", r"\*a\* \[b\](c)"),
        ("$1 :home: `x`", r"\$1 \:home\: \`x\`"),
        ("1. one", r"1\. one"),
        ("- two", r"\- two"),
        ("£39.77 to 12.5%", "£39.77 to 12.5%"),
        ("see https://x.example", "see https\\:\u200b//x.example"),
        ("www.x.example a@b.example", "www\u200b.x.example a@\u200bb.example"),
    ],
)
def test_typed_text_is_shown_letter_by_letter(typed, shown):
    assert plain(typed) == shown


def test_a_table_of_typed_text_keeps_its_numbers_and_names():
    table = pd.DataFrame({"N_1": [1, 2]}, index=pd.Index(["*A*", "b"], name="Place"))
    shown = plain_table(table)
    assert shown.index.name == "Place" and list(shown.index) == [r"\*A\*", "b"]
    assert list(shown["N\\_1"]) == [1, 2]
    assert list(table.index) == ["*A*", "b"]


def test_both_ends_of_the_county_are_asked_in_their_own_name(world):
    beckton = coordination_of(world, Register({}, {}), BECKTON)
    assert all("Beckton" in question for gap in gaps_by_function(beckton) for question in gap.questions)
