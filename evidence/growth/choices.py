"""What can be chosen for the walk of a place: the set that it is scored among, the area beside it, the span of years."""

from __future__ import annotations

from collections.abc import Mapping

from evidence import wording
from evidence.analysis.comparators import ENGLAND, KINDS, containing
from evidence.growth.framework import open_framework
from evidence.growth.values import years_of
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area

OWN = "own"
SETS = ("lep", "combined-authority", "county-or-unitary", "district")  # that any place can be scored among
NOBODY = "none"


def sets_for(area: Area | None) -> Mapping[str, str]:
    """The comparison sets by key: the place's own kind first (LEPs, of no place), then the others."""
    names = {key: KINDS[key][0].upper() + KINDS[key][1:] for key in SETS}
    if area is None:
        return names
    kind = "combined-authority" if area.geography == "group" else area.geography
    named = names.pop(kind, "") or (KINDS.get(kind, kind)[0].upper() + KINDS.get(kind, kind)[1:])
    return {OWN: named if area.geography == "group" else f"{named}, as the place is one", **names}


def beside(base: EvidenceBase, area: Area) -> Mapping[str, Area | None]:
    """Who may stand beside a place, by key: its country, the region that it lies in where it lies in one, nobody."""
    country = containing(base, area.code, "country") or (None if area.code == ENGLAND else ENGLAND)
    found = {"country": country, "region": containing(base, area.code, "region")}
    known: dict[str, Area | None] = {key: base.areas[code] for key, code in found.items() if code}
    return {**known, NOBODY: None}


def beside_words(area: Area | None) -> str:
    """Who stands beside a place, as it is offered: "England", "the North West", "Nobody"."""
    return wording.place(area) if area else "Nobody"


def spans(base: EvidenceBase) -> tuple[str, ...]:
    """The years between which a change can be scored, the earliest first."""
    return tuple(str(year) for year in years_of(base, open_framework(base)))
