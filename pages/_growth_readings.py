"""What a team makes of each dimension: a field at every step, and the file that keeps what was written."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from evidence.growth.framework import Dimension, Framework
from evidence.growth.readings import as_text, count_words, read_text, what_it_brings
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.show.plain import plain
from pages._kept import keep_reading, keep_readings, may_keep, reading_conflict, team_readings, where_kept
from pages._saving import follow, say
from pages._shared import sentences

LONGEST = 5000
HOW_TO_KEEP = "Download it before, for the file can be loaded again; or open a workspace on the page Narrative."


def reading_field(place: Area, dimension: Dimension) -> None:
    """The field for the team's reading of a dimension."""
    key = f"reading-{place.code}-{dimension.key}"
    follow(key, team_readings().get((place.code, dimension.key), ""))
    reading_conflict(place.code, dimension.key, key)
    st.text_area(
        plain(f"Your team's reading of {dimension.name[0].lower()}{dimension.name[1:]} in {place.name}"),
        key=key,
        on_change=keep_reading,
        args=(place.code, dimension.key, key),
        disabled=not may_keep(),
        max_chars=LONGEST,
        height=150,
        placeholder="What do you recognise? What does it leave out? Who would see it otherwise?",
    )


def readings_file(base: EvidenceBase, framework: Framework) -> None:
    """All readings as a file to keep, and a file to load."""
    held = team_readings()
    st.caption(plain(f"{count_words(held)} {where_kept(HOW_TO_KEEP)}"))
    st.download_button(
        "Download all readings",
        lambda: as_text(base, framework, held),
        file_name="inclusive-growth-readings.md",
        mime="text/markdown",
        on_click="ignore",
        icon=":material/download:",
        key="download-readings",
    )
    if not may_keep():
        return
    with st.expander("Load readings from a file", key="readings-file"):
        turn = st.session_state.setdefault("readings-turn", 0)
        given = st.file_uploader("File with readings", type=["md", "txt"], key=f"readings-{turn}", max_upload_size=2)
        if given is not None:
            _offer(base, framework, given.getvalue())
    if said := st.session_state.pop("readings-said", ""):
        st.success(plain(said))


def readings_so_far(framework: Framework, place: Area) -> None:
    """What the team wrote of a place, dimension by dimension; nothing where nothing is written."""
    held = team_readings()
    written = [(d.name, text) for d in framework.dimensions if (text := held.get((place.code, d.key), "").strip())]
    if written:
        st.header("What your team makes of it")
        items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in written)
        st.html(f'<dl class="readings">{items}</dl>')


def _offer(base: EvidenceBase, framework: Framework, content: bytes) -> None:
    """What a file would bring, with the button that takes it; or all that is wrong with it."""
    found, faults = read_text(base, framework, content)
    if faults:
        st.error("Nothing was loaded.", icon=":material/error:")
        sentences(faults)
        return
    words = what_it_brings(base, framework, team_readings(), found)
    st.write(plain(words))
    st.button("Load these readings", type="primary", on_click=_load, args=(found, words), key="readings-load")


def _load(found: dict[tuple[str, str], str], words: str) -> None:
    state: Any = st.session_state
    if why := keep_readings(found):
        say(why, failed=True)
        return
    for code, dimension in found:
        state.pop(f"reading-{code}-{dimension}", None)
    state["readings-turn"] += 1
    state["readings-said"] = f"Loaded: {words}"
