"""What the interactive map sends to the browser, caught where streamlit-folium hands it to Streamlit."""

import json
import re
from dataclasses import replace

import pytest
import streamlit_folium

from evidence.coordination.register import open_register
from evidence.errors import EvidenceError
from evidence.show.activity_layer import activity_layer, marks_of
from evidence.show.map_layer import ActivityMarks, MapLayer, MapPoint, layer_of
from evidence.show.maps import BROWSER_FOLDER, base_map, packed_marks, recolour, selected_activity, selected_code
from evidence.show.theme import css_font

COLOURS = ("#eeeeee", "#88aacc", "#12436d")
LAYER = MapLayer("0x21", ("£30.10", "not published here", "£41.00", "£36.40"), COLOURS, "GVA per hour", "E1", ("E2",))


@pytest.fixture
def sent(monkeypatch):
    """Everything that one run sends for this layer, as keyword arguments of the component."""

    def send(layer=LAYER, geometry="../app.outlines/lep.0123456789.geojson", **settings):
        chart = base_map(geometry, "../app.leaflet", "../app.script/", height=500, label="Map", **settings)
        return streamlit_folium.st_folium(
            chart, key="map", returned_objects=[], height=500, feature_group_to_add=recolour(layer)
        )

    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **arguments: arguments)
    return send


def unpacked(arguments):
    """The layer as the browser's script reads it, with the text of each area."""
    packed = json.loads(re.search(r"evidenceMap\.recolour\((\{.*\})\);", arguments["feature_group"]).group(1))
    texts, width = packed["texts"].split("\n"), len(packed["index"]) // len(packed["classes"])
    numbers = [packed["index"][i : i + width] for i in range(0, len(packed["index"]), width)]
    return packed | {"values": [texts[int(number, 36)] for number in numbers]}


def test_another_indicator_changes_nothing_but_the_layer(sent):
    first = sent()
    second = sent(replace(LAYER, classes="1111", title="Pay", focus="E2"))
    changed = {name for name in first if name not in ("feature_group", "on_change") and first[name] != second[name]}
    assert changed == set()
    assert first["feature_group"] != second["feature_group"]


def test_another_geography_is_another_map(sent):
    assert sent()["key"] != sent(geometry="../app.outlines/district.9876543210.geojson")["key"]


def test_the_map_has_the_name_that_our_script_calls_it_by():
    chart = base_map("g.geojson", "leaflet", "script", height=500, label="Map")
    assert chart.get_name() == "map_div"
    assert "evidenceMap.start(map_div," in chart.get_root().render()


def test_the_browser_is_sent_to_no_other_server(sent):
    arguments = sent()
    assert arguments["js_links"][0] == "../app.leaflet/leaflet.js"
    assert arguments["js_links"][1].startswith("../app.script/recolour.js?v=")
    assert arguments["css_links"] == ["../app.leaflet/leaflet.css"]
    assert "//" not in json.dumps({name: value for name, value in arguments.items() if name != "on_change"})


def test_the_only_foreign_addresses_in_our_script_are_the_optional_background_and_its_credit():
    script = (BROWSER_FOLDER / "recolour.js").read_text(encoding="utf-8")
    addresses = re.findall(r"https?://[^/\"]+", script)
    assert sorted(set(addresses)) == ["https://tile.openstreetmap.org", "https://www.openstreetmap.org"]
    assert "if (settings.tiles) addTiles();" in script


def test_classes_and_texts_arrive_area_by_area(sent):
    layer = unpacked(sent())
    assert layer["classes"] == "0x21"
    assert layer["values"] == list(LAYER.values)
    assert (layer["selected"], layer["comparators"], layer["focus"]) == ("E1", ["E2"], None)


def test_texts_of_many_areas_are_told_apart(sent):
    values = tuple(f"{number}.5 %" for number in range(2000))
    assert unpacked(sent(MapLayer("0" * 2000, values, COLOURS, "Many")))["values"] == list(values)


def test_a_switch_of_all_districts_stays_under_ten_kilobytes(sent):
    values = tuple(f"£{30 + number / 7:.2f}" for number in range(361))
    arguments = sent(MapLayer("01x" * 120 + "2", values, COLOURS, "GVA per hour worked"))
    del arguments["on_change"]
    assert len(json.dumps(arguments)) < 10_000


def test_a_text_cannot_break_out_of_the_script(sent):
    values = ("</script><b>", "{{ 'map_div' }}", 'say "no"\n`${1}`', "\\u0041 \\")
    arguments = sent(replace(LAYER, values=values))
    assert "</script" not in arguments["feature_group"]
    assert unpacked(arguments)["values"] == [" ".join(value.split()) for value in values]


def test_settings_reach_the_browser_only_where_they_differ(sent):
    plain, tiled = sent()["script"], sent(tiles=True, canvas=True, home=(-6.4, 49.9, 1.8, 55.8))["script"]
    assert '"tiles":false,"canvas":false' in plain and '"home":null' in plain
    assert '"tiles":true,"canvas":true' in tiled and '"home":[[49.9,-6.4],[55.8,1.8]]' in tiled


@pytest.mark.parametrize(
    ("classes", "values", "complaint"),
    [("01", ("a",), "2 classes but 1 values"), ("03", ("a", "b"), "classes 3"), ("0y", ("a", "b"), "classes y")],
)
def test_a_layer_that_does_not_fit_is_refused(classes, values, complaint):
    with pytest.raises(EvidenceError, match=complaint):
        MapLayer(classes, values, COLOURS, "Pay")


def test_an_area_without_a_class_is_no_data_with_its_reason():
    layer = layer_of(
        ["E1", "E2", "E3"],
        classes={"E3": 2},
        values={"E3": "£41.00", "E2": "too few people asked"},
        colours=COLOURS,
        title="Pay",
        no_data="not published",
    )
    assert layer.classes == "xx2"
    assert layer.values == ("not published", "too few people asked", "£41.00")


@pytest.mark.parametrize(
    ("result", "code"),
    [
        ({"selected": "E06000001", "at": 1}, "E06000001"),
        ({}, None),
        (None, None),
        ("E06000001", None),
        ({"selected": 3}, None),
        ({"selected": ""}, None),
        ({"zoom": 5}, None),
    ],
)
def test_only_a_click_on_an_area_is_a_choice(result, code):
    assert selected_code(result) == code


def test_the_typeface_list_is_valid_css():
    assert all(re.fullmatch(r"'[^']+'|[a-z-]+", name) for name in css_font().split(", "))


def test_reasons_that_name_their_own_area_are_sent_once():
    layer = replace(LAYER, classes="xx21", values=("Ash is part of Kent", "Elm is part of Kent", "£41.00", "£36.40"))
    packed = recolour(layer, ("Ash", "Elm", "Oak", "Yew"))._children
    line = next(iter(packed.values())).line
    assert line.count("is part of Kent") == 1
    assert "{name} is part of Kent" in line


BOARDS = ("growth hub", "4 neighbourhood boards")
MARKS = ActivityMarks((BOARDS, (), BOARDS, ("charter",)), "nothing on record", "Dots mark areas")


def on_record(marks):
    """What is on record at each area, as the browser's script reads it."""
    phrases, width = marks["phrases"].split("\n"), marks["width"]

    def numbers(text, wide):
        return [int(text[i : i + wide], 36) for i in range(0, len(text), wide)] if text else []

    sets = [tuple(phrases[place] for place in numbers(text, width)) for text in marks["sets"].split("\n")]
    return [sets[place] for place in numbers(marks["index"], len(marks["index"]) // len(MARKS.on_record))]


def test_a_map_without_activities_sends_none(sent):
    assert "marks" not in unpacked(sent())


def test_what_is_on_record_arrives_area_by_area(sent):
    marks = unpacked(sent(replace(LAYER, activity=MARKS)))["marks"]
    assert on_record(marks) == [BOARDS, (), BOARDS, ("charter",)]
    assert (marks["nothing"], marks["words"], marks["reached"]) == ("nothing on record", "Dots mark areas", [])
    assert marks["phrases"].count("growth hub") == 1


def test_hundreds_of_phrases_are_told_apart():
    many = tuple((f"{n} boards", f"{n + 1} hubs") for n in range(4))
    assert on_record(packed_marks(replace(MARKS, on_record=many))) == list(many)
    all_empty = packed_marks(replace(MARKS, on_record=((),) * 4))
    assert on_record(all_empty) == [()] * 4


def test_a_point_and_a_chosen_activity_arrive(sent):
    point = MapPoint(53.48123, -2.24, "The </script> Hub", "hub")
    marks = replace(MARKS, reached=("E1", "E2"), chosen="hub", name="The Hub", points=(point,))
    arguments = sent(replace(LAYER, activity=marks))
    assert "</script" not in arguments["feature_group"]
    arrived = unpacked(arguments)["marks"]
    assert (arrived["reached"], arrived["chosen"]) == (["E1", "E2"], "hub")
    assert arrived["points"] == [[53.4812, -2.24, "hub", "The </script> Hub"]]


def test_all_activities_of_all_districts_stay_under_twenty_kilobytes(base):
    codes = tuple(area.code for area in base.areas_of("district"))
    layer = activity_layer(base, open_register(base), "district")
    assert len(layer.on_record) > 300
    assert len(json.dumps(packed_marks(marks_of(layer, codes)))) < 20_000


def test_marks_of_other_outlines_are_refused():
    with pytest.raises(EvidenceError, match="4 classes but 1 areas with activities"):
        replace(LAYER, activity=replace(MARKS, on_record=((),)))


@pytest.mark.parametrize(
    ("result", "slug"), [({"activity": "hub", "at": 1}, "hub"), ({"selected": "E1"}, None), (None, None)]
)
def test_only_a_click_on_a_point_chooses_an_activity(result, slug):
    assert selected_activity(result) == slug
