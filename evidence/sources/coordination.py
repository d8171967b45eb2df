"""Tables of coordination bodies on their way in: a layer a table, checked row by row, the rows of one name one activity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from evidence.coordination.tables import COLUMNS, OF_ACTIVITY, read_activities
from evidence.errors import EvidenceError, refuse_if_any
from evidence.indicators.base import open_evidence
from evidence.places.areas import Area
from evidence.places.tables import read_rows
from evidence.sources.coordination_rows import WORDING, Row, Table, is_left_out, row_of, wording
from evidence.sources.files import csv_text

COLUMNS_IN = (
    *("name", "kind", "lead_body", "area_codes", "areas_as_stated", "functions", "start", "end"),
    *("figure", "figure_unit", "figure_year", "source_title", "source_url", "note"),
)
TABLE_NAME = re.compile(r"^\d\d[a-z]?_\w+\.csv$")
PLACE = re.compile(r"^Rows? \d[^:(]*(\(.*?\))?: ")  # where in a text of ours a fault is: no help to who wrote the table
NEEDED = ("name", "area_codes")


def is_coordination(folder: Path) -> bool:
    """Whether a folder holds tables of coordination bodies (`02_growth_hubs.csv` and the like)."""
    return any(_is_table(path) for path in folder.glob("*.csv"))


def import_coordination(folder: Path) -> dict[str, str]:
    """The layers of a folder of tables as the project stores them, by file name, with the areas that it holds.

    Raises one EvidenceError that lists every problem by file and row; then nothing may be written.
    """
    base = open_evidence()
    texts, problems = coordination_texts(folder, base.areas, base.recoded)
    refuse_if_any(problems, f"{folder.name} was not imported")
    return texts


def coordination_texts(
    folder: Path, areas: Mapping[str, Area], recoded: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The table of each layer by file name, and every problem by file and row; no texts where there is a problem."""
    texts: dict[str, str] = {}
    problems: list[str] = []
    for path in sorted(path for path in folder.glob("*.csv") if TABLE_NAME.match(path.name)):
        table = wording()["tables"].get(path.stem)
        if table is None:
            problems.append(f"{path.name}: the table is not known; say in {WORDING.name} which layer it fills.")
        elif "left_out" not in table:
            text, found = _layer_text(path, table, areas, recoded)
            texts[f"{table['layer']}.csv"] = text
            problems += found
    if not texts and not problems:
        problems.append(f"{folder.name}: there is no table of coordination bodies, such as 02_growth_hubs.csv.")
    return ({}, problems) if problems else (texts, [])


def _is_table(path: Path) -> bool:
    if not TABLE_NAME.match(path.name):
        return False
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return set(COLUMNS_IN) <= set(file.readline().strip().split(","))


def _layer_text(
    path: Path, table: Table, areas: Mapping[str, Area], recoded: Mapping[str, str]
) -> tuple[str, list[str]]:
    """The table of a layer, and its problems by row of the table that it comes from."""
    try:
        given = [(f"{path.name} row {n}", row) for n, row in enumerate(read_rows(path, COLUMNS_IN), start=2)]
    except EvidenceError as error:
        return "", [str(error)]
    given += [(f"{WORDING.name}, {row['name']}", dict.fromkeys(COLUMNS_IN, "") | row) for row in table.get("added", ())]
    problems: list[str] = []
    named: dict[str, list[tuple[str, Row]]] = {}
    for at, cells in given:
        if is_left_out(cells, table):
            continue
        row, faults = row_of(cells, table, areas, recoded)
        faults += _faults_in(_text([row], table["usual"]), table, areas, recoded)
        problems += [f"{at}: {fault[:1].lower()}{fault[1:]}" for fault in dict.fromkeys(faults)]
        named.setdefault(row["name"], []).append((at, row))
    merged = [_merged(rows, problems) for rows in named.values()]
    text = _text(merged, table["usual"])
    # Rows that are sound alone may still clash: two names that an address cannot tell apart.
    clashes = _faults_in(text, table, areas, recoded)
    return text, problems or [f"{path.name}: {fault[:1].lower()}{fault[1:]}" for fault in clashes]


def _faults_in(text: str, table: Table, areas: Mapping[str, Area], recoded: Mapping[str, str]) -> list[str]:
    """What the register would refuse in a table, without the place in it."""
    _, problems = read_activities(text.encode("utf-8"), areas, recoded, defaults=table["usual"], needed=NEEDED)
    return [PLACE.sub("", problem) for problem in problems]


def _merged(rows: list[tuple[str, Row]], problems: list[str]) -> Row:
    """The rows of one name as one activity: every caveat and figure, its other sources named among the caveats."""
    _, first = rows[0]
    whole = dict(first)
    for key in OF_ACTIVITY:
        said = {str(row[key]): at for at, row in reversed(rows) if row.get(key)} if key != "caveats" else {}
        if len(said) > 1:
            places = " and ".join(sorted(said.values()))
            problems.append(f"{places}: one activity ({first['name']}) that differs in {key}.")
        whole[key] = next(iter(said), "")
    others = dict.fromkeys(_cited(row) for _, row in rows[1:] if _cited(row) != _cited(first))
    further = [f"Also listed in: {'; '.join(others)}."] if others else []
    whole["caveats"] = list(dict.fromkeys(caveat for _, row in rows for caveat in row["caveats"])) + further
    whole["figures"] = [figure for _, row in rows for figure in row["figures"]]
    return whole


def _cited(row: Row) -> str:
    return ", ".join(filter(None, (row[f"source_{key}"] for key in ("publisher", "title", "edition"))))


def _text(activities: list[Row], usual: Mapping[str, str]) -> str:
    """Activities as a table, a row a figure; cells as usual in the layer are empty, and so are columns that none fills."""
    rows = []
    for activity in activities:
        about = activity | {"caveats": " | ".join(activity["caveats"])}
        about = {key: value for key, value in about.items() if value != usual.get(key)}
        for place, figure in enumerate(activity["figures"] or [{}]):
            rows.append((about if place == 0 else {"name": activity["name"]}) | figure)
    filled = [key for key in COLUMNS if key in NEEDED or any(row.get(key) for row in rows)]
    return csv_text(filled, ([row.get(key, "") for key in filled] for row in rows))
