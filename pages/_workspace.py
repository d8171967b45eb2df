"""The workspace of a page: its database, the link in the address, who is writing, and what others changed meanwhile."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import streamlit as st
from sqlalchemy import Engine

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.place import placed
from evidence.narrative.records import About, about_of
from evidence.narrative.whole import Narrative, narrative_of
from evidence.show.plain import plain
from evidence.wording import counted
from evidence.workspace.database import database_url, open_database
from evidence.workspace.items import last_change, read_items
from evidence.workspace.records import LONGEST_NAME, NOBODY, By, Item, Workspace
from evidence.workspace.workspaces import LOST, create_workspace, new_link, open_workspace
from pages._remembered import forget
from pages._shared import OPENED, keep, open_cached_evidence
from pages._tick import BY_ITSELF, tick

READS_ONLY = "Your link only reads this workspace, so nothing was saved. Ask for the link to edit."
LOOKS = 8.0  # every so many seconds for what others changed
LINK = "workspace"  # in the address
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


def writer(room: Room) -> By:
    """Who is writing in a workspace, as they call themselves, and the time now.

    Raises EvidenceError where the link no longer edits it: it may have been renewed since the page was drawn.
    """
    if not open_workspace(room.engine, room.link).may_edit:
        raise EvidenceError(READS_ONLY)
    return _by_now()


def _by_now() -> By:
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
    return placed(open_cached_evidence(), room.about.place)


def narrative_in(base: EvidenceBase, place: str, room: Room) -> Narrative:
    """The narrative of a workspace; made once for everybody who looks at it."""
    return _narrative(base, place, room.engine, room.workspace.id, room.seq)


@lru_cache(maxsize=32)
def _narrative(base: EvidenceBase, place: str, engine: Engine, workspace_id: str, seq: int) -> Narrative:
    return narrative_of(base, place, _items(engine, workspace_id, seq))


@st.fragment(run_every=BY_ITSELF)
def watch(room: Room) -> None:
    """Say when somebody else has changed the workspace since this page read it; nothing jumps until it is asked for."""
    tick(LOOKS)
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
    create_workspace(
        database(), {"title": title.strip(), "place": place, "step": "evidence-base"}, _by_now(), link=link
    )
    enter(link)


def enter(link: str) -> None:
    """Open the workspace of a link from now on."""
    st.session_state.setdefault("written", {})[LINK] = link
    st.query_params[LINK] = link


def leave() -> None:
    """Close the workspace in this browser tab."""
    st.session_state.setdefault("written", {})[LINK] = None
    st.query_params.pop(LINK, None)
