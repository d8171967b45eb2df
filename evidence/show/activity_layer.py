"""The register's activities on a map: what is on record at each area, what a chosen activity reaches, and the points.

A mark says that something is on record, never how much: most lists are partial, so only bodies of complete lists whose
sources state their areas are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

from evidence import wording
from evidence.coordination import words
from evidence.coordination.activities import KINDS, Activity
from evidence.coordination.coverage import ALL, NATIONAL, Choice, Held, area_named, areas_reached, held_by_area
from evidence.coordination.listing import name_of, several
from evidence.coordination.place import NOT_EMPTY
from evidence.coordination.register import Register
from evidence.indicators.base import EvidenceBase
from evidence.show.activity_marks import key_lines, symbol_address
from evidence.show.coordination_tables import NOTHING
from evidence.show.map_layer import ActivityMarks, MapPoint

COLUMN = "Coordination on record"
DOTS = "A dot says that something is on record in an area, never how much."
NEARLY_ALL = 0.8  # of the areas that are marked: a kind that reaches so many tells none of them apart
MOST_NAMED = 3  # kinds


@dataclass(frozen=True, slots=True)
class ActivityLayer:
    """What a map of one geography shows of the register for a choice of activities.

    `on_record` has phrases by area ("growth hub", "4 neighbourhood boards"); an area that no matching activity reaches,
    or only one that covers a whole country, is left out. `reached` are the areas that `chosen` reaches, wholly or in
    part: none where it covers a whole country.
    """

    on_record: Mapping[str, tuple[str, ...]]
    matching: tuple[Activity, ...]  # by name
    national: int  # of the matching: those that cover a whole country
    elsewhere: int  # of the matching: those that reach no area of this map
    narrowed: bool  # whether the choice leaves any activity out
    everywhere: tuple[str, ...] = ()  # kinds that reach nearly every marked area, where no kind was chosen
    chosen: Activity | None = None
    reached: tuple[str, ...] = ()

    @property
    def points(self) -> tuple[Activity, ...]:
        """The activities whose source gives a point: those that match, and the chosen one."""
        others = (self.chosen,) if self.chosen and self.chosen not in self.matching else ()
        return tuple(a for a in (*self.matching, *others) if a.latitude is not None and a.longitude is not None)

    @property
    def nothing(self) -> str:
        """What stands at an area that nothing on record reaches."""
        return f"{NOTHING} for this choice" if self.narrowed else NOTHING

    def text(self, area_code: str) -> str:
        """What is on record at an area, in words: "growth hub, 4 neighbourhood boards"."""
        return ", ".join(self.on_record.get(area_code, ())) or self.nothing


@lru_cache(maxsize=256)
def activity_layer(
    base: EvidenceBase, register: Register, geography: str, choice: Choice = ALL, slug: str | None = None
) -> ActivityLayer:
    """The layer of activities for a geography and a choice; `slug` names the activity that is looked at.

    Raises EvidenceError where the register has no activity of that name.
    """
    layer = _of_choice(base, register, geography, choice)
    if slug is None:
        return layer
    chosen = register.activity(slug)
    codes = tuple(area.code for area in base.areas_of(geography))
    reached = () if is_national(base, chosen) else areas_reached(base, chosen, codes)
    return replace(layer, chosen=chosen, reached=reached)


@lru_cache(maxsize=128)
def _of_choice(base: EvidenceBase, register: Register, geography: str, choice: Choice) -> ActivityLayer:
    """The layer before one activity is looked at: what takes the time, and is the same for every one."""
    codes = tuple(area.code for area in base.areas_of(geography))
    held = held_by_area(base, register, codes, choice)
    counted = held_by_area(base, Register({a.slug: a for a in register.counted}, {}), codes, choice)
    matching = tuple(sorted((a for a in register.activities.values() if choice.takes(a)), key=lambda a: a.name))
    national = sum(is_national(base, a) for a in matching)
    marked = {h.activity.slug for found in held.values() for h in found}
    return ActivityLayer(
        on_record={code: kinds_on_record(found, counted.get(code, ())) for code, found in held.items()},
        matching=matching,
        national=national,
        elsewhere=len(matching) - national - len(marked),
        narrowed=len(matching) < len(register.activities),
        everywhere=() if choice.kinds else _everywhere(held),
    )


def _everywhere(held: Mapping[str, Sequence[Held]]) -> tuple[str, ...]:
    """The kinds of activity that nearly all of these areas have on record, those of the most areas first."""
    areas = Counter(kind for found in held.values() for kind in {h.activity.kind for h in found})
    nearly = (kind for kind in KINDS if areas[kind] >= NEARLY_ALL * len(held) > 0)
    return tuple(sorted(nearly, key=lambda kind: -areas[kind]))


def is_national(base: EvidenceBase, activity: Activity) -> bool:
    """Whether an activity covers a whole country, so that it tells no area from another."""
    return any(area_named(base, code).geographies & NATIONAL for code in activity.area_codes)


def kinds_on_record(held: Iterable[Held], counted: Iterable[Held]) -> tuple[str, ...]:
    """The kinds of these activities, each once; with a number where complete lists have more than one body of it."""
    bodies = Counter(found.activity.kind for found in counted)
    kinds = dict.fromkeys(found.activity.kind for found in held)
    return tuple(f"{bodies[kind]} {several(kind)}" if bodies[kind] > 1 else KINDS[kind] for kind in kinds)


def kind_heading(register: Register, held: Sequence[Held]) -> str:
    """What stands above activities of one kind: "Growth hub", "Neighbourhood boards (12)", "Charters".

    The number stands only where all of them are bodies of complete lists.
    """
    kind, counted = held[0].activity.kind, {activity.slug for activity in register.counted}
    title = several(kind) if len(held) > 1 else KINDS[kind]
    whole = len(held) > 1 and all(found.activity.slug in counted for found in held)
    return f"{title[0].upper()}{title[1:]}" + (f" ({len(held)})" if whole else "")


def marks_of(layer: ActivityLayer, order: Sequence[str]) -> ActivityMarks:
    """The layer as marks on outlines in this order."""
    return ActivityMarks(
        on_record=tuple(layer.on_record.get(code, ()) for code in order),
        nothing=layer.nothing,
        reached=tuple(code for code in order if code in set(layer.reached)),
        chosen=layer.chosen.slug if layer.chosen else "",
        name=layer.chosen.name if layer.chosen else "",
        points=tuple(MapPoint(a.latitude or 0.0, a.longitude or 0.0, name_of(a), a.slug) for a in layer.points),
        words=spoken(layer),
        note=" ".join(sentences(layer)),
    )


def spoken(layer: ActivityLayer) -> str:
    """What a screen reader is told of the marks; the table has the same by area."""
    parts = ["Dots mark areas with coordination activity on record" if layer.on_record else layer.nothing.capitalize()]
    if layer.chosen and layer.reached:
        parts.append(f"a dashed line surrounds what {layer.chosen.name} reaches")
    return "; ".join(parts)


def sentences(layer: ActivityLayer) -> tuple[str, ...]:
    """What stands under a map with activities: how many, which of them are not marked, and what an empty area means."""
    found = len(layer.matching)
    said = (
        f"{words.activities(found)} {_be(found, 'match', 'matches') if layer.narrowed else _be(found) + ' on record'}"
    )
    if layer.national:
        they = _be(layer.national, "cover", "covers")
        said += f"; {layer.national} {they} a whole country and {_be(layer.national)} not marked"
    if layer.elsewhere:
        said += f"; {layer.elsewhere} {_be(layer.elsewhere, 'lie', 'lies')} outside the areas of this map"
    lines = [f"{said}."]
    if layer.chosen and not layer.reached:
        lines.append(f"{layer.chosen.name} covers a whole country or none of these areas, so nothing is outlined.")
    if layer.everywhere:
        named = [several(kind) for kind in layer.everywhere[:MOST_NAMED]]
        kinds = wording.listed([*named, "others"] if len(layer.everywhere) > MOST_NAMED else named)
        lines.append(
            f"{kinds[0].upper()}{kinds[1:]} reach nearly every marked area; choose a kind to see where others are."
        )
    return (*lines, *((DOTS,) if layer.on_record else ()), NOT_EMPTY)


def _be(number: int, many: str = "are", one: str = "is") -> str:
    return one if number == 1 else many


def marks_key_html(marks: ActivityMarks) -> str:
    """The lines of the map's key that explain the marks; empty where nothing is marked."""
    rows = "".join(
        f'<li><img src="{symbol_address(name)}" alt="" width="24" height="17">{escape(said)}</li>'
        for name, said in key_lines(marks)
    )
    return f'<ul class="map-key" aria-label="Key of the map: coordination activity">{rows}</ul>' if rows else ""
