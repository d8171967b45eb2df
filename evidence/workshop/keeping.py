"""What a workshop leaves behind: its notes and votes as evidence of the workspace, which claims can rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.prompts import open_engagement
from evidence.wording import counted, plain_number
from evidence.workshop.grouping import erase_note
from evidence.workshop.hands import NO, RESERVED, YES, Show
from evidence.workshop.notes import read_notes
from evidence.workshop.record import Part, Record, Said, rating_number, record_at
from evidence.workshop.records import DOTS
from evidence.workshop.sessions import workshops_of
from evidence.workshop.voting import Result, Tally
from evidence.workspace.database import writing
from evidence.workspace.history import erase
from evidence.workspace.items import MOST_ITEMS, changes_of
from evidence.workspace.log import items_at, lock, write_item
from evidence.workspace.records import WHOLE, By, Item, check_content

KIND, METHOD, OTHER = "evidence", "workshop", "other"  # the last: the theme of what belongs to no theme of the log
HANDS = {YES: "Agree", RESERVED: "agree with a reservation", NO: "do not agree"}


def keep_as_evidence(
    engine: Engine,
    base: EvidenceBase,
    workspace_id: str,
    workshop_id: str,
    by: By,
    *,
    only: Collection[tuple[str, str]] | None = None,
) -> tuple[Item, ...]:
    """Put what came of a closed workshop into its workspace, all of it or none; what is there already stays as it is.

    `only` chooses by step and note (("know", NOTE); a vote or statement has the note ""). Returns the new items.
    Raises EvidenceError for a workshop that is still open: its answers may change.
    """
    with writing(engine) as connection:
        lock(connection, workspace_id)
        record = record_at(connection, workspace_id, workshop_id)
        if not record.closed:
            raise EvidenceError("Close the workshop first: until then its notes and votes can change.")
        held = items_at(connection, workspace_id)
        there = {_part_of(item.content) for item in held if item.kind == KIND}
        contents = [c for c in contents_of(base, record) if _part_of(c) not in there and _is_in(c, only)]
        if len(held) + len(contents) > MOST_ITEMS:
            raise EvidenceError(
                f"A workspace holds up to {MOST_ITEMS:,} entries; these would be too many. Choose fewer."
            )
        last = max((item.position for item in held if item.kind == KIND), default=-1.0)
        made = [
            Item(uuid4().hex, KIND, last + number, check_content(KIND, content))
            for number, content in enumerate(contents, start=1)
        ]
        for item in made:
            write_item(connection, workspace_id, item, by)
    return tuple(made)


def erase_evidence(engine: Engine, workspace_id: str, item_id: str, by: By) -> None:
    """Erase an entry for good, and the note of a workshop that it was, whose record would hold its words otherwise."""
    for workshop_id, step, note in _notes_of(engine, workspace_id, item_id):
        there = any(one.id == workshop_id for one in workshops_of(engine, workspace_id))
        if there and any(one.id == note for one in read_notes(engine, workshop_id, step)):
            erase_note(engine, workspace_id, workshop_id, note)
    erase(engine, workspace_id, item_id, by)


def _notes_of(engine: Engine, workspace_id: str, item_id: str) -> set[tuple[str, str, str]]:
    """The note that an entry was, if it was one: its workshop, step and id, from the log, for it may have been removed."""
    whole = [c.after for c in changes_of(engine, workspace_id) if c.item_id == item_id and c.field == WHOLE and c.after]
    found = {tuple(str(part or "") for part in _part_of(one["content"])) for one in whole}
    return {(workshop, step, note) for workshop, step, note in found if workshop and note}


def contents_of(base: EvidenceBase, record: Record) -> Iterator[dict[str, Any]]:
    """The content of an item for each note, vote and statement that somebody answered.

    Beside the fields of all evidence: `people` (who answered the question), `notes` (that say it, of a note), `votes`
    (the numbers of a vote or a show of hands), `choices_of` (what was voted on: options, themes or notes), and where it comes from (`workshop`, `workshop_step`, `workshop_note`).
    """
    keys = {theme.name: key for key, theme in open_engagement(base).themes.items()}
    for part in record.parts:
        head = _head(record, part)
        for said in part.notes:
            yield head | _note(said, keys)
        if part.tally and part.tally.voters:
            votes = [_numbers(result, part) for result in part.tally.results]
            yield head | {"said": vote_words(part.tally), "votes": votes, "choices_of": part.step.choose}
        if part.show and part.show.people:
            yield head | {"said": hands_words(part.show), "votes": [dict(part.show.counts)]}


def vote_words(tally: Tally) -> str:
    """A vote in words, a line for each choice; of a rating its spread, never a mean alone."""
    by_size = sorted(tally.results, key=lambda result: -result.dots) if tally.step.way == DOTS else tally.results
    lines = [f"{result.option.text}: {_result_words(tally, result)}" for result in by_size]
    return "\n".join([f"{_people(tally.voters)} voted.", *lines])


def hands_words(show: Show) -> str:
    """A show of hands in words: how many gave each answer, then what they said."""
    answers = "; ".join(f"{HANDS[answer]}: {people}" for answer, people in show.counts.items())
    said = [
        f"{'Reservation' if hand.answer == RESERVED else 'Not agreed'}"
        f"{f' ({hand.organisation})' if hand.organisation else ''}: {hand.reservation}"
        for hand in show.said
    ]
    return "\n".join([f"{_people(show.people)} answered. {answers}.", *said])


def _head(record: Record, part: Part) -> dict[str, Any]:
    return {
        "theme": OTHER,
        "prompt": part.step.question,
        "method": METHOD,
        "area": "" if record.place.startswith("group:") else record.place,
        "date": record.date,
        "quotable": False,
        "source_title": record.title,
        "people": part.answered,
        "workshop": record.id,
        "workshop_step": part.step.key,
        "workshop_note": "",
    }


def _note(said: Said, keys: Mapping[str, str]) -> dict[str, Any]:
    return {
        "theme": keys.get(said.theme, OTHER),
        "said": "\n".join(dict.fromkeys([said.text, *said.alike])),
        "organisation": said.organisation,
        "notes": 1 + len(said.alike),
        "workshop_theme": said.theme,
        "workshop_note": said.id,
    }


def _numbers(result: Result, part: Part) -> dict[str, Any]:
    """A choice with its numbers: dots and people, or how many gave each rating."""
    head = {"choice": result.option.text, "people": result.people}
    if part.step.way == DOTS:
        return head | {"dots": result.dots}
    return head | {"ratings": {str(rating): people for rating, people in result.counts.items()}}


def _result_words(tally: Tally, result: Result) -> str:
    if tally.step.way == DOTS:
        return f"{counted(result.dots, 'dot')} from {_people(result.people)}"
    if not result.people:
        return "rated by nobody"
    low, middle, high = (_rating(result, n) for n in (1, 2, 3))
    return f"median {middle}, middle half {low} to {high}, rated by {_people(result.people)}"


def _people(number: int) -> str:
    return f"{plain_number(number, 0)} {'person' if number == 1 else 'people'}"


def _rating(result: Result, which: int) -> str:
    value = rating_number(result.quartile(which))
    assert isinstance(value, float)
    return plain_number(value, 0 if value.is_integer() else 1)


def _part_of(content: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(content.get(name) for name in ("workshop", "workshop_step", "workshop_note"))


def _is_in(content: Mapping[str, Any], only: Collection[tuple[str, str]] | None) -> bool:
    return only is None or (content["workshop_step"], content["workshop_note"]) in only
