"""The chapter on inclusive growth of a pack, on the figures that the project carries."""

from datetime import date

import pytest

from evidence.indicators.base import EvidenceBase
from evidence.pack.blocks import Chapter, Findings, Heading, Note, Paragraph, Picture
from evidence.pack.contents import make_pack

AS_OF = date(2026, 11, 22)


def chapter_of(base: EvidenceBase, code: str, **choices) -> Chapter:
    pack = make_pack(base, code, as_of=AS_OF, chapters=("inclusive-growth",), **choices)
    return next(c for c in pack.chapters if c.key == "inclusive-growth")


@pytest.fixture(scope="module")
def chapter(base: EvidenceBase) -> Chapter:
    return chapter_of(base, "E47000001")


def test_a_step_is_there_for_each_of_the_six_dimensions(chapter):
    headings = [b.text for b in chapter.blocks if isinstance(b, Heading)]
    six = ["Output", "Employment", "Human capital", "Incomes", "Living costs", "Labour-market inclusion"]
    assert [h for h in headings if h in six] == six


def test_the_comparison_set_and_the_options_stand_with_the_scores(chapter):
    first = next(b.text for b in chapter.blocks if isinstance(b, Paragraph))
    assert "Scored among 19 combined authorities" in first
    assert "money in prices of 2023" in first


def test_a_score_is_never_called_the_foundations(chapter):
    notes = " ".join(b.text for b in chapter.blocks if isinstance(b, Note))
    assert "These are not scores of the Joseph Rowntree Foundation" in notes


def test_the_figures_in_the_measures_table_are_the_published_ones(chapter, base):
    table = next(b for b in chapter.blocks if isinstance(b, Picture) and b.key == "growth-employment").twin
    published = base.observed("employment-rate")["2023-01-01/P1Y"]["E47000001"].value
    shown = {f.value for f in table.figures if f.indicator == "employment-rate"}
    assert shown == {published} == {71.9}  # ONS, LI01, April 2024


def test_what_the_team_makes_of_a_step_stands_after_its_measures(base):
    found = chapter_of(base, "E47000001", readings=(("incomes", "Pay <b>lags</b>\nbehind\x00 jobs."),))
    texts = [b.text for b in found.blocks if isinstance(b, Paragraph)]
    assert texts[texts.index("Pay <b>lags</b>") + 1] == "behind jobs."


def test_a_long_reading_is_cut_and_an_empty_one_leaves_no_heading(base, chapter):
    found = chapter_of(base, "E47000001", readings=(("incomes", "x" * 9000), ("employment", " \n  ")))
    assert max(len(b.text) for b in found.blocks if isinstance(b, Paragraph)) == 5000
    headings = [b.text for b in found.blocks if isinstance(b, Heading)]
    assert headings.count("What the team makes of it") == 1
    assert "What the team makes of it" not in [b.text for b in chapter.blocks if isinstance(b, Heading)]


def test_a_place_that_cannot_be_scored_gets_the_reason_and_no_table(base):
    found = chapter_of(base, "E92000001")
    assert found.blocks == ()
    assert "at least 5 areas" in found.summary[0]


def test_a_place_of_one_district_has_nothing_between_its_districts(base):
    found = chapter_of(base, "E08000003")
    assert "Between its districts" not in [b.text for b in found.blocks if isinstance(b, Heading)]


def test_every_correlation_is_said_with_its_interval(chapter):
    said = [s.text for b in chapter.blocks if isinstance(b, Findings) for s in b.statements if "Pearson" in s.text]
    assert len(said) == 4
    assert all("95% interval" in text for text in said if "Spearman" in text)
