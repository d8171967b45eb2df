"""Sources, licences and rules of combination as tables and sentences."""

from __future__ import annotations

import pandas as pd

from evidence import wording
from evidence.indicators.accuracy import combination_error
from evidence.indicators.aggregate import periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.breakdowns import read_breakdowns
from evidence.indicators.periods import period_text
from evidence.places.neighbours import SOURCE as NEIGHBOURS
from evidence.show.tables import figures_csv

BOUNDARIES = (
    "Office for National Statistics",
    "Local authority districts (December 2024) boundaries UK BUC, simplified to about 300 m; other areas dissolved from them",
    "December 2024",
    "Open Government Licence v3.0",
)


def combination_words(base: EvidenceBase, slug: str) -> tuple[str, ...]:
    """How an indicator's figures combine over areas, with the error measured on areas that the publisher publishes."""
    indicator = base.indicator(slug)
    level = "districts" if indicator.parts == "district" else "counties and unitary authorities"
    if indicator.combines.rule == "never":
        return (f"Published figures only: figures of {level} cannot be combined into those of a larger area.",)
    lines = (f"For a larger area without a published figure, figures of {level} are {indicator.combines.words}.",)
    return (*lines, error_words(base, slug))


def error_words(base: EvidenceBase, slug: str) -> str:
    """How far an indicator's rule of combination is off, measured on areas that the publisher publishes, latest period."""
    found = combination_error(base, slug, periods=periods_of(base, slug)[-1:])
    if found is None:
        return "No larger area has a published figure in the latest period, so the error of this rule cannot be measured here."
    publisher = base.indicator(slug).source.publisher
    return (
        f"Checked on {found.compared} areas that {publisher} publishes for {period_text(found.worst_period)}: combined figures are off "
        f"by {wording.share(found.median)} at the median and {wording.share(found.largest)} at most ({wording.place(base.areas[found.worst_area])})."
    )


def indicator_csv(base: EvidenceBase, slug: str) -> str:
    """Every published figure of an indicator (every computed one of its parts), with source and licence on each row."""
    level = [area.code for area in base.areas_of(base.indicator(slug).parts)]
    tables = [
        figures_csv(base, slug, list(base.observed(slug).get(period) or level), (period,))
        for period in periods_of(base, slug)
    ]
    return tables[0] + "".join(table.split("\n", 1)[1] for table in tables[1:])


def licences(base: EvidenceBase) -> pd.DataFrame:
    """Every source that the evidence base rests on: publisher, title, edition, licence, and how many indicators use it."""
    described, _ = read_breakdowns(base.folder / "breakdowns")
    used = [i.source for i in base.indicators.values()] + [b.source for b in described.values()]
    rows = [
        (s.publisher, s.title, s.edition, s.licence, sum(s == other for other in used)) for s in dict.fromkeys(used)
    ]
    neighbours = (
        "Office for National Statistics",
        NEIGHBOURS.split(", ", 1)[1].split(".")[0],
        "2026",
        "Open Government Licence v3.0",
        1,
    )
    columns = ["Publisher", "Title", "Edition", "Licence", "Tables"]
    return pd.DataFrame(sorted([*rows, neighbours, (*BOUNDARIES, 1)]), columns=columns).set_index("Publisher")


def new_releases(base: EvidenceBase) -> pd.DataFrame:
    """Publications held with edition, latest period, and how many indicators come from each."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for indicator in base.indicators.values():
        periods = periods_of(base, indicator.slug)
        if periods and not indicator.computed_from:
            rows.setdefault((indicator.source.publisher, indicator.source.title, indicator.source.edition), []).append(
                periods[-1]
            )
    listed = [(p, t, e, period_text(max(last)), len(last)) for (p, t, e), last in rows.items()]
    return pd.DataFrame(
        sorted(listed), columns=["Publisher", "Title", "Edition", "Latest period", "Indicators"]
    ).set_index("Publisher")


def other_tables(base: EvidenceBase) -> pd.DataFrame:
    """Tables of another shape that are held: what they are and where they come from."""
    described, _ = read_breakdowns(base.folder / "breakdowns")
    rows = [
        (b.name, b.definition, b.unit, b.source.publisher, b.source.edition, b.source.licence)
        for b in described.values()
    ]
    return pd.DataFrame(rows, columns=["Table", "What it holds", "Unit", "Publisher", "Edition", "Licence"]).set_index(
        "Table"
    )
