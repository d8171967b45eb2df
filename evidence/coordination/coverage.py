"""Which activities reach an area: through districts, so that an activity of any geography is found at every other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from evidence.coordination.activities import FUNCTIONS, KINDS, PILLARS, Activity, active_in
from evidence.coordination.register import Register
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area

NATIONAL = frozenset({"uk", "country", "group-of-countries"})
# Bodies of a neighbourhood or a town centre: their area codes say in which district they are, not that they cover it.
SMALLER_THAN_A_DISTRICT = frozenset({"neighbourhood-board", "business-improvement-district"})
EXTENTS = {"whole": "covers all of it", "part": "covers part of it", "national": "covers a whole country"}
# Groups of countries whose districts no table of memberships lists: Great Britain, England and Wales.
COUNTRIES_OF = {"K03000001": ("E92000001", "S92000003", "W92000004"), "K04000001": ("E92000001", "W92000004")}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which activities are asked for; an empty field asks for all of its kind. `year`: there in that year, or not known."""

    functions: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    year: int | None = None

    def __post_init__(self) -> None:
        for what, given, known in (
            ("function", self.functions, FUNCTIONS),
            ("pillar", self.pillars, PILLARS),
            ("kind", self.kinds, KINDS),
        ):
            if unknown := [key for key in given if key not in known]:
                raise EvidenceError(f"There is no {what} {unknown[0]!r}; known are: {', '.join(known)}.")

    def takes(self, activity: Activity) -> bool:
        """Whether an activity is among those asked for."""
        return (
            (not self.functions or any(f in activity.functions for f in self.functions))
            and (not self.pillars or any(p in activity.pillars for p in self.pillars))
            and (not self.kinds or activity.kind in self.kinds)
            and (not self.layers or activity.layer in self.layers)
            and (self.year is None or active_in(activity, self.year) is not False)
        )


ALL = Choice()


@dataclass(frozen=True, slots=True)
class Held:
    """An activity that reaches a place, and how much of it: "whole", "part" or "national" (a key of EXTENTS)."""

    activity: Activity
    extent: str


def area_named(base: EvidenceBase, code: str) -> Area:
    """The area that an activity names: the ended one where it is held (North of Tyne), else what a code was changed to."""
    return base.areas[code if code in base.areas else base.recoded.get(code, code)]


@lru_cache(maxsize=8192)
def present_districts(base: EvidenceBase, code: str) -> frozenset[str]:
    """The districts of today that make up an area; of an ended one, those that followed it.

    A district that was split is followed by all its parts: an activity there is then said of each. Empty for an area
    whose districts are not known.
    """
    area = area_named(base, code)
    districts = base.members.get(area.code) or ((area.code,) if "district" in area.geographies else ())
    found: set[str] = set()
    if not districts:
        found.update(*(present_districts(base, code) for code in COUNTRIES_OF.get(area.code, area.successors)))
    for district in districts:
        followers = base.areas[district].successors
        if base.areas[district].end is None or not followers:
            found.add(district)
        else:
            found.update(*(present_districts(base, follower) for follower in followers))
    return frozenset(found)


@lru_cache(maxsize=16384)
def _reach(base: EvidenceBase, codes: tuple[str, ...]) -> tuple[frozenset[str], bool]:
    """The districts that an activity of these areas reaches, and whether it is national."""
    areas = [area_named(base, code) for code in codes]
    national = any(area.geographies & NATIONAL for area in areas)
    return frozenset().union(*(present_districts(base, area.code) for area in areas)), national


def extent_in(base: EvidenceBase, activity: Activity, place: frozenset[str]) -> str | None:
    """How much of a place's districts an activity reaches: a key of EXTENTS, or None where it does not reach them."""
    reached, national = _reach(base, activity.area_codes)
    if not reached & place:
        return None
    if national:
        return "national"
    return "whole" if place <= reached and activity.kind not in SMALLER_THAN_A_DISTRICT else "part"


def held_in(base: EvidenceBase, register: Register, area_code: str, chosen: Choice = ALL) -> tuple[Held, ...]:
    """The activities that reach an area: those of the place first, then national ones; within these by kind and name."""
    place = present_districts(base, base.area(area_code).code)
    found = [
        Held(activity, extent)
        for activity in register.activities.values()
        if chosen.takes(activity) and (extent := extent_in(base, activity, place))
    ]
    return tuple(sorted(found, key=lambda h: (h.extent == "national", KINDS[h.activity.kind], h.activity.name)))


def held_by_area(
    base: EvidenceBase, register: Register, codes: Iterable[str], chosen: Choice = ALL
) -> Mapping[str, tuple[Held, ...]]:
    """The activities that reach each of these areas, national ones left out; areas that none reaches are left out too."""
    taken = [a for a in register.activities.values() if chosen.takes(a) and not _reach(base, a.area_codes)[1]]
    by_district: dict[str, list[Activity]] = {}
    for activity in taken:
        for district in _reach(base, activity.area_codes)[0]:
            by_district.setdefault(district, []).append(activity)
    found = {}
    for code in codes:
        place = present_districts(base, code)
        here = {a.slug: a for district in place for a in by_district.get(district, ())}
        if here:
            ordered = sorted(here.values(), key=lambda a: (KINDS[a.kind], a.name))
            found[code] = tuple(Held(a, extent_in(base, a, place) or "part") for a in ordered)
    return found


def areas_reached(base: EvidenceBase, activity: Activity, geography_codes: Iterable[str]) -> tuple[str, ...]:
    """Those of these areas that an activity reaches, wholly or in part, in their order."""
    reached, _ = _reach(base, activity.area_codes)
    return tuple(code for code in geography_codes if present_districts(base, code) & reached)
