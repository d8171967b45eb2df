"""The workspace of a page: its database, the link in the address, who is writing, and saving with a way back."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import streamlit as st
from sqlalchemy import Engine

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.log_words import conflict_words
from evidence.narrative.records import About, about_of
from evidence.narrative.whole import Narrative, narrative_of
from evidence.show.plain import plain
from evidence.wording import counted
from evidence.workspace.database import database_url, open_database
from evidence.workspace.history import take_back_all
from evidence.workspace.items import add_item, changes_of, last_change, read_items, remove_item, save_fields
from evidence.workspace.records import LONGEST_NAME, NOBODY, By, Conflict, Item, Workspace
from evidence.workspace.workspaces import LOST, create_workspace, new_link, open_workspace
from pages._remembered import forget
from pages._shared import keep, open_cached_evidence, with_group

LINK = "workspace"  # in the address
OPENED = "opened-workspace"  # what this run has read of the database; app.py begins each run without it
CONFLICTS = "conflicts"
WHO = "who-writes"


@dataclass(frozen=True, slots=True)
class Room:
    """A workspace that is open on a page: what is in it after the change numbered `seq`."""

    engine: Engine
    workspace: Workspace
    link: str
    items: tuple[Item, ...]
    seq: int

    @property
    def may_edit(self) -> bool:
        """Whether the link may change anything."""
        return self.workspace.may_edit

    @property
    def about(self) -> About:
        """What the workspace is about."""
        return about_of(next(item for item in self.items if item.kind == "about"))

    @property
    def about_id(self) -> str:
        """The id of the item that says what it is about."""
        return next(item.id for item in self.items if item.kind == "about")

    def of(self, kind: str) -> tuple[Item, ...]:
        """The items of a kind, in order."""
        return tuple(item for item in self.items if item.kind == kind)

    def item(self, item_id: str) -> Item | None:
        """The item of this id, None where it is gone."""
        return next((item for item in self.items if item.id == item_id), None)


@st.cache_resource(show_spinner="Opening the database")
def database() -> Engine:
    """The database, opened and brought up to date once in the process."""
    return open_database(database_url(os.environ))


def writer() -> By:
    """Who is writing, as they call themselves, and the time now."""
    return By(str(st.session_state.get(WHO) or ""), datetime.now(UTC))


def writing_as() -> None:
    """Who is writing, as they call themselves, and the way to say it."""
    who = str(st.session_state.get(WHO) or "")
    with st.popover(plain(f"Writing as {who}") if who else "Say who is writing", icon=":material/person:"):
        st.text_input(
            "Your name or team, for the history (optional)",
            key=WHO,
            max_chars=LONGEST_NAME,
            placeholder=NOBODY,
            persist_state="session",
        )


def current_room() -> Room | None:
    """The workspace of the address, None where it names none; read once in a run of a page.

    A link that opens nothing is said in one sentence. Without a link the database is not opened.
    """
    link = st.query_params.get(LINK) or st.session_state.setdefault("written", {}).get(LINK)
    if not link:
        return None
    opened_by, room = st.session_state.get(OPENED, (None, None))
    if opened_by != link:
        room = _open(link)
        st.session_state[OPENED] = (link, room)
    return room


def _open(link: str) -> Room | None:
    try:
        engine = database()
        workspace = open_workspace(engine, link)
        seq = last_change(engine, workspace.id)
        items = _items(engine, workspace.id, seq)
    except EvidenceError as error:
        st.warning(plain(str(error)))
        # A database that cannot be reached just now is no reason to lose the link.
        if str(error) == LOST:
            forget(link)
            keep(LINK, None)
        return None
    keep(LINK, link)
    return Room(engine, workspace, link, items, seq)


@lru_cache(maxsize=64)
def _items(engine: Engine, workspace_id: str, _seq: int) -> tuple[Item, ...]:
    """What is in a workspace after a change: read once for everybody who looks at it."""
    return read_items(engine, workspace_id)


def evidence_of(room: Room) -> tuple[EvidenceBase, str]:
    """The evidence base with the workspace's own group, if its place is one, and the code of its place."""
    base, place = open_cached_evidence(), room.about.place
    if not place.startswith("group:"):
        return base, base.area(place).code
    grouped = with_group(base, place.removeprefix("group:"))
    return grouped, next(code for code in grouped.areas if code not in base.areas)


def narrative_in(base: EvidenceBase, place: str, room: Room) -> Narrative:
    """The narrative of a workspace; made once for everybody who looks at it."""
    return _narrative(base, place, room.engine, room.workspace.id, room.seq)


@lru_cache(maxsize=32)
def _narrative(base: EvidenceBase, place: str, engine: Engine, workspace_id: str, seq: int) -> Narrative:
    return narrative_of(base, place, _items(engine, workspace_id, seq))


@st.fragment(run_every="8s")
def watch(room: Room) -> None:
    """Say when somebody else has changed the workspace since this page read it; nothing jumps until it is asked for."""
    try:
        newer = last_change(room.engine, room.workspace.id) - room.seq
    except EvidenceError as error:
        st.warning(plain(str(error)))
        return
    if newer > 0:
        with st.container(horizontal=True, vertical_alignment="center", key="workspace-newer"):
            st.info(f"Somebody else has made {counted(newer, 'change')} here since you opened this view.")
            if st.button("Show it", icon=":material/refresh:", key="workspace-refresh"):
                st.rerun()


def start(title: str, place: str, who: str) -> None:
    """Make a workspace and open it."""
    link = new_link()
    st.session_state[WHO] = who
    create_workspace(database(), {"title": title.strip(), "place": place, "step": "evidence-base"}, writer(), link=link)
    enter(link)


def enter(link: str) -> None:
    """Open the workspace of a link from now on."""
    st.session_state.setdefault("written", {})[LINK] = link
    st.query_params[LINK] = link


def leave() -> None:
    """Close the workspace in this browser tab."""
    st.session_state.setdefault("written", {})[LINK] = None
    st.query_params.pop(LINK, None)


def add(room: Room, kind: str, content: Mapping[str, Any], said: str) -> str | None:
    """Add an item and say so; its id, None where that failed."""
    try:
        saved = add_item(room.engine, room.workspace.id, kind, content, writer())
    except EvidenceError as error:
        say(str(error), failed=True)
        return None
    say(said, undo=saved.changes)
    return saved.item.id


def save(room: Room, item_id: str, fields: Mapping[str, Any], *, seen: Mapping[str, Any], said: str = "Saved.") -> bool:
    """Save fields against what was seen of them; a conflict or a fault is kept to be shown, and nothing is lost."""
    try:
        answer = save_fields(room.engine, room.workspace.id, item_id, fields, writer(), seen=seen)
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
        change = remove_item(room.engine, room.workspace.id, item_id, writer())
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    say(said, undo=(change.seq,))


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
        conflict = take_back_all(room.engine, room.workspace.id, changes, writer())
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    if conflict:
        say("Somebody changed the same thing since, so it was not undone; the history can bring it back.", failed=True)
    else:
        say("That was undone.")


def conflict_in(room: Room, item_id: str, name: str, key: str, *, words: Callable[[Any], str] | None = None) -> None:
    """The conflict over a field that `save_field` saves, if there is one."""

    def write(value: Any) -> None:
        theirs = item.content.get(name) if (item := room.item(item_id)) else None
        if save(room, item_id, {name: value}, seen={name: theirs}):
            st.session_state[key] = st.session_state[f"{key}-seen"] = value

    conflict_of(item_id, name, write, key, words=words)


def has_conflict(item_id: str) -> bool:
    """Whether somebody else changed something of an item that was being changed here, and it is not settled yet."""
    return any(of == item_id for of, _ in st.session_state.get(CONFLICTS, {}))


def conflict_of(
    item_id: str, field: str, write: Callable[[Any], None], key: str, *, words: Callable[[Any], str] | None = None
) -> None:
    """Where somebody else changed the field meanwhile: both values, who and when, and three ways on; nothing is lost.

    `write` saves a value over what stands there; `key` is that of the field, which still holds what was typed. Of a field
    that is chosen from a list, `words` names a choice, and there is no keeping both.
    """
    conflict = st.session_state.get(CONFLICTS, {}).get((item_id, field))
    if conflict is None or conflict.removed:
        return
    theirs, yours = (v if isinstance(v, bool | list) else str(v or "") for v in (conflict.theirs, conflict.yours))
    with st.container(border=True, key=f"conflict-{item_id}-{field}"):
        st.warning(plain(conflict_words(conflict)), icon=":material/group:")
        left, right = st.columns(2)
        for column, title, value in ((left, "What stands there now", theirs), (right, "What you typed", yours)):
            with column:
                st.markdown(f"**{title}**")
                st.text(words(value) if words else value)
        ways = [("Keep what stands there", theirs), ("Put mine in its place", yours)]
        ways += [] if words else [("Keep both, mine after it", f"{theirs}\n\n{yours}".strip())]
        with st.container(horizontal=True):
            for label, value in ways:
                st.button(
                    label,
                    key=f"{label}-{item_id}-{field}",
                    on_click=_settled,
                    args=(write, value, theirs, key, (item_id, field)),
                )


def _settled(write: Callable[[Any], None], value: Any, theirs: Any, key: str, pending: tuple[str, str]) -> None:
    st.session_state.get(CONFLICTS, {}).pop(pending, None)
    if value == theirs:
        # The field is drawn anew from what stands there.
        for gone in (key, f"{key}-seen"):
            st.session_state.pop(gone, None)
    else:
        write(value)


def removed_meanwhile() -> None:
    """Where somebody removed what was being written: that it is gone, and what was typed, so that it is not lost."""
    pending = st.session_state.get(CONFLICTS, {})
    for (item_id, field), conflict in [one for one in pending.items() if one[1].removed]:
        with st.container(border=True, key=f"removed-{item_id}-{field}"):
            st.warning(plain(conflict_words(conflict)), icon=":material/group:")
            if isinstance(conflict.yours, str):
                st.text(conflict.yours)
            st.button(
                "I have seen it",
                key=f"removed-seen-{item_id}-{field}",
                on_click=pending.pop,
                args=((item_id, field), None),
            )


def say(words: str, *, failed: bool = False, undo: tuple[int, ...] = ()) -> None:
    """Keep what was done, or why it was not, to be shown when the page is drawn next."""
    st.session_state["workspace-said"] = (words, failed, undo)
