"""From a place to its evidence pack: chosen, made, looked at, taken away."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import found_by_axe, is_streamlits_own
from tests.browser.visit import PATIENCE, Visit

STARTS = {"PDF": b"%PDF-", "Word document": b"PK", "Workbook": b"PK", "Web page": b"<!doctype html>"}


@pytest.mark.parametrize("width", [1280, 320])
def test_a_pack_is_made_looked_at_and_taken_away(visit, width):
    seen: Visit = visit("/evidence_pack?place=E06000053&chapters=work", width=width)
    seen.page.get_by_role("button", name="Make the evidence pack").click()
    expect(seen.page.get_by_role("heading", name="How it looks")).to_be_visible(timeout=4 * PATIENCE)
    preview = seen.page.frame_locator("iframe").first
    expect(preview.get_by_role("heading", name="Isles of Scilly on a page")).to_be_visible(timeout=PATIENCE)
    for name, start in STARTS.items():
        assert seen.take(name).lower().startswith(start.lower())
    assert [found for found in found_by_axe(seen.page) if not is_streamlits_own(seen.page, found)] == []
    assert seen.errors == []
    assert seen.elsewhere == []


def test_other_choices_take_the_pack_away_until_it_is_made_again(visit):
    seen: Visit = visit("/evidence_pack?place=E06000053&chapters=work")
    seen.page.get_by_role("button", name="Make the evidence pack").click()
    expect(seen.page.get_by_role("heading", name="How it looks")).to_be_visible(timeout=4 * PATIENCE)
    seen.choose("Edition", "Internal")
    expect(seen.page.get_by_role("heading", name="How it looks")).to_have_count(0)
    expect(seen.page.get_by_role("button", name="Make the evidence pack")).to_be_visible()
    assert "edition=internal" in seen.query


def test_making_a_pack_shows_how_far_it_is_and_can_be_stopped(visit):
    seen: Visit = visit("/evidence_pack?place=E47000006")
    seen.page.get_by_role("button", name="Make the evidence pack").click()
    expect(seen.page.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE)
    seen.page.get_by_role("button", name="Stop").click()
    expect(seen.page.get_by_role("button", name="Make the evidence pack")).to_be_visible(timeout=4 * PATIENCE)
    expect(seen.page.get_by_role("heading", name="How it looks")).to_have_count(0)
    assert seen.errors == []
