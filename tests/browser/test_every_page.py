"""Every page at two widths: nothing complained of, nothing asked of other servers, nothing cut off, nothing inaccessible."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

from benchmarks.server import serving

PLACE = "place=E47000001"
ADDRESSES = {
    "home": "/",
    "home of a place": f"/?{PLACE}",
    "map": "/map",
    "map of a place": f"/map?{PLACE}&geography=district",
    "map of two indicators": f"/map?{PLACE}&second=neet-or-not-known-16-17",
    "map on the projector": f"/map?{PLACE}&view=projector",
    "profile without a place": "/place_profile",
    "profile": f"/place_profile?{PLACE}",
    "profile on the projector": f"/place_profile?{PLACE}&view=projector",
    "productivity without a place": "/productivity",
    "productivity": f"/productivity?{PLACE}",
    "parts of productivity": f"/productivity?{PLACE}&step=parts",
    "industries": f"/productivity?{PLACE}&step=industries",
    "industries with hidden cells": "/productivity?place=E06000052&step=industries",
    "districts of productivity": f"/productivity?{PLACE}&step=districts",
    "firms": f"/productivity?{PLACE}&step=firms",
    "drivers": f"/productivity?{PLACE}&step=drivers",
    "school to work": f"/productivity?{PLACE}&step=school",
    "productivity of the country": "/productivity?place=E06000053&step=country",
    "productivity on the projector": f"/productivity?{PLACE}&view=projector&step=industries",
    "growth without a place": "/inclusive_growth",
    "growth": f"/inclusive_growth?{PLACE}",
    "a dimension of growth": f"/inclusive_growth?{PLACE}&step=labour-market-inclusion",
    "growth of all places": f"/inclusive_growth?{PLACE}&step=all-places",
    "growth inside a place": f"/inclusive_growth?{PLACE}&step=inside",
    "growth of a small place": "/inclusive_growth?place=E06000053&step=employment",
    "growth on the projector": f"/inclusive_growth?{PLACE}&view=projector&step=incomes",
    "coordination without a place": "/coordination",
    "coordination": f"/coordination?{PLACE}",
    "coordination of a small place": "/coordination?place=E06000053",
    "coordination on the projector": f"/coordination?{PLACE}&view=projector",
    "gaps on the projector": "/coordination?place=E06000053&view=projector&part=gaps",
    "what people said without a workspace": "/what_people_said",
    "pack without a place": "/evidence_pack",
    "pack": f"/evidence_pack?{PLACE}&edition=internal&chapters=work",
    "catalogue": "/data_and_methods",
    "one indicator": "/data_and_methods?show=One indicator",
    "methods": "/data_and_methods?show=Methods",
    "sources": "/data_and_methods?show=Sources and licences",
    "check": "/data_and_methods?show=Check a table",
}
ADDRESSES_OF_PAGES = (
    "/",
    "/map",
    "/place_profile",
    "/productivity",
    "/inclusive_growth",
    "/coordination",
    "/what_people_said",
    "/evidence_pack",
    "/data_and_methods",
)
NAMES_OF_PAGES = (
    "Home",
    "Map",
    "Place profile",
    "Productivity",
    "Inclusive growth",
    "Coordination",
    "What people said",
    "Evidence pack",
    "Data and methods",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

# Streamlit's own: (rule, selector of the element). On a phone st.table scrolls sideways in a box of its own that has no tab
# stop; Chromium since 130 and Firefox put such a box into the tab order themselves, and the page itself never scrolls sideways.
STREAMLITS_OWN = (("scrollable-region-focusable", "[data-testid=stTable] > div"),)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=list(ADDRESSES))
def test_a_page_is_sound(visit, address, width):
    seen = visit(address, width=width)
    drawn = seen.map if address.startswith("/map") else None
    assert seen.page.evaluate(
        "() => [document.documentElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth]"
    ) == [width, width]
    assert [found for found in found_by_axe(seen.page) if not is_streamlits_own(seen.page, found)] == []
    if drawn:
        assert found_by_axe(drawn) == []
    assert seen.errors == []
    assert seen.elsewhere == []


def test_what_is_listed_as_streamlits_own_still_occurs(visit):
    """A line of the list that no longer occurs is to be struck out."""
    page = visit("/data_and_methods", width=320).page
    page.get_by_test_id("stTable").first.wait_for()
    assert {rule for rule, _ in STREAMLITS_OWN} == {
        found[0] for found in found_by_axe(page) if is_streamlits_own(page, found)
    }


def test_each_page_has_its_own_title(visit):
    titles = [visit(address).page.title() for address in ADDRESSES_OF_PAGES]
    assert titles == [f"{name} · Place evidence" for name in NAMES_OF_PAGES]


@pytest.mark.parametrize(
    "address",
    [
        "/map?place=E47000001",
        "/place_profile?place=E47000001",
        "/coordination?place=E47000001",
        "/evidence_pack?place=E47000001",
        "/data_and_methods",
    ],
)
def test_a_pages_own_address_may_be_the_first_that_a_fresh_server_is_asked_for(visit, address):
    with serving() as fresh:
        seen = visit(address, server=fresh)
        links = (
            seen.page.get_by_role("navigation").get_by_role("link")
            if seen.page.get_by_role("navigation").count()
            else seen.page.get_by_test_id("stTopNavLink")
        )
        assert links.all_inner_texts()[0].endswith("Home")
        assert set(NAMES_OF_PAGES) - {"Home"} <= {text.split("\n")[-1] for text in links.all_inner_texts()}
        seen.says("Greater Manchester" if "place=" in address else "indicators")
        assert seen.errors == []


def found_by_axe(where: Page | Frame) -> list[tuple[str, str, str]]:
    """Every violation as rule, selector and the start of its markup."""
    found = Axe().run(where, options=RULES).response["violations"]  # type: ignore[arg-type]
    return [
        (violation["id"], str(node["target"][0]), node["html"][:200])
        for violation in found
        for node in violation["nodes"]
    ]


def is_streamlits_own(page: Page, found: tuple[str, str, str]) -> bool:
    """Whether a violation is at an element of the list, by its rule."""
    matches = "([target, selector]) => document.querySelector(target)?.matches(selector) ?? false"
    return any(found[0] == rule and page.evaluate(matches, [found[1], selector]) for rule, selector in STREAMLITS_OWN)
