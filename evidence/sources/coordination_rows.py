"""A row of a table of coordination bodies put into the register's columns: its areas, notes, figures and source in clean words.

What a rule cannot clean (a note, a unit, a source's title) is worded by hand in coordination.toml beside this file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from evidence.coordination.tables import COLUMNS

WORDING = Path(__file__).with_name("coordination.toml")
OF_THE_WORKPLACE = re.compile(r"^(stored copy read|website) ")  # how it was read, and an address that is no note
OFFICE = re.compile(r"^office in .* \(([A-Z]\d{8})\)$")
OFFICE_ADDRESS = re.compile(r"^office: (.*?)(, UK)?$")
GBP = re.compile(r"GBP (\d[\d,.]*)(m|bn)?")
SIZES = {"m": " million", "bn": " billion", None: ""}
SOFTENED = (
    ("more than", re.compile(r'\(?"?\b(more than|over)\b"?\)?')),
    ("about", re.compile(r"\(?\b(around|approx\.|about)(?=\W|$)\)?")),
    ("at least", re.compile(r"\(?\b(at least|minimum)\b\)?")),
    ("up to", re.compile(r"\(?\b(up to|as many as)\b\)?")),
    ("nearly", re.compile(r"\(?\b(nearly|almost)\b\)?")),
)
UNSTATED_PRICES = "No price year is stated; that of the figure is taken."
Row = dict[str, Any]  # the cells of the register's columns, "caveats" as a list, "figures" as a list of cells
Cells = Mapping[str, str]
Table = Mapping[str, Any]  # what coordination.toml says of a table


@cache
def wording() -> dict[str, Any]:
    """What is worded by hand: notes, sources, and the tables with their layers."""
    return tomllib.loads(WORDING.read_text(encoding="utf-8"))


def is_left_out(cells: Cells, table: Table) -> bool:
    """Whether a row is no activity of its own: a count of others, or told as a case."""
    own = table.get("rows", {}).get(cells["name"], {})
    return bool(own.get("left_out")) or cells["kind"] in table.get("left_out_kinds", ())


def row_of(cells: Cells, table: Table, areas: Collection[str], recoded: Cells) -> tuple[Row, list[str]]:
    """A row in the register's columns, and what cannot be put into them."""
    own = table.get("rows", {}).get(cells["name"], {})
    kind = table["kinds"].get(cells["kind"], {"kind": cells["kind"]})
    clauses = [clause.strip() for clause in cells["note"].split("; ") if clause.strip()]
    noted = [_noted(clause, table) for clause in clauses]
    figures, faults = _figures(cells, own, table, [worded for one in noted if isinstance(one, list) for worded in one])
    name = cells["name"].strip().removesuffix(", City of").removesuffix(table.get("suffix_left_out", ""))
    about = {
        "name": table.get("name", "{name}").format(name=name) if name else "",
        "lead_body": table.get("lead_body", cells["lead_body"].replace(" (lead local authority)", " council")),
        "areas_as_stated": _stated(cells["areas_as_stated"]),
        "functions": cells["functions"].replace(";", "; "),
        "start": cells["start"],
        "end": cells["end"],
        **_source(cells["source_title"], cells["source_url"]),
        **{key: value for key, value in kind.items() if key in COLUMNS},
        **{key: value for key, value in own.items() if key in COLUMNS},
    }
    sentences = [one for one in noted if isinstance(one, str) and one]
    return about | {
        "area_codes": _codes(own.get("area_codes", cells["area_codes"]), clauses, areas, recoded),
        "caveats": [*kind.get("caveats", ()), *sentences, *own.get("caveats", ())],
        "figures": figures,
    }, faults


def _stated(text: str) -> str:
    """The areas as the source states them: none twice; an office told from an area."""
    if office := OFFICE_ADDRESS.match(text):
        return f"Not stated; the office is at {office[1]}"
    return "; ".join(dict.fromkeys(part.strip() for part in text.split(";")))


def _codes(text: str, clauses: list[str], areas: Collection[str], recoded: Cells) -> str:
    """The codes of a row, recoded ones as of today; the district of its office where it has none."""
    codes = [code.strip() for code in text.split(";") if code.strip()]
    codes = codes or [office[1] for clause in clauses if (office := OFFICE.match(clause))]
    return "; ".join(dict.fromkeys(code if code in areas else recoded.get(code, code) for code in codes))


def _source(title: str, url: str) -> dict[str, str]:
    """The source's cells: publisher, title and edition told apart by hand; an address only where it is on the web."""
    known = {"title": title, "url": url} | wording()["sources"].get(title, {})
    known["url"] = known["url"] if known["url"].startswith("http") else ""
    return {f"source_{key}": known.get(key, "") for key in ("publisher", "title", "edition", "url")}


def _noted(clause: str, table: Table) -> Any:
    """A clause of a note as a sentence, by hand or by rule; empty where it is about this workplace; or figures that it gives."""
    if OF_THE_WORKPLACE.match(clause) or OFFICE.match(clause):
        return ""
    known = wording()["notes"] | table.get("notes", {})
    return known.get(clause, _sentence(clause))


def _sentence(clause: str) -> str:
    """A note as a sentence: a capital, a full stop, money with its sign."""
    text = GBP.sub(lambda found: f"£{found[1]}{SIZES[found[2]]}", clause)
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "!")) else ".")


def _figures(
    cells: Cells, own: Table, table: Table, noted: list[Mapping[str, Any]]
) -> tuple[list[dict[str, str]], list[str]]:
    """The figures of a row as cells: what they count is said by hand, or read from the unit where it is money."""
    number, unit = cells["figure"].strip(), cells["figure_unit"].strip()
    worded = own.get("figures", table.get("figures", {}).get(unit) if number else [])
    worded = worded if worded is not None else _money(unit)
    if worded is None:
        said = f"say in {WORDING.name} what it counts (table {table['layer']}, figures)"
        return [], [f"The unit {unit!r} is not known; {said}."]
    return [_figure(each, number, cells["figure_year"], table) for each in (*worded, *noted)], []


def _money(unit: str) -> list[dict[str, str]] | None:
    """What a unit of money counts, with its qualifier taken out of the words; None where it is no money."""
    if not unit.startswith("GBP"):
        return None
    words, qualifier = unit.removeprefix("GBP"), ""
    for name, pattern in SOFTENED:
        if pattern.search(words):
            words, qualifier = pattern.sub(" ", words), name
            break
    what = " ".join(words.replace(",", " ").split()) or "funding"
    return [{"measures": "cost", "what": what, "unit": "£", "qualifier": qualifier}]


def _figure(worded: Mapping[str, Any], number: str, year: str, table: Table) -> dict[str, str]:
    """The cells of a figure; money without a price year is in the prices of its own year, which its note says."""
    cells = {"value": number, "year": year} | {key: str(value) for key, value in worded.items()}
    if cells["unit"].startswith("£") and "price_year" not in cells:
        notes = (cells.get("note"), table.get("unstated_prices", UNSTATED_PRICES))
        cells |= {"price_year": cells["year"][:4], "note": " ".join(filter(None, notes))}
    return cells
