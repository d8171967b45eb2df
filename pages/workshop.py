"""Workshop: open one, let people join by a code, collect, group, vote and agree; the record becomes evidence."""

from __future__ import annotations

import streamlit as st

from evidence.errors import EvidenceError
from evidence.show.plain import plain
from evidence.workshop.floor import GONE
from evidence.workshop.room import Room as Live
from pages._shared import head, hold, said, style, through_app
from pages._workshop_after import afterwards
from pages._workshop_lead import lead
from pages._workshop_live import live_room
from pages._workshop_open import WHICH, enter_workshop, overview
from pages._workspace import Room, evidence_of
from pages._workspace_start import room_or_start

TITLE = "Workshop"
WHAT = (
    "A workshop takes 10 to 40 people through the evidence: they add what they know, vote and agree on their phones, with "
    "no account and no internet. What they say becomes evidence that the narrative can rest on."
)
FOR_LEADERS = (
    "You opened this workspace with its link to read. Workshops are led with its link to edit; to take part, open the "
    "address on the workshop's screen."
)


def page() -> None:
    """Open or start a workspace, then its workshops: all of them, the one that is led, or the record of one."""
    style("growth", "workshop")
    room = room_or_start(TITLE, WHAT)
    if room is None:
        return
    with said():
        if not room.may_edit:
            head(TITLE, None)
            st.info(FOR_LEADERS, icon=":material/info:")
            return
        base, place = evidence_of(room)
        live = _chosen(room)
        if live is None:
            head(TITLE, base.areas[place], room.about.title)
            overview(base, room)
        elif live.workshop.closed:
            afterwards(base, place, room, live.workshop.id)
        else:
            lead(base, place, room, live)


def _chosen(room: Room) -> Live | None:
    """The workshop of the address, None where it names none of this workspace."""
    asked = st.query_params.get(WHICH) or st.session_state.setdefault("written", {}).get(WHICH)
    if not asked:
        return None
    try:
        live = live_room(asked)
    except EvidenceError as error:
        if str(error) != GONE:
            raise
        live = None
    if live is None or live.workshop.workspace_id != room.workspace.id:
        enter_workshop(None)
        st.warning(plain(GONE))
        return None
    hold(WHICH, asked)
    return live


through_app()
page()
