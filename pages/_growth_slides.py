"""The walk on the projector: each step in parts that fit a screen, one thing at a time."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence.growth import titles, words
from evidence.growth.framework import Framework
from evidence.growth.lipsit import answers
from evidence.growth.walk import DEPRIVED, Step, Walk
from evidence.indicators.base import EvidenceBase
from evidence.show.growth_charts import dimensions_chart, measures_chart
from evidence.show.growth_quadrant import quadrant_chart
from evidence.show.growth_spread import deprived_chart, districts_chart
from evidence.show.plain import plain
from pages._growth_readings import reading_field
from pages._growth_steps import (
    ALL_PLACES,
    INSIDE,
    OVERVIEW,
    chosen_spread,
    correlations,
    limits,
    made_of,
    set_words,
    spread_lines,
    spreads,
    stands,
    step_of,
    themes,
)
from pages._shared import answer, said, sentences, show_chart

# What fits a screen of 800 pixels beside letters that are half as large again: how much larger charts are, the one with
# most rows less so; how tall a quadrant's plot is before that, and how many districts a chart has.
LARGE, SIX_ROWS, TALL, ROWS = 1.25, 1.05, 170, 8
SIX, MEASURES, LIMITS, MADE = ".six", ".measures", ".limits", ".made-of"
CHANGE, TOGETHER, LIPSIT, NUMBERS, NEIGHBOURHOODS = ".change", ".together", ".lipsit", ".numbers", ".deprived"


def slides_of(framework: Framework) -> dict[str, str]:
    """The parts of all steps with their names, in order; the part of a step before the first dot is the step itself."""
    found = {OVERVIEW: "Overview", OVERVIEW + SIX: "Six dimensions", OVERVIEW + MADE: "How to read scores"}
    for d in framework.dimensions:
        found |= {
            d.key: d.name,
            d.key + MEASURES: f"{d.name}: measures",
            d.key + LIMITS: f"{d.name}: what cannot be said",
        }
    return found | {
        ALL_PLACES: "All places: level",
        ALL_PLACES + CHANGE: "All places: change",
        ALL_PLACES + TOGETHER: "Do they go together?",
        ALL_PLACES + LIPSIT: "LIPSIT's question",
        INSIDE: "Inside the place",
        INSIDE + NUMBERS: "Inside the place, in numbers",
        INSIDE + NEIGHBOURHOODS: "Most deprived neighbourhoods",
    }


def show_slide(base: EvidenceBase, walk: Walk, key: str, controls: DeltaGenerator) -> None:
    """One part of a step; what can be chosen for it goes to the other choices."""
    step, _, part = key.partition(".")
    if step == OVERVIEW:
        _overview(base, walk, part)
    elif step == ALL_PLACES:
        _all_places(base, walk, part)
    elif step == INSIDE:
        _inside(base, walk, part, controls)
    else:
        _dimension(base, walk, step_of(walk, step), part)


def _overview(base: EvidenceBase, walk: Walk, part: str) -> None:
    if not part:
        answer(words.headline(walk))
        themes(walk, "large")
        st.write(plain(words.typology(walk)))
    elif SIX.endswith(part):
        show_chart(dimensions_chart(base, walk, scale=SIX_ROWS), "dimensions", level=2)
    else:
        st.header("How to read these scores")
        made_of(walk.monitor)


def _dimension(base: EvidenceBase, walk: Walk, step: Step, part: str) -> None:
    st.header(step.dimension.name)
    if not part:
        stands(base, walk, step)
        reading_field(walk.area, step.dimension)
    elif MEASURES.endswith(part):
        show_chart(measures_chart(base, walk, step, scale=LARGE), f"measures-{step.dimension.key}")
    else:
        st.subheader("What the evidence cannot say")
        limits(step)


def _all_places(base: EvidenceBase, walk: Walk, part: str) -> None:
    monitor = walk.monitor
    with said():
        if not part or CHANGE.endswith(part):
            what = "change" if part else "level"
            chart = quadrant_chart(base, monitor, what, walk, scale=LARGE, tall=TALL)
            show_chart(chart, f"quadrant-{what}", level=2)
        elif TOGETHER.endswith(part):
            st.header(plain(f"Do prosperity and inclusion go together among {set_words(monitor)}?"))
            sentences([*correlations(monitor, "level"), *correlations(monitor, "change")])
        else:
            st.header("Do prosperity and inclusion grow together?")
            sentences(answers(base))


def _inside(base: EvidenceBase, walk: Walk, part: str, controls: DeltaGenerator) -> None:
    with said():
        if part and NEIGHBOURHOODS.endswith(part):
            _neighbourhoods(base, walk)
        elif found := chosen_spread(base, walk, controls):
            if part:
                st.header("Inside the place, in numbers")
                sentences(spread_lines(base, found))
                spreads(base, walk)
            else:
                answer(words.spread_sentence(base, found))
                show_chart(districts_chart(base, found, scale=LARGE, most=ROWS), "districts")


def _neighbourhoods(base: EvidenceBase, walk: Walk) -> None:
    if len(base.members.get(walk.area.code, ())) > 1:
        show_chart(deprived_chart(base, walk.area.code, scale=LARGE, most=ROWS), "deprived", level=2)
    elif walk.deprived:
        answer(titles.deprived_sentence(walk.area, walk.deprived))
    with st.expander("What the publisher says of these figures"):
        sentences(base.indicator(DEPRIVED).caveats)
