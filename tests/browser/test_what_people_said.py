"""The page What people said in a browser: at two widths and by keyboard, from the first entry to the link to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from benchmarks.server import Server
from evidence.workspace.database import open_database
from evidence.workspace.workspaces import new_link
from tests.browser.test_every_page import found_by_axe, is_streamlits_own
from tests.browser.visit import PATIENCE, Visit
from tests.logged import ASSEMBLY, BUSES, HOSTILE, WELDERS, Logged, logged, with_name

ACTIVE = "() => document.activeElement.innerText || document.activeElement.getAttribute('aria-label')"
WIDTH = "() => [document.documentElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth]"
# Streamlit fades what a longer run has not drawn anew yet.
NOTHING_FADES = """() => [...document.querySelectorAll('[data-testid=stElementContainer]')]
    .every((element) => getComputedStyle(element).opacity === "1")"""
HOSTILE_ENTRY = {**WELDERS, **dict.fromkeys(("prompt", "organisation", "said", "follow_up"), HOSTILE)}
LONG = {**WELDERS, "said": "Rents went up by a third in two years. " * 20, "organisation": "O" * 200}


@pytest.fixture
def log(address: str) -> Iterator[Logged]:
    """A log with hostile, long and ordinary entries, and the name of a person that is due for erasure."""
    engine = open_database(address)
    made = logged(engine, WELDERS, BUSES, ASSEMBLY, HOSTILE_ENTRY, LONG, link=new_link(), statements=1)
    with_name(made, 0, "Amina Khan", date.today() - timedelta(days=1))
    yield made
    engine.dispose()


@pytest.fixture
def see(visit: Callable[..., Visit], server: Server, log: Logged) -> Callable[..., Visit]:
    """Open a view of the page."""

    def open_view(step: str = "log", *, more: str = "", link: str = "", width: int = 1280) -> Visit:
        asked = f"/what_people_said?workspace={link or log.link}&step={step}{more}"
        return visit(asked, server=server, width=width)

    return open_view


def sound(seen: Visit, width: int) -> None:
    """Nothing is cut off, inaccessible, complained of, or asked of other servers."""
    seen.settle()
    seen.page.wait_for_function(NOTHING_FADES, timeout=PATIENCE)
    assert seen.page.evaluate(WIDTH) == [width, width]
    assert [f for f in found_by_axe(seen.page) if not is_streamlits_own(seen.page, f)] == []
    assert seen.errors == [] and seen.elsewhere == []


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("step", ["log", "add", "heard", "names", "files"])
def test_every_view_is_sound(see, step, width):
    seen = see(step, width=width)
    sound(seen, width)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("step", ["log", "heard", "files"])
def test_every_view_is_sound_with_the_link_to_read(see, log, step, width):
    seen = see(step, link=log.view, width=width)
    sound(seen, width)
    assert "Amina" not in seen.page.inner_text("body")


@pytest.mark.parametrize("width", [1280, 320])
def test_an_open_entry_with_its_name_and_its_way_out_is_sound(see, log, width):
    seen = see(more=f"&entry={log.entries[0].id}", width=width)
    sound(seen, width)
    seen.page.get_by_role("button", name="Erase entry 1 for good").click()
    expect(seen.page.get_by_text("It cannot be undone.")).to_be_visible(timeout=PATIENCE)
    sound(seen, width)


@pytest.mark.parametrize("width", [1280, 320])
def test_an_entry_is_added_with_a_name_after_a_refusal(see, log, width):
    seen = see("add", width=width)
    seen.page.get_by_role("button", name="Add to the log").click()
    seen.says("Nothing was said")
    seen.settle()
    sound(seen, width)
    seen.page.get_by_text("Skills and labour", exact=True).click()
    seen.settle()
    seen.page.get_by_label("What you heard, or what the report says (needed)").fill("Ask Dr Khan about welders.")
    seen.page.get_by_text("Keep who said it").click()
    seen.settle()
    seen.page.get_by_label("Name of the person").fill("Amina Khan")
    seen.page.get_by_text("Consent, UK GDPR, article 6(1)(a)").click()
    seen.settle()
    sound(seen, width)
    seen.page.get_by_role("button", name="Add to the log").click()
    seen.says("looks as if it holds personal data")
    seen.settle()
    assert len(log.entries) == 5
    sound(seen, width)
    seen.page.get_by_role("button", name="Add it all the same").click()
    seen.says("The name is kept apart.")
    assert log.entries[5].content == {"theme": "skills", "said": "Ask Dr Khan about welders."}


def test_a_field_is_saved_when_the_keyboard_leaves_it_and_the_page_is_reloaded(see, log):
    seen = see(more=f"&entry={log.entries[0].id}")
    box = seen.page.get_by_role("textbox", name="What was said")
    box.focus()
    seen.page.keyboard.press("Control+End")
    seen.page.keyboard.type(" Nobody can.")
    seen.page.keyboard.press("Tab")
    seen.says("Saved.")
    assert log.entries[0].content["said"] == "We cannot find welders. Nobody can."
    seen.page.reload()
    expect(seen.page.get_by_role("textbox", name="What was said")).to_have_value(
        "We cannot find welders. Nobody can.", timeout=PATIENCE
    )


def test_an_entry_is_opened_and_closed_by_keyboard(see):
    seen = see()
    button = seen.page.get_by_role("button", name="Edit 2", exact=True)
    button.focus()
    seen.page.keyboard.press("Enter")
    seen.settle()
    expect(seen.page.get_by_label("Organisation, never a person")).to_have_value("Secret Foods plc", timeout=PATIENCE)
    assert seen.page.evaluate(ACTIVE).strip().endswith("Close 2")
    assert "entry=" in seen.query
    seen.page.keyboard.press("Enter")
    seen.settle()
    assert "entry=" not in seen.query


def test_filters_are_in_the_address_and_come_back_with_it(see):
    seen = see(more="&theme=other")
    seen.says("1 of 5 entries, the newest first")
    seen.page.get_by_label("Find words in the entries").fill("submarines")
    seen.page.keyboard.press("Enter")
    seen.says("No entry has all of this.")
    assert "theme=other" in seen.query and "submarines" not in seen.query


def test_a_name_that_is_due_is_erased_at_one_press(see):
    seen = see()
    seen.says("The name of 1 person is due for erasure.")
    seen.page.get_by_role("button", name="See and erase").click()
    seen.says("Amina Khan")
    seen.page.get_by_role("button", name="Erase the name that is due").click()
    seen.says("No names are kept.")
    assert "Amina" not in seen.page.inner_text("body")


def test_the_log_is_taken_away_and_loads_again_without_doubling(see):
    seen = see("files")
    table = seen.take("For your team (CSV)")
    assert b"Secret Foods plc" in table and b"Amina" not in table
    assert b"Secret" not in seen.take("For others (CSV)")
    seen.page.locator("input[type=file]").set_input_files({"name": "log.csv", "mimeType": "text/csv", "buffer": table})
    seen.says("5 entries are in the log already, word for word, and are left out.")


def test_what_was_typed_when_somebody_removed_the_entry_is_not_lost(see, log):
    first, second = see(more=f"&entry={log.entries[1].id}"), see(more=f"&entry={log.entries[1].id}")
    second.page.get_by_role("button", name="Remove entry 2").click()
    second.says("The entry was removed.")
    first.page.get_by_role("textbox", name="What was said").fill("Later buses run from May.")
    first.page.keyboard.press("Tab")
    first.says("This entry was removed while you were typing.")
    first.says("Later buses run from May.")
