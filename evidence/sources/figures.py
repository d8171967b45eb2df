"""Tables of figures in the column contract: recognised, checked, compared with what is held."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from evidence.errors import EvidenceError
from evidence.indicators.breakdowns import Breakdown
from evidence.indicators.catalogue import Indicator
from evidence.indicators.observations import COLUMNS, NUMBERS, problems_in, read_observations, read_table
from evidence.indicators.periods import period_text, span_text
from evidence.sources.files import csv_text, number_text

SHOWN_REVISIONS = 5


def is_figures(path: Path) -> bool:
    """Whether a file's header is that of the column contract."""
    header = _header(path)
    return {"area_code", "period", "value"} <= set(header)


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return file.readline().strip().split(",")


def read_figures(
    path: Path, indicators: Mapping[str, Indicator], areas: Collection[str]
) -> tuple[pd.DataFrame | None, list[str]]:
    """A table of figures, or None, and every problem found in it."""
    if path.stem not in indicators:
        return None, [
            f"{path.name}: there is no indicator {path.stem!r}; describe it first in data/indicators/{path.stem}.toml."
        ]
    try:
        table = read_observations(path)
    except EvidenceError as error:
        return None, [str(error)]
    problems = problems_in(table, indicators[path.stem], areas)
    return (None if problems else table), problems


def figures_text(table: pd.DataFrame) -> str:
    """A checked table as the project stores it: contract order of columns, rows by area and period, shortest numbers."""
    columns = [column for column in COLUMNS if column in table]
    ordered = table.astype({"area_code": str, "period": str}).sort_values(["area_code", "period"])
    texts = {
        column: ordered[column].map(number_text) if column in NUMBERS else ordered[column].astype(object).fillna("")
        for column in columns
    }
    return csv_text(columns, zip(*(texts[column] for column in columns), strict=True))


def breakdown_text(path: Path, breakdown: Breakdown, areas: Collection[str]) -> tuple[str, list[str]]:
    """Counts by category as the project stores them (a row per area and category, a column per year), and the problems.

    Reference tables (a deflator, a list of codes) keep the shape they come in.
    """
    try:
        table = read_table(path, "str")
    except EvidenceError as error:
        return "", [str(error)]
    unknown = sorted(set(table["area_code"]) - set(areas)) if "area_code" in table else []
    problems = [f"{path.name}: the area {code!r} is not known." for code in unknown]
    if not breakdown.by_year:
        return csv_text(list(table.columns), table.itertuples(index=False)), problems
    if list(table.columns[:2]) != ["area_code", "year"] or len(table.columns) < 4:
        return "", [
            *problems,
            f"{path.name}: its columns are {', '.join(table.columns)}; it needs area_code, year, a category and a number.",
        ]
    category, value = list(table.columns)[2:4]
    if table.duplicated(["area_code", "year", category]).any():
        problems.append(f"{path.name}: an area has more than one figure for the same year and category.")
        return "", problems
    wide = table.pivot(index=["area_code", category], columns="year", values=value).fillna("").sort_index()
    rows = ((area, kind, *row) for (area, kind), row in zip(wide.index, wide.itertuples(index=False), strict=True))
    return csv_text(["area_code", "category", *wide.columns], rows), problems


def changes_between(slug: str, old: pd.DataFrame | None, new: pd.DataFrame) -> list[str]:
    """What an import would change in an indicator's figures: new periods, revised values, areas gone; a sentence each."""
    if old is None:
        return [f"{slug}: new, {len(new):,} figures, {span_text(min(new['period']), max(new['period']))}."]
    before = {(a, p): v for a, p, v in zip(old["area_code"], old["period"], old["value"], strict=True)}
    after = {(a, p): v for a, p, v in zip(new["area_code"], new["period"], new["value"], strict=True)}
    lines = []
    if periods := sorted({p for _, p in after} - {p for _, p in before}):
        lines.append(f"{slug}: new periods: {', '.join(map(period_text, periods))}.")
    if gone := sorted({p for _, p in before} - {p for _, p in after}):
        lines.append(f"{slug}: periods no longer there: {', '.join(map(period_text, gone))}.")
    if vanished := sorted({a for a, _ in before} - {a for a, _ in after}):
        lines.append(f"{slug}: areas no longer there: {', '.join(vanished)}.")
    if appeared := sorted({a for a, _ in after} - {a for a, _ in before}):
        lines.append(f"{slug}: new areas: {', '.join(appeared)}.")
    return lines + _revisions(slug, before, after) + _other_changes(slug, old, new)


def _revisions(slug: str, before: Mapping[tuple[str, str], float], after: Mapping[tuple[str, str], float]) -> list[str]:
    shared = sorted(before.keys() & after.keys())
    revised = [key for key in shared if number_text(before[key]) != number_text(after[key])]
    if not revised:
        return []
    shown = [
        f"{area} {period_text(period)} {number_text(before[area, period]) or 'none'} -> {number_text(after[area, period]) or 'none'}"
        for area, period in revised[:SHOWN_REVISIONS]
    ]
    more = f" and {len(revised) - SHOWN_REVISIONS:,} more" if len(revised) > SHOWN_REVISIONS else ""
    return [f"{slug}: {len(revised):,} revised: {'; '.join(shown)}{more}."]


def _other_changes(slug: str, old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """That figures keep their value but change their interval, number of people or status."""
    before, after = _rows_by_key(old), _rows_by_key(new)
    count = sum(before[key][0] == after[key][0] and before[key] != after[key] for key in before.keys() & after.keys())
    what = "1 figure keeps its value" if count == 1 else f"{count:,} figures keep their value"
    return [f"{slug}: {what} but not the interval, number of people or status."] if count else []


def _rows_by_key(table: pd.DataFrame) -> dict[tuple[str, str], tuple[str, ...]]:
    """The texts of value, interval, numbers and status by area and period."""
    full = table.reindex(columns=list(COLUMNS))
    texts = [full[name].astype(float).map(number_text) for name in NUMBERS]
    statuses = full["status"].astype(object).fillna("")
    rows = zip(*texts, statuses, strict=True)
    return dict(zip(zip(full["area_code"], full["period"], strict=True), rows, strict=True))
