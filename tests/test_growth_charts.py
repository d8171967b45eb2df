"""Charts of the walk: what they draw, what they say, and that nothing in them is cut or covered."""

from dataclasses import replace

import numpy as np
import pytest

from evidence import wording
from evidence.errors import EvidenceError
from evidence.growth import titles, words
from evidence.growth.association import Association, Correlation
from evidence.growth.monitor import Options, comparison_set, geography_set, monitor_of, usual_options
from evidence.growth.walk import walk_of
from evidence.show import theme
from evidence.show.growth_charts import dimensions_chart, measures_chart
from evidence.show.growth_quadrant import named_places, quadrant_chart
from evidence.show.growth_spread import deprived_chart, districts_chart
from evidence.show.growth_tracks import cut_track
from tests.drawn import (
    assert_paper_shows_the_screen,
    assert_valid_vega_lite,
    drawn_marks,
    marks,
    overlapping,
    rows_with,
    text_boxes,
)

MANCHESTER, LEEDS, SCILLY, CITY, LONDON = "E47000001", "E37000062", "E06000053", "E09000001", "E37000023"
ENGLAND, KENT_DISTRICT, BRISTOL = "E92000001", "E07000106", "E06000023"
INCOMES, INCLUSION, EMPLOYMENT = 3, 5, 1


def walk(base, code, geography=None, comparator=ENGLAND, **options):
    usual = usual_options(base)
    asked = Options(
        options.get("years", usual.years), options.get("variant", "min-max"), options.get("method", "pooled")
    )
    return walk_of(base, monitor_of(base, comparison_set(base, code, geography), asked), code, comparator=comparator)


def measures(base, code, step, **more):
    found = walk(base, code, **more)
    return measures_chart(base, found, found.steps[step])


def quadrant(base, code, what, **more):
    found = walk(base, code, **more)
    return quadrant_chart(base, found.monitor, what, found)


def spread(base, code, slug):
    found = walk(base, code)
    return districts_chart(base, next(s for s in found.spreads if s.indicator == slug))


KINDS = {
    "dimensions": lambda base: dimensions_chart(base, walk(base, MANCHESTER)),
    "dimensions of a place without scores": lambda base: dimensions_chart(base, walk(base, SCILLY)),
    "dimensions by standard scores": lambda base: dimensions_chart(base, walk(base, LEEDS, variant="z-score")),
    "measures with intervals": lambda base: measures(base, MANCHESTER, INCLUSION),
    "measures of an outlier": lambda base: measures(base, CITY, 0),
    "measures without a figure": lambda base: measures(base, SCILLY, EMPLOYMENT),
    "quadrant by level": lambda base: quadrant(base, LEEDS, "level"),
    "quadrant by change": lambda base: quadrant(base, MANCHESTER, "change"),
    "quadrant of many": lambda base: quadrant(base, SCILLY, "level"),
    "quadrant of no place": lambda base: quadrant_chart(
        base, monitor_of(base, geography_set(base, "lep"), usual_options(base)), "change"
    ),
    "districts": lambda base: spread(base, MANCHESTER, "gdhi-per-head"),
    "districts with intervals": lambda base: spread(base, MANCHESTER, "employment-rate"),
    "deprived neighbourhoods": lambda base: deprived_chart(base, MANCHESTER),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_is_valid_vega_lite(base, kind):
    assert_valid_vega_lite(KINDS[kind](base))


@pytest.mark.parametrize("width", [640, 1000, 300])
@pytest.mark.parametrize("kind", KINDS)
def test_paper_shows_what_the_screen_shows(base, kind, width):
    assert_paper_shows_the_screen(KINDS[kind](base), width)


@pytest.mark.parametrize("width", [640, 1000, 290])
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_cut_or_covered(base, kind, width):
    chart = KINDS[kind](base)
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
    assert "Open Government Licence" in chart.source
    if kind.startswith(("dimensions", "measures", "quadrant")):
        assert "Scores: this app, from these figures. Scored among" in chart.source
        assert "2018 to 2023" in chart.source


# ---- tracks -----------------------------------------------------------------------------------------------------------


def test_the_dots_of_the_dimensions_stand_at_their_scores(base):
    found = walk(base, MANCHESTER)
    dots = rows_with(dimensions_chart(base, found), "point", "place", "name")
    assert [row["name"] for row in dots] == [step.dimension.name for step in found.steps]
    assert [row["place"] for row in dots] == [pytest.approx(step.level / 100) for step in found.steps]
    assert all(row["low"] <= row["q1"] <= row["q3"] <= row["high"] for row in dots)


def test_a_dimension_without_a_score_keeps_the_line_of_the_set_and_says_so(base):
    chart = dimensions_chart(base, walk(base, SCILLY))
    assert len(rows_with(chart, "rule", "low", "high")) == 6
    assert len(rows_with(chart, "point", "place", "name")) == 3
    assert [box[4] for box in text_boxes(chart.drawing(1000))].count("no score") == 3


def test_right_is_better_for_measures_of_either_direction(base):
    found = walk(base, MANCHESTER)
    rows = {
        row["name"]: row
        for row in rows_with(measures_chart(base, found, found.steps[INCLUSION]), "point", "place", "name")
    }
    claimants = rows["Claimant count"]
    # 4.9 % claim here and 4.0 % in England: worse, so to the left of it.
    assert claimants["place"] < claimants["comparator"]
    births = {
        row["name"]: row for row in rows_with(measures_chart(base, found, found.steps[0]), "point", "place", "name")
    }
    assert births["Business births"]["place"] > births["Business births"]["comparator"]


def test_below_a_rank_stands_how_far_it_moves(base):
    found = walk(base, MANCHESTER)
    rows = rows_with(measures_chart(base, found, found.steps[EMPLOYMENT]), "point", "place", "name")
    rate, jobs = found.steps[EMPLOYMENT].stands
    assert [row["moves"] for row in rows] == [titles.range_cell(rate.ranked), "no interval"]
    assert [row["slim"] for row in rows] == [
        f"{wording.ordinal(rate.ranked.rank)} ({titles.range_cell(rate.ranked)})",
        words.rank(jobs.rank),
    ]
    dimensions = rows_with(dimensions_chart(base, found), "point", "place", "name")
    assert dimensions[0]["moves"] == titles.range_cell(found.steps[0].level_range)


def test_a_whisker_is_drawn_only_where_an_interval_is_known(base):
    chart = measures(base, MANCHESTER, INCLUSION)
    whiskers = rows_with(chart, "rule", "cap")
    assert len(whiskers) == 4  # two ends of two measures; claimants have none
    # 23.2 to 26.2 around 24.7: the ends stand on both sides of the dot.
    inactivity = next(r for r in rows_with(chart, "point", "place", "name") if r["name"] == "Economic inactivity")
    assert inactivity["from"] < inactivity["place"] < inactivity["to"]


def test_nobody_beside_the_place_means_no_diamond(base):
    assert (
        len(marks(measures(base, MANCHESTER, 0), "point"))
        == len(marks(measures(base, MANCHESTER, 0, comparator=None), "point")) + 2
    )


def test_a_track_is_cut_at_the_outer_fences_of_its_set():
    # Quartiles 2 and 4 (1, 2, 3, 4, 100): fences at 2 - 3 x 2 = -4, so the lowest, and 4 + 3 x 2 = 10.
    track = cut_track(np.array([1.0, 2.0, 3.0, 4.0, 100.0]), [], flipped=False)
    assert (track.low, track.high, track.middle, track.beyond) == (1.0, 10.0, (2.0, 4.0), 1)
    assert track.outside(100.0) and track.at(100.0) == 1.0
    flipped = cut_track(np.array([1.0, 2.0, 3.0, 4.0, 100.0]), [0.0], flipped=True)
    assert (flipped.low, flipped.at(0.0)) == (0.0, 1.0)


def test_a_place_beyond_its_track_is_a_triangle(base):
    chart = measures(base, CITY, 0)
    assert {row["shape"] for row in rows_with(chart, "point", "place", "name")} >= {"triangle-right"}
    assert "Triangles lie beyond" in chart.subtitle


def test_of_more_districts_than_fit_the_highest_and_the_lowest_are_drawn_and_the_table_has_all(base):
    found = next(s for s in walk(base, MANCHESTER).spreads if s.indicator == "gdhi-per-head")
    chart = districts_chart(base, found, most=8)
    names = [row["name"] for row in rows_with(chart, "point", "x", "name")]
    assert (names[0], names[-1], len(names)) == ("Trafford", "Oldham", 8)
    assert "The 4 highest and 4 lowest of 10; the table has all." in chart.subtitle
    assert len(chart.table) == 10


def test_a_lower_quadrant_keeps_its_places_inside_its_plot(base):
    found = walk(base, MANCHESTER)
    usual, low = (quadrant_chart(base, found.monitor, "level", found, **how) for how in ({}, {"tall": 170}))
    assert usual.plot.height - low.plot.height == 360 - 170
    dots = [row["y"] for rows in marks(low, "point") for row in rows]
    assert len(dots) == 19 and 62 <= min(dots) < max(dots) <= 62 + 170


# ---- quadrant ---------------------------------------------------------------------------------------------------------


def test_every_place_with_both_scores_is_a_dot_and_the_chosen_one_is_dark_blue(base):
    chart = quadrant(base, LEEDS, "level")
    dots = [layer for layer in chart.plot.layers if layer.mark == "point"]
    assert [len(layer.rows) for layer in dots] == [37, 1]
    assert dots[1].style["fill"] == theme.THIS_PLACE
    assert dots[1].rows[0]["name"] == "Leeds City Region"


def test_places_without_a_score_are_counted(base):
    chart = quadrant(base, SCILLY, "level")
    assert "2 places without a score left out" in chart.subtitle
    assert chart.title == "By level: the Isles of Scilly has no score"
    assert [len(layer.rows) for layer in chart.plot.layers if layer.mark == "point"] == [151]


def test_the_middles_halve_the_places(base):
    chart = quadrant(base, MANCHESTER, "level")
    dashed = next(layer for layer in chart.plot.layers if layer.style.get("strokeDash"))
    xs = [row["x"] for layer in chart.plot.layers if layer.mark == "point" for row in layer.rows]
    assert sum(x < dashed.rows[0]["x"] for x in xs) == sum(x > dashed.rows[0]["x"] for x in xs) == 9


def test_a_title_says_too_close_to_call_rather_than_a_side(base):
    assert (
        quadrant(base, MANCHESTER, "level").title == "By level: prosperity above the middle, inclusion below the middle"
    )
    assert quadrant(base, MANCHESTER, "change").title == "By change 2018 to 2023: too close to call on both themes"
    assert quadrant(base, LEEDS, "level").title == "By level: prosperity too close to call, inclusion below the middle"


def test_a_correlation_that_two_mirrored_measures_carry_is_titled_so(base):
    monitor = monitor_of(base, geography_set(base, "lep"), usual_options(base))
    without = monitor.association_without("change")
    assert not any(without[key].pearson.told_apart for key in ("employment-rate", "economic-inactivity-rate"))
    assert KINDS["quadrant of no place"](base).title == (
        "By change 2018 to 2023: prosperity and inclusion go together only while employment and inactivity are both in"
    )
    assert quadrant_chart(base, monitor, "level").title == "By level: prosperity and inclusion go together"


class Told:
    """A set of which only the correlations are asked."""

    def __init__(self, pearson, spearman, without=None):
        self.found, self.without = Association(pearson, spearman), without or {}

    def association(self, _what):
        return self.found

    def association_without(self, _what):
        return {key: Association(found, found) for key, found in self.without.items()}


def coefficient(value):
    return Correlation(value, value - 0.2, value + 0.2, 30, 0.36)


@pytest.mark.parametrize(
    ("pearson", "spearman", "without", "said"),
    [
        (0.2, -0.1, (0.2, 0.2), "a correlation of prosperity and inclusion cannot be told apart from none"),
        (0.5, 0.5, (0.1, 0.2), "prosperity and inclusion go together only while employment and inactivity are both in"),
        (0.5, 0.5, (0.1, 0.4), "prosperity and inclusion go together"),
        (0.5, 0.5, (0.5, 0.1), "prosperity and inclusion go together"),
        (-0.5, -0.4, (-0.5, -0.5), "prosperity and inclusion run against each other"),
        (0.5, 0.2, (0.5, 0.5), "prosperity and inclusion go together by only one of two coefficients"),
    ],
)
def test_what_is_said_of_a_correlation(pearson, spearman, without, said):
    left_out = dict(zip(words.MIRROR, map(coefficient, without), strict=True))
    assert titles.verdict(Told(coefficient(pearson), coefficient(spearman), left_out), "change") == said


def test_titles_give_ranks_and_no_verdict(base):
    found = walk(base, MANCHESTER)
    ranks = [step.level_rank[0] for step in found.steps]
    title = dimensions_chart(base, found).title
    assert title.startswith(f"Between {wording.ordinal(min(ranks))} of 19 (") and wording.ordinal(max(ranks)) in title
    assert measures_chart(base, found, found.steps[INCOMES]).title == (
        "Household income per head: 11th of 19; child poverty before housing: 16th"
    )


def test_corners_and_cells_name_the_side_of_the_middle_for_change_as_for_level(base):
    for what in ("level", "change"):
        texts = {box[4] for box in text_boxes(quadrant(base, MANCHESTER, what).drawing(1000))}
        assert {"prosperity above the middle", "inclusion below the middle"} <= texts
    assert titles.together(["upper half", "lower half"]) == "prosperity above the middle, inclusion below the middle"
    assert titles.together(["upper half", "too close to call"]) == (
        "prosperity above the middle, inclusion too close to call"
    )
    assert titles.together(["too close to call"] * 2) == "too close to call"
    assert titles.together(["", "lower half"]) == "a score is missing"


def test_where_nothing_changed_is_a_line_in_the_quadrant_of_change_alone(base):
    assert "Solid: no change." in quadrant(base, MANCHESTER, "change").subtitle
    assert "Solid" not in quadrant(base, MANCHESTER, "level").subtitle


def test_ticks_of_a_change_are_signed_and_not_rounded(base):
    texts = [box[4] for box in text_boxes(quadrant(base, MANCHESTER, "change").drawing(640))]
    assert {"−2.5", "0", "+2.5", "+7.5"} <= set(texts)


def test_the_chosen_place_is_named_first_and_a_name_that_does_not_fit_is_left_out():
    places = [{"code": str(i), "x": i / 20, "y": float(7 * i % 53)} for i in range(20)]
    named = named_places(places, "7", 60.0, lambda place: int(place["code"]) % 2 == 1)
    assert named[0]["code"] == "7"
    assert all(int(place["code"]) % 2 for place in named)
    assert len(named) == len({place["code"] for place in named}) > 3
    assert named_places(places, "8", 60.0, lambda _: False) == []


@pytest.mark.parametrize("width", [290, 600, 1000])
@pytest.mark.parametrize("what", ["level", "change"])
@pytest.mark.parametrize("code", [MANCHESTER, LEEDS, BRISTOL, KENT_DISTRICT])
def test_no_name_covers_a_dot(base, code, what, width):
    drawing = quadrant(base, code, what).drawing(width)
    centres = [((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0), (x1, y1) in circles(drawing)]
    names = {wording.label(area) for area in base.areas.values()}
    boxes = [box for box in text_boxes(drawing) if box[4] in names]
    assert width == 290 or boxes
    assert not [(box[4], x, y) for box in boxes for x, y in centres if box[0] < x < box[2] and box[1] < y < box[3]]


def circles(drawing):
    """The boxes of a quadrant's dots; places are its only circles."""
    return [points for points, looks, text in drawn_marks(drawing) if not text and is_dot(points)]


def is_dot(points):
    (x0, y0), (x1, y1) = points[0], points[-1]
    return len(points) == 2 and x1 - x0 == pytest.approx(y1 - y0) and 4 < x1 - x0 < 30


def test_too_few_places_make_no_quadrant(base):
    found = walk(base, MANCHESTER)
    scores = found.monitor.level.themes
    few = replace(found.monitor, level=replace(found.monitor.level, themes={k: np.full(19, np.nan) for k in scores}))
    with pytest.raises(EvidenceError, match="a quadrant needs at least 4"):
        quadrant_chart(base, few, "level")


# ---- districts --------------------------------------------------------------------------------------------------------


def test_districts_stand_from_the_highest_and_both_ends_are_dark(base):
    chart = spread(base, MANCHESTER, "gdhi-per-head")
    points = [layer for layer in chart.plot.layers if layer.mark == "point"]
    assert [row["name"] for row in points[0].rows][0::9] == ["Trafford", "Oldham"]
    assert [row["name"] for row in points[1].rows] == ["Trafford", "Oldham"]
    # 28,557 / 18,084 = 1.58
    assert chart.title == "Highest in Trafford: 1.6 times the lowest, in Oldham"
    assert "Greater Manchester £20,813" in [box[4] for box in text_boxes(chart.drawing(1000))]


def test_of_very_many_districts_both_ends_are_drawn_and_the_table_has_all(base):
    found = walk(base, "E12000008")  # the South East: 64 districts
    chart = districts_chart(base, next(s for s in found.spreads if s.indicator == "gdhi-per-head"))
    drawn = max(len(layer.rows) for layer in chart.plot.layers if layer.mark == "point")
    assert (drawn, len(chart.table)) == (30, 64)
    assert "The 15 highest and 15 lowest of 64; the table has all." in chart.subtitle


def test_deprived_neighbourhoods_are_set_against_an_even_spread(base):
    assert (
        deprived_chart(base, MANCHESTER).title
        == "23% of its neighbourhoods are in the most deprived tenth, above an even spread"
    )
    with pytest.raises(EvidenceError, match="one district"):
        deprived_chart(base, KENT_DISTRICT)
