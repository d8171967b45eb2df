"""Activities as tables of comma-separated values: reading them row by row, and writing them so that they read back the same."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf, isfinite
from typing import Any

import numpy as np

from evidence.coordination.activities import Activity, ActivityFigure, problems_in_activity, problems_in_figure
from evidence.indicators.catalogue import Source
from evidence.places.areas import Area

OF_ACTIVITY = (
    "name",
    "kind",
    "lead_body",
    "partners",
    "area_codes",
    "areas_as_stated",
    "latitude",
    "longitude",
    "functions",
    "pillars",
    "start",
    "end",
    "story",
    "caveats",
)
OF_FIGURE = (
    "measures",
    "what",
    "value",
    "to",
    "qualifier",
    "unit",
    "year",
    "price_year",
    "cost_of",
    "basis",
    "duration",
    "origin",
    "where_figure",
    "note",
)
OF_SOURCE = ("where", "source_publisher", "source_title", "source_edition", "source_url", "source_licence")
COLUMNS = (*OF_ACTIVITY, *OF_FIGURE, *OF_SOURCE)
NEEDED = ("name", "kind", "area_codes", "source_title")
LARGEST_FILE = 2_000_000  # bytes
MOST_ROWS = 2_000
LONGEST_CELL = 5_000
MOST_FAULTS = 100  # told at once
OWN = "own"

# A cell that begins like this is a formula to a spreadsheet; it is written with an apostrophe before it and read without.
FORMULA = re.compile(r"^'*[=+\-@\t\r]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
NUMBER = re.compile(r"^-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?\Z")
Rows = list[tuple[int, dict[str, str]]]


def read_activities(
    content: bytes,
    areas: Mapping[str, Area],
    recoded: Mapping[str, str] | None = None,
    *,
    layer: str = OWN,
    defaults: Mapping[str, str] | None = None,
    needed: Sequence[str] = NEEDED,
) -> tuple[tuple[Activity, ...], list[str]]:
    """The activities of a table and everything that is wrong with it, a sentence a fault with its row; the header is row 1.

    Rows of the same name are one activity with several figures: a cell that is empty in one of them takes what the
    others say. `defaults` fill cells that are empty in every row of an activity; `needed` are the columns that must be
    there. With a single fault there are no activities: a table is taken whole or not at all. Of more than MOST_FAULTS
    the first are told.
    """
    rows, problems = _rows(content, needed)
    if problems:
        return (), problems
    named: dict[str, Rows] = {}
    for number, row in rows:
        if row["name"]:
            named.setdefault(row["name"], []).append((number, row))
        else:
            problems.append(f"Row {number}: the name is missing.")
    found = []
    for name, group in named.items():
        if len(problems) >= MOST_FAULTS:
            problems = [
                *problems[:MOST_FAULTS],
                "There are more faults; put these right first and read the file again.",
            ]
            break
        activity, faults = _activity(name, group, layer, defaults or {})
        problems += faults
        if activity:
            faults = problems_in_activity(replace(activity, figures=()), areas, recoded)
            problems += [f"Row {group[0][0]} ({_short(name)}): {fault}" for fault in faults]
            rows_of_figures = [n for n, row in group if any(row[column] for column in OF_FIGURE)]
            for n, figure in zip(rows_of_figures, activity.figures, strict=True):
                problems += [f"Row {n} ({_short(name)}): {fault}" for fault in problems_in_figure(figure)]
            found.append(activity)
    problems += _same_slug(found, {name: group[0][0] for name, group in named.items()})
    return ((), problems) if problems else (tuple(found), [])


def activities_csv(activities: Sequence[Activity]) -> str:
    """The activities as a table that `read_activities` reads back the same: a row a figure, or one row without figures."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for activity in activities:
        for place, figure in enumerate(activity.figures or (None,)):
            # What the first row says holds for all: repeating a story for each figure would drown the figures.
            about = _about(activity) if place == 0 else {"name": activity.name}
            row = about | (_about_figure(figure) if figure else {})
            writer.writerow([_guarded(row.get(column, "")) for column in COLUMNS])
    return out.getvalue()


def slug_of(name: str) -> str:
    """A name as it stands in an address: lower case, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "unnamed"


def _rows(content: bytes, needed: Sequence[str]) -> tuple[Rows, list[str]]:
    """The rows with their numbers, every known column present, cells trimmed; or what keeps the file from being read."""
    if len(content) > LARGEST_FILE:
        return [], [f"The file has {len(content):,} bytes; at most {LARGEST_FILE:,} are read. Split it."]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], ['The file is not in UTF-8. Save it as "CSV UTF-8 (comma delimited)" and choose it again.']
    if "\x00" in text:
        return [], ["The file holds characters that no table has. Save it as CSV, not as a workbook."]
    first = re.split(r"[\r\n]", text.lstrip(), maxsplit=1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return [], [f"The file is not readable as a table ({error}). Look for a quotation mark without its partner."]
    filled = [(n, cells) for n, cells in enumerate(table, start=1) if any(cell.strip() for cell in cells)]
    header = [name.strip().casefold() for name in filled[0][1]] if filled else []
    body = filled[1:]
    # Spreadsheets write columns that were emptied as columns without a name.
    unnamed = {i for i, name in enumerate(header) if not name}
    used = sorted(i + 1 for i in unnamed if any(i < len(cells) and cells[i].strip() for _, cells in body))
    problems = _wrong_header(header, needed) + [f"Column {i} has no name." for i in used]
    if not problems and not body:
        problems.append("The file has a header but no rows.")
    if len(body) > MOST_ROWS:
        problems.append(f"The file has {len(body):,} rows; at most {MOST_ROWS:,} are read. Split it.")
    rows = []
    for number, cells in body if not problems else []:
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            problems.append(f"Row {number}: it has {len(cells)} cells, the header {len(header)}.")
        given = dict.fromkeys(COLUMNS, "") | {
            name: _plain(cell, lines=name == "story") for name, cell in zip(header, cells, strict=False) if name
        }
        problems += [
            f"Row {number}: {column} has {len(cell):,} characters; at most {LONGEST_CELL:,} are kept."
            for column, cell in given.items()
            if len(cell) > LONGEST_CELL
        ]
        rows.append((number, given))
    return rows, problems


def _wrong_header(header: Sequence[str], needed: Sequence[str]) -> list[str]:
    known = ", ".join(COLUMNS)
    problems = [
        f"The column {name!r} is missing; needed are {', '.join(needed)}." for name in needed if name not in header
    ]
    unknown = [name for name in header if name and name not in COLUMNS]
    if unknown:
        named = ", ".join(repr(_short(name)) for name in unknown[:10]) + (" and others" if len(unknown) > 10 else "")
        said = f"The column {named} is" if len(unknown) == 1 else f"The columns {named} are"
        problems.append(f"{said} not known; known are {known}.")
    problems += [
        f"The column {_short(name)!r} is there twice."
        for name in dict.fromkeys(header)
        if name and header.count(name) > 1
    ]
    return problems


def _plain(cell: str, *, lines: bool = False) -> str:
    """A cell without the apostrophe that guards a formula, as one line, or with its line breaks where `lines`."""
    text = cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell
    return _clean(text) if lines else " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """A text without characters that documents cannot hold and without those that hide or turn round what stands there."""
    return CONTROL.sub(" ", HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def _guarded(text: str) -> str:
    text = _clean(text)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.match(text) else text


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


def _activity(name: str, group: Rows, layer: str, defaults: Mapping[str, str]) -> tuple[Activity | None, list[str]]:
    """One activity from its rows."""
    problems: list[str] = []
    cells: dict[str, str] = {}
    for column in (*OF_ACTIVITY, *OF_SOURCE):
        said = dict.fromkeys(row[column] for _, row in group if row[column])
        if len(said) > 1:
            rows = " and ".join(str(number) for number, row in group if row[column])
            problems.append(
                f"Rows {rows}: they are one activity ({_short(name)}) but differ in {column}; "
                "make them the same, or give the activities different names."
            )
        cells[column] = next(iter(said), "")
    # A row that names a source of its own is not half of the usual one; what may be done with facts holds for both.
    own = any(cells[named] for named in OF_SOURCE if named != "where")
    usual = [c for c in cells if c == "source_licence" or c not in OF_SOURCE or not own]
    cells |= {column: cells[column] or defaults.get(column, "") for column in usual}
    at = f"Row {group[0][0]} ({_short(name)})"
    latitude, longitude = (_number(cells[c], f"{at}: {c}", problems) for c in ("latitude", "longitude"))
    figures = tuple(figure for n, row in group if (figure := _figure(row, f"Row {n} ({_short(name)})", problems)))
    if problems:
        return None, problems
    source = Source(*(cells[f"source_{key}"] for key in ("publisher", "title", "edition", "url", "licence")))
    return (
        Activity(
            slug=slug_of(name),
            layer=layer,
            name=name,
            kind=cells["kind"],
            lead_body=cells["lead_body"],
            area_codes=_listed(cells["area_codes"]),
            areas_as_stated=cells["areas_as_stated"],
            functions=_listed(cells["functions"]),
            pillars=_listed(cells["pillars"]),
            source=source,
            where=cells["where"],
            partners=_listed(cells["partners"]),
            latitude=latitude,
            longitude=longitude,
            start=cells["start"],
            end=cells["end"],
            story=cells["story"],
            caveats=tuple(part.strip() for part in cells["caveats"].split("|") if part.strip()),
            figures=figures,
        ),
        [],
    )


def _figure(row: Mapping[str, str], at: str, problems: list[str]) -> ActivityFigure | None:
    """The figure of a row; None where its figure cells are empty or cannot be read, which is then said."""
    if not any(row[column] for column in OF_FIGURE):
        return None
    if not row["value"]:
        problems.append(f"{at}: the figure has no value; fill in the column value, or empty its other columns.")
        return None
    value = _number(row["value"], f"{at}: value", problems)
    to = _number(row["to"], f"{at}: to", problems)
    prices = _number(row["price_year"], f"{at}: price_year", problems)
    if prices is not None and prices != int(prices):
        problems.append(f"{at}: price_year is {row['price_year']}; write a year such as 2014.")
    if value is None:
        return None
    return ActivityFigure(
        measures=row["measures"] or "outcome",
        what=row["what"],
        value=value,
        unit=row["unit"],
        year=row["year"],
        to=to,
        qualifier=row["qualifier"],
        price_year=None if prices is None else int(prices),
        cost_of=row["cost_of"],
        basis=row["basis"],
        duration=row["duration"],
        origin=row["origin"] or "as printed",
        where=row["where_figure"],
        note=row["note"],
    )


def _number(text: str, where: str, problems: list[str]) -> float | None:
    if not text:
        return None
    number = float(text.replace(",", "")) if NUMBER.match(text) else inf
    if not isfinite(number):
        problems.append(
            f"{where} is {_short(text)!r}, not a number; write 1250 or 12.5, and the unit in its own column."
        )
        return None
    return number


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _same_slug(activities: Sequence[Activity], rows: Mapping[str, int]) -> list[str]:
    """Two names that an address could not tell apart."""
    first: dict[str, str] = {}
    problems = []
    for activity in activities:
        if activity.slug in first:
            other = first[activity.slug]
            problems.append(
                f"Rows {rows[other]} and {rows[activity.name]}: the names {_short(other)!r} and {_short(activity.name)!r} "
                "are too much alike; change one."
            )
        first.setdefault(activity.slug, activity.name)
    return problems


def _about(activity: Activity) -> dict[str, str]:
    source = {
        f"source_{key}": getattr(activity.source, key) for key in ("publisher", "title", "edition", "url", "licence")
    }
    return source | {
        "name": activity.name,
        "kind": activity.kind,
        "lead_body": activity.lead_body,
        "partners": "; ".join(activity.partners),
        "area_codes": "; ".join(activity.area_codes),
        "areas_as_stated": activity.areas_as_stated,
        "latitude": _text(activity.latitude),
        "longitude": _text(activity.longitude),
        "functions": "; ".join(activity.functions),
        "pillars": "; ".join(activity.pillars),
        "start": activity.start,
        "end": activity.end,
        "story": activity.story,
        "caveats": " | ".join(activity.caveats),
        "where": activity.where,
    }


def _about_figure(figure: ActivityFigure) -> dict[str, str]:
    texts = {column: _text(getattr(figure, column)) for column in OF_FIGURE if column != "where_figure"}
    return texts | {"where_figure": figure.where}


def _text(value: Any) -> str:
    """A value as a cell: whole numbers without a point, nothing for None."""
    if value is None:
        return ""
    return np.format_float_positional(value, trim="-") if isinstance(value, float) else str(value)
