"""Activities: what people and bodies in a place do together, as records; and what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isfinite

from evidence.errors import EvidenceError
from evidence.indicators.catalogue import Source
from evidence.places.areas import Area, find_area

# The five things that bodies in a place can pool, and the three pillars with their foundation: Goss, Stokes and Garrod,
# Economies of Coordination (Demos, April 2026). The words that explain them are ours.
FUNCTIONS = {
    "data": ("Data", "what is known about local jobs, skills and needs is shared"),
    "learning": ("Learning", "what works is passed on between firms and institutions"),
    "capacity": ("Capacity", "money, staff, premises or training are provided together"),
    "reach": ("Reach", "people and firms are reached that one body alone would not reach"),
    "voice": ("Voice", "shared needs are spoken for together"),
}
PILLARS = {
    "relational-partnerships": ("Relational partnerships", "lasting ties between people who know each other"),
    "shared-purpose": ("Shared purpose", "a stated commitment to the place that partners hold each other to"),
    "rich-data": ("Rich data", "an up-to-date picture of local needs, chances and means"),
    "finance": ("Financial coordination", "money that goes to what partners do together (the foundation of the three)"),
}
KINDS = {
    "accelerator": "business accelerator or incubator",
    "anchor-network": "anchor network",
    "business-board": "business board",
    "business-improvement-district": "business improvement district",
    "careers-hub": "careers hub",
    "chamber-of-commerce": "chamber of commerce",
    "charter": "charter",
    "city-deal": "city or growth deal",
    "combined-authority-programme": "combined authority programme",
    "community-enterprise": "community or co-operative enterprise",
    "council-network": "network of councils",
    "council-service": "council service",
    "employment-programme": "employment programme",
    "finance-body": "local finance body",
    "freeport": "freeport",
    "growth-hub": "growth hub",
    "innovation-partnership": "innovation partnership",
    "investment-zone": "investment zone",
    "lep-programme": "Local Enterprise Partnership programme",
    "local-industrial-strategy": "local industrial strategy",
    "neighbourhood-board": "neighbourhood board",
    "procurement": "social value in procurement",
    "sector-partnership": "sector partnership",
    "skills-partnership": "regional skills partnership",
    "skills-plan": "local skills improvement plan",
    "training-provider": "training provider",
    "youth-guarantee": "youth guarantee trailblazer",
}
MEASURES = {"outcome": "outcome", "cost": "cost", "scale": "size", "aim": "aim", "projection": "projection"}
RESULTS = ("outcome", "cost")  # what cases are compared on; aims and projections are no results
QUALIFIERS = ("", "about", "more than", "less than", "at least", "up to", "nearly")
COST_OF = {"": "not stated", "programme": "the programme's own", "public": "public money", "all": "all costs"}
BASES = {"": "not stated", "gross": "gross", "net": "net"}
ORIGINS = ("as printed", "uprated by the source", "worked out from the source", "as entered")
MOMENT = re.compile(r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")
YEARS = re.compile(r"^[0-9]{4}([-/]([0-9]{2}|[0-9]{4}))?\Z")
# Amounts are in pounds, so that they can be rounded and uprated: "£m" and "GBP" would be neither.
NO_POUNDS = re.compile(r"£\s*(k|m|mn|bn|thousand|million|billion|\d.*)\b.*|(gbp|pounds?)\b.*", re.IGNORECASE)
MOST_UNKNOWN = 3  # unknown codes of one activity that are answered with the nearest ones
# The United Kingdom in bands of latitude: south, north, west, east in degrees. One box would hold Dublin and Picardy.
BANDS = (
    (49.8, 50.5, -6.6, -2.4),
    (50.5, 51.5, -5.8, 1.5),
    (51.5, 53.0, -5.8, 1.9),
    (53.0, 54.0, -4.9, 0.6),
    (54.0, 55.4, -8.3, 0.2),
    (55.4, 58.7, -8.8, -1.4),
    (58.7, 60.9, -6.3, -0.6),
)


@dataclass(frozen=True, slots=True)
class ActivityFigure:
    """A figure that a source gives of an activity: what it counts, how much, of when, and where it stands."""

    measures: str  # a key of MEASURES
    what: str  # what is counted: "people who found work through the scheme"
    value: float
    unit: str  # "£", "£ per job", "%", "people", "jobs" ...
    year: str = ""  # "2014" or "2009-10"; empty: the source does not say
    to: float | None = None  # the upper end, where the source gives a range
    qualifier: str = ""  # one of QUALIFIERS: how the source softens it
    price_year: int | None = None  # of money: whose prices; None where it is no money
    cost_of: str = ""  # of a cost: a key of COST_OF
    basis: str = ""  # a key of BASES: whether what would have happened anyway is taken off
    duration: str = ""  # over what time it came about: "three years"; empty: not stated
    origin: str = "as printed"
    where: str = ""  # section or page of the source
    note: str = ""  # what does not add up, and how it must be read

    @property
    def is_money(self) -> bool:
        """Whether prices change what it is worth."""
        return self.unit.startswith("£")


@dataclass(frozen=True, slots=True)
class Activity:
    """A piece of coordination activity: who does what together, where, since when, with what result, on whose word.

    `area_codes` are GSS codes as the source's areas are coded, ended ones included. Dates are as exact as the source:
    "2018", "2018-09" or "2018-09-05"; empty where it does not say.
    """

    slug: str
    layer: str  # the table of the register that holds it: "cases", "growth-hubs" ..., or "own"
    name: str
    kind: str
    lead_body: str
    area_codes: tuple[str, ...]
    areas_as_stated: str
    functions: tuple[str, ...]
    pillars: tuple[str, ...]
    source: Source
    where: str = ""
    partners: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    start: str = ""
    end: str = ""
    story: str = ""
    caveats: tuple[str, ...] = ()
    figures: tuple[ActivityFigure, ...] = field(default=())


def active_in(activity: Activity, year: int) -> bool | None:
    """Whether an activity was there in a year; None where its source gives no start, so that it is not known."""
    if activity.end and int(activity.end[:4]) < year:
        return False
    if not activity.start:
        return None
    return int(activity.start[:4]) <= year


def has_ended(activity: Activity, on: str) -> bool:
    """Whether an activity had ended before a day or month ("2026-11"); one without an end has not."""
    shared = min(len(activity.end), len(on))
    return bool(activity.end) and activity.end[:shared] < on[:shared]


def problems_in_activity(
    activity: Activity, areas: Mapping[str, Area], recoded: Mapping[str, str] | None = None
) -> list[str]:
    """What is wrong with an activity, a sentence each; empty where it can be held."""
    problems = _missing(activity)
    problems += _unknown("kind", [activity.kind] if activity.kind else [], KINDS)
    problems += _unknown("function", activity.functions, FUNCTIONS)
    problems += _unknown("pillar", activity.pillars, PILLARS)
    problems += _wrong_areas(activity.area_codes, areas, recoded)
    problems += _wrong_dates(activity) + _wrong_point(activity) + _unlisted(activity)
    for figure in activity.figures:
        problems += problems_in_figure(figure)
    return problems


def problems_in_figure(figure: ActivityFigure) -> list[str]:
    """What is wrong with a figure of an activity, a sentence each."""
    said = f"The figure {figure.what!r}" if figure.what else "A figure"
    problems = [] if figure.what else ["A figure does not say what it counts; fill in the column what."]
    problems += [] if figure.unit else [f"{said} has no unit; write jobs, people, %, £ or £ per job, for example."]
    problems += _unknown("measure", [figure.measures], MEASURES)
    problems += _unknown("qualifier", [figure.qualifier], QUALIFIERS)
    problems += _unknown("cost_of", [figure.cost_of], COST_OF)
    problems += _unknown("basis", [figure.basis], BASES)
    problems += _unknown("origin", [figure.origin], ORIGINS)
    if not all(isfinite(end) for end in (figure.value, figure.to) if end is not None):
        problems.append(f"{said} is not a number that can be counted.")
    elif figure.to is not None and not figure.to > figure.value:
        problems.append(f"{said} runs from {figure.value:g} to {figure.to:g}; the upper end must be the larger.")
    if figure.year and not YEARS.match(figure.year):
        problems.append(f"{said} has the year {figure.year!r}; write 2014 or 2009-10.")
    if NO_POUNDS.fullmatch(figure.unit):
        problems.append(
            f"{said} has the unit {figure.unit!r}; give the amount in pounds, with £ or £ per job as its unit."
        )
    elif figure.is_money and figure.price_year is None:
        problems.append(f"{said} is money without a price year; give the year whose prices it is in.")
    if not figure.is_money and figure.price_year is not None:
        problems.append(f"{said} has a price year, but its unit {figure.unit!r} is no money.")
    if figure.price_year is not None and not 1900 <= figure.price_year <= 2100:
        problems.append(f"{said} has the price year {figure.price_year}; write a year such as 2014.")
    return problems


def _missing(activity: Activity) -> list[str]:
    needed = {
        "name": activity.name,
        "kind": activity.kind,
        "area_codes": activity.area_codes,
        "source_title": activity.source.title,
    }
    return [f"The {key} is missing." for key, value in needed.items() if not "".join(value).strip()]


def _wrong_areas(codes: Collection[str], areas: Mapping[str, Area], recoded: Mapping[str, str] | None) -> list[str]:
    problems = []
    unknown = [code for code in codes if code not in areas]
    # Finding the nearest codes takes a while: in a table of wrong codes it would take minutes.
    for code in unknown[:MOST_UNKNOWN]:
        try:
            find_area(areas, code[:60], recoded)
        except EvidenceError as error:
            problems.append(str(error))
    if len(unknown) > MOST_UNKNOWN:
        problems.append(f"{len(unknown) - MOST_UNKNOWN} more area codes are not known.")
    for area in (areas[code] for code in codes if code in areas):
        if area.geography == "group":
            problems.append(
                f"{area.name} is a group of your own, which others do not have; give the codes of its areas."
            )
    if len(set(codes)) != len(codes):
        problems.append("The same area code is given twice.")
    return problems


def _unlisted(activity: Activity) -> list[str]:
    """Marks that would cut one item of a list into two when the activity is written to a table and read again."""
    problems = [
        f"The partner {partner[:60]!r} has a semicolon, which parts partners in a table; write a comma."
        for partner in activity.partners
        if ";" in partner
    ]
    return problems + [
        f"The caveat {caveat[:60]!r} has an upright stroke (|), which parts caveats in a table; leave it out."
        for caveat in activity.caveats
        if "|" in caveat
    ]


def _unknown(what: str, given: Collection[str], known: Collection[str]) -> list[str]:
    listed = ", ".join(key or "nothing" for key in known)
    problems = [f"There is no {what} {value[:60]!r}; known are: {listed}." for value in given if value not in known]
    if len(set(given)) != len(given):
        problems.append(f"The same {what} is given twice.")
    return problems


def _wrong_dates(activity: Activity) -> list[str]:
    problems = [
        f"The {name} is {text!r}; write 2018, 2018-09 or 2018-09-05, or leave it empty."
        for name, text in (("start", activity.start), ("end", activity.end))
        if text and not is_moment(text)
    ]
    if not problems and activity.start and activity.end:
        shared = min(len(activity.start), len(activity.end))
        if activity.end[:shared] < activity.start[:shared]:
            problems.append(f"The end {activity.end} is before the start {activity.start}.")
    return problems


def is_moment(text: str) -> bool:
    """Whether a text is a date as a source gives it: "2018", "2018-09" or "2018-09-05"."""
    if not MOMENT.match(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])
    except ValueError:
        return False
    return 1700 <= int(text[:4]) <= 2100


def _wrong_point(activity: Activity) -> list[str]:
    given = (activity.latitude, activity.longitude)
    if given == (None, None):
        return []
    if None in given:
        return ["A point needs both latitude and longitude; give the other one too, or neither."]
    latitude, longitude = activity.latitude or 0.0, activity.longitude or 0.0
    if not any(s <= latitude <= n and w <= longitude <= e for s, n, w, e in BANDS):
        return [
            f"The point {latitude}, {longitude} is not in the United Kingdom; give degrees, such as 53.48 and -2.24."
        ]
    return []
