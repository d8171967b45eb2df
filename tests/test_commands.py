"""The commands on coordination and on inclusive growth, on the figures that the project carries."""

import json

import pytest

from evidence.__main__ import main


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.strip()


def test_coordination_says_that_an_empty_register_is_not_an_empty_place(capsys):
    assert "An empty register is not an empty place" in said(capsys, "coordination", "E06000053")


def test_coordination_as_json_has_activities_gaps_neighbours_and_cases(capsys):
    found = json.loads(said(capsys, "coordination", "E08000032", "--json"))
    assert {"activities", "matrix", "gaps", "neighbours", "cases", "lists", "summary", "note"} <= found.keys()
    house = next(a for a in found["activities"] if a["activity"] == "bradford-skillshouse")
    assert house["extent"] == "whole"
    assert house["source"]["publisher"] == "Demos"
    # £60 a job of 2014: 60 x 100 / 74.6524 = 80.37 in 2024 prices (HM Treasury's deflator).
    club = next(c for c in found["cases"] if c["activity"] == "plymouth-1000-club" and c["value"] == 60)
    assert club["uprated"] == pytest.approx(80.37, abs=0.005)
    # Business in the Community's scheme ran in the whole country, so that it is here and not elsewhere.
    assert "bitc-ready-for-work" not in [c["activity"] for c in found["cases"]]


def test_coordination_lists_what_has_ended_in_no_table_unless_a_year_is_asked_for(capsys):
    """The Department for Education approved the first skills plans on 5 September 2022, to 30 September 2025."""
    plan = "West Yorkshire Local Skills Improvement Plan (first cycle)"
    now = json.loads(said(capsys, "coordination", "E08000032", "--json"))
    assert plan not in [a["name"] for a in now["activities"]]
    then = json.loads(said(capsys, "coordination", "E08000032", "--year", "2024", "--json"))
    assert plan in [a["name"] for a in then["activities"]]


def test_the_whole_register_is_listed_without_a_place_and_can_be_narrowed(capsys):
    boards = json.loads(said(capsys, "coordination", "--kind", "neighbourhood-board", "--json"))
    assert len(boards) == 244  # Pride in Place, England


def test_a_table_of_own_activities_is_added_or_refused_by_row(capsys, tmp_path):
    table = tmp_path / "own.csv"
    table.write_text(
        "name,kind,area_codes,source_title,functions\nSkills supper,charter,E08000032,Minutes,voice\n", encoding="utf-8"
    )
    found = json.loads(said(capsys, "coordination", "E08000032", "--activities", str(table), "--json"))
    assert "skills-supper" in [a["activity"] for a in found["activities"]]
    table.write_text("name,kind,area_codes,source_title\nSkills supper,party,E0800003X,Minutes\n", encoding="utf-8")
    sentence = refused(capsys, "coordination", "E08000032", "--activities", str(table))
    assert "2 problems" in sentence
    assert sentence.count("Row 2") == 2
    assert "no file" in refused(capsys, "coordination", "E08000032", "--activities", str(tmp_path / "absent.csv"))


@pytest.mark.parametrize("option", ["--function", "--pillar", "--kind"])
def test_an_unknown_choice_names_the_known_ones(capsys, option):
    assert "known are" in refused(capsys, "coordination", "E08000032", option, "teleport")


def test_growth_over_a_geography_has_the_set_every_place_and_both_correlations(capsys):
    found = json.loads(said(capsys, "growth", "--geography", "lep", "--years", "2013-2018", "--json"))
    assert len(found["places"]) == len(found["comparison_set"]["areas"]) == 38
    assert {"level", "change", "rank_interval"} <= found["places"][0].keys()
    assert found["correlation"]["pearson"]["pairs"] == 38
    assert -1 <= found["correlation"]["spearman"]["value"] <= 1
    # 38 pairs: |r| must exceed 0.320 (two-sided t test at 5 %, tables of the correlation coefficient).
    assert found["correlation"]["pearson"]["little_below"] == pytest.approx(0.320, abs=0.0005)


def test_growth_as_json_has_ranks_by_theme_and_dimension_and_how_far_they_move(capsys):
    found = json.loads(said(capsys, "growth", "E37000015", "--json"))
    assert set(found["rank_interval"]) == {"prosperity", "inclusion", *(s["dimension"] for s in found["steps"])}
    assert set(found["change_rank_interval"]) == set(found["rank_interval"]) - {"human-capital", "living-costs"}
    for step in found["steps"]:
        span = found["rank_interval"][step["dimension"]]
        assert step["level_rank"] == [span["rank"], span["of"]]
        moved = found["change_rank_interval"].get(step["dimension"])
        assert step["change_rank"] == (moved and [moved["rank"], moved["of"]])
    # Output per hour, output per head and births have no interval, so nothing is known to move within one.
    assert found["rank_interval"]["output-growth"]["within_published_intervals"] is None
    assert found["rank_interval"]["employment"]["within_published_intervals"] is not None
    costs = next(s for s in found["steps"] if s["dimension"] == "living-costs")
    assert "housing-affordability-ratio" not in {m["measure"] for m in costs["measures"]}
    assert any(text.startswith("House prices compared with earnings: not held for") for text in costs["cannot_say"])


def test_growth_of_a_place_prints_its_set_and_options(capsys):
    text = said(capsys, "growth", "E37000015")
    assert "Scored among 38 LEPs" in text
    assert "These are not scores of the Joseph Rowntree Foundation" in text
    assert text.count("Source: ") >= 6
    assert "Local Enterprise Partnerships ended in March 2024" in text
    assert "\nOutput: " in text
    assert "Local Enterprise Partnerships ended" not in said(capsys, "growth", "E47000001")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("growth",), "needs an area's code"),
        (("growth", "--geography", "lep", "--years", "soon"), "write them as 2013-2018"),
        (("growth", "--geography", "lep", "--years", "2018-2013"), "the earlier first"),
        (("growth", "E37000015", "--scores", "stars"), "choose one of: min-max, winsorised, z-score"),
        (("growth", "--geography", "country"), "at least 5 areas"),
        (("growth", "E12000002", "--geography", "lep"), "4 more of these LEPs lie inside the North West"),
        (("growth", "E92000001", "--geography", "lep"), "Choose a set of areas of its own kind."),
        (("growth", "E47000001", "--geography", "district"), "scored against its own parts"),
        (("growth", "W06000015"), "The walk's figures are held for England"),
    ],
)
def test_what_cannot_be_walked_is_refused_in_a_sentence(capsys, arguments, sentence):
    assert sentence in refused(capsys, *arguments)
