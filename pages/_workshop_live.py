"""A workshop as it stands, read once for everybody who looks at it, and pages that keep up with it."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import streamlit as st

from evidence.errors import EvidenceError
from evidence.show.plain import plain
from evidence.show.workshop_cards import time_words
from evidence.workshop.records import Workshop
from evidence.workshop.room import Room, Rooms
from pages._tick import BY_ITSELF, tick
from pages._workspace import database

EVERY = 1.0  # second
AWAY = "The workshop cannot be read just now. This page tries again every second; what was sent before is kept."


def now() -> datetime:
    """The time now."""
    return datetime.now(UTC)


@st.cache_resource(show_spinner=False)
def _rooms() -> Rooms:
    return Rooms(database())


def live_room(workshop_id: str) -> Room:
    """A workshop with what its current step has so far; raises EvidenceError where it is gone."""
    return _rooms().read(workshop_id)


@st.fragment(run_every=BY_ITSELF)
def follow_for_leader(shown: Workshop) -> None:
    """Draw the page anew when anything has changed; between that show the time that is left."""
    tick(EVERY)
    stands = _stands(shown)
    if stands is not None and stands.pulse != shown.pulse:
        st.rerun()
    _time(shown)


@st.fragment(run_every=BY_ITSELF)
def follow_for_participant(shown: Workshop) -> None:
    """Draw the page anew when a participant would see something else; notes and votes of others change nothing there."""
    tick(EVERY)
    stands = _stands(shown)
    if stands is not None and _seen(stands) != _seen(shown):
        st.rerun()
    _time(shown)


def _stands(shown: Workshop) -> Workshop | None:
    try:
        return live_room(shown.id).workshop
    except EvidenceError as error:
        st.warning(plain(f"{AWAY} {error}"))
        return None


def _seen(workshop: Workshop) -> tuple[object, ...]:
    return workshop.step, workshop.index, len(workshop.steps), workshop.taking, workshop.ends, workshop.closed


def _time(workshop: Workshop) -> None:
    words = time_words(workshop.ends, now())
    if words:
        late = " late" * words.startswith("Time is up")
        st.html(f'<p class="time-left{late}" role="timer">{escape(words)}</p>')
