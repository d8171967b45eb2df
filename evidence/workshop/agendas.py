"""Agendas to start a workshop from, and what makes an agenda sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from evidence.errors import refuse_if_any
from evidence.files import read_toml
from evidence.indicators.base import EvidenceBase
from evidence.workshop.looks import ADDRESS, NO_VIEW
from evidence.workshop.records import (
    AGREE,
    CHOICES,
    COLLECT,
    DOTS,
    GROUP,
    KINDS,
    LISTED,
    LOOK,
    VOTE,
    WAYS,
    Option,
    Step,
    step_of,
)

STEP_KEY = re.compile(r"[a-z0-9-]{1,40}")
LONGEST = 500  # characters of any text of a step
MOST_STEPS, MOST_OPTIONS, MOST_THEMES, MOST_DOTS, MOST_MINUTES = 30, 40, 20, 20, 240
AGENDA_KEYS = {"key", "name", "what", "minutes", "steps"}
TEXTS = ("key", "kind", "title", "prompt", "address", "of", "way", "choose", "statement")
NUMBERS, LISTS = ("minutes", "dots"), ("themes", "options")


@dataclass(frozen=True, slots=True)
class Agenda:
    """An agenda to start from: what it is for, how many minutes it takes with breaks, and its steps."""

    key: str
    name: str
    what: str
    minutes: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Agendas:
    """The agendas to choose from, and what they follow."""

    source: str
    agendas: tuple[Agenda, ...]


@lru_cache(maxsize=8)
def open_agendas(base: EvidenceBase) -> Agendas:
    """The agendas in an evidence base's folder, read and checked; raises one EvidenceError that lists every problem."""
    path = base.folder / "workshop" / "agendas.toml"
    read = read_toml(path, f"{base.folder} has no agendas of workshops: workshop/{path.name} is missing.")
    refuse_if_any(_problems_of_file(read), f"{path.name} is not sound")
    return Agendas(read["source"], tuple(_agenda(row) for row in read["agendas"]))


def problems_of(steps: Sequence[Step]) -> list[str]:
    """Everything that is wrong with the steps of an agenda, a sentence each."""
    if not 0 < len(steps) <= MOST_STEPS:
        return [f"An agenda has 1 to {MOST_STEPS} steps; this one has {len(steps)}."]
    problems: list[str] = []
    before: dict[str, Step] = {}
    for number, step in enumerate(steps, start=1):
        where = f"Step {number}, {step.title or step.key!r}: "
        problems += [where + problem for problem in _problems_of_step(step, before)]
        before[step.key] = step
    return problems


def _problems_of_step(step: Step, before: Mapping[str, Step]) -> list[str]:
    if step.kind not in KINDS:
        return [f"the kind {step.kind!r} is not known; kinds are {', '.join(KINDS)}."]
    texts = [step.title, step.prompt, step.statement, *step.themes, *(option.text for option in step.options)]
    rules = [
        (not STEP_KEY.fullmatch(step.key), "its key is not of small letters, digits and hyphens."),
        (step.key in before, f"the key {step.key!r} is there twice."),
        (not step.title.strip(), "it has no title."),
        (step.kind != LOOK and not step.prompt.strip(), "it asks nothing; write its prompt."),
        (any(len(text) > LONGEST for text in texts), f"a text is longer than {LONGEST} characters."),
        (not 0 <= step.minutes <= MOST_MINUTES, f"it takes {step.minutes} minutes; 0 to {MOST_MINUTES} are possible."),
        (len(step.themes) > MOST_THEMES, f"it has more than {MOST_THEMES} themes to start from."),
    ]
    return [said for wrong, said in rules if wrong] + OF_KIND[step.kind](step, before)


def _look(step: Step, _before: Mapping[str, Step]) -> list[str]:
    return [] if ADDRESS.fullmatch(step.address) else [NO_VIEW.format(step.address)]


def _of_notes(step: Step, before: Mapping[str, Step]) -> list[str]:
    if step.of in before and before[step.of].kind == COLLECT:
        return []
    return [f"it is about the notes of {step.of!r}, which is no collecting step before it."]


def _vote(step: Step, before: Mapping[str, Step]) -> list[str]:
    problems = []
    if step.way not in WAYS:
        problems.append(f"the way of voting {step.way!r} is not known; ways are {', '.join(WAYS)}.")
    if step.way == DOTS and not 1 <= step.dots <= MOST_DOTS:
        problems.append(f"there are {step.dots} dots to give; 1 to {MOST_DOTS} are possible.")
    if step.choose not in CHOICES:
        problems.append(f"what is voted on, {step.choose!r}, is not known; it is one of {', '.join(CHOICES)}.")
    elif step.choose != LISTED:
        problems += _of_notes(step, before)
    elif not 1 <= len(step.options) <= MOST_OPTIONS or not all(option.text.strip() for option in step.options):
        problems.append(f"it has {len(step.options)} choices; 1 to {MOST_OPTIONS}, each with words, are possible.")
    if len({option.key for option in step.options}) != len(step.options):
        problems.append("two of its choices have the same key.")
    return problems


def _nothing_more(_step: Step, _before: Mapping[str, Step]) -> list[str]:
    return []


OF_KIND: Mapping[str, Callable[[Step, Mapping[str, Step]], list[str]]] = {
    LOOK: _look,
    COLLECT: _nothing_more,
    GROUP: _of_notes,
    VOTE: _vote,
    AGREE: _nothing_more,
}


# ---- the file -------------------------------------------------------------------------------------------------------


def _problems_of_file(read: Mapping[str, Any]) -> list[str]:
    problems = [f"The key {key!r} is missing." for key in ("source", "agendas") if key not in read]
    problems += [f"The key {key!r} is not known." for key in read if key not in ("source", "agendas")]
    if problems:
        return problems
    if not _is_text(read["source"]):
        problems.append("source is empty or no text.")
    if not _are_tables(read["agendas"]):
        return [*problems, "agendas is not a list of tables; write [[agendas]] before each."]
    keys = [row.get("key") for row in read["agendas"]]
    problems += [
        f"Two agendas have the key {key!r}." for key in sorted({k for k in keys if keys.count(k) > 1}, key=str)
    ]
    return problems + [problem for row in read["agendas"] for problem in _problems_of_agenda(row)]


def _problems_of_agenda(row: Mapping[str, Any]) -> list[str]:
    where = f"Agenda {row.get('key')}: "
    problems = [f"{where}the key {key!r} is missing." for key in sorted(AGENDA_KEYS - {*row})]
    problems += [f"{where}the key {key!r} is not known." for key in sorted({*row} - AGENDA_KEYS)]
    if problems:
        return problems
    problems += [f"{where}{key} is empty or no text." for key in ("key", "name", "what") if not _is_text(row[key])]
    if type(row["minutes"]) is not int or row["minutes"] < 1:
        problems.append(f"{where}minutes is no whole number of minutes.")
    if not _are_tables(row["steps"]):
        return [*problems, f"{where}steps is not a list of tables; write [[agendas.steps]] before each."]
    wrong = [f"{where}{problem}" for step in row["steps"] for problem in _problems_of_types(step)]
    return problems + (wrong or [where + problem for problem in problems_of([_step(step) for step in row["steps"]])])


def _problems_of_types(row: Mapping[str, Any]) -> list[str]:
    where = f"step {row.get('key')}: "
    known = (*TEXTS, *NUMBERS, *LISTS)
    problems = [f"{where}the key {key!r} is missing." for key in ("key", "kind", "title") if key not in row]
    problems += [f"{where}the key {key!r} is not known." for key in row if key not in known]
    problems += [f"{where}{key} is empty or no text." for key in TEXTS if key in row and not _is_text(row[key])]
    problems += [f"{where}{key} is no whole number." for key in NUMBERS if key in row and type(row[key]) is not int]
    for key in LISTS:
        if key in row and not (isinstance(row[key], list) and row[key] and all(_is_text(one) for one in row[key])):
            problems.append(f"{where}{key} is no list of texts.")
    return problems


def _agenda(row: Mapping[str, Any]) -> Agenda:
    return Agenda(row["key"], row["name"], row["what"], row["minutes"], tuple(_step(step) for step in row["steps"]))


def _step(row: Mapping[str, Any]) -> Step:
    return replace(step_of({**row, "options": ()}), options=listed(row.get("options", ())))


def listed(texts: Sequence[str]) -> tuple[Option, ...]:
    """Choices of a vote with these words, numbered from 1."""
    return tuple(Option(str(number), text) for number, text in enumerate(texts, start=1))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)
