"""Versions of the narrative: keeping one, comparing two, signing one off, and the history of every change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from evidence.errors import EvidenceError
from evidence.narrative.compare import compare, since_sign_off, summary_lines
from evidence.narrative.log_words import history_table, version_label
from evidence.narrative.records import SignOff, sign_off_of
from evidence.show.narrative_cards import comparison_html, sign_off_html
from evidence.show.plain import plain, plain_table
from evidence.wording import counted
from evidence.workspace.history import keep_version, restore, state_at, take_back, versions_of
from evidence.workspace.items import changes_of
from evidence.workspace.records import Change, Item, Version
from pages._saving import add, changed_by, remove, say
from pages._shared import download, said, sentences
from pages._workspace import Room, writer

NOW = "now"
LINES = 25  # of the history that are shown at once


def versions(room: Room) -> None:
    """Keep a version, compare, sign off, and the history."""
    with said():
        kept = {version.id: version for version in versions_of(room.engine, room.workspace.id)}
        log = changes_of(room.engine, room.workspace.id)
        if room.may_edit:
            _keep(room)
        _compare(room, kept, log)
        _sign_offs(room, kept, log)
        if room.may_edit:
            _history(room, log)


def _keep(room: Room) -> None:
    st.header("Keep a version")
    with st.form("keep-version", border=False, clear_on_submit=True):
        name = st.text_input("Name of the version", max_chars=200, placeholder="Draft for the board, December 2026")
        if st.form_submit_button("Keep this version", icon=":material/bookmark_add:"):
            try:
                keep_version(room.engine, room.workspace.id, name, writer(room))
            except EvidenceError as error:
                st.error(plain(str(error)), icon=":material/error:")
            else:
                say("The version was kept.")
                st.rerun()


def _state(room: Room, log: Sequence[Change], kept: Mapping[str, Version], chosen: str) -> tuple[Item, ...]:
    """The items of a version, or as they are now."""
    return room.items if chosen == NOW else state_at(log, kept[chosen].seq)


def _compare(room: Room, kept: Mapping[str, Version], log: Sequence[Change]) -> None:
    st.header("Compare two versions")
    if not kept:
        st.write("No version has been kept yet. Keep one before a meeting, and compare afterwards.")
        return
    names = {key: version_label(version) for key, version in reversed(kept.items())} | {NOW: "As it is now"}
    left, right = st.columns(2)
    with left:
        before = st.selectbox("Before", list(kept)[::-1], format_func=names.__getitem__)
    with right:
        after = st.selectbox("After", [NOW, *reversed(kept)], format_func=names.__getitem__)
    found = compare(_state(room, log, kept, before), _state(room, log, kept, after))
    sentences(summary_lines(found))
    st.html(comparison_html(found))
    if room.may_edit:
        _go_back(room, kept[before])


def _go_back(room: Room, version: Version) -> None:
    with st.expander("Go back to the version on the left", key="go-back", icon=":material/history:"):
        st.write(
            "The whole workspace then is what it was: statements, what people said, sign-offs, priorities, readings. What "
            "is here now stays in the history, so this can be undone; only names of people who came since are erased."
        )
        st.button(
            plain(f"Go back to {version_label(version)}"),
            icon=":material/history:",
            key="restore",
            on_click=_restore,
            args=(room, version),
        )


def _restore(room: Room, version: Version) -> None:
    try:
        by = writer(room)
        done = restore(room.engine, room.workspace.id, version.seq, by)
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    if done:
        say(f"Everything is as it was in {version.name}.", undo=changed_by(room, by))
    else:
        say(f"It already is as it was in {version.name}.")


def _sign_offs(room: Room, kept: Mapping[str, Version], log: Sequence[Change]) -> None:
    st.header("Signed off by partners")
    held = [sign_off_of(item) for item in room.of("sign-off")]
    if not held:
        st.write("No partner has signed yet. A partner signs a version that was kept, with or without reservations.")
    for signed in held:
        _signed(room, signed, kept, log)
    if room.may_edit and kept:
        _sign(room, kept)


def _signed(room: Room, signed: SignOff, kept: Mapping[str, Version], log: Sequence[Change]) -> None:
    version = kept.get(signed.version)
    with st.container(border=True, key=f"signed-{signed.id}"):
        st.html(sign_off_html(signed, version_label(version) if version else "a version that is no longer kept"))
        if version:
            first, *others = since_sign_off(signed, state_at(log, version.seq), room.items)
            st.markdown(plain(first))
            if others:
                sentences(others)
        if room.may_edit:
            st.button(
                f"Take back the sign-off of {plain(signed.organisation)}",
                icon=":material/undo:",
                key=f"unsign-{signed.id}",
                on_click=remove,
                args=(room, signed.id, "The sign-off was taken back."),
            )


def _sign(room: Room, kept: Mapping[str, Version]) -> None:
    names = {key: version_label(version) for key, version in reversed(kept.items())}
    with st.form("sign-off", border=True, clear_on_submit=True):
        st.markdown("**Record a sign-off**")
        left, right = st.columns(2)
        with left:
            organisation = st.text_input("Organisation", max_chars=200)
            role = st.text_input(
                "Who signs for it, by role (optional)", max_chars=200, placeholder="Chair of the board"
            )
        with right:
            version = st.selectbox("Version", list(names), format_func=names.__getitem__)
            day = st.date_input("Date", value=date.today(), format="DD/MM/YYYY")
        agreed = st.checkbox("They agree", value=True)
        reservations = st.text_area("Reservations (optional)", max_chars=5000, height=80)
        if st.form_submit_button("Record it", type="primary", icon=":material/draw:"):
            if not organisation.strip():
                st.error("Say which organisation signs.", icon=":material/error:")
                return
            content = {
                "organisation": organisation.strip(),
                "role": role.strip(),
                "version": version,
                "date": day.isoformat() if isinstance(day, date) else "",
                "agreed": agreed,
                "reservations": reservations.strip(),
            }
            add(room, "sign-off", content, "The sign-off is on record.")
            st.rerun()


def _history(room: Room, log: Sequence[Change]) -> None:
    st.header("Every change")
    st.caption(f"{counted(log[-1].seq, 'change')} on record: who, when, how it read before and after.")
    with st.expander("The history", key="history", on_change="rerun") as fold:
        if not fold.open:
            return
        table = history_table(log)
        st.table(plain_table(table.head(LINES)), alt="The latest changes of the workspace, the newest first")
        download("history.csv", lambda: table.to_csv(), f"All changes (CSV, {len(table)})")
        if log[-1].seq > 1:
            _take_back(room, log[-1].seq)


def _take_back(room: Room, last: int) -> None:
    """Take back one change by its number."""
    with st.form("take-back", border=False):
        number = st.number_input("Take back the change number", min_value=2, max_value=last, value=last, width=260)
        if not st.form_submit_button("Take it back", icon=":material/undo:"):
            return
    try:
        by = writer(room)
        conflict = take_back(room.engine, room.workspace.id, int(number), by)
    except EvidenceError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if conflict:
        st.error("The same thing was changed again since, so that change cannot be taken back on its own.")
        return
    say(f"Change {number} was taken back.", undo=changed_by(room, by))
    st.rerun()
