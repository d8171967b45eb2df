"""Sharing a workspace: who writes, the two links, one file of everything, new links, and removing it."""

from __future__ import annotations

import streamlit as st

from evidence.errors import EvidenceError
from evidence.show.plain import plain
from evidence.workspace.transfer import export_workspace
from evidence.workspace.workspaces import delete_workspace, new_link, renew_links, view_link
from pages._shared import said
from pages._workspace import ONLY_READ, WHO, Room, enter, leave

KEEP_THEM = (
    "Whoever has a link has what it opens: there are no accounts. Keep the link to edit among those who write; give the "
    "link to read to everybody else."
)


def share(room: Room) -> None:
    """Links, file, and what can be done to the workspace as a whole."""
    if not room.may_edit:
        st.info(ONLY_READ, icon=":material/visibility:")
        _take_away(room)
        return
    st.header("Who is writing")
    st.text_input(
        "Your name or team, for the history (optional)",
        key=WHO,
        max_chars=80,
        placeholder="Someone with the edit link",
        persist_state="session",
    )
    st.header("Links")
    st.write(KEEP_THEM)
    _link("To edit", room.link)
    _link("To read", view_link(room.link))
    _take_away(room)
    with st.expander("New links, or remove this workspace", key="workspace-danger"):
        _new_links(room)
        _remove(room)


def _link(label: str, link: str) -> None:
    address = str(st.context.url or "").split("?")[0]
    st.markdown(f"**{label}**")
    st.code(f"{address}?workspace={link}", language=None, wrap_lines=True)


def _take_away(room: Room) -> None:
    st.header("One file of everything")
    st.write(
        "The whole workspace with its history, to keep, to hand on or to open on another computer. Names of people are "
        "never in it."
    )
    with said():
        st.download_button(
            "Download the workspace (JSON)",
            lambda: export_workspace(room.engine, room.workspace.id),
            file_name="workspace.json",
            mime="application/json",
            on_click="ignore",
            icon=":material/download:",
            key="download-workspace",
        )
    st.button("Close this workspace in this tab", icon=":material/logout:", on_click=leave, key="workspace-leave")


def _new_links(room: Room) -> None:
    st.write("New links replace both links above: whoever has an old one can no longer open the workspace.")
    st.button("Make new links", icon=":material/key:", on_click=_renew, args=(room,), key="workspace-renew")


def _renew(room: Room) -> None:
    link = new_link()
    try:
        renew_links(room.engine, room.workspace.id, link=link)
    except EvidenceError as error:
        st.session_state["workspace-said"] = (str(error), True, ())
        return
    enter(link)
    st.session_state["workspace-said"] = ("The links were renewed. Give the new ones to your team.", False, ())


def _remove(room: Room) -> None:
    st.write("Removing the workspace erases everything in it, with its history and all names, for everybody.")
    typed = st.text_input("To remove it, type its title", key="workspace-remove-title")
    sure = bool(typed.strip()) and typed.strip() == room.about.title
    if st.button("Remove this workspace for good", icon=":material/delete_forever:", disabled=not sure):
        try:
            delete_workspace(room.engine, room.workspace.id)
        except EvidenceError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        leave()
        st.rerun()
