"""After a workshop: its record, keeping it as evidence of the workspace, taking it away, and erasing it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from evidence import wording
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.show.plain import plain_table
from evidence.show.workshop_cards import people_words
from evidence.show.workshop_charts import vote_chart
from evidence.show.workshop_record import part_html, record_table
from evidence.workshop.keeping import keep_as_evidence
from evidence.workshop.record import Record, read_record, record_csv
from evidence.workshop.sessions import erase_workshop
from pages._saving import carry_out, said_last, say
from pages._shared import answer, download, head, show_chart
from pages._workshop_open import enter_workshop
from pages._workspace import Room, writer


def afterwards(base: EvidenceBase, place: str, room: Room, workshop_id: str) -> None:
    """The record of a closed workshop and what can be done with it."""
    record = read_record(room.engine, room.workspace.id, workshop_id)
    head("Workshop", base.areas[place], record.title)
    said_last(room)
    named = f", from {wording.counted(record.organisations, 'named organisation')}" if record.organisations else ""
    answer(f"Closed. {people_words(record.people)} took part on {_day(record)}{named}.")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Keep as evidence", type="primary", icon=":material/inventory_2:", on_click=_keep, args=(base, room, record)
        )
        download("workshop.csv", lambda: record_csv(record), "Record (CSV)")
        st.button("All workshops", icon=":material/list:", on_click=enter_workshop, args=(None,))
        _erase(room, record)
    st.caption(
        "Kept as evidence, each note and each vote is an entry of What people said, with the question and how many "
        "answered it; statements of the narrative can rest on it. What is kept already stays as it is."
    )
    st.header("Record")
    for part in record.parts:
        if part.answered or part.notes:
            st.html(part_html(part))
        if part.tally is not None and part.tally.voters:
            show_chart(vote_chart(part.tally, _day(record)), f"record-{part.step.key}", level=4)
    if not any(part.answered or part.notes for part in record.parts):
        st.info("Nothing was written, voted or agreed in this workshop.")
        return
    with st.expander("The record as a table"):
        st.table(plain_table(record_table(record)), alt=f"The record of the workshop {record.title}")


def _day(record: Record) -> str:
    return wording.day(date.fromisoformat(record.date))


def _keep(base: EvidenceBase, room: Room, record: Record) -> None:
    try:
        made = keep_as_evidence(room.engine, base, room.workspace.id, record.id, writer(room))
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    pieces = "1 piece of evidence is" if len(made) == 1 else f"{len(made):,} pieces of evidence are"
    say(f"{pieces} in What people said now." if made else "Everything is kept already, or nothing was said.")


def _erase(room: Room, record: Record) -> None:
    with st.popover("Erase the workshop", icon=":material/delete_forever:"):
        st.write("Its notes, votes and record are removed for good. What was kept as evidence stays in the workspace.")
        st.button("Erase it for good", key="erase-workshop", on_click=_erased, args=(room, record))


def _erased(room: Room, record: Record) -> None:
    here = (room.engine, room.workspace.id, record.id)
    if carry_out(room, lambda: erase_workshop(*here), "The workshop is erased."):
        enter_workshop(None)
