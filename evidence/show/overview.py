"""What the evidence base holds for a place: headlines, how fresh, what is missing and why; and what kind of place it is."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evidence import wording
from evidence.analysis.comparators import containing, default_comparators
from evidence.analysis.compare import gap, latest_period, level
from evidence.analysis.findings import Finding
from evidence.indicators.aggregate import periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import PROFILED, THEMES
from evidence.indicators.periods import period_text, span_text
from evidence.places.areas import Area
from evidence.places.membership import overlapping

FIRST_FACTS = ("gva-per-hour-worked", "neet-or-not-known-16-17", "employment-rate", "gdhi-per-head")


@dataclass(frozen=True, slots=True)
class Fact:
    """A headline for a card: the indicator's name, the figure, how it compares, and the finding that it says."""

    name: str
    figure: str
    how: str
    source: str
    finding: Finding


def facts(base: EvidenceBase, area: Area, slugs: tuple[str, ...] = FIRST_FACTS) -> tuple[Fact, ...]:
    """Headlines of a place; an indicator without a figure gives its reason."""
    return tuple(_fact(base, area, slug) for slug in slugs if slug in base.indicators)


def _fact(base: EvidenceBase, area: Area, slug: str) -> Fact:
    indicator = base.indicator(slug)
    here = level(base, slug, area.code)
    name = f"{indicator.name}, {period_text(here.period)}"
    if here.value is None:
        return Fact(name, "No figure", here.reason, indicator.source.line, here)
    against = default_comparators(base, area.code)
    found = gap(base, slug, area.code, against[0], period=here.period) if against else None
    words = wording.gap_words(base, found) if found and found.value is not None else ""
    interval = wording.interval_words(here, indicator) if here.interval else ""
    derived = (
        "modelled"
        if here.figures[0].modelled
        else "derived from its parts"
        if here.figures[0].origin == "derived"
        else ""
    )
    how = "; ".join(part for part in (words, interval, derived) if part)
    said = how[:1].upper() + how[1:] + "."
    return Fact(name, wording.number(here.value, indicator), said, indicator.source.line, here)


def about(base: EvidenceBase, area: Area) -> tuple[str, ...]:
    """What kind of place it is, as sentences: its life, its parts, where it lies, what shares its boundary or overlaps."""
    districts = base.members.get(area.code, ())
    lines = [
        f"{area.name} is {'an' if area.geography.startswith('itl') else 'a'} {wording.kind_words(area)}"
        + (f" (code {area.code})." if not area.code.startswith(("X47", "group")) else ".")
    ]
    if area.start:
        reported = " as reported" if area.code.startswith("X47") else ""
        lines.append(f"It was formed on {area.start.day} {area.start:%B %Y}{reported}.")
    if area.end:
        lines.append(f"It ended on {area.end.day} {area.end:%B %Y} and is shown as a historic area.")
    if len(districts) > 1:
        lines.append(
            f"Its {len(districts)} districts: {wording.listed([base.areas[code].name for code in districts])}."
        )
    around = [
        _around(base.areas[code])
        for g in ("county-or-unitary", "combined-authority", "region")
        if (code := containing(base, area.code, g)) and base.members[code] != districts
    ]
    if around := list(dict.fromkeys(around)):
        lines.append(f"It lies in {wording.listed(around)}.")
    twins = [base.areas[code] for code in base.twins.get(districts, ()) if code != area.code]
    names = {area.name, *(twin.name for twin in twins if not twin.geography.startswith("itl"))}
    # A statistical area of the same name and districts tells a reader nothing.
    told = [twin for twin in twins if not (twin.geography.startswith("itl") and twin.name in names)]
    same = [f"{twin.name} ({wording.kind_words(twin)})" for twin in told]
    if same:
        lines.append(f"Exactly the same districts as {wording.listed(same)}.")
    return (*lines, *_overlap(base, area))


def _around(area: Area) -> str:
    """A larger area with its kind where its name alone could be read as several places, or as one of another kind."""
    if area.geography in ("combined-authority", "region") or " and " in area.name:
        return f"the {area.name} {wording.kind_words(area).split(',')[0]}"
    return wording.place(area)


def _overlap(base: EvidenceBase, area: Area) -> tuple[str, ...]:
    if area.geography != "lep":
        return ()
    shared = {
        d: owners
        for d, owners in overlapping(base.members, [a.code for a in base.areas_of("lep")]).items()
        if area.code in owners
    }
    if not shared:
        return ()
    names = wording.listed([base.areas[d].name for d in shared])
    others = wording.listed(
        sorted({base.areas[c].name for owners in shared.values() for c in owners if c != area.code})
    )
    return (
        f"{names} also {'belongs' if len(shared) == 1 else 'belong'} to {others}: figures of these LEPs overlap and must not be added up.",
    )


def freshness(base: EvidenceBase, area: Area | None) -> pd.DataFrame:
    """How fresh each theme is: indicators held, how many of them the place has, and the latest periods."""
    rows = []
    for theme in THEMES:
        held = [i for i in base.indicators.values() if i.theme == theme and i.role != "base"]
        if not held:
            continue
        latest = {
            i.slug: latest_period(base, i.slug, area.code) if area else periods_of(base, i.slug)[-1] for i in held
        }
        known = sorted(p for p in latest.values() if p)
        row: dict[str, object] = {"Theme": theme, "Indicators held": len(held)}
        if area:
            row[f"With a figure for {area.name}"] = len(known)
        row["Oldest of the latest figures"] = period_text(known[0]) if known else "none"
        row["Newest"] = period_text(known[-1]) if known else "none"
        rows.append(row)
    return pd.DataFrame(rows).set_index("Theme")


def missing(base: EvidenceBase, area: Area) -> pd.DataFrame:
    """The indicators that have no figure for a place, with the reason."""
    rows = [
        {"Indicator": indicator.name, "Why there is no figure": here.reason}
        for indicator in base.indicators.values()
        if indicator.role in PROFILED and (here := level(base, indicator.slug, area.code)).value is None
    ]
    return pd.DataFrame(rows, columns=["Indicator", "Why there is no figure"]).set_index("Indicator")


def catalogue(base: EvidenceBase) -> pd.DataFrame:
    """Every indicator held: theme, unit, periods, publisher, edition, licence, how it combines."""
    rows = []
    for indicator in base.indicators.values():
        periods = periods_of(base, indicator.slug)
        rows.append(
            {
                "Indicator": indicator.name,
                "Theme": indicator.theme,
                "Unit": wording.unit_words(indicator),
                "Periods": span_text(periods[0], periods[-1]) if periods else "",
                "Combined over areas": indicator.combines.words,
                "Publisher": indicator.source.publisher,
                "Title": indicator.source.title,
                "Edition": indicator.source.edition,
                "Licence": indicator.source.licence,
                "Name in files": indicator.slug,
            }
        )
    return pd.DataFrame(rows).sort_values(["Theme", "Indicator"]).set_index("Indicator")
