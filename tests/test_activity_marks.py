"""Activities drawn on paper: three squares in a row, and what surrounds them together."""

import re

import geopandas
import pytest
import shapely

from evidence.show.activity_marks import key_lines, marks_drawing, marks_key, outer_line, symbol_address
from evidence.show.map_layer import ActivityMarks, MapPoint
from evidence.show.prepared import UNIT, prepare

SQUARES = geopandas.GeoDataFrame(
    {"name": ["West", "Middle", "East"]},
    index=["A", "B", "C"],
    geometry=[shapely.box(450_000 + 10_000 * i, 280_000, 460_000 + 10_000 * i, 290_000) for i in range(3)],
    crs="EPSG:27700",
)
MARKS = ActivityMarks((("growth hub",), (), ("charter",)), "nothing on record", "Dots mark areas", "Note.")


@pytest.fixture(scope="module")
def prepared():
    return prepare(SQUARES)


def length(path):
    """The length of the lines of a path with absolute corners, in steps."""
    lines = [[tuple(map(float, corner.split())) for corner in line.split("L")] for line in path.split("M")[1:]]
    return sum(shapely.LineString(line).length for line in lines)


def test_the_outer_line_leaves_out_the_border_between_two_areas(prepared):
    side = 10_000 / UNIT
    assert length(outer_line(prepared.paths[:1])) == 4 * side
    assert length(outer_line(prepared.paths[:2])) == 6 * side
    assert length(outer_line(prepared.paths)) == 8 * side
    assert length(outer_line([prepared.paths[0], prepared.paths[2]])) == 8 * side


def test_areas_that_lie_together_are_surrounded_by_one_line(prepared):
    assert outer_line(prepared.paths).count("M") == 1
    assert outer_line([prepared.paths[0], prepared.paths[2]]).count("M") == 2
    assert outer_line([]) == ""


def test_only_areas_with_something_on_record_carry_a_dot(prepared):
    drawn = marks_drawing(prepared, MARKS, 1.0)
    assert drawn.count("<circle") == 2
    assert "stroke-dasharray" not in drawn


def test_what_the_chosen_activity_reaches_is_dashed_on_white(prepared):
    drawn = marks_drawing(prepared, ActivityMarks(((),) * 3, "", "", reached=("A", "B"), name="Hub"), 1.0)
    assert drawn.index('stroke="#FFFFFF"') < drawn.index("stroke-dasharray")
    assert drawn.count("<circle") == 0


def test_the_chosen_point_is_the_larger_and_lies_on_top(prepared):
    points = (MapPoint(52.42, -1.2, "Chosen", "chosen"), MapPoint(52.42, -1.1, "Other", "other"))
    drawn = marks_drawing(prepared, ActivityMarks(((),) * 3, "", "", chosen="chosen", points=points), 1.0)
    diamonds = [tuple(map(float, found)) for found in re.findall(r'd="M(\S+) (\S+)l(\S+) ', drawn)]
    assert [half for _, _, half in diamonds] == [4.5, 7.0]
    east, north, half = diamonds[1]
    expected = geopandas.GeoSeries([shapely.Point(-1.2, 52.42)], crs="EPSG:4326").to_crs("EPSG:27700")[0]
    assert (east, north + half) == pytest.approx((expected.x / UNIT, -expected.y / UNIT), abs=0.1)


def test_the_key_has_a_line_for_each_kind_of_mark_that_is_there():
    assert [name for name, _ in key_lines(MARKS)] == ["dot"]
    assert key_lines(ActivityMarks(((),) * 3, "", "")) == ()
    point = MapPoint(52.42, -1.2, "Hub", "hub")
    whole = ActivityMarks(MARKS.on_record, "", "", reached=("A",), name="Hub & Co", points=(point,))
    assert [name for name, _ in key_lines(whole)] == ["dot", "dashes", "diamond"]
    drawn, end = marks_key(whole, (0, 100))
    assert end > 150
    assert "Hub &amp; Co" in drawn


@pytest.mark.parametrize("name", ["dot", "dashes", "diamond"])
def test_a_symbol_is_a_picture_that_nothing_has_to_be_fetched_for(name):
    assert symbol_address(name).startswith("data:image/svg+xml,%3Csvg")
    assert "<" not in symbol_address(name)
