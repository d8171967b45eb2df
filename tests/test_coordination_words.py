"""What is said of activities: plain sentences, numbers as printed, nothing that an empty register would make false."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.coordination import words
from evidence.coordination.activities import FUNCTIONS, PILLARS
from evidence.coordination.coverage import Choice, Held
from evidence.coordination.figures import Compared
from evidence.coordination.place import coordination_of
from evidence.coordination.register import open_register, register_with
from evidence.wording import MINUS
from tests.recorded import COST, JOBS, PLAIN, SOURCE, with_
from tests.worked import ASHBY, COUNTY, DUNMOUTH, FARCASTLE, FENLAND, GULL, REGION, STRATHMORE, UK


def of(world, code, **more):
    return coordination_of(world, open_register(world), code, **more)


@pytest.mark.parametrize(
    ("text", "said"), [("2018", "2018"), ("2018-09", "September 2018"), ("2018-09-05", "5 September 2018")]
)
def test_a_date_is_as_exact_as_its_source(text, said):
    assert words.moment(text) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2018", "", "since 2018"),
        ("2018-09", "2022", "from September 2018 to 2022"),
        ("", "2022", "until 2022"),
        ("", "", "dates not stated"),
        ("2018", "2018", "in 2018"),
        ("2018-09", "2018-09", "in September 2018"),
        ("2018-09-05", "2018-09-05", "on 5 September 2018"),
    ],
)
def test_when_it_was_there(start, end, said):
    assert words.life(with_(start=start, end=end)) == said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"value": 430.0, "qualifier": "more than", "what": "starts", "unit": "apprentices"},
            "more than 430 apprentices",
        ),
        ({"value": 3200.0}, "3,200"),  # "people in work" says people already
        ({"value": 25.0, "to": 40.0, "unit": "%"}, "25% to 40%"),
        ({"value": 25.0, "to": 40.0, "unit": "% less a person"}, "25% to 40% less a person"),
        ({"value": 25.0, "to": 40.0, "unit": "firms"}, "25 to 40 firms"),
        ({"value": 3.12, "unit": "times the money put in"}, "3.12 times the money put in"),
        ({"value": 1234567.891, "unit": "hours"}, "1,234,567.891 hours"),
        ({"value": 12345678901.5, "unit": "hours"}, "12,345,678,901.5 hours"),
        ({"value": 0.00001, "unit": "hours"}, "0.00001 hours"),
        ({"value": -5.0, "unit": "hours"}, f"{MINUS}5 hours"),
        ({"value": 0.0, "unit": "hours"}, "0 hours"),
    ],
)
def test_a_figure_is_said_as_printed(changed, said):
    assert words.amount(replace(JOBS, **changed)) == said


@pytest.mark.parametrize(
    ("value", "to", "unit", "said"),
    [
        (400000.0, None, "£", "£400,000"),
        (60.0, None, "£ per job", "£60 per job"),
        (60.0, 80.0, "£ per job", "£60 to £80 per job"),
        (1030000.0, None, "£", "£1.03 million"),
        (1005000.0, None, "£", "£1.005 million"),
        (1000500.0, None, "£", "£1,000,500"),
        (1234567.0, None, "£", "£1,234,567"),
        (2000000.0, 4000000.0, "£", "£2 million to £4 million"),
        (28000000000.0, None, "£", "£28 billion"),
        (26.7, None, "£", "£26.70"),
        (3.125, None, "£", "£3.125"),
        (-5000.0, None, "£", f"{MINUS}£5,000"),
        (0.0, None, "£", "£0"),
    ],
)
def test_money_is_said_without_loss(value, to, unit, said):
    assert words.amount(replace(COST, value=value, to=to, unit=unit)) == said


@given(st.integers(1, 10**13))
def test_no_pound_is_lost_in_words(pounds):
    said = words.amount(replace(COST, value=float(pounds), unit="£"))
    number, _, size = said.removeprefix("£").partition(" ")
    times = {"": 1, "million": 10**6, "billion": 10**9}[size]
    whole, _, rest = number.replace(",", "").partition(".")
    assert (int(whole) * 1000 + int((rest + "000")[:3])) * times == pounds * 1000
    assert len(rest) <= 3


@pytest.mark.parametrize(
    ("uprated", "upper", "unit", "said"),
    [
        (83.415, None, "£ per job", "£83 per job"),
        (83.415, 111.2, "£ per job", "£83 to £111 per job"),
        (1509887.0, None, "£", "£1.51 million"),
        (556119.0, None, "£", "£556,000"),
        (28130000.0, None, "£", "£28.1 million"),
        (3.4567, None, "£", "£3.46"),
        (9.996, None, "£", "£10"),
        (0.0, None, "£", "£0"),
    ],
)
def test_an_uprated_amount_has_three_digits(uprated, upper, unit, said):
    found = Compared(PLAIN, replace(COST, unit=unit, to=upper), 2024, uprated, upper)
    assert words.uprated_amount(found) == said


def test_an_uprated_amount_keeps_how_the_source_softens_it():
    assert (
        words.uprated_amount(Compared(PLAIN, replace(COST, qualifier="about"), 2024, 83.4, None)) == "about £83 per job"
    )


def test_why_money_was_not_uprated_stands_in_its_place():
    assert words.uprated_amount(Compared(PLAIN, COST, 2024, None, None, "No index.")) == "No index."
    assert words.uprated_amount(Compared(PLAIN, JOBS, 2024, None, None)) == ""


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (JOBS, "gross or net not stated; as printed"),
        (replace(JOBS, basis="gross", duration="two years"), "gross; in two years; as printed"),
        (replace(JOBS, basis="net", duration="since 2001"), "net; since 2001; as printed"),
        (COST, "whose cost is not stated; as printed"),
        (replace(COST, cost_of="programme", basis="gross"), "cost: the programme's own; gross; as printed"),
        (replace(COST, cost_of="public", origin="uprated by the source"), "cost: public money; uprated by the source"),
        (replace(JOBS, measures="scale"), "as printed"),
    ],
)
def test_how_a_figure_was_counted(figure, said):
    assert words.how_counted(figure) == said


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (JOBS, "People in work, 2014: 300. Outcome; gross or net not stated; as printed."),
        (
            replace(COST, year="2012", cost_of="programme", where="Page 8", note="Employers' costs are not in it."),
            "Cost for each job, 2012: £60 per job. Cost: the programme's own; as printed (Page 8). "
            "Employers' costs are not in it.",
        ),
        (
            replace(COST, cost_of="all"),
            "Cost for each job (year not stated): £60 per job, in prices of 2012. Cost: all costs; as printed.",
        ),
        (
            COST,
            "Cost for each job (year not stated): £60 per job, in prices of 2012. Whose cost is not stated; as printed.",
        ),
    ],
)
def test_a_figure_is_a_line_of_a_story(figure, said):
    assert words.figure_line(figure) == said


@pytest.mark.parametrize(
    ("source", "where", "said"),
    [
        (SOURCE, "Chapter 2", "Office of the Invented County, Ten cases, 2015, Chapter 2. Invented for tests."),
        (replace(SOURCE, publisher="", licence="OGL v3.0."), "", "Ten cases, 2015. OGL v3.0."),
        (replace(SOURCE, edition="", licence=""), "", "Office of the Invented County, Ten cases."),
    ],
)
def test_a_source_leaves_no_gap_for_what_is_not_stated(source, where, said):
    assert words.source_line(with_(source=source, where=where)) == said


def test_facts_are_named_and_names_keep_their_letters(world):
    activity = with_(
        lead_body="iCity", partners=("nef", "Ashby College"), areas_as_stated="", area_codes=(ASHBY, FENLAND)
    )
    assert words.facts(world, activity) == (
        ("Kind", "Charter"),
        ("Led by", "iCity"),
        ("Partners", "nef; Ashby College"),
        ("Where", "Ashby and Fenland"),
        ("When", "Dates not stated"),
        ("Functions", "Data"),
        ("Pillars", "Rich data"),
    )
    bare = words.facts(world, with_(lead_body="", functions=(), pillars=()))
    assert bare[1:] == (
        ("Where", "Ashby"),
        ("When", "Dates not stated"),
        ("Functions", "None stated"),
        ("Pillars", "None stated"),
    )


def test_how_far_an_activity_reaches(world):
    assert [words.reach(h) for h in of(world, ASHBY).held] == [
        "covers all of it",
        "covers part of it",
        "covers a whole country",
    ]


@pytest.mark.parametrize(
    ("extent", "caveats", "said"),
    [
        (
            "whole",
            ("The area is taken from the name; the source gives only an office.",),
            "covers all of it, by its name",
        ),
        ("whole", ("Listed in 2025.", "The area is taken from the name."), "covers all of it, by its name"),
        ("whole", ("Listed in 2025.",), "covers all of it"),
        ("part", ("The area is taken from the name.",), "covers part of it"),
        ("national", ("The area is taken from the name.",), "covers a whole country"),
    ],
)
def test_an_area_that_only_its_name_tells_is_said_to_be_so(extent, caveats, said):
    assert words.reach(Held(with_(caveats=caveats), extent)) == said


def test_chambers_of_the_real_list_cover_what_their_names_say(base):
    """The department's file gives the address of a chamber's office; its caveat says where the area comes from."""
    chambers = [h for h in of(base, "E08000032").own if h.activity.kind == "chamber-of-commerce"]
    assert [(h.activity.name, words.reach(h)) for h in chambers] == [
        ("West & North Yorkshire Chamber of Commerce", "covers all of it, by its name")
    ]


def test_the_answer_for_ashby(world):
    """A growth hub (learning, capacity; relational partnerships) and a board (voice; shared purpose): three pairs."""
    assert words.summary(of(world, ASHBY)) == (
        "On record for Ashby: 2 entries of national lists.",
        words.OUR_READING,
        "Nothing is on record for data or reach.",
        "Nothing is on record for 17 of the 20 pairs of function and pillar.",
        "1 activity has ended and is listed apart.",
        "1 activity that covers a whole country is listed apart and not counted here.",
    )


def test_whose_reading_functions_and_pillars_are_is_said():
    assert "is our reading" in words.OUR_READING


def test_nothing_on_record_is_said_as_that_and_never_as_lacking(world):
    [first, *rest] = words.summary(of(world, GULL))
    assert first == "Nothing is on record for Gull Island yet."
    assert len(rest) == 1
    everything = " ".join([first, *rest, *words.gap_lines(of(world, GULL))])
    assert not re.search(r"lack|missing|has no |without|weak|poor", everything)


def test_no_sentence_is_a_verdict_on_functions_or_sets_a_place_against_its_neighbours(world):
    for code in (ASHBY, COUNTY, DUNMOUTH, FARCASTLE, UK):
        text = " ".join(words.summary(of(world, code)))
        assert not re.search(r"serve[sd]? all|all five|neighbour|none of them|listed for", text), text


def test_two_national_activities_are_several(world):
    more = with_(area_codes=(UK,))
    found = coordination_of(world, register_with(world, (more,)), GULL)
    assert words.summary(found)[1] == "2 activities that cover a whole country are listed apart and not counted here."


def test_two_that_have_ended_are_several(world):
    over = with_(end="2015")
    found = coordination_of(world, register_with(world, (over,)), ASHBY)
    assert words.summary(found)[4] == "2 activities have ended and are listed apart."


def test_the_first_sentence_says_how_much_of_each_kind_is_on_record(world):
    own = with_(area_codes=(FARCASTLE,))
    assert words.headline(of(world, FARCASTLE)) == "On record for Farcastle: 1 described case."
    assert words.headline(coordination_of(world, register_with(world, (own,)), GULL)) == (
        "Nothing is on record for Gull Island yet."
    )
    assert words.headline(coordination_of(world, register_with(world, (own,)), FARCASTLE)) == (
        "On record for Farcastle: 1 described case and 1 entry of your own."
    )
    several = tuple(replace(own, slug=f"club-{n}", name=f"Club {n}", area_codes=(UK, "E12000001")[n:]) for n in (0, 1))
    assert words.headline(coordination_of(world, register_with(world, several), DUNMOUTH)) == (
        "On record for Dunmouth: 2 entries of national lists and 1 entry of your own."
    )
    here = tuple(replace(own, slug=f"club-{n}", name=f"Club {n}", area_codes=(DUNMOUTH,)) for n in (0, 1))
    assert words.headline(coordination_of(world, register_with(world, here), UK)) == (
        "On record for the UK: 1 described case, 4 entries of national lists and 2 entries of your own."
    )


def test_what_serves_every_function_leaves_no_sentence_on_functions(world):
    own = with_(area_codes=(GULL,), functions=tuple(FUNCTIONS), pillars=("finance",))
    [_, reading, pairs, *rest] = words.summary(coordination_of(world, register_with(world, (own,)), GULL))
    assert reading == words.OUR_READING
    assert pairs == "Nothing is on record for 15 of the 20 pairs of function and pillar."
    assert len(rest) == 1
    everywhere = replace(own, pillars=tuple(PILLARS))
    said = words.summary(coordination_of(world, register_with(world, (everywhere,)), GULL))
    assert not any("Nothing is" in line for line in said)


def test_a_lep_and_a_region_are_called_by_their_names(world):
    assert words.headline(of(world, FENLAND)) == "On record for Fenland LEP: 3 entries of national lists."
    assert words.headline(of(world, REGION)) == "On record for the Fen and Wold: 4 entries of national lists."


def test_the_real_answer_counts_cases_and_entries_apart(base):
    assert re.fullmatch(
        r"On record for Bradford: 2 described cases and \d+ entries of national lists\.",
        words.headline(of(base, "E08000032")),
    )


@pytest.mark.parametrize(
    ("code", "where"),
    [(STRATHMORE, "Strathmore"), (UK, "the rest of the UK"), ("group:Ours", "the rest of Ours")],
)
def test_lists_of_england_say_little_of_what_lies_beyond_it(world, code, where):
    grouped = world.with_group("Ours", (DUNMOUTH, STRATHMORE))
    assert words.summary(of(grouped, code))[-1] == (
        f"Nearly all lists cover England only, so little of them can be on record for {where}."
    )


@pytest.mark.parametrize("code", [ASHBY, COUNTY, FENLAND, GULL, "E92000001"])
def test_of_an_english_place_it_is_not_said(world, code):
    assert not any("cover England only" in line for line in words.summary(of(world, code)))


def test_what_was_not_asked_for_is_not_said_to_be_absent(world):
    """Dunmouth has two growth hubs; asked for what gives a voice, nothing is shown, and nothing false is said."""
    found = of(world, DUNMOUTH, chosen=Choice(functions=("voice",)))
    assert words.summary(found) == ("Nothing of what was chosen is on record for Dunmouth.",)
    some = of(world, ASHBY, chosen=Choice(kinds=("growth-hub",)))
    assert words.summary(some) == (
        "On record for Ashby, of what was chosen: 1 entry of national lists.",
        words.OUR_READING,
        "Nothing of what was chosen is on record for data, reach or voice.",
        "Nothing of what was chosen is on record for 18 of the 20 pairs of function and pillar.",
    )


def test_where_nothing_is_on_record_is_a_line_a_function(world):
    assert words.gap_lines(of(world, FARCASTLE)) == (
        "Data: nothing is on record with relational partnerships, rich data and financial coordination.",
        "Learning: nothing is on record with any pillar.",
        "Capacity: nothing is on record with any pillar.",
        "Reach: nothing is on record with any pillar.",
        "Voice: nothing is on record with relational partnerships, rich data and financial coordination.",
    )


def test_names_of_functions_and_pillars_stand_in_a_sentence():
    assert words.function_names(("data", "voice")) == "data and voice"
    assert words.pillar_names(tuple(PILLARS)) == (
        "relational partnerships, shared purpose, rich data and financial coordination"
    )
    assert words.function_names(()) == words.pillar_names(()) == "none stated"


@pytest.mark.parametrize(("n", "said"), [(0, "0 activities"), (1, "1 activity"), (1204, "1,204 activities")])
def test_a_count_of_activities(n, said):
    assert words.activities(n) == said


def test_every_line_of_the_real_register_is_a_clean_sentence(base):
    for activity in open_register(base).activities.values():
        said = [words.source_line(activity), *(text for _, text in words.facts(base, activity))]
        said += [words.figure_line(figure) for figure in activity.figures]
        for text in said:
            assert (
                "  " not in text
                and not re.search(r"(?<!\.)\.\.(?!\.)", text)
                and ", ." not in text
                and " ;" not in text
            ), text
            assert not re.search(r"\bnan\b|\bNone\b(?! stated)|\be[+-]\d|£-|over since|over from", text), text
        assert all(line.endswith((".", "?", ")")) for line in map(words.figure_line, activity.figures)), activity.slug
