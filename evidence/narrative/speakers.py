"""How the one who spoke is called before others: by name where that is allowed, otherwise so that nobody is found out."""

from __future__ import annotations

from evidence import wording
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.narrative.prompts import Sector, open_engagement
from evidence.narrative.records import EvidenceItem
from evidence.productivity.industry import ENTERPRISES, enterprise_structure

FEWEST_ALIKE = (
    10  # enterprises of a sector in an area, below which the area is left out: our caution, not a rule of law
)
SOMEBODY = "an organisation"


def speaker(base: EvidenceBase, item: EvidenceItem) -> str:
    """Who spoke, as others may read it: the organisation where the entry is quotable, otherwise sector and area.

    "a business in manufacturing, Bolton"; without the area where fewer than FEWEST_ALIKE enterprises of the sector are
    counted there, or where there is no count. Never the size: sector, area and size together often point at one firm.
    """
    return item.organisation if item.quotable and item.organisation else unnamed(base, item)


def unnamed(base: EvidenceBase, item: EvidenceItem) -> str:
    """Who spoke, without the name of the organisation."""
    sector = open_engagement(base).sectors.get(item.sector)
    if sector is None:
        return SOMEBODY
    area = base.areas.get(item.area)
    return f"{sector.speaker}, {wording.place(area)}" if area and _many(base, sector, area.code) else sector.speaker


def _many(base: EvidenceBase, sector: Sector, area_code: str) -> bool:
    """Whether a sector has enough organisations in an area for none of them to be told by the two."""
    count = firms_of(base, sector, area_code)
    return sector.many or (count is not None and count >= FEWEST_ALIKE)


def firms_of(base: EvidenceBase, sector: Sector, area_code: str) -> float | None:
    """Enterprises of a sector in an area, each published count rounded to 5; None where they are not counted."""
    if not sector.firms or not has_firms(base):
        return None
    try:
        counts = {i.code: i.figure.value for i in enterprise_structure(base, area_code).industries}
    except EvidenceError:
        return None  # an ended area, or one without districts on record
    known = [counts.get(code) for code in sector.firms]
    return None if None in known else sum(count for count in known if count is not None)


def has_firms(base: EvidenceBase) -> bool:
    """Whether an evidence base's folder counts enterprises by industry."""
    return (base.folder / "breakdowns" / f"{ENTERPRISES}.csv").is_file()
