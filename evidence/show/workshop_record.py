"""The record of a workshop as a table."""

from __future__ import annotations

import pandas as pd

from evidence.workshop.record import Record, record_rows

HEADINGS = {
    "step": "Step",
    "question": "Question",
    "theme": "Theme",
    "text": "What was said or chosen",
    "organisation": "Organisation",
    "said_by_notes": "Notes",
    "people_for": "People",
    "dots": "Dots",
    "median": "Median",
}


def record_table(record: Record) -> pd.DataFrame:
    """What came of each step, a row for each note, choice and answer; the CSV has more columns."""
    rows = [{heading: str(row[name]) for name, heading in HEADINGS.items()} for row in record_rows(record)]
    table = pd.DataFrame(rows, columns=list(HEADINGS.values()))
    used = [name for name in table if name in ("Step", "Question") or (table[name] != "").any()]
    return table[used].set_index("Step")
