"""Reading the narrative through: all parts as they will stand in the pack, and the evidence by number."""

from __future__ import annotations

import streamlit as st

from evidence.indicators.base import EvidenceBase
from evidence.narrative.records import SECTIONS, evidence_of
from evidence.narrative.review import review_of
from evidence.narrative.whole import Narrative
from evidence.show.narrative_cards import evidence_html, statement_html
from pages._workspace import Room


def read_through(base: EvidenceBase, place: str, room: Room, narrative: Narrative, *, only: str = "") -> None:
    """The narrative from the first part to the last, then its evidence; or one part alone, for the projector."""
    if not narrative.statements:
        st.info("Nothing is written yet. The view Write is where to begin.")
        return
    marks = st.toggle("Show how each statement stands", value=True, key="marks", persist_state="session")
    evidence = {item.id: evidence_of(item) for item in room.of("evidence")}
    cited = {one.part.key: one.number for one in narrative.cited}
    for key, statements in narrative.sections.items():
        if statements and only in ("", key):
            st.header(SECTIONS[key])
            reviews = {s.claim.id: review_of(base, place, s.claim, evidence) for s in statements} if marks else {}
            st.html("".join(statement_html(s, cited, review=reviews.get(s.claim.id), marks=marks) for s in statements))
    if only:
        return
    st.header("The evidence")
    st.html(evidence_html(base, narrative.cited))
