"""What can be chosen for the walk of a place: the set that it is scored among, the area beside it, the span of years."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import numpy as np

from evidence import wording
from evidence.analysis.comparators import ENGLAND, KINDS, containing
from evidence.errors import EvidenceError
from evidence.growth.framework import open_framework
from evidence.growth.monitor import Monitor, Options, comparison_set, monitor_of
from evidence.growth.titles import begun
from evidence.growth.values import years_of
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area

OWN = "own"
SETS = ("lep", "combined-authority", "county-or-unitary", "district")  # that any place can be scored among
NOBODY = "none"
SCORE_NAMES = {"min-max": "Lowest to highest", "winsorised": "Extremes drawn in", "z-score": "Standard scores"}
CHANGE_NAMES = {"pooled": "Points", "progress": "Progress"}


def sets_for(area: Area | None) -> Mapping[str, str]:
    """The comparison sets by key: the place's own kind first (LEPs, of no place), then the others."""
    names = {key: KINDS[key][0].upper() + KINDS[key][1:] for key in SETS}
    if area is None:
        return names
    kind = "combined-authority" if area.geography == "group" else area.geography
    named = names.pop(kind, "") or (KINDS.get(kind, kind)[0].upper() + KINDS.get(kind, kind)[1:])
    return {OWN: named if area.geography == "group" else f"{named}, as the place is one", **names}


def monitor_for(base: EvidenceBase, area: Area, chosen: str, options: Options) -> Monitor:
    """The scores of the set of this key with a place in it; raises EvidenceError where the place has no score at all."""
    monitor = monitor_of(base, comparison_set(base, area.code, None if chosen == OWN else chosen), options)
    if all(np.isnan(scores[monitor.place(area.code)]) for scores in monitor.level.dimensions.values()):
        raise EvidenceError(f"{begun(wording.place(area))} has no score on any dimension among {monitor.among.name}.")
    return monitor


def other_sets(base: EvidenceBase, area: Area, chosen: str, options: Options) -> Mapping[str, str]:
    """The comparison sets in which a place can be scored, beside the one that was refused."""
    found = {}
    for key, name in sets_for(area).items():
        with suppress(EvidenceError):
            if key != chosen:
                monitor_for(base, area, key, options)
                found[key] = name
    return found


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
