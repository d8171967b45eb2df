"""The page Inclusive growth in a browser: the walk by keyboard, the team's readings and their file, downloads, the projector."""

from __future__ import annotations

import csv
import io
import json

import pytest
from playwright.sync_api import expect

from evidence.growth.framework import open_framework
from evidence.indicators.base import open_evidence
from pages._growth_slides import slides_of
from tests.browser.test_every_page import found_by_axe, is_streamlits_own
from tests.browser.visit import PATIENCE, Visit

MANCHESTER = "/inclusive_growth?place=E47000001"
FIELD = "Your team's reading of incomes in Greater Manchester"
WORDS = "Pay is not the whole story.\n# Who else?\n- parents\n- carers"


def no_faults(seen: Visit) -> None:
    """Nothing inaccessible, nothing complained of, nothing asked of other servers."""
    assert [found for found in found_by_axe(seen.page) if not is_streamlits_own(seen.page, found)] == []
    assert seen.errors == [] and seen.elsewhere == []


def write(seen: Visit, text: str) -> None:
    """Write into the field for the team's reading and leave it."""
    field = seen.page.get_by_label(FIELD)
    field.fill(text)
    field.blur()
    seen.settle()


def load(seen: Visit, content: bytes) -> None:
    """Give the page a file of readings."""
    seen.page.locator("summary", has_text="Load readings from a file").click()
    file = {"name": "readings.md", "mimeType": "text/markdown", "buffer": content}
    seen.page.locator("input[type=file]").set_input_files(file)
    seen.settle()


def test_arrow_keys_walk_through_the_steps_and_the_address_follows(visit):
    seen: Visit = visit(MANCHESTER)
    seen.says("Greater Manchester is 7th of 19")
    for step, heading in (("output-growth", "Output"), ("employment", "Employment")):
        seen.page.keyboard.press("ArrowRight")
        expect(seen.page.get_by_role("heading", name=heading, exact=True)).to_be_visible(timeout=PATIENCE)
        seen.settle()
        assert f"step={step}" in seen.query
    seen.page.keyboard.press("ArrowLeft")
    expect(seen.page.get_by_role("heading", name="Output", exact=True)).to_be_visible(timeout=PATIENCE)
    no_faults(seen)


def test_a_step_that_is_reached_by_keys_begins_at_its_top(visit):
    seen: Visit = visit(f"{MANCHESTER}&step=employment")
    main = seen.page.get_by_test_id("stMain")
    main.evaluate("main => main.scrollTo(0, 400)")
    assert main.evaluate("main => main.scrollTop") > 200
    seen.page.keyboard.press("ArrowRight")
    expect(seen.page.get_by_role("heading", name="Human capital", exact=True)).to_be_visible(timeout=PATIENCE)
    seen.settle()
    assert main.evaluate("main => main.scrollTop") == 0
    assert seen.errors == []


def test_a_refused_set_offers_others_and_no_steps(visit):
    seen: Visit = visit(f"{MANCHESTER}&among=district")
    seen.says("its own parts")
    expect(seen.page.get_by_role("button", name="Next")).to_have_count(0)
    no_faults(seen)
    seen.page.get_by_role("button", name="LEPs", exact=True).click()
    seen.says("on inclusion among")


def test_a_step_is_chosen_by_keyboard_alone(visit):
    seen: Visit = visit(MANCHESTER)
    seen.page.get_by_role("radio", name="All places").focus()
    seen.page.keyboard.press("Space")
    seen.says("All 19 combined authorities")
    seen.says("Pearson")
    assert seen.errors == []


def test_arrow_keys_in_the_field_move_the_cursor_and_not_the_walk(visit):
    seen: Visit = visit(f"{MANCHESTER}&step=incomes")
    field = seen.page.get_by_label(FIELD)
    field.fill("ac")
    field.focus()
    seen.page.keyboard.press("ArrowLeft")
    seen.page.keyboard.type("b")
    seen.settle()
    expect(field).to_have_value("abc")
    assert "step=incomes" in seen.query


def test_readings_stay_on_the_walk_and_go_out_and_in_by_a_file(visit):
    seen: Visit = visit(f"{MANCHESTER}&step=incomes")
    write(seen, WORDS)
    seen.says("1 reading so far, for 1 place.")
    kept = seen.take("Download all readings")
    assert kept.decode().startswith("# Inclusive growth: what our team makes of it")
    seen.page.get_by_role("button", name="Next").click()
    expect(seen.page.get_by_role("heading", name="Living costs", exact=True)).to_be_visible(timeout=PATIENCE)
    seen.page.get_by_role("button", name="Previous").click()
    expect(seen.page.get_by_label(FIELD)).to_have_value(WORDS, timeout=PATIENCE)

    other: Visit = visit(f"{MANCHESTER}&step=incomes")
    expect(other.page.get_by_label(FIELD)).to_have_value("")
    load(other, kept)
    other.says("1 reading for Greater Manchester; nothing that is written here is replaced.")
    other.page.get_by_role("button", name="Load these readings").click()
    expect(other.page.get_by_label(FIELD)).to_have_value(WORDS, timeout=PATIENCE)
    no_faults(other)


def test_a_wrong_file_is_answered_line_by_line_and_nothing_is_loaded(visit):
    seen: Visit = visit(f"{MANCHESTER}&step=incomes")
    load(seen, b"## Greater Manchester (E47000001)\n### Happiness\n![x](http://elsewhere.example/x.png)\n")
    seen.says("Nothing was loaded.")
    seen.says("Line 2: there is no dimension 'Happiness'")
    expect(seen.page.get_by_role("button", name="Load these readings")).to_have_count(0)
    no_faults(seen)


def test_all_places_are_taken_away_as_csv_and_json(visit):
    seen: Visit = visit(f"{MANCHESTER}&step=all-places")
    seen.page.locator("summary", has_text="Table of all places").click()
    seen.settle()
    rows = list(csv.DictReader(io.StringIO(seen.take("All places (CSV)").decode())))
    assert len(rows) == 19 and {row["comparison_set"] for row in rows} == {"combined authorities"}
    assert len(json.loads(seen.take("All places (JSON)"))["places"]) == 19
    no_faults(seen)


def test_a_chart_has_its_twin_and_its_pictures(visit):
    seen: Visit = visit(f"{MANCHESTER}&step=labour-market-inclusion")
    seen.page.locator("summary", has_text="Table and downloads").first.click()
    seen.says("23.2 to 26.2")
    assert seen.take("Picture (SVG)").startswith(b"<svg")
    assert seen.take("Picture (PNG)").startswith(b"\x89PNG")
    assert "Scores: this app, from these figures." in seen.take("Table (CSV)").decode()
    no_faults(seen)


def test_options_are_in_the_address_and_printed(visit):
    seen: Visit = visit(f"{MANCHESTER}&scores=winsorised&moved=progress&from=2015&to=2022")
    seen.says("from 2015 to 2022")
    seen.page.get_by_role("button", name="Options").click()
    expect(seen.page.get_by_label("Change from")).to_be_visible(timeout=PATIENCE)
    no_faults(seen)


def test_every_part_of_the_walk_fits_a_projector_by_the_arrow_key_alone(visit):
    # The place with the longest name, with 17 districts.
    seen: Visit = visit("/inclusive_growth?place=E37000045&view=projector", height=800)
    parts = slides_of(open_framework(open_evidence()))
    too_tall = []
    for number, part in enumerate(parts, 1):
        seen.says(f"Inclusive growth, {number} of {len(parts)}")
        seen.settle()
        if seen.page.get_by_test_id("stVegaLiteChart").count():
            expect(seen.page.locator("[data-testid=stVegaLiteChart] svg").first).to_be_visible(timeout=PATIENCE)
        tall = seen.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
        if tall > 800:
            too_tall.append((part, tall))
        seen.page.keyboard.press("ArrowRight")
    assert too_tall == []
    assert seen.errors == []


def test_the_projector_goes_to_any_part_and_leaves_for_its_step(visit):
    seen: Visit = visit(f"{MANCHESTER}&view=projector", height=800)
    seen.page.locator("summary", has_text="Choices").click()
    seen.choose("Go to", "Incomes: measures")
    expect(seen.page.get_by_role("heading", name="Household income per head")).to_be_visible(timeout=PATIENCE)
    assert "step=incomes.measures" in seen.query
    seen.page.keyboard.press("Escape")
    expect(seen.page.get_by_role("radio", name="Incomes")).to_be_checked(timeout=PATIENCE)
    seen.settle()
    assert "step=incomes&" in f"{seen.query}&"
    expect(seen.page.get_by_text("not a step of this walk")).to_have_count(0)


@pytest.mark.parametrize("step", ["overview", "overview.six", "incomes", "incomes.measures", "all-places", "inside"])
def test_the_projector_shows_a_step_without_menus(visit, step):
    seen: Visit = visit(f"{MANCHESTER}&view=projector&step={step}")
    seen.says("Greater Manchester")
    expect(seen.page.get_by_test_id("stHeader")).to_be_hidden()
    assert seen.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") == 1280
    no_faults(seen)
