"""What the views of the engagement log share: the log as it is held, its choices, and saving a field of an entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from evidence.indicators.base import EvidenceBase
from evidence.narrative.engagement import problems_in, tidied, warnings_in
from evidence.narrative.engagement_search import statements_on
from evidence.narrative.prompts import Engagement, open_engagement
from evidence.narrative.records import EvidenceItem, claim_of, evidence_of
from evidence.show.plain import plain
from evidence.workspace.people import Named, names_of
from pages._saving import save
from pages._shared import place_label
from pages._workspace import Room

OPEN = "entry"  # the entry that is open, in the address
TOLD = "entry-told"  # why fields of entries were not saved, by entry and field
LOG, ADD, HEARD, NAMES, FILES = "log", "add", "heard", "names", "files"
LOOK_YOURSELF = (
    "Write down what was said without names of people. E-mail addresses, telephone numbers and names with a title (Ms, Dr, "
    "Cllr) are pointed out before they are kept; a name without a title is not found, so please look yourself."
)
QUOTABLE = (
    "Tick it only if they agreed. Others then read these words, with the name of the organisation. Without it they read that "
    "somebody of the sector was heard on this, and no words."
)


@dataclass(frozen=True, slots=True)
class Told:
    """Why what was typed was not saved, a sentence each, and whether it may be kept all the same."""

    value: Any
    sentences: tuple[str, ...]
    may: bool


@dataclass(frozen=True, slots=True)
class Log:
    """An engagement log on a page: its entries in order, and who said them (nobody, for those who may only read)."""

    base: EvidenceBase
    place: str
    room: Room
    items: tuple[EvidenceItem, ...]
    names: Mapping[str, Named]

    @property
    def offered(self) -> Engagement:
        """The themes, methods, sectors and sizes to choose from."""
        return open_engagement(self.base)

    @property
    def numbers(self) -> Mapping[str, int]:
        """The number of each entry, in the order in which they were added."""
        return {item.id: number for number, item in enumerate(self.items, start=1)}

    @property
    def statements(self) -> Mapping[str, int]:
        """How many statements of the narrative rest on an entry."""
        return statements_on(claim_of(item) for item in self.room.of("claim"))


def log_of(base: EvidenceBase, place: str, room: Room) -> Log:
    """The engagement log of a workspace."""
    items = tuple(evidence_of(item) for item in room.of("evidence"))
    return Log(base, place, room, items, names_of(room.engine, room.workspace.id) if room.may_edit else {})


# ---- choices --------------------------------------------------------------------------------------------------------


def choices(log: Log, name: str, held: str = "") -> Mapping[str, str]:
    """What can be chosen for a field, by key; a key that is held and not known stands for itself."""
    if name == "area":
        known = _areas(log)
    else:
        offered: Mapping[str, Any] = getattr(log.offered, f"{name}s")
        known = {key: choice.name for key, choice in offered.items()}
    if held and held not in known:
        base = log.base
        known[held] = place_label(base, held) if name == "area" and held in base.areas else held
    return known


def _areas(log: Log) -> dict[str, str]:
    """The place itself, unless it is a group, and its districts by name."""
    base = log.base
    districts = sorted(base.members.get(log.place, ()), key=lambda code: base.areas[code].name)
    own = [log.place] if base.areas[log.place].geography != "group" else []
    return {code: place_label(base, code) for code in dict.fromkeys([*own, *districts])}


def questions(log: Log, theme: str) -> Mapping[str, str]:
    """The ready questions of a theme, by key."""
    found = log.offered.themes.get(theme)
    return {prompt.key: prompt.question for prompt in found.prompts} if found else {}


# ---- saving a field -------------------------------------------------------------------------------------------------


def stored(value: Any) -> Any:
    """What a widget holds, as an entry keeps it."""
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def save_entry_field(log: Log, item_id: str, name: str, key: str) -> None:
    """Save a field that was left; a fault, or what looks like personal data, is told first and what was typed stays."""
    write_field(
        log, item_id, name, stored(st.session_state[key]), key, seen=stored(st.session_state.get(f"{key}-seen"))
    )


def write_field(log: Log, item_id: str, name: str, value: Any, key: str, *, seen: Any, sure: bool = False) -> None:
    """Save a value of an entry's field over what was seen there; `sure` keeps what looks like personal data."""
    item = log.room.item(item_id)
    held = dict(item.content) if item else {}
    fields = _with_question(log, held, tidied({name: value}))
    today = date.today()
    faults = _new(problems_in({**held, **fields}, log.base, today), problems_in(held, log.base, today))
    found = [] if sure else _new(warnings_in(fields), warnings_in({name: held.get(name)}))
    telling = st.session_state.setdefault(TOLD, {})
    telling.pop((item_id, name), None)
    if item and (faults or found):
        telling[item_id, name] = Told(value, tuple(faults or found), may=not faults)
        return
    before = {name: seen, **{other: held.get(other) for other in fields if other != name}}
    if save(log.room, item_id, fields, seen=before):
        # The field is drawn anew from what is kept, which may be tidier than what was typed.
        for gone in (key, f"{key}-seen"):
            st.session_state.pop(gone, None)


def _with_question(log: Log, held: Mapping[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    """A ready question belongs to its theme: with another theme it goes."""
    asked = log.offered.prompts.get(str(held.get("prompt")))
    return fields | {"prompt": ""} if "theme" in fields and asked and asked.theme != fields["theme"] else fields


def _new(now: Sequence[str], before: Sequence[str]) -> list[str]:
    return [said for said in now if said not in before]


def told(log: Log, item_id: str, name: str, key: str) -> None:
    """Beside a field: why it was not saved; and, of what looks like personal data, the way to keep it all the same."""
    found = st.session_state.get(TOLD, {}).get((item_id, name))
    if found is None:
        return
    if not found.may:
        st.error(plain(" ".join(["Not saved.", *found.sentences])), icon=":material/error:")
        return
    st.warning(plain(" ".join(["Not saved yet.", *found.sentences])), icon=":material/visibility:")
    st.button(
        "Keep it all the same",
        key=f"sure-{key}",
        on_click=write_field,
        args=(log, item_id, name, found.value, key),
        kwargs={"seen": stored(st.session_state.get(f"{key}-seen")), "sure": True},
    )


def forget(item_id: str) -> None:
    """Forget what was told of an entry that is closed: what was typed there and not saved is gone too."""
    telling = st.session_state.get(TOLD, {})
    st.session_state[TOLD] = {at: found for at, found in telling.items() if at[0] != item_id}
