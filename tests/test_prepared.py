"""Outlines projected once."""

import pytest

from evidence.errors import EvidenceError
from evidence.show.prepared import prepare, prepared_map
from tests.test_static_maps import OUTLINES


def test_names_paths_boxes_and_middles_are_in_the_order_of_the_outlines():
    made = prepare(OUTLINES)
    assert list(made.names.items()) == [("A", "Small & Sons"), ("B", "Large"), ("C", "Far <away>")]
    assert len(made.paths) == len(made.boxes) == len(made.middles) == 3
    for (west, north, east, south), (x, y) in zip(made.boxes, made.middles, strict=True):
        assert west < x < east
        assert north < y < south


def test_large_areas_are_drawn_before_small_ones_that_they_would_cover():
    assert prepare(OUTLINES).drawing_order[0] == 1


def test_the_length_of_a_degree_is_that_of_the_national_grid():
    # A tenth of a degree of latitude is 11.1 km anywhere; steps are 100 m.
    west, north, east, south = prepare(OUTLINES).boxes[0]
    assert south - north == pytest.approx(111.3, abs=1.0)
    assert east - west < south - north


def test_a_geography_is_prepared_once_in_the_process(base):
    folder = base.folder / "places" / "outlines"
    assert prepared_map(folder, "region") is prepared_map(folder, "region")
    assert len(prepared_map(folder, "region").paths) == 9


def test_an_unknown_geography_is_refused_with_those_that_are_held(base):
    with pytest.raises(EvidenceError, match=r"0 outline files for the geography 'parish'.*district"):
        prepared_map(base.folder / "places" / "outlines", "parish")
