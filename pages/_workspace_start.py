"""Where no workspace is open: start one, open one by its link, or bring one back from a file."""

from __future__ import annotations

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.show.plain import plain
from evidence.workspace.transfer import LARGEST, import_workspace
from evidence.workspace.workspaces import new_link
from pages._remembered import remembered
from pages._shared import head, open_cached_evidence, place_label, place_options
from pages._workspace import Room, current_room, database, enter, start

LONGEST_TITLE = 120


def room_or_start(title: str, what: str) -> Room | None:
    """The workspace that is open; where none is, None, and the page is the ways into one, under its title."""
    room = current_room()
    if room is None:
        head(title, None)
        _ways_in(open_cached_evidence(), what)
    return room


def _ways_in(base: EvidenceBase, what: str) -> None:
    """The three ways into a workspace; `what` says what it is for on this page."""
    st.write(what)
    remembered()
    st.header("Start a workspace")
    _start(base)
    left, right = st.columns(2)
    with left:
        st.header("Open one that you were given")
        _open()
    with right:
        st.header("Bring one back from a file")
        _bring_back()


def _start(base: EvidenceBase) -> None:
    offered = place_options(base)
    known = st.session_state.get("place")
    with st.form("start-workspace", border=True):
        title = st.text_input(
            "What is it for?", max_chars=LONGEST_TITLE, placeholder="Greater Manchester, local growth plan 2026"
        )
        left, right = st.columns(2)
        with left:
            place = st.selectbox(
                "Place",
                offered,
                index=offered.index(known) if known in offered else None,
                format_func=lambda code: place_label(base, code),
                filter_mode="contains",
                placeholder="Type a name",
            )
        with right:
            who = st.text_input(
                "Your name or team, for the history (optional)", max_chars=80, placeholder="Economy team"
            )
        if st.form_submit_button("Start", type="primary", icon=":material/add:"):
            if not title.strip() or not place:
                st.error("Say what the workspace is for, and choose its place.", icon=":material/error:")
            else:
                _started(base, title, place, who)
    st.caption(
        "No account is needed. The workspace gets two links that nobody can guess: one to edit, one to read. Whoever has "
        "a link has the workspace, so keep them as you would keep a key."
    )


def _started(base: EvidenceBase, title: str, place: str, who: str) -> None:
    area = base.areas[place]
    stored = st.session_state.get("written", {}).get("group") if area.geography == "group" else None
    try:
        start(title, f"group:{stored}" if stored else place, who)
    except EvidenceError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def _open() -> None:
    with st.form("open-workspace", border=True):
        given = st.text_input("Link or its last part", placeholder="https://…?workspace=…")
        if st.form_submit_button("Open", icon=":material/login:"):
            link = given.strip().rsplit("workspace=", 1)[-1].split("&")[0]
            if link:
                enter(link)
                st.rerun()
            st.error("Paste the link that you were given.", icon=":material/error:")


def _bring_back() -> None:
    given = st.file_uploader(
        "File of a workspace (JSON)", type="json", key="workspace-file", max_upload_size=LARGEST // 1_000_000
    )
    if given is not None and st.button("Bring it back as a new workspace", icon=":material/upload_file:"):
        link = new_link()
        try:
            import_workspace(database(), given.getvalue(), link=link)
        except EvidenceError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        enter(link)
        st.rerun()
