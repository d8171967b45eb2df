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
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Source

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
    how = f"{MEASURES[figure.measures].capitalize()}; {how_counted(figure)}"
    return f"{counted[0].upper()}{counted[1:]}: {amount(figure)}{prices}. {how}{where}.{note}"


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
    """How much of the place an activity reaches."""
    return EXTENTS[held.extent]


def activities(n: int) -> str:
    """A count of activities: "1 activity", "14 activities"."""
    return "1 activity" if n == 1 else f"{n:,} activities"


def headline(coordination: Coordination) -> str:
    """The answer in one sentence: how much is on record and what it serves."""
    name, own, some = wording.place(coordination.area), len(coordination.own), coordination.chosen != ALL
    if not own:
        return (
            f"Nothing of what was chosen is on record for {name}." if some else f"Nothing is on record for {name} yet."
        )
    lacking = [FUNCTIONS[f][0].lower() for f in FUNCTIONS if f not in coordination.functions]
    what = "they serve all five functions" if own > 1 else "it serves all five functions"
    if lacking:
        what = (
            f"none of them is on record for {wording.listed(lacking)}"
            if own > 1
            else f"it is not on record for {wording.listed(lacking)}"
        )
    be = "is" if own == 1 else "are"
    return f"{activities(own)}{' of those chosen' if some else ''} {be} on record for {name}; {what}."


def summary(coordination: Coordination) -> tuple[str, ...]:
    """What is on record for a place and what is not, a sentence each."""
    name, national = wording.place(coordination.area), len(coordination.national)
    lines = [headline(coordination)]
    if national:
        cover, be = ("covers", "is") if national == 1 else ("cover", "are")
        lines.append(f"{activities(national)} that {cover} a whole country {be} listed apart and not counted here.")
    lines += _counted_lines(coordination)
    if coordination.own and (gaps := len(coordination.gaps)):
        pairs = len(coordination.matrix)
        nothing = "nothing" if coordination.chosen == ALL else "nothing of what was chosen"
        lines.append(f"For {gaps} of the {pairs} pairs of function and pillar {nothing} is on record for {name}.")
    return tuple(lines)


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


def _counted_lines(coordination: Coordination) -> list[str]:
    """How a place stands beside its neighbours on the lists that are complete."""
    lines = []
    for key, count in coordination.counts.items():
        total = sum(key in n.counts for n in coordination.neighbours)
        having = sum(n.counts.get(key, 0) > 0 for n in coordination.neighbours)
        if count == 0 and having and 2 * having >= total:
            lines.append(
                f"No {KINDS[key]} is listed for {wording.place(coordination.area)}; {having} of its {total} statistical "
                f"neighbours{'' if total == len(coordination.neighbours) else ' in the country of that list'} "
                f"{'has' if having == 1 else 'have'} one."
            )
    return lines


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
