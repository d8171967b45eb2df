"""The layer of coordination activity in a browser: marks, one activity, the keyboard, what is taken away, two widths."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from evidence.coordination.activities import Activity
from evidence.coordination.place import NOT_EMPTY
from evidence.coordination.register import open_register
from evidence.indicators.base import DATA
from evidence.places.outlines import outline_file, read_outlines
from evidence.show.activity_layer import ActivityLayer, activity_layer, marks_of
from evidence.show.exports import layer_for
from evidence.show.map_layer import MapPoint
from evidence.show.maps import recolour
from evidence.show.views import map_view
from tests.browser.test_every_page import found_by_axe, is_streamlits_own
from tests.browser.test_map import ZOOM, point_at
from tests.browser.visit import PATIENCE, Visit

CASE = "working-well-greater-manchester"
GREATER_MANCHESTER = "E47000001"
# Leaflet keeps what lies outside its view as an empty path: these are the dots that are anywhere on the map.
DOTS = '() => document.querySelectorAll(".leaflet-dots-pane path").length'
DASHED = """() => [...document.querySelectorAll(".leaflet-frames-pane path[stroke-dasharray]")]
    .filter((path) => path.getAttribute("d") !== "M0 0").map((path) => path.getAttribute("stroke"))"""


@pytest.fixture(scope="module")
def layer(base) -> ActivityLayer:
    """What the district map shows of every activity."""
    return activity_layer(base, open_register(base), "district")


@pytest.fixture(scope="module")
def case(base) -> Activity:
    """An activity of ten districts that lie together."""
    return open_register(base).activity(CASE)


def test_a_toggle_marks_the_areas_and_says_what_an_empty_one_means(visit, layer):
    seen: Visit = visit("/map?geography=district")
    assert seen.map.evaluate(DOTS) == 0
    seen.page.get_by_role("button", name="Coordination activity").click()
    seen.page.get_by_text("Show activity on the map").click()
    seen.settle()
    seen.says(NOT_EMPTY)
    seen.map.wait_for_function(f"(n) => ({DOTS})() === n", arg=len(layer.on_record), timeout=PATIENCE)
    assert "activity=1" in seen.query
    assert "Dots mark areas" in (seen.map.locator(".leaflet-container").get_attribute("aria-label") or "")
    assert seen.errors == []


def test_a_pointer_reads_what_is_on_record(visit, layer):
    seen: Visit = visit("/map?geography=district&activity=1")
    seen.map.evaluate("() => map_div.setView([52.63, 1.29], 10, { animate: false })")
    point_at(seen, 52.63, 1.29)
    expect(seen.map.locator(".map-tip")).to_contain_text(f"On record: {layer.text('E07000148')}", timeout=PATIENCE)


def test_another_indicator_keeps_the_marks_and_the_zoom(visit):
    seen: Visit = visit("/map?geography=district&activity=1")
    seen.map.wait_for_timeout(800)  # the first view glides into place
    seen.map.evaluate("() => map_div.setView([53.5, -2.2], 9, { animate: false })")
    seen.map.evaluate("() => { document.querySelector('.leaflet-dots-pane path').id = 'the same dot'; }")
    before = seen.map.evaluate(ZOOM)
    seen.choose("Indicator", "Employment rate")
    seen.says("Employment rate: highest")
    assert seen.map.evaluate(ZOOM) == before
    assert seen.map.evaluate("() => document.getElementById('the same dot') !== null")


def test_a_press_on_a_name_shows_the_card_and_surrounds_what_it_reaches(visit, case):
    seen: Visit = visit(f"/map?geography=district&activity=1&place={GREATER_MANCHESTER}")
    seen.map.wait_for_timeout(800)
    seen.page.get_by_role("button", name=case.name, exact=True).click()
    seen.settle()
    expect(seen.page.locator("article.activity h3")).to_have_text(case.name, timeout=PATIENCE)
    seen.says(case.source.title)
    assert f"one={CASE}" in seen.query
    headings = seen.page.get_by_test_id("stMain").locator("h3").all_inner_texts()
    assert headings.index(case.name) < headings.index("Greater Manchester")  # its card stands first
    assert seen.map.evaluate(DASHED) == ["#801650"]
    seen.page.get_by_role("button", name="Close this activity").click()
    seen.settle()
    expect(seen.page.locator("article.activity")).to_have_count(0, timeout=PATIENCE)
    seen.map.wait_for_function(f"() => ({DASHED})().length === 0", timeout=PATIENCE)
    assert seen.errors == []


def test_a_chosen_activity_is_zoomed_to_once(visit):
    seen: Visit = visit("/map?geography=district&activity=1")
    seen.map.wait_for_timeout(800)
    before = seen.map.evaluate(ZOOM)
    seen.page.get_by_role("button", name="Coordination activity").click()
    seen.choose("One activity", "Working Well")
    seen.map.wait_for_function("(z) => map_div.getZoom() > z", arg=before[0] + 1, timeout=PATIENCE)
    seen.map.evaluate("() => map_div.setView([51.5, -0.1], 8, { animate: false })")
    kept = seen.map.evaluate(ZOOM)
    seen.page.keyboard.press("Escape")
    seen.choose("Indicator", "Employment rate")
    seen.says("Employment rate: highest")
    assert seen.map.evaluate(ZOOM) == kept


def test_the_address_brings_layer_choice_and_activity_back(visit, case):
    first: Visit = visit(f"/map?geography=district&kind=growth-hub employment-programme&year=2019&one={CASE}")
    second: Visit = visit("/map?" + first.query)
    for seen in (first, second):
        seen.says("Projector view")
        seen.says(case.caveats[0])
    assert second.page.get_by_test_id("stMain").inner_text() == first.page.get_by_test_id("stMain").inner_text()
    assert second.map.evaluate(DOTS) == first.map.evaluate(DOTS) > 0


def test_everything_can_be_done_from_the_keyboard(visit, case):
    seen: Visit = visit("/map?geography=district")
    press = seen.page.keyboard.press
    seen.page.get_by_role("button", name="Coordination activity").focus()
    press("Enter")
    toggle = seen.page.get_by_role("switch", name="Show activity on the map")
    toggle.or_(seen.page.get_by_role("checkbox", name="Show activity on the map")).first.focus()
    press("Space")
    seen.settle()
    seen.choose("One activity", "Working Well")
    expect(seen.page.locator("article.activity h3")).to_have_text(case.name, timeout=PATIENCE)
    press("Escape")
    close = seen.page.get_by_role("button", name="Close this activity")
    close.focus()
    press("Enter")
    expect(seen.page.locator("article.activity")).to_have_count(0, timeout=PATIENCE)


def test_table_and_downloads_have_what_is_on_record(visit, base):
    layer = activity_layer(base, open_register(base), "region", slug=CASE)
    seen: Visit = visit(f"/map?geography=region&activity=1&one={CASE}")
    seen.page.get_by_text("Show the table of these figures").click()
    seen.settle()
    rows = seen.page.locator("[data-testid=stDataFrame] canvas tr")
    expect(rows.nth(1)).to_be_attached(timeout=PATIENCE)
    assert layer.text("E12000001") in " ".join(row.text_content() or "" for row in rows.all())
    table = list(csv.DictReader(io.StringIO(seen.take("Figures (CSV)").decode())))
    assert {row["area_code"]: row["coordination_on_record"] for row in table}["E12000001"] == layer.text("E12000001")
    areas = json.loads(seen.take("Areas (GeoJSON)"))["features"]
    assert [area["id"] for area in areas if area["properties"]["reached"]] == ["E12000002"]
    svg = seen.take("Picture (SVG)").decode()
    assert "stroke-dasharray" in svg
    assert svg.count("<circle") == len(layer.on_record) + 1
    assert seen.take("Picture (PNG)").startswith(b"\x89PNG")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    "address",
    [
        f"/map?geography=district&activity=1&place={GREATER_MANCHESTER}&one={CASE}",
        f"/map?activity=1&kind=neighbourhood-board&place={GREATER_MANCHESTER}",
        f"/map?geography=district&view=projector&one={CASE}",
    ],
)
def test_the_map_with_activities_is_sound(visit, address, width):
    seen: Visit = visit(address, width=width)
    drawn = seen.map
    seen.says(NOT_EMPTY)
    assert seen.page.evaluate(
        "() => [document.documentElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth]"
    ) == [width, width]
    assert [found for found in found_by_axe(seen.page) if not is_streamlits_own(seen.page, found)] == []
    assert found_by_axe(drawn) == []
    assert seen.errors == []
    assert seen.elsewhere == []


def test_the_open_choices_are_sound(visit):
    seen: Visit = visit("/map?geography=district&activity=1", width=320)
    seen.page.get_by_role("button", name="Coordination activity").click()
    expect(seen.page.get_by_role("combobox", name="One activity")).to_be_visible(timeout=PATIENCE)
    assert [found for found in found_by_axe(seen.page) if not is_streamlits_own(seen.page, found)] == []


def test_a_point_names_its_activity_and_a_click_chooses_it(visit, base, layer, case):
    """No list gives points, a team's own activities may: the layer is drawn as the page would send it."""
    seen: Visit = visit("/map?geography=district&activity=1")
    order = tuple(read_outlines(outline_file(DATA / "places" / "outlines", "district")).index)
    view = map_view(base, "gva-per-hour-worked", "district", None)
    drawn = layer_for(base, view, order, None, activity=layer)
    marks = replace(marks_of(layer, order), points=(MapPoint(53.48, -2.24, "<b>Working Well</b>", case.slug),))
    (sent,) = recolour(replace(drawn, activity=marks))._children.values()
    seen.map.wait_for_timeout(800)
    seen.map.evaluate(f"() => {{ {sent.line} map_div.setView([53.48, -2.24], 9, {{ animate: false }}); }}")
    point = seen.map.locator(".map-point")
    point.hover()
    expect(seen.map.locator(".map-tip")).to_have_text("<b>Working Well</b>", timeout=PATIENCE)
    point.click()
    expect(seen.page.locator("article.activity h3")).to_have_text(case.name, timeout=PATIENCE)
    assert f"one={CASE}" in seen.query
    assert seen.errors == []
