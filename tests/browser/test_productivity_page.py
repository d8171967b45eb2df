"""The page Productivity in a browser: steps by keyboard, charts with their twins, downloads, years, the projector."""

from __future__ import annotations

import csv
import io
import json

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import found_by_axe, is_streamlits_own
from tests.browser.visit import PATIENCE, Visit

MANCHESTER = "/productivity?place=E47000001"


def no_faults(seen: Visit) -> None:
    """Nothing inaccessible, nothing complained of, nothing asked of other servers."""
    assert [found for found in found_by_axe(seen.page) if not is_streamlits_own(seen.page, found)] == []
    assert seen.errors == [] and seen.elsewhere == []


def test_arrow_keys_walk_through_the_steps_and_the_address_follows(visit):
    seen: Visit = visit(MANCHESTER)
    seen.says("GVA per hour: £39.77, 5.0% below the UK")
    for step, text in (("parts", "output per head was £31,294"), ("industries", "is specialised in wholesale")):
        seen.page.keyboard.press("ArrowRight")
        seen.says(text)
        seen.settle()
        assert f"step={step}" in seen.query
    seen.page.keyboard.press("ArrowLeft")
    seen.says("output per head was £31,294")
    no_faults(seen)


def test_a_step_is_chosen_by_keyboard_alone(visit):
    seen: Visit = visit(MANCHESTER)
    seen.page.get_by_role("radio", name="Firms").focus()
    seen.page.keyboard.press("Space")
    seen.says("105,760 enterprises in 2025")
    assert seen.errors == []


def test_years_of_growth_are_chosen_and_in_the_address(visit):
    seen: Visit = visit(f"{MANCHESTER}&step=industries")
    seen.choose("Growth from", "2013")
    seen.says("from 2013 to 2023 in prices of 2023")
    assert "first=2013" in seen.query
    taken = json.loads(seen.take("All productivity evidence (JSON)"))
    assert taken["industry"]["shift_share"]["first"] == 2013
    assert seen.errors == []


def test_a_chart_has_its_twin_and_its_pictures(visit):
    seen: Visit = visit(f"{MANCHESTER}&step=parts")
    seen.page.locator("summary", has_text="Table and downloads").first.click()
    seen.says("Output per head, the three multiplied")
    assert seen.take("Picture (SVG)").startswith(b"<svg")
    assert seen.take("Picture (PNG)").startswith(b"\x89PNG")
    rows = list(csv.DictReader(io.StringIO(seen.take("Table (CSV)").decode())))
    assert len(rows) == 4 and "Subregional productivity" in rows[0]["Source and licence"]
    no_faults(seen)


@pytest.mark.parametrize(
    ("step", "table", "rows"), [("districts", "every two districts", 45), ("school", "from school to work", 6)]
)
def test_tables_are_taken_away(visit, step, table, rows):
    seen: Visit = visit(f"{MANCHESTER}&step={step}")
    seen.page.locator("summary", has_text=f"Table: {table}").click()
    expect(seen.page.get_by_role("table").last).to_be_visible(timeout=PATIENCE)
    seen.settle()
    assert len(list(csv.DictReader(io.StringIO(seen.take("Table (CSV)").decode())))) == rows
    no_faults(seen)


def test_what_cannot_be_had_is_one_sentence_and_the_rest_stands(visit):
    seen: Visit = visit("/productivity?place=E06000052&step=industries", width=320)
    seen.says("The growth of Cornwall cannot be split by industry")
    seen.says("6 industries not available here and left out.")
    no_faults(seen)


@pytest.mark.parametrize(
    "step", ["level", "parts", "industries", "made-of", "grew", "districts", "firms", "drivers", "school", "country"]
)
def test_the_projector_shows_a_step_without_menus(visit, step):
    seen: Visit = visit(f"{MANCHESTER}&view=projector&step={step}")
    seen.says("Greater Manchester")
    expect(seen.page.get_by_test_id("stHeader")).to_be_hidden(timeout=PATIENCE)
    assert seen.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") == 1280
    no_faults(seen)


@pytest.mark.parametrize("step", ["level", "parts", "districts", "firms", "drivers", "school", "country"])
def test_every_step_fits_a_narrow_screen(visit, step):
    seen: Visit = visit(f"{MANCHESTER}&step={step}", width=320)
    seen.says("Greater Manchester")
    assert seen.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") == 320
    no_faults(seen)
