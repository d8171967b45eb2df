"""What a place is measured against: areas that contain it, places of its own kind, its statistical neighbours."""

from __future__ import annotations

from functools import lru_cache

from evidence.analysis.findings import AreaSet
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator

ENGLAND, UK = "E92000001", "K02000001"
KINDS = {
    "district": "districts",
    "county-or-unitary": "counties and unitary authorities",
    "combined-authority": "combined authorities",
    "lep": "LEPs",
    "lsip": "local skills improvement plan areas",
    "region": "regions",
    "country": "countries",
    "itl1": "ITL1 areas",
    "itl2": "ITL2 areas",
    "itl3": "ITL3 areas",
}


def containing(base: EvidenceBase, area_code: str, geography: str) -> str | None:
    """The area of a geography that an area lies wholly inside, other than itself; None where there is none."""
    own = set(base.members.get(area_code, ()))
    if not own:
        return None
    found = (area.code for area in base.areas_of(geography) if own.issubset(base.members.get(area.code, ())))
    return next((code for code in found if code != area_code), None)


@lru_cache(maxsize=4096)
def default_comparators(base: EvidenceBase, area_code: str) -> tuple[str, ...]:
    """England (or the area's own country), the region that holds the area, and the UK; never the area itself."""
    country = containing(base, area_code, "country") or (ENGLAND if area_code == UK else None)
    candidates = (country, containing(base, area_code, "region"), UK)
    return tuple(code for code in candidates if code and code != area_code and code in base.areas)


def peer_geography(base: EvidenceBase, area_code: str, indicator: Indicator) -> str | None:
    """The geography in which an area is ranked for an indicator; None for a group of one's own."""
    area = base.area(area_code)
    if "district" in area.geographies and "county-or-unitary" in area.geographies:
        return indicator.parts
    return None if area.geography in ("group", "uk", "group-of-countries") else area.geography


@lru_cache(maxsize=4096)
def peers(base: EvidenceBase, area_code: str, geography: str) -> AreaSet:
    """The areas of a geography that a place is ranked among: those of its own country for districts and counties."""
    codes = tuple(area.code for area in base.areas_of(geography))
    country = containing(base, area_code, "country")
    where = ""
    if geography in ("district", "county-or-unitary") and country:
        codes = tuple(code for code in codes if containing_country(base, code) == country)
        where = {"England": "English ", "Scotland": "Scottish ", "Wales": "Welsh "}.get(
            base.areas[country].name, "Northern Irish "
        )
    return AreaSet(where + KINDS.get(geography, geography), codes)


@lru_cache(maxsize=4096)
def containing_country(base: EvidenceBase, area_code: str) -> str | None:
    """The country that an area lies wholly inside."""
    return containing(base, area_code, "country")


def neighbours_of(base: EvidenceBase, area_code: str, model: str = "global") -> AreaSet:
    """The statistical neighbours that ONS publishes for a place, nearest first, or for an area with the same districts.

    Raises EvidenceError with the reason where ONS publishes none.
    """
    area = base.area(area_code)
    same = base.twins.get(base.members.get(area_code, ()), ())
    for code in (area_code, *same):
        if found := base.neighbours.get((code, model)):
            return AreaSet("statistical neighbours", found)
    raise EvidenceError(
        f"ONS publishes statistical neighbours for districts, counties, unitary authorities and combined authorities, "
        f"not for {area.name} ({'LEP' if area.geography == 'lep' else area.geography.replace('-', ' ')})."
    )
