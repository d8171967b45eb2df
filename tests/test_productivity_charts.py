"""Charts of productivity: what they draw, what they say, and that nothing in them is cut or covered."""

from math import log

import pytest

from evidence.errors import EvidenceError
from evidence.productivity.firms import firms
from evidence.productivity.parts import prosperity_per_head
from evidence.productivity.quotients import enterprise_quotients, gva_quotients
from evidence.productivity.shift_share import shift_share
from evidence.productivity.similarity import similarity
from evidence.show import theme
from evidence.show.chart_parts import Scale
from evidence.show.productivity_charts import (
    parts_chart,
    quotients_chart,
    regional_chart,
    shares_chart,
    shift_chart,
    similarity_chart,
    sizes_chart,
)
from evidence.show.productivity_shift_charts import money, money_ticks
from tests.drawn import (
    assert_paper_shows_the_screen,
    assert_valid_vega_lite,
    marks,
    overlapping,
    rows_with,
    text_boxes,
)

MANCHESTER, LEEDS, CORNWALL, SCILLY, OLDHAM = "E47000001", "E37000062", "E06000052", "E06000053", "E08000004"
ENGLAND, UK, SCOTLAND = "E92000001", "K02000001", "S92000003"


def growth(base, code, first=2008, last=2023):
    return shift_share(base, code, first, last)


KINDS = {
    "parts of a gap": lambda base, **how: parts_chart(base, prosperity_per_head(base, MANCHESTER), **how),
    "parts of a small gap": lambda base, **how: parts_chart(base, prosperity_per_head(base, SCILLY), **how),
    "quotients": lambda base, **how: quotients_chart(base, enterprise_quotients(base, CORNWALL), **how),
    "quotients of few firms": lambda base, **how: quotients_chart(base, enterprise_quotients(base, SCILLY), **how),
    "shares": lambda base, **how: shares_chart(base, gva_quotients(base, MANCHESTER), **how),
    "shares with hidden cells": lambda base, **how: shares_chart(base, gva_quotients(base, CORNWALL), **how),
    "shares of the UK": lambda base, **how: shares_chart(base, gva_quotients(base, UK), **how),
    "growth": lambda base, **how: shift_chart(base, growth(base, LEEDS), **how),
    "growth of a year": lambda base, **how: shift_chart(base, growth(base, OLDHAM, 2019, 2020), **how),
    "growth by industry": lambda base, **how: regional_chart(base, growth(base, ENGLAND), **how),
    "districts": lambda base, **how: similarity_chart(base, similarity(base, MANCHESTER), **how),
    "enterprises by size": lambda base, **how: sizes_chart(
        base, firms(base, MANCHESTER).enterprises, MANCHESTER, **how
    ),
    "workplaces of a small place": lambda base, **how: sizes_chart(base, firms(base, SCILLY).workplaces, SCILLY, **how),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_is_valid_vega_lite(base, kind):
    assert_valid_vega_lite(KINDS[kind](base))


@pytest.mark.parametrize("width", [640, 1000, 290])
@pytest.mark.parametrize("kind", KINDS)
def test_paper_shows_what_the_screen_shows(base, kind, width):
    assert_paper_shows_the_screen(KINDS[kind](base), width)


@pytest.mark.parametrize(("width", "scale"), [(640, 1.0), (1200, 1.0), (290, 1.0), (1200, 1.5)])
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_cut_or_covered(base, kind, width, scale):
    chart = KINDS[kind](base, scale=scale)
    boxes = text_boxes(chart.drawing(width))
    assert not [box for box in boxes if "…" in box[4]]
    assert not overlapping(boxes)
    assert all(
        box[0] >= -0.5 and box[2] <= width + 0.5 and box[1] >= -1 and box[3] <= chart.plot.height + 1 for box in boxes
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_carries_its_message_its_source_and_its_table(base, kind):
    chart = KINDS[kind](base)
    assert chart.title and chart.alt and len(chart.table) > 1
    assert len(chart.title) < 110
    assert "Office for National Statistics" in chart.source and "Open Government Licence" in chart.source
    assert any(year in chart.subtitle for year in ("2020", "2022", "2023", "2025"))


# ---- where the gap comes from ---------------------------------------------------------------------------------------


def test_the_bars_of_the_parts_add_up_to_the_gap(base):
    found = prosperity_per_head(base, MANCHESTER)
    *parts, whole = rows_with(parts_chart(base, found), "rect", "start", "end")
    assert [row["name"] for row in parts] == ["Output per hour", "Hours per job", "Jobs per resident"]
    assert [row["start"] for row in parts[1:]] == pytest.approx([row["end"] for row in parts[:-1]])
    assert (whole["start"], whole["end"]) == pytest.approx((parts[0]["start"], parts[-1]["end"]))
    # £38.58 against £40.97 an hour, by hand from ONS's smoothed figures of 2022.
    assert parts[0]["text"] == f"−{-100 * log(38.58 / 40.97):.1f} ± 4.3"


def test_a_gap_of_nothing_is_not_drawn(base):
    with pytest.raises(EvidenceError, match="level with the UK"):
        parts_chart(base, prosperity_per_head(base, UK))


# ---- industries -----------------------------------------------------------------------------------------------------


def test_a_quotient_stands_between_the_ends_of_its_interval_highest_first(base):
    found = enterprise_quotients(base, CORNWALL)
    chart = quotients_chart(base, found)
    dots = rows_with(chart, "point", "x", "lower", "upper")
    assert len(dots) == len(found.highest) == 17
    assert all(row["lower"] < row["x"] < row["upper"] for row in dots)
    assert [row["x"] for row in dots] == sorted((row["x"] for row in dots), reverse=True)
    assert [row["name"] for row in dots if row["colour"] == theme.THIS_PLACE] == [
        "Farming, forestry and fishing",
        "Public administration",
        "Accommodation and food",
    ]


def test_industries_with_too_few_enterprises_are_counted(base):
    chart = quotients_chart(base, enterprise_quotients(base, SCILLY))
    drawn = len(rows_with(chart, "point", "x", "lower", "upper"))
    assert f"Too few enterprises for one: {17 - drawn} industries." in chart.subtitle
    assert len(chart.table) == 17


def test_the_uk_is_specialised_in_nothing(base):
    with pytest.raises(EvidenceError, match="compared with"):
        quotients_chart(base, enterprise_quotients(base, UK))


def test_hidden_industries_are_counted_and_kept_in_the_table(base):
    chart = shares_chart(base, gva_quotients(base, CORNWALL))
    bars = rows_with(chart, "rect", "zero", "x")
    assert len(bars) == 12  # of 18: six cells of Cornwall are not available
    assert "6 industries not available here and left out." in chart.subtitle
    assert "not known" in set(chart.table["Cornwall"])
    assert chart.title == "Largest of those known after real estate: trade and motor repair, 10.6%; 10.0% in the UK"
    assert "Real estate includes imputed rental." in chart.subtitle


def test_the_uk_has_no_diamonds_of_its_own(base):
    assert marks(shares_chart(base, gva_quotients(base, UK)), "point") == []
    assert len(marks(shares_chart(base, gva_quotients(base, MANCHESTER)), "point")) == 1


# ---- growth ---------------------------------------------------------------------------------------------------------


def test_the_bars_of_growth_add_up_to_the_change(base):
    *parts, whole = rows_with(shift_chart(base, growth(base, MANCHESTER)), "rect", "start", "end")
    assert whole["end"] == pytest.approx(parts[-1]["end"])
    # 14,802 + 535 + 9,483 = 24,820
    assert [row["text"] for row in (*parts, whole)] == ["+£14,802m", "+£535m", "+£9,483m", "+£24,820m"]


def test_what_is_left_by_industry_stands_on_its_side_of_nothing(base):
    rows = rows_with(regional_chart(base, growth(base, MANCHESTER)), "rect", "zero", "x")
    assert [row["name"] for row in rows][0::17] == ["Professional and scientific", "Manufacturing"]
    assert all((row["x"] > row["zero"]) == row["text"].startswith("+") for row in rows if "£0m" not in row["text"])


def test_money_has_its_sign_and_no_more_decimals_than_it_needs():
    assert [money(value) for value in (1234.4, -433.2, 0.2, -0.2)] == ["+£1,234m", "−£433m", "£0m", "£0m"]
    assert money_ticks(Scale(-1000, 1000, (-1000.0, 0.0, 1000.0))) == ["−£1,000m", "£0m", "£1,000m"]
    assert money_ticks(Scale(0, 1, (0.0, 0.5, 1.0))) == ["£0.0m", "£0.5m", "£1.0m"]


# ---- districts ------------------------------------------------------------------------------------------------------


def test_every_two_districts_have_two_tiles_with_the_same_number(base):
    chart = similarity_chart(base, similarity(base, MANCHESTER))
    [tiles] = marks(chart, "rect")
    assert len(tiles) == 10 * 9
    assert {row["said"] for row in tiles} >= {"Oldham and Tameside: 0.91", "Tameside and Oldham: 0.91"}
    assert chart.title == "Most alike: Oldham and Tameside; least: Manchester and Tameside"
    assert {row["colour"] for row in tiles if row["text"] == "0.91"} == {theme.AMOUNT[-1]}
    assert {row["colour"] for row in tiles if row["text"] == "0.60"} == {theme.AMOUNT[0]}


def test_very_many_districts_are_left_to_the_table(base):
    with pytest.raises(EvidenceError, match="30 districts to compare: too many to draw"):
        similarity_chart(base, similarity(base, SCOTLAND))


# ---- firms ----------------------------------------------------------------------------------------------------------


def test_the_sizes_of_firms_stand_beside_englands(base):
    chart = sizes_chart(base, firms(base, MANCHESTER).enterprises, MANCHESTER)
    rows = rows_with(chart, "rect", "zero", "x")
    assert [row["name"] for row in rows][0::6] == ["0 to 4 people", "250 or more people"]
    assert chart.title == "77.4% of enterprises employ fewer than 5; England 78.4%"
    assert rows[0]["x"] < rows[0]["england"]
