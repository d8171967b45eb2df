"""The page Coordination in a browser: its folds and filters, what a team adds by form and file, the projector, hostile names."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import found_by_axe, is_streamlits_own
from tests.browser.visit import PATIENCE, Visit

SCILLY = "/coordination?place=E06000053"
HOSTILE = (
    "![i](http://elsewhere.example/i.png) [x](http://elsewhere.example) <img src=http://elsewhere.example/b.png> $a$"
)
ACTIVE = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"
HEADER = "name,kind,area_codes,functions,pillars,source_title"


def on_record(seen: Visit) -> int:
    """How many described cases, entries of lists and of the team's own the answer counts."""
    text = seen.page.locator(".answer").inner_text()
    return sum(int(n.replace(",", "")) for n in re.findall(r"([\d,]+) (?:described|entr)", text))


def open_fold(seen: Visit, text: str) -> None:
    """Open a fold of the page by its words."""
    seen.page.locator("summary", has_text=text).first.click()
    seen.settle()


def load(seen: Visit, content: str) -> None:
    """Give the page a file."""
    file = {"name": "ours.csv", "mimeType": "text/csv", "buffer": content.encode()}
    seen.page.locator("input[type=file]").set_input_files(file)
    seen.settle()


def test_an_activity_is_opened_by_keyboard_and_shows_its_source(visit):
    seen: Visit = visit("/coordination?place=E47000001")
    fold = seen.page.locator("summary", has_text="Chamber of Commerce").first
    fold.focus()
    seen.page.keyboard.press("Enter")
    seen.settle()
    card = seen.page.locator("article.activity").first
    expect(card).to_be_visible(timeout=PATIENCE)
    expect(card).to_contain_text("Source:")
    assert [f for f in found_by_axe(seen.page) if not is_streamlits_own(seen.page, f)] == []
    assert seen.errors == [] and seen.elsewhere == []


def test_words_narrow_the_list_and_the_table_is_a_download(visit):
    seen: Visit = visit("/coordination?place=E47000001")
    counted = on_record(seen)
    seen.page.get_by_label("Find in names, bodies and stories").fill("oldham")
    seen.page.keyboard.press("Enter")
    seen.says("narrowed by the filters")
    seen.settle()
    assert on_record(seen) == counted
    open_fold(seen, "Who does what: table")
    table = seen.take("Full records (CSV)").decode("utf-8")
    assert table.startswith("name,kind,") and "Oldham" in table and "Salford Living Wage" not in table


def test_filters_are_in_the_address_and_come_back_with_it(visit):
    seen: Visit = visit("/coordination?place=E47000001&function=data&cases=voice")
    seen.says("narrowed by the filters")
    seen.says("from elsewhere, with figures, for voice")
    seen.page.get_by_role("button", name="Filters").click()
    expect(seen.page.get_by_text("The year holds for the whole page")).to_be_visible(timeout=PATIENCE)
    assert "function=data" in seen.query
    assert [f for f in found_by_axe(seen.page) if not is_streamlits_own(seen.page, f)] == []


@pytest.mark.parametrize("width", [1280, 320])
def test_a_form_that_is_refused_keeps_what_was_typed_and_then_counts(visit, width):
    seen: Visit = visit(SCILLY, width=width)
    counted = on_record(seen)
    open_fold(seen, "Add one activity")
    seen.page.get_by_label("Name (needed)", exact=True).fill("Boat school")
    seen.page.get_by_label("How much").fill("around 12")
    seen.page.get_by_role("button", name="Add to the register").click()
    seen.says("Choose what kind of activity it is.")
    seen.says("Figure 1 does not say what is counted.")
    seen.settle()
    assert [f for f in found_by_axe(seen.page) if not is_streamlits_own(seen.page, f)] == []
    assert seen.page.evaluate("() => document.documentElement.scrollWidth") == width
    assert seen.page.get_by_label("Name (needed)", exact=True).input_value() == "Boat school"
    assert seen.page.get_by_label("How much").input_value() == "around 12"
    seen.choose("Kind", "Training provider")
    seen.page.get_by_label("What is counted").fill("people taught to build boats")
    seen.page.get_by_label("Unit", exact=True).fill("people")
    seen.page.get_by_label("Source: title, or who told you (needed)").fill("The harbour master")
    seen.page.get_by_role("button", name="Add to the register").click()
    seen.says("Boat school was added; the form is empty again")
    seen.settle()
    assert on_record(seen) == counted + 1
    # What was done stands where the button is, and whoever uses the keyboard stays there.
    said, button = (
        box.bounding_box()
        for box in (seen.page.get_by_text("Boat school was added"), seen.page.get_by_role("button", name="Add to the"))
    )
    assert said and button and 0 < button["y"] - said["y"] < 250
    assert 0 < said["y"] < 1000
    assert seen.page.evaluate(ACTIVE).strip() == "Add to the register"
    assert seen.page.get_by_label("Name (needed)", exact=True).input_value() == ""
    assert seen.page.locator("summary", has_text="Boat school (added by your team)").count() == 1
    seen.page.get_by_role("button", name="Undo").click()
    seen.says("That was undone.")
    seen.settle()
    assert on_record(seen) == counted
    assert seen.errors == []


def test_a_file_is_taken_whole_or_answered_row_by_row_and_comes_back_the_same(visit):
    seen: Visit = visit(SCILLY)
    counted = on_record(seen)
    open_fold(seen, "Load or prepare many")
    load(seen, f"{HEADER}\nA,charter,E06000053,voice,finance,x\nB,chartr,E06000053,voice,finance,x\n")
    seen.says("Nothing was loaded: 1 problem.")
    seen.says("Row 3 (B): There is no kind")
    assert on_record(seen) == counted
    load(seen, f"{HEADER}\nA,charter,E06000053,voice,finance,x\nB,charter,E06000053,voice,finance,x\n")
    seen.says("It adds 2 activities: A and B.")
    assert on_record(seen) == counted
    seen.page.get_by_role("button", name="Load 2 activities").click()
    seen.says("2 activities from the file are on record now.")
    seen.settle()
    assert on_record(seen) == counted + 2
    mine = seen.take("Download what was added (CSV)").decode("utf-8")
    again: Visit = visit(SCILLY)
    open_fold(again, "Load or prepare many")
    load(again, mine)
    again.page.get_by_role("button", name="Load 2 activities").click()
    again.says("2 activities from the file are on record now.")
    again.settle()
    assert again.take("Download what was added (CSV)").decode("utf-8") == mine
    assert seen.errors == [] and again.errors == []


def test_the_template_is_refused_until_its_example_is_written_over(visit):
    seen: Visit = visit(SCILLY)
    open_fold(seen, "Load or prepare many")
    template = seen.take("Template (CSV)").decode("utf-8")
    load(seen, template)
    seen.says("The row of the example is still there")
    load(seen, template.replace("Example: write over this row", "Harbour club"))
    seen.says("It adds 1 activity: Harbour club.")


def test_hostile_names_are_shown_as_text_everywhere_and_ask_nothing_of_other_servers(visit):
    seen: Visit = visit(SCILLY)
    open_fold(seen, "Load or prepare many")
    load(seen, f'{HEADER}\n"{HOSTILE}",charter,E06000053,voice,finance,"{HOSTILE}"\n')
    seen.says("It adds 1 activity")
    seen.page.get_by_role("button", name="Load 1 activity").click()
    seen.says("1 activity from the file is on record now.")
    seen.settle()
    open_fold(seen, "elsewhere.example")
    for twin in seen.page.locator("summary", has_text=re.compile("[Tt]able and download")).all():
        twin.click()
        seen.settle()
    seen.page.get_by_test_id("stTable").nth(1).wait_for(timeout=PATIENCE)
    assert seen.page.locator("a[href*='elsewhere.example'], img[src*='elsewhere.example'], .katex").count() == 0
    assert seen.elsewhere == [] and seen.errors == []


def test_the_projector_is_driven_by_keys_and_its_part_is_in_the_address(visit):
    seen: Visit = visit("/coordination?place=E06000053")
    seen.page.keyboard.press("p")
    expect(seen.page.get_by_role("button", name="Leave the projector view")).to_be_visible(timeout=PATIENCE)
    seen.settle()
    assert "view=projector" in seen.query
    for part in ("pairs", "gaps", "neighbours", "elsewhere", "answer"):
        seen.page.keyboard.press("ArrowRight")
        seen.page.wait_for_function(f"() => location.search.includes('part={part}')", timeout=PATIENCE)
        seen.settle()
        assert seen.page.locator("h1").inner_text() == "Isles of Scilly"
    seen.page.keyboard.press("Escape")
    seen.says("Add what this place does")
    assert "view=" not in seen.query


def test_the_slide_of_the_matrix_stands_whole_on_a_screen_of_800_lines(visit):
    seen: Visit = visit("/coordination?place=E47000001&view=projector&part=pairs&year=2019")
    seen.page.set_viewport_size({"width": 1280, "height": 800})
    seen.settle()
    seen.says("that were there in 2019")
    chart = seen.page.get_by_test_id("stVegaLiteChart").bounding_box()
    assert chart and chart["y"] > 0 and chart["y"] + chart["height"] <= 800


def test_the_page_leads_to_its_place_on_the_map_with_the_layer_on(visit):
    seen: Visit = visit(SCILLY)
    seen.page.get_by_role("link", name="See it on the map").click()
    seen.says("Coordination on record")
    seen.settle()
    assert "activity=1" in seen.query and "place=E06000053" in seen.query


def test_what_has_ended_and_what_words_mean_are_folds(visit):
    seen: Visit = visit(SCILLY)
    open_fold(seen, "What the functions and pillars mean")
    open_fold(seen, "Ended: ")
    expect(seen.page.get_by_text("lasting ties between people")).to_be_visible(timeout=PATIENCE)
    assert seen.page.locator(".st-key-ended summary").count() > 1
    assert [f for f in found_by_axe(seen.page) if not is_streamlits_own(seen.page, f)] == []


def test_on_paper_the_page_has_no_controls(visit):
    seen: Visit = visit(SCILLY)
    seen.page.emulate_media(media="print")
    for control in ("stSelectbox", "stButton", "stDownloadButton", "stPopover", "stTextInput", "stMultiSelect"):
        assert not any(found.is_visible() for found in seen.page.get_by_test_id(control).all()), control
    assert seen.page.locator(".not-empty").is_visible()
