"""Packs that were made, on record in their workspace: what the next one is compared with, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from evidence.coordination.activities import Activity
from evidence.coordination.kept import entry_of
from evidence.indicators.catalogue import Source
from evidence.pack.keeping import keep_pack, own_of, team_readings_of, written_of
from evidence.pack.written import Written
from evidence.workspace.history import versions_of
from evidence.workspace.items import add_item, changes_of, read_items, save_fields
from tests.narrating import MANCHESTER, item
from tests.workspaces import ANN, begin, claim

FIRST, SECOND, THIRD = date(2026, 11, 20), date(2026, 11, 24), date(2026, 11, 26)


def taken(engine, workspace, as_of) -> Written:
    """What a pack of that date takes from a workspace."""
    items = read_items(engine, workspace.id)
    return written_of(
        workspace.id, items, changes_of(engine, workspace.id), versions_of(engine, workspace.id), as_of=as_of
    )


def texts(items):
    return [one.content["text"] for one in items if one.kind == "claim"]


def test_the_first_pack_is_compared_with_none(engine):
    workspace = begin(engine)
    assert taken(engine, workspace, FIRST).last is None


def test_a_pack_that_was_made_is_a_version_and_an_item_with_its_date(engine):
    workspace = begin(engine)
    version = keep_pack(engine, taken(engine, workspace, FIRST), FIRST, ANN)
    assert version.name == "Evidence pack of 20 November 2026"
    assert version in versions_of(engine, workspace.id)
    (kept,) = [one for one in read_items(engine, workspace.id) if one.kind == "pack"]
    assert (kept.content["version"], kept.content["date"]) == (version.id, "2026-11-20")


def test_the_next_pack_is_compared_with_the_state_that_the_last_one_was_made_of(engine):
    workspace = begin(engine)
    claim(engine, workspace, "Before.")
    keep_pack(engine, taken(engine, workspace, FIRST), FIRST, ANN)
    claim(engine, workspace, "After.")
    found = taken(engine, workspace, SECOND)
    assert texts(found.last.items) == ["Before."]
    assert texts(found.items) == ["Before.", "After."]


def test_what_others_wrote_while_the_pack_was_being_made_is_no_part_of_it(engine):
    workspace = begin(engine)
    claim(engine, workspace, "In the pack.")
    of_pack = taken(engine, workspace, FIRST)
    claim(engine, workspace, "Too late for it.")
    keep_pack(engine, of_pack, FIRST, ANN)
    assert texts(taken(engine, workspace, SECOND).last.items) == ["In the pack."]


def test_the_same_pack_again_is_on_record_once_and_equal(engine):
    workspace = begin(engine)
    first = taken(engine, workspace, FIRST)
    keep_pack(engine, first, FIRST, ANN)
    again = taken(engine, workspace, FIRST)
    assert again == first
    assert hash(again) == hash(first)
    assert keep_pack(engine, again, FIRST, ANN) is None
    assert len(versions_of(engine, workspace.id)) == 1


def test_a_pack_of_the_same_day_is_compared_with_that_of_an_earlier_day(engine):
    workspace = begin(engine)
    claim(engine, workspace, "One.")
    keep_pack(engine, taken(engine, workspace, FIRST), FIRST, ANN)
    claim(engine, workspace, "Two.")
    keep_pack(engine, taken(engine, workspace, SECOND), SECOND, ANN)
    claim(engine, workspace, "Three.")
    assert texts(taken(engine, workspace, SECOND).last.items) == ["One."]
    assert texts(taken(engine, workspace, THIRD).last.items) == ["One.", "Two."]


def test_another_change_makes_another_pack(engine):
    workspace = begin(engine)
    before = taken(engine, workspace, FIRST)
    one = claim(engine, workspace)
    after = taken(engine, workspace, FIRST)
    assert before != after
    save_fields(engine, workspace.id, one.id, {"text": "Other."}, ANN, seen={"text": one.content["text"]})
    assert taken(engine, workspace, FIRST) != after


def test_a_record_whose_version_is_not_there_is_passed_over(sqlite):
    workspace = begin(sqlite)
    add_item(sqlite, workspace.id, "pack", {"version": "0" * 32, "date": "2026-11-01"}, ANN)
    add_item(sqlite, workspace.id, "pack", {}, ANN)
    assert taken(sqlite, workspace, THIRD).last is None


def test_a_sign_off_brings_the_state_of_its_version(sqlite):
    workspace = begin(sqlite)
    claim(sqlite, workspace, "Signed.")
    version = keep_pack(sqlite, taken(sqlite, workspace, FIRST), FIRST, ANN)
    claim(sqlite, workspace, "Since.")
    add_item(sqlite, workspace.id, "sign-off", {"organisation": "A", "version": version.id, "agreed": True}, ANN)
    (kept,) = taken(sqlite, workspace, THIRD).kept
    assert kept.version == version
    assert texts(kept.items) == ["Signed."]


def test_the_activities_and_readings_of_a_workspace_are_its_own(base):
    club = Activity(
        slug="jobs-club", layer="own", name="Jobs club", kind="employment-programme", lead_body="Bolton Council",
        area_codes=("E08000001",), areas_as_stated="", functions=("reach",), pillars=("finance",),
        source=Source("Bolton Council", "Minutes", "May 2026", "", ""),
    )  # fmt: skip
    items = (
        item(1, "activity", **entry_of(club)),
        item(2, "reading", area_code=MANCHESTER, dimension="incomes", text="Pay lags."),
        item(3, "reading", area_code="E08000001", dimension="incomes", text="Elsewhere."),
    )
    assert [a.name for a in own_of(base, items)] == ["Jobs club"]
    assert team_readings_of(items, MANCHESTER) == (("incomes", "Pay lags."),)


def test_two_are_equal_by_workspace_change_and_last_pack_alone():
    one = Written("w", 3, "p", (item(1, "about"),))
    assert one == replace(one, items=())
    assert one != replace(one, seq=4)
    assert one != replace(one, last_id="q")
    assert one != replace(one, workspace_id="v")
