"""What a team adds to the register itself: a form, a table to load and take away, and what was added so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields

import streamlit as st

from evidence.coordination import words
from evidence.coordination.activities import BASES, COST_OF, FUNCTIONS, KINDS, MEASURES, PILLARS, Activity
from evidence.coordination.own import (
    COLUMN_HELP,
    Form,
    FormFigure,
    activity_from,
    codes_of,
    form_of,
    not_in_matrix,
    nothing_loaded,
    read_own,
    stands_on_a_list,
    template_csv,
    what_it_brings,
    with_activity,
    with_all,
    without_activity,
)
from evidence.coordination.register import open_register
from evidence.coordination.tables import activities_csv
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.show.plain import plain
from pages._kept import keep_activities, may_keep, own_activities, where_kept
from pages._shared import download, place_label, place_options, sentences

FORM = "own-form-fold"
HOW_TO_KEEP = (
    "Download it, and load the file again to go on where you stopped; or open a workspace on the page Narrative."
)
MOST_FIGURES = 12
NEEDED = " (needed)"


def own_section(base: EvidenceBase, place: Area) -> None:
    """What was added, the form, and the file."""
    st.write(
        "Put on record what your team knows: it then counts in the tables above, on the map and in the evidence pack. "
        + ("" if _own() else where_kept(HOW_TO_KEEP))
    )
    # Containers that are always there: what comes and goes in them does not move the form, which keeps the focus.
    with st.container():
        _added()
        _said("list")
    if not may_keep():
        return
    with st.expander(_form_title(), key=FORM, icon=":material/add:", on_change="rerun") as fold:
        if fold.open:
            _form(base, place)
    with st.expander(
        "Load or prepare many in a file (CSV)", key="own-file-fold", icon=":material/upload_file:", on_change="rerun"
    ) as fold:
        if fold.open:
            _file(base, place)
            _said("file")


def _own() -> tuple[Activity, ...]:
    return own_activities()


def _change(own: tuple[Activity, ...], sentence: str, where: str) -> bool:
    """Keep a new list, say what was done beside what was pressed ("form", "list" or "file"), remember how it was before.

    Returns whether it was kept; where it was not, why is said instead.
    """
    before = _own()
    why = keep_activities(before, own)
    st.session_state["own-said"], st.session_state["own-said-where"] = why or sentence, where
    if not why:
        st.session_state["own-before"], st.session_state["own-after"] = before, own
    return not why


def _undo() -> None:
    why = keep_activities(st.session_state.pop("own-after"), st.session_state.pop("own-before"))
    st.session_state["own-said"] = why or "That was undone."


def _sentence(where: str) -> str:
    """What was last done here; empty where that was elsewhere."""
    return str(st.session_state.get("own-said") or "") if st.session_state.get("own-said-where") == where else ""


def _can_undo(where: str) -> bool:
    return bool(_sentence(where)) and "own-before" in st.session_state


def _said(where: str) -> None:
    """What was last done here, with the way back."""
    if sentence := _sentence(where):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.success(plain(sentence), icon=":material/check:")
            if _can_undo(where):
                st.button("Undo", icon=":material/undo:", on_click=_undo, key="own-undo")


def _added() -> None:
    """The activities that were added, each with the ways to change and remove it, and the file of them all."""
    own = _own()
    if not own:
        return
    st.subheader(f"Added by your team: {words.activities(len(own))}")
    for activity in own:
        with st.container(horizontal=True, vertical_alignment="center", key=f"own-row-{activity.slug}"):
            st.markdown(f"**{plain(activity.name)}** · {words.kind(activity)}", width="stretch")
            if may_keep():
                _edit_and_remove(activity)
    download("our-activities.csv", lambda: activities_csv(own), "Download what was added (CSV)")
    st.caption(plain(where_kept(HOW_TO_KEEP)))


def _edit_and_remove(activity: Activity) -> None:
    st.button("Edit", icon=":material/edit:", key=f"own-edit-{activity.slug}", on_click=_edit, args=(activity,))
    st.button(
        "Remove", icon=":material/delete:", key=f"own-remove-{activity.slug}", on_click=_remove, args=(activity,)
    )


def _remove(activity: Activity) -> None:
    done = _change(without_activity(_own(), activity.slug), f"{activity.name} was removed.", "list")
    if done and st.session_state.get("own-editing") == activity.slug:
        _fill(Form(), editing="")


def _edit(activity: Activity) -> None:
    _fill(form_of(activity), editing=activity.slug)
    st.session_state.pop("own-said", None)
    st.session_state[FORM] = True


# ---- the form -------------------------------------------------------------------------------------------------------


def _form_title() -> str:
    return "Change an activity" if st.session_state.get("own-editing") else "Add one activity"


def _key(name: str, i: int | None = None) -> str:
    return f"own-{name}" if i is None else f"own-figure-{i}-{name}"


def _fill(form: Form, *, editing: str) -> None:
    """Put an activity, or nothing, into the fields of the form."""
    st.session_state["own-editing"] = editing
    st.session_state["own-faults"] = []
    st.session_state["own-figures"] = len(form.figures)
    for field in fields(Form):
        value = getattr(form, field.name)
        if field.name != "figures":
            st.session_state[_key(field.name)] = (
                list(value) if isinstance(value, tuple) else value or _blank(field.name)
            )
    for i, figure in enumerate(form.figures):
        for field in fields(FormFigure):
            st.session_state[_key(field.name, i)] = getattr(figure, field.name)


def _blank(name: str) -> str | None:
    return None if name == "kind" else ""


def _typed() -> Form:
    """What stands in the fields of the form."""
    state = st.session_state
    figures = tuple(
        FormFigure(**{f.name: state.get(_key(f.name, i)) or "" for f in fields(FormFigure)})
        for i in range(state.get("own-figures", 1))
    )
    texts = {f.name: state.get(_key(f.name)) or "" for f in fields(Form) if f.name != "figures"}
    lists = {name: tuple(texts[name]) for name in ("area_codes", "functions", "pillars")}
    return Form(**{**texts, **lists, "figures": figures})


def _save(base: EvidenceBase) -> None:
    """Add what was typed, or change the activity that is being edited; with a fault everything typed stays."""
    editing = st.session_state.get("own-editing", "")
    before = next((a for a in _own() if a.slug == editing), None)
    activity, faults = activity_from(_typed(), base, _own(), before=before)
    st.session_state["own-faults"] = faults
    st.session_state.pop("own-said", None)
    if activity:
        done = "was changed." if before else "was added; the form is empty again for the next one."
        more = (stands_on_a_list(activity, open_register(base)), not_in_matrix(activity))
        said = " ".join(part for part in (activity.name, done, *more) if part)
        if _change(with_activity(_own(), activity, editing), said, "form"):
            _fill(Form(), editing="")


def _more() -> None:
    st.session_state["own-figures"] = st.session_state.get("own-figures", 1) + 1


def _stop() -> None:
    _fill(Form(), editing="")


def _form(base: EvidenceBase, place: Area) -> None:
    """The fields of an activity, a few of them needed, and every fault beside the button."""
    if "own-editing" not in st.session_state:
        _fill(Form(), editing="")
    if not st.session_state.get(_key("area_codes")) and not st.session_state["own-faults"]:
        st.session_state[_key("area_codes")] = list(codes_of(base, place.code))
    editing = bool(st.session_state["own-editing"])
    with st.form("own-form", border=False):
        st.caption("Four fields are needed, and are marked; everything else helps.")
        _what_it_is()
        _where_it_is(base)
        _its_story()
        _its_figures()
        _its_source()
        with st.container():
            _answer(editing)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save the change" if editing else "Add to the register", type="primary", on_click=_save, args=(base,)
            )
            st.form_submit_button(
                "One more figure",
                icon=":material/add:",
                on_click=_more,
                disabled=st.session_state["own-figures"] >= MOST_FIGURES,
            )
            if _can_undo("form"):
                # After the button that adds: Enter in a field presses the first one.
                st.form_submit_button("Undo", icon=":material/undo:", on_click=_undo)
            if editing:
                st.form_submit_button("Leave it as it was", on_click=_stop)


def _answer(editing: bool) -> None:
    """Above the button that was pressed: every fault of the form, or what was done."""
    faults: Sequence[str] = st.session_state["own-faults"]
    if faults:
        listed = "\n".join(f"- {plain(fault)}" for fault in faults)
        st.error(f"Not {'changed' if editing else 'added'} yet:\n{listed}", icon=":material/error:")
    elif sentence := _sentence("form"):
        st.success(plain(sentence), icon=":material/check:")


def _text(label: str, name: str, i: int | None = None, **how: object) -> None:
    st.text_input(label, key=_key(name, i), persist_state="session", **how)  # type: ignore[arg-type]


def _what_it_is() -> None:
    left, right = st.columns(2)
    with left:
        _text("Name" + NEEDED, "name", max_chars=200)
        _text("Led by", "lead_body", max_chars=200)
    with right:
        st.selectbox(
            "Kind" + NEEDED,
            sorted(KINDS, key=KINDS.__getitem__),
            index=None,
            key=_key("kind"),
            persist_state="session",
            format_func=lambda key: KINDS[key][0].upper() + KINDS[key][1:],
            placeholder="Choose what comes nearest",
        )
        st.text_area("Partners, a line each", key=_key("partners"), persist_state="session", max_chars=5000, height=68)
    left, right = st.columns(2)
    with left:
        st.multiselect(
            "Functions that it serves",
            list(FUNCTIONS),
            key=_key("functions"),
            persist_state="session",
            format_func=lambda key: FUNCTIONS[key][0],
            help=_meaning(FUNCTIONS, "What is pooled"),
        )
    with right:
        st.multiselect(
            "Pillars that it stands on",
            list(PILLARS),
            key=_key("pillars"),
            persist_state="session",
            format_func=lambda key: PILLARS[key][0],
            help=_meaning(PILLARS, "What it rests on"),
        )


def _meaning(vocabulary: Mapping[str, tuple[str, str]], of: str) -> str:
    """What the words of a list mean, for its help; without any of them an activity stands in no tile."""
    meant = "\n".join(f"- **{name}**: {text}" for name, text in vocabulary.values())
    return f"{of}; choose as many as fit. Without one it is on record, but not in the matrix.\n\n{meant}"


def _where_it_is(base: EvidenceBase) -> None:
    # An area that has ended cannot be chosen anew, but stays where a file named it.
    offered = [code for code in place_options(base) if base.areas[code].geography != "group"]
    st.multiselect(
        "Areas where it works" + NEEDED,
        [*dict.fromkeys([*offered, *st.session_state[_key("area_codes")]])],
        key=_key("area_codes"),
        format_func=lambda code: place_label(base, code),
        filter_mode="contains",
        wrap=True,
        persist_state="session",
    )
    columns = st.columns(4)
    with columns[0]:
        _text("Start", "start", placeholder="2018 or 2018-09")
    with columns[1]:
        _text("End", "end", placeholder="if it has ended")
    with columns[2]:
        _text("Latitude", "latitude", placeholder="53.48, optional")
    with columns[3]:
        _text("Longitude", "longitude", placeholder="-2.24, optional")


def _its_story() -> None:
    st.text_area(
        "Story",
        key=_key("story"),
        persist_state="session",
        max_chars=5000,
        height=120,
        placeholder="Who does what together, and what came of it",
    )


def _its_figures() -> None:
    """A line of fields for each figure."""
    for i in range(st.session_state["own-figures"]):
        st.markdown(f"**Figure {i + 1}**, if there is one" if i == 0 else f"**Figure {i + 1}**")
        columns = st.columns([2, 4, 2, 2, 1, 1])
        with columns[0]:
            _one_of("It measures", "measures", i, {key: text[0].upper() + text[1:] for key, text in MEASURES.items()})
        for column, (label, name, hint) in zip(
            columns[1:],
            (
                ("What is counted", "what", "people who found work"),
                ("How much", "amount", "about 430"),
                ("Unit", "unit", "people, %, £"),
                ("Year", "year", "2025"),
                ("Prices of", "price_year", "for £"),
            ),
            strict=True,
        ):
            with column:
                _text(label, name, i, placeholder=hint, max_chars=500)
        with st.expander(f"More about figure {i + 1}: gross or net, whose cost, over what time, caveats"):
            _how_it_was_counted(i)


def _how_it_was_counted(i: int) -> None:
    """What decides whether a figure can be read beside another; all of it may stay empty."""
    columns = st.columns(3)
    with columns[0]:
        _one_of(
            "Gross or net",
            "basis",
            i,
            BASES,
            help="Net: what would have happened anyway is taken off. Gross: it is not.",
        )
    with columns[1]:
        _one_of("Whose cost (of a cost only)", "cost_of", i, COST_OF)
    with columns[2]:
        _text("Over what time it came about", "duration", i, placeholder="three years", max_chars=100)
    _text("Caveats: what it must be read with", "note", i, placeholder="counted by the club itself", max_chars=1000)


def _one_of(label: str, name: str, i: int, names: Mapping[str, str], **how: object) -> None:
    st.selectbox(label, list(names), key=_key(name, i), persist_state="session", format_func=names.__getitem__, **how)  # type: ignore[call-overload]


def _its_source() -> None:
    left, right = st.columns(2)
    with left:
        _text("Source: title, or who told you" + NEEDED, "source_title", max_chars=500)
        _text("Source: date", "source_date", placeholder="May 2026", max_chars=100)
    with right:
        _text("Source: publisher", "source_publisher", max_chars=200)
        _text("Source: web address", "source_url", placeholder="https://", max_chars=500)


# ---- the file -------------------------------------------------------------------------------------------------------


def _file(base: EvidenceBase, place: Area) -> None:
    """The template, and loading a table: every fault with its row, or what it would bring and the button that does it."""
    st.write(
        "Fill in the template in a spreadsheet, save it as CSV (UTF-8) and choose it here. A file that was downloaded here loads the same way."
    )
    with st.container(horizontal=True):
        download("activities-template.csv", lambda: template_csv(codes_of(base, place.code)), "Template (CSV)")
        with st.popover("What each column holds"):
            sentences([f"{column}: {text}" for column, text in COLUMN_HELP.items()])
    turn = st.session_state.setdefault("own-file-turn", 0)
    given = st.file_uploader("File with activities (CSV)", type="csv", key=f"own-file-{turn}", max_upload_size=2)
    if given is None:
        return
    found, faults = read_own(given.getvalue(), base)
    if faults:
        st.error(nothing_loaded(faults), icon=":material/error:")
        sentences(faults)
        return
    sentences(what_it_brings(_own(), found, open_register(base)))
    st.button(f"Load {words.activities(len(found))}", type="primary", on_click=_load, args=(found,), key="own-load")


def _load(found: tuple[Activity, ...]) -> None:
    _change(
        with_all(_own(), found),
        f"{words.activities(len(found))} from the file {'is' if len(found) == 1 else 'are'} on record now.",
        "file",
    )
    st.session_state["own-file-turn"] += 1
