"""The record of a workshop: step by step as HTML, every text escaped, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from evidence import wording
from evidence.show.workshop_cards import NO_THEME, hands_html, people_words, question_html, statement_html
from evidence.workshop.hands import NAMES
from evidence.workshop.record import Part, Record, Said, record_rows
from evidence.workshop.records import AGREE, COLLECT

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
    found = [
        {**row, "text": NAMES.get(row["text"], row["text"]) if row["kind"] == AGREE else row["text"]}
        for row in record_rows(record)
    ]
    rows = [{heading: str(row[name]) for name, heading in HEADINGS.items()} for row in found]
    table = pd.DataFrame(rows, columns=list(HEADINGS.values()))
    used = [name for name in table if name in ("Step", "Question") or (table[name] != "").any()]
    return table[used].set_index("Step")


def part_html(part: Part) -> str:
    """What came of a step: its question, how many answered, and the notes under their themes or the hands."""
    step = part.step
    lines = [f"<h3>{escape(step.title)}</h3>", question_html(step)]
    lines.append(f'<p class="beside">{people_words(part.answered)} answered{_hidden(part.hidden)}.</p>')
    if step.kind == COLLECT:
        lines.append(_by_theme(part.notes))
    if part.show is not None:
        lines += [statement_html(step), hands_html(part.show)]
    return f'<section class="part">{"".join(lines)}</section>'


def _hidden(number: int) -> str:
    return f"; {wording.counted(number, 'note')} hidden, which the record leaves out" if number else ""


def _by_theme(notes: Sequence[Said]) -> str:
    themes = dict.fromkeys(note.theme for note in notes)
    if list(themes) == [""]:
        return _notes(notes)
    return "".join(f"<h4>{escape(t or NO_THEME)}</h4>{_notes([n for n in notes if n.theme == t])}" for t in themes)


def _notes(notes: Sequence[Said]) -> str:
    return f'<ul class="notes">{"".join(map(_note, notes))}</ul>'


def _note(said: Said) -> str:
    who = f'<span class="who">{escape(said.organisation)}</span>' if said.organisation else ""
    same = "".join(f'<p class="same">{escape(text)}</p>' for text in said.alike)
    return f"<li><p>{escape(said.text)}</p>{same}{who}</li>"
