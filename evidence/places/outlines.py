"""Outlines of every geography, dissolved once from district outlines and kept as small GeoJSON files.

Each file's name carries the start of the hash of its bytes, so a browser may keep it for ever, and its features are in
the order of their codes: a map needs only one character an area to colour it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import geopandas
import shapely

from evidence.errors import EvidenceError, refuse_if_any

DECIMALS = 4  # of a degree: about 10 metres, far finer than outlines simplified to 300 metres
HASH_LENGTH = 10
# Square degrees, about 2 square kilometres: smaller holes are gaps between simplified neighbours (they lie in
# estuaries), while the smallest true hole, a city inside its county, is tens of square kilometres.
SLIVER = 3e-4

Bounds = tuple[float, float, float, float]


def build_outlines(
    topojson_path: Path,
    membership: Mapping[str, Mapping[str, Sequence[str]]],
    names: Mapping[str, str],
    to: Path,
) -> dict[str, Path]:
    """The file written for each geography of `membership` (geography -> area code -> district codes).

    Every area is the union of its districts, without the boundaries between them; areas may overlap, and each is then
    drawn whole. An earlier file of the same geography is removed. The same input gives the same bytes.
    """
    districts = _read_districts(topojson_path)
    _refuse_unknown(districts, membership, names)
    to.mkdir(parents=True, exist_ok=True)
    return {
        geography: _write(_collection(districts, areas, names), geography, to)
        for geography, areas in sorted(membership.items())
    }


def outline_file(folder: Path, geography: str) -> Path:
    """The one outline file of this geography in the folder."""
    found = sorted(folder.glob(f"{geography}.{'?' * HASH_LENGTH}.geojson"))
    if len(found) != 1:
        known = ", ".join(sorted({path.name.split(".")[0] for path in folder.glob("*.geojson")})) or "none"
        raise EvidenceError(
            f"{len(found)} outline files for the geography {geography!r} in {folder.name} (one is needed; geographies "
            f"there: {known}). Build the outlines again."
        )
    return found[0]


def read_outlines(path: Path) -> geopandas.GeoDataFrame:
    """Outlines with the area code as index and the column `name`, in the order of the file, in EPSG:4326."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return geopandas.GeoDataFrame(
        {"name": [feature["properties"]["n"] for feature in features]},
        index=[feature["id"] for feature in features],
        geometry=shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features]),
        crs="EPSG:4326",
    ).rename_axis("code")


def bounds_of(outlines: geopandas.GeoDataFrame, codes: Iterable[str] | None = None) -> Bounds:
    """West, south, east and north of these areas together (of all where no codes are given), in the frame's units."""
    chosen = list(outlines.index if codes is None else codes)
    absent = [code for code in chosen if code not in outlines.index]
    if absent or not chosen:
        what = ", ".join(absent) or "no area at all"
        raise EvidenceError(f"No outline for {what}; this file has {len(outlines)} areas. Choose codes among them.")
    west, south, east, north = outlines.geometry.loc[chosen].total_bounds
    return float(west), float(south), float(east), float(north)


def _read_districts(path: Path) -> Mapping[str, shapely.Geometry]:
    """District outlines by code, rounded before they are joined so that neighbours keep the very same corners."""
    frame = geopandas.read_file(path).set_crs("EPSG:4326", allow_override=True)
    rounded = shapely.set_precision(frame.geometry.values, 10**-DECIMALS, mode="pointwise")
    return dict(zip(frame["code"], shapely.make_valid(rounded), strict=True))


def _refuse_unknown(
    districts: Mapping[str, shapely.Geometry],
    membership: Mapping[str, Mapping[str, Sequence[str]]],
    names: Mapping[str, str],
) -> None:
    """Refuse areas without districts or name, and districts without outline; list them all."""
    problems = []
    for areas in membership.values():
        for area, members in areas.items():
            if not members:
                problems.append(f"{area} has no districts")
            if area not in names:
                problems.append(f"{area} has no name")
            problems += [f"{area}: the district {code} has no outline" for code in members if code not in districts]
    refuse_if_any(problems, "Outlines cannot be built")


def _collection(
    districts: Mapping[str, shapely.Geometry], areas: Mapping[str, Sequence[str]], names: Mapping[str, str]
) -> str:
    """GeoJSON text of the dissolved areas, sorted by code, without a space that is not needed."""
    features = [
        {"type": "Feature", "id": code, "properties": {"n": names[code]}, "geometry": _geometry(districts, members)}
        for code, members in sorted(areas.items())
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))


def _geometry(districts: Mapping[str, shapely.Geometry], members: Sequence[str]) -> dict[str, object]:
    """GeoJSON geometry of the districts together."""
    joined = shapely.unary_union([districts[code] for code in sorted(set(members))])
    polygons = [_without_slivers(part) for part in shapely.get_parts(joined) if isinstance(part, shapely.Polygon)]
    polygons.sort(key=lambda polygon: (-polygon.area, polygon.bounds))
    # Clockwise outer rings: the drawing libraries of altair read the other direction as the rest of the globe.
    rings = [_rings(polygon) for polygon in shapely.orient_polygons(polygons, exterior_cw=True)]
    if len(rings) == 1:
        return {"type": "Polygon", "coordinates": rings[0]}
    return {"type": "MultiPolygon", "coordinates": rings}


def _without_slivers(polygon: shapely.Polygon) -> shapely.Polygon:
    """The polygon with its tiny holes filled."""
    holes = [ring for ring in polygon.interiors if shapely.Polygon(ring).area >= SLIVER]
    return shapely.Polygon(polygon.exterior, holes).normalize()


def _rings(polygon: shapely.Polygon) -> list[list[list[float]]]:
    """Coordinates of the outer ring and the holes, rounded."""
    return [
        [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
        for ring in (polygon.exterior, *polygon.interiors)
    ]


def _write(text: str, geography: str, to: Path) -> Path:
    """The file that now holds this text, alone of its geography in the folder."""
    content = text.encode("utf-8")
    for earlier in to.glob(f"{geography}.{'?' * HASH_LENGTH}.geojson"):
        earlier.unlink()
    path = to / f"{geography}.{sha256(content).hexdigest()[:HASH_LENGTH]}.geojson"
    path.write_bytes(content)
    return path
