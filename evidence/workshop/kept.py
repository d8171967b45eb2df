"""Workshops as a workspace keeps them: questions with the numbers that came of them, read back from its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evidence.workshop.hands import NO, RESERVED, YES
from evidence.workshop.records import NOTES, RATINGS, Option
from evidence.workshop.voting import Result
from evidence.workspace.records import Item

NOT_QUOTED = "(a note that is not for quotation)"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a vote: how many people gave it something, and its dots; or its ratings, with dots None."""

    words: str
    people: int
    dots: int | None
    ratings: Result


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a workshop answered: its notes by theme ("" for none), the choices of its vote, or its hands."""

    prompt: str
    people: int  # who answered
    notes: tuple[tuple[str, int], ...]
    choices: tuple[Choice, ...]
    hands: tuple[tuple[str, int], ...]  # by answer: YES, RESERVED, NO


@dataclass(frozen=True, slots=True)
class Held:
    """A workshop of which something is kept; `date` is the day of its opening (ISO, "" where that is not known)."""

    title: str
    date: str
    questions: tuple[Question, ...]


def held_in(items: Iterable[Item]) -> tuple[Held, ...]:
    """The workshops of which evidence is among these items of a workspace, in their order, with nobody's words or name.

    The choices of a vote are an agenda's or themes that the team gave; where they are people's notes they are shown
    only if the entry may be quoted. What an imported file holds in another shape is left out.
    """
    workshops: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for item in items:
        content = item.content
        workshop, step = content.get("workshop"), content.get("workshop_step")
        if item.kind == "evidence" and workshop and isinstance(workshop, str) and isinstance(step, str):
            workshops.setdefault(workshop, {}).setdefault(step, []).append(content)
    return tuple(_held(steps) for steps in workshops.values())


def _held(steps: Mapping[str, list[Mapping[str, Any]]]) -> Held:
    first = next(iter(steps.values()))[0]
    questions = tuple(_question(entries) for entries in steps.values())
    return Held(_text(first, "source_title"), _text(first, "date"), questions)


def _question(entries: list[Mapping[str, Any]]) -> Question:
    notes: Counter[str] = Counter()
    choices: list[Choice] = []
    hands: list[tuple[str, int]] = []
    for content in entries:
        rows = content.get("votes")
        if not isinstance(rows, list):
            notes[_text(content, "workshop_theme")] += max(_number(content, "notes"), 1)
            continue
        secret = content.get("choices_of", NOTES) == NOTES and content.get("quotable") is not True
        for row in rows:
            if isinstance(row, Mapping) and "choice" in row:
                choices.append(_choice(row, secret))
            elif isinstance(row, Mapping):
                hands += [(answer, _number(row, answer)) for answer in (YES, RESERVED, NO) if answer in row]
    people = max((_number(content, "people") for content in entries), default=0)
    return Question(_text(entries[0], "prompt"), people, tuple(notes.items()), tuple(choices), tuple(hands))


def _choice(row: Mapping[str, Any], secret: bool) -> Choice:
    words = NOT_QUOTED if secret else _text(row, "choice")
    given = row.get("ratings")
    counts = {rating: _number(given, str(rating)) for rating in RATINGS} if isinstance(given, Mapping) else {}
    dots = None if isinstance(given, Mapping) else _number(row, "dots")
    return Choice(words, _number(row, "people"), dots, Result(Option("", words), counts))


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name)
    return value if isinstance(value, str) else ""


def _number(content: Mapping[str, Any], name: str) -> int:
    value = content.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
