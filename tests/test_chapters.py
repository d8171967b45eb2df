"""The chapters about the place: what they say of it, and what they say where there is nothing."""

from datetime import date

import pytest

from evidence.analysis.profile import profile_of
from evidence.pack.blocks import Findings, Paragraph, Picture, Table, Tiles
from evidence.pack.chapters import in_depth, on_a_page, peers, section, theme_chapter, young_people
from evidence.pack.making import Asked, Citations

TODAY = date(2026, 11, 22)
MANCHESTER, SCILLY, ENGLAND, UK = "E47000001", "E06000053", "E92000001", "K02000001"
SOLENT = "E37000055"  # holds part of Hampshire, whose NEET figure is never spread over its districts


def asked(base, code, **how) -> Asked:
    return Asked(base, profile_of(base, code, **how), "global", TODAY, "public", Citations())


def of_kind(chapter, kind) -> list:
    return [block for block in chapter.blocks if isinstance(block, kind)]


def said(blocks) -> list[str]:
    return [s.text for block in blocks if isinstance(block, Findings) for s in block.statements]


def test_the_place_on_a_page_has_four_headlines_and_one_spine(base):
    chapter = on_a_page(asked(base, MANCHESTER))
    [tiles], [spine] = of_kind(chapter, Tiles), of_kind(chapter, Picture)
    assert [tile.figure for tile in tiles.tiles] == ["£39.77", "5.8%", "71.9%", "£20,813"]
    assert spine.twin == "headlines"
    messages = said(chapter.blocks)
    assert len(messages) == 3
    assert "between 4.3% and 5.8% are NEET" in messages[2]
    assert chapter.summary[0].startswith("Greater Manchester is a combined authority")


def test_a_headline_without_a_figure_says_why(base):
    # Gigabit coverage and others are published for Scilly; its young people are too few.
    tiles = of_kind(on_a_page(asked(base, SCILLY)), Tiles)[0].tiles
    absent = [tile for tile in tiles if tile.figure == "No figure"]
    assert absent
    assert all(len(tile.how) > 20 for tile in absent)


def test_a_theme_has_a_spine_a_table_sections_and_a_map_in_that_order(base):
    chapter = theme_chapter("Productivity and output")(asked(base, MANCHESTER))
    kinds = [type(b).__name__ if not isinstance(b, Picture) else b.kind for b in chapter.blocks]
    assert kinds[:3] == ["Heading", "chart", "Table"]
    assert kinds[-1] == "map"
    assert "6.2% below England (£42.39)." in said(chapter.blocks)
    assert (
        chapter.summary[0] == "Gross value added per hour worked: 6.2% below England (£39.77 against £42.39) in 2023."
    )


def test_a_theme_without_any_figure_says_so_in_a_line_with_the_reasons(world):
    chapter = theme_chapter("Business")(asked(world, "E06000001"))
    assert chapter.summary == ("No indicator of this theme has a figure for Dunmouth.",)
    assert chapter.blocks == ()


def test_what_has_no_figure_is_listed_with_its_reason(base):
    request = asked(base, MANCHESTER)
    chapter = theme_chapter("Pay and income")(request)
    table = next(b for b in of_kind(chapter, Table) if b.key.endswith("-without"))
    reasons = {base.indicators[f.indicator].name: f.reason for f in request.profile.without}
    assert dict(table.rows).items() <= reasons.items()
    assert len(table.rows) == 3


def test_headlines_come_in_depth_and_at_least_two_of_a_theme_with_several(base):
    request = asked(base, MANCHESTER)
    for theme in ("Productivity and output", "Pay and income", "Young people"):
        rows = request.rows_of(theme)
        chosen = in_depth(request, rows)
        assert all(row in chosen for row in rows if row.indicator.role == "headline")
        assert len(chosen) >= min(2, len(rows))


def test_a_section_says_each_finding_once_without_its_subject(base):
    request = asked(base, MANCHESTER)
    blocks = section(request, request.profile.row("employment-rate"))
    lines = said(blocks)
    assert lines[0] == "71.9% in 2023 (95% interval 70.3% to 73.5%)."
    assert "4.1\u00a0percentage points higher than England (76.0%)." not in lines
    assert "4.1\u00a0percentage points lower than England (76.0%)." in lines
    assert not any("Employment rate" in line for line in lines)
    assert len(lines) == len(set(lines))


def test_neet_is_said_with_its_bounds_or_with_the_reason_why_not(base):
    assert "between 4.3% and 5.8% are NEET" in said(young_people(asked(base, MANCHESTER)))[0]
    blocks = young_people(asked(base, SOLENT))
    assert not said(blocks)
    assert len(blocks[-1].text) > 20


def test_peers_are_named_nearest_first_with_why_they_are_peers(base):
    chapter = peers(asked(base, MANCHESTER))
    near = base.neighbours[(MANCHESTER, "global")]
    names = [base.areas[code].name for code in near]
    texts = [b.text for b in of_kind(chapter, Paragraph)]
    assert texts[0].startswith(f"Nearest first: {names[0]}, {names[1]}")
    assert "standardises each area's indicators" in texts[1]
    assert of_kind(chapter, Picture)


@pytest.mark.parametrize("code", [MANCHESTER, SCILLY])
def test_the_columns_of_a_themes_table_fit_its_rows(base, code):
    request = asked(base, code)
    for theme in {row.indicator.theme for row in request.profile.rows}:
        for table in of_kind(theme_chapter(theme)(request), Table):
            assert {len(row) for row in table.rows} == {len(table.columns)} == {len(table.numeric)}
