"""The record of a workshop: what was asked, said, voted and agreed, by how many; never by whom."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Engine

from evidence.coordination.csv_rows import guarded
from evidence.workshop.floor import workshop_at
from evidence.workshop.hands import Show, show_at
from evidence.workshop.notes import Note, alike, notes_at, uppermost
from evidence.workshop.records import AGREE, COLLECT, DOTS, RATINGS, VOTE, Step
from evidence.workshop.tables import WORKSHOPS
from evidence.workshop.turns import turns_at
from evidence.workshop.voting import Result, Tally, tally_at
from evidence.workspace.database import reading

COLUMNS = (
    *("workshop", "place", "date", "people", "step", "kind", "question", "answered"),
    *("theme", "text", "organisation", "said_by_notes", "stands_under"),
    *("people_for", "dots", *(f"rated_{rating}" for rating in RATINGS), "lower_quartile", "median", "upper_quartile"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A note of the record, with the words of those that were merged into it."""

    id: str
    theme: str
    text: str
    organisation: str
    alike: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one step: the notes of a collecting step, a vote, or a show of hands; nothing of a look."""

    step: Step
    answered: int  # people
    notes: tuple[Said, ...]
    hidden: int  # notes that whoever led took from the screens, and that stay out of the record
    tally: Tally | None
    show: Show | None


@dataclass(frozen=True, slots=True)
class Record:
    """A workshop as it is remembered; `date` is the day of its opening (ISO)."""

    id: str
    title: str
    place: str
    date: str
    people: int
    organisations: int
    closed: bool
    parts: tuple[Part, ...]


def read_record(engine: Engine, workspace_id: str, workshop_id: str) -> Record:
    """The record of a workshop of a workspace, complete once it is closed; raises EvidenceError where there is none."""
    with reading(engine) as connection:
        return record_at(connection, workspace_id, workshop_id)


def record_at(connection: Connection, workspace_id: str, workshop_id: str) -> Record:
    """`read_record` inside a view of the database that the caller began."""
    workshop = workshop_at(connection, workshop_id, WORKSHOPS.c.workspace_id == workspace_id)
    return Record(
        workshop.id,
        workshop.title,
        workshop.place,
        workshop.opened[:10],
        workshop.people,
        workshop.organisations,
        workshop.closed is not None,
        tuple(_part(connection, workshop_id, step) for step in workshop.steps),
    )


def record_rows(record: Record) -> list[dict[str, Any]]:
    """The record as rows of `COLUMNS`: one for each note, choice of a vote, and answer to a statement."""
    head: dict[str, Any] = {
        "workshop": record.title,
        "place": record.place,
        "date": record.date,
        "people": record.people,
    }
    return [dict.fromkeys(COLUMNS, "") | head | {**row} for part in record.parts for row in _rows(part)]


def record_csv(record: Record) -> str:
    """The record as CSV; no spreadsheet takes a cell of it for a formula."""
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in record_rows(record):
        writer.writerow({name: guarded(cell) if isinstance(cell, str) else cell for name, cell in row.items()})
    return written.getvalue()


def rating_number(value: Fraction | None) -> float | str:
    """A quartile of ratings as a number (3 or 3.5); "" where nobody rated."""
    return "" if value is None else float(value)


def _part(connection: Connection, workshop_id: str, step: Step) -> Part:
    notes = notes_at(connection, workshop_id, step.key) if step.kind == COLLECT else ()
    return Part(
        step,
        turns_at(connection, workshop_id, step.key),
        tuple(_said(notes, note) for note in uppermost(notes)),
        sum(note.hidden for note in notes),
        tally_at(connection, workshop_id, step) if step.kind == VOTE else None,
        show_at(connection, workshop_id, step) if step.kind == AGREE else None,
    )


def _said(notes: tuple[Note, ...], note: Note) -> Said:
    others = tuple(other.text for other in alike(notes, note)[1:])
    return Said(note.id, note.theme, note.text, note.organisation, others)


def _rows(part: Part) -> Iterator[Mapping[str, Any]]:
    step = part.step
    head = {"step": step.title, "kind": step.kind, "question": step.question, "answered": part.answered}
    for note in part.notes:
        about = {"theme": note.theme, "organisation": note.organisation, "said_by_notes": 1 + len(note.alike)}
        yield head | about | {"text": note.text}
        for text in note.alike:
            yield head | {"theme": note.theme, "text": text, "stands_under": note.text}
    for result in part.tally.results if part.tally else ():
        yield head | {"text": result.option.text, "people_for": result.people} | _numbers(step, result)
    for answer, people in part.show.counts.items() if part.show else ():
        yield head | {"text": answer, "people_for": people}
    for hand in part.show.said if part.show else ():
        yield head | {"text": hand.reservation, "organisation": hand.organisation, "stands_under": hand.answer}


def _numbers(step: Step, result: Result) -> dict[str, Any]:
    if step.way == DOTS:
        return {"dots": result.dots}
    quartiles = {name: rating_number(result.quartile(n)) for n, name in enumerate(COLUMNS[-3:], start=1)}
    return {f"rated_{rating}": result.counts.get(rating, 0) for rating in RATINGS} | quartiles
