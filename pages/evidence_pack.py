"""Evidence pack: choose a place and chapters, make the pack, look at it, take it away in four formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from evidence import wording
from evidence.coordination import words
from evidence.errors import EvidenceError
from evidence.growth.readings import readings_of
from evidence.indicators.base import EvidenceBase
from evidence.pack.blocks import EDITIONS, INTERNAL
from evidence.pack.contents import ALWAYS, PURPOSE, outline, parts_for
from evidence.pack.files import MEDIA_TYPES, NAMES, Choices, files_of
from evidence.places.areas import Area
from evidence.places.neighbours import MODELS
from evidence.show.plain import plain
from pages._kept import own_activities, team_readings
from pages._pack_narrative import chosen_narrative, placed_evidence, put_on_record
from pages._shared import (
    current_evidence,
    head,
    hold,
    pick,
    pick_comparators,
    pick_place,
    said,
    through_app,
)
from pages._workspace import Room, current_room

EDITION_WORDS = {
    "public": "Public: for members, partners and residents",
    "internal": "Internal: with what the team should check first",
}
PREVIEW_HEIGHT = 900
NO_CHAPTERS = "none"  # in the address: only what every pack has


def page() -> None:
    """Choose, make, look, take away."""
    room = current_room()
    base = placed_evidence(current_evidence(), room)
    heading = st.container()
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        place = pick_place(base)
    with right:
        comparators = pick_comparators(base, place)
    with heading:
        head("Evidence pack", place)
    if place is None:
        st.info(
            "Choose a place above. Its evidence pack is an accessible PDF, a Word document to go on writing in, a workbook with "
            "every figure, and a web page that works offline: the same evidence in four formats."
        )
        return
    with said():
        choices = choose(base, place, comparators or (), room)
        contents(base, choices)
        files = make(base, choices)
        if files:
            put_on_record(room, choices)
            take_away(files, choices)


def choose(base: EvidenceBase, place: Area, comparators: tuple[str, ...], room: Room | None) -> Choices:
    """Edition, chapters, peers, purpose and date, and whether with the narrative of the workspace that is open."""
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        edition = pick("Edition", "edition", EDITIONS, EDITION_WORDS.__getitem__, default=EDITIONS[0]) or EDITIONS[0]
    with right:
        model = pick("Neighbours alike in", "model", tuple(MODELS), MODELS.__getitem__, default="global") or "global"
    chapters = pick_chapters(base, edition)
    with st.expander("What the cover says", key="cover"):
        purpose = st.text_input("Purpose", PURPOSE, max_chars=160, key="purpose", persist_state="session")
        written = st.text_input("Date of the pack", date.today().isoformat(), key="as-of", persist_state="session")
    as_of = day_of(written)
    told = chosen_narrative(base, place, room, as_of)
    own = own_activities()
    if own:
        st.caption(f"With {words.activities(len(own))} of your own from the page Coordination.")
    readings = readings_of(team_readings(), place.code)
    if readings:
        st.caption(
            f"With what your team wrote at {wording.counted(len(readings), 'step')} of the page Inclusive growth."
        )
    return Choices(place.code, as_of, comparators, chapters, edition, model, purpose, own, readings, told)


def day_of(text: str) -> date:
    """The date that someone typed."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise EvidenceError(f"The date {text!r} is not understood; write it as {date.today().isoformat()}.") from None


def pick_chapters(base: EvidenceBase, edition: str) -> tuple[str, ...]:
    """The chapters of the pack, all of them unless some are left out; the choice is in the address."""
    parts = {part.key: part.title for part in parts_for(base, edition) if part.key not in ALWAYS}
    key = f"chapters-{edition}"
    asked = st.query_params.get("chapters", "").split()
    if key not in st.session_state:
        if unknown := [name for name in asked if name not in (*parts, NO_CHAPTERS)]:
            said = f"The address asks for the chapters {wording.listed(unknown)}, which are not in this edition."
            st.warning(plain(said))
        st.session_state[key] = [name for name in parts if name in asked] if asked else list(parts)
    chosen = st.multiselect("Chapters", list(parts), key=key, format_func=parts.__getitem__, persist_state="session")
    hold("chapters", None if len(chosen) == len(parts) else " ".join(chosen) or NO_CHAPTERS)
    return tuple(name for name in parts if name in chosen)


def contents(base: EvidenceBase, choices: Choices) -> None:
    """What will be in the pack, chapter by chapter."""
    with st.expander("What will be in it", key="outline"):
        st.table(
            outline(
                base, choices.area_code, chapters=choices.chapters, edition=choices.edition, written=choices.written
            ),
            alt="The chapters of the pack, with how many indicators have a figure for this place",
        )


def make(base: EvidenceBase, choices: Choices) -> Mapping[str, bytes] | None:
    """The files of the pack once they were asked for; choices that change ask for it anew."""
    row = st.empty()
    if st.session_state.get("asked-pack") != choices:
        words = {"type": "primary", "icon": ":material/description:"}
        row.button("Make the evidence pack", on_click=_ask, args=(choices,), **words)
        return None
    with row.container():
        bar = st.progress(0.0, "Making the evidence pack")
        st.button("Stop", icon=":material/stop:", on_click=_ask, args=(None,), key="stop")
        watched = replace(
            choices, progress=lambda share, doing: bar.progress(share, f"Making the evidence pack: {doing}")
        )
        try:
            files = files_of(base, watched)
        except EvidenceError:
            row.empty()
            raise
    row.empty()
    return files


def _ask(choices: Choices | None) -> None:
    st.session_state["asked-pack"] = choices


def take_away(files: Mapping[str, bytes], choices: Choices) -> None:
    """The downloads, each with its size, and the pack as it looks."""
    st.header("The evidence pack")
    if choices.edition == INTERNAL:
        st.warning("This is the internal edition. It is marked as not for publication on every page.")
    with st.container(horizontal=True):
        for name, content in files.items():
            ending = name.rsplit(".", 1)[1]
            st.download_button(
                f"{NAMES[ending]} ({wording.file_size(len(content))})",
                content,
                file_name=name,
                mime=MEDIA_TYPES[ending],
                on_click="ignore",
                key=f"download-{ending}",
                icon=":material/download:",
            )
    st.caption(
        "The same evidence, date and choices give the same files. The PDF is tagged for screen readers (PDF/UA-1); the workbook holds every figure with its source."
    )
    st.header("How it looks")
    page_of_it = next(content for name, content in files.items() if name.endswith(".html"))
    st.iframe(page_of_it.decode(), height=PREVIEW_HEIGHT, alt="The evidence pack as a web page")


through_app()
page()
