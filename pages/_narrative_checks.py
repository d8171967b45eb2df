"""What a reader would stumble over in a statement: numbers without evidence, words that claim too much."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.answers import Answer
from evidence.narrative.records import Claim, EvidenceItem
from evidence.narrative.references import reference_text
from evidence.narrative.review import review_of
from evidence.narrative.uncited import Near, Uncited, nearest_findings
from evidence.show.plain import plain

NEAREST = "Put in a figure, or rest the statement on what somebody said. Nearest are:"


def check(
    base: EvidenceBase,
    place: str,
    claim: Claim,
    evidence: Mapping[str, EvidenceItem],
    put: Callable[[str], None],
) -> None:
    """Every number that no evidence carries, with the nearest findings to put in; every word that claims more."""
    if not claim.text.strip():
        return
    found = review_of(base, place, claim, evidence)
    if found.clear:
        st.caption("✓ Every number here has its evidence, and no word claims more than the evidence says.")
        return
    with st.container(key=f"stumbles-{claim.id}"):
        st.markdown("**What a reader would stumble over**")
        for at, number in enumerate(found.uncited):
            st.markdown(f":material/link_off: **{plain(number.text)}** has no evidence here. {NEAREST}")
            for near in _nearest(base, place, number):
                offer(near.answer, f"near-{claim.id}-{at}-{reference_text(near.answer.reference)}", put)
        for word in found.overclaims:
            st.markdown(f":material/priority_high: **{plain(word.word)}**: {plain(word.says)}")


def offer(answer: Answer, key: str, put: Callable[[str], None]) -> None:
    """An answer of the evidence base as the button that puts it in."""
    st.button(
        f"**{plain(answer.label)}**: {plain(answer.words)}",
        icon=":material/add:",
        key=key,
        type="tertiary",
        on_click=put,
        args=(reference_text(answer.reference),),
    )


def _nearest(base: EvidenceBase, place: str, number: Uncited) -> tuple[Near, ...]:
    try:
        return nearest_findings(base, place, number)
    except EvidenceError:
        return ()
