"""What a panel, a card or a slide says of a place: a figure and the sentences that follow from its findings."""

from __future__ import annotations

from dataclasses import dataclass

from evidence import wording
from evidence.analysis.comparators import UK, containing_country, neighbours_of, peers
from evidence.analysis.comparators import containing as area_containing
from evidence.analysis.compare import gap, gap_to_neighbours, level, rank
from evidence.analysis.findings import Finding
from evidence.analysis.profile import Profile, Row, peer_set
from evidence.analysis.trend import change, history, usual_start
from evidence.analysis.young_people import TRIO, not_known_bounds
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.places.areas import Area
from evidence.show.sources import error_words


@dataclass(frozen=True, slots=True)
class Answers:
    """A place's figure as text and what is to be said of it, a sentence a line."""

    figure: str
    lines: tuple[str, ...]


def mapped_indicators(base: EvidenceBase) -> tuple[str, ...]:
    """Indicators that a map or a list offers: headlines first, then those of profiles, each by name; no bases."""
    shown = [i for i in base.indicators.values() if i.role != "base"]
    return tuple(i.slug for i in sorted(shown, key=lambda i: (i.role != "headline", i.short_name)))


def comparator_choices(base: EvidenceBase, place: Area | None) -> dict[str, str]:
    """What a place can be compared with on the map: choice -> words. Without a place: its country is England."""
    if place is None:
        return {"country": "England", "uk": "United Kingdom"}
    choices = {}
    if (country := containing_country(base, place.code)) and country != place.code:
        choices["country"] = base.areas[country].name
    if (region := area_containing(base, place.code, "region")) and region != place.code:
        choices["region"] = base.areas[region].name
    if place.code != UK:
        choices["uk"] = "United Kingdom"
    try:
        neighbours_of(base, place.code)
        choices["neighbours"] = "Statistical neighbours"
    except EvidenceError:
        pass
    return choices or {"country": "Nothing larger"}


def outlined_comparators(base: EvidenceBase, place: Area | None, choice: str) -> tuple[str, ...]:
    """The areas to outline on a map beside the place: its statistical neighbours where these are the comparator."""
    return neighbours_of(base, place.code).codes if place and choice == "neighbours" else ()


def area_answers(base: EvidenceBase, slug: str, place: Area, period: str, choice: str, geography: str) -> Answers:
    """How a place stands on an indicator in a period: gap to the comparator, rank, change, and what is not known.

    It is ranked among the areas of the map's geography where it is one of them, otherwise among areas of its own kind.
    """
    here = level(base, slug, place.code, period=period)
    if here.value is None:
        return Answers("No figure", (here.reason,))
    findings = [
        _against(base, slug, place, period, choice),
        _rank(base, slug, place, period, geography),
        _change(base, slug, place, period),
    ]
    lines = [wording.bare_sentence(base, finding) for finding in findings if finding and finding.value is not None]
    indicator = base.indicator(slug)
    first = [wording.interval_sentence(here, indicator)] if here.interval else []
    if slug in TRIO:
        bounds = not_known_bounds(base, place.code, period=period)
        first += [wording.sentence(base, bounds)] if bounds.value is not None else []
    return Answers(wording.number(here.value, indicator), (*first, *lines, *how_it_came_about(base, here.figures[0])))


def how_it_came_about(base: EvidenceBase, figure: Figure) -> tuple[str, ...]:
    """That a figure is derived or modelled, with the measured error of its rule, and the figure's own notes."""
    if figure.modelled:
        return ("This figure is modelled.", error_words(base, figure.indicator), *figure.notes)
    return ("This figure is derived from its parts.", *figure.notes) if figure.origin == "derived" else figure.notes


def _against(base: EvidenceBase, slug: str, place: Area, period: str, choice: str) -> Finding | None:
    if choice == "neighbours":
        return gap_to_neighbours(base, slug, place.code, neighbours_of(base, place.code), period=period)
    code = {
        "country": containing_country(base, place.code),
        "region": area_containing(base, place.code, "region"),
        "uk": UK,
    }.get(choice)
    return gap(base, slug, place.code, code, period=period) if code and code != place.code else None


def _rank(base: EvidenceBase, slug: str, place: Area, period: str, geography: str) -> Finding | None:
    own_kind = geography in place.geographies
    among = peers(base, place.code, geography) if own_kind else peer_set(base, place.code, base.indicator(slug))
    return rank(base, slug, place.code, among, period=period) if among else None


def _change(base: EvidenceBase, slug: str, place: Area, period: str) -> Finding | None:
    """The change to a period that the place has a figure for, from where a change usually starts."""
    start = usual_start([f.period for f in history(base, slug, place.code) if f.period <= period])
    return change(base, slug, place.code, since=start, until=period) if start else None


def headline_rows(profile: Profile) -> tuple[Row, ...]:
    """The rows of a profile that are headlines."""
    return tuple(row for row in profile.rows if row.indicator.role == "headline")
