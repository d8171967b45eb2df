"""Statistical neighbours: places that resemble a place, as ONS publishes them."""

from __future__ import annotations

from pathlib import Path

from evidence.places.tables import read_rows

MODELS = {
    "global": "all 29 of ONS's indicators",
    "economic": "ONS's economic indicators",
    "demographic": "ONS's demographic indicators",
}
COLUMNS = ("area_code", "model", "neighbour_codes")
SOURCE = (
    "Office for National Statistics, Clustering local authorities: statistical nearest neighbours, 2026. "
    "ONS standardises each area's indicators and lists the areas at the shortest distance; distances are not published."
)


def read_neighbours(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """The statistical neighbours of each (area, model), nearest first."""
    return {
        (row["area_code"], row["model"]): tuple(row["neighbour_codes"].split(" ")) for row in read_rows(path, COLUMNS)
    }
