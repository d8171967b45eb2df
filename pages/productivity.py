"""Productivity: what an hour of work produces, where the gap comes from, industries, firms, drivers, from school to work."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from evidence.analysis.comparators import ENGLAND, UK
from evidence.analysis.profile import profile_of
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.productivity import context_words, industry_words, words
from evidence.productivity.drivers import drivers_of, has_drivers
from evidence.productivity.firms import firms
from evidence.productivity.industry import years_of
from evidence.productivity.level import PER_HOUR, output
from evidence.productivity.national import contexts, has_contexts, local_trend_before_2008
from evidence.productivity.parts import prosperity_per_head
from evidence.productivity.quotients import enterprise_quotients, gva_quotients
from evidence.productivity.rows import MOST_DISTRICTS, SPAN
from evidence.productivity.school import STAGES, school_to_work
from evidence.productivity.shift_share import shift_share
from evidence.productivity.similarity import similarity
from evidence.show import productivity_tables as tables
from evidence.show.charts import bounds_chart, trend_chart
from evidence.show.plain import plain, plain_table
from evidence.show.productivity_charts import (
    parts_chart,
    quotients_chart,
    regional_chart,
    shares_chart,
    shift_chart,
    similarity_chart,
    sizes_chart,
)
from evidence.show.spine import spine_chart
from pages._shared import (
    answer,
    current_evidence,
    download,
    frame,
    head,
    hold,
    next_previous,
    pick,
    pick_place,
    projector,
    reading,
    said,
    sentences,
    settle,
    show_chart,
    source_line,
    stepper,
    style,
    through_app,
)

LEVEL, PARTS, INDUSTRIES, DISTRICTS = "level", "parts", "industries", "districts"
FIRMS, DRIVERS, SCHOOL, COUNTRY = "firms", "drivers", "school", "country"
MADE_OF, GREW = "made-of", "grew"  # steps of their own on the projector
STEPS = {
    LEVEL: "Level and gap",
    PARTS: "Where it comes from",
    INDUSTRIES: "Industries",
    DISTRICTS: "Its districts",
    FIRMS: "Firms",
    DRIVERS: "Drivers",
    SCHOOL: "From school to work",
    COUNTRY: "The country, for context",
}
LARGE = 1.5  # of charts on the projector


@st.fragment
def page() -> None:
    """Choose a place, then one step at a time; a fragment, so that a choice sends only what it changes."""
    base = current_evidence()
    large = projector()
    style("growth")
    heading, body, controls = frame(large)
    with controls:
        place = pick_place(base)
    with heading.container(width="stretch"):
        head("Productivity", place)
    with body, said():
        if place is None:
            welcome()
            return
        steps = steps_of(large)
        settle("step", steps, LEVEL, lambda asked: f"The address asks for step {asked!r}, which is not a step here.")
        if large:
            next_previous(heading, "step", steps)
        else:
            stepper("Step", STEPS)
        hold("step", st.session_state["step"])
        with said():
            SHOWN[st.session_state["step"]](base, place, LARGE if large else 1.0)
        if not large:
            everything(base, place)


def steps_of(large: bool) -> tuple[str, ...]:
    """The steps in order; on the projector the three questions about industries have a step of their own."""
    return tuple(step for key in STEPS for step in ((key, MADE_OF, GREW) if large and key == INDUSTRIES else (key,)))


def welcome() -> None:
    """What the page answers."""
    st.info("Choose a place above: what an hour of work produces there, what lies behind it, and what is not known.")
    sentences([f"{name}: {what}" for name, what in ASKED.items()])


ASKED = {
    STEPS[LEVEL]: "what an hour of work produces beside the UK, and what closing the gap would come to.",
    STEPS[PARTS]: "output per head as output per hour, hours per job and jobs per resident.",
    STEPS[INDUSTRIES]: "what the economy is made of, what it is specialised in, and what grew.",
    STEPS[DISTRICTS]: "how alike the districts of the place are in what they produce.",
    STEPS[FIRMS]: "how many of each size there are, and how many begin, end and last.",
    STEPS[DRIVERS]: "six causes that are named for productivity, each with its figures or the reason for none.",
    STEPS[SCHOOL]: "what young people meet between 16 and a first job.",
    STEPS[COUNTRY]: "what is known of the UK alone, and is no figure of a place.",
}


# ---- steps ----------------------------------------------------------------------------------------------------------


def level_step(base: EvidenceBase, place: Area, scale: float) -> None:
    """Level, rank, change and the gap with what closing it would come to, and the level over time."""
    out = output(base, place.code)
    answer(words.headline(base, out))
    if out.level.value is None:
        st.info(plain(out.level.reason), icon=":material/info:")
        return
    lead(words.prize_sentence(out))
    listed(words.level_sentence(out), words.rank_sentence(out), words.origin_sentence(out), words.hours_sentence(out))
    with said():
        show_chart(trend_chart(base, PER_HOUR, place.code, (UK, ENGLAND), scale=scale), "output")
    st.subheader("What changed")
    listed(*words.change_sentences(out))
    reading(words.CAVEATS)
    source_line(tables.source_of_figures(base, out.figures))


def parts_step(base: EvidenceBase, place: Area, scale: float) -> None:
    """Output per head as the product of three, and which of them makes the difference."""
    found = prosperity_per_head(base, place.code)
    first, *rest = words.parts_sentences(base, found)
    answer(first)
    with said():
        show_chart(parts_chart(base, found, scale=scale), "parts")
    listed(*(words.part_line(part) for part in found.parts), *rest)


def industries_step(base: EvidenceBase, place: Area, scale: float) -> None:
    """What the place is specialised in, what its output is made of, and how that grew; on the projector the first only."""
    whole = pick_whole(base)
    with said():
        enterprises(base, place, scale, whole)
    if scale == 1.0:
        with said():
            value_added(base, place, scale, whole)
        with said():
            growth(base, place, scale)


def made_of_step(base: EvidenceBase, place: Area, scale: float) -> None:
    """What the output of the place is made of, alone on the projector."""
    value_added(base, place, scale, pick_whole(base))


def pick_whole(base: EvidenceBase) -> str:
    """The whole that industries are set beside, the UK or England; in the address."""
    return pick("Industries beside", "whole", (UK, ENGLAND), lambda code: base.areas[code].name, default=UK) or UK


def enterprises(base: EvidenceBase, place: Area, scale: float, whole: str) -> None:
    """What the place is specialised in by enterprises."""
    found = enterprise_quotients(base, place.code, against=whole)
    answer(industry_words.specialised_sentence(base, found))
    with said():
        show_chart(quotients_chart(base, found, scale=scale), "enterprises-by-industry")
    listed(
        industry_words.ENTERPRISE_RULE,
        industry_words.rounding_sentence(found.place),
        industry_words.ENTERPRISES_NOT_JOBS,
    )


def value_added(base: EvidenceBase, place: Area, scale: float, whole: str) -> None:
    """What the output of the place is made of beside the UK's or England's."""
    st.header("What its output is made of")
    found = gva_quotients(base, place.code, against=whole)
    here = found.place
    lead(industry_words.structure_sentence(base, here, found.reference))
    show_chart(shares_chart(base, found, scale=scale), "value-added-by-industry")
    listed(
        industry_words.missing_sentence(base, here),
        industry_words.rental_sentence(base, here),
        industry_words.specialised_sentence(base, found),
        industry_words.NO_GVA_INTERVAL,
        industry_words.UK_IS_A_SUM if whole == UK else "",
    )
    reading((industry_words.NOT_DECOMPOSED,))


def growth(base: EvidenceBase, place: Area, scale: float) -> None:
    """Shift-share of growth between two years that are in the address."""
    st.header("What grew")
    years = [str(year) for year in years_of(base)]
    left, right = st.columns(2)
    with left:
        first = pick("Growth from", "first", years[:-1], str, default=str(SPAN[0]))
    with right:
        last = pick("Growth to", "last", years[1:][::-1], str, default=str(SPAN[1]))
    found = shift_share(base, place.code, int(first or SPAN[0]), int(last or SPAN[1]))
    lead(industry_words.shift_sentence(base, found))
    show_chart(shift_chart(base, found, scale=scale), "growth")
    show_chart(regional_chart(base, found, scale=scale), "growth-by-industry")
    listed(industry_words.esteban_sentence(found), industry_words.shift_rows_sentence(found))
    reading((industry_words.SHIFT_SHARE_MEANING,))


def districts_step(base: EvidenceBase, place: Area, scale: float) -> None:
    """How alike the districts of a place are; said and not worked out for a place with very many."""
    districts = base.members.get(place.code, ())
    if len(districts) > MOST_DISTRICTS:
        raise EvidenceError(
            f"{place.name} has {len(districts)} districts. They are set beside each other for places with at most "
            f"{MOST_DISTRICTS}: choose a smaller place."
        )
    found = similarity(base, place.code)
    answer(industry_words.similarity_sentence(base, found))
    with said():
        show_chart(similarity_chart(base, found, scale=scale), "districts")
    reading((industry_words.SIMILARITY_MEANING,))
    if scale == 1.0:
        twin(tables.pairs_table(base, found), "pairs", f"Every two districts of {place.name}, the most alike first")


def firms_step(base: EvidenceBase, place: Area, scale: float) -> None:
    """How many firms of each size there are, and how many begin, end, last and grow."""
    found = firms(base, place.code)
    first, *rest = context_words.firms_sentences(base, found)
    answer(first)
    for counts, key in ((found.enterprises, "enterprises"), (found.workplaces, "workplaces")):
        with said():
            show_chart(sizes_chart(base, counts, place.code, scale=scale), key)
    listed(*rest)
    source_line(tables.source_of(base, *found.dynamics))
    if scale == 1.0:
        table = tables.standings_table(base, found.dynamics.values())
        twin(table, "dynamics", f"Births, deaths, survival and growth of firms in {place.name}")


def drivers_step(base: EvidenceBase, place: Area, scale: float) -> None:
    """Six causes that are named for productivity, each with its figures or the reason for none."""
    if not has_drivers(base):
        st.info("This evidence base does not describe the drivers.")
        return
    found = drivers_of(base, place.code)
    held = [answer for answer in found.answers if answer.open_figure]
    answer(f"{len(held)} of {len(found.answers)} drivers have an open figure here; the others say why they have none.")
    items = "".join(
        f"<li><div class='name'>{escape(a.driver.name)}</div><p class='moved'>{escape(a.driver.what)}</p>"
        + "".join(f"<p>{escape(context_words.standing_sentence(base, here))}</p>" for here in a.standings)
        + f"<p><strong>Not covered.</strong> {escape(a.driver.not_covered)}</p></li>"
        for a in found.answers
    )
    st.html(f'<ul class="themes">{items}</ul>')
    st.caption(plain(found.source))
    slugs = [slug for a in found.answers for slug in a.driver.indicators]
    if any(here.known for a in found.answers for here in a.standings):
        profile = profile_of(base, place.code, slugs=slugs)
        show_chart(spine_chart(base, profile, slugs=slugs, scale=scale, by_theme=False), "drivers")
    source_line(tables.source_of(base, *slugs))
    if scale == 1.0:
        twin(tables.drivers_table(base, found), "six-drivers", f"The six drivers in {place.name}")


def school_step(base: EvidenceBase, place: Area, scale: float) -> None:
    """The steps from school to work in order, and NEET with its bounds."""
    found = school_to_work(base, place.code)
    answer(context_words.school_sentence(found))
    items = "".join(
        f"<li><div class='name'>{i}. {escape(stage.when)}</div>"
        f"<p>{escape(context_words.stage_sentence(base, stage))}</p></li>"
        for i, stage in enumerate(found.stages, 1)
    )
    st.html(f'<ul class="themes">{items}</ul>')
    slugs = [slug for slug, _ in STAGES]
    if found.known:
        profile = profile_of(base, place.code, slugs=slugs)
        show_chart(spine_chart(base, profile, slugs=slugs, scale=scale, by_theme=False), "school")
    if any(stage.bounds and stage.bounds.value is not None for stage in found.stages):
        show_chart(bounds_chart(base, place.code, scale=scale), "bounds")
    source_line(tables.source_of(base, *slugs))
    if scale == 1.0:
        twin(tables.school_table(base, found), "stages", f"From school to work in {place.name}")


def country_step(base: EvidenceBase, place: Area, scale: float) -> None:
    """Numbers of the country alone, and why no place has a trend from before 2008."""
    if not has_contexts(base):
        st.info("This evidence base holds no national context.")
        return
    answer(context_words.NATIONAL_ONLY)
    items = "".join(
        f"<li><div class='name'>{escape(c.says)}</div><p>{escape(context_words.other_reading(c))}</p>"
        f"<p>{escape(c.not_read)}</p><p class='moved'>Of {escape(c.of)}, {escape(c.when)}. Source: {escape(c.source)}"
        f"{escape(f', read in {c.quoted}' if c.quoted else '')}.</p></li>"
        for c in contexts(base)
    )
    st.html(f'<ul class="themes">{items}</ul>')
    st.subheader("Why not for this place?")
    with said():
        local_trend_before_2008(base, place.code)
    if scale == 1.0:
        twin(tables.contexts_table(contexts(base)), "country", "Numbers of the country with their sources")


SHOWN: dict[str, Callable[[EvidenceBase, Area, float], None]] = {
    LEVEL: level_step,
    PARTS: parts_step,
    INDUSTRIES: industries_step,
    MADE_OF: made_of_step,
    GREW: growth,
    DISTRICTS: districts_step,
    FIRMS: firms_step,
    DRIVERS: drivers_step,
    SCHOOL: school_step,
    COUNTRY: country_step,
}


# ---- parts ----------------------------------------------------------------------------------------------------------


def lead(text: str) -> None:
    """A part's answer in one sentence."""
    st.html(f'<p class="walk-what"><strong>{escape(text)}</strong></p>')


def listed(*lines: str) -> None:
    """Sentences as a list; empty ones are left out."""
    if kept := [line for line in lines if line]:
        sentences(kept)


def twin(table: Any, key: str, what: str) -> None:
    """A table that is folded away, with its download."""
    with st.expander(f"Table: {what[0].lower()}{plain(what[1:])}", key=f"table-{key}", on_change="rerun") as fold:
        if fold.open:
            st.table(plain_table(table), alt=what)
            download(f"{key}.csv", lambda: str(table.to_csv(lineterminator="\n")), "Table (CSV)")


def everything(base: EvidenceBase, place: Area) -> None:
    """All productivity evidence of the place to take away, growth over the years that are chosen."""
    first, last = (int(st.session_state.get(key) or year) for key, year in zip(("first", "last"), SPAN, strict=True))
    name = f"productivity-{place.code.replace(':', '-')}.json"
    download(
        name, lambda: tables.productivity_json(base, place.code, (first, last)), "All productivity evidence (JSON)"
    )


through_app()
page()
