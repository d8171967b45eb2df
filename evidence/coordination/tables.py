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
from evidence.coordination.csv_rows import MOST_FAULTS, NUMBER, Faults, Rows, guarded, read_rows, short
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
OWN = "own"
AS_ENTERED = "as entered"  # the origin of a figure that a team typed, where it says no other


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
    rows, whole, faults = read_rows(content, COLUMNS, needed, long=("story",))
    if whole:
        return (), whole
    found, groups = [], _groups(rows)
    for group in groups:
        if len(faults) >= MOST_FAULTS:
            break
        activity, told = _activity(group, layer, defaults or {}, areas, recoded)
        faults += told
        found.append((group[0][0], activity))
    faults += _same_name([(number, activity) for number, activity in found if activity.name])
    if not faults:
        return tuple(activity for _, activity in found), []
    problems = [said for _, said in sorted(faults, key=lambda fault: fault[0])]
    more = "There are more faults; put these right first and read the file again."
    untold = len(problems) > MOST_FAULTS or len(found) < len(groups)
    return (), [*problems[:MOST_FAULTS], more] if untold else problems


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
            writer.writerow([guarded(row.get(column, "")) for column in COLUMNS])
    return out.getvalue()


def slug_of(name: str) -> str:
    """A name as it stands in an address: lower case, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "unnamed"


def match_key(name: str) -> str:
    """What two names are compared by: their letters and figures, without capitals and a "The" before them."""
    return slug_of(re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE))


def _groups(rows: Rows) -> list[Rows]:
    """The rows of each activity, in the order of their first ones; a row without a name stands alone."""
    named: dict[str | int, Rows] = {}
    for number, row in rows:
        named.setdefault(row["name"] or number, []).append((number, row))
    return list(named.values())


def _activity(
    group: Rows, layer: str, defaults: Mapping[str, str], areas: Mapping[str, Area], recoded: Mapping[str, str] | None
) -> tuple[Activity, Faults]:
    """One activity from its rows, and every fault of it; what cannot be read is left out of the activity."""
    first, name = group[0][0], group[0][1]["name"]
    at = f"Row {first} ({short(name)})" if name else f"Row {first}"
    cells, differing = _one_of_each(group, short(name))
    # A row that names a source of its own is not half of the usual one; what may be done with facts holds for both.
    own = any(cells[named] for named in OF_SOURCE if named != "where")
    usual = [c for c in cells if c == "source_licence" or c not in OF_SOURCE or not own]
    cells |= {column: cells[column] or defaults.get(column, "") for column in usual}
    unread: list[str] = []
    point = [_number(cells[c], f"{at}: {c}", unread) for c in ("latitude", "longitude")]
    latitude, longitude = (None, None) if unread else point
    figures, faults = [], differing + [(first, said) for said in unread]
    for number, row in group:
        told: list[str] = []
        if figure := _figure(row, layer, told):
            figures.append(figure)
        faults += [(number, f"Row {number}{f' ({short(name)})' if name else ''}: {said}") for said in told]
    activity = Activity(
        slug=slug_of(name),
        layer=layer,
        name=name,
        kind=cells["kind"],
        lead_body=cells["lead_body"],
        area_codes=_listed(cells["area_codes"]),
        areas_as_stated=cells["areas_as_stated"],
        functions=_listed(cells["functions"]),
        pillars=_listed(cells["pillars"]),
        source=Source(*(cells[f"source_{key}"] for key in ("publisher", "title", "edition", "url", "licence"))),
        where=cells["where"],
        partners=_listed(cells["partners"]),
        latitude=latitude,
        longitude=longitude,
        start=cells["start"],
        end=cells["end"],
        story=cells["story"],
        caveats=tuple(part.strip() for part in cells["caveats"].split("|") if part.strip()),
        figures=tuple(figures),
    )
    if not name and not any(cells[column] for column in OF_ACTIVITY):
        # A figure's row that has lost its name: to say that it has no kind and no area would lead astray.
        return activity, [(first, f"{at}: The name is missing."), *faults]
    problems = problems_in_activity(replace(activity, figures=()), areas, recoded)
    return activity, [(first, f"{at}: {said}") for said in problems] + faults


def _one_of_each(group: Rows, name: str) -> tuple[dict[str, str], Faults]:
    """What the rows of an activity say of it, a cell for each column: the first where they differ, which is a fault."""
    cells, faults = {}, []
    for column in (*OF_ACTIVITY, *OF_SOURCE):
        said = dict.fromkeys(row[column] for _, row in group if row[column])
        if len(said) > 1:
            numbers = [number for number, row in group if row[column]]
            fault = (
                f"Rows {' and '.join(map(str, numbers))}: they are one activity ({name}) but differ in {column}; "
                "make them the same, or give the activities different names."
            )
            faults.append((numbers[0], fault))
        cells[column] = next(iter(said), "")
    return cells, faults


def _figure(row: Mapping[str, str], layer: str, problems: list[str]) -> ActivityFigure | None:
    """The figure of a row, and every fault of it; None where its figure cells are empty or it has no number."""
    if not any(row[column] for column in OF_FIGURE):
        return None
    unread: list[str] = []
    if not row["value"]:
        unread.append("the figure has no value; fill in the column value, or empty its other columns.")
    value, to = _number(row["value"], "value", unread), _number(row["to"], "to", unread)
    unread_prices: list[str] = []
    prices = _number(row["price_year"], "price_year", unread_prices)
    if prices is not None and prices != int(prices):
        unread_prices.append(f"price_year is {row['price_year']}; write a year such as 2014.")
    figure = ActivityFigure(
        measures=row["measures"] or "outcome",
        what=row["what"],
        value=0.0 if value is None else value,
        unit=row["unit"],
        year=row["year"],
        to=None if unread else to,
        qualifier=row["qualifier"],
        price_year=None if prices is None else int(prices),
        cost_of=row["cost_of"],
        basis=row["basis"],
        duration=row["duration"],
        origin=row["origin"] or (AS_ENTERED if layer == OWN else "as printed"),
        where=row["where_figure"],
        note=row["note"],
    )
    problems += unread + unread_prices + problems_in_figure(without_doubt(figure) if unread_prices else figure)
    return None if unread or unread_prices else figure


def without_doubt(figure: ActivityFigure) -> ActivityFigure:
    """A figure whose price year could not be read, with one that fits: that it is wrong was said once already."""
    return replace(figure, price_year=2000 if figure.is_money else None)


def _number(text: str, where: str, problems: list[str]) -> float | None:
    if not text:
        return None
    number = float(text.replace(",", "")) if NUMBER.match(text) else inf
    if not isfinite(number):
        problems.append(
            f"{where} is {short(text)!r}, not a number; write 1250 or 12.5, and the unit in its own column."
        )
        return None
    return number


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _same_name(activities: Sequence[tuple[int, Activity]]) -> Faults:
    """Two names that could not be told apart."""
    first: dict[str, tuple[int, str]] = {}
    faults = []
    for number, activity in activities:
        key = match_key(activity.name)
        if key in first:
            row, other = first[key]
            said = (
                f"Rows {row} and {number}: the names {short(other)!r} and {short(activity.name)!r} "
                "are too much alike; change one."
            )
            faults.append((row, said))
        first.setdefault(key, (number, activity.name))
    return faults


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
