"""What people said: the engagement log of a workspace, entry by entry, who was heard and who not yet."""

from __future__ import annotations

from datetime import date

import streamlit as st

from evidence import wording
from evidence.narrative.heard import is_open, organisation_key
from evidence.narrative.people import due_for_erasure
from evidence.narrative.records import DOCUMENT
from evidence.show.engagement_cards import counts_html
from evidence.show.plain import plain
from pages._conflicts import removed_meanwhile
from pages._engagement_add import add_entry
from pages._engagement_fields import ADD, FILES, HEARD, LOG, NAMES, Log, log_of
from pages._engagement_files import files
from pages._engagement_heard import who_was_heard
from pages._engagement_log import go, show_log
from pages._engagement_names import show_names
from pages._saving import said_last
from pages._shared import head, hold, said, settle, stepper, style, through_app
from pages._workspace import evidence_of, watch, writing_as
from pages._workspace_start import room_or_start

TITLE = "What people said"
VIEWS = {
    LOG: ("Log", show_log),
    ADD: ("Add an entry", add_entry),
    HEARD: ("Who was heard", who_was_heard),
    NAMES: ("Names", show_names),
    FILES: ("Files", files),
}
FOR_OTHERS = (LOG, HEARD, FILES)
WHAT = (
    "Figures do not say everything. Here your team keeps what firms, colleges, councils and residents told you: by theme, "
    "with ready questions, and with who may be quoted. Statements of the narrative can rest on it."
)


def page() -> None:
    """Open or start a workspace, then one view of its engagement log at a time."""
    style("growth", "narrative", "what_people_said")
    room = room_or_start(TITLE, WHAT)
    if room is None:
        return
    with said():
        base, place = evidence_of(room)
        views(log_of(base, place, room))


def views(log: Log) -> None:
    """The heading with what the log holds, and the view that is chosen."""
    known = tuple(VIEWS) if log.room.may_edit else FOR_OTHERS
    settle("step", known, LOG, lambda asked: plain(f"The address asks for step {asked!r}, which is not a view here."))
    head(TITLE, log.base.areas[log.place], log.room.about.title)
    st.html(counts_html(_counts(log)))
    with st.container(horizontal=True, vertical_alignment="center", key="views"):
        stepper("View", {key: VIEWS[key][0] for key in known}, projected=False)
        if log.room.may_edit:
            writing_as()
    hold("step", st.session_state["step"])
    body = st.container()
    with st.container(key="notices"):
        removed_meanwhile()
        said_last(log.room)
        watch(log.room)
    with body:
        if st.session_state["step"] != NAMES:
            _due(log)
        VIEWS[st.session_state["step"]][1](log)


def _counts(log: Log) -> list[str]:
    """What the log holds, in a few counts; follow-ups and names are told to the team alone."""
    heard = [item for item in log.items if item.method != DOCUMENT]
    told = [wording.counted(len(heard), "conversation")]
    told += [_reports(len(log.items) - len(heard))] if len(heard) < len(log.items) else []
    if not log.room.may_edit:
        return told
    organisations = len({organisation_key(item) for item in heard} - {""})
    waiting = sum(1 for item in log.items if is_open(item))
    told += [f"{wording.counted(organisations, 'organisation')} named"] if organisations else []
    told += [f"{wording.counted(waiting, 'follow-up')} open"] if waiting else []
    return [*told, f"{wording.counted(len(log.names), 'name')} kept apart"] if log.names else told


def _reports(n: int) -> str:
    return "1 report or plan" if n == 1 else f"{n:,} reports or plans"


def _due(log: Log) -> None:
    """Wherever the team is: that names are due for erasure, and the way there."""
    due = len(due_for_erasure(log.names, date.today()))
    if due:
        with st.container(horizontal=True, vertical_alignment="center", key="due"):
            st.warning(
                f"{'The name of 1 person is' if due == 1 else f'The names of {due:,} people are'} due for erasure.",
                icon=":material/schedule:",
            )
            st.button("See and erase", key="due-go", on_click=go, args=(NAMES,))


through_app()
page()
