"""What a step of a workshop looks at: a view inside the app, chosen from a list or copied from a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from evidence.errors import EvidenceError, refuse_if_any
from evidence.files import read_toml
from evidence.indicators.base import EvidenceBase

PAGES = ("map", "place_profile", "productivity", "inclusive_growth", "coordination")
# A page and what is chosen there; never another server.
ADDRESS = re.compile(rf"({'|'.join(PAGES)})(\?[a-z-]+=[\w.%,+-]*(&[a-z-]+=[\w.%,+-]*)*)?", re.ASCII)
# What a copied address carries besides: the place comes with the workshop, and a link to a workspace is nobody else's.
LEFT_OUT = ("place", "group", "workspace", "workshop", "view", "embed", "show", "result", "code")
NO_VIEW = (
    "{!r} is no view that a workshop can look at. Choose one from the list, or copy the address of a view on the pages "
    "Map, Place profile, Productivity, Inclusive growth or Coordination."
)


@lru_cache(maxsize=8)
def open_views(base: EvidenceBase) -> Mapping[str, str]:
    """The views to choose from: their names by their addresses, maps of every indicator at the end.

    Raises one EvidenceError that lists every problem of the file in an evidence base's folder.
    """
    path = base.folder / "workshop" / "views.toml"
    read = read_toml(path, f"{base.folder} has no views for workshops: workshop/{path.name} is missing.")
    refuse_if_any(_problems(read), f"{path.name} is not sound")
    maps = {f"map?indicator={slug}": f"Map: {one.name}" for slug, one in base.indicators.items() if slug in base.tables}
    return {row["address"]: row["name"] for row in read["views"]} | dict(sorted(maps.items(), key=lambda m: m[1]))


def read_view(typed: str) -> str:
    """The view that an address names, typed or copied from a browser: without its server, place and links.

    Raises EvidenceError for one that is no view inside the app.
    """
    try:
        parts = urlsplit(typed.strip())
        asked = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        raise EvidenceError(NO_VIEW.format(typed)) from None
    page = parts.path.rstrip("/").rpartition("/")[2]
    chosen = urlencode([(key, value) for key, value in asked if key not in LEFT_OUT], quote_via=quote, safe=",")
    address = f"{page}?{chosen}" if chosen else page
    if not ADDRESS.fullmatch(address):
        raise EvidenceError(NO_VIEW.format(typed))
    return address


def view_words(base: EvidenceBase, address: str) -> str:
    """A view in words; one that is not in the list by its address."""
    return open_views(base).get(address, address)


def look_address(address: str, place: str) -> str:
    """The address of a view for a place: an area code, or "group:NAME=CODE,CODE" for a group."""
    group, _, codes = place.removeprefix("group:").partition("=")
    chosen = f"place={quote(place)}"
    if place.startswith("group:"):
        chosen = f"group={quote(f'{group}={codes}')}&place={quote(f'group:{group}')}"
    return f"{address}{'&' if '?' in address else '?'}{chosen}"


def _problems(read: Mapping[str, Any]) -> list[str]:
    rows = read.get("views")
    if {*read} != {"views"} or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return ["views is not a list of tables and nothing else; write [[views]] before each."]
    problems = [f"{row!r} is no view; a view has an address and a name." for row in rows if not _is_view(row)]
    if problems:
        return problems
    addresses = [row["address"] for row in rows]
    problems += [f"{address!r} is no view inside the app." for address in addresses if not ADDRESS.fullmatch(address)]
    return problems + [
        f"The view {a!r} is there twice." for a in sorted({a for a in addresses if addresses.count(a) > 1})
    ]


def _is_view(row: Mapping[str, Any]) -> bool:
    return {*row} == {"address", "name"} and all(isinstance(value, str) and value.strip() for value in row.values())
