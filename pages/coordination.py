"""Coordination: who does what together in a place, where nothing is on record, and what similar work achieved elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence import wording
from evidence.analysis.prices import gdp_deflator
from evidence.coordination import words
from evidence.coordination.activities import FUNCTIONS, KINDS, PILLARS, Activity
from evidence.coordination.coverage import ALL, Choice, Held
from evidence.coordination.figures import compared
from evidence.coordination.gaps import counted_lists, gaps_by_function, neighbour_lines, where_they_differ
from evidence.coordination.listing import Line, by_kind, case_lines, matching, name_of, which_cases
from evidence.coordination.place import NOT_EMPTY, Coordination, coordination_of, similar_cases
from evidence.coordination.register import Register
from evidence.coordination.tables import activities_csv
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.places.neighbours import MODELS, SOURCE
from evidence.show.case_cards import case_html
from evidence.show.coordination_chart import matrix_chart
from evidence.show.coordination_tables import cases_table, lists_table, neighbours_table, who_table
from evidence.show.plain import plain, plain_table
from pages._activities import current_register, pick_choice, pick_many, settle_address, show_activity
from pages._own_activities import own_section
from pages._shared import (
    current_evidence,
    download,
    frame,
    head,
    hold,
    next_previous,
    pick,
    pick_place,
    projector,
    projector_button,
    said,
    sentences,
    settle,
    show_chart,
    source_line,
    style,
    through_app,
)

CASES_AT_ONCE = 4
MOST_AT_ONCE = 60  # folds on the page; more would be slow, and nobody reads them
PARTS = ("answer", "pairs", "gaps", "neighbours", "elsewhere")  # of the projector view
NOT_RANKED = (
    "These count different things (jobs found or jobs supported, a programme's own cost or everyone's, over one year or "
    "ten), so they stand by kind and name and are never ranked."
)


@st.fragment
def page() -> None:
    """Choose, then one question after another; a fragment, so that a choice sends only what it changes."""
    base = current_evidence()
    large = projector()
    style("coordination")
    heading, body, controls = frame(large)
    place, model, chosen = choices(base, controls, large)
    with heading.container(width="stretch"):
        head("Coordination", place)
    with body, said():
        register = current_register(base)
        if place is None:
            welcome(register)
            return
        # What is asked for by function or kind narrows the list: a matrix of what was picked would invent gaps.
        coordination = coordination_of(base, register, place.code, chosen=Choice(year=chosen.year), model=model)
        if large:
            slides(base, register, coordination, heading, chosen.year)
        else:
            sections(base, register, coordination, chosen)


def choices(base: EvidenceBase, controls: DeltaGenerator, large: bool) -> tuple[Area | None, str, Choice]:
    """The place, the kind of neighbours, and which activities are asked for."""
    chosen = ALL
    with controls:
        settle_address(base)
        left, middle, right = st.columns([4, 3, 1], vertical_alignment="bottom")
        with left:
            place = pick_place(base)
        with middle:
            model = (
                pick("Neighbours alike in", "model", tuple(MODELS), MODELS.__getitem__, default="global") or "global"
            )
        with right, st.container() if large else st.popover("Filters", icon=":material/filter_list:"), said():
            st.caption("The year holds for the whole page; the others narrow the list of who does what.")
            chosen = pick_choice(current_register(base))
    return place, model, chosen


def welcome(register: Register) -> None:
    """What the page is for, and the lists that it rests on."""
    st.info("Choose a place above to see who does what together there, and where nothing is on record yet.")
    st.write(
        "Firms, councils, colleges and charities can pool five things: what they know, what they learn, what they have, whom "
        "they reach and what they ask for. For any place this page shows which of these is on record, who leads it, what "
        "its statistical neighbours have, and what similar work achieved and cost elsewhere. A team adds what it knows itself."
    )
    meanings()
    st.page_link("pages/map.py", label="See coordination activity on the map", icon=":material/map:")
    st.header("What the register holds")
    cases = sum(a.layer == "cases" for a in register.activities.values())
    st.write(
        f"{words.activities(len(register.activities))}, of which {cases} are cases that a study describes. {NOT_EMPTY}"
    )
    st.table(lists_table(register), alt="The lists that the register rests on, and how far each goes")


def sections(base: EvidenceBase, register: Register, coordination: Coordination, chosen: Choice) -> None:
    """The whole page, one question after another."""
    projector_button()
    # Each in a container: what one of them gains or loses then does not move the others, which keep folds and focus.
    with st.container():
        answer(coordination, chosen.year)
        st.page_link(
            "pages/map.py",
            label="See it on the map",
            icon=":material/map:",
            query_params={"place": coordination.area.code, "activity": "1"},
        )
    with st.container():
        st.header("Functions by pillars")
        with st.expander("What the functions and pillars mean", key="meanings"):
            meanings()
        show_chart(matrix_chart(coordination, year=chosen.year), "functions-by-pillars")
    with st.container():
        st.header("Where nothing is on record")
        gaps(coordination)
    with st.container():
        st.header("Who does what")
        who(base, coordination, chosen)
    with st.container():
        st.header("What statistical neighbours have")
        neighbours(register, coordination)
    with st.container():
        st.header("What similar work achieved and cost elsewhere")
        elsewhere(base, register, coordination)
    with st.container():
        st.header("Add what this place does")
        own_section(base, coordination.area)
    with st.expander("The lists behind this page, and how far each goes", key="lists"):
        st.table(lists_table(register), alt="The lists that the register rests on, and how far each goes")


def answer(coordination: Coordination, year: int | None) -> None:
    """The answer in sentences, and what an empty register does not mean."""
    first, *rest = words.summary(coordination)
    st.html(f'<p class="answer">{escape(first)}</p>')
    if year:
        rest = [f"Only what was there in {year}, or gives no dates, is taken.", *rest]
    if rest:
        sentences(rest)
    st.html(f'<p class="not-empty" role="note">{escape(NOT_EMPTY)}</p>')


def meanings() -> None:
    """What each function and pillar means, a line each."""
    for title, vocabulary in (("Five functions", FUNCTIONS), ("Three pillars and their foundation", PILLARS)):
        items = "".join(
            f"<li><strong>{escape(name)}</strong> {escape(text)}</li>" for name, text in vocabulary.values()
        )
        st.html(f'<div class="meanings"><p>{title}</p><ul>{items}</ul></div>')
    st.caption(
        "The five functions and three pillars are those of Economies of Coordination (Demos, 2026); the words that explain "
        "them are ours. Which of them an activity serves is our reading, unless its source says so."
    )


def gaps(coordination: Coordination) -> None:
    """Functions with pairs that nothing is on record for, with questions for the team."""
    found = gaps_by_function(coordination)
    if not found:
        st.write("Something is on record for every pair of function and pillar.")
        return
    st.write(
        "What the register does not hold, the team may know. Each question that can be answered is something to add below."
    )
    items = "".join(
        f"<li><h3>{escape(FUNCTIONS[gap.function][0])}</h3><p>{escape(gap.sentence)}</p><ul class='sentences'>"
        + "".join(f"<li>{escape(question)}</li>" for question in gap.questions)
        + "</ul></li>"
        for gap in found
    )
    st.html(f'<ul class="gaps">{items}</ul><p class="source-line">{escape(NOT_EMPTY)}</p>')


def who(base: EvidenceBase, coordination: Coordination, chosen: Choice) -> None:
    """The place's activities a kind after another, national ones apart, with the table and the download."""
    left, _ = st.columns([3, 4])
    with left:
        text = st.text_input(
            "Find in names, bodies and stories",
            key="find",
            persist_state="session",
            placeholder="apprentices, chamber …",
        )
    wanted = [h for h in matching(coordination.held, text) if chosen.takes(h.activity)]
    own = [h for h in wanted if h.extent != "national"]
    national = [h for h in wanted if h.extent == "national"]
    narrowed = bool(text.strip()) or chosen != Choice(year=chosen.year)
    if narrowed:
        st.caption(
            f"{len(own):,} of the {words.activities(len(coordination.own))} on record for this place; narrowed by the filters."
        )
    if not own and not narrowed:
        st.write(
            f"Nothing is on record for {plain(wording.place(coordination.area))} yet. Add what you know at the end of this page."
        )
    entries(base, coordination.area, own, "own")
    if ended := [h for h in matching(coordination.ended, text) if chosen.takes(h.activity)]:
        with st.expander(f"Ended: {words.activities(len(ended))}", key="ended", on_change="rerun") as folded:
            if folded.open:
                entries(base, coordination.area, ended, "ended")
    if national:
        label = f"Covering the whole country: {words.activities(len(national))}, not counted for this place"
        with st.expander(label, key="national", on_change="rerun") as folded:
            if folded.open:
                entries(base, coordination.area, national, "national")
    if wanted:
        with st.expander("Who does what: table and download", key="who-table", on_change="rerun") as twin:
            if twin.open:
                st.table(plain_table(who_table(wanted)), alt=f"Who does what in {coordination.area.name}")
                name = f"activities-{coordination.area.code.replace(':', '-')}"
                download(f"{name}.csv", lambda: activities_csv([h.activity for h in wanted]), "Full records (CSV)")


def entries(base: EvidenceBase, area: Area, held: Sequence[Held], which: str) -> None:
    """Activities a kind after another, each a fold that shows its card; `which` names this list of them."""
    level = 3 if which == "own" else 4  # the others lie in a fold below
    for kind, some in by_kind(held[:MOST_AT_ONCE]):
        left, right = st.columns([1, 4])
        with left:
            st.html(f'<h{level} class="kind">{escape(KINDS[kind][0].upper() + KINDS[kind][1:])}</h{level}>')
        with right, st.container(key=f"entries-{which}-{kind}"):
            for found in some:
                entry(base, area, found)
    if len(held) > MOST_AT_ONCE:
        st.caption(f"The first {MOST_AT_ONCE} of {len(held):,}. Narrow them with the filters, or take the table below.")


def entry(base: EvidenceBase, area: Area, found: Held) -> None:
    """One activity as a fold: its name and who leads it, then its card."""
    activity = found.activity
    body = "" if activity.lead_body in (activity.name, "not stated") else activity.lead_body
    label = plain(name_of(activity)) + (f" · {plain(body)}" if body else "")
    with st.expander(label, key=f"entry-{activity.slug}", on_change="rerun") as fold:
        if fold.open:
            st.caption(plain(f"{wording.place(area)}: it {words.reach(found)}."))
            show_activity(base, activity, heading=False)


def neighbours(register: Register, coordination: Coordination) -> None:
    """The place beside its statistical neighbours, on complete lists only and where they differ."""
    sentences(neighbour_lines(coordination, register))
    if not coordination.neighbours:
        return
    table = neighbours_table(where_they_differ(coordination))
    if len(table.columns):
        st.table(
            plain_table(table), alt=f"{coordination.area.name} and its statistical neighbours: bodies on complete lists"
        )
    source_line(SOURCE)
    counted = "".join(f"<li>{escape(line)}</li>" for line in counted_lists(register))
    st.html(f'<ul class="source-line counted">{counted}</ul><p class="source-line">{escape(NOT_EMPTY)}</p>')


def elsewhere(base: EvidenceBase, register: Register, coordination: Coordination) -> None:
    """Cases that were described with outcomes or costs, for the functions that are asked for."""
    left, _ = st.columns([4, 3])
    with left:
        functions = pick_many(
            "Functions that the cases serve",
            "cases",
            tuple(FUNCTIONS),
            lambda key: FUNCTIONS[key][0],
        )
    cases = similar_cases(register, coordination, functions=functions)
    found = compared(cases, gdp_deflator(base))
    if not found:
        st.write("No case with figures is on record for these functions.")
        return
    year = found[0].price_year
    sentences(
        [
            which_cases(coordination, functions, len(cases)),
            NOT_RANKED,
            f"Money is as printed, and in prices of {year} by the UK's GDP deflator.",
        ]
    )
    listed = case_lines(found)
    case_cards(base, listed[:CASES_AT_ONCE], "first")
    if rest := listed[CASES_AT_ONCE:]:
        with st.expander(f"{len(rest)} more cases", key="more-cases", on_change="rerun") as fold:
            if fold.open:
                case_cards(base, rest, "more")
    with st.expander("These cases: table and download", key="cases-table", on_change="rerun") as twin:
        if twin.open:
            table = cases_table(found)
            st.table(
                plain_table(table), alt="What each case achieved and cost, as printed and in the prices of one year"
            )
            download("cases.csv", lambda: activities_csv(cases), "Full records of these cases (CSV)")


def case_cards(base: EvidenceBase, listed: Sequence[tuple[Activity, tuple[Line, ...]]], key: str) -> None:
    """Cases with their outcomes and costs in view, and the whole card in a fold."""
    with st.container(key=f"told-{key}"):
        for case, lines in listed:
            with st.container(key=f"case-of-{case.slug}", gap="small"):
                st.html(case_html(case, lines))
                with st.expander("Story, caveats and source", key=f"case-{case.slug}", on_change="rerun") as fold:
                    if fold.open:
                        show_activity(base, case, heading=False)


def slides(
    base: EvidenceBase, register: Register, coordination: Coordination, heading: DeltaGenerator, year: int | None
) -> None:
    """The projector view: one question at a time."""
    settle("part", PARTS, PARTS[0])
    hold("part", st.session_state["part"])
    next_previous(heading, "part", PARTS)
    part = st.session_state["part"]
    if part == "answer":
        answer(coordination, year)
    elif part == "pairs":
        with st.container(key="slide"):
            show_chart(matrix_chart(coordination, year=year, scale=1.1, brief=True), "slide-pairs", level=2)
    elif part == "gaps":
        st.header("Where nothing is on record")
        gaps(coordination)
    elif part == "neighbours":
        st.header("What statistical neighbours have")
        neighbours(register, coordination)
    else:
        st.header("What similar work achieved and cost elsewhere")
        elsewhere(base, register, coordination)


through_app()
page()
