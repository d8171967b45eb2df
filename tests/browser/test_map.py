"""The map in a browser: a click and a search choose, a choice recolours without a reload, the address brings the view back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from evidence import wording
from evidence.analysis.compare import figures_over, latest_for_geography
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.show.views import text_of
from tests.browser.visit import PATIENCE, Visit

COLOURS = '() => [...document.querySelectorAll(".leaflet-overlay-pane path.leaflet-interactive")].map((path) => path.getAttribute("fill"))'
OUTLINED = '() => document.querySelectorAll(".leaflet-frames-pane path[d]:not([d=\\"M0 0\\"])").length'
ZOOM = "() => [map_div.getZoom(), map_div.getCenter().lat.toFixed(3), map_div.getCenter().lng.toFixed(3)]"


def test_a_click_chooses_the_area_and_the_panel_answers(visit, base):
    seen: Visit = visit("/map?geography=district")
    seen.says("Choose a place")
    seen.click_map()
    code = re.search(r"place=(\w+)", seen.query).group(1)
    seen.says(base.areas[code].name)
    assert seen.page.locator(".big-figure").inner_text() == figure_text(base, code, "district")
    assert seen.box("Place").input_value().startswith(base.areas[code].name)
    assert seen.map.evaluate(OUTLINED) >= 1
    seen.click_map(turn=3)
    assert re.search(r"place=(\w+)", seen.query).group(1) != code
    assert seen.errors == []


def test_a_search_does_the_same(visit, base):
    seen: Visit = visit("/map?geography=district")
    seen.choose("Place", "Norwich")
    seen.says("Norwich")
    assert "place=E07000148" in seen.query
    assert seen.page.locator(".big-figure").inner_text() == figure_text(base, "E07000148", "district")
    assert seen.map.evaluate(OUTLINED) >= 1


def test_another_indicator_recolours_without_a_reload_and_keeps_the_zoom(visit):
    seen: Visit = visit("/map?geography=district")
    frame = seen.map
    frame.wait_for_timeout(800)  # the first view glides into place
    frame.evaluate("() => { window.mark = 'the same document'; map_div.setView([53.5, -2.2], 9, { animate: false }); }")
    before, colours = frame.evaluate(ZOOM), frame.evaluate(COLOURS)
    seen.choose("Indicator", "Employment rate")
    seen.says("Employment rate: highest")
    frame.wait_for_function(
        f"(before) => JSON.stringify(({COLOURS})()) !== before", arg=json_of(colours), timeout=PATIENCE
    )
    assert frame.evaluate("() => window.mark") == "the same document"
    assert frame.evaluate(ZOOM) == before
    assert before[0] == 9
    assert len(seen.page.frames) == 2


def test_the_address_brings_the_view_back_in_another_browser(visit):
    first: Visit = visit("/map")
    first.choose("Place", "Cornwall and Isles of Scilly")
    first.choose("Indicator", "Employment rate")
    first.choose("Areas", "Districts")
    first.choose("Compare with", "United Kingdom")
    second: Visit = visit("/map?" + first.query)
    for label in ("Place", "Indicator", "Areas", "Compare with"):
        assert second.box(label).input_value() == first.box(label).input_value() != ""
    for seen in (first, second):
        seen.says("Projector view")  # the last thing that the page draws
    assert second.page.get_by_test_id("stMain").inner_text() == first.page.get_by_test_id("stMain").inner_text()


def test_a_pointer_reads_name_and_figure(visit, base):
    seen: Visit = visit("/map?geography=region")
    point_at(seen, 51.5, -0.12)
    expect(seen.map.locator(".map-tip")).to_have_text(
        f"London: {figure_text(base, 'E12000007', 'region')}", timeout=PATIENCE
    )


def test_the_reason_at_an_area_without_a_figure_names_the_area(visit):
    """The text is sent without the name; the browser puts it back."""
    seen: Visit = visit("/map?geography=district&indicator=neet-or-not-known-16-17")
    seen.map.evaluate("() => map_div.setView([52.63, 1.29], 10, { animate: false })")
    point_at(seen, 52.63, 1.29)
    expect(seen.map.locator(".map-tip")).to_contain_text("Norwich is part of Norfolk", timeout=PATIENCE)


@pytest.mark.parametrize("indicator", ["gva-per-hour-worked", "employment-rate"])
def test_the_table_has_the_figures_of_the_map(visit, base, indicator):
    seen: Visit = visit(f"/map?geography=region&indicator={indicator}")
    seen.page.get_by_text("Show the table of these figures").click()
    seen.settle()
    rows = seen.page.locator("[data-testid=stDataFrame] canvas tr")
    expect(rows.nth(1)).to_be_attached(timeout=PATIENCE)
    cells = [row.text_content() or "" for row in rows.all()][1:]
    shown = [(area, figure_of_area(base, indicator, area.code, "region")) for area in base.areas_of("region")]
    known = [(area, figure) for area, figure in shown if figure.known]
    assert len(known) >= 9
    for area, figure in known:
        row = next(cell for cell in cells if cell.startswith(f"{area.code}{area.name}"))
        assert wording.number(figure.value, base.indicator(indicator)).strip("£%") in row


def test_two_indicators_at_once(visit):
    seen: Visit = visit("/map?second=neet-or-not-known-16-17")
    seen.says("GVA per hour and NEET or not known, 16 to 17 together")
    assert len({colour for colour in seen.map.evaluate(COLOURS) if colour.startswith("#")}) == 9
    expect(seen.page.locator(".map-key.two-way")).to_be_visible()


def test_without_a_place_the_map_says_how_to_choose_one(visit):
    seen: Visit = visit("/map")
    seen.says("Click an area on the map or type its name in the box Place")
    assert seen.page.locator(".big-figure").count() == 0


def point_at(seen: Visit, latitude: float, longitude: float) -> None:
    """Move the pointer to this place of the map."""
    frame = seen.map
    frame.wait_for_timeout(500)
    seen.map_element.scroll_into_view_if_needed()
    box = frame.frame_element().bounding_box()
    x, y = frame.evaluate(
        "(at) => { const p = map_div.latLngToContainerPoint(at); return [p.x, p.y]; }", [latitude, longitude]
    )
    seen.page.mouse.move(box["x"] + x - 3, box["y"] + y)
    seen.page.mouse.move(box["x"] + x, box["y"] + y)


def figure_text(base: EvidenceBase, code: str, geography: str) -> str:
    """The figure of GVA per hour as the map and its panel print it."""
    return text_of(figure_of_area(base, "gva-per-hour-worked", code, geography), base.indicator("gva-per-hour-worked"))


def figure_of_area(base: EvidenceBase, slug: str, code: str, geography: str) -> Figure:
    """The figure that a map of the geography shows at the area."""
    return figures_over(base, slug, (code,), latest_for_geography(base, slug, geography))[0]


def json_of(colours: list[str]) -> str:
    """As the browser writes it."""
    return "[" + ",".join(f'"{colour}"' for colour in colours) + "]"
