"""The table of a theme: every indicator with its figure, the comparator's, how they compare, rank and change."""

from __future__ import annotations

from collections.abc import Sequence

from evidence import wording
from evidence.analysis.findings import Finding
from evidence.analysis.profile import Row
from evidence.pack.blocks import Table
from evidence.pack.making import Asked

NUMBERED = "numbered in the last column, as in the list of sources at the end."
DERIVED, OLD = "*", "\u2020"


def theme_table(asked: Asked, key: str, title: str, rows: Sequence[Row]) -> Table:
    """Every indicator of some rows; columns that would be the same for all of them are left out."""
    name = asked.benchmark_name
    lines = [_line(asked, row) for row in rows]
    columns = [column for column in lines[0] if asked.benchmark or column not in (name, "Compared")]
    if not any(row.level.interval for row in rows):
        columns.remove("95% interval")
    cells = tuple(tuple(line[column] for column in columns) for line in lines)
    found = [finding for row in rows for finding in (row.level, asked.gap_of(row), row.change) if finding]
    figures = tuple(dict.fromkeys(figure for finding in found for figure in finding.figures))
    numeric = tuple(column in ("Value", "95% interval", name) for column in columns)
    return Table(key, title, tuple(columns), cells, numeric, NUMBERED, figures, _note(asked, cells, columns))


def _line(asked: Asked, row: Row) -> dict[str, str]:
    indicator, gap, old = row.indicator, asked.gap_of(row), asked.is_old(row)
    value = wording.cell(row.level.value, indicator) + _mark(row.level, row.level.area_code)
    return {
        "Indicator": f"{indicator.name} ({wording.row_note(indicator, row.level.period)})",
        "Value": value + (OLD if old else ""),
        "95% interval": wording.interval_cell(row.level, indicator) or "none",
        asked.benchmark_name: wording.cell(gap.numbers["comparator"], indicator) + _mark(gap, gap.against)
        if gap
        else "none",
        "Compared": "not compared" if old else wording.gap_cell(gap, indicator),
        "Rank": wording.rank_short(row.rank) if row.rank and not old else "not ranked",
        "Change": wording.change_short(row.change, indicator),
        "Source": ", ".join(map(str, asked.cited.of(indicator))),
    }


def _mark(finding: Finding, area_code: str) -> str:
    """The mark of a figure that no publisher gives."""
    return DERIVED if any(f.area_code == area_code and f.origin == "derived" for f in finding.figures) else ""


def _note(asked: Asked, cells: Sequence[Sequence[str]], columns: Sequence[str]) -> str:
    """What the marks and the columns mean, as far as they occur."""
    texts = [cell for line in cells for cell in line]
    notes = [
        f"Compared with {asked.benchmark_name}." if "Compared" in columns else "",
        "Rank 1 is the highest value.",
        "None: published without an interval." if "95% interval" in columns and "none" in texts else "",
        f"{DERIVED} Derived or modelled, not published."
        if any(t.endswith((DERIVED, DERIVED + OLD)) for t in texts)
        else "",
        f"{OLD} Newer figures are published, but not for this place." if any(t.endswith(OLD) for t in texts) else "",
    ]
    return " ".join(note for note in notes if note)
