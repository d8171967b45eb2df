"""Maps for documents, on the places that the project carries."""

import re
from xml.etree import ElementTree

import pytest

from evidence.errors import EvidenceError
from evidence.show.document_maps import indicator_map, locator_map, outlines_of, place_path

PRODUCTIVITY = "gva-per-hour-worked"
MANCHESTER, CUMBRIA, CAMDEN, SCILLY, ENGLAND = "E47000001", "E37000007", "E09000007", "E06000053", "E92000001"
SVG = "{http://www.w3.org/2000/svg}"


def names_on(svg: str) -> list[str]:
    return [text.text for text in ElementTree.fromstring(svg).iter(f"{SVG}text") if text.text]


def test_a_map_of_a_combined_authority_has_its_districts_by_name_and_its_outline(base):
    drawn = indicator_map(base, PRODUCTIVITY, base.area(MANCHESTER))
    assert {"Bolton", "Bury", "Oldham", "Rochdale", "Stockport", "Wigan"} <= set(names_on(drawn.svg))
    assert place_path(base, base.area(MANCHESTER))[0] in drawn.svg
    assert "Greater Manchester" in "".join(ElementTree.fromstring(drawn.svg).itertext())


def test_its_message_is_about_the_place_and_its_range_about_what_is_seen(base):
    # ONS, Subregional productivity, June 2025, 2023: Manchester £44.24 or more is highest of the ten, Oldham lowest.
    drawn = indicator_map(base, PRODUCTIVITY, base.area(MANCHESTER))
    own = {f.area_code: f.value for f in drawn.figures if f.area_code in base.members[MANCHESTER]}
    assert len(own) == 10
    assert drawn.title == "GVA per hour: highest in Manchester, lowest in Oldham"
    seen = base.observed(PRODUCTIVITY)["2023-01-01/P1Y"]
    assert min(own, key=own.get) == "E08000004" and own["E08000004"] == seen["E08000004"].value
    assert "districts, 2023" in drawn.alt and "outlined in black" in drawn.alt


def test_of_survey_figures_only_differences_that_can_be_told_are_said(base):
    # ONS, Annual Population Survey 2023: Oldham 71.9% to 80.9%, Bolton 59.5% to 71.7%; Cumbria's two overlap.
    assert (
        indicator_map(base, "employment-rate", base.area(MANCHESTER)).title
        == "Employment rate: higher in Oldham than in Bolton"
    )
    said = indicator_map(base, "employment-rate", base.area(CUMBRIA)).title
    assert said == "Employment rate: no differences that can be told inside Cumbria"


def test_the_areas_of_the_place_are_told_from_those_around_it(base):
    assert set(indicator_map(base, PRODUCTIVITY, base.area(MANCHESTER)).own) == set(base.members[MANCHESTER])
    assert indicator_map(base, PRODUCTIVITY, base.area(CAMDEN)).own == (CAMDEN,)
    assert len(indicator_map(base, PRODUCTIVITY, base.area(ENGLAND)).own) == 296


def test_only_areas_that_are_seen_are_in_its_figures(base):
    drawn = indicator_map(base, PRODUCTIVITY, base.area(CAMDEN))
    codes = {f.area_code for f in drawn.figures}
    assert CAMDEN in codes and "E09000033" in codes  # Westminster is next to it
    assert "E06000001" not in codes  # Hartlepool is not
    everything = indicator_map(base, PRODUCTIVITY, base.area(ENGLAND))
    assert len(everything.figures) == 361


def test_an_indicator_of_authorities_is_drawn_on_authorities_around_a_place_of_districts(base):
    drawn = indicator_map(base, "neet-or-not-known-16-17", base.area(CUMBRIA))
    assert drawn.view.geography == "county-or-unitary"
    assert {"Cumberland", "Westmorland and Furness"} <= set(names_on(drawn.svg))


def test_a_place_alone_on_its_map_is_refused_with_where_its_figure_stands(base):
    with pytest.raises(EvidenceError, match="Isles of Scilly would be alone on its map"):
        indicator_map(base, PRODUCTIVITY, base.area(SCILLY))


def test_names_do_not_cover_each_other(base):
    svg = indicator_map(base, PRODUCTIVITY, base.area(CAMDEN)).svg
    spots = [
        (float(x), float(y), 12 * 0.49 * len(name) / 2)
        for x, y, name in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)</text>', svg)
    ]
    assert len(spots) > 15
    for i, (x, y, half) in enumerate(spots):
        assert all(abs(y - v) >= 12 or abs(x - u) >= half + other for u, v, other in spots[i + 1 :])


def test_a_group_is_outlined_by_its_districts(base):
    group = base.with_group("Severn side", ("E06000023", "E06000025"))
    path, (west, north, east, south) = place_path(group, group.area("group:Severn side"))
    parts = outlines_of(base, "district")
    for code in ("E06000023", "E06000025"):
        at = tuple(parts.names).index(code)
        assert parts.paths[at] in path
        assert west <= parts.boxes[at][0] and south >= parts.boxes[at][3]
    assert west < east and north < south


def test_a_place_without_an_outline_is_refused(base):
    with pytest.raises(EvidenceError, match="No outline is held for Great Britain"):
        place_path(base, base.area("K03000001"))


@pytest.mark.parametrize(
    ("code", "ringed"), [(MANCHESTER, False), (CAMDEN, True), (SCILLY, True), ("S12000017", False)]
)
def test_the_locator_shows_the_place_and_rings_a_small_one(base, code, ringed):
    svg = locator_map(base, base.area(code))
    root = ElementTree.fromstring(svg)
    west, north, wide, tall = (float(part) for part in root.get("viewBox").split())
    _, box = place_path(base, base.area(code))
    assert west <= box[0] and box[2] <= west + wide
    assert north <= box[1] and box[3] <= north + tall
    assert ("<circle" in svg) == ringed


def test_the_same_place_gives_the_same_drawing(base):
    area = base.area(MANCHESTER)
    assert locator_map(base, area) == locator_map(base, area)
    assert indicator_map(base, PRODUCTIVITY, area) == indicator_map(base, PRODUCTIVITY, area)
