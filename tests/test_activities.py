"""An activity is held only when nothing is wrong with it, and each fault is a sentence that says what to write."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.coordination.activities import (
    FUNCTIONS,
    PILLARS,
    active_in,
    is_moment,
    problems_in_activity,
    problems_in_figure,
)
from tests.recorded import COST, JOBS, PLAIN, with_, with_figure
from tests.worked import ASHBY, OLD_EASTHOLM, UK


def problems(world, activity):
    return problems_in_activity(activity, world.areas, world.recoded)


def test_a_sound_activity_has_no_problems(world):
    assert problems(world, PLAIN) == []
    assert (
        problems(world, with_(figures=(JOBS, COST), start="2018-09", end="2018", latitude=53.4, longitude=-2.2)) == []
    )


@pytest.mark.parametrize(
    "point",
    [
        (49.93, -6.30),  # St Mary's, Isles of Scilly
        (50.06, -5.71),  # Land's End
        (51.13, 1.37),  # South Foreland
        (52.48, 1.76),  # Lowestoft Ness
        (51.88, -5.30),  # St Davids
        (53.57, 0.11),  # Spurn Head
        (54.48, -8.17),  # Belleek, Fermanagh
        (54.60, -5.93),  # Belfast
        (57.81, -8.57),  # St Kilda
        (60.84, -0.80),  # the north of Unst
        (55.77, -2.00),  # Berwick-upon-Tweed
    ],
)
def test_the_corners_of_the_kingdom_are_in_it(world, point):
    assert problems(world, with_(latitude=point[0], longitude=point[1])) == []


@pytest.mark.parametrize(
    "point",
    [
        (53.35, -6.26),
        (51.90, -8.47),
        (50.95, 1.85),
        (50.0, 1.7),
        (48.86, 2.35),
        (56.0, 1.5),
        (49.45, -2.54),
        (62.0, -7.0),
    ],
)
def test_neighbouring_countries_and_the_north_sea_are_not(world, point):
    """Dublin, Cork, Calais, Picardy, Paris, an oil field, Guernsey, the Faroes."""
    [problem] = problems(world, with_(latitude=point[0], longitude=point[1]))
    assert "is not in the United Kingdom" in problem


def test_there_are_five_functions_by_four_pillars():
    assert list(FUNCTIONS) == ["data", "learning", "capacity", "reach", "voice"]
    assert list(PILLARS) == ["relational-partnerships", "shared-purpose", "rich-data", "finance"]


def test_an_ended_area_may_be_named_because_sources_name_it(world):
    assert problems(world, with_(area_codes=(OLD_EASTHOLM, UK))) == []


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": ""}, "The name is missing."),
        ({"name": "  "}, "The name is missing."),
        ({"kind": ""}, "The kind is missing."),
        ({"area_codes": ()}, "The area_codes is missing."),
        ({"source": replace(PLAIN.source, title="")}, "The source_title is missing."),
        ({"functions": ("data", "data")}, "The same function is given twice."),
        ({"area_codes": (ASHBY, ASHBY)}, "The same area code is given twice."),
        ({"end": "2017", "start": "2018-09"}, "The end 2017 is before the start 2018-09."),
        ({"end": "2018-08-31", "start": "2018-09"}, "The end 2018-08-31 is before the start 2018-09."),
        (
            {"start": "September 2018"},
            "The start is 'September 2018'; write 2018, 2018-09 or 2018-09-05, or leave it empty.",
        ),
        ({"latitude": 53.4}, "A point needs both latitude and longitude; give the other one too, or neither."),
        ({"longitude": -2.2}, "A point needs both latitude and longitude; give the other one too, or neither."),
        (
            {"latitude": 0.0, "longitude": 0.0},
            "The point 0.0, 0.0 is not in the United Kingdom; give degrees, such as 53.48 and -2.24.",
        ),
        (
            {"latitude": -2.24, "longitude": 53.48},
            "The point -2.24, 53.48 is not in the United Kingdom; give degrees, such as 53.48 and -2.24.",
        ),
        (
            {"latitude": 48.2, "longitude": -6.5},
            "The point 48.2, -6.5 is not in the United Kingdom; give degrees, such as 53.48 and -2.24.",
        ),
        (
            {"partners": ("College; chamber",)},
            "The partner 'College; chamber' has a semicolon, which parts partners in a table; write a comma.",
        ),
        (
            {"caveats": ("Gross | net",)},
            "The caveat 'Gross | net' has an upright stroke (|), which parts caveats in a table; leave it out.",
        ),
    ],
)
def test_a_fault_is_a_sentence(world, changed, says):
    assert problems(world, with_(**changed)) == [says]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"kind": "club"}, "There is no kind 'club'; known are: accelerator, anchor-network, "),
        (
            {"functions": ("voices",)},
            "There is no function 'voices'; known are: data, learning, capacity, reach, voice.",
        ),
        ({"pillars": ("money",)}, "There is no pillar 'money'; known are: relational-partnerships, shared-purpose, "),
        ({"area_codes": ("E07000009",)}, "No area has the code 'E07000009'; nearest codes: "),
        ({"area_codes": ("Ashby",)}, "No area has the code 'Ashby'; areas of that name: E07000001 (Ashby, district)."),
        (
            {"area_codes": ("E08000001",)},
            "The code E08000001 is no longer used: it was replaced by E06000001 (Dunmouth)",
        ),
    ],
)
def test_what_is_not_known_is_answered_with_what_is(world, changed, says):
    [problem] = problems(world, with_(**changed))
    assert problem.startswith(says)
    assert len(problem) < 900


def test_a_group_of_ones_own_is_no_area_that_others_have(world):
    wider = world.with_group("Coast", (ASHBY,))
    [problem] = problems(wider, with_(area_codes=("group:Coast",)))
    assert problem == "Coast is a group of your own, which others do not have; give the codes of its areas."


def test_many_unknown_codes_are_counted_and_not_all_looked_up(world):
    found = problems(world, with_(area_codes=tuple(f"X{n:08d}" for n in range(500))))
    assert len(found) == 4
    assert found[-1] == "497 more area codes are not known."


def test_a_code_of_five_thousand_letters_is_answered_briefly(world):
    [problem] = problems(world, with_(area_codes=("E" * 5000,), functions=("data",)))
    assert len(problem) < 300
    [problem] = problems(world, with_(functions=("x" * 5000,)))
    assert len(problem) < 300


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"what": ""}, "A figure does not say what it counts; fill in the column what."),
        ({"unit": ""}, "The figure 'people in work' has no unit; write jobs, people, %, £ or £ per job, for example."),
        (
            {"measures": "impact"},
            "There is no measure 'impact'; known are: outcome, cost, scale, aim, projection.",
        ),
        (
            {"to": 300.0},
            "The figure 'people in work' runs from 300 to 300; the upper end must be the larger.",
        ),
        ({"value": float("nan")}, "The figure 'people in work' is not a number that can be counted."),
        ({"value": float("inf")}, "The figure 'people in work' is not a number that can be counted."),
        ({"to": float("inf")}, "The figure 'people in work' is not a number that can be counted."),
        ({"year": "14"}, "The figure 'people in work' has the year '14'; write 2014 or 2009-10."),
        ({"year": "2009-1"}, "The figure 'people in work' has the year '2009-1'; write 2014 or 2009-10."),
        ({"year": "2009-101"}, "The figure 'people in work' has the year '2009-101'; write 2014 or 2009-10."),
        ({"year": "2014\n"}, "The figure 'people in work' has the year '2014\\n'; write 2014 or 2009-10."),
        (
            {"unit": "£"},
            "The figure 'people in work' is money without a price year; give the year whose prices it is in.",
        ),
        (
            {"price_year": 2014},
            "The figure 'people in work' has a price year, but its unit 'people' is no money.",
        ),
        (
            {"unit": "£", "price_year": 14},
            "The figure 'people in work' has the price year 14; write a year such as 2014.",
        ),
        (
            {"unit": "£m", "price_year": 2014},
            "The figure 'people in work' has the unit '£m'; give the amount in pounds, with £ or £ per job as its unit.",
        ),
    ],
)
def test_a_fault_of_a_figure_is_a_sentence(world, changed, says):
    assert problems(world, with_figure(**changed)) == [says]


@pytest.mark.parametrize("unit", ["£m", "£ million", "£k", "£bn a year", "£1000", "GBP", "pounds", "Pounds per head"])
def test_money_is_given_in_pounds(unit):
    assert "give the amount in pounds" in " ".join(problems_in_figure(replace(JOBS, unit=unit)))


@pytest.mark.parametrize("unit", ["£", "£ per job", "£ a head", "£ per £ of grant", "£ per member"])
def test_pounds_by_something_are_pounds(unit):
    assert problems_in_figure(replace(JOBS, unit=unit, price_year=2014)) == []


@pytest.mark.parametrize(("qualifier", "known"), [("about", True), ("roughly", False)])
def test_how_a_source_softens_a_figure_is_one_of_a_few_words(qualifier, known):
    assert (problems_in_figure(replace(JOBS, qualifier=qualifier)) == []) == known


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2018", True),
        ("2018-09", True),
        ("2020-02-29", True),
        ("2019-02-29", False),
        ("2018-13", False),
        ("2018-9", False),
        ("18", False),
        ("1066", False),
        ("9999", False),
        ("2018-09-05T00:00", False),
        ("2018\n", False),
        ("٢٠١٨", False),
        ("２０１８", False),
    ],
)
def test_a_date_is_a_year_a_month_or_a_day(text, right):
    assert is_moment(text) == right


@pytest.mark.parametrize(
    ("start", "end", "year", "active"),
    [
        ("2012", "2014", 2011, False),
        ("2012", "2014", 2012, True),
        ("2012", "2014-01-05", 2014, True),
        ("2012", "2014", 2015, False),
        ("2012-12", "", 2030, True),
        ("", "2014", 2015, False),
        ("", "2014", 2013, None),
        ("", "", 2013, None),
    ],
)
def test_whether_it_was_there_in_a_year_is_yes_no_or_not_known(start, end, year, active):
    assert active_in(with_(start=start, end=end), year) is active


@given(st.text(max_size=12))
def test_any_text_for_a_date_is_taken_or_refused_and_breaks_nothing(world, text):
    found = problems(world, with_(start=text))
    assert (found == []) == (text == "" or is_moment(text))
