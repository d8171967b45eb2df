"""What is said of output per hour and of where prosperity per head comes from."""

from __future__ import annotations

from math import exp, floor, log10

from evidence import wording
from evidence.analysis.comparators import UK
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text
from evidence.productivity.level import PER_HOUR, Check, Output
from evidence.productivity.parts import Factors, Part, Parts
from evidence.wording import MINUS, NBSP

PART_NAMES = {
    "per_hour": "output per hour",
    "hours_per_job": "hours per job",
    "jobs_per_head": "jobs per resident",
}
CAVEATS = (
    "If every hour worked here produced the UK average: it is a size, not a forecast. It leaves hours, prices and other "
    "places as they are, and it is not income of residents.",
    "No allowance is made for prices that differ between regions.",
)
CHANGE_CAVEAT = (
    "The index compares like with like. The deflated change comes out too low: ONS smooths output per hour over "
    "several years, so its latest figure still holds the lower prices of the years before, while the deflator is of the "
    "single year. In every combined authority with figures of single years the change by them is larger."
)
NOT_PER_HEAD = "Output per head is not productivity: it counts what commuters produce where they do not live."


def headline(base: EvidenceBase, out: Output) -> str:
    """The level as a title: "GVA per hour: £39.77, 5.0% below the UK"; "GVA per hour: no figure"."""
    name = base.indicator(PER_HOUR).short_name
    if out.level.value is None:
        return f"{name}: no figure"
    size = _pounds(out.level.value)
    return f"{name}: {size}" if out.area.code == UK else f"{name}: {size}, {_side(base, out)}"


def level_sentence(out: Output) -> str:
    """What an hour of work produces, beside the UK; the reason where there is no figure."""
    if out.level.value is None:
        return out.level.reason
    start = f"In {_where(out)} each hour worked produced {_pounds(out.level.value)} {wording.when(out.level.period)}"
    if out.area.code == UK or out.gap.value is None or out.index is None:
        return f"{start}."
    uk = _pounds(out.gap.numbers["comparator"])
    index = f"{wording.plain_number(out.index, 0)} where the UK is 100"
    if not _pence(out):
        return f"{start}, the same as in the UK."
    side = "less" if out.gap.value < 0 else "more"
    return f"{start}, {_pounds(abs(out.gap.value))} {side} than in the UK ({uk}): {index}."


def origin_sentence(out: Output) -> str:
    """Whether the level is published, and how far ours lies from what is; empty where there is no figure."""
    figure = out.level.figures[0]
    if figure.value is None:
        return ""
    if out.published:
        return " ".join(figure.notes) or f"Published by ONS for {_where(out)}."
    lep = " ONS no longer publishes it for LEPs." if out.area.geography == "lep" else ""
    text = f"Derived from its districts: their output added up, over the hours that output implies.{lep}"
    text += "".join(f" {note}" for note in figure.notes)
    return text + (f" {_check_words(out.level_check, 'output per hour')}" if out.level_check else "")


def rank_sentence(out: Output) -> str:
    """The rank among places of its own kind; why there is none."""
    if out.rank is None:
        return f"{wording.begun(_where(out))} is not ranked: there are no others of its kind."
    if out.rank.value is None:
        return out.rank.reason
    return f"{wording.begun(_where(out))} ranks {wording.rank_words(out.rank)} {wording.when(out.rank.period)}."


def change_sentences(out: Output) -> tuple[str, ...]:
    """The change since the first figure: index, prices of each year, constant prices; what each does not say."""
    change = out.change
    if change is None:
        return ("There is one figure only, so there is no change to tell.",)
    first, last = period_text(change.first.period), period_text(change.last.period)
    said = []
    if change.indices and out.area.code != UK:
        before, after = (wording.plain_number(index, 0) for index in change.indices)
        moved = f"stayed at {after}" if before == after else f"went from {before} to {after}"
        said.append(f"With the UK at 100, {_where(out)} {moved} between {first} and {last}.")
    pounds = f"from {_pounds(change.first.value or 0)} to {_pounds(change.last.value or 0)}"
    beside = "" if change.uk_nominal is None or out.area.code == UK else f" (UK {_percent(change.uk_nominal)})"
    real = "" if change.uk_real is None or out.area.code == UK else f" (UK {_percent(change.uk_real)})"
    said.append(f"Output per hour {_moved(change.nominal)}{beside}, {pounds}, in the prices of each year.")
    said.append(f"Deflated by the UK's GDP deflator, it {_moved(change.real)}{real}, which comes out too low.")
    if change.single_years is not None:
        single = _moved(change.single_years)
        said.append(f"By figures of the single years, which ONS also publishes here, it {single}, deflated.")
    return (*said, CHANGE_CAVEAT)


def prize_sentence(out: Output) -> str:
    """What closing the gap would come to, with as many digits as gap and hours bear; the surplus where there is no gap."""
    if out.level.value is None or out.prize is None or out.surplus is None:
        return out.hours.reason or out.level.reason
    if out.area.code == UK:
        return "The UK is what places are measured against: it has no gap."
    if not _pence(out):
        return f"{wording.begun(_where(out))} has no gap to the UK, so there is nothing to close."
    if out.within_error:
        return (
            f"The gap of {_pounds(abs(out.gap.value or 0))} an hour is smaller than the error of a derived figure, so on which "
            f"side of the UK {_where(out)} lies is not known and no sum is given."
        )
    if out.prize:
        size = money(out.prize, _digits(out), about=not out.hours.published)
        return f"The prize is {size} a year, if every hour worked in {_where(out)} produced the UK average."
    size = money(out.surplus, _digits(out), about=not out.hours.published)
    return f"{wording.begun(_where(out))} has no gap to close: its hours produce {size} a year more than they would at the UK average."


def hours_sentence(out: Output) -> str:
    """The hours behind the prize: published, or implied with their error measured."""
    if out.hours.millions is None:
        return out.hours.reason
    if out.hours.published:
        size = _millions(out.hours.millions, 3)
        return f"Hours worked in the year: {size}, from the weekly hours that ONS publishes{_twin(out)}."
    size = _millions(out.hours.millions, 2)
    text = f"Hours worked in the year: about {size}, implied by output over output per hour, because ONS publishes none here."
    if not out.hours_check or not out.hours_errors:
        return text
    middle, largest = (wording.share(error) for error in (out.hours_errors.middle, out.hours_errors.largest))
    ever = f"Over all years such hours are {middle} off in the middle and {largest} at most."
    return f"{text} {ever} {_check_words(out.hours_check, 'hours')}{_lean(out.hours_check)}"


def money(millions: float, digits: int, *, about: bool) -> str:
    """An amount in £ million rounded to so many digits: "£4.87 billion", "about £98 million"."""
    return f"{'about ' if about else ''}£{_millions(millions, digits)}"


def significant(value: float, digits: int) -> str:
    """A number above nothing rounded to so many digits: 2321.4 to three is "2,320", 4.875 to two "4.9"."""
    rounded = _rounded(value, digits)
    return wording.plain_number(rounded, max(0, digits - 1 - floor(log10(rounded)))) if rounded > 0 else "0"


def parts_sentences(base: EvidenceBase, found: Parts) -> tuple[str, ...]:
    """Where the difference in output per head comes from, with the sum that it makes and what it rests on."""
    name, period = wording.place(found.area), period_text(found.period)
    place, uk = (f"£{wording.plain_number(f.per_head, 0)}" for f in (found.place, found.uk))
    if found.area.code == UK:
        return (f"In the UK output per head was {uk} in {period}.", NOT_PER_HEAD)
    whole = exp(found.log) - 1
    start = f"In {name} output per head was {place} in {period}"
    if all(part.share is None for part in found.parts):
        return (f"{start}, the same as in the UK.", NOT_PER_HEAD)
    side = f"{wording.relative(whole)} {'below' if whole < 0 else 'above'} the UK ({uk})"
    each = wording.listed([f"{PART_NAMES[p.key]} {points(p.log)}" for p in found.parts])
    total = f"In logarithms (times 100), {each} add up to {points(found.log)}."
    return (f"{start}, {side}.", _most(found), total, *_not_later(base, found), *_basis(found), NOT_PER_HEAD)


def points(value: float) -> str:
    """A logarithm times 100 with its sign: "+3.4", "\u22126.0", "0.0"."""
    text = wording.plain_number(100 * value, 1)
    return f"+{text}" if value > 0 and text.strip("0.") else text.replace(f"{MINUS}0.0", "0.0")


def part_points(found: Parts, part: Part) -> str:
    """A part's logarithm times 100 with its error: "\u22120.6 ± 2.6"."""
    error = found.error(part)
    return points(part.log) + ("" if error is None else f" ± {wording.plain_number(100 * error, 1)}")


def part_line(part: Part) -> str:
    """A factor in a list: "Output per hour: £38.58 against £40.97 in the UK, 5.8% less"."""
    difference = exp(part.log) - 1
    beside = f"{part_value(part.key, part.place)} against {part_value(part.key, part.uk)} in the UK"
    name = wording.begun(PART_NAMES[part.key])
    if not difference:
        return f"{name}: {beside}, the same"
    return f"{name}: {beside}, {wording.relative(difference)} {'less' if difference < 0 else 'more'}"


def part_value(key: str, value: float) -> str:
    """A factor as it is said: "£38.58", "1,559 hours a year", "0.52 jobs"."""
    if key == "per_hour":
        return _pounds(value)
    if key == "hours_per_job":
        return f"{wording.plain_number(value, 0)} hours a year"
    return f"{wording.plain_number(value, 2)} jobs"


def _not_later(base: EvidenceBase, found: Parts) -> tuple[str, ...]:
    """Why the split is not of a later year, where other figures are held for one."""
    if not found.lacking:
        return ()
    lacking = [
        f"{base.indicator(f.indicator).name.lower()} of {wording.place(base.areas[f.area_code])}" for f in found.lacking
    ]
    return (
        f"The year is {period_text(found.period)}, because what is held of the next lacks {wording.listed(lacking)}.",
    )


def _basis(found: Parts) -> tuple[str, ...]:
    """What the split rests on, how far it can be off, and what published hours and jobs would say."""
    said = [
        "Both sides use ONS's smoothed output per hour and per job, whose ratio is the hours of a job: derived, because the UK "
        "has no published hours and jobs on record here."
    ]
    if found.published:
        said.append(_published(found.published))
    if found.check:
        worst = wording.listed(
            [f"{wording.plain_number(100 * found.check.largest[k], 1)} for {name}" for k, name in PART_NAMES.items()]
        )
        said.append(
            f"The error of the split: measured on {found.check.compared} combined authorities, each against all of them, parts "
            f"differ from those that published hours and jobs give by at most these points: {worst}. In a small place they can be "
            "further off."
        )
    return tuple(said)


def _published(own: Factors) -> str:
    each = wording.listed([f"{part_value(k, getattr(own, k))}{_per(k)}" for k in PART_NAMES])
    return f"Published hours and jobs of the single year give {each} here; they cannot be set beside the UK's smoothed figures."


def _per(key: str) -> str:
    return {"per_hour": " an hour", "hours_per_job": " for each job", "jobs_per_head": " for each resident"}[key]


def _most(found: Parts) -> str:
    """Each part's share where all work one way; otherwise the largest, which work against it, which cannot be told."""
    if found.not_told:
        return _told(found)
    ordered = sorted(found.parts, key=lambda p: p.log if found.log < 0 else -p.log)
    against = [PART_NAMES[p.key] for p in ordered if p.log * found.log < 0]
    if against:
        return f"The largest part is {PART_NAMES[ordered[0].key]}; the other way work {wording.listed(against)}."
    shares = [f"{wording.plain_number(100 * (p.share or 0.0), 0)}%" for p in ordered]
    first, *others = (f"{share} {{}}in {PART_NAMES[p.key]}" for share, p in zip(shares, ordered, strict=True))
    each = wording.listed([first.format("lies "), *(other.format("") for other in others)])
    return f"Of the difference (in logarithms) {each}."


def _told(found: Parts) -> str:
    """Which parts are larger than the error of the split, and which are not."""
    unsure = wording.listed([PART_NAMES[p.key] for p in found.not_told])
    not_told = f"Not told, because no larger than the error of the split: {unsure}."
    sides = _sides(found)
    return f"Output per head is {sides}. {not_told}" if sides else not_told


def parts_title(found: Parts) -> str:
    """The parts as a title: which lower or raise output per head, and which cannot be told."""
    unsure = wording.listed([PART_NAMES[p.key] for p in found.not_told])
    sides = _sides(found)
    if not sides:
        return "No part is larger than the error of the split"
    return f"Output per head: {sides}" + (f"; not told: {unsure}" if unsure else "")


def _sides(found: Parts) -> str:
    """Which parts lower output per head and which raise it by more than their error, the largest first; "" for none."""
    sure = sorted((p for p in found.parts if p not in found.not_told), key=lambda p: -abs(p.log))
    lower, higher = ([PART_NAMES[p.key] for p in sure if p.log * way > 0] for way in (-1, 1))
    ways = [(f"lowered by {wording.listed(lower)}", lower), (f"raised by {wording.listed(higher)}", higher)]
    return ", ".join(text for text, names in ways if names)


def _check_words(found: Check, what: str) -> str:
    """How far what is derived lies from what is published, over the combined authorities that have both."""
    low, high, middle = (wording.share(abs(error)) for error in (found.lowest, found.highest, found.middle))
    if found.lowest >= 0:
        spread = f"{low} to {high} too high, {middle} in the middle"
    elif found.highest <= 0:
        spread = f"{high} to {low} too low, {middle} in the middle"
    else:
        spread = f"between {low} too low and {high} too high"
    return (
        f"Over the {found.compared} combined authorities for which ONS publishes {what}, what is derived in this way "
        f"for {period_text(found.period)} is {spread}."
    )


def _lean(found: Check) -> str:
    """What errors that all lie on one side mean for the sum."""
    if found.lowest > 0:
        return " The sum is therefore likely to be too large by as much."
    return " The sum is therefore likely to be too small by as much." if found.highest < 0 else ""


def _where(out: Output) -> str:
    return wording.place(out.area)


def _twin(out: Output) -> str:
    return "" if not out.hours.figure.notes else " for an area with exactly the same districts"


def _side(base: EvidenceBase, out: Output) -> str:
    return "the same as the UK" if not _pence(out) else wording.gap_words(base, out.gap)


def _pence(out: Output) -> int:
    """The gap in whole pence, as published figures give it."""
    return round(abs(out.gap.value or 0.0) * 100)


def _digits(out: Output) -> int:
    """How many digits a sum bears: no more than the gap has in pence, and two at most where hours are implied."""
    return min(3 if out.hours.published else 2, len(str(_pence(out))))


def _rounded(value: float, digits: int) -> float:
    return round(value, digits - 1 - floor(log10(value))) if value > 0 else 0.0


def _pounds(value: float) -> str:
    return f"£{wording.plain_number(value, 2)}"


def _millions(millions: float, digits: int) -> str:
    """Millions of anything as they are said: "2.32 billion", "150 million"."""
    rounded = _rounded(millions, digits)
    size, unit = (rounded / 1000, "billion") if rounded >= 1000 else (rounded, "million")
    return f"{significant(size, digits)}{NBSP}{unit}"


def _moved(share: float) -> str:
    """A growth in words: "rose by 74%", "fell by 0.3%", "did not change"."""
    if not round(share, 6):
        return "did not change"
    return f"{'rose' if share > 0 else 'fell'} by {wording.relative(share)}"


def _percent(share: float) -> str:
    """A growth with its sign: "+8.2%", "\u22120.3%"."""
    text = wording.relative(share)
    return f"+{text}" if share > 0 else f"{MINUS}{text}" if share < 0 else text
