"""The narrative of the workspace that is open, for the page Evidence pack: whether it goes in, and that a pack was made of it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import streamlit as st
from sqlalchemy import Engine

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.place import placed
from evidence.pack.files import Choices
from evidence.pack.keeping import keep_pack, written_of
from evidence.pack.written import Written
from evidence.places.areas import Area
from evidence.show.plain import plain
from evidence.workspace.history import versions_of
from evidence.workspace.items import changes_of, read_items
from pages._shared import hold
from pages._workspace import Room, writer

IN_ADDRESS = "narrative"  # "with" or "without", where that is not the usual
ON_RECORD = "pack-on-record"


def placed_evidence(base: EvidenceBase, room: Room | None) -> EvidenceBase:
    """The evidence base with the workspace's own group, if its place is one; its place is chosen where none is yet."""
    if room is None:
        return base
    place = room.about.place
    try:
        found, code = placed(base, place)
    except EvidenceError as error:
        st.warning(plain(str(error)))
        return base
    if not any((st.query_params.get("place"), st.session_state.get("place"))):
        st.query_params["place"] = code
    return found


def chosen_narrative(base: EvidenceBase, place: Area, room: Room | None, as_of: date) -> Written | None:
    """What the pack takes from the workspace, if that is wanted: as a rule where it is about the place of the pack."""
    if room is None:
        return None
    try:
        usual = placed(base, room.about.place)[1] == place.code
    except EvidenceError:
        return None
    asked = st.query_params.get(IN_ADDRESS)
    key = f"narrative-{room.workspace.id}-{place.code}"
    if key not in st.session_state:
        st.session_state[key] = asked == "with" if asked in ("with", "without") else usual
    wanted = st.checkbox(f"With the narrative of {plain(room.about.title)}", key=key, persist_state="session")
    hold(IN_ADDRESS, None if wanted == usual else "with" if wanted else "without")
    return _written(room.engine, room.workspace.id, room.seq, as_of) if wanted else None


@lru_cache(maxsize=16)
def _written(engine: Engine, workspace_id: str, _seq: int, as_of: date) -> Written:
    """What a workspace holds after a change, read once for everybody who makes a pack of it."""
    items = read_items(engine, workspace_id)
    changes, versions = changes_of(engine, workspace_id), versions_of(engine, workspace_id)
    return written_of(workspace_id, items, changes, versions, as_of=as_of)


def put_on_record(room: Room | None, choices: Choices) -> None:
    """Keep the state that a pack was made of, once, so that the next pack can say what changed since."""
    if room is None or choices.written is None or not room.may_edit or st.session_state.get(ON_RECORD) == choices:
        return
    try:
        keep_pack(room.engine, choices.written, choices.as_of, writer(room))
    except EvidenceError as error:
        st.warning(plain(str(error)), icon=":material/error:")
        return
    st.session_state[ON_RECORD] = choices
