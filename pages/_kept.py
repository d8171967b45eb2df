"""What a team adds on other pages: in the workspace where one is open for editing, otherwise in this browser tab."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from evidence.coordination.activities import Activity
from evidence.coordination.kept import KEY, activities_of, entry_of
from evidence.errors import EvidenceError
from evidence.growth.kept import KEY as READING
from evidence.growth.kept import entry_of as entry_of_reading
from evidence.growth.kept import readings_in
from evidence.indicators.base import EvidenceBase
from evidence.show.plain import plain
from evidence.workspace.items import read_items
from evidence.workspace.lists import change_list
from evidence.workspace.records import Item
from pages._conflicts import conflict_in
from pages._saving import add, save, say, why_not
from pages._shared import open_cached_evidence
from pages._workspace import Room, current_room, writer

OWN, READINGS = "own_activities", "readings"
IN_TAB = "What is written here lives in this browser tab only: reloading the page or closing the tab loses it. {how}"
IN_ROOM = "This is kept in your workspace, {title}."
TO_READ = "The workspace {title} is open to read: what stands here is its team's, and nothing can be added."

Readings = Mapping[tuple[str, str], str]


def where_kept(how: str) -> str:
    """Where what is added is kept, in one sentence; `how` says how to keep it without a workspace."""
    room = current_room()
    if room is None:
        return IN_TAB.format(how=how)
    return (IN_ROOM if room.may_edit else TO_READ).format(title=room.about.title)


def may_keep() -> bool:
    """Whether anything can be added: not in a workspace that is open to read."""
    room = current_room()
    return room is None or room.may_edit


def own_activities() -> tuple[Activity, ...]:
    """The activities that the team added itself."""
    room = current_room()
    if room is None:
        return tuple(st.session_state.get(OWN, ()))
    tables = tuple(str(item.content.get("table", "")) for item in room.of("activity"))
    return _activities(open_cached_evidence(), tables)


@lru_cache(maxsize=64)
def _activities(base: EvidenceBase, tables: tuple[str, ...]) -> tuple[Activity, ...]:
    return activities_of(base, tuple({"table": table} for table in tables))


def keep_activities(before: tuple[Activity, ...], after: tuple[Activity, ...]) -> str:
    """Keep a changed list of activities; returns why that could not be done, "" where it was."""
    room = current_room()
    if room is None:
        st.session_state[OWN] = after
        return ""
    return _change(room, "activity", KEY, [entry_of(a) for a in before], [entry_of(a) for a in after])


def team_readings() -> dict[tuple[str, str], str]:
    """What the team wrote of the dimensions of the inclusive-growth walk, by area code and key of a dimension."""
    room = current_room()
    if room is None:
        held: dict[tuple[str, str], str] = st.session_state.setdefault(READINGS, {})
        return dict(held)
    return readings_in(item.content for item in room.of("reading"))


def keep_reading(code: str, dimension: str, key: str) -> None:
    """Keep what was typed in the field `key` as the reading of a dimension, against what its writer had seen."""
    typed, seen = st.session_state[key], st.session_state.get(f"{key}-seen", "")
    room = current_room()
    if room is None:
        st.session_state[READINGS] = {**team_readings(), (code, dimension): typed}
        kept = True
    else:
        kept = _keep_in(room, code, dimension, typed, seen)
    if kept:
        st.session_state[f"{key}-seen"] = typed


def _keep_in(room: Room, code: str, dimension: str, typed: str, seen: str) -> bool:
    try:
        # Read anew: somebody else may have written the first reading of this dimension since.
        item = _reading(read_items(room.engine, room.workspace.id), code, dimension)
    except EvidenceError as error:
        say(str(error), failed=True)
        return False
    if item is None:
        return add(room, "reading", entry_of_reading(code, dimension, typed), "Saved.") is not None
    return save(room, item.id, {"text": typed}, seen={"text": seen})


def reading_conflict(code: str, dimension: str, key: str) -> None:
    """Where somebody else wrote of the same dimension meanwhile: both texts and the ways on; and why nothing was kept."""
    room = current_room()
    if room and (item := _reading(room.items, code, dimension)):
        conflict_in(room, item.id, "text", key)
    if why := why_not():
        st.error(plain(why), icon=":material/error:")


def _reading(items: tuple[Item, ...], code: str, dimension: str) -> Item | None:
    wanted = entry_of_reading(code, dimension, "")[READING]
    return next((item for item in items if item.kind == "reading" and item.content.get(READING) == wanted), None)


def keep_readings(found: Readings) -> str:
    """Keep readings, each in place of what was written of the same dimension; returns why that could not be done."""
    room, held = current_room(), team_readings()
    if room is None:
        st.session_state[READINGS] = {**held, **found}
        return ""
    before = [entry_of_reading(*key, held[key]) for key in found if key in held]
    return _change(room, "reading", READING, before, [entry_of_reading(*key, text) for key, text in found.items()])


def _change(room: Room, kind: str, key: str, before: list[dict[str, str]], after: list[dict[str, str]]) -> str:
    if not room.may_edit:
        return TO_READ.format(title=room.about.title)
    try:
        change_list(room.engine, room.workspace.id, kind, key, before, after, writer(room))
    except EvidenceError as error:
        return str(error)
    return ""
