"""The page Evidence pack with a workspace: its narrative goes in, and that a pack was made is on record."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.workspace.history import versions_of
from evidence.workspace.items import add_item, read_items
from evidence.workspace.workspaces import view_link
from pages._workspace import OPENED
from tests.narrating import ANN, MANCHESTER, items_of, workspace_of
from tests.test_pages import downloads, opened, press

BOLTON = "E08000001"


@pytest.fixture
def engine(page_engine):
    """A database of the test's own, which the page opens too."""
    return page_engine


@pytest.fixture
def workspace(base, engine):
    """A workspace with a narrative of Greater Manchester, and its link to edit."""
    return workspace_of(engine, items_of(base))


def box(app):
    """The checkbox of the narrative, None where there is none."""
    return next((b for b in app.checkbox if b.label.startswith("With the narrative of")), None)


def test_the_narrative_goes_in_by_itself_where_the_pack_is_of_the_workspaces_place(workspace):
    app = opened("evidence_pack", f"workspace={workspace[1]}&place={MANCHESTER}&chapters=none")
    assert box(app).label == "With the narrative of Greater Manchester, local growth plan 2026"
    assert box(app).value is True
    assert "The place narrative" in app.table[0].value.index
    assert "narrative" not in app.query_params


def test_without_a_place_that_of_the_workspace_is_chosen(workspace):
    app = opened("evidence_pack", f"workspace={workspace[1]}&chapters=none")
    assert app.query_params["place"] in (MANCHESTER, [MANCHESTER])
    assert box(app).value is True


def test_for_another_place_it_is_to_be_asked_for_and_the_choice_is_in_the_address(workspace):
    app = opened("evidence_pack", f"workspace={workspace[1]}&place={BOLTON}&chapters=none")
    assert box(app).value is False
    assert "The place narrative" not in app.table[0].value.index
    box(app).set_value(True).run()
    assert app.query_params["narrative"] in ("with", ["with"])
    assert "The place narrative" in app.table[0].value.index
    again = opened("evidence_pack", f"workspace={workspace[1]}&place={BOLTON}&chapters=none&narrative=with")
    assert box(again).value is True


def test_it_can_be_left_out(workspace):
    app = opened("evidence_pack", f"workspace={workspace[1]}&place={MANCHESTER}&chapters=none&narrative=without")
    assert box(app).value is False
    assert "The place narrative" not in app.table[0].value.index


def test_without_a_workspace_there_is_nothing_to_tick():
    assert box(opened("evidence_pack", f"place={MANCHESTER}&chapters=none")) is None


def test_a_pack_that_was_made_is_on_record_once_and_stays_made(engine, workspace):
    made, link = workspace
    app = opened("evidence_pack", f"workspace={link}&place={MANCHESTER}&chapters=none")
    press(app, "Make the evidence pack")
    assert not app.exception
    assert len(downloads(app)) == 4
    app.run()
    assert len(downloads(app)) == 4
    packs = [item for item in read_items(engine, made.id) if item.kind == "pack"]
    assert [item.content["date"] for item in packs] == [date.today().isoformat()]
    (version,) = versions_of(engine, made.id)
    assert version.name.startswith("Evidence pack of ")
    assert packs[0].content["version"] == version.id


def test_a_change_of_the_narrative_asks_for_the_pack_anew(engine, workspace):
    made, link = workspace
    app = press(opened("evidence_pack", f"workspace={link}&place={MANCHESTER}&chapters=none"), "Make the evidence pack")
    add_item(engine, made.id, "claim", {"section": "asks", "text": "A tram."}, ANN)
    app.session_state[OPENED] = (None, None)  # app.py, which this way of testing passes by, begins each run without it
    app.run()
    assert downloads(app) == []


def test_who_may_only_read_makes_a_pack_and_leaves_no_trace(engine, workspace):
    made, link = workspace
    app = opened("evidence_pack", f"workspace={view_link(link)}&place={MANCHESTER}&chapters=none")
    press(app, "Make the evidence pack")
    assert len(downloads(app)) == 4
    assert not [item for item in read_items(engine, made.id) if item.kind == "pack"]
