"""Productivity evidence as plain rows, on the figures that the project carries."""

import json

import pytest

from evidence.__main__ import main
from evidence.productivity.rows import productivity_row


@pytest.fixture(scope="module")
def manchester(base):
    return productivity_row(base, "E47000001")


def test_level_gap_and_index_are_of_the_published_figures(manchester):
    # ONS, June 2025: Greater Manchester £39.77, UK £41.87 an hour in 2023; 39.77 / 41.87 = 94.98.
    out = manchester["output"]
    assert out["level"]["value"] == 39.77
    assert out["gap_to_uk"]["value"] == pytest.approx(-2.10, abs=0.001)
    assert out["index_uk_100"] == pytest.approx(94.98, abs=0.01)
    assert out["hours_published"] is True


def test_the_logarithms_of_the_parts_add_up(manchester):
    parts = manchester["prosperity_per_head"]
    assert sum(part["log"] for part in parts["parts"]) == pytest.approx(parts["log"], abs=1e-12)


def test_the_parts_of_growth_add_up(manchester):
    found = manchester["industry"]["shift_share"]
    assert found["national"] + found["mix"] + found["regional"] == pytest.approx(found["change"], abs=1e-6)
    assert found["competitive"] + found["allocation"] == pytest.approx(found["regional"], abs=1e-6)


def test_a_gap_inside_the_error_of_a_derived_level_has_no_prize(base):
    found = productivity_row(base, "E37000006")["output"]  # Coventry and Warwickshire: 8p below, within 13p of error
    assert found["gap_within_error"] is True
    assert found["prize_gbp_million"] is None


def test_what_cannot_be_had_is_its_reason(base):
    cornwall = productivity_row(base, "E06000052")
    assert "Cornwall" in cornwall["industry"]["shift_share"]["reason"]
    assert "one district" in cornwall["industry"]["similarity"]["reason"]


def test_everything_is_json_and_the_command_prints_it(capsys):
    assert main(["productivity", "E08000004", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["area_name"] == "Oldham"
    assert len(found["drivers"]["drivers"]) == 6
    assert next(s["indicator"] for s in found["school_to_work"]) == "attainment-8"


def test_the_command_prints_each_part_with_its_source(capsys):
    assert main(["productivity", "E37000021"]) == 0
    text = capsys.readouterr().out
    for title in (
        "OUTPUT PER HOUR",
        "INDUSTRIES",
        "GROWTH BY INDUSTRY",
        "FIRMS",
        "WHAT DRIVES IT",
        "FROM SCHOOL TO WORK",
    ):
        assert title in text
    assert "Source: Office for National Statistics" in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(("productivity",), "needs an area's code"), (("productivity", "E08000004", "--years", "2023"), "2013-2018")],
)
def test_what_is_not_understood_is_refused_in_a_sentence(capsys, arguments, sentence):
    assert main(arguments) == 1
    assert sentence in capsys.readouterr().err


def test_industries_are_set_beside_the_uk_and_beside_england(base):
    """Wholesale enterprises of Greater Manchester: 5,385 of 105,760 is 5.1%; 3.7% of the UK's, 3.7% of England's."""
    industry = productivity_row(base, "E47000001")["industry"]
    uk, england = (
        next(q["quotient"] for q in industry[key] if q["name"] == "Wholesale")
        for key in ("enterprise_quotients", "enterprise_quotients_england")
    )
    assert (uk, england) == pytest.approx((1.38244, 1.35837), abs=1e-5)
    assert len(industry["gva_quotients_england"]) == len(industry["gva_quotients"]) == 18


def test_a_part_says_whether_it_is_larger_than_its_error(base):
    found = productivity_row(base, "E47000001")["prosperity_per_head"]
    assert [part["within_error"] for part in found["parts"]] == [False, True, True]
    assert all(part["error"] > 0 for part in found["parts"])
    # ONS's single-year hours and jobs of 2022: £38.70 an hour, 1,590 hours a job, 0.51 jobs a resident.
    own = found["published_factors"]
    assert (own["per_hour"], own["hours_per_job"], own["jobs_per_head"]) == pytest.approx((38.70, 1590, 0.51), rel=0.01)
    assert productivity_row(base, "E08000004")["prosperity_per_head"]["published_factors"] is None
