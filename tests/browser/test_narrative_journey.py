"""From an empty workspace to a signed narrative in a pack, in a browser; by keyboard, on a phone, two at once, after a kill."""

from __future__ import annotations

import os
import re
import signal

import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import serving
from evidence.workspace.database import open_database
from evidence.workspace.items import add_item, read_items
from evidence.workspace.workspaces import create_workspace, new_link, open_workspace, view_link
from tests.browser.test_what_people_said import sound
from tests.browser.visit import PATIENCE, Visit
from tests.logged import BY, HOSTILE, WELDERS

MANCHESTER = "E47000001"
LINKED = re.compile(r"workspace=([\w-]{32})")
OLD = {"level employment-rate": {"kind": "level", "value": 1.0, "words": "1.0% in 2001", "sentence": "It was 1.0%."}}


@pytest.fixture
def link(address: str) -> str:
    """The link of a workspace with statements of every kind, a priority and what somebody said."""
    engine, made_with = open_database(address), new_link()
    made = create_workspace(
        engine, {"title": "Growth plan", "place": MANCHESTER, "step": "emerging"}, BY, link=made_with
    )
    heard = add_item(engine, made.id, "evidence", WELDERS | {"quotable": False}, BY).item.id
    for content in (
        {"section": "challenges", "text": "At [[level employment-rate]], said *they*.", "accepted": OLD},
        {"section": "challenges", "text": "Significantly, 45% cannot hire. [[]]", "evidence": [heard]},
        {"section": "asks", "text": HOSTILE, "by_whom": HOSTILE, "by_when": "2030"},
    ):
        add_item(engine, made.id, "claim", content, BY)
    add_item(engine, made.id, "priority", {"group": "Our own", "name": HOSTILE, "fit": "Castings."}, BY)
    engine.dispose()
    return made_with


def texts_in(address: str, link: str) -> list[str]:
    """The statements of a workspace, as they are in the database."""
    engine = open_database(address)
    found = [i.content["text"] for i in read_items(engine, open_workspace(engine, link).id) if i.kind == "claim"]
    engine.dispose()
    return found


def type_in(page: Page, label: str, text: str) -> None:
    """Type into a field and leave it."""
    box = page.get_by_role("textbox", name=label).first
    box.click()
    box.fill(text)
    page.keyboard.press("Tab")


def press(seen: Visit, name: str) -> None:
    seen.page.get_by_role("button", name=name).first.click()
    seen.settle()


def turn_to(seen: Visit, view: str) -> None:
    seen.page.get_by_test_id("stMain").get_by_role("radio", name=view).click()
    seen.settle()


def test_from_an_empty_workspace_to_a_signed_narrative_in_a_pack(visit, server, address):
    seen: Visit = visit("/narrative", server=server)
    sound(seen, 1280)
    seen.page.get_by_role("textbox", name="What is it for?").fill("Plan 2026")
    seen.choose("Place", "Isles of Scilly (unitary")
    press(seen, "Start")
    seen.says("Nothing is written yet.")
    sound(seen, 1280)
    link = LINKED.search(seen.page.url)[1]

    # What people said.
    seen.page.goto(f"{server.address}/what_people_said?workspace={link}&step=add")
    expect(seen.page.get_by_label("What you heard, or what the report says (needed)")).to_be_visible(timeout=PATIENCE)
    seen.settle()
    seen.page.get_by_text("Skills and labour", exact=True).click()
    seen.settle()
    seen.page.get_by_label("What you heard, or what the report says (needed)").fill("We cannot find boat builders.")
    press(seen, "Add to the log")
    seen.says("It is in the log.")
    sound(seen, 1280)

    # The draft, and an edited statement with a figure that was found.
    seen.page.goto(f"{server.address}/narrative?workspace={link}&step=write&part=challenges")
    expect(seen.page.get_by_role("button", name="Put the draft in")).to_be_visible(timeout=PATIENCE)
    press(seen, "Put the draft in")
    expect(seen.page.get_by_text("were put in")).to_be_visible(timeout=2 * PATIENCE)
    sound(seen, 1280)
    press(seen, "Add a statement")
    opened = seen.page.get_by_role("textbox", name="Statement")
    expect(opened.first).to_be_visible(timeout=PATIENCE)
    type_in(seen.page, "Statement", "Boats wait for builders; [[]] people live here.")
    seen.says("A figure is still to be put in where [[]] stands.")
    type_in(seen.page, "Find a figure to put in", "population")
    press(seen, "Population, 20")
    seen.says("people in 20")
    seen.choose("Rests on what people said", "boat builders")
    seen.page.keyboard.press("Escape")
    seen.says("rests on 1 source of what people said")
    sound(seen, 1280)
    assert "Boats wait for builders; [[level population]] people live here." in texts_in(address, link)

    # Read, test, keep, sign.
    for view in ("Read through", "Test it"):
        turn_to(seen, view)
        sound(seen, 1280)
    turn_to(seen, "Versions and sign-off")
    type_in(seen.page, "Name of the version", "For the council")
    press(seen, "Keep this version")
    seen.says("The version was kept.")
    type_in(seen.page, "Organisation", "The harbour company")
    press(seen, "Record it")
    seen.says("The harbour company agrees with For the council")
    sound(seen, 1280)

    # The pack with the narrative.
    seen.page.goto(f"{server.address}/evidence_pack?workspace={link}&chapters=narrative")
    expect(seen.page.get_by_role("button", name="Make the evidence pack")).to_be_visible(timeout=PATIENCE)
    press(seen, "Make the evidence pack")
    preview = seen.page.frame_locator("iframe").first
    expect(preview.get_by_text("Boats wait for builders").first).to_be_visible(timeout=4 * PATIENCE)
    sound(seen, 1280)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    "asked",
    ["step=write&part=challenges", "step=write&part=fit", "step=read", "step=test", "step=versions", "step=share"],
)
def test_every_view_is_sound(visit, server, link, asked, width):
    seen: Visit = visit(f"/narrative?workspace={link}&{asked}", server=server, width=width)
    sound(seen, width)


@pytest.mark.parametrize("width", [1280, 320])
def test_an_open_statement_is_sound(visit, server, link, width):
    seen: Visit = visit(f"/narrative?workspace={link}&step=write&part=challenges", server=server, width=width)
    press(seen, "Edit 2")
    type_in(seen.page, "Find a figure to put in", "gva gap")
    seen.says("What a reader would stumble over")
    sound(seen, width)


@pytest.mark.parametrize("width", [1280, 320])
def test_the_link_to_read_and_the_projector_are_sound(visit, server, link, width):
    read = view_link(link)
    for asked in ("", "&step=test", "&step=versions", "&view=projector"):
        seen: Visit = visit(f"/narrative?workspace={read}{asked}", server=server, width=width)
        sound(seen, width)
        assert "welders" not in seen.page.inner_text("body")


def test_a_statement_is_written_by_keyboard_alone(visit, server, address, link):
    seen: Visit = visit(f"/narrative?workspace={link}&step=write&part=challenges", server=server)
    keys = seen.page.keyboard
    seen.page.get_by_role("button", name="Edit 1").focus()
    keys.press("Enter")
    expect(seen.page.get_by_role("button", name="Close 1")).to_be_focused(timeout=PATIENCE)
    seen.settle()
    for _ in range(6):  # past what stands between: accepting, and the help of the field
        keys.press("Tab")
        if seen.page.evaluate("document.activeElement.tagName") == "TEXTAREA":
            break
    keys.press("Control+End")
    keys.type(" And more.")
    keys.press("Tab")
    seen.says("And more.")
    seen.says("Saved.")
    assert texts_in(address, link)[0].endswith("And more.")


def test_two_who_write_the_same_both_see_both_and_the_first_is_told_of_the_second(visit, server, address, link):
    one, two = (visit(f"/narrative?workspace={link}&step=write&part=challenges", server=server) for _ in range(2))
    for seen in (one, two):
        press(seen, "Edit 2")
    type_in(one.page, "Statement 2", "Ann's words.")
    one.says("Saved.")
    type_in(two.page, "Statement 2", "Ben's words.")
    two.says("Nothing of yours is lost: choose what should stand.")
    sound(two, 1280)
    press(two, "Keep both, mine after it")
    two.says("Saved.")
    assert texts_in(address, link)[1] == "Ann's words.\n\nBen's words."
    one.says("Somebody else has made")
    sound(one, 1280)
    press(one, "Show it")
    expect(one.page.get_by_role("textbox", name="Statement 2")).to_have_value(
        "Ann's words.\n\nBen's words.", timeout=PATIENCE
    )


def test_a_browser_remembers_its_workspaces_and_forgets_them(visit, server, link):
    seen: Visit = visit(f"/narrative?workspace={link}&step=read", server=server)
    seen.page.wait_for_function("localStorage.getItem('place-evidence-workspaces')", timeout=PATIENCE)
    seen.page.goto(f"{server.address}/narrative")
    entry = seen.page.get_by_role("link", name="Growth plan")
    expect(entry).to_be_visible(timeout=PATIENCE)
    sound(seen, 1280)
    entry.click()
    expect(seen.page.get_by_role("heading", name="Who we are")).to_be_visible(timeout=PATIENCE)
    seen.page.goto(f"{server.address}/narrative")
    seen.page.get_by_role("button", name="Forget Growth plan in this browser").click()
    expect(seen.page.get_by_role("link", name="Growth plan")).to_have_count(0)


def test_what_was_saved_is_there_after_the_server_was_killed(visit, address, link):
    with serving(database=address) as doomed:
        seen: Visit = visit(f"/narrative?workspace={link}&step=write&part=challenges", server=doomed)
        press(seen, "Edit 1")
        type_in(seen.page, "Statement 1", "Saved before the end.")
        seen.says("Saved.")
        seen.page.get_by_role("textbox", name="Statement 1").fill("Never left the field")
        os.kill(doomed.process, signal.SIGKILL)
    with serving(database=address) as again:
        seen = visit(f"/narrative?workspace={link}&step=write&part=challenges", server=again)
        seen.says("Saved before the end.")
        assert texts_in(address, link)[0] == "Saved before the end."
