"""A plot in Vega-Lite: only what the browser needs, worked by hand for one small layer."""

from evidence.show.chart_parts import drawn, layer
from evidence.show.vega_lite import vega_lite

ROWS = [{"at": 0.5, "kept": True, "name": "Kent", "note": "not drawn"}, {"at": 1.0, "kept": False, "name": "Hull"}]


def spec_of(**more):
    dots = layer(ROWS, "point", "datum.at * width", "20", fill="#12436D", **more)
    return vega_lite(drawn([dots], height=40.2, alt_text="Two dots", width=None))


def test_a_plot_fills_its_container_and_carries_its_text_alternative():
    spec = spec_of()
    assert (spec["width"], spec["height"], spec["description"]) == ("container", 41, "Two dots")
    assert spec["config"]["mark"] == {"aria": False}


def test_places_are_worked_out_by_the_browser_and_used_without_a_scale():
    found = spec_of()["layer"][0]
    assert found["mark"] == {"type": "point", "fill": "#12436D"}
    assert found["transform"] == [{"calculate": "datum.at * width", "as": "px"}, {"calculate": "20", "as": "py"}]
    assert found["encoding"]["x"] == {"field": "px", "type": "quantitative", "scale": None, "axis": None}


def test_rows_are_filtered_first_and_carry_only_the_columns_in_use():
    found = spec_of(where="datum.kept", tips={"Place": "name"})["layer"][0]
    assert found["transform"][0] == {"filter": "datum.kept"}
    assert found["data"]["values"] == [
        {"at": 0.5, "kept": True, "name": "Kent"},
        {"at": 1.0, "kept": False, "name": "Hull"},
    ]
    assert found["encoding"]["tooltip"] == [{"field": "name", "type": "nominal", "title": "Place"}]


def test_a_tip_without_a_heading_stands_alone_and_a_second_end_follows_its_first():
    found = spec_of(tips={"": "name"}, x2="width")["layer"][0]
    assert found["encoding"]["tooltip"] == {"field": "name", "type": "nominal"}
    assert found["encoding"]["x2"] == {"field": "px2"}


def test_texts_and_colours_are_read_from_their_columns():
    found = spec_of(fields={"text": "name", "fill": "name", "size": "at"})["layer"][0]["encoding"]
    assert found["text"] == {"field": "name", "type": "nominal"}
    assert found["fill"] == {"field": "name", "type": "nominal", "scale": None, "legend": None}
    assert found["size"] == {"field": "at", "type": "quantitative", "scale": None, "legend": None}
