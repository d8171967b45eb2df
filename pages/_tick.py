"""A part of a page that looks again by itself, as often as it says, and never while the page as a whole is drawn."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages._shared import FOLDER

# For st.fragment(run_every=...) of a part that ticks. The hour is never waited for: a browser whose server was away
# draws a page anew only where it has such a part.
BY_ITSELF = 3600.0


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    """The component, registered once in the process."""
    script = (FOLDER / "tick.js").read_text(encoding="utf-8")
    return st.components.v2.component("place-evidence-tick", html="<span></span>", js=script)


def tick(every: float) -> None:
    """Run the fragment that this stands in again every so many seconds.

    A timer of Streamlit's own asks at any moment. One that asks while the rest of the page is on its way to the browser
    makes Streamlit 1.67 let go of that rest (AppSession.request_rerun says how), which leaves half a page until somebody
    touches it. Forty phones that vote at the same time meet it (benchmarks/phones.py).
    """
    _component()(data={"every": every}, key="tick", on_tick_change=lambda: None, height=1)
