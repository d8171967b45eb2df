"""What is said around productivity: firms, school to work, drivers and national context become text here."""

from __future__ import annotations

from evidence import wording
from evidence.analysis.comparators import ENGLAND
from evidence.indicators.base import EvidenceBase
from evidence.productivity.drivers import Answer
from evidence.productivity.firms import FEWEST, WORKPLACES, Band, Firms, Sizes
from evidence.productivity.national import ABOVE, BELOW, Context, Counterfactual, trend_above, trend_below
from evidence.productivity.school import School, Stage
from evidence.productivity.standing import Standing
from evidence.wording import MINUS

NOT_A_SAMPLE = "The counts are of every registered firm, not of a sample: the interval says how much a share of so many moves by chance."
NATIONAL_ONLY = "These are numbers of the country. None of them is, or can be made, a figure of a place."


def sizes_sentence(base: EvidenceBase, found: Sizes, area_code: str) -> str:
    """How many firms there are, how many are small and large, and how exact the counts are."""
    if found.reason:
        return found.reason
    noun = "workplaces" if found.slug == WORKPLACES else "enterprises"
    small, large = found.bands[0], found.bands[-1]
    if small.share is None:
        return f"{wording.begun(wording.place(base.area(area_code)))} has no {noun} in {found.year}."
    told = ""
    if area_code != ENGLAND:
        told = f" (England {_share(small.england)})"
    counts = f"{wording.plain_number(found.total, 0)} {noun} in {found.year}"
    text = (
        f"{wording.begun(wording.place(base.area(area_code)))} had {counts}: {_share(small.share)} employ fewer than 5 people{told} "
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
    return (*said, *(standing_sentence(base, here) for here in found.dynamics.values()), NOT_A_SAMPLE)


def standing_sentence(base: EvidenceBase, here: Standing) -> str:
    """How a place stands on an indicator beside England; a reason names the indicator that it is the reason for."""
    finding = here.gap or here.level
    if finding.value is not None:
        return wording.sentence(base, finding)
    name, reason = base.indicator(finding.indicator).name, finding.reason
    if name in reason:
        return reason
    inside = reason[0].lower() + reason[1:] if reason.startswith("The ") else reason  # a publisher keeps its capital
    return f"{name}: {inside}"


def stage_sentence(base: EvidenceBase, stage: Stage) -> str:
    """A step from school to work: the place beside England, or its reason; NEET with its bounds."""
    if stage.bounds is not None:
        said = wording.sentence(base, stage.bounds)
        other = stage.england_bounds
        if stage.bounds.value is None or other is None or other.value is None:
            return said
        return f"{said} In England it is between {wording.bounds_range(other, base.indicator(other.indicator)).replace(' to ', ' and ')}."
    return standing_sentence(base, stage.standing)


def school_sentence(found: School) -> str:
    """How many of the steps have a figure here, and why others have none."""
    of = len(found.stages)
    name = wording.place(found.area)
    if found.known == of:
        return f"All {of} steps from school to work have a figure for {name}."
    return (
        f"{found.known} of {of} steps from school to work have a figure for {name}; the others say why they have none."
    )


def driver_sentence(base: EvidenceBase, answer: Answer) -> str:
    """What the figures say of a driver, then what they leave out; without a figure, why there is none."""
    said = [standing_sentence(base, here) for here in answer.standings]
    return " ".join([*said, answer.driver.not_covered]).strip()


def counterfactual_sentence(found: Counterfactual) -> str:
    """Both ways to say how far output lies from its trend, side by side."""
    span = f"{wording.plain_number(found.years, 1).removesuffix('.0')} years"
    rates = [
        wording.relative(rate) if rate >= 0 else f"{MINUS}{wording.relative(rate)}"
        for rate in (found.growth, found.trend)
    ]
    grown = f"Growth of {rates[0]} a year instead of {rates[1]} for {span}"
    if not round(found.below, 6):
        return f"{grown} leaves output at its trend."
    sides = ("below", "above") if found.below > 0 else ("above", "below")
    size, other = wording.relative(found.below), wording.relative(found.above)
    return (
        f"{grown} leaves output {size} {sides[0]} its trend; the trend is then {other} {sides[1]} output. "
        "These are two numbers for one thing."
    )


def context_sentence(found: Context) -> str:
    """A number of the country with its other reading, what it is of, its source, and how it must not be read."""
    quoted = f", read in {found.quoted}" if found.quoted else ""
    other = f" {other_reading(found)}" if other_reading(found) else ""
    return f"{found.says}{other} It is of {found.of}, {found.when}. Source: {found.source}{quoted}. {found.not_read}"


def other_reading(found: Context) -> str:
    """What a distance from a trend is when it is said from the other side; empty for other numbers."""
    if found.unit == BELOW:
        return f"That is the same as a trend {wording.relative(trend_above(found.value / 100))} above it."
    if found.unit == ABOVE:
        return f"That is the same as output {wording.relative(trend_below(found.value / 100))} below its trend."
    return ""


def _share(value: float) -> str:
    """A share of firms in per cent with as many decimals as small ones need: "77.4%", "0.45%"."""
    return f"{wording.plain_number(100 * value, 2 if value < 0.01 else 1)}%"
