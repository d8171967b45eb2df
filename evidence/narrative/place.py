"""The place that a workspace is about: an area, or a group of areas that a team drew together."""

from __future__ import annotations

from functools import lru_cache

from evidence.indicators.base import EvidenceBase

GROUP = "group:"


@lru_cache(maxsize=64)
def placed(base: EvidenceBase, place: str) -> tuple[EvidenceBase, str]:
    """The evidence base with the place, if that is a group ("group:NAME=CODE,CODE"), and the place's code.

    The same group gives the same evidence base, so that answers are kept by it. Raises EvidenceError for a place that the
    evidence base does not know.
    """
    if not place.startswith(GROUP):
        return base, base.area(place).code
    name, _, codes = place.removeprefix(GROUP).partition("=")
    grouped = base.with_group(name, tuple(code.strip() for code in codes.split(",") if code.strip()))
    code = f"{GROUP}{name.strip()}"
    return (base, code) if base.members.get(code) == grouped.members[code] else (grouped, code)
