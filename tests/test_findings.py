"""Findings: typed answers that say whether they are the outcome of a test."""

import json

import pytest

from evidence.analysis.compare import gap, level
from evidence.analysis.findings import TESTED, UNTESTED, Finding, as_json, goodness
from tests.worked import ASHBY, COUNTY, GULL, UK, Y2022


@pytest.mark.parametrize(
    ("polarity", "direction", "good"),
    [
        (1, 1, "better"),
        (1, -1, "worse"),
        (-1, 1, "worse"),
        (-1, -1, "better"),
        (0, 1, ""),
        (0, -1, ""),
        (1, 0, ""),
        (-1, 0, ""),
    ],
)
def test_better_and_worse_follow_from_the_direction_of_good(polarity, direction, good):
    assert goodness(polarity, direction) == good


@pytest.mark.parametrize("judgement", TESTED)
def test_similar_and_no_significant_change_are_outcomes_of_a_test(judgement):
    assert Finding("gap", "i", "a", "p", 0.0, judgement=judgement).tested


@pytest.mark.parametrize("judgement", (*UNTESTED, ""))
def test_above_below_and_unchanged_are_not(judgement):
    assert not Finding("gap", "i", "a", "p", 0.0, judgement=judgement).tested


def test_a_finding_as_json_says_what_it_rests_on(world):
    found = json.loads(json.dumps(as_json(gap(world, "employment-rate", ASHBY, UK))))
    assert (found["kind"], found["value"], found["lower"], found["upper"], found["judgement"], found["tested"]) == (
        "gap",
        0.5,
        -1.5,
        2.5,
        "similar",
        True,
    )
    assert found["rests_on"] == [
        {"area_code": ASHBY, "period": Y2022, "value": 75, "origin": "published"},
        {"area_code": UK, "period": Y2022, "value": 74.5, "origin": "published"},
    ]


def test_a_derived_figure_says_so_in_json(world):
    assert as_json(level(world, "output-per-hour", COUNTY))["rests_on"][0]["origin"] == "derived"


def test_a_finding_without_an_answer_carries_its_reason_into_json(world):
    found = as_json(level(world, "output", GULL))
    assert (found["value"], found["lower"], found["interval"]) == (None, None, "")
    assert (
        found["reason"]
        == "Office of the Invented County marks the figure of Gull Island for 2022 as suppressed or unavailable."
    )
