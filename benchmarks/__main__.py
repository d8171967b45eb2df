"""Measure the speed targets and print one table: `python -m benchmarks [--quick] [--json]`."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from benchmarks.growth import growth, growth_page
from benchmarks.measures import Row, activities_on_map, all_leps, fifty_people, opening, switching
from benchmarks.narrative import narrative
from benchmarks.packs import packs
from benchmarks.phones import phones
from benchmarks.productivity import productivity
from benchmarks.server import CHROMIUM_NAMES, chromium
from benchmarks.workshop import workshop
from benchmarks.workspaces import saving
from evidence.indicators.base import open_evidence

PARTS = ("evidence", "packs", "workspaces", "workshops", "pages")
HEADER = ("what", "ours", "naive way", "ratio", "target")


def main() -> int:
    """0 where every target is reached, otherwise 1."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="fewer repeats: less steady figures in a third of the time"
    )
    parser.add_argument("--only", choices=PARTS, help="one part of the measurements")
    parser.add_argument("--json", action="store_true", help="a list of rows for programs")
    asked = parser.parse_args()
    rows, said = measure(quick=asked.quick, only=asked.only)
    if asked.json:
        print(json.dumps([asdict(row) | {"ratio": row.ratio, "reached": row.reached} for row in rows], indent=2))
    else:
        print(table(rows))
    for sentence in said:
        print(sentence, file=sys.stderr)
    return 1 if any(row.reached is False for row in rows) else 0


def measure(*, quick: bool, only: str | None = None) -> tuple[list[Row], list[str]]:
    """The rows, and a sentence for each that could not be measured."""
    rows: list[Row] = []
    said = []
    if only in (None, "evidence"):
        rows += [*opening(3 if quick else 7), *all_leps(open_evidence()), *growth(), *narrative()]
        rows += productivity(2 if quick else 4)
    if only in (None, "packs"):
        rows += packs(quick)
    if only in (None, "workspaces"):
        rows += saving(12 if quick else 60, 40 if quick else 200)
    if only in (None, "workshops"):
        rows += workshop(20 if quick else 300)
        rows += phones(1 if quick else 3)
    if only in (None, "pages"):
        rows += switching(10 if quick else 40)
        rows += activities_on_map(12 if quick else 40)
        rows += growth_page(6 if quick else 20)
        if path := chromium():
            from benchmarks.in_browser import clicking

            rows += clicking(path, 4 if quick else 12)
        else:
            said.append(f"The browser's row is left out: none of {', '.join(CHROMIUM_NAMES)} was found.")
        rows += fifty_people(12 if quick else 30, 400 if quick else 2000)
    return rows, said


def table(rows: list[Row]) -> str:
    """The rows as text in columns."""
    lines = [HEADER, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADER))]
    return "\n".join(_line(line, widths) for line in lines)


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    naive = "" if row.naive is None else f"{_number(row.naive)} {row.unit}"
    ratio = "" if row.ratio is None else f"{_number(row.ratio)} x"
    target = "" if row.target is None else f"{_number(row.target)} {row.unit} {'reached' if row.reached else 'MISSED'}"
    return row.what, f"{_number(row.ours)} {row.unit}", naive, ratio, target


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(
        [cells[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))]
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


if __name__ == "__main__":
    sys.exit(main())
