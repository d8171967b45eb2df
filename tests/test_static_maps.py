"""Maps for paper: three invented districts near the middle of England, one inside the box of another."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import geopandas
import pytest
import shapely

from evidence.errors import EvidenceError
from evidence.show import theme
from evidence.show.map_layer import MapLayer
from evidence.show.png import as_png
from evidence.show.prepared import prepare
from evidence.show.static_maps import describe, static_map

SVG = "{http://www.w3.org/2000/svg}"
OUTLINES = geopandas.GeoDataFrame(
    {"name": ["Small & Sons", "Large", "Far <away>"]},
    index=["A", "B", "C"],
    geometry=[
        shapely.box(-1.6, 52.4, -1.5, 52.5),
        shapely.box(-1.8, 52.2, -1.3, 52.7),
        shapely.box(-1.6, 55, -1.5, 55.1),
    ],
    crs="EPSG:4326",
)
LAYER = MapLayer("01x", ("£30.10", "£41.00", "not published"), ("#EEEEEE", "#12436D"), "Pay")
WORDS = {
    "title": "Pay < England & falling",
    "subtitle": "Median weekly pay, £, 2024.",
    "source": "Source: Office for National Statistics",
    "legend": [("#EEEEEE", "up to £35"), ("#12436D", "over £35"), (theme.NO_DATA, "not published")],
}


@pytest.fixture(scope="module")
def prepared():
    return prepare(OUTLINES)


def areas(svg):
    """Fill of every area drawn, in drawing order."""
    inner = ElementTree.fromstring(svg).find(f"{SVG}svg/{SVG}g")
    return [path.get("fill") for path in inner.findall(f"{SVG}path")]


def words(svg):
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_areas_are_drawn_at_their_true_size_in_metres(prepared):
    # 0.1 degree at 52.45 north: 111.26 km * 0.1 from south to north, 67.9 km * 0.1 from west to east.
    west, north, east, south = prepared.boxes[0]
    assert (south - north) * 0.1 == pytest.approx(11.13, abs=0.15)
    assert (east - west) * 0.1 == pytest.approx(6.80, abs=0.15)


def test_the_smaller_of_two_areas_that_overlap_lies_on_top(prepared):
    fills = areas(static_map(prepared, LAYER, **WORDS))
    assert fills.index("#12436D") < fills.index("#EEEEEE")


def test_an_area_without_a_figure_is_hatched(prepared):
    svg = static_map(prepared, LAYER, **WORDS)
    hatch = [fill for fill in areas(svg) if fill.startswith("url(#")]
    assert len(hatch) == 1
    assert f'id="{hatch[0][5:-1]}"' in svg


def test_a_crop_draws_the_area_and_its_neighbours_but_nothing_far_away(prepared):
    whole = static_map(prepared, LAYER, **WORDS)
    crop = static_map(prepared, replace(LAYER, focus="A"), **WORDS)
    assert (len(areas(whole)), len(areas(crop))) == (3, 2)


def test_the_chosen_area_is_outlined_last_and_named_in_legend_and_description(prepared):
    svg = static_map(prepared, replace(LAYER, selected="A", comparators=("B",)), **WORDS)
    frames = [path.get("stroke") for path in ElementTree.fromstring(svg).findall(f"{SVG}svg/{SVG}path")]
    assert frames == ["#FFFFFF", theme.MUTED, "#FFFFFF", "#000000"]
    assert "Small & Sons" in words(svg) and "Compared with" in words(svg)
    assert "Outlined in black: Small & Sons, £30.10." in ElementTree.fromstring(svg).find(f"{SVG}desc").text


def test_words_are_escaped_and_the_map_has_a_name_for_screen_readers(prepared):
    root = ElementTree.fromstring(static_map(prepared, LAYER, **WORDS))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title.text == "Pay < England & falling"
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert "Source: Office for National Statistics" in words(static_map(prepared, LAYER, **WORDS))


def test_the_description_counts_what_is_missing(prepared):
    assert describe(prepared, LAYER, "Pay") == "Pay. Map of 3 areas. 1 of them without a figure."


def test_two_maps_in_one_document_share_no_name(prepared):
    first, second = static_map(prepared, LAYER, **WORDS), static_map(prepared, replace(LAYER, classes="10x"), **WORDS)
    assert not set(re.findall(r' id="([^"]+)"', first)) & set(re.findall(r' id="([^"]+)"', second))


def test_long_titles_are_broken_within_the_width_and_push_the_map_down(prepared):
    long = WORDS | {"title": "A title that is far too long to stand on one line of a narrow map " * 2}
    lines = len(re.findall("<tspan", static_map(prepared, LAYER, width=320, **long)))
    assert lines > len(re.findall("<tspan", static_map(prepared, LAYER, width=320, **WORDS)))


def test_a_legend_stands_below_a_narrow_map(prepared):
    root = ElementTree.fromstring(static_map(prepared, LAYER, width=320, **WORDS))
    drawing = root.find(f"{SVG}svg")
    lower_edge = float(drawing.get("y")) + float(drawing.get("height"))
    swatches = [rect for rect in root.findall(f"{SVG}rect") if rect.get("width") == "20"]
    assert len(swatches) == 3
    assert all(float(swatch.get("y")) > lower_edge for swatch in swatches)


def test_the_same_map_gives_the_same_bytes(prepared):
    svg = static_map(prepared, LAYER, **WORDS)
    assert svg == static_map(prepare(OUTLINES), LAYER, **WORDS)
    image = as_png(svg, 1)
    assert image.startswith(b"\x89PNG") and image == as_png(svg, 1)


def test_an_image_has_the_width_asked_for(prepared):
    image = as_png(static_map(prepared, LAYER, width=400, **WORDS), 2)
    assert int.from_bytes(image[16:20], "big") == 800


def test_a_layer_of_another_geography_is_refused(prepared):
    with pytest.raises(EvidenceError, match="2 classes for 3 areas"):
        static_map(prepared, MapLayer("01", ("a", "b"), LAYER.colours, "Pay"), **WORDS)
    with pytest.raises(EvidenceError, match="'Z'"):
        static_map(prepared, replace(LAYER, focus="Z"), **WORDS)
