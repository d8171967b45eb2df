"""What the map's panel says of a place."""

from evidence.analysis.profile import profile_of
from evidence.show.answers import (
    area_answers,
    comparator_choices,
    headline_rows,
    how_it_came_about,
    mapped_indicators,
    outlined_comparators,
)

GVA, NEET = "gva-per-hour-worked", "neet-or-not-known-16-17"


def test_the_panel_answers_with_figure_gap_rank_and_change(base):
    answers = area_answers(base, GVA, base.areas["E47000001"], "2023-01-01/P1Y", "country", "combined-authority")
    assert answers.figure == "£39.77"
    text = " ".join(answers.lines)
    assert "6.2% below England (£39.77 against £42.39)" in text  # 39.77 / 42.39 = 0.938
    assert "highest of 19 combined authorities" in text
    assert "No test is made" in text


def test_a_place_is_ranked_in_the_maps_geography_where_it_is_part_of_it(base):
    dudley = base.areas["E08000027"]
    lines = {
        g: " ".join(area_answers(base, GVA, dudley, "2023-01-01/P1Y", "country", g).lines)
        for g in ("district", "county-or-unitary")
    }
    assert "of 296 English districts" in lines["district"]
    assert "English counties and unitary authorities" in lines["county-or-unitary"]


def test_neet_is_never_said_without_the_not_known(base):
    lines = area_answers(
        base, "neet-16-17", base.areas["E08000027"], "2024-12-01/P3M", "country", "county-or-unitary"
    ).lines
    assert any("between 2.4% and 21.5% are NEET" in line for line in lines)  # DfE, July 2025: Dudley


def test_no_figure_gives_the_reason(base):
    answers = area_answers(base, NEET, base.areas["E37000044"], "2024-12-01/P3M", "country", "lep")
    assert answers.figure == "No figure"
    assert "Surrey" in answers.lines[0]


def test_comparators_fit_the_place(base):
    assert comparator_choices(base, base.areas["E08000027"]).keys() == {"country", "region", "uk", "neighbours"}
    assert "neighbours" not in comparator_choices(base, base.areas["E37000001"])
    assert comparator_choices(base, None) == {"country": "England", "uk": "United Kingdom"}
    assert len(outlined_comparators(base, base.areas["E08000027"], "neighbours")) == 20


def test_indicators_offered_start_with_headlines_and_leave_bases_out(base):
    offered = mapped_indicators(base)
    assert base.indicators[offered[0]].role == "headline"
    assert "population" not in offered
    assert len(headline_rows(profile_of(base, "E47000001"))) >= 8


def test_a_change_starts_after_the_pandemic_in_panel_and_profile_alike(base):
    """Dudley: pay of £516.7 in April 2022 and £606.7 in April 2025 (+17%); claimants 4.9% in 2022 and 4.7% in 2025."""
    dudley, profile = base.areas["E08000027"], profile_of(base, "E08000027")
    for slug, period, said in (
        ("median-weekly-pay", "2025-04-01/P1M", "Rose by 17% since Apr 2022 (from £516.7 to £606.7 in Apr 2025"),
        (
            "claimant-count-rate",
            "2025-01-01/P1Y",
            "Fell by 0.2\u00a0percentage points since 2022 (from 4.9% to 4.7% in 2025",
        ),
    ):
        lines = area_answers(base, slug, dudley, period, "country", "district").lines
        assert any(line.startswith(said) for line in lines), lines
        start = profile.row(slug).change.against
        assert start.startswith("2022-")


def test_a_modelled_figure_is_said_to_be_modelled_once(base):
    row = profile_of(base, "E37000001").row("claimant-count-rate")
    assert row.level.figures[0].modelled
    said = " ".join((*how_it_came_about(base, row.level.figures[0]), *row.level.caveats))
    assert said.count("This figure is modelled") == 1
    assert "weighted by a base that is only near to the right one" in said
