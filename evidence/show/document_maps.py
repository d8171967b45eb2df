"""Maps for documents: an indicator around a place, and where the place is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evidence import wording
from evidence.analysis.classes import METHODS
from evidence.analysis.comparators import containing_country
from evidence.analysis.compare import latest_for_geography
from evidence.analysis.intervals import interval_of
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.places.outlines import Bounds
from evidence.show import theme
from evidence.show.exports import layer_for
from evidence.show.prepared import PreparedMap, prepared_map
from evidence.show.static_maps import map_drawing, shown_areas
from evidence.show.views import MapView, map_view

WIDTH = 640
DRAWN = ("district", "county-or-unitary", "combined-authority", "lep", "lsip", "region", "country", "itl3")
ALL_OF = ("country", "uk", "group-of-countries")  # places that are the map rather than a part of it
MARGIN = 240  # steps around the map of England, so that a ring at its edge is whole
QUANTILES = f"Classes: {METHODS['quantiles'][0].lower()}{METHODS['quantiles'][1:]}."
FIFTHS = "Each shade holds a fifth of all areas of the country, not only of those that are seen."
SMALL = 250  # steps of 100 m: a place smaller than this is ringed on the map of England


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """An indicator around a place: the drawing, its view, the figures of the areas on it, and its text alternative."""

    svg: str
    view: MapView
    figures: tuple[Figure, ...]
    own: tuple[str, ...]  # the areas on it that are the place or its parts
    title: str
    alt: str
    note: str


def outlines_of(base: EvidenceBase, geography: str) -> PreparedMap:
    """The projected outlines of a geography of this evidence base."""
    return prepared_map(base.folder / "places" / "outlines", geography)


def place_path(base: EvidenceBase, area: Area) -> tuple[str, Bounds]:
    """A place's outline and box in steps of 100 m: its own, or for a group those of its districts.

    Raises EvidenceError where no outline is held.
    """
    for geography in (g for g in DRAWN if g in area.geographies):
        prepared = outlines_of(base, geography)
        if area.code in prepared.names:
            at = tuple(prepared.names).index(area.code)
            return prepared.paths[at], prepared.boxes[at]
    prepared = outlines_of(base, "district")
    members = base.members.get(area.code, ())
    inside = [i for i, code in enumerate(prepared.names) if code in members]
    if not inside:
        raise EvidenceError(f"No outline is held for {area.name}, so it cannot be drawn on a map.")
    boxes = [prepared.boxes[i] for i in inside]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return "".join(prepared.paths[i] for i in inside), box


def indicator_map(base: EvidenceBase, slug: str, area: Area) -> PlaceMap:
    """An indicator on the districts (or authorities) that it is published for, around a place that is outlined.

    Raises EvidenceError where the indicator has no figure for any of them or the place has no outline.
    """
    geography = base.indicator(slug).parts
    view = map_view(base, slug, geography, latest_for_geography(base, slug, geography))
    prepared = outlines_of(base, geography)
    order = tuple(prepared.names)
    whole = area.geography in ALL_OF
    inside = area.code in prepared.names
    layer = layer_for(base, view, order, None if whole else area, focus=True)
    parts = () if inside else tuple(code for code in base.members.get(area.code, ()) if code in prepared.names)
    outline = ("", "") if whole or inside else (area.name, place_path(base, area)[0])
    focus = layer.focus or _focus_of(base, prepared, area) if not whole else None
    seen = shown_areas(prepared, focus)
    if len(seen) == 1:
        raise EvidenceError(f"{area.name} would be alone on its map; its figure stands in the table.")
    own = [area.code] if inside else _largest_first(prepared, parts)[::-1]  # a small area has less room for its name
    named = [] if whole else [*own, *(code for code in _largest_first(prepared, seen) if code not in own)]
    drawing = map_drawing(
        prepared,
        replace(layer, comparators=(), focus=focus),
        legend=[(entry.colour or theme.NO_DATA, entry.words) for entry in view.key],
        width=WIDTH,
        outline=outline,
        named=named,
        strong=len(own),
    )
    figures = tuple(figure for figure in view.figures[0] if figure.area_code in seen)
    inner = tuple(f.area_code for f in figures if f.area_code in own)
    title = _message(base, view, area, [f for f in figures if f.area_code in inner] or list(figures))
    note = view.note.replace(QUANTILES, FIFTHS) if len(view.colours) == 5 else view.note
    return PlaceMap(drawing, view, figures, inner, title, _alt(base, view, area, figures, title), note)


def _focus_of(base: EvidenceBase, prepared: PreparedMap, area: Area) -> str | None:
    """What a map is cropped to where the place's districts are not what the map draws: areas that hold one of them."""
    own = set(base.members.get(area.code, ()))
    return " ".join(code for code in prepared.names if own & set(base.members.get(code, ()))) or None


def _largest_first(prepared: PreparedMap, codes: tuple[str, ...]) -> list[str]:
    size = {code: (b[2] - b[0]) * (b[3] - b[1]) for code, b in zip(prepared.names, prepared.boxes, strict=True)}
    return sorted(codes, key=lambda code: (-size[code], code))


def _message(base: EvidenceBase, view: MapView, area: Area, own: list[Figure]) -> str:
    """Where inside the place the figure is highest and lowest; of a place that is one area of the map, its figure."""
    indicator = view.indicators[0]
    known = sorted((f for f in own if f.value is not None), key=lambda f: (f.value or 0.0, f.area_code))
    if not known:
        return f"{indicator.short_name}: no figure in {area.name}"
    if len(known) == 1:
        return f"{indicator.short_name}: {wording.number(known[0].value, indicator)} in {base.areas[known[0].area_code].name}"
    low, high = (base.areas[known[i].area_code].name for i in (0, -1))
    below, above = (interval_of(known[i], indicator.unit) for i in (0, -1))
    if below and above:
        # Which of many is highest in a survey is mostly chance; that two of them differ can be told.
        apart = below.upper < above.lower
        return (
            f"{indicator.short_name}: higher in {high} than in {low}"
            if apart
            else f"{indicator.short_name}: no differences that can be told inside {area.name}"
        )
    return f"{indicator.short_name}: highest in {high}, lowest in {low}"


def _alt(base: EvidenceBase, view: MapView, area: Area, figures: tuple[Figure, ...], title: str) -> str:
    """The map in words: its message, what is drawn, the range of what is seen, and how many have no figure."""
    indicator = view.indicators[0]
    known = sorted((f for f in figures if f.value is not None), key=lambda f: (f.value or 0.0, f.area_code))
    parts = [f"Map. {title}", f"{view.subtitle}, around {area.name}, which is outlined in black"]
    if known:
        ends = [f"{base.areas[f.area_code].name} ({wording.number(f.value, indicator)})" for f in (known[0], known[-1])]
        parts.append(f"Of the {len(known)} areas shown with a figure, {ends[0]} is lowest and {ends[1]} highest")
    if missing := len(figures) - len(known):
        parts.append(f"{wording.counted(missing, 'area')} shown without a figure, hatched")
    return ". ".join(parts) + "."


def locator_map(base: EvidenceBase, area: Area) -> str:
    """Where a place is: the regions of England and Wales in light grey, the place in dark blue; a small one is ringed."""
    regions, countries = outlines_of(base, "region"), outlines_of(base, "country")
    path, box = place_path(base, area)
    # Scotland and Northern Ireland are drawn for places there only: England is what packs are about.
    holding = containing_country(base, area.code)
    beside = [
        (countries.paths[i], countries.boxes[i])
        for i, code in enumerate(countries.names)
        if code[0] == "W" or code == holding
    ]
    boxes = [*regions.boxes, *(b for _, b in beside), box]
    west, north = (min(b[i] for b in boxes) - MARGIN for i in (0, 1))
    east, south = (max(b[i] for b in boxes) + MARGIN for i in (2, 3))
    pixel = (south - north) / 640
    ground = "".join(f'<path d="{d}"/>' for d in (*(path for path, _ in beside), *regions.paths))
    ring = ""
    if max(box[2] - box[0], box[3] - box[1]) < SMALL:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        ring = (
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{22 * pixel:.0f}" fill="none" stroke="{theme.THIS_PLACE}" '
            f'stroke-width="{2 * pixel:.1f}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{(east - west) / pixel:.0f}" height="640" '
        f'viewBox="{west:.0f} {north:.0f} {east - west:.0f} {south - north:.0f}">'
        f'<g fill="{theme.BAND}" stroke="#FFFFFF" stroke-width="{pixel:.1f}" stroke-linejoin="round">{ground}</g>'
        f'<path d="{path}" fill="{theme.THIS_PLACE}" stroke="{theme.THIS_PLACE}" stroke-width="{0.6 * pixel:.1f}"/>{ring}</svg>'
    )
