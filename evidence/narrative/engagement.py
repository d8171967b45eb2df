"""An entry of the engagement log: how what was typed is kept, what is wrong with it, and what in it looks like names of people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from evidence import wording
from evidence.coordination import csv_rows
from evidence.coordination.own import FOR_A_TERMINAL
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.personal_data import personal_data_in
from evidence.narrative.prompts import Engagement, open_engagement
from evidence.narrative.records import DOCUMENT

# The fields of an entry that are texts, each with the most characters that are kept.
LONGEST = {
    "theme": 40,
    "prompt": 500,
    "method": 40,
    "organisation": 200,
    "sector": 40,
    "size": 40,
    "area": 40,
    "date": 10,
    "said": csv_rows.LONGEST_CELL,
    "follow_up": 1_000,
    "source_title": 300,
    "source_url": 500,
}
FLAGS = ("quotable", "follow_up_done")
FIELDS = (
    *("theme", "prompt", "method", "organisation", "sector", "size", "area", "date", "said"),
    *("quotable", "follow_up", "follow_up_done", "source_title", "source_url"),
)
LINES = ("said", "follow_up")  # what may have several lines
ASKED = {  # what a form calls a field in a sentence
    "said": "what was said",
    "prompt": "the question",
    "organisation": "the organisation",
    "follow_up": "the follow-up",
    "source_title": "the title of the source",
    "source_url": "the address of the source",
}
OWN_KEY = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)+\Z")  # a text like a key is meant as one, and not as a question
ISO_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
ADDRESS = re.compile(r"^https?://[^\s\"'<>]+\Z", re.IGNORECASE)
EARLIEST = 1900


def tidied(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry as they are kept: trimmed, on one line but for long texts, without unseen characters.

    Fields that are not given stay away, and those that no entry has are left out.
    """
    texts = {name: _tidy(name, fields[name]) for name in LONGEST if name in fields}
    return texts | {name: fields[name] is True for name in FLAGS if name in fields}


def _tidy(name: str, value: Any) -> str:
    text = csv_rows.cleaned(value) if isinstance(value, str) else ""
    return text if name in LINES else " ".join(text.split())


def problems_in(fields: Mapping[str, Any], base: EvidenceBase, today: date) -> list[str]:
    """What is wrong with an entry of the log, a sentence each; empty where it can be kept. Names of people are no fault."""
    offered, given = open_engagement(base), tidied(dict.fromkeys(LONGEST, "") | dict(fields))
    problems = [] if given["said"] else ["Nothing was said: write down what you heard, or what the report says."]
    problems += [] if given["theme"] else [f"The theme is missing; known are {_known(offered.themes)}."]
    for what, known in (
        ("theme", offered.themes),
        ("method", offered.methods),
        ("sector", offered.sectors),
        ("size", offered.sizes),
    ):
        if given[what] and given[what] not in known:
            problems.append(f"There is no {what} {csv_rows.short(given[what])!r}; known are {_known(known)}.")
    problems += _wrong_prompt(offered, given["theme"], given["prompt"])
    problems += [*_wrong_area(base, given["area"]), *_wrong_day(given["date"], today), *_wrong_source(given)]
    return problems + _too_long(given)


def warnings_in(fields: Mapping[str, Any]) -> list[str]:
    """What in an entry looks like personal data, a sentence for each field: a reason to look again, not to refuse."""
    found = {name: personal_data_in(str(fields.get(name) or "")) for name in ASKED if name != "source_url"}
    return [
        f"{_capital(ASKED[name])} looks as if it holds personal data: {wording.listed([repr(part) for part in parts])}. "
        "Leave it out, or keep it under names of people, apart from what was said."
        for name, parts in found.items()
        if parts
    ]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _known(keys: Sequence[str] | Mapping[str, Any]) -> str:
    return ", ".join(keys)


def _wrong_prompt(offered: Engagement, theme: str, prompt: str) -> list[str]:
    """A question of one's own may be any text; a ready one must be there, and belong to the theme."""
    found = offered.prompts.get(prompt)
    if found is None and OWN_KEY.match(prompt):
        of_theme = [p.key for p in offered.prompts.values() if theme not in offered.themes or p.theme == theme]
        known = f"known are {_known(of_theme)}; or write the question as you asked it."
        return [f"There is no ready question {csv_rows.short(prompt)!r}; {known}"]
    if found and theme in offered.themes and found.theme != theme:
        return [f"The question {prompt!r} belongs to the theme {found.theme!r}, not to {theme!r}."]
    return []


@lru_cache(maxsize=1024)
def _wrong_area(base: EvidenceBase, code: str) -> tuple[str, ...]:
    """What is wrong with an area; kept, because finding the codes nearest to a wrong one takes a while."""
    if not code:
        return ()
    try:
        area = base.area(code)
    except EvidenceError as error:
        return (str(error).replace(FOR_A_TERMINAL, ""),)
    if area.geography == "group":
        return (f"{area.name} is a group of your own; give the code of one of its areas, or none for all of it.",)
    return ()


def _wrong_day(text: str, today: date) -> list[str]:
    if not text:
        return []
    day = day_of(text)
    if day is None:
        return [f"The date is {csv_rows.short(text)!r}; write it as 2026-05-31, or leave it empty."]
    if day > today:
        return [f"The date {wording.day(day)} is in the future; today is {wording.day(today)}."]
    return []


def day_of(text: str) -> date | None:
    """The day of an ISO date such as "2026-05-31"; None for anything else and for a day before 1900."""
    try:
        day = date.fromisoformat(text) if ISO_DAY.match(text) else None
    except ValueError:
        return None
    return day if day and day.year >= EARLIEST else None


def _wrong_source(given: Mapping[str, Any]) -> list[str]:
    problems = []
    if given["method"] == DOCUMENT and not given["source_title"]:
        problems.append("The title of the report or plan is missing; fill in source_title.")
    if given["source_url"] and not ADDRESS.match(given["source_url"]):
        problems.append(
            f"The address {csv_rows.short(given['source_url'])!r} is not one of a web page; begin it with https://."
        )
    return problems


def _too_long(given: Mapping[str, Any]) -> list[str]:
    lengths = {name: len(given[name]) for name in ASKED}
    return [
        f"{_capital(ASKED[name])} has {length:,} characters; at most {LONGEST[name]:,} are kept."
        for name, length in lengths.items()
        if length > LONGEST[name]
    ]
