"""Rows of the workbook of an evidence pack: what each says of an indicator, a finding, a figure and a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence import wording
from evidence.analysis.findings import Finding
from evidence.analysis.intervals import interval_of
from evidence.indicators.aggregate import Figure
from evidence.indicators.catalogue import Indicator, Source
from evidence.indicators.observations import STATUSES
from evidence.indicators.periods import period_text
from evidence.pack.blocks import EvidencePack, SourceEntry
from evidence.show.tables import LOWER, UPPER

NOT_AVAILABLE, NOT_APPLICABLE = "[x]", "[z]"


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the decimals that its cell shows; without a value the cell holds the mark `absent`."""

    value: float | None
    decimals: int = 0
    absent: str = NOT_AVAILABLE


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a place in the workbook or to an address of the web."""

    target: str
    text: str


Cell = str | Number | Link
Row = dict[str, Cell]  # by the header of its column


def indicator_row(indicator: Indicator, number: int | None) -> Row:
    """What an indicator is; `number` is that of its source."""
    source = indicator.source
    return {
        "Indicator": indicator.slug,
        "Name": indicator.name,
        "Theme": indicator.theme,
        "Unit": wording.unit_words(indicator),
        "Decimals": Number(indicator.decimals),
        "Better when": indicator.better,
        "Definition": indicator.definition,
        "How it combines": indicator.combines.words,
        "Prices": indicator.prices,
        "Interval method": indicator.interval or "none published",
        "Caveats": " ".join(indicator.caveats),
        "What was done to the numbers": indicator.done_to_the_numbers,
        "Source number": Number(number, absent=NOT_APPLICABLE),
        "Publisher": source.publisher,
        "Title": source.title,
        "Edition": source.edition,
        "Licence": source.licence,
        "Web address": Link(source.url, source.url),
    }


def finding_cells(pack: EvidencePack, finding: Finding) -> Row:
    """The numbers and the method behind a finding."""
    indicator, interval = pack.indicators[finding.indicator], finding.interval
    decimals = {"rank": 0, "trend": 2}.get(finding.kind, indicator.decimals)
    compared = NOT_AVAILABLE if finding.kind in ("gap", "change") else NOT_APPLICABLE
    between = NOT_APPLICABLE if finding.kind in ("rank", "trend") else NOT_AVAILABLE
    return {
        "Kind": finding.kind,
        "Indicator": finding.indicator,
        "Indicator name": indicator.name,
        "Area code": finding.area_code,
        "Area name": pack.names[finding.area_code],
        "Period": _when(finding.period),
        "Period (ISO 8601)": finding.period,
        "Value": Number(finding.value, decimals),
        "Unit of the value": _finding_unit(finding, indicator),
        "Against": _against(pack, finding),
        LOWER: Number(interval.lower if interval else None, decimals, between),
        UPPER: Number(interval.upper if interval else None, decimals, between),
        "Interval": interval.kind if interval else between,
        "Relative difference (share)": Number(finding.numbers.get("relative"), 3, compared),
        "Judgement": finding.judgement,
        "Better or worse": finding.good,
        "Tested": ("yes" if finding.tested else "no") if finding.judgement else NOT_APPLICABLE,
        "Method": finding.method,
        "Caveats": " ".join(finding.caveats),
        "Reason for no answer": finding.reason,
    }


def _finding_unit(finding: Finding, indicator: Indicator) -> str:
    if finding.kind in ("rank", "trend"):
        return {"rank": "rank, 1 is the highest value", "trend": "chi-squared"}[finding.kind]
    unit = wording.unit_words(indicator)
    return "percentage points" if unit == "%" and finding.kind in ("gap", "change") else unit


def _against(pack: EvidencePack, finding: Finding) -> str:
    if finding.kind in ("change", "trend"):
        return _when(finding.against)
    return pack.names.get(finding.against, finding.against)


def _when(period: str) -> str:
    return period_text(period) if period else ""


def figure_cells(pack: EvidencePack, figure: Figure, numbers: Mapping[Source, int]) -> Row:
    """A figure with everything that it rests on; `numbers` are those of the sources."""
    indicator = pack.indicators[figure.indicator]
    interval, decimals, source = interval_of(figure, indicator.unit), indicator.decimals, indicator.source
    status = STATUSES[figure.status]
    return {
        "Area code": figure.area_code,
        "Area name": pack.names[figure.area_code],
        "Indicator": figure.indicator,
        "Indicator name": indicator.name,
        "Unit": wording.unit_words(indicator),
        "Period": _when(figure.period),
        "Period (ISO 8601)": figure.period,
        "Value": Number(figure.value, decimals),
        LOWER: Number(interval.lower if interval else None, decimals),
        UPPER: Number(interval.upper if interval else None, decimals),
        "Interval": interval.kind if interval else NOT_AVAILABLE,
        "Denominator": Number(figure.denominator),
        "Status": f"[{figure.status}] {status}" if figure.status else status,
        "Origin": NOT_APPLICABLE if not figure.known else "modelled" if figure.modelled else figure.origin,
        "Coverage (share of the weight)": Number(figure.coverage, 3),
        "Reason for no value": figure.reason,
        "Notes": " ".join(figure.notes),
        "Source number": Number(numbers[source]),
        "Edition": source.edition,
        "Licence": source.licence,
    }


def source_row(entry: SourceEntry) -> Row:
    """A source, its licence and what is taken from it."""
    return {
        "Number": Number(entry.number),
        "Publisher": entry.source.publisher,
        "Title": entry.source.title,
        "Edition": entry.source.edition,
        "Licence": entry.source.licence,
        "Web address": Link(entry.source.url, entry.source.url),
        "Attribution": entry.attribution,
        "Indicators": "; ".join(entry.indicators),
        "Periods": entry.periods,
    }
