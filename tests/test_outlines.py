"""Outlines: four invented square districts, two by two, dissolved into larger areas."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.places.outlines import bounds_of, build_outlines, outline_file, read_outlines

NAMES = {"D1": "Northwest", "D2": "Northeast", "D3": "Southwest", "D4": "Southeast", "L1": "West & Co", "L2": "South"}
MEMBERSHIP = {
    "district": {"D1": ["D1"], "D2": ["D2"], "D3": ["D3"], "D4": ["D4"]},
    "lep": {"L2": ["D3", "D4"], "L1": ["D1", "D3"]},
}
CORNERS = {"D1": (0, 1), "D2": (1, 1), "D3": (0, 0), "D4": (1, 0)}


def write_squares(path: Path, gap: float = 0.0) -> Path:
    """Four squares of 0.1 degree as TopoJSON; D1's southern side has a notch as deep as `gap`, 0.02 degree wide."""
    arcs, geometries = [], []
    for place, (code, (column, row)) in enumerate(CORNERS.items()):
        west, south = -2 + column / 10, 52 + row / 10
        inner = gap if code == "D1" else 0
        arcs.append(
            [
                [west, south],
                [west + 0.04, south],
                [west + 0.05, south + inner],
                [west + 0.06, south],
                [west + 0.1, south],
                [west + 0.1, south + 0.1],
                [west, south + 0.1],
                [west, south],
            ]
        )
        properties = {"code": code, "name": NAMES[code]}
        geometries.append({"type": "Polygon", "arcs": [[place]], "properties": properties})
    objects = {"districts": {"type": "GeometryCollection", "geometries": geometries}}
    path.write_text(json.dumps({"type": "Topology", "arcs": arcs, "objects": objects}))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build_outlines(write_squares(tmp_path / "squares.topojson"), MEMBERSHIP, NAMES, tmp_path / "outlines")
    return tmp_path / "outlines"


def test_the_boundary_between_two_districts_of_one_area_vanishes(folder):
    leps = read_outlines(outline_file(folder, "lep"))
    south = leps.geometry["L2"]
    assert south.geom_type == "Polygon"
    assert south.area == pytest.approx(0.02)
    assert south.length == pytest.approx(0.6)


def test_a_district_in_two_partnerships_is_drawn_in_both(folder):
    leps = read_outlines(outline_file(folder, "lep"))
    assert leps.geometry["L1"].intersection(leps.geometry["L2"]).area == pytest.approx(0.01)


def test_areas_come_in_the_order_of_their_codes_with_their_names(folder):
    leps = read_outlines(outline_file(folder, "lep"))
    assert list(leps.index) == ["L1", "L2"]
    assert list(leps["name"]) == ["West & Co", "South"]
    assert leps.crs.to_epsg() == 4326


def test_the_same_input_gives_the_same_file_and_an_older_one_is_removed(folder, tmp_path):
    first = outline_file(folder, "lep")
    stale = folder / "lep.0123456789.geojson"
    stale.write_text("{}")
    again = build_outlines(tmp_path / "squares.topojson", MEMBERSHIP, NAMES, folder)
    assert again["lep"].name == first.name
    assert not stale.exists()


def test_coordinates_have_at_most_four_decimals_and_outer_rings_run_clockwise(folder):
    features = json.loads(outline_file(folder, "district").read_text())["features"]
    ring = features[0]["geometry"]["coordinates"][0]
    assert all(round(number, 4) == number for corner in ring for number in corner)
    assert sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring)) > 0


def test_a_tiny_gap_between_neighbours_is_closed_but_a_city_inside_its_county_stays_a_hole(tmp_path):
    together = {"county": {"C": list(CORNERS)}}
    for gap, holes in ((0.02, 0), (0.09, 1)):
        topology = write_squares(tmp_path / "squares.topojson", gap=gap)
        build_outlines(topology, together, {"C": "County"}, tmp_path / "county")
        county = read_outlines(outline_file(tmp_path / "county", "county")).geometry["C"]
        assert len(county.interiors) == holes


def test_bounds_are_those_of_the_chosen_areas(folder):
    districts = read_outlines(outline_file(folder, "district"))
    assert bounds_of(districts, ["D2"]) == pytest.approx((-1.9, 52.1, -1.8, 52.2))
    assert bounds_of(districts) == pytest.approx((-2, 52, -1.8, 52.2))
    with pytest.raises(EvidenceError, match="D9"):
        bounds_of(districts, ["D9"])


def test_every_fault_of_the_membership_is_listed_at_once(tmp_path):
    topology = write_squares(tmp_path / "squares.topojson")
    faulty = {"lep": {"L1": ["D1", "D9"], "L7": ["D1"], "L2": []}}
    with pytest.raises(EvidenceError) as refusal:
        build_outlines(topology, faulty, NAMES, tmp_path / "outlines")
    assert len(refusal.value.problems) == 3
    assert not (tmp_path / "outlines").exists()


def test_a_geography_that_was_not_built_is_refused_with_those_that_were(folder):
    with pytest.raises(EvidenceError, match="district, lep"):
        outline_file(folder, "ward")
