"""From page to page: by keyboard, on the projector, on paper, with a group of one's own, with a wrong address."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visit import PATIENCE, Visit
from tests.opened_pdf import texts_of

PLACE = "place=E47000001"
ACTIVE = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.innerText"


def test_from_the_map_to_the_profile_place_and_indicator_stay(visit):
    seen: Visit = visit("/map")
    seen.choose("Place", "Greater Manchester (combined")
    seen.choose("Indicator", "Employment rate")
    seen.page.get_by_role("link", name="Everything on this place").click()
    expect(seen.page.get_by_text("How does this place stand?")).to_be_visible(timeout=PATIENCE)
    seen.settle()
    assert seen.page.locator("h1").inner_text() == "Greater Manchester"
    assert seen.box("Indicator").input_value() == "Employment rate, aged 16 to 64"
    assert PLACE in seen.query and "indicator=employment-rate" in seen.query
    assert seen.errors == []


def test_back_to_the_map_by_the_menu_the_view_is_as_it_was(visit):
    seen: Visit = visit("/map?geography=lep&indicator=employment-rate&period=2019-01-01/P1Y&" + PLACE)
    seen.page.get_by_role("link", name="Home").first.click()
    expect(seen.page.get_by_text("What kind of place this is")).to_be_visible(timeout=PATIENCE)
    seen.page.get_by_role("link", name="Map", exact=False).first.click()
    seen.says("Employment rate: highest")
    seen.settle()
    assert seen.box("Areas").input_value() == "LEPs"
    assert "period=2019" in seen.query
    assert seen.box("Place").input_value().startswith("Greater Manchester")


def test_the_pickers_are_reached_and_used_by_keyboard_alone(visit):
    seen: Visit = visit("/map")
    reached = []
    for _ in range(30):
        seen.page.keyboard.press("Tab")
        reached.append(seen.page.evaluate(ACTIVE))
        if reached[-1] == "Place":
            break
    assert reached[0] == "Skip to main content"
    assert reached[-1] == "Place"
    seen.page.keyboard.type("greater manch")
    seen.page.wait_for_timeout(200)
    seen.page.keyboard.press("Enter")
    seen.says("6th highest of 19 combined authorities")
    wanted = ["Indicator", "Areas", "Compare with"]
    for _ in range(10):
        seen.page.keyboard.press("Tab")
        if wanted and seen.page.evaluate(ACTIVE) == wanted[0]:
            wanted.pop(0)
    assert wanted == []


def test_the_projector_is_driven_by_keys(visit):
    seen: Visit = visit(f"/map?{PLACE}&geography=lep")
    before = seen.page.locator("h2.message").inner_text()
    press(seen, "p")
    assert "view=projector" in seen.query
    assert (
        float(seen.page.evaluate("() => getComputedStyle(document.documentElement).fontSize").removesuffix("px")) >= 24
    )
    expect(seen.page.get_by_test_id("stHeader")).to_be_hidden()
    assert seen.page.get_by_test_id("stDownloadButton").count() == 0
    press(seen, "ArrowRight")
    expect(seen.page.locator("h2.message")).not_to_have_text(before)
    press(seen, "ArrowLeft")
    expect(seen.page.locator("h2.message")).to_have_text(before)
    assert seen.page.locator("h1").inner_text() == "Greater Manchester"
    assert seen.page.locator(".source-line").first.is_visible()
    press(seen, "Escape")
    assert "view=" not in seen.query
    expect(seen.page.get_by_test_id("stHeader")).to_be_visible()


def test_the_profile_on_the_projector_steps_and_its_address_brings_the_slide_back(visit):
    seen: Visit = visit(f"/place_profile?{PLACE}&view=projector")
    first = seen.page.locator("h2.message").inner_text()
    press(seen, "ArrowRight")
    expect(seen.page.locator("h2.message")).not_to_have_text(first)
    again: Visit = visit("/place_profile?" + seen.query)
    assert again.page.locator("h2.message").inner_text() == seen.page.locator("h2.message").inner_text()


@pytest.mark.parametrize("address", [f"/map?{PLACE}", f"/place_profile?{PLACE}"])
def test_on_paper_there_are_no_controls_and_the_place_is_named(visit, address, tmp_path):
    seen: Visit = visit(address)
    if address.startswith("/map"):
        assert seen.map
    seen.page.emulate_media(media="print")
    for control in (
        "stSelectbox",
        "stButton",
        "stDownloadButton",
        "stHeader",
        "stPageLink",
        "stMultiSelect",
        "stSlider",
    ):
        assert not any(found.is_visible() for found in seen.page.get_by_test_id(control).all()), control
    assert seen.page.locator("h1").is_visible()
    assert seen.page.locator(".source-line").first.is_visible()
    seen.page.pdf(path=str(tmp_path / "page.pdf"), prefer_css_page_size=True)
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    text = " ".join(texts_of((tmp_path / "page.pdf").read_bytes()))
    assert "Greater Manchester" in text and "Source:" in text


def test_a_group_drawn_on_home_is_the_place_and_its_link_restores_it(visit):
    seen: Visit = visit("/")
    seen.page.get_by_text("Put together a group of your own").click()
    seen.page.get_by_label("Name of the group").fill("Severn side")
    seen.settle()
    box = seen.page.get_by_role("combobox", name="Areas in the group")
    box.click()
    expect(box).to_be_focused()
    for name in ("Bristol", "South Gloucestershire"):
        seen.page.keyboard.type(name, delay=20)
        expect(seen.page.get_by_role("option")).to_have_count(1)
        seen.page.keyboard.press("Enter")
        expect(seen.page.get_by_test_id("stMultiSelect").filter(has_text="Areas in the group")).to_contain_text(name)
    seen.page.keyboard.press("Tab")
    seen.page.get_by_role("button", name="Use this group").click()
    expect(seen.page.locator("h1")).to_have_text("Severn side", timeout=PATIENCE)
    assert "E06000023%2CE06000025" in seen.query
    seen.settle()
    again: Visit = visit("/?" + seen.query)
    assert again.page.locator("h1").inner_text() == "Severn side"
    again.page.get_by_role("link", name="See it on the map").click()
    again.says("Gross value added per hour worked")
    expect(again.page.locator("h1")).to_have_text("Severn side", timeout=PATIENCE)
    assert "group=Severn" in again.query
    assert again.errors == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("place=E47000091", "E47000091"),
        (
            "place=E06000028",
            "Bournemouth (E06000028) has ended; it was followed by Bournemouth, Christchurch and Poole (E06000058)",
        ),
    ],
)
def test_a_wrong_place_in_the_address_gets_one_sentence(visit, query, sentence):
    seen: Visit = visit("/map?" + query)
    alerts = seen.page.get_by_test_id("stAlert")
    expect(alerts).to_have_count(1)
    expect(alerts).to_contain_text(sentence)
    assert seen.box("Place").input_value() == ""
    assert seen.map


def press(seen: Visit, key: str) -> None:
    """Press a key of the page, as one who has nothing else in hand."""
    seen.page.evaluate("() => document.activeElement.blur()")
    seen.page.keyboard.press(key)
    seen.page.wait_for_timeout(300)
    seen.settle()
