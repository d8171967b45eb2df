"""Reading the tables of places: rows that have the columns they need, and days written as days."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from evidence.errors import EvidenceError


def read_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """Every row of a table that has these columns (and perhaps others); an absent cell is an empty text.

    Raises EvidenceError where the file is absent, is no table, or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="", strict=True)
            rows = list(reader)
    except FileNotFoundError:
        raise EvidenceError(f"{path.name}: the file is missing.") from None
    except (csv.Error, UnicodeDecodeError) as error:
        raise EvidenceError(f"{path.name}: not readable as a table of comma-separated values ({error}).") from None
    if absent := [column for column in columns if column not in (reader.fieldnames or ())]:
        raise EvidenceError(f"{path.name}: the column {', '.join(absent)} is missing; it needs {', '.join(columns)}.")
    return rows


def read_day(text: str, where: str) -> date | None:
    """The day that a text stands for, None for an empty one; raises EvidenceError that says `where` for any other text."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise EvidenceError(f"{where} has the date {text!r}; write it as 2024-03-31.") from None
