"""What a team adds on other pages: in the workspace where one is open for editing, otherwise in this browser tab."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from evidence.coordination.activities import Activity
from evidence.coordination.kept import KEY, activities_of, entry_of
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.workspace.lists import change_list
from pages._shared import open_cached_evidence
from pages._workspace import Room, current_room, say, writer

OWN, READINGS = "own_activities", "readings"
IN_TAB = "What is written here lives in this browser tab only: reloading the page or closing the tab loses it. {how}"
IN_ROOM = "This is kept in your workspace, {title}."

Readings = Mapping[tuple[str, str], str]


def where_kept(how: str) -> str:
    """Where what is added is kept, in one sentence; `how` says how to keep it without a workspace."""
    room = current_room()
    return IN_ROOM.format(title=room.about.title) if room else IN_TAB.format(how=how)


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


def keep_activities(before: tuple[Activity, ...], after: tuple[Activity, ...]) -> None:
    """Keep a changed list of activities."""
    room = current_room()
    if room is None:
        st.session_state[OWN] = after
    else:
        _change(room, "activity", KEY, [entry_of(a) for a in before], [entry_of(a) for a in after])


def team_readings() -> dict[tuple[str, str], str]:
    """What the team wrote of the dimensions of the inclusive-growth walk, by area code and key of a dimension."""
    room = current_room()
    if room is None:
        held: dict[tuple[str, str], str] = st.session_state.setdefault(READINGS, {})
        return dict(held)
    contents = [item.content for item in room.of("reading")]
    return {(str(c.get("area_code")), str(c.get("dimension"))): str(c.get("text", "")) for c in contents}


def keep_readings(found: Readings) -> None:
    """Keep readings, each in place of what was written of the same dimension before."""
    room, held = current_room(), team_readings()
    if room is None:
        st.session_state[READINGS] = {**held, **found}
        return
    before = [_reading(key, held[key]) for key in found if key in held]
    _change(room, "reading", "key", before, [_reading(key, text) for key, text in found.items()])


def _reading(key: tuple[str, str], text: str) -> dict[str, str]:
    code, dimension = key
    return {"key": f"{code} {dimension}", "area_code": code, "dimension": dimension, "text": text}


def _change(room: Room, kind: str, key: str, before: list[dict[str, str]], after: list[dict[str, str]]) -> None:
    if not room.may_edit:
        say("This workspace was opened with its link to read, so nothing was kept.", failed=True)
        return
    try:
        change_list(room.engine, room.workspace.id, kind, key, before, after, writer())
    except EvidenceError as error:
        say(str(error), failed=True)
