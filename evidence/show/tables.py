"""Tables for reading and for taking away: text for people, plain numbers with their source for machines."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence import wording
from evidence.analysis.classes import Classes
from evidence.analysis.compare import figures_over
from evidence.analysis.findings import Finding
from evidence.analysis.intervals import interval_of
from evidence.analysis.profile import Profile, Row
from evidence.analysis.sides import benchmark_of, gap_to
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator, Source
from evidence.indicators.periods import period_text

LOWER, UPPER = "95% interval, lower", "95% interval, upper"
OPEN_LICENCE = "Open Government Licence v3.0"


def value_header(indicator: Indicator) -> str:
    """The header of a column of values: "GVA per hour (£, current prices)"."""
    unit = wording.unit_words(indicator)
    return f"{indicator.short_name} ({unit})" if unit else indicator.short_name


def figures_table(
    base: EvidenceBase, slug: str, codes: Sequence[str], period: str, classes: Classes | None = None
) -> pd.DataFrame:
    """Areas with their figures for one period as text, highest first, areas without a figure last with the reason.

    Index "Area code"; columns Area, the value with its unit in the header, the interval's limits where any area has
    one, the class in words where classes are given (in the order of `codes`), and how each figure came about.
    """
    indicator = base.indicator(slug)
    figures = figures_over(base, slug, tuple(codes), period)
    named = _class_names(classes, indicator, len(figures)) if classes else None
    rows = [_figure_row(base, indicator, figure) for figure in figures]
    table = pd.DataFrame(rows, index=pd.Index([f.area_code for f in figures], name="Area code"))
    if named:
        table.insert(len(table.columns) - 1, "Class", named)
    if not rows or not any(table[LOWER]):
        table = table.drop(columns=[LOWER, UPPER], errors="ignore")
    return table.iloc[_highest_first(base, figures)]


def _highest_first(base: EvidenceBase, figures: Sequence[Figure]) -> list[int]:
    order = [(f.value is None, -(f.value or 0.0), base.areas[f.area_code].name, i) for i, f in enumerate(figures)]
    return [i for *_, i in sorted(order)]


def _figure_row(base: EvidenceBase, indicator: Indicator, figure: Figure) -> dict[str, str]:
    interval = interval_of(figure, indicator.unit)
    return {
        "Area": base.areas[figure.area_code].name,
        value_header(indicator): wording.plain_number(figure.value, indicator.decimals) or "not available",
        LOWER: wording.plain_number(interval.lower, indicator.decimals) if interval else "",
        UPPER: wording.plain_number(interval.upper, indicator.decimals) if interval else "",
        "How it came about": wording.origin_words(indicator, figure),
    }


def _class_names(classes: Classes, indicator: Indicator, count: int) -> list[str]:
    if len(classes.of) != count:
        raise EvidenceError(
            f"The classes are of {len(classes.of)} areas and the table is of {count}; class the same areas in the same order."
        )
    names = wording.class_words(classes.edges, indicator)
    return ["no figure" if k is None else names[k] for k in classes.of]


def profile_table(base: EvidenceBase, profile: Profile, rows: Sequence[Row] | None = None) -> pd.DataFrame:
    """A profile as text, a row an indicator; of the rows given, or of all, then those that have no figure and why.

    Index "Indicator"; the comparator of "Against ..." is the first of the profile's that is England, or else its first.
    """
    chosen = profile.rows if rows is None else rows
    against = benchmark_of(profile)
    lines = [_profile_row(base, row, against, profile.young_people) for row in chosen]
    names = [row.indicator.name for row in chosen]
    if rows is None:
        lines += [_absent_row(base, finding) for finding in profile.without]
        names += [base.indicator(finding.indicator).name for finding in profile.without]
    return pd.DataFrame(lines, index=pd.Index(names, name="Indicator")).fillna("")


def _profile_row(base: EvidenceBase, row: Row, against: str | None, young_people: Finding) -> dict[str, str]:
    indicator, gap, interval = row.indicator, gap_to(row, against, young_people), row.level.interval
    cells = {
        "Theme": indicator.theme,
        "Unit": wording.unit_words(indicator),
        "Period": period_text(row.level.period),
        "Value": wording.plain_number(row.level.value, indicator.decimals),
        LOWER: wording.plain_number(interval.lower, indicator.decimals) if interval else "",
        UPPER: wording.plain_number(interval.upper, indicator.decimals) if interval else "",
    }
    if against:
        name = wording.place(base.areas[against])
        cells[name[0].upper() + name[1:]] = (
            wording.plain_number(gap.numbers["comparator"], indicator.decimals) if gap else "not known"
        )
        cells[f"Against {name}"] = wording.gap_words(base, gap) if gap else "not known"
        cells["Better or worse"] = _standing(indicator, gap)
    return cells | {
        "Rank": wording.rank_words(row.rank) if row.rank else "not ranked",
        "Change": wording.change_words(base, row.change),
        "Trend": wording.trend_words(row.trend),
        "How it came about": wording.origin_words(indicator, row.level.figures[0]),
        "Source": indicator.source.line,
    }


def _standing(indicator: Indicator, gap: Finding | None) -> str:
    if gap is None:
        return "not known"
    if not indicator.polarity:
        return "neither: higher is not better or worse"
    untold = {"similar": "similar", "same": "the same"}
    return gap.good or untold.get(gap.judgement, "not judged: too many are not known")


def _absent_row(base: EvidenceBase, finding: Finding) -> dict[str, str]:
    indicator = base.indicator(finding.indicator)
    return {
        "Theme": indicator.theme,
        "Unit": wording.unit_words(indicator),
        "Value": "not available",
        "How it came about": f"not available: {finding.reason}",
        "Source": indicator.source.line,
    }


def two_way_table(
    base: EvidenceBase, slugs: Sequence[str], codes: Sequence[str], periods: Sequence[str]
) -> pd.DataFrame:
    """Areas with two indicators' figures as text, in the order of `codes`; index "Area code"."""
    columns: dict[str, list[str]] = {"Area": [base.areas[code].name for code in codes]}
    for slug, period in zip(slugs, periods, strict=True):
        indicator = base.indicator(slug)
        figures = figures_over(base, slug, tuple(codes), period)
        columns[value_header(indicator)] = [
            wording.plain_number(f.value, indicator.decimals) or "not available" for f in figures
        ]
    return pd.DataFrame(columns, index=pd.Index(list(codes), name="Area code"))


def figures_csv(base: EvidenceBase, slug: str, codes: Sequence[str], periods: Sequence[str]) -> str:
    """Figures as CSV for machines: full precision, one row an area and period, with source and licence on every row.

    A figure that is not available has an empty value, status "x" and its reason.
    """
    indicator = base.indicator(slug)
    figures = [figure for period in periods for figure in figures_over(base, slug, tuple(codes), period)]
    return pd.DataFrame([_csv_row(base, indicator, figure) for figure in figures]).to_csv(
        index=False, lineterminator="\n"
    )


def _csv_row(base: EvidenceBase, indicator: Indicator, figure: Figure) -> dict[str, object]:
    interval, source = interval_of(figure, indicator.unit), indicator.source
    return {
        "area_code": figure.area_code,
        "area_name": base.areas[figure.area_code].name,
        "indicator": figure.indicator,
        "indicator_name": indicator.name,
        "unit": wording.unit_words(indicator),
        "period": figure.period,
        "period_words": period_text(figure.period),
        "value": figure.value,
        "lower": interval.lower if interval else None,
        "upper": interval.upper if interval else None,
        "interval": interval.kind if interval else "",
        "denominator": figure.denominator,
        "status": figure.status,
        "origin": figure.origin,
        "modelled": figure.modelled,
        "coverage": figure.coverage,
        "missing": ";".join(figure.missing),
        "notes": " ".join(figure.notes),
        "reason": figure.reason,
        "source": f"{source.publisher}, {source.title}",
        "edition": source.edition,
        "licence": source.licence,
        "attribution": attribution(indicator.source),
        "url": source.url,
    }


def profile_csv(base: EvidenceBase, profile: Profile) -> str:
    """Every finding of a profile as CSV for machines: full precision, one row a finding, with its sentence and source.

    A finding without an answer has an empty value and its reason.
    """
    return pd.DataFrame([_finding_row(base, finding) for finding in profile.findings]).to_csv(
        index=False, lineterminator="\n"
    )


def _finding_row(base: EvidenceBase, finding: Finding) -> dict[str, object]:
    indicator, interval = base.indicator(finding.indicator), finding.interval
    source = indicator.source
    return {
        "area_code": finding.area_code,
        "area_name": base.areas[finding.area_code].name,
        "theme": indicator.theme,
        "indicator": finding.indicator,
        "indicator_name": indicator.name,
        "unit": wording.unit_words(indicator),
        "finding": finding.kind,
        "period": finding.period,
        "value": finding.value,
        "against": finding.against,
        "lower": interval.lower if interval else None,
        "upper": interval.upper if interval else None,
        "judgement": finding.judgement,
        "good": finding.good,
        "tested": finding.tested,
        "sentence": wording.sentence(base, finding),
        "method": finding.method,
        "caveats": " ".join(finding.caveats),
        "reason": finding.reason,
        "source": f"{source.publisher}, {source.title}",
        "edition": source.edition,
        "licence": source.licence,
        "attribution": attribution(indicator.source),
        "url": source.url,
    }


def attribution(source: Source) -> str:
    """The acknowledgement that the licence asks for."""
    who = source.publisher or source.title
    if source.licence == OPEN_LICENCE:
        return f"Source: {who}. Contains public sector information licensed under the {OPEN_LICENCE}."
    if source.licence.startswith("\N{COPYRIGHT SIGN}"):
        return f"Source: {who}. {source.licence}."
    if source.licence.startswith(("Facts ", "No licence")):
        return f"Source: {who}. {source.licence}."
    if not source.licence:
        return f"Source: {who}. No licence is stated."
    return f"Source: {who}, licensed under {source.licence}."
