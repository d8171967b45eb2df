"""The engagement log as a table of comma-separated values: read whole or not at all, and written to be read back the same."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evidence import wording
from evidence.coordination.csv_rows import (
    LARGEST_FILE,
    MOST_FAULTS,
    filled_lines,
    guarded,
    read_rows,
    short,
    wrong_header,
)
from evidence.indicators.base import EvidenceBase
from evidence.narrative.engagement import FIELDS, FLAGS, LINES, day_of, problems_in, tidied, warnings_in
from evidence.narrative.heard import month_of, month_words
from evidence.narrative.prompts import Engagement, Method, Sector, Size, Theme, open_engagement
from evidence.narrative.records import EvidenceItem
from evidence.narrative.speakers import speaker

NEEDED = ("theme", "said")
EXAMPLE = "Example: write over this row"
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0", "")
DAY_FIRST = re.compile(r"^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\Z")  # as a British spreadsheet writes a date back
OF_A_PERSON = re.compile(
    r"names?|contacts?|e-?mails?|(tele|mobile )?phones?|tel|mobiles?|persons?|interviewees?|attendees?|participants?|"
    r"(fore|sur)names?|firstname|lastname|respondents?|job"
)
OF_A_BODY = re.compile(r"organi[sz]ations?|company|firms?|business|employer|body|file|theme|sector|area|place")
WHERE_NAMES_GO = (
    "Names of people are not taken from a file, because they are kept apart from what was said, each with a lawful basis and a "
    "day to erase it. Take the column out; where a name is needed, add it to the entry itself, under names of people."
)
SHARED = ("theme", "question", "method", "month", "who_spoke", "said", "source_title", "source_url")
NOT_FOR_QUOTATION = "Not for quotation"
COLUMN_HELP = {
    "theme": "What it is about. It must not be empty.",
    "prompt": "The question: the key of a ready one, or your own words.",
    "organisation": "Who spoke: the organisation, never a person.",
    "area": "The code of an area, such as E08000001; empty where it is the whole place.",
    "date": "The day, as 2026-05-31 or 31/05/2026.",
    "said": "What you heard, or what the report says. It must not be empty.",
    "quotable": "yes where it may be quoted with the organisation's name; otherwise no.",
    "follow_up": "What you promised or want to do. It never leaves your team.",
    "follow_up_done": "yes or no.",
    "source_title, source_url": "Of a report or plan: what it is called and where it is.",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A table as it was read: the fields of its entries, or every problem; and what looks like personal data."""

    entries: tuple[Mapping[str, Any], ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def read_engagement(content: bytes, base: EvidenceBase, today: date) -> Loaded:
    """The entries of a table, every field present, or everything that is wrong with it by row; the header is row 1.

    With a single fault there are no entries. Of more than MOST_FAULTS the first are told.
    """
    if refused := _columns_of_people(content):
        return Loaded((), tuple(refused))
    # How long each text may be is for `problems_in` to say.
    rows, whole, faults = read_rows(content, FIELDS, NEEDED, long=LINES, longest=LARGEST_FILE)
    if whole:
        return Loaded((), tuple(whole))
    offered = open_engagement(base)
    entries, warnings = [], []
    for number, row in rows:
        if len(faults) > MOST_FAULTS:
            break
        entry, told = _entry(row, offered)
        told += problems_in(entry, base, today)
        if entry["organisation"] == EXAMPLE:
            told = ["the row of the example is still there; write over it, or delete it."]
        entries.append(entry)
        faults += [(number, f"Row {number}: {said}") for said in told]
        warnings += [f"Row {number}: {said}" for said in warnings_in(entry)]
    if not faults:
        return Loaded(tuple(entries), (), tuple(warnings))
    problems = [said for _, said in sorted(faults, key=lambda fault: fault[0])]
    more = "There are more faults; put these right first and read the file again."
    return Loaded((), tuple([*problems[:MOST_FAULTS], more] if len(problems) > MOST_FAULTS else problems))


def engagement_csv(items: Sequence[EvidenceItem]) -> str:
    """The whole log as a table that `read_engagement` reads back the same: for the team alone, quotable or not."""
    return _table(FIELDS, [[_cell(getattr(item, name)) for name in FIELDS] for item in items])


def shared_csv(items: Sequence[EvidenceItem], base: EvidenceBase) -> str:
    """The log for others: who spoke as they may be called, and only words that are quotable; no follow-ups, no sizes."""
    offered = open_engagement(base)
    return _table(SHARED, [_shared(item, base, offered) for item in items])


def template_csv(base: EvidenceBase, area_code: str = "") -> str:
    """A table with every column and one row that shows how they are filled; the row must be written over."""
    offered = open_engagement(base)
    prompt = next(iter(offered.prompts.values()))
    shown = EvidenceItem(
        id="",
        theme=prompt.theme,
        prompt=prompt.key,
        method=next(iter(offered.methods)),
        organisation=EXAMPLE,
        sector="manufacturing",
        size="small",
        area=area_code if area_code in base.areas and base.area(area_code).geography != "group" else "",
        date="2026-05-31",
        said="What you heard, in a few plain sentences and without names of people.",
        follow_up="Send the list of training providers",
    )
    return engagement_csv([shown])


def nothing_loaded(problems: Sequence[str]) -> str:
    """The head of the faults of a table."""
    return f"Nothing was loaded: {wording.counted(len(problems), 'problem')}."


def _columns_of_people(content: bytes) -> list[str]:
    """Columns that look like names of people or ways to reach them, with whatever else is wrong with the header."""
    filled, no_table = filled_lines(content)
    header = [] if no_table else [name.strip().casefold() for name in filled[0][1]]
    found = [name for name in header if name not in FIELDS and _is_of_a_person(name)]
    if not found:
        return []
    named = wording.listed([repr(short(name)) for name in found])
    said = f"The column {named} looks" if len(found) == 1 else f"The columns {named} look"
    refused = f"{said} like names of people or ways to reach them. {WHERE_NAMES_GO}"
    return [refused, *wrong_header([name for name in header if name not in found], FIELDS, NEEDED)]


def _is_of_a_person(column: str) -> bool:
    words = re.split(r"[^a-z-]+", column)
    return any(OF_A_PERSON.fullmatch(w) for w in words) and not any(OF_A_BODY.fullmatch(w) for w in words)


def _entry(row: Mapping[str, str], offered: Engagement) -> tuple[dict[str, Any], list[str]]:
    """The fields of a row, and the flags that cannot be read; names of what can be chosen are read as their keys."""
    choices: Mapping[str, Mapping[str, Theme | Method | Sector | Size]] = {
        "theme": offered.themes,
        "method": offered.methods,
        "sector": offered.sectors,
        "size": offered.sizes,
    }
    fields: dict[str, Any] = dict(row)
    for column, known in choices.items():
        by_name = {choice.name.casefold(): key for key, choice in known.items()}
        fields[column] = by_name.get(row[column].casefold(), row[column])
    if match := DAY_FIRST.match(row["date"]):
        day, month, year = match.groups()
        iso = f"{year}-{month:0>2}-{day:0>2}"
        fields["date"] = iso if day_of(iso) else row["date"]
    problems = []
    for flag in FLAGS:
        fields[flag] = row[flag].casefold() in YES
        if row[flag].casefold() not in (*YES, *NO):
            problems.append(f"{flag} is {short(row[flag])!r}; write yes or no.")
    return tidied(fields), problems


def _shared(item: EvidenceItem, base: EvidenceBase, offered: Engagement) -> list[str]:
    theme, method = offered.themes.get(item.theme), offered.methods.get(item.method)
    about = [theme.name if theme else item.theme, offered.question(item.prompt), method.name if method else item.method]
    open_words = [item.said, item.source_title, item.source_url] if item.quotable else [NOT_FOR_QUOTATION, "", ""]
    return [*about, month_words(month_of(item)), speaker(base, item), *open_words]


def _cell(value: str | bool) -> str:
    return value if isinstance(value, str) else "yes" if value else "no"


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()
