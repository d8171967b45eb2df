"""Activities on a page: the register of this visitor, the choice among activities, the card of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby

import streamlit as st

from evidence import wording
from evidence.coordination.activities import FUNCTIONS, KINDS, PILLARS, Activity
from evidence.coordination.coverage import Choice, Held, held_in
from evidence.coordination.listing import name_of
from evidence.coordination.place import NOT_EMPTY
from evidence.coordination.register import Register, register_with
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.show.activity_card import card_html
from evidence.show.activity_layer import ActivityLayer, activity_layer, kind_heading, marks_key_html
from evidence.show.map_layer import ActivityMarks
from evidence.show.plain import plain
from pages._kept import own_activities
from pages._shared import hold, pick, style

OF_ACTIVITIES = ("activity", "function", "pillar", "kind", "year", "one")  # the words of an address
AT_ONCE = 5  # activities of one kind that a list shows before it is folded


def current_register(base: EvidenceBase) -> Register:
    """The register of coordination activity, with the activities that this visitor added."""
    return register_with(base, own_activities())


def show_activity(base: EvidenceBase, activity: Activity, *, heading: bool = True) -> None:
    """The card of an activity; `heading` is False where what it lies in has its name already."""
    dress_activities()
    st.html(card_html(base, current_register(base), activity, heading=heading))


def dress_activities() -> None:
    """The look of cards and lists of activities."""
    style("activities")


@dataclass(frozen=True, slots=True)
class Shown:
    """The activities that a page shows: the register they are of, the choice among them, and the map's layer."""

    register: Register
    choice: Choice
    layer: ActivityLayer


def pick_layer(base: EvidenceBase, geography: str) -> Shown | None:
    """The layer of activities for a map of a geography; None where it is not asked for."""
    if not pick_shown():
        st.caption("Who coordinates what, and where: growth hubs, skills plans, neighbourhood boards, described cases.")
        return None
    register = current_register(base)
    choice = pick_choice(register)
    slug = pick_one(register, activity_layer(base, register, geography, choice).matching)
    return Shown(register, choice, activity_layer(base, register, geography, choice, slug))


def settle_address(base: EvidenceBase) -> None:
    """Say what the address asks of activities that cannot be had: before a popover is drawn, which would hide it."""
    written = st.session_state.setdefault("written", {})
    if not any(st.query_params.get(key, written.get(key)) != written.get(key) for key in OF_ACTIVITIES):
        return
    register = current_register(base)
    for key, options in (("function", FUNCTIONS), ("pillar", PILLARS), ("kind", kinds_held(register))):
        _settle_many(key, tuple(options))
    for key, known in (("activity", ("0", "1")), ("year", years_held(register)), ("one", register.activities)):
        asked = st.query_params.get(key)
        if asked is not None and asked != written.get(key) and asked not in known:
            st.warning(plain(f"The address asks for {key} {asked!r}, which is not one of the choices here."))
            written[key] = asked


def pick_shown() -> bool:
    """Whether activities are shown on the map; in the address as activity=1."""
    written, asked = st.session_state.setdefault("written", {}), st.query_params.get("activity")
    if asked is not None and asked != written.get("activity"):
        st.session_state["activity"] = asked == "1"
    if st.query_params.get("one") not in (None, written.get("one")):
        st.session_state["activity"] = True  # an address that names an activity means to show it
    on: bool = st.toggle("Show activity on the map", key="activity", persist_state="session")
    hold("activity", "1" if on else None)
    return on


def pick_one(register: Register, matching: Sequence[Activity]) -> str | None:
    """The one activity to look at, searched by name among those that match; None until one is chosen.

    One that is looked at already stays, whatever else is chosen.
    """
    now = {st.query_params.get("one"), st.session_state.get("one")} & register.activities.keys()
    listed = [
        *matching,
        *(register.activities[slug] for slug in sorted(now) if register.activities[slug] not in matching),
    ]
    names = {activity.slug: f"{name_of(activity)} ({KINDS[activity.kind]})" for activity in listed}
    return pick("One activity", "one", tuple(names), names.__getitem__, placeholder="Type a name")


def explain_activities(marks: ActivityMarks) -> None:
    """What stands under a map with activities: what its marks are, how many match, and what an empty area means."""
    dress_activities()
    st.html(marks_key_html(marks) + f'<p class="activity-note">{escape(marks.note)}</p>')


def show_chosen(base: EvidenceBase, shown: Shown) -> None:
    """The card of the activity that is looked at, and the way to close it; nothing where none is."""
    if shown.layer.chosen:
        st.button("Close this activity", icon=":material/close:", key="close-activity", on_click=look_at, args=(None,))
        show_activity(base, shown.layer.chosen)


def list_of_place(base: EvidenceBase, register: Register, place: Area, choice: Choice) -> None:
    """What is on record for a place, by kind; a press on a name shows its card."""
    held = held_in(base, register, place.code, choice)
    st.subheader("Coordination on record")
    own = [h for h in held if h.extent != "national"]
    if not own:
        st.write(f"Nothing that matches is on record for {plain(wording.place(place))}. {NOT_EMPTY}")
    for kind, of_kind in groupby(own, key=lambda h: h.activity.kind):
        _group(kind_heading(register, group := list(of_kind)), f"kind-{kind}", group, AT_ONCE)
    if national := [h for h in held if h.extent == "national"]:
        _group("Covering a whole country", "kind-national", national, 0)


def _group(title: str, key: str, held: Sequence[Held], at_once: int) -> None:
    """A heading and the names below it; more than `at_once` are folded away and drawn only when they are unfolded."""
    if len(held) <= at_once:
        with st.container(gap=None):
            st.html(f'<h4 class="kind">{escape(title)}</h4>')
            _names(held)
        return
    with st.expander(title, key=key, on_change="rerun") as folded:
        if folded.open:
            with st.container(gap=None):
                _names(held)


def _names(held: Sequence[Held]) -> None:
    for found in held:
        name, slug = name_of(found.activity), found.activity.slug
        label = plain(f"{name} (part of the place)" if found.extent == "part" else name)
        st.button(label, type="tertiary", key=f"one-{slug}", on_click=look_at, args=(slug,))


def look_at(slug: str | None) -> None:
    """Make an activity the one that is looked at; None closes its card."""
    st.session_state["one"] = slug


def pick_choice(register: Register) -> Choice:
    """Which activities are asked for: function, pillar, kind and year, all in the address and kept from page to page."""
    functions = pick_many("Function", "function", tuple(FUNCTIONS), lambda key: FUNCTIONS[key][0])
    pillars = pick_many("Pillar", "pillar", tuple(PILLARS), lambda key: PILLARS[key][0])
    kinds = pick_many("Kind", "kind", kinds_held(register), lambda key: KINDS[key][0].upper() + KINDS[key][1:])
    year = pick("Year", "year", years_held(register), str, placeholder="Any year")
    return Choice(functions, pillars, kinds, year=int(year) if year else None)


def pick_many(label: str, key: str, options: Sequence[str], names: Callable[[str], str]) -> tuple[str, ...]:
    """A list of which several may be chosen; what is chosen is in the address and stays from page to page."""
    _settle_many(key, options)
    chosen = st.multiselect(label, options, format_func=names, key=key, persist_state="session", placeholder="Any")
    hold(key, " ".join(chosen) or None)
    return tuple(chosen)


def _settle_many(key: str, options: Sequence[str]) -> None:
    """Let the address, or else what was chosen before, decide; a word in the address that is no option is said and left."""
    written = st.session_state.setdefault("written", {})
    asked = st.query_params.get(key)
    if asked is not None and asked != written.get(key):
        if unknown := [word for word in asked.split() if word not in options]:
            st.warning(plain(f"The address asks for {key} {unknown[0]!r}, which is not one of the choices here."))
        st.session_state[key] = [word for word in asked.split() if word in options]
        written[key] = asked
    drawn_on, here = st.session_state.setdefault("drawn_on", {}), st.session_state.get("page")
    if drawn_on.get(key) != here:
        # A list of the same key on another page is another list to Streamlit: it starts with what is set here or empty.
        drawn_on[key] = here
        st.session_state[key] = st.session_state.get(key, (written.get(key) or "").split())
    if any(word not in options for word in st.session_state[key] or ()):
        st.session_state[key] = [word for word in st.session_state[key] if word in options]


@lru_cache(maxsize=16)
def kinds_held(register: Register) -> tuple[str, ...]:
    """The kinds of activity that the register has, by name."""
    held = {activity.kind for activity in register.activities.values()}
    return tuple(sorted(held, key=KINDS.__getitem__))


@lru_cache(maxsize=16)
def years_held(register: Register) -> tuple[str, ...]:
    """The years from the first that an activity began to the last that any date of the register names, latest first."""
    moments = [moment for a in register.activities.values() for moment in (a.start, a.end) if moment]
    moments += [layer.as_of for layer in register.layers.values() if layer.as_of]
    years = [int(moment[:4]) for moment in moments]
    return tuple(str(year) for year in range(max(years), min(years) - 1, -1)) if years else ()
