"""Data and methods: what each number is, how fresh, how combined, under which licence; and a check of a new table."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from evidence import wording
from evidence.indicators.aggregate import periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import span_text
from evidence.rows import ATTRIBUTION
from evidence.show.overview import catalogue
from evidence.show.sources import combination_words, indicator_csv, licences, new_releases, other_tables
from evidence.sources.check import check_table
from pages._shared import current_evidence, download, head, pick, said, sentences, settle, source_line, through_app

METHODS = Path(__file__).parent.parent / "docs" / "methods.md"
VIEWS = ("Catalogue", "One indicator", "Methods", "Sources and licences", "Check a table")


def page() -> None:
    """Five views of what the evidence base is made of."""
    base = current_evidence()
    head("Data and methods", None)
    settle("show", VIEWS, VIEWS[0])
    chosen = st.segmented_control(
        "Show", VIEWS, key="show", required=True, label_visibility="collapsed", persist_state="session"
    )
    st.query_params["show"] = chosen or VIEWS[0]
    with said():
        {
            "Catalogue": show_catalogue,
            "One indicator": one_indicator,
            "Methods": methods,
            "Sources and licences": sources,
            "Check a table": check,
        }[chosen or VIEWS[0]](base)


def show_catalogue(base: EvidenceBase) -> None:
    """Every indicator in one table."""
    table = catalogue(base)
    st.write(
        f"{len(table)} indicators. Each keeps the publisher's own figures; what the app works out itself is marked derived or modelled wherever it stands."
    )
    st.dataframe(table, alt="Catalogue of indicators", height=560)
    download("catalogue.csv", table.to_csv, "Catalogue (CSV)")
    st.header("Releases held")
    st.table(new_releases(base), alt="Publications held with their edition and latest period")
    st.header("Tables of another shape")
    st.table(other_tables(base), alt="Tables of counts by category and references")


def one_indicator(base: EvidenceBase) -> None:
    """Everything about one indicator, and all its figures to take away."""
    slugs = sorted(base.indicators, key=lambda s: base.indicators[s].name)
    slug = (
        pick("Indicator", "indicator", slugs, lambda s: base.indicators[s].name, default="gva-per-hour-worked")
        or slugs[0]
    )
    indicator = base.indicators[slug]
    st.header(indicator.name)
    st.write(indicator.definition)
    better = {
        "higher": "Higher is better.",
        "lower": "Lower is better.",
        "neither": "Neither higher nor lower is better in itself.",
    }[indicator.better]
    periods = periods_of(base, slug)
    sentences(
        [
            f"Unit: {wording.unit_words(indicator)}. {better}",
            f"Periods: {span_text(periods[0], periods[-1])} ({len(periods)})." if periods else "No periods.",
            f"Interval: {indicator.interval}."
            if indicator.interval
            else "Published without an interval, so differences are not tested.",
            *combination_words(base, slug),
            f"What was done to the numbers: {indicator.done_to_the_numbers}",
        ]
    )
    st.subheader("What a reader must know")
    sentences(indicator.caveats or ("Nothing further.",))
    source_line(indicator.source.line)
    if indicator.source.url:
        st.link_button("The publisher's page", indicator.source.url, icon=":material/open_in_new:")
    download(f"{slug}.csv", lambda: indicator_csv(base, slug), "Every published figure (CSV)")


def methods(_base: EvidenceBase) -> None:
    """How figures are combined, compared and tested, in plain words."""
    st.markdown(METHODS.read_text(encoding="utf-8").partition("\n")[2])


def sources(base: EvidenceBase) -> None:
    """Every source with its licence, and the lines that the licences ask for."""
    st.write(ATTRIBUTION)
    st.table(licences(base), alt="Sources with edition and licence")


def check(base: EvidenceBase) -> None:
    """A new release's table, checked against the contract and compared with what is held; nothing is kept."""
    st.write(
        "Drop a table of figures here to see whether it keeps the column contract and what it would change: new periods, revised values, areas that vanish. "
        "Nothing is stored. To bring it in, run `python -m evidence.sources import FOLDER` on the folder that holds it."
    )
    st.code("area_code,period,value[,lower,upper][,numerator][,denominator],status", language=None, wrap_lines=True)
    given = st.file_uploader(
        "A table in the column contract, named after its indicator (employment-rate.csv)", type="csv"
    )
    if given is None:
        return
    outcome = check_table(base, given.name, given.getvalue())
    if outcome.problems:
        st.error(
            f"{given.name} cannot be imported: {len(outcome.problems)} {'problem' if len(outcome.problems) == 1 else 'problems'}."
        )
        sentences(outcome.problems[:50])
    else:
        st.success(f"{given.name} keeps the contract.")
        sentences(outcome.changes or ("It changes nothing: these figures are held already.",))


through_app()
page()
