"""What is said of productivity: level, parts, firms, school to work, drivers and national context become text here."""

from __future__ import annotations

from math import exp, floor, log10

from evidence import wording
from evidence.analysis.comparators import ENGLAND, UK
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text
from evidence.productivity.drivers import Answer
from evidence.productivity.firms import FEWEST, WORKPLACES, Band, Firms, Sizes
from evidence.productivity.level import PER_HOUR, Check, Output
from evidence.productivity.national import ABOVE, BELOW, RATIO, Context, Counterfactual, trend_above, trend_below
from evidence.productivity.parts import Factors, Part, Parts
from evidence.productivity.school import School, Stage
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
    "The index compares like with like. The change in constant prices is too low: ONS smooths output per hour over "
    "several years, so its latest figure still holds the lower prices of the years before, while the deflator is of the "
    "single year; and in most areas the first figure, of 2004, stands above that of 2005."
)
NOT_PER_HEAD = "Output per head is not productivity: it counts what commuters produce where they do not live."
NOT_A_SAMPLE = (
    "The counts are of every registered firm, not of a sample: the interval says how much a share of so many moves by chance."
)
NATIONAL_ONLY = "These are numbers of the country. None of them is, or can be made, a figure of a place."


def headline(base: EvidenceBase, out: Output) -> str:
    """The level as a title: "GVA per hour: £39.77, 5.0% below the UK"; "GVA per hour: no figure"."""
    name = base.indicator(PER_HOUR).short_name
    if out.level.value is None:
        return f"{name}: no figure"
    size = _pounds(out.level.value)
    return f"{name}: {size}" if out.area.code == UK else f"{name}: {size}, {_side(base, out)}"


def level_sentence(base: EvidenceBase, out: Output) -> str:
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


def origin_sentence(base: EvidenceBase, out: Output) -> str:
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
        return f"{_start(_where(out))} is not ranked: there are no others of its kind."
    if out.rank.value is None:
        return out.rank.reason
    return f"{_start(_where(out))} ranks {wording.rank_words(out.rank)} {wording.when(out.rank.period)}."


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
    said.append(f"Output per hour changed by {_percent(change.nominal)}{beside}, {pounds}, in the prices of each year.")
    said.append(f"With prices deflated by the UK's GDP deflator, it changed by {_percent(change.real)}{real}.")
    if change.single_years is not None:
        said.append(
            f"Taken from figures of the single years, which ONS also publishes here, the deflated change is {_percent(change.single_years)}."
        )
    return (*said, CHANGE_CAVEAT)


def prize_sentence(out: Output) -> str:
    """What closing the gap would come to, with as many digits as gap and hours bear; the surplus where there is no gap."""
    if out.level.value is None or out.prize is None or out.surplus is None:
        return out.hours.reason or out.level.reason
    if out.area.code == UK:
        return "The UK is what places are measured against: it has no gap."
    if not _pence(out):
        return f"{_start(_where(out))} has no gap to the UK, so there is nothing to close."
    if out.within_error:
        return (
            f"The gap of {_pounds(abs(out.gap.value or 0))} an hour is smaller than the error of a derived figure, so on which "
            f"side of the UK {_where(out)} lies is not known and no sum is given."
        )
    if out.prize:
        return f"{_start(money(out.prize, _digits(out), about=not out.hours.published))} a year, if every hour worked in {_where(out)} produced the UK average."
    size = money(out.surplus, _digits(out), about=not out.hours.published)
    return f"{_start(_where(out))} has no gap to close: its hours produce {size} a year more than they would at the UK average."


def hours_sentence(out: Output) -> str:
    """The hours behind the prize: published, or implied with their error measured."""
    if out.hours.millions is None:
        return out.hours.reason
    if out.hours.published:
        return f"Hours worked in the year: {significant(out.hours.millions, 3)} million, from the weekly hours that ONS publishes{_twin(out)}."
    text = (
        f"Hours worked in the year: about {significant(out.hours.millions, 2)} million, implied by output over output per hour, "
        "because ONS publishes none here."
    )
    return f"{text} {_check_words(out.hours_check, 'hours')}{_lean(out.hours_check)}" if out.hours_check else text


def money(millions: float, digits: int, *, about: bool) -> str:
    """An amount in £ million rounded to so many digits: "£4.87 billion", "about £98 million"."""
    rounded = _rounded(millions, digits)
    size, unit = (rounded / 1000, "billion") if rounded >= 1000 else (rounded, "million")
    return f"{'about ' if about else ''}£{significant(size, digits)}{NBSP}{unit}"


def significant(value: float, digits: int) -> str:
    """A number above nothing rounded to so many digits: 2321.4 to three is "2,320", 4.875 to two "4.9"."""
    rounded = _rounded(value, digits)
    return wording.plain_number(rounded, max(0, digits - 1 - floor(log10(rounded)))) if rounded > 0 else "0"


def parts_sentences(found: Parts) -> tuple[str, ...]:
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
    return (f"{start}, {side}.", _most(found), total, *_basis(found), NOT_PER_HEAD)


def points(value: float) -> str:
    """A logarithm times 100 with its sign: "+3.4", "\u22126.0", "0.0"."""
    text = wording.plain_number(100 * value, 1)
    return f"+{text}" if value > 0 and text.strip("0.") else text.replace(f"{MINUS}0.0", "0.0")


def part_line(part: Part) -> str:
    """A factor in a list: "Output per hour: £38.58 against £40.97 in the UK, 5.8% less"."""
    difference = exp(part.log) - 1
    beside = f"{part_value(part.key, part.place)} against {part_value(part.key, part.uk)} in the UK"
    name = _start(PART_NAMES[part.key])
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


def sizes_sentence(base: EvidenceBase, found: Sizes, area_code: str) -> str:
    """How many firms there are, how many are small and large, and how exact the counts are."""
    if found.reason:
        return found.reason
    noun = "workplaces" if found.slug == WORKPLACES else "enterprises"
    small, large = found.bands[0], found.bands[-1]
    if small.share is None:
        return f"{_start(wording.place(base.area(area_code)))} has no {noun} in {found.year}."
    told = ""
    if area_code != ENGLAND:
        told = f" (England {_share(small.england)})"
    counts = f"{wording.plain_number(found.total, 0)} {noun} in {found.year}"
    text = (
        f"{_start(wording.place(base.area(area_code)))} had {counts}: {_share(small.share)} employ fewer than 5 people{told} "
        f"and {wording.plain_number(large.count, 0)} employ 250 or more."
    )
    return f"{text} {rounding_sentence(found)}"


def rounding_sentence(found: Sizes) -> str:
    """How far a count can be off because each one that is published is rounded."""
    if found.published:
        return "Counts are rounded to 5."
    size = wording.plain_number(found.rounding, 1).removesuffix(".0")
    return f"Counts are rounded to 5 in each of {found.districts} districts, so each sum can be off by up to {size}."


def band_words(band: Band) -> str:
    """A size's share beside England's: "0.45% (95% interval 0.41% to 0.49%), England 0.43%, similar"."""
    if band.share is None:
        return "no firms"
    if band.interval is None:
        return f"{_share(band.share)}, England {_share(band.england)}; fewer than {FEWEST}, so not compared"
    low, high = _share(band.interval.lower), _share(band.interval.upper)
    judged = f", {band.judgement}" if band.judgement else ""
    return f"{_share(band.share)} (95% interval {low} to {high}), England {_share(band.england)}{judged}"


def firms_sentences(base: EvidenceBase, found: Firms) -> tuple[str, ...]:
    """Both counts, then births, deaths, survival and high growth with the gap to England or the reason for none."""
    code = found.area.code
    said = [sizes_sentence(base, sizes, code) for sizes in (found.enterprises, found.workplaces)]
    for here in found.dynamics.values():
        said.append(wording.sentence(base, here.gap or here.level))
    return (*said, NOT_A_SAMPLE)


def stage_sentence(base: EvidenceBase, stage: Stage) -> str:
    """A step from school to work: the place beside England, or its reason; NEET with its bounds."""
    if stage.bounds is not None:
        said = wording.sentence(base, stage.bounds)
        other = stage.england_bounds
        if stage.bounds.value is None or other is None or other.value is None:
            return said
        return f"{said} In England it is between {wording.bounds_range(other, base.indicator(other.indicator)).replace(' to ', ' and ')}."
    return wording.sentence(base, stage.standing.gap or stage.standing.level)


def school_sentence(found: School) -> str:
    """How many of the steps have a figure here, and why others have none."""
    of = len(found.stages)
    name = wording.place(found.area)
    if found.known == of:
        return f"All {of} steps from school to work have a figure for {name}."
    return f"{found.known} of {of} steps from school to work have a figure for {name}; the others say why they have none."


def driver_sentence(base: EvidenceBase, answer: Answer) -> str:
    """What the figures say of a driver, or that there is no open figure and why; then what they leave out."""
    if not answer.open_figure:
        return f"No open figure. {answer.driver.not_covered}"
    said = [wording.sentence(base, s.gap or s.level) for s in answer.standings]
    return " ".join([*said, answer.driver.not_covered]).strip()


def counterfactual_sentence(found: Counterfactual) -> str:
    """Both ways to say how far output lies from its trend, side by side."""
    span = f"{wording.plain_number(found.years, 1).removesuffix('.0')} years"
    grown = f"Growing {_percent(found.growth)} a year instead of {_percent(found.trend)} for {span}"
    if not round(found.below, 6):
        return f"{grown} leaves output at its trend."
    size, other = wording.relative(found.below), wording.relative(found.above)
    if found.below < 0:
        return f"{grown} leaves output {other} below actual as a trend: output is {size} above it."
    return f"{grown} leaves output {size} below its trend; the trend is then {other} above output. These are not the same number."


def context_sentence(found: Context) -> str:
    """A number of the country with its other reading, its date and source, and how it must not be read."""
    quoted = f" (read in {found.quoted})" if found.quoted else ""
    return f"{found.says} {_value(found)} {found.of}, {found.when}. Source: {found.source}{quoted}. {found.not_read}"


def _value(found: Context) -> str:
    size = wording.plain_number(abs(found.value), 1).removesuffix(".0")
    if found.unit == BELOW:
        other = wording.relative(trend_above(found.value / 100))
        return f"It was {size}% below its trend, which is the same as a trend {other} above it."
    if found.unit == ABOVE:
        other = wording.relative(trend_below(found.value / 100))
        return f"The trend was {size}% above it, which is the same as output {other} below its trend."
    if found.unit == RATIO:
        return f"The ratio is {size}."
    sign = MINUS if found.value < 0 else ""
    return f"The figure is {sign}{size}{'% a year' if found.unit.endswith('a year') else '%'}."


def _basis(found: Parts) -> tuple[str, ...]:
    """What the split rests on, how far it can be off, and what published hours and jobs would say."""
    said = [
        "Both sides use ONS's smoothed output per hour and per job, whose ratio is the hours of a job: derived, because the UK "
        "has no published hours and jobs on record here."
    ]
    if found.published:
        said.append(_published(found.published))
    if found.check:
        worst = wording.plain_number(100 * max(found.check.largest.values()), 1)
        said.append(
            f"Measured on {found.check.compared} combined authorities, each against all of them, a part differs from the one "
            f"that published hours and jobs give by at most {worst} points."
        )
    return tuple(said)


def _published(own: Factors) -> str:
    each = wording.listed([f"{part_value(k, getattr(own, k))}{_per(k)}" for k in PART_NAMES])
    return f"Published hours and jobs of the single year give {each} here; they cannot be set beside the UK's smoothed figures."


def _per(key: str) -> str:
    return {"per_hour": " an hour", "hours_per_job": " for each job", "jobs_per_head": " for each resident"}[key]


def _most(found: Parts) -> str:
    """Which part makes most of the difference, and which work against it."""
    ordered = sorted(found.parts, key=lambda p: p.log if found.log < 0 else -p.log)
    against = [PART_NAMES[p.key] for p in ordered if p.log * found.log < 0]
    text = f"{_start(PART_NAMES[ordered[0].key])} makes most of the difference"
    return f"{text}; {wording.listed(against)} work{'s' if len(against) == 1 else ''} against it." if against else f"{text}."


def _check_words(found: Check, what: str) -> str:
    low, high = wording.share(abs(found.lowest)), wording.share(abs(found.highest))
    year = period_text(found.period)
    middle = f"{wording.share(abs(found.middle))} too {'high' if found.middle > 0 else 'low'}"
    if found.lowest > 0:
        spread = f"from {low} to {high} too high"
    elif found.highest < 0:
        spread = f"from {high} to {low} too low"
    else:
        spread = f"from {low} too low to {high} too high"
    return (
        f"Checked on the {found.compared} combined authorities that ONS publishes it for, {what} derived in this way for {year} "
        f"{'are' if what == 'hours' else 'is'} {spread}, {middle} in the middle."
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


def _percent(share: float) -> str:
    """A growth with its sign: "+8.2%", "\u22120.3%"."""
    text = wording.relative(share)
    return f"+{text}" if share > 0 else f"{MINUS}{text}" if share < 0 else text


def _share(value: float) -> str:
    """A share of firms in per cent with as many decimals as small ones need: "77.4%", "0.45%"."""
    return f"{wording.plain_number(100 * value, 2 if value < 0.01 else 1)}%"


def _start(text: str) -> str:
    """A text as the start of a sentence."""
    return text[:1].upper() + text[1:]
