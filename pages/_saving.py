"""Saving in the workspace that is open: what was done is told, with the way back; nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from evidence.errors import EvidenceError
from evidence.show.plain import plain
from evidence.workspace.history import take_back_all
from evidence.workspace.items import add_item, changes_of, remove_item, save_fields
from evidence.workspace.records import By, Conflict
from pages._workspace import Room, writer

CONFLICTS = "conflicts"  # what was not saved because somebody else changed the same meanwhile, by item and field


def add(room: Room, kind: str, content: Mapping[str, Any], said: str) -> str | None:
    """Add an item and say so; its id, None where that failed."""
    try:
        saved = add_item(room.engine, room.workspace.id, kind, content, writer(room))
    except EvidenceError as error:
        say(str(error), failed=True)
        return None
    say(said, undo=saved.changes)
    return saved.item.id


def save(room: Room, item_id: str, fields: Mapping[str, Any], *, seen: Mapping[str, Any], said: str = "Saved.") -> bool:
    """Save fields against what was seen of them; a conflict or a fault is kept to be shown, and nothing is lost."""
    try:
        answer = save_fields(room.engine, room.workspace.id, item_id, fields, writer(room), seen=seen)
    except EvidenceError as error:
        say(str(error), failed=True)
        return False
    pending = st.session_state.setdefault(CONFLICTS, {})
    if isinstance(answer, Conflict):
        pending[item_id, answer.field] = answer
        return False
    for name in fields:
        pending.pop((item_id, name), None)
    if answer.seq:
        say(said, undo=answer.changes)
    return True


def follow(key: str, held: Any) -> None:
    """Let a field show what is saved, unless somebody has typed something else in it that is not saved yet."""
    seen = f"{key}-seen"
    if key not in st.session_state or st.session_state[key] == st.session_state.get(seen):
        st.session_state[key] = st.session_state[seen] = held


def save_field(room: Room, item_id: str, name: str, key: str) -> None:
    """Save what was typed in the field `key` as the field `name` of an item, against what the writer had seen."""
    typed = st.session_state[key]
    if save(room, item_id, {name: typed}, seen={name: st.session_state.get(f"{key}-seen")}):
        st.session_state[f"{key}-seen"] = typed


def remove(room: Room, item_id: str, said: str) -> None:
    """Remove an item and say so, with the way back."""
    try:
        change = remove_item(room.engine, room.workspace.id, item_id, writer(room))
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    say(said, undo=(change.seq,))


def carry_out(room: Room, what: Callable[[], object], words: str = "") -> bool:
    """Do something that only a writer may, and say `words` (or what it answers where there are none), or why not."""
    try:
        writer(room)
        answer = what()
    except EvidenceError as error:
        say(str(error), failed=True)
        return False
    say(words or str(answer))
    return True


def changed_by(room: Room, by: By) -> tuple[int, ...]:
    """The numbers of the changes that were made with this name and time, the last first: what one undo takes back."""
    return tuple(
        c.seq for c in reversed(changes_of(room.engine, room.workspace.id, since=room.seq)) if c.by.at == by.at
    )


def said_last(room: Room) -> None:
    """What was last done here, with the way back; or why it was not done."""
    words, failed, undo = st.session_state.pop("workspace-said", ("", False, ()))
    if not words:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="workspace-told"):
        if failed:
            st.error(plain(words), icon=":material/error:")
        else:
            st.success(plain(words), icon=":material/check:")
        if undo:
            st.button("Undo", icon=":material/undo:", on_click=_undo, args=(room, undo), key="workspace-undo")


def why_not() -> str:
    """Why what was last tried was not done, on a page that says elsewhere what was done; "" where it was."""
    words, failed, _ = st.session_state.pop("workspace-said", ("", False, ()))
    return str(words) if failed else ""


def _undo(room: Room, changes: tuple[int, ...]) -> None:
    try:
        conflict = take_back_all(room.engine, room.workspace.id, changes, writer(room))
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    if conflict:
        say("Somebody changed the same thing since, so it was not undone; the history can bring it back.", failed=True)
    else:
        say("That was undone.")


def say(words: str, *, failed: bool = False, undo: tuple[int, ...] = ()) -> None:
    """Keep what was done, or why it was not, to be shown when the page is drawn next."""
    st.session_state["workspace-said"] = (words, failed, undo)
