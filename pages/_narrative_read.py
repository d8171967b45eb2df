"""Reading the narrative through: all parts as they will stand in the pack, and the evidence by number."""

from __future__ import annotations

import streamlit as st

from evidence.indicators.base import EvidenceBase
from evidence.narrative.records import SECTIONS
from evidence.narrative.whole import Narrative
from evidence.show.narrative_cards import evidence_html, statement_html


def read_through(base: EvidenceBase, narrative: Narrative, *, only: str = "") -> None:
    """The narrative from the first part to the last, then its evidence; or one part alone, for the projector."""
    if not narrative.statements:
        st.info("Nothing is written yet. The view Write is where to begin.")
        return
    marks = st.toggle("Show how each statement stands", value=True, key="marks", persist_state="session")
    cited = {one.part.key: one.number for one in narrative.cited}
    for key, statements in narrative.sections.items():
        if statements and only in ("", key):
            st.header(SECTIONS[key])
            st.html("".join(statement_html(statement, cited, marks=marks) for statement in statements))
    if only:
        return
    st.header("The evidence")
    st.html(evidence_html(base, narrative.cited))
