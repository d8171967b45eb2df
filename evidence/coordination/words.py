"""What is said of activities: the only place where their numbers and dates become text."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence
from math import floor, log10

import numpy as np

from evidence import wording
from evidence.coordination.activities import (
    BASES,
    COST_OF,
    FUNCTIONS,
    KINDS,
    MEASURES,
    PILLARS,
    Activity,
    ActivityFigure,
)
from evidence.coordination.coverage import ALL, EXTENTS, Held, area_named
from evidence.coordination.figures import Compared
from evidence.coordination.place import Coordination
from evidence.coordination.register import CASES
from evidence.coordination.tables import OWN
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Source

OUR_READING = (
    "Which functions and pillars an entry serves is our reading: of what the source tells of a case, of what such bodies do "
    "for an entry of a list."
)
FROM_ITS_NAME = "taken from the name"
SIGNIFICANT = 3  # digits of an uprated amount: the deflator does not carry more


def kind(activity: Activity) -> str:
    """What kind of activity it is, as it stands alone: "Training provider"."""
    words = KINDS[activity.kind]
    return words[0].upper() + words[1:]


def function_names(keys: Sequence[str]) -> str:
    """Functions in a row: "data, learning and voice"; "none stated" where there are none."""
    return wording.listed([FUNCTIONS[key][0].lower() for key in keys]) or "none stated"


def pillar_names(keys: Sequence[str]) -> str:
    """Pillars in a row, as `function_names`."""
    return wording.listed([PILLARS[key][0].lower() for key in keys]) or "none stated"


def moment(text: str) -> str:
    """A date that is as exact as its source: "2018", "September 2018" or "5 September 2018"."""
    year, *rest = text.split("-")
    month = f"{month_name[int(rest[0])]} " if rest else ""
    return f"{int(rest[1])} {month}{year}" if len(rest) == 2 else f"{month}{year}"


def life(activity: Activity) -> str:
    """When it was there: "since 2018", "from 2018 to 2022", "in 2018", "until 2022" or "dates not stated"."""
    if activity.start and activity.start == activity.end:
        return f"{'on' if len(activity.start) == 10 else 'in'} {moment(activity.start)}"
    if activity.start and activity.end:
        return f"from {moment(activity.start)} to {moment(activity.end)}"
    if activity.start:
        return f"since {moment(activity.start)}"
    return f"until {moment(activity.end)}" if activity.end else "dates not stated"


def amount(figure: ActivityFigure) -> str:
    """How much, as printed, with how the source softens it: "more than 430", "£400,000", "25% to 40%", "30 to 40 firms".

    A unit that stands in what is counted already is not said again.
    """
    return _softened(figure, figure.value, figure.to)


def uprated_amount(compared: Compared) -> str:
    """An amount of money in one year's prices: "£83"; why there is none; empty for what is no money."""
    if compared.uprated is None:
        return compared.why_not
    upper = None if compared.uprated_to is None else _rounded(compared.uprated_to)
    return _softened(compared.figure, _rounded(compared.uprated), upper)


def what_is_counted(figure: ActivityFigure) -> str:
    """What a figure counts, and of when."""
    return f"{figure.what}, {figure.year}" if figure.year else f"{figure.what} (year not stated)"


def how_counted(figure: ActivityFigure) -> str:
    """Whose cost, gross or net, over what time, and whether printed: what decides whether two figures can be compared."""
    parts = []
    if figure.measures == "cost":
        parts.append(f"cost: {COST_OF[figure.cost_of]}" if figure.cost_of else "whose cost is not stated")
    if figure.basis or figure.measures == "outcome":
        parts.append(BASES[figure.basis] if figure.basis else "gross or net not stated")
    if figure.duration:
        parts.append(
            figure.duration
            if figure.duration.startswith(("since", "from", "the ", "not stated"))
            else f"in {figure.duration}"  # "over a year" would be read as more than a year
        )
    return "; ".join([*parts, figure.origin])


def figure_line(figure: ActivityFigure) -> str:
    """A figure as a line of a story: amount, what it counts, how, where it stands."""
    counted = what_is_counted(figure)
    prices = f", in prices of {figure.price_year}" if figure.is_money and str(figure.price_year) != figure.year else ""
    where = f" ({figure.where})" if figure.where else ""
    note = f" {figure.note}" if figure.note else ""
    how = how_counted(figure) if figure.measures == "cost" else f"{MEASURES[figure.measures]}; {how_counted(figure)}"
    return f"{counted[0].upper()}{counted[1:]}: {amount(figure)}{prices}. {_capital(how)}{where}.{note}"


def source_line(activity: Activity) -> str:
    """Where an activity is told of: publisher, title, edition, section and licence."""
    return cited(activity.source, activity.where)


def cited(source: Source, where: str = "") -> str:
    """A source as sentences: what is not stated leaves no gap."""
    parts = [source.publisher, source.title, source.edition, where]
    sentences = (", ".join(part for part in parts if part), source.licence)
    return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences if sentence)


def facts(base: EvidenceBase, activity: Activity) -> tuple[tuple[str, str], ...]:
    """Who, where, when and what for, as pairs of a name and a text; empty ones are left out."""
    pairs = (
        ("Kind", kind(activity)),
        ("Led by", activity.lead_body),  # names keep their own letters: iCity
        ("Partners", "; ".join(activity.partners)),
        (
            "Where",
            activity.areas_as_stated or wording.listed([area_named(base, c).name for c in activity.area_codes]),
        ),
        ("When", _capital(life(activity))),
        ("Functions", _capital(function_names(activity.functions))),
        ("Pillars", _capital(pillar_names(activity.pillars))),
    )
    return tuple((name, text) for name, text in pairs if text)


def reach(held: Held) -> str:
    """How much of the place an activity reaches; an area that only its name tells is said to be so."""
    inferred = held.extent == "whole" and any(FROM_ITS_NAME in caveat for caveat in held.activity.caveats)
    return f"{EXTENTS[held.extent]}, by its name" if inferred else EXTENTS[held.extent]


def activities(n: int) -> str:
    """A count of activities: "1 activity", "14 activities"."""
    return "1 activity" if n == 1 else f"{n:,} activities"


def headline(coordination: Coordination) -> str:
    """The answer in one sentence: how much is on record, and of what kind; what it says of functions stands apart."""
    name, some = wording.place(coordination.area), coordination.chosen != ALL
    layers = [held.activity.layer for held in coordination.own]
    cases, own = layers.count(CASES), layers.count(OWN)
    listed = len(layers) - cases - own
    parts = [
        _several(cases, "described case", "described cases"),
        _several(listed, "entry of national lists", "entries of national lists"),
        _several(own, "entry of your own", "entries of your own"),
    ]
    said = wording.listed([part for part in parts if part])
    if not said:
        return (
            f"Nothing of what was chosen is on record for {name}." if some else f"Nothing is on record for {name} yet."
        )
    return f"On record for {name}{', of what was chosen' if some else ''}: {said}."


def summary(coordination: Coordination) -> tuple[str, ...]:
    """What is on record for a place and what is not, a sentence each."""
    name, national = wording.place(coordination.area), len(coordination.national)
    lines = [headline(coordination)]
    if coordination.own:
        lines.append(OUR_READING)
        nothing = "Nothing" if coordination.chosen == ALL else "Nothing of what was chosen"
        if lacking := [FUNCTIONS[f][0].lower() for f in FUNCTIONS if f not in coordination.functions]:
            lines.append(f"{nothing} is on record for {_either(lacking)}.")
        if gaps := len(coordination.gaps):
            pairs = len(coordination.matrix)
            lines.append(f"{nothing} is on record for {gaps} of the {pairs} pairs of function and pillar.")
    if ended := len(coordination.ended):
        have = "has ended and is" if ended == 1 else "have ended and are"
        lines.append(f"{_capital(activities(ended))} {have} listed apart.")
    if national:
        cover, be = ("covers", "is") if national == 1 else ("cover", "are")
        lines.append(f"{activities(national)} that {cover} a whole country {be} listed apart and not counted here.")
    if coordination.beyond_england:
        where = f"the rest of {name}" if coordination.partly_england else name
        lines.append(f"Nearly all lists cover England only, so little of them can be on record for {where}.")
    return tuple(lines)


def _several(n: int, one: str, many: str) -> str:
    return "" if n == 0 else f"1 {one}" if n == 1 else f"{n:,} {many}"


def _either(names: Sequence[str]) -> str:
    """Names after "nothing ... for": "data, reach or voice"."""
    return wording.listed(names).replace(" and ", " or ")


def gap_lines(coordination: Coordination) -> tuple[str, ...]:
    """Where nothing is on record, a sentence a function: with no pillar at all, or with these."""
    lines = []
    for function, (name, _) in FUNCTIONS.items():
        lacking = [pillar for pillar in PILLARS if not coordination.matrix[function, pillar]]
        if len(lacking) == len(PILLARS):
            lines.append(f"{name}: nothing is on record with any pillar.")
        elif lacking:
            lines.append(f"{name}: nothing is on record with {pillar_names(lacking)}.")
    return tuple(lines)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _softened(figure: ActivityFigure, value: float, to: float | None) -> str:
    """A size with its unit, the upper end of its range, and how the source softens it."""
    sizes = [_size(size, figure) for size in (value, to) if size is not None]
    unit = "" if figure.unit.casefold() in figure.what.casefold() else figure.unit
    if figure.is_money:
        unit = figure.unit[1:].strip()
    if figure.unit.startswith("%"):
        sizes, unit = [f"{size}%" for size in sizes], figure.unit[1:].strip()
    return " ".join(filter(None, (figure.qualifier, " to ".join(sizes), unit)))


def _size(value: float, figure: ActivityFigure) -> str:
    if figure.is_money:
        return _money(value)
    return _plain(value)


def _plain(value: float) -> str:
    """A number as printed, with all its digits and never an exponent."""
    digits = np.format_float_positional(abs(value), trim="-", unique=True)
    whole, point, rest = digits.partition(".")
    return f"{wording.MINUS if value < 0 else ''}{int(whole):,}{point}{rest}"


def _money(value: float) -> str:
    """An amount of £ without loss: millions and billions where three decimals carry it."""
    if value < 0:
        return wording.MINUS + _money(-value)
    for size, name in ((1e9, " billion"), (1e6, " million")):
        if value >= size and value % (size / 1000) == 0:
            return f"£{_plain(value / size)}{name}"
    return f"£{value:,.2f}" if value != int(value) and round(value, 2) == value else f"£{_plain(value)}"


def _rounded(value: float) -> float:
    """Three significant digits, as whole pounds from £10 on."""
    if abs(value) < 10:
        return round(value, 2)
    return round(value, min(0, SIGNIFICANT - 1 - floor(log10(abs(value)))))
