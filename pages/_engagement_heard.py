"""Who was heard and who not yet: the engagement log counted, each count with its table and download."""

from __future__ import annotations

import streamlit as st

from evidence.narrative.engagement_tables import (
    COUNTED,
    NOT_A_SAMPLE,
    heard_sentence,
    shares_note,
    speakers_table,
    unheard_sentence,
    unheard_table,
)
from evidence.narrative.heard import Summary, summary_of
from evidence.show.engagement_cards import unheard_html
from evidence.show.engagement_chart import heard_chart
from evidence.show.exports import guarded_csv
from evidence.show.plain import plain, plain_table
from pages._engagement_fields import LOG, Log
from pages._engagement_log import OPEN_ONLY, go
from pages._shared import answer, download, pick, reading, show_chart
from pages._workspace import said_last


def who_was_heard(log: Log) -> None:
    """The answer in two sentences, a chart by what is chosen, whom the log lacks, and who was heard."""
    said_last(log.room)
    summary = summary_of(log.items, log.base, log.place)
    answer(heard_sentence(summary))
    if not log.items:
        st.info("With the first entry this page shows who was heard, on what, and who was not.", icon=":material/info:")
        return
    if lacking := unheard_sentence(summary):
        st.write(plain(lacking))
    if log.room.may_edit:
        _follow_ups(summary)
    _counts(log, summary)
    left, right = st.columns([2, 3], gap="large")
    with left:
        _speakers(summary)
        reading([NOT_A_SAMPLE])
    with right:
        _not_yet(log, summary)


def _follow_ups(summary: Summary) -> None:
    """How many follow-ups are open, and the way to them."""
    waiting, done = len(summary.open_follow_ups), summary.follow_ups_done
    if not waiting and not done:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="follow-ups"):
        st.markdown(f"**Follow-ups:** {waiting} open, {done} done")
        if waiting:
            st.button("See those that are open", icon=":material/task:", key="see-open", on_click=_see_open)


def _see_open() -> None:
    st.session_state[OPEN_ONLY] = True
    go(LOG)


def _counts(log: Log, summary: Summary) -> None:
    left, _ = st.columns([1, 2])
    with left:
        heading = pick("Count by", "count", tuple(COUNTED.values()), str, default="Theme") or "Theme"
    chart = heard_chart(summary, log.base.areas[log.place], heading)
    show_chart(chart, f"heard-by-{heading.casefold().replace(' ', '-')}", level=2)


def _not_yet(log: Log, summary: Summary) -> None:
    st.header("Not heard yet")
    table = unheard_table(summary)
    if table.empty:
        st.write("Every theme, sector, size and area has at least one conversation on record.")
        return
    st.caption("No conversation is on record with or about these. Reports and plans do not count here.")
    st.html(unheard_html(summary))
    if note := shares_note(log.base):
        st.caption(note)
    download("not-heard-yet.csv", lambda: guarded_csv(table), "Not heard yet (CSV)")


def _speakers(summary: Summary) -> None:
    st.header("Who was heard")
    if not summary.speakers:
        st.write("No conversation is on record yet.")
        return
    table = speakers_table(summary)
    st.caption(
        "Organisations that may be quoted are named; the others stand by sector, and by area where many are alike."
    )
    st.table(plain_table(table), alt="Who was heard, by name or by sector and area")
    download("who-was-heard.csv", lambda: guarded_csv(table), "Who was heard (CSV)")
