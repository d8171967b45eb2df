"""Outlines projected once to the British National Grid, ready to be drawn many times on paper."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas
import shapely

from evidence.places.outlines import Bounds, outline_file, read_outlines
from evidence.show.static_words import Corner

GRID = "EPSG:27700"  # metres, so areas are compared at their true size; Web Mercator swells the north
UNIT = 100  # metres in one step of a path


@dataclass(frozen=True)
class PreparedMap:
    """Projected outlines in the order of their file: SVG paths and boxes (west, north, east, south) in steps of 100 m.

    `y` runs south, as in SVG. `drawing_order` has large areas first, so that where areas overlap the smaller is seen.
    `middles` is a point inside each area, where its name can stand.
    """

    names: dict[str, str]
    paths: tuple[str, ...]
    boxes: tuple[Bounds, ...]
    drawing_order: tuple[int, ...]
    middles: tuple[Corner, ...]


def prepare(outlines: geopandas.GeoDataFrame) -> PreparedMap:
    """The outlines (index code, column name) projected to the British National Grid, ready for many maps."""
    projected = outlines.to_crs(GRID).geometry
    paths = tuple(_path(geometry) for geometry in projected)
    boxes = tuple(_box(row) for row in projected.bounds.itertuples(index=False))
    order = sorted(range(len(paths)), key=lambda i: (boxes[i][0] - boxes[i][2]) * (boxes[i][3] - boxes[i][1]))
    names = {str(code): str(name) for code, name in outlines["name"].items()}
    middles = tuple((point.x / UNIT, -point.y / UNIT) for point in projected.representative_point())
    return PreparedMap(names, paths, boxes, tuple(order), middles)


@cache
def prepared_map(folder: Path, geography: str) -> PreparedMap:
    """The outlines of a geography in a folder of outline files, projected once in the process."""
    return prepare(read_outlines(outline_file(folder, geography)))


def _path(geometry: shapely.Geometry) -> str:
    """SVG path of all rings, in whole steps relative to the corner before."""
    rings = [
        ring
        for polygon in shapely.get_parts(geometry)
        for ring in (polygon.exterior, *polygon.interiors)
        if polygon.geom_type == "Polygon"
    ]
    return "".join(_ring([(round(x / UNIT), round(-y / UNIT)) for x, y in ring.coords]) for ring in rings)


def _ring(corners: list[tuple[int, int]]) -> str:
    """One closed ring; a corner that falls on the one before is left out."""
    (x, y), steps = corners[0], []
    for next_x, next_y in corners[1:-1]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return f"M{corners[0][0]} {corners[0][1]}l{' '.join(steps)}z" if steps else ""


def _box(row: tuple[float, float, float, float]) -> Bounds:
    """West, north, east, south in steps, from west, south, east, north in metres."""
    west, south, east, north = row
    return west / UNIT, -north / UNIT, east / UNIT, -south / UNIT
