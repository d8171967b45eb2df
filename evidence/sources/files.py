"""The texts of data files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as comma-separated text with a header row and Unix line ends."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()


def number_text(value: float | None) -> str:
    """The shortest decimal text of a number: no trailing zeros, no float noise, empty for none."""
    if value is None or value != value:
        return ""
    text = f"{round(value, 9):.9f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
