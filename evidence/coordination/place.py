"""Coordination in a place: functions by pillars, who does what, where nothing is on record, what neighbours have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from evidence.analysis.comparators import neighbours_of
from evidence.coordination.activities import FUNCTIONS, KINDS, PILLARS, RESULTS, Activity, active_in, has_ended
from evidence.coordination.coverage import ALL, Choice, Held, extent_in, held_by_area, held_in, present_districts
from evidence.coordination.register import CASES, Register
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area

NOT_EMPTY = (
    "An empty register is not an empty place: it holds only what is on national lists, what studies tell of and what this "
    "team has added."
)

READ_IN = "2026-11"  # the month in which the lists and studies of the register were read


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A statistical neighbour: how many bodies of each counted kind reach it, and the functions of all that is on record."""

    area: Area
    counts: Mapping[str, int]  # kind -> bodies, for the kinds of counted lists
    functions: tuple[str, ...]
    entries: int


@dataclass(frozen=True, slots=True)
class Coordination:
    """What the register holds for a place.

    `held` has every activity that reaches the place and has not ended; `matrix` those of the place itself (national ones
    left out) by function and pillar. `neighbours` is empty where none are published, and `no_neighbours` then says why.
    """

    area: Area
    held: tuple[Held, ...]
    matrix: Mapping[tuple[str, str], tuple[Activity, ...]]
    counts: Mapping[str, int]
    neighbours: tuple[Neighbour, ...]
    no_neighbours: str
    chosen: Choice = ALL  # what was asked for: `held`, `matrix` and what neighbours have on record hold nothing else
    here: frozenset[str] = frozenset()  # every activity that reaches the place, whether asked for or not
    beyond_england: bool = False  # whether it lies in another country too or only: nearly all lists are English
    partly_england: bool = False  # whether part of it, and not all, lies in England: the UK, a group across the border
    ended: tuple[Held, ...] = ()  # what reached the place and has ended; in nothing else, where no year was asked for

    @property
    def own(self) -> tuple[Held, ...]:
        """What reaches the place and is not national."""
        return tuple(held for held in self.held if held.extent != "national")

    @property
    def national(self) -> tuple[Held, ...]:
        """What covers the whole country."""
        return tuple(held for held in self.held if held.extent == "national")

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """The pairs of function and pillar with nothing on record."""
        return tuple(pair for pair, activities in self.matrix.items() if not activities)

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions that at least one activity of the place serves."""
        return tuple(f for f in FUNCTIONS if any(f in held.activity.functions for held in self.own))

    @property
    def pillars(self) -> tuple[str, ...]:
        """The pillars that at least one activity of the place stands on."""
        return tuple(p for p in PILLARS if any(p in held.activity.pillars for held in self.own))

    def serving(self, function: str = "", pillar: str = "") -> tuple[Activity, ...]:
        """The place's activities that serve a function, stand on a pillar, or both."""
        return tuple(
            h.activity
            for h in self.own
            if (not function or function in h.activity.functions) and (not pillar or pillar in h.activity.pillars)
        )


def coordination_of(
    base: EvidenceBase, register: Register, area_code: str, *, chosen: Choice = ALL, model: str = "global"
) -> Coordination:
    """What the register holds for a place; `model` chooses among ONS's statistical neighbours.

    Raises EvidenceError for an unknown area.
    """
    area = base.area(area_code)
    reached = held_in(base, register, area_code, chosen)
    ended = tuple(h for h in reached if not _there(h.activity, chosen.year))
    held = tuple(h for h in reached if h not in ended)
    local = [h.activity for h in held if h.extent != "national"]
    matrix = {
        (function, pillar): tuple(a for a in local if function in a.functions and pillar in a.pillars)
        for function in FUNCTIONS
        for pillar in PILLARS
    }
    neighbours, reason = _neighbours(base, register, area_code, chosen, model)
    counts = counted_bodies(base, register, area_code, chosen.year)
    everything = reached if chosen == ALL else held_in(base, register, area_code)
    here = frozenset(h.activity.slug for h in everything)
    countries = _countries(present_districts(base, area_code))
    beyond = bool(countries - {"E"})
    partly = beyond and "E" in countries
    return Coordination(area, held, matrix, counts, neighbours, reason, chosen, here, beyond, partly, ended)


def _there(activity: Activity, year: int | None) -> bool:
    """Whether an activity was there in a year, or may have been; without a year whether it has not ended."""
    return not has_ended(activity, READ_IN) if year is None else active_in(activity, year) is not False


def counted_kinds(register: Register) -> tuple[str, ...]:
    """The kinds of bodies that may be counted by area, because a complete list states their areas."""
    found = {a.kind for a in register.counted}
    return tuple(kind for kind in KINDS if kind in found)


@lru_cache(maxsize=64)
def _countries_listed(base: EvidenceBase, register: Register) -> Mapping[str, frozenset[str]]:
    """The countries in which the counted lists name a body, by kind; national bodies say nothing of that."""
    found: dict[str, frozenset[str]] = dict.fromkeys(counted_kinds(register), frozenset())
    for body in register.counted:
        districts = frozenset().union(*(present_districts(base, code) for code in body.area_codes))
        if extent_in(base, body, districts) != "national":
            found[body.kind] |= _countries(districts)
    return found


def _countries(districts: frozenset[str]) -> frozenset[str]:
    """The countries of districts by the first letter of their codes: E, N, S or W."""
    return frozenset(code[0] for code in districts)


def counted_bodies(base: EvidenceBase, register: Register, area_code: str, year: int | None = None) -> dict[str, int]:
    """Bodies of counted lists that reach a place, by kind; a kind without one counts none.

    The lists as they are: what a reader filters by, or retells as an activity of the place's own, changes no count. A
    list that has nothing in one of the place's countries does not go so far: its kind is left out, for it is not none.
    """
    place = present_districts(base, area_code)
    countries = _countries(place)
    reached = _countries_listed(base, register)
    counts = {kind: 0 for kind in counted_kinds(register) if countries and countries <= reached[kind]}
    for body in (body for body in register.counted if body.kind in counts):
        if _there(body, year) and extent_in(base, body, place) in ("whole", "part"):
            counts[body.kind] += 1
    return counts


def _neighbours(
    base: EvidenceBase, register: Register, area_code: str, chosen: Choice, model: str
) -> tuple[tuple[Neighbour, ...], str]:
    try:
        codes = neighbours_of(base, area_code, model).codes
    except EvidenceError as error:
        return (), str(error)
    found = held_by_area(base, register, codes, chosen)
    return tuple(_neighbour(base, register, code, found.get(code, ()), chosen.year) for code in codes), ""


def _neighbour(
    base: EvidenceBase, register: Register, code: str, held: tuple[Held, ...], year: int | None
) -> Neighbour:
    there = [h.activity for h in held if _there(h.activity, year)]
    functions = tuple(f for f in FUNCTIONS if any(f in a.functions for a in there))
    return Neighbour(base.areas[code], counted_bodies(base, register, code, year), functions, len(there))


def similar_cases(
    register: Register, coordination: Coordination, *, functions: tuple[str, ...] = ()
) -> tuple[Activity, ...]:
    """Cases from elsewhere that were described with outcomes or costs and serve the asked functions, by kind and name.

    Without `functions` it is the functions that the place has nothing on record for, or all where it has each.
    """
    asked = functions or tuple(f for f in FUNCTIONS if f not in coordination.functions) or tuple(FUNCTIONS)
    here = coordination.here or {held.activity.slug for held in coordination.held}
    found = [
        a
        for a in register.activities.values()
        if a.layer == CASES
        and a.slug not in here
        and any(figure.measures in RESULTS for figure in a.figures)
        and set(asked) & set(a.functions)
    ]
    return tuple(sorted(found, key=lambda a: (KINDS[a.kind], a.name)))
