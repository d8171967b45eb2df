"""Areas, indicators and figures as plain rows: the stable interface that JSON, CSV and other programs rely on."""

from __future__ import annotations

from typing import Any

from evidence.indicators.aggregate import Figure, periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator
from evidence.places.areas import Area

ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Contains OS data © Crown copyright and database right 2025."
)


def area_row(area: Area) -> dict[str, Any]:
    """An area as a plain row."""
    return {
        "area_code": area.code,
        "area_name": area.name,
        "geographies": sorted(area.geographies),
        "start": area.start.isoformat() if area.start else None,
        "end": area.end.isoformat() if area.end else None,
        "successors": list(area.successors),
        "note": area.note,
    }


def indicator_row(base: EvidenceBase, indicator: Indicator) -> dict[str, Any]:
    """An indicator as a plain row, with the periods it has figures for and its source."""
    periods = periods_of(base, indicator.slug)
    return {
        "indicator": indicator.slug,
        "name": indicator.name,
        "short_name": indicator.short_name,
        "theme": indicator.theme,
        "role": indicator.role,
        "definition": indicator.definition,
        "unit": indicator.unit,
        "decimals": indicator.decimals,
        "better": indicator.better,
        "combines": " ".join(filter(None, (indicator.combines.rule, indicator.combines.weight))),
        "published_for": indicator.parts,
        "first_period": periods[0] if periods else None,
        "last_period": periods[-1] if periods else None,
        "publisher": indicator.source.publisher,
        "title": indicator.source.title,
        "edition": indicator.source.edition,
        "url": indicator.source.url,
        "licence": indicator.source.licence,
        "done_to_the_numbers": indicator.done_to_the_numbers,
        "caveats": list(indicator.caveats),
    }


def figure_row(base: EvidenceBase, figure: Figure, geography: str) -> dict[str, Any]:
    """A figure as a plain row; `reason` where there is no value, `note` where a reader must know how it came about."""
    row: dict[str, Any] = {
        "area_code": figure.area_code,
        "area_name": base.areas[figure.area_code].name,
        "geography": geography,
        "period": figure.period,
        "value": figure.value,
        "lower": figure.lower,
        "upper": figure.upper,
        "status": figure.status,
        "origin": figure.origin,
        "coverage": figure.coverage,
    }
    if not figure.known:
        row["reason"] = figure.reason
    if figure.notes or figure.modelled:
        row["note"] = " ".join((*(("Modelled.",) if figure.modelled else ()), *figure.notes))
    return row
