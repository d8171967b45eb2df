"""Charts of one or two indicators: what they draw, what they say, and what they never do."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from evidence.analysis.classes import classify
from evidence.analysis.comparators import default_comparators, neighbours_of, peers
from evidence.analysis.compare import figures_over
from evidence.analysis.profile import profile_of
from evidence.errors import EvidenceError
from evidence.show import charts, spine, theme
from evidence.show.chart_parts import kept_apart, scale_of
from evidence.show.letter_widths import in_lines, shortened, text_width
from evidence.show.trend_charts import series_of
from tests.drawn import (
    assert_paper_shows_the_screen,
    assert_valid_vega_lite,
    marks,
    overlapping,
    rows_with,
    text_boxes,
)

MANCHESTER, BLACK_COUNTRY, KENT, DUDLEY, CITY = "E47000001", "E37000001", "E10000016", "E08000027", "E09000001"
ENGLAND, NORTH_WEST = "E92000001", "E12000002"
PLACES = (MANCHESTER, BLACK_COUNTRY, KENT, DUDLEY, CITY)
YEAR = "2023-01-01/P1Y"


def trend(base, slug, code):
    return charts.trend_chart(base, slug, code, default_comparators(base, code))


def test_a_line_is_not_joined_across_years_without_a_figure(base):
    # City of London's employment rate is published for 2004 to 2010 and 2015 to 2019 only.
    stretches = series_of(base, "employment-rate", CITY).stretches
    assert [(s[0].period[:4], s[-1].period[:4]) for s in stretches] == [("2004", "2010"), ("2015", "2019")]
    own = rows_with(trend(base, "employment-rate", CITY), "line", "k")
    lines = [rows for rows in marks(trend(base, "employment-rate", CITY), "line") if len(rows) == 12]
    assert own and [[r["t"] for r in lines[0] if r["k"] == k][-1] for k in (0, 1)] == [2010.5, 2019.5]
    assert "The line has gaps" in trend(base, "employment-rate", CITY).alt


def test_a_line_stops_where_a_year_is_skipped_by_the_publisher(base):
    # Travel times are published for 2014 to 2017 and 2019.
    periods = [
        [p.period[:4] for p in s]
        for s in series_of(base, "public-transport-to-employment-centres", MANCHESTER).stretches
    ]
    assert periods == [["2014", "2015", "2016", "2017"], ["2019"]]


def test_published_intervals_are_drawn_as_a_band(base):
    chart = trend(base, "employment-rate", MANCHESTER)
    band = rows_with(chart, "area", "lower", "upper")
    assert len(band) == 20
    assert all(row["upper"] < row["lower"] for row in band)  # pixels run down
    assert "Band: 95% interval." in chart.subtitle


def test_an_indicator_without_intervals_draws_no_band(base):
    assert marks(trend(base, "gva-per-hour-worked", MANCHESTER), "area") == []


def test_derived_points_are_hollow_and_the_subtitle_says_how(base):
    chart = trend(base, "gva-per-hour-worked", BLACK_COUNTRY)
    own = rows_with(chart, "point", "fill", "said")
    assert {row["fill"] for row in own} == {"#FFFFFF"}
    assert "derived" in chart.subtitle


def test_published_points_are_solid(base):
    own = rows_with(trend(base, "gva-per-hour-worked", MANCHESTER), "point", "fill", "said")
    assert {row["fill"] for row in own} == {theme.THIS_PLACE}


def test_money_of_each_years_prices_is_titled_by_the_gap_not_by_growth(base):
    # 39.77 / 42.39 - 1 = -6.2 %
    assert trend(base, "gva-per-hour-worked", MANCHESTER).title == "GVA per hour: 6.2% below England"


def test_the_axis_that_does_not_start_at_zero_says_so(base):
    assert "does not start at zero" in trend(base, "employment-rate", MANCHESTER).subtitle
    assert "does not start at zero" not in trend(base, "activity-not-known-16-17", DUDLEY).subtitle


def test_end_labels_name_every_line_and_keep_apart(base):
    labels = [
        row for rows in marks(trend(base, "gva-per-hour-worked", MANCHESTER), "text") for row in rows if "from" in row
    ]
    assert {row["text"] for row in labels} == {
        "£39.77 Greater Manchester",
        "£42.39 England",
        "£39.31 North West",
        "£41.87 UK",
    }
    heights = sorted(row["y"] for row in labels)
    assert all(b - a >= theme.CHART_TEXT * 1.29 for a, b in pairwise(heights))


def test_at_most_four_comparators_are_drawn(base):
    codes = (ENGLAND, NORTH_WEST, "K02000001", "E12000001", "E12000003", "E12000004")
    assert len(marks(charts.trend_chart(base, "employment-rate", MANCHESTER, codes), "line")) == 5


def test_the_text_alternative_compares_the_places_last_period_with_the_same_of_the_others(base):
    """ONS, weekly pay of April 2019: Isles of Scilly £422.3 (its last), England £483.0, UK £479.1."""
    scilly = charts.trend_chart(base, "median-weekly-pay", "E06000053", (ENGLAND, "K02000001"))
    assert "Latest, Apr 2019: £422.3; England £483.0 and United Kingdom £479.1." in scilly.alt
    # A comparator without a figure of the place's last period is left out.
    alone = charts.trend_chart(base, "median-weekly-pay", "E07000041", ("E06000053", ENGLAND))
    assert "Latest, Apr 2025: " in alone.alt
    assert "Isles of Scilly" not in alone.alt
    assert "; England £648.4." in alone.alt


def test_an_indicator_of_one_period_is_shown_as_dots(base):
    chart = trend(base, "gigabit-capable-broadband", MANCHESTER)
    assert marks(chart, "line") == []
    assert rows_with(chart, "point", "size", "colour")


def test_a_neet_rate_never_stands_without_the_part_that_is_not_known(base):
    near = neighbours_of(base, DUDLEY)
    for chart in (trend(base, "neet-16-17", DUDLEY), charts.neighbours_chart(base, "neet-16-17", DUDLEY, near)):
        assert "A further 19.1% are not known." in chart.subtitle
        assert "A further 19.1% are not known." in chart.alt


def test_neighbours_stand_in_the_order_of_their_values_with_the_place_in_dark_blue(base):
    near = neighbours_of(base, MANCHESTER)
    dots = rows_with(charts.neighbours_chart(base, "employment-rate", MANCHESTER, near, period=YEAR), "point", "chosen")
    assert [row["x"] for row in dots] == sorted((row["x"] for row in dots), reverse=True)
    chosen = [row for row in dots if row["chosen"]]
    assert [(row["text"], row["colour"]) for row in chosen] == [("71.9%", theme.THIS_PLACE)]
    assert chosen[0]["lower"] < chosen[0]["x"] < chosen[0]["upper"]


def test_england_is_a_line_through_the_neighbours(base):
    chart = charts.neighbours_chart(base, "employment-rate", MANCHESTER, neighbours_of(base, MANCHESTER), period=YEAR)
    assert ["England 76.0%"] in [[row["text"] for row in rows] for rows in marks(chart, "text")]


def test_bounds_run_from_neet_to_neet_or_not_known(base):
    chart = charts.bounds_chart(base, DUDLEY, ["E08000008"], period="2024-12-01/P3M")
    assert chart.title == "Between 2.4% and 21.5% are NEET"
    rows = rows_with(chart, "rect", "floor", "ceiling")
    assert [row["text"] for row in rows[:2]] == ["2.4% to 21.5%", "3.4% to 5.6%"]
    assert all(row["zero"] == 0 and row["floor"] <= row["ceiling"] for row in rows)
    assert "19.1%" in chart.alt


def test_the_part_that_is_not_known_is_hatched_inside_its_bar(base):
    chart = charts.bounds_chart(base, DUDLEY)
    bars = {row["y"]: row for row in rows_with(chart, "rect", "floor")}
    strokes = rows_with(chart, "rule", "a", "b")
    assert {stroke["y"] for stroke in strokes} == set(bars)
    assert all(bars[s["y"]]["floor"] - 1e-9 <= s["a"] < s["b"] <= bars[s["y"]]["ceiling"] + 1e-9 for s in strokes)


def scatter(base, code, **settings):
    codes = peers(base, code, "combined-authority").codes
    periods = {"period_x": YEAR, "period_y": YEAR}
    return charts.scatter_chart(
        base, "gva-per-hour-worked", "employment-rate", codes, selected=[code], **periods, **settings
    )


def test_a_scatter_names_the_selected_place_and_has_england_as_guides(base):
    chart = scatter(base, MANCHESTER)
    assert chart.title == "Below England on GVA per hour and Employment rate"
    assert "Dashed: England." in chart.subtitle
    assert any(
        row.get("name") == "Greater Manchester" and "label" in row for rows in marks(chart, "text") for row in rows
    )


def test_a_scatter_of_one_area_is_refused(base):
    with pytest.raises(EvidenceError, match="at least two areas"):
        charts.scatter_chart(base, "gva-per-hour-worked", "employment-rate", [MANCHESTER], period_x=YEAR, period_y=YEAR)


def distribution(base, code=DUDLEY, **settings):
    codes = peers(base, code, "district").codes
    figures = figures_over(base, "gva-per-hour-worked", codes, YEAR)
    cut = classify([f.value for f in figures], "quantiles")
    return cut, charts.distribution_chart(
        base, "gva-per-hour-worked", codes, YEAR, cut, theme.AMOUNT, selected=code, **settings
    )


def test_a_distribution_has_a_dot_for_each_area_in_its_maps_colour(base):
    cut, chart = distribution(base)
    dots = rows_with(chart, "point", "step")
    assert [sum(d["fill"] == colour for d in dots) for colour in theme.AMOUNT] == list(cut.counts)


def test_no_column_of_dots_crosses_the_edge_of_a_class(base):
    _, chart = distribution(base)
    columns = {}
    for dot in rows_with(chart, "point", "step"):
        columns.setdefault(dot["x"], set()).add(dot["fill"])
    assert all(len(colours) == 1 for colours in columns.values())


def test_classes_of_other_areas_are_refused(base):
    codes = peers(base, DUDLEY, "district").codes
    with pytest.raises(EvidenceError, match="same order"):
        charts.distribution_chart(
            base, "gva-per-hour-worked", codes, YEAR, classify([1.0, 2.0], "equal-steps"), theme.AMOUNT
        )


def test_every_chart_of_every_place_has_its_own_words(base):
    made = [trend(base, "employment-rate", code) for code in PLACES] + [
        charts.bounds_chart(base, code) for code in PLACES
    ]
    made += [charts.neighbours_chart(base, "employment-rate", code, peers(base, code, "district")) for code in PLACES]
    assert len({chart.alt for chart in made}) == len(made)
    for chart in made:
        assert chart.alt.strip() and chart.source.endswith("Open Government Licence v3.0.") and len(chart.table)
        assert len(chart.title.split()) <= 12
        assert "significant" not in chart.title
        assert chart.table.index.name in ("Area code", "Period")


def test_a_place_without_figures_is_refused_with_the_reason(base):
    with pytest.raises(EvidenceError, match="county"):
        charts.trend_chart(base, "neet-16-17", "E07000106", (ENGLAND,))


def test_a_picture_carries_title_source_and_text_alternative(base):
    chart = trend(base, "gva-per-hour-worked", MANCHESTER)
    picture = chart.svg(900)
    assert "6.2% below England" in picture and "Source: Office for National Statistics" in picture
    assert chart.png(300).startswith(b"\x89PNG")


KINDS = {
    "trend": lambda base: trend(base, "employment-rate", MANCHESTER),
    "trend with gaps": lambda base: trend(base, "employment-rate", CITY),
    "neighbours": lambda base: charts.neighbours_chart(
        base, "employment-rate", MANCHESTER, neighbours_of(base, MANCHESTER)
    ),
    "bounds": lambda base: charts.bounds_chart(base, DUDLEY),
    "scatter": lambda base: scatter(base, MANCHESTER),
    "distribution": lambda base: distribution(base)[1],
    "spine": lambda base: spine.spine_chart(base, profile_of(base, CITY)),
    "spine of a projector": lambda base: spine.spine_chart(base, profile_of(base, KENT), scale=1.5),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_chart_is_valid_vega_lite(base, kind):
    assert_valid_vega_lite(KINDS[kind](base))


@pytest.mark.parametrize("width", [640, 1000, 320])
@pytest.mark.parametrize("kind", KINDS)
def test_paper_shows_what_the_screen_shows(base, kind, width):
    assert_paper_shows_the_screen(KINDS[kind](base), width)


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_of_a_drawing_is_cut_or_covered(base, kind):
    chart = KINDS[kind](base)
    boxes = text_boxes(chart.drawing(960 if kind == "spine of a projector" else 640))
    height = chart.plot.height
    assert not [box for box in boxes if "…" in box[4]]
    assert not overlapping(boxes)
    right = 960.5 if kind == "spine of a projector" else 640.5
    assert all(box[0] >= -0.5 and box[2] <= right and box[1] >= -1 and box[3] <= height + 1 for box in boxes)


def test_a_place_with_a_long_name_is_named_in_full(base):
    place = "E37000045"  # Derby, Derbyshire, Nottingham and Nottinghamshire
    profile = profile_of(base, place)
    drawn = [
        charts.trend_chart(base, "gva-per-hour-worked", place, profile.comparators).drawing(640),
        charts.neighbours_chart(base, "gva-per-hour-worked", place, peers(base, place, "lep")).drawing(640),
    ]
    for svg in drawn:
        boxes = text_boxes(svg)
        assert any("Nottinghamshire" in box[4] for box in boxes)
        assert not [box for box in boxes if "…" in box[4]] and not overlapping(boxes)
        assert max(box[2] for box in boxes) <= 640.5


def test_a_drawing_is_as_wide_as_it_is_asked_to_be_and_leaves_words_to_the_document(base):
    chart = trend(base, "gva-per-hour-worked", MANCHESTER)
    svg = chart.drawing(640)
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="348" viewBox="0 0 640 348"')
    shown = [box[4] for box in text_boxes(svg)]
    assert "£39.77 Greater Manchester" in shown
    assert not [text for text in shown if "Source" in text or chart.title in text]


def test_a_drawing_is_the_same_in_another_process(base):
    script = (
        "from evidence.indicators.base import open_evidence; from evidence.show.charts import trend_chart; import sys; "
        f"c = trend_chart(open_evidence(), 'employment-rate', '{MANCHESTER}', ('{ENGLAND}', '{NORTH_WEST}')); "
        "sys.stdout.buffer.write(c.drawing(640).encode())"
    )
    root = Path(__file__).parent.parent
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=root, check=True).stdout
    trend(base, "gva-per-hour-worked", KENT).drawing(640)
    here = charts.trend_chart(base, "employment-rate", MANCHESTER, (ENGLAND, NORTH_WEST)).drawing(640)
    assert made.decode() == here


def test_a_text_is_cut_only_where_it_does_not_fit():
    assert shortened("Employment", 200, 13) == "Employment"
    assert shortened("Employment rate", 60, 13) == "Employ…"
    assert shortened("Employment", 3, 13) == ""
    assert text_width("Employment rate", 26) == pytest.approx(2 * text_width("Employment rate", 13))


def test_a_long_name_breaks_where_its_lines_are_shortest():
    assert in_lines("Greater Manchester", 200, 13) == ("Greater Manchester",)
    assert in_lines("Bournemouth, Christchurch and Poole", 190, 13) == ("Bournemouth,", "Christchurch and Poole")
    assert in_lines("Northumberland", 20, 13) == ("Northumberland",)


def test_streamlit_is_given_padding_by_side(base):
    # Its frontend fails on a single number.
    assert set(trend(base, "employment-rate", KENT).vega_lite["padding"]) == {"top", "right", "bottom", "left"}


def test_width_is_the_containers_unless_given(base):
    assert trend(base, "employment-rate", KENT).vega_lite["width"] == "container"
    assert charts.trend_chart(base, "employment-rate", KENT, (), width=640).vega_lite["width"] == 640


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((20, 43), (20, 25, 30, 35, 40, 45)),
        ((0.2, 5.8), (0, 2, 4, 6)),
        ((66.3, 76.0), (66, 68, 70, 72, 74, 76)),
        ((3, 3), (2.6, 2.8, 3, 3.2, 3.4)),
    ],
)
def test_scales_have_round_ticks_around_their_values(values, ticks):
    assert scale_of(values).ticks == pytest.approx(ticks)


def test_labels_that_would_overlap_are_pushed_apart_in_their_order():
    assert kept_apart([10, 11, 50], 5, 0, 100) == [10, 15, 50]
    assert kept_apart([98, 99], 5, 0, 100) == [95, 100]
    assert kept_apart([10, 11, 12], 10, 0, 100, [0, 10, 0]) == [10, 25, 40]  # the middle one is twice as tall


def test_no_chart_formats_a_number_outside_wording():
    folder = Path(spine.__file__).parent
    for name in ("charts", "chart_parts", "trend_charts", "place_charts", "map_charts", "spine", "tables"):
        text = (folder / f"{name}.py").read_text(encoding="utf-8")
        found = re.findall(r"\{[^{}]*:[,.]?\d*[,.]?\d*[fd%]\}|\bformat=|labelExpr|\bround\(", text)
        assert found == [], name
