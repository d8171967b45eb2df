"""What a reader would stumble over in a statement: numbers without evidence, words that claim too much."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.records import Claim, EvidenceItem
from evidence.narrative.references import reference_text
from evidence.narrative.review import review_of
from evidence.narrative.uncited import Near, Uncited, nearest_findings
from evidence.show.plain import plain


def check(
    base: EvidenceBase,
    place: str,
    claim: Claim,
    evidence: Mapping[str, EvidenceItem],
    put_in: Callable[[str], None],
) -> None:
    """Every number that no evidence carries, with the nearest findings to put in; every word that claims more."""
    if not claim.text.strip():
        return
    found = review_of(base, place, claim, evidence)
    if found.clear:
        st.caption("Every number here has its evidence, and no word claims more than the evidence says.")
        return
    for at, number in enumerate(found.uncited):
        st.warning(
            f"**{plain(number.text)}** has no evidence here. Put in a figure, or rest the statement on what somebody said.",
            icon=":material/link_off:",
        )
        for near in _nearest(base, place, number):
            _offer(near, f"{claim.id}-{at}", put_in)
    for word in found.overclaims:
        st.warning(f"**{plain(word.word)}**: {plain(word.says)}", icon=":material/priority_high:")


def _nearest(base: EvidenceBase, place: str, number: Uncited) -> tuple[Near, ...]:
    try:
        return nearest_findings(base, place, number)
    except EvidenceError:
        return ()


def _offer(near: Near, key: str, put_in: Callable[[str], None]) -> None:
    reference = reference_text(near.answer.reference)
    with st.container(horizontal=True, vertical_alignment="center", key=f"near-{key}-{reference}"):
        st.button(
            "Put in", icon=":material/add:", key=f"near-put-{key}-{reference}", on_click=put_in, args=(reference,)
        )
        st.markdown(f"{plain(near.answer.label)}: {plain(near.answer.words)}", width="stretch")
