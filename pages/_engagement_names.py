"""Names of people, apart from what they said: kept only where the team switches it on, and erased at once and for good."""

from __future__ import annotations

from datetime import date

import streamlit as st

from evidence import wording
from evidence.errors import EvidenceError
from evidence.narrative.people import (
    BASES,
    HOW_LONG,
    MOST_YEARS,
    WHATEVER_THE_BASIS,
    due_for_erasure,
    problems_in_person,
    suggested_keep_until,
)
from evidence.narrative.records import EvidenceItem
from evidence.show.engagement_cards import name_html
from evidence.show.plain import plain
from evidence.workspace.people import LONGEST, Named, erase_names, keep_name
from pages._engagement_fields import ADD, LOG, OPEN, Log
from pages._saving import say
from pages._shared import hold, sentences
from pages._workspace import Room, writer

SWITCH = "Keep who said it"
APART = (
    "A name is stored apart from what was said. It is never in a narrative, a pack, a download, the history or the link to "
    "read; whoever has the link to edit sees it here."
)
EMPTY = {"name": "", "contact": "", "basis": None, "switch": False, "faults": ()}


# ---- giving a name --------------------------------------------------------------------------------------------------


def person_fields(prefix: str) -> None:
    """The fields of a name: name, contact, why it may be kept and until when; what each basis needs stands beside it."""
    st.caption(APART)
    left, middle, right = st.columns([3, 3, 2])
    with left:
        st.text_input("Name of the person", key=f"{prefix}-name", max_chars=LONGEST, autocomplete="off")
    with middle:
        st.text_input("How to reach them (optional)", key=f"{prefix}-contact", max_chars=LONGEST, autocomplete="off")
    with right:
        st.session_state.setdefault(f"{prefix}-until", suggested_keep_until(date.today()))
        st.date_input(
            "Keep it until",
            value=None,
            key=f"{prefix}-until",
            min_value=date.today(),
            max_value=suggested_keep_until(date.today(), MOST_YEARS),
            format="DD/MM/YYYY",
            help=HOW_LONG,
        )
    st.radio(
        "Why you may keep it (lawful basis)",
        list(BASES),
        index=None,
        key=f"{prefix}-basis",
        format_func=lambda key: f"{BASES[key].name}, {BASES[key].article}",
        captions=[f"{basis.fits} It needs: {basis.needs}" for basis in BASES.values()],
    )
    st.caption(WHATEVER_THE_BASIS)


def typed_person(prefix: str) -> Named | None:
    """The name as it stands in the fields; None where the switch is off."""
    state = st.session_state
    if not state.get(f"{prefix}-switch"):
        return None
    until = state.get(f"{prefix}-until")
    return Named(
        name=str(state.get(f"{prefix}-name") or "").strip(),
        contact=str(state.get(f"{prefix}-contact") or "").strip(),
        lawful_basis=str(state.get(f"{prefix}-basis") or ""),
        keep_until=until if isinstance(until, date) else suggested_keep_until(date.today()),
    )


def clear_person(prefix: str) -> None:
    """Empty the fields of a name and switch them off, so that the session holds none."""
    for name, value in EMPTY.items():
        st.session_state[f"{prefix}-{name}"] = value
    st.session_state.pop(f"{prefix}-until", None)


def keep_person(room: Room, item_id: str, named: Named) -> bool:
    """Keep a name with an entry; whether that was done, and the reason said where it was not."""
    try:
        writer(room)
        keep_name(room.engine, room.workspace.id, item_id, named)
    except EvidenceError as error:
        say(str(error), failed=True)
        return False
    return True


def who_said_it(log: Log, item: EvidenceItem) -> None:
    """In an entry: the name that is kept with it and its erasure, or the switch to keep one."""
    named = log.names.get(item.id)
    with st.container(border=True, key=f"who-{item.id}"):
        if named:
            st.html(name_html(named, date.today()))
            _erase_button(log, item.id, f"Erase the name of entry {log.numbers[item.id]}")
            return
        prefix = f"who-{item.id}"
        if st.toggle(SWITCH, key=f"{prefix}-switch", help=APART):
            person_fields(prefix)
            for said in st.session_state.get(f"{prefix}-faults", ()):
                st.error(plain(said), icon=":material/error:")
            st.button(
                "Keep this name",
                icon=":material/person_add:",
                key=f"{prefix}-keep",
                on_click=_keep,
                args=(log, item.id),
            )


def _keep(log: Log, item_id: str) -> None:
    prefix = f"who-{item_id}"
    named = typed_person(prefix)
    if named is None:
        return
    faults = problems_in_person(named, date.today())
    st.session_state[f"{prefix}-faults"] = faults
    if not faults and keep_person(log.room, item_id, named):
        clear_person(prefix)
        say("The name is kept, apart from what was said.")


# ---- the names that are kept ----------------------------------------------------------------------------------------


def show_names(log: Log) -> None:
    """Every name that is kept, those that are due for erasure first, each with its erasure."""
    st.write(f"{APART} Names are off by default: most evidence needs none.")
    if not log.names:
        _none(log)
        return
    due = due_for_erasure(log.names, date.today())
    if due:
        _all_due(log, due)
    rest = sorted(log.names.keys() - set(due), key=lambda item_id: (log.names[item_id].keep_until, item_id))
    for item_id in (*due, *rest):
        _name(log, item_id)
    with st.expander("What each lawful basis needs, and how long a name may be kept", key="bases"):
        sentences([f"{b.name} ({b.article}). {b.fits} It needs: {b.needs}" for b in BASES.values()])
        st.write(f"{WHATEVER_THE_BASIS} {HOW_LONG}")


def _none(log: Log) -> None:
    where = "open an entry in the log" if log.items else "add an entry"
    st.info(
        f"No names are kept. Where you need one, to come back to somebody for example, {where} and switch on “{SWITCH}”.",
        icon=":material/person_off:",
    )
    st.button(
        "Go to the log" if log.items else "Add an entry",
        key="names-go",
        on_click=_go,
        args=(LOG if log.items else ADD,),
    )


def _all_due(log: Log, due: tuple[str, ...]) -> None:
    one = len(due) == 1
    with st.container(border=True, key="names-due"):
        st.warning(
            f"{wording.counted(len(due), 'name')} {'is' if one else 'are'} due for erasure: the day until which "
            f"{'it was' if one else 'they were'} to be kept is over.",
            icon=":material/schedule:",
        )
        st.button(
            "Erase the name that is due" if one else f"Erase all {len(due)} names that are due",
            type="primary",
            icon=":material/delete_forever:",
            key="erase-due",
            on_click=_erase,
            args=(log, due),
        )
        st.caption("The entries stay. An erased name cannot be brought back.")


def _name(log: Log, item_id: str) -> None:
    item = next((one for one in log.items if one.id == item_id), None)
    number = log.numbers.get(item_id, 0)
    with (
        st.container(border=True, key=f"name-{item_id}"),
        st.container(horizontal=True, vertical_alignment="center", key=f"name-row-{item_id}"),
    ):
        st.html(name_html(log.names[item_id], date.today(), item=item, number=number), width="stretch")
        st.button(
            f"Open entry {number}", icon=":material/edit:", key=f"open-{item_id}", on_click=_open, args=(item_id,)
        )
        _erase_button(log, item_id, f"Erase name {number}")


def _erase_button(log: Log, item_id: str, label: str) -> None:
    st.button(
        label,
        icon=":material/person_remove:",
        key=f"erase-name-{item_id}",
        on_click=_erase,
        args=(log, (item_id,)),
        help="At once and for good. The entry stays.",
    )


def _erase(log: Log, item_ids: tuple[str, ...]) -> None:
    try:
        writer(log.room)
        erased = erase_names(log.room.engine, log.room.workspace.id, item_ids)
    except EvidenceError as error:
        say(str(error), failed=True)
        return
    gone = wording.counted(erased, "name")
    say(f"{gone} {'was' if erased == 1 else 'were'} erased for good. What was said stays in the log.")


def _open(item_id: str) -> None:
    hold(OPEN, item_id)
    _go(LOG)


def _go(step: str) -> None:
    st.session_state["step"] = step
