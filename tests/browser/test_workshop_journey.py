"""A workshop in the room: two phones and a projector, from the code to the evidence, with a server that is killed."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator

import psutil
import pytest
from playwright.sync_api import Page, expect

from benchmarks.server import Server, serving
from tests.browser.test_every_page import found_by_axe, is_streamlits_own
from tests.browser.visit import PATIENCE, Visit

PHONE = {"width": 320, "height": 640}
PROJECTOR = {"width": 1280, "height": 800}
HOSTILE = "<img src=x onerror=alert(1)> [x](http://evil.example)"
THUMB = 44  # pixels


@pytest.fixture
def room(tmp_path, browser) -> Iterator[Server]:  # noqa: ARG001 (no server where no browser can visit it)
    """A server with a database of the test's own."""
    with serving(database=f"sqlite:///{tmp_path / 'room.db'}") as server:
        yield server


def sound(seen: Visit) -> None:
    """Nothing inaccessible, nothing cut off, nothing asked of other servers."""
    page = seen.page
    width = page.viewport_size["width"]  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [found for found in found_by_axe(page) if not is_streamlits_own(page, found)] == []
    assert seen.elsewhere == []


def open_workshop(visit, room: Server) -> tuple[Visit, str]:
    """The leader's screen with a new workshop, and its code."""
    lead: Visit = visit("/workshop", server=room, **PROJECTOR)
    lead.page.get_by_label("What is it for?").fill("Growth plan")
    lead.choose("Place", "Isles of Scilly")
    lead.page.get_by_role("button", name="Start", exact=True).click()
    opening = lead.page.get_by_role("button", name="Open the workshop")
    expect(opening).to_be_visible(timeout=PATIENCE)
    lead.settle()
    opening.click()
    code = lead.page.locator("section.join .code")
    expect(code).to_be_visible(timeout=PATIENCE)
    return lead, code.inner_text().replace(" ", "")


def joined(visit, room: Server, code: str) -> Visit:
    """A phone that has joined by the address."""
    phone: Visit = visit(f"/join?code={code}", server=room, **PHONE)
    phone.page.get_by_role("button", name="Join").click()
    expect(phone.page.get_by_text("step 1 of 6")).to_be_visible(timeout=PATIENCE)
    return phone


def at_step(seen: Visit, title: str) -> None:
    """The page shows this step, now or soon."""
    expect(seen.page.get_by_role("heading", level=1, name=title)).to_be_visible(timeout=PATIENCE)


def next_step(lead: Visit, title: str) -> None:
    """Go on with the arrow key."""
    lead.settle()
    lead.page.locator("h1").click()
    lead.page.keyboard.press("ArrowRight")
    at_step(lead, title)


def put_under_finance(lead: Visit, *notes: str) -> None:
    """Put the notes that have these words under the theme Finance."""
    lead.settle()
    lead.page.get_by_text("Arrange the notes").click()
    for text in notes:
        lead.page.get_by_test_id("stCheckbox").filter(has_text=text).click()
        lead.settle()
    lead.choose("Theme", "Finance")
    lead.settle()
    lead.page.get_by_role("button", name="Put under the theme").click()
    expect(lead.page.locator(".themes h3")).to_have_text(f"Finance {len(notes)}", timeout=PATIENCE)


def thumb_sized(page: Page) -> None:
    """Every button that can be seen is large enough for a thumb."""
    for button in page.get_by_test_id("stMain").get_by_role("button").all():
        box = button.bounding_box()
        if box is not None and button.is_visible():
            assert box["height"] >= THUMB, button.inner_text()


def test_a_workshop_from_the_code_to_the_evidence(visit, room):
    lead, code = open_workshop(visit, room)
    sound(lead)
    first, second = joined(visit, room, code), joined(visit, room, code)
    lead.page.get_by_role("button", name=re.compile("^Projector view")).click()
    expect(lead.page.locator(".joined")).to_contain_text("2 people in the room", timeout=PATIENCE)
    sound(lead)
    lead.page.keyboard.press("j")
    at_step(lead, "What our economy produces")
    next_step(lead, "What our economy is made of")
    next_step(lead, "What you know and the figures do not")
    for phone in (first, second):
        at_step(phone, "What you know and the figures do not")
    # A double tap counts once.
    first.page.get_by_label("Your note").fill(HOSTILE)
    first.page.get_by_role("button", name="Send").dblclick()
    expect(lead.page.locator("ul.notes li")).to_have_count(1, timeout=PATIENCE)
    expect(lead.page.locator("ul.notes li")).to_have_text(HOSTILE)
    second.page.get_by_label("Your note").fill("Boats are few in winter.")
    second.page.get_by_role("button", name="Send").click()
    expect(lead.page.locator("ul.notes li")).to_have_count(2, timeout=PATIENCE)
    expect(first.page.get_by_text("Your note is on the screen")).to_be_visible()
    for seen in (lead, first):
        sound(seen)
    thumb_sized(first.page)
    next_step(lead, "What belongs together")
    put_under_finance(lead, "img src", "Boats")
    sound(lead)
    next_step(lead, "What matters most")
    at_step(first, "What matters most")
    first.page.get_by_role("button", name="Add to 1").click()
    expect(first.page.get_by_text("1 dot from you")).to_be_visible(timeout=PATIENCE)
    expect(lead.page.locator(".counted")).to_contain_text("1 of 2 in the room has voted", timeout=PATIENCE)
    expect(lead.page.get_by_text("Most dots")).to_have_count(0)
    lead.page.get_by_role("button", name="Show the result").click()
    expect(lead.page.get_by_role("heading", name="Most dots: Finance, 1 of 1")).to_be_visible(timeout=PATIENCE)
    for seen in (lead, first):
        sound(seen)
    thumb_sized(first.page)
    next_step(lead, "What we would say together")
    lead.page.get_by_label("The statement, as all agree").fill("We need boats.")
    lead.page.get_by_role("button", name="Put it to everybody").click()
    expect(second.page.get_by_text("We need boats.")).to_be_visible(timeout=PATIENCE)
    second.page.get_by_text("I agree", exact=True).click()
    second.settle()
    second.page.get_by_role("button", name="Raise my hand").click()
    expect(second.page.get_by_text("Your hand is up: I agree.")).to_be_visible(timeout=PATIENCE)
    expect(lead.page.locator("ul.hands li").first).to_have_text(re.compile(r"1\s*I agree"), timeout=PATIENCE)
    for seen in (lead, second):
        sound(seen)
    lead.page.keyboard.press("Escape")
    lead.page.get_by_role("button", name="Close the workshop").click()
    lead.page.get_by_role("button", name="Close it for good").click()
    expect(first.page.get_by_text("This workshop is closed")).to_be_visible(timeout=PATIENCE)
    lead.page.get_by_role("button", name="Keep as evidence").click()
    lead.says("4 pieces of evidence are in What people said now.")
    assert lead.take("Record (CSV)").decode().startswith("workshop,place,date,people,step")
    sound(lead)
    assert lead.errors == []


def test_a_server_that_is_killed_in_a_vote_comes_back_where_it_was(visit, tmp_path, browser):  # noqa: ARG001
    database = f"sqlite:///{tmp_path / 'room.db'}"
    with serving(database=database) as room:
        lead, code = open_workshop(visit, room)
        phone = joined(visit, room, code)
        lead.page.get_by_role("button", name=re.compile("^Projector view")).click()
        lead.settle()
        lead.page.keyboard.press("j")
        at_step(lead, "What our economy produces")
        for title in ("What our economy is made of", "What you know and the figures do not"):
            next_step(lead, title)
        at_step(phone, "What you know and the figures do not")
        phone.page.get_by_label("Your note").fill("Boats.")
        phone.page.get_by_role("button", name="Send").click()
        expect(lead.page.locator("ul.notes li")).to_have_count(1, timeout=PATIENCE)
        next_step(lead, "What belongs together")
        put_under_finance(lead, "Boats")
        next_step(lead, "What matters most")
        at_step(phone, "What matters most")
        phone.page.get_by_role("button", name="Add to 1").first.click()
        expect(phone.page.get_by_text("1 dot from you")).to_be_visible(timeout=PATIENCE)
        expect(lead.page.locator(".counted")).to_contain_text("1 of 1 in the room", timeout=PATIENCE)
        os.kill(psutil.Process(room.process).pid, signal.SIGKILL)
    with serving(database=database, port=int(room.address.rpartition(":")[2])):
        # Nobody reloads anything: both pages find the server again, and each other.
        for seen in (lead, phone):
            expect(seen.page.locator("[data-test-connection-state=CONNECTED]")).to_be_visible(timeout=3 * PATIENCE)
            expect(seen.page.locator("[data-test-script-state=notRunning]")).to_be_visible(timeout=3 * PATIENCE)
            expect(seen.page.get_by_role("link", name="conflicts")).to_have_count(0)  # Streamlit's own list of files
            seen.settle()
        expect(lead.page.locator(".counted")).to_contain_text("1 of 1 in the room", timeout=PATIENCE)
        expect(phone.page.get_by_text("1 dot from you")).to_be_visible(timeout=PATIENCE)
        phone.page.get_by_role("button", name="Take from 1").first.click()
        expect(lead.page.locator(".counted")).to_contain_text("0 of 1 in the room", timeout=PATIENCE)
        next_step(lead, "What we would say together")
        at_step(phone, "What we would say together")
        phone.page.reload()
        at_step(phone, "What we would say together")


def test_what_is_being_typed_stays_while_others_write(visit, room):
    lead, code = open_workshop(visit, room)
    first, second = joined(visit, room, code), joined(visit, room, code)
    for title in ("What our economy is made of", "What you know and the figures do not"):
        lead.settle()
        lead.page.get_by_role("button", name=re.compile("^Next")).click()
        expect(lead.page.get_by_role("heading", level=2, name=title)).to_be_visible(timeout=PATIENCE)
    for phone in (first, second):
        at_step(phone, "What you know and the figures do not")
    field = first.page.get_by_label("Your note")
    field.click()
    first.page.keyboard.type("Half a sentence")
    second.page.get_by_label("Your note").fill("Another.")
    second.page.get_by_role("button", name="Send").click()
    expect(lead.page.locator("ul.notes li")).to_have_count(1, timeout=PATIENCE)
    lead.page.get_by_role("button", name="Stop answers").click()
    expect(first.page.get_by_text("Answers are no longer taken")).to_be_visible(timeout=PATIENCE)
    expect(field).to_have_value("Half a sentence")
    lead.page.get_by_role("button", name="Take answers again").click()
    expect(first.page.get_by_text("Answers are no longer taken")).to_have_count(0, timeout=PATIENCE)
    expect(field).to_have_value("Half a sentence")


def test_a_quiet_projector_draws_nothing_but_the_time(visit, room):
    lead, code = open_workshop(visit, room)
    joined(visit, room, code)
    lead.page.get_by_role("button", name=re.compile("^Projector view")).click()
    expect(lead.page.locator(".joined")).to_contain_text("1 person in the room", timeout=PATIENCE)
    lead.settle()
    changed = lead.page.evaluate(
        """async () => {
            const seen = [];
            const watch = new MutationObserver((all) => seen.push(...all.map((one) => one.target)));
            watch.observe(document.querySelector("[data-testid=stMain]"), {childList: true, subtree: true, characterData: true});
            await new Promise((done) => setTimeout(done, 3500));
            watch.disconnect();
            const timer = document.querySelector(".time-left").closest("[data-testid=stElementContainer]");
            return seen.filter((node) => node.isConnected && !timer.contains(node))
                .map((node) => (node.outerHTML || node.textContent).slice(0, 200));
        }"""
    )
    assert changed == []


@pytest.mark.parametrize("address", ["/join", "/join?code=CCCCCC", "/workshop"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_ways_in_are_sound(visit, room, address, width):
    seen: Visit = visit(address, server=room, width=width)
    sound(seen)
    assert seen.errors == []
    if address == "/join":
        thumb_sized(seen.page)


def test_join_is_not_in_the_menu(visit, room):
    seen: Visit = visit("/", server=room, width=1700)
    expect(seen.page.get_by_role("link", name="Workshop")).to_be_visible(timeout=PATIENCE)
    expect(seen.page.get_by_role("link", name="Join")).to_have_count(0)
