"""Sharing a workspace: its title, the two links, one file of everything, new links, and removing it."""

from __future__ import annotations

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.show.plain import plain
from evidence.workspace.transfer import export_workspace
from evidence.workspace.workspaces import delete_workspace, new_link, renew_links, view_link
from pages._conflicts import conflict_in
from pages._saving import follow, said_last, save, save_field, say
from pages._shared import place_label, place_options, said
from pages._workspace import Room, enter, leave
from pages._workspace_start import LONGEST_TITLE

KEEP_THEM = (
    "Whoever has a link has what it opens: there are no accounts. Keep the link to edit among those who write; give the "
    "link to read to everybody else."
)


def share(room: Room) -> None:
    """What the workspace is, its links, its file, and what can be done to it as a whole."""
    st.header("This workspace")
    _about(room)
    st.header("Links")
    st.write(KEEP_THEM)
    left, right = st.columns(2)
    with left:
        _link("To edit", room.link)
    with right:
        _link("To read", view_link(room.link))
    _take_away(room)
    with st.expander("New links, or remove this workspace", key="workspace-danger"):
        _new_links(room)
        st.divider()
        _remove(room)


def _about(room: Room) -> None:
    """Title and purpose, saved when they are left."""
    for name, label, hint, most in (
        ("title", "Title", "Greater Manchester, local growth plan 2026", LONGEST_TITLE),
        ("purpose", "What it is for (optional)", "For the board's meeting in December", 300),
    ):
        key = f"about-{name}"
        follow(key, getattr(room.about, name))
        conflict_in(room, room.about_id, name, key)
        st.text_input(label, key=key, max_chars=most, placeholder=hint, on_change=_save_about, args=(room, name, key))


def _save_about(room: Room, name: str, key: str) -> None:
    if name == "title" and not st.session_state[key].strip():
        say("A workspace needs a title; it keeps the one that it has.", failed=True)
        st.session_state[key] = room.about.title
        return
    save_field(room, room.about_id, name, key)


def another_place(base: EvidenceBase, room: Room) -> None:
    """Where the place of a workspace is not one of the evidence base: choose another, or take everything away."""
    if not room.may_edit:
        return
    said_last(room)
    options = place_options(base)
    chosen = st.selectbox(
        "Choose the place that it is about now",
        options,
        index=None,
        format_func=lambda code: place_label(base, code),
        filter_mode="contains",
        placeholder="Type a name",
        key="another-place",
    )
    st.button("Take this place", disabled=chosen is None, on_click=_take_place, args=(room, chosen), key="take-place")
    _take_away(room)


def _take_place(room: Room, code: str) -> None:
    save(
        room, room.about_id, {"place": code}, seen={"place": room.about.place}, said="The workspace has another place."
    )


def _link(label: str, link: str) -> None:
    address = str(st.context.url or "").split("?")[0]
    st.markdown(f"**{label}**")
    st.code(f"{address}?workspace={link}", language=None, wrap_lines=True)


def _take_away(room: Room) -> None:
    st.header("One file of everything")
    st.write(
        "The whole workspace with its history, for your team: to keep, or to open on another computer. It holds words that "
        "are not for quotation; names of people are never in it. Workshops stay where they were held: what was kept of "
        "them as evidence is in the file, and each has its record as CSV."
    )
    with said(), st.container(horizontal=True):
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
        say(str(error), failed=True)
        return
    enter(link)
    say("The links were renewed. Give the new ones to your team.")


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
