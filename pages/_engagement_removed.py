"""Entries that were removed and can still be brought back, or erased for good."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from evidence.errors import EvidenceError
from evidence.narrative.log_words import line_of
from evidence.show.plain import plain
from evidence.workspace.history import take_back
from evidence.workspace.items import changes_of
from evidence.workspace.records import WHOLE, Change
from pages._engagement_edit import erase_entry
from pages._engagement_fields import Log
from pages._saving import say
from pages._workspace import writer

SHOWN = 120  # characters of what is said of a removed entry


def removed(log: Log) -> None:
    """A fold with the entries that were removed; nothing where there are none."""
    with st.expander("Entries that were removed", key="removed-entries", on_change="rerun") as fold:
        if not fold.open:
            return
        gone = _gone(log)
        if not gone:
            st.caption("None, or they were erased for good.")
        for number, change in enumerate(gone, start=1):
            _removed(log, number, change)


def _gone(log: Log) -> Sequence[Change]:
    """The last removal of each entry that is not there now, the latest first."""
    there = {item.id for item in log.items}
    changes = changes_of(log.room.engine, log.room.workspace.id)
    last = {c.item_id: c for c in changes if c.kind == "evidence" and c.field == WHOLE}
    return [c for c in reversed(last.values()) if c.before is not None and c.item_id not in there]


def _removed(log: Log, number: int, change: Change) -> None:
    line = line_of(change)
    said = line.before if len(line.before) <= SHOWN else f"{line.before[: SHOWN - 1]}…"
    with st.container(horizontal=True, vertical_alignment="center", key=f"gone-{change.seq}"):
        st.markdown(f"{number}. {plain(said)} (removed {plain(line.when)}, {plain(line.who)})", width="stretch")
        st.button(
            f"Put {number} back",
            icon=":material/undo:",
            key=f"back-{change.seq}",
            on_click=_put_back,
            args=(log, change.seq),
        )
        st.button(
            f"Erase {number} for good",
            icon=":material/delete_forever:",
            key=f"erase-gone-{change.seq}",
            on_click=erase_entry,
            args=(log, change.item_id),
            help="It cannot be undone.",
        )


def _put_back(log: Log, seq: int) -> None:
    try:
        conflict = take_back(log.room.engine, log.room.workspace.id, seq, writer(log.room))
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    if conflict:
        say("The entry is there again already.", failed=True)
    else:
        say("The entry is in the log again.")
