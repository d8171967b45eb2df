"""What is taken away from a map or a profile carries its source, period and licence."""

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from evidence.analysis.profile import profile_of
from evidence.coordination.place import NOT_EMPTY
from evidence.coordination.register import open_register
from evidence.indicators.base import DATA
from evidence.places.outlines import outline_file, read_outlines
from evidence.show.activity_layer import COLUMN, activity_layer
from evidence.show.exports import (
    chart_csv,
    layer_for,
    spread_of,
    view_csv,
    view_geojson,
    view_svg,
    view_table,
)
from evidence.show.png import as_png
from evidence.show.prepared import prepare
from evidence.show.tables import profile_csv
from evidence.show.views import map_view, two_way_view

SVG = "{http://www.w3.org/2000/svg}"
GVA, NEET = "gva-per-hour-worked", "neet-or-not-known-16-17"


@pytest.fixture(scope="module")
def authorities():
    return read_outlines(outline_file(DATA / "places" / "outlines", "combined-authority"))


@pytest.fixture(scope="module")
def view(base):
    return map_view(base, GVA, "combined-authority", "2023-01-01/P1Y")


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_maps_csv_has_every_area_with_source_and_licence(base, view):
    rows = rows_of(view_csv(base, view))
    assert len(rows) == 19
    manchester = next(row for row in rows if row["area_code"] == "E47000001")
    assert (manchester["value"], manchester["period"]) == ("39.77", "2023-01-01/P1Y")
    assert all(row["source"] and row["licence"] and row["edition"] for row in rows)


def test_two_indicators_make_one_table_with_one_header(base):
    rows = rows_of(view_csv(base, two_way_view(base, GVA, NEET, "combined-authority")))
    assert len(rows) == 38
    assert {row["indicator"] for row in rows} == {GVA, NEET}


def test_the_table_twin_has_the_same_values_and_classes_as_the_map(base, view):
    table = view_table(base, view)
    assert set(table.index) == set(view.codes)
    value = next(column for column in table if column.startswith("GVA per hour"))
    assert all(view.values[code].lstrip("£").startswith(text) for code, text in table[value].items())
    two = two_way_view(base, GVA, NEET, "combined-authority")
    both = view_table(base, two)
    assert all(both.loc[code, "Both together"] == two.key[cell].words for code, cell in two.classes.items())


def test_geojson_carries_outline_figure_class_and_licence(view, authorities):
    collection = json.loads(view_geojson(view, authorities))
    manchester = next(f for f in collection["features"] if f["id"] == "E47000001")
    assert manchester["properties"][GVA] == 39.77
    assert manchester["properties"]["class"] == view.classes["E47000001"]
    assert manchester["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert "Open Government Licence" in collection["attribution"]


def test_a_place_that_is_not_on_the_map_is_shown_by_its_districts(base):
    districts = tuple(area.code for area in base.areas_of("district"))
    shown = map_view(base, GVA, "district", None)
    layer = layer_for(base, shown, districts, base.areas["E47000001"], focus=True)
    assert layer.selected is None
    assert set(layer.comparators) == set(base.members["E47000001"])
    assert set(layer.focus.split()) == set(base.members["E47000001"])


def test_the_picture_names_its_source_and_is_the_same_each_time(base, view, authorities):
    layer = layer_for(base, view, tuple(authorities.index), base.areas["E47000001"])
    svg = view_svg(view, prepare(authorities), layer)
    assert svg == view_svg(view, prepare(authorities), layer)
    assert "Open Government Licence" in svg
    assert "<desc" in svg
    assert as_png(svg, 1.0).startswith(b"\x89PNG")


def test_a_profiles_csv_has_a_sentence_for_every_finding(base):
    profile = profile_of(base, "E08000027")
    rows = rows_of(profile_csv(base, profile))
    assert len(rows) == len(profile.findings)
    assert all(row["sentence"] and row["source"] for row in rows)


def test_a_maps_chart_shows_one_indicator_as_dots_and_two_against_each_other(base, view):
    place = base.areas["E47000001"]
    one, two = spread_of(base, view, place), spread_of(base, two_way_view(base, GVA, NEET, "combined-authority"), place)
    assert one.alt != two.alt
    assert rows_of(chart_csv(one))[0]["Source and licence"]


@pytest.fixture(scope="module")
def activity(base):
    return activity_layer(base, open_register(base), "combined-authority", slug="working-well-greater-manchester")


def test_with_activities_every_twin_has_what_the_map_shows(base, view, authorities, activity):
    here = activity.text("E47000001")
    assert "growth hub" in here
    assert view_table(base, view, activity).loc["E47000001", COLUMN] == here
    rows = rows_of(view_csv(base, view, activity))
    assert len(rows) == 19
    assert {(row["area_code"], row["coordination_on_record"]) for row in rows} == {
        (code, activity.text(code)) for code in view.codes
    }
    assert {row["coordination_note"] for row in rows} == {NOT_EMPTY}
    collection = json.loads(view_geojson(view, authorities, activity))
    found = {f["id"]: f["properties"] for f in collection["features"]}
    assert found["E47000001"]["coordination_on_record"] == here
    assert [code for code, properties in found.items() if properties["reached"]] == ["E47000001"]
    assert collection["coordination_note"] == NOT_EMPTY


def test_without_activities_no_twin_speaks_of_them(base, view, authorities):
    assert COLUMN not in view_table(base, view)
    assert "coordination" not in view_csv(base, view)
    assert "coordination" not in view_geojson(view, authorities)


def test_the_picture_has_the_marks_and_what_they_do_not_say(base, view, authorities, activity):
    layer = layer_for(base, view, tuple(authorities.index), None, activity=activity, to_activity=True)
    assert layer.focus == "E47000001"
    svg = view_svg(view, prepare(authorities), replace(layer, focus=None))
    assert svg.count("<circle") == len(activity.on_record) + 1  # and the one of the key
    assert "stroke-dasharray" in svg
    words = " ".join("".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))
    said = re.sub(r"[^a-z]", "", words.lower())
    assert re.sub(r"[^a-z]", "", NOT_EMPTY.lower()) in said
    assert "reachedbyworkingwell" in said
    assert as_png(svg, 1.0).startswith(b"\x89PNG")
