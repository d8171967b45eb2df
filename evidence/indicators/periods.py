"""Periods: ISO 8601 intervals such as 2023-01-01/P1Y, and how people write them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from evidence.errors import EvidenceError

_INTERVAL = re.compile(r"(\d{4}-\d{2}-\d{2})/P(\d{1,2})([YM])")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole months that starts on a first of a month."""

    start: date
    months: int

    @property
    def end(self) -> date:
        """The last day of the period."""
        total = self.start.year * 12 + self.start.month - 1 + self.months
        return date(total // 12, total % 12 + 1, 1) - timedelta(days=1)


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """The period that an ISO interval stands for; raises EvidenceError for any other form."""
    match = _INTERVAL.fullmatch(text)
    try:
        start = date.fromisoformat(match[1]) if match else None
    except ValueError:
        start = None
    if match is None or start is None or start.day != 1 or match[2] == "0":
        raise EvidenceError(
            f"{text!r} is not a period; write an ISO interval such as 2023-01-01/P1Y or 2024-12-01/P3M."
        )
    return Period(start, int(match[2]) * (12 if match[3] == "Y" else 1))


@lru_cache(maxsize=4096)
def period_text(text: str) -> str:
    """The period as people write it: "2023", "2022 to 2024", "Apr 2025", "Dec 2024 to Feb 2025"."""
    period = parse_period(text)
    first, last = period.start, period.end
    if first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if period.months == 1:
        return f"{first:%b %Y}"
    return f"{first:%b %Y} to {last:%b %Y}"


def span_text(first: str, last: str) -> str:
    """From the start of one period to the end of another as people write it: "2004 to 2023", "Dec 2017 to Feb 2025"."""
    start, end = parse_period(first).start, parse_period(last).end
    if start.month == 1 and end.month == 12:
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    return f"{start:%b %Y}" if (start.year, start.month) == (end.year, end.month) else f"{start:%b %Y} to {end:%b %Y}"


def find_period(wanted: str, known: Collection[str], about: str) -> str:
    """The known period that this text means: the ISO interval itself, the words for it, or a year that only one starts in."""
    if wanted in known:
        return wanted
    matches = [p for p in known if period_text(p) == wanted] or [p for p in known if p.startswith(f"{wanted}-")]
    if len(matches) == 1:
        return matches[0]
    ordered = sorted(known)
    raise EvidenceError(
        f"{about} has no figures for the period {wanted!r}; it has {len(ordered)} "
        f"{'period' if len(ordered) == 1 else 'periods'}, {span_text(ordered[0], ordered[-1])} (latest: {ordered[-1]})."
    )


def years_between(first: str, last: str) -> float:
    """Years from the start of one period to the start of another."""
    a, b = parse_period(first).start, parse_period(last).start
    return (b.year - a.year) + (b.month - a.month) / 12


def not_overlapping(periods: Collection[str]) -> list[str]:
    """The latest period and those before it that do not overlap the one after, oldest first."""
    kept: list[str] = []
    for text in sorted(periods, reverse=True):
        if not kept or parse_period(text).end < parse_period(kept[-1]).start:
            kept.append(text)
    return kept[::-1]
