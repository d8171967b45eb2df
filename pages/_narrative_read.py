"""Reading the narrative through: all parts as they will stand in the pack, and the evidence by number."""

from __future__ import annotations

import streamlit as st

from evidence.indicators.base import EvidenceBase
from evidence.narrative.for_others import for_others
from evidence.narrative.records import SECTIONS, EvidenceItem, evidence_of, priority_of
from evidence.narrative.review import review_of
from evidence.narrative.whole import Narrative, publishers_of
from evidence.show.narrative_cards import evidence_html, priorities_html, statement_html
from pages._shared import projector_button, source_line
from pages._workspace import Room

NOTHING = "Nothing is written yet."


def read_through(base: EvidenceBase, place: str, room: Room, narrative: Narrative) -> None:
    """The narrative from the first part to the last, its priorities, then its evidence."""
    if not narrative.statements:
        st.info(f"{NOTHING} Begin in the view Write." if room.may_edit else NOTHING)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        marks = st.toggle("Show how each statement stands", value=True, key="marks", persist_state="session")
        projector_button()
    shown = narrative if room.may_edit else for_others(base, narrative, _evidence(room))
    for key, statements in shown.sections.items():
        if statements:
            st.header(SECTIONS[key])
            _statements(base, place, room, shown, key, marks=marks)
    if priorities := room.of("priority"):
        st.header("Priorities of the region and the country")
        numbers = {one.claim.id: one.number for one in shown.statements}
        st.html(priorities_html([priority_of(item) for item in priorities], numbers))
    st.header("The evidence")
    st.html(evidence_html(base, shown.cited))


def project(base: EvidenceBase, place: str, room: Room, narrative: Narrative, section: str) -> None:
    """One part in large type before everybody in the room, with its sources."""
    if not narrative.statements:
        st.info(NOTHING)
        return
    shown = for_others(base, narrative, _evidence(room))
    st.header(SECTIONS[section])
    _statements(base, place, room, shown, section, marks=True)
    if publishers := publishers_of(base, shown, section):
        source_line(publishers)


def _statements(base: EvidenceBase, place: str, room: Room, narrative: Narrative, section: str, *, marks: bool) -> None:
    evidence = _evidence(room)
    cited = {one.part.key: one.number for one in narrative.cited}
    statements = narrative.sections[section]
    reviews = {s.claim.id: review_of(base, place, s.claim, evidence) for s in statements} if marks else {}
    st.html("".join(statement_html(s, cited, review=reviews.get(s.claim.id), marks=marks) for s in statements))


def _evidence(room: Room) -> dict[str, EvidenceItem]:
    return {item.id: evidence_of(item) for item in room.of("evidence")}
