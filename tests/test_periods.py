"""Periods are ISO intervals in the tables and words on the page."""

import pytest

from evidence.errors import EvidenceError
from evidence.indicators.periods import (
    find_period,
    not_overlapping,
    parse_period,
    period_text,
    span_text,
    years_between,
)
from tests.worked import cases

YEARS = ("2022-01-01/P1Y", "2023-01-01/P1Y")


@pytest.mark.parametrize("case", cases("periods"))
def test_a_period_reads_as_people_write_it(case):
    assert period_text(case["period"]) == case["text"]
    assert parse_period(case["period"]).end.isoformat() == case["last_day"]


@pytest.mark.parametrize(
    "text",
    [
        "2023",
        "",
        "2023-01-01",
        "2023-01-02/P1Y",
        "2023-13-01/P1Y",
        "2023-01-01/P0M",
        "2023-01-01/P1W",
        "2023-01-01/P1Y ",
    ],
)
def test_any_other_form_is_refused_and_told_how_to_write_it(text):
    with pytest.raises(EvidenceError, match="write an ISO interval such as 2023-01-01/P1Y"):
        parse_period(text)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2004-01-01/P1Y", "2023-01-01/P1Y", "2004 to 2023"),
        ("2023-01-01/P1Y", "2023-01-01/P1Y", "2023"),
        ("2017-12-01/P3M", "2024-12-01/P3M", "Dec 2017 to Feb 2025"),
        ("2025-04-01/P1M", "2025-04-01/P1M", "Apr 2025"),
    ],
)
def test_a_span_runs_from_the_start_of_one_period_to_the_end_of_another(first, last, text):
    assert span_text(first, last) == text


@pytest.mark.parametrize("wanted", ["2022-01-01/P1Y", "2022"])
def test_a_period_is_found_by_its_interval_and_by_its_words(wanted):
    assert find_period(wanted, YEARS, "Output") == "2022-01-01/P1Y"


def test_a_year_finds_the_only_period_that_starts_in_it():
    assert find_period("2024", ("2023-12-01/P3M", "2024-12-01/P3M"), "NEET") == "2024-12-01/P3M"


def test_a_year_that_two_periods_start_in_is_not_guessed():
    with pytest.raises(EvidenceError, match="no figures for the period '2024'"):
        find_period("2024", ("2024-01-01/P3M", "2024-04-01/P3M"), "Claimants")


def test_a_period_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(
        EvidenceError,
        match=r"Output has no figures for the period '1999'; it has 2 periods, 2022 to 2023 \(latest: 2023-01-01/P1Y\)\.",
    ):
        find_period("1999", YEARS, "Output")


def test_years_between_counts_from_start_to_start():
    assert years_between("2020-12-01/P3M", "2024-12-01/P3M") == 4
    assert years_between("2020-01-01/P1Y", "2020-07-01/P1Y") == 0.5


def test_periods_that_overlap_a_later_one_are_left_out():
    rolling = ["2018-01-01/P3Y", "2019-01-01/P3Y", "2020-01-01/P3Y", "2021-01-01/P3Y"]
    assert not_overlapping(rolling) == ["2018-01-01/P3Y", "2021-01-01/P3Y"]
    assert not_overlapping([]) == []
