"""The entries of the engagement log: searched, listed, and one of them open at a time."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from evidence import wording
from evidence.narrative.engagement_search import Sought, found_in
from evidence.narrative.heard import is_open
from evidence.narrative.records import EvidenceItem
from evidence.show.engagement_cards import entry_html, others_html
from evidence.show.plain import plain
from pages._engagement_edit import edit
from pages._engagement_fields import ADD, FILES, OPEN, Log, choices, forget
from pages._engagement_removed import removed
from pages._saving import save
from pages._shared import hold, pick

AT_ONCE = 20
MORE = "entries-shown"
OPENED_HERE = "entry-opened-here"  # by its button in the list, where it then stays
OPEN_ONLY = "follow"
TEAM_EMPTY = (
    "Nothing is on record yet. This is the place for what figures do not say: what a firm is short of, what a college "
    "plans, what residents told you, what a report found. Each entry is something that statements of the narrative can rest on."
)


def show_log(log: Log) -> None:
    """The filters and the entries that match, the newest first."""
    if not log.items:
        _empty(log)
        return
    sought = _sought(log)
    found = found_in(log.items, log.base, sought, team=log.room.may_edit)
    at = _opened(log)
    narrowed = len(found) < len(log.items)
    told = f"{len(found):,} of {wording.counted(len(log.items), 'entry').replace('entrys', 'entries')}"
    st.caption(f"{told if narrowed else told.split(' of ')[1]}, the newest first")
    if not found:
        st.info("No entry has all of this. Try fewer words, or take a filter away.", icon=":material/search_off:")
    _list(log, found, at)
    if log.room.may_edit:
        removed(log)


def _empty(log: Log) -> None:
    if not log.room.may_edit:
        st.info("Nothing is on record yet of what people said here.", icon=":material/forum:")
        return
    with st.container(border=True, key="log-empty"):
        st.markdown("**What people said, beside what the figures say**")
        st.write(TEAM_EMPTY)
        with st.container(horizontal=True):
            st.button(
                "Add the first entry",
                icon=":material/add:",
                type="primary",
                key="first-entry",
                on_click=go,
                args=(ADD,),
            )
            st.button("Load a table", icon=":material/upload_file:", key="first-table", on_click=go, args=(FILES,))
    removed(log)


def go(step: str) -> None:
    """Turn to another view of the page."""
    st.session_state["step"] = step


# ---- the filters ----------------------------------------------------------------------------------------------------


def _sought(log: Log) -> Sought:
    """What is looked for; theme, sector and open follow-ups are in the address, the words are not."""
    columns = st.columns([3, 2, 2], vertical_alignment="bottom")
    with columns[0]:
        text = st.text_input(
            "Find words in the entries",
            key="entry-words",
            icon=":material/search:",
            placeholder="welders, bus, Bolton …",
            persist_state="session",
        )
    with columns[1]:
        theme = _filter(log, "Theme", "theme", "All themes")
    with columns[2]:
        sector = _filter(log, "Sector", "sector", "All sectors")
    waiting = sum(1 for item in log.items if is_open(item))
    open_only = _open_only(waiting) if log.room.may_edit and waiting else False
    return Sought(text or "", theme or "", sector or "", open_only)


def _filter(log: Log, label: str, name: str, every: str) -> str | None:
    """A list of what occurs in the log."""
    held = {getattr(item, name) for item in log.items} - {""}
    known = {key: said for key, said in choices(log, name).items() if key in held}
    known |= {key: key for key in sorted(held - known.keys())}
    return pick(label, name, tuple(known), known.__getitem__, placeholder=every)


def _open_only(waiting: int) -> bool:
    """Whether only entries with an open follow-up are wanted."""
    if OPEN_ONLY not in st.session_state:
        st.session_state[OPEN_ONLY] = st.query_params.get(OPEN_ONLY) == "open"
    on = st.toggle(f"Only open follow-ups ({waiting})", key=OPEN_ONLY, persist_state="session")
    if on != (st.query_params.get(OPEN_ONLY) == "open"):
        if on:
            st.query_params[OPEN_ONLY] = "open"
        else:
            st.query_params.pop(OPEN_ONLY, None)
    return on


# ---- the list -------------------------------------------------------------------------------------------------------


def _opened(log: Log) -> str | None:
    """The entry that is open: of the address, where it is one of the log."""
    if not log.room.may_edit:
        return None
    asked = st.query_params.get(OPEN)
    return asked if asked in log.numbers else None


def _list(log: Log, found: Sequence[EvidenceItem], at: str | None) -> None:
    if at and st.session_state.get(OPENED_HERE) != at:
        # Whoever comes from elsewhere for one entry finds it first.
        found = sorted(found, key=lambda item: item.id != at)
    shown = st.session_state.get(MORE, AT_ONCE)
    with st.container(key="entries"):
        for item in found[:shown]:
            _entry(log, item, opened=item.id == at)
    if len(found) > shown:
        more = min(AT_ONCE, len(found) - shown)
        st.button(
            f"Show {more} more",
            icon=":material/expand_more:",
            key="more-entries",
            on_click=_more,
            args=(shown + AT_ONCE,),
        )


def _more(shown: int) -> None:
    st.session_state[MORE] = shown


def _entry(log: Log, item: EvidenceItem, *, opened: bool) -> None:
    """An entry as it reads, and what can be done with it."""
    number, statements = log.numbers[item.id], log.statements.get(item.id, 0)
    if not log.room.may_edit:
        with st.container(border=True, key=f"read-{item.id}"):
            st.html(others_html(log.base, item, number=number, statements=statements))
        return
    named = item.id in log.names
    with st.container(border=True, key=f"entry-{item.id}"):
        with st.container(horizontal=True, key=f"entry-head-{item.id}"):
            st.html(entry_html(log.base, item, number=number, statements=statements, named=named), width="stretch")
            _buttons(log, item, number, opened=opened)
        if opened:
            edit(log, item)


def _buttons(log: Log, item: EvidenceItem, number: int, *, opened: bool) -> None:
    """The way into an entry and out again; where a follow-up is open, that it is done."""
    if is_open(item) and not opened:
        st.button(
            f"Follow-up {number} done",
            icon=":material/task_alt:",
            key=f"done-{item.id}",
            on_click=_done,
            args=(log, item),
            help=plain(item.follow_up),
        )
    label, icon = (f"Close {number}", ":material/close:") if opened else (f"Edit {number}", ":material/edit:")
    st.button(label, icon=icon, key=f"edit-{item.id}", on_click=_toggle, args=(item.id, opened))


def _done(log: Log, item: EvidenceItem) -> None:
    save(
        log.room,
        item.id,
        {"follow_up_done": True},
        seen={"follow_up_done": item.follow_up_done},
        said="The follow-up is done.",
    )


def _toggle(item_id: str, was_open: bool) -> None:
    forget(st.query_params.get(OPEN, ""))
    st.session_state[OPENED_HERE] = item_id
    hold(OPEN, None if was_open else item_id)
