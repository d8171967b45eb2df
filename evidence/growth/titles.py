"""What charts and tables of the walk say: titles, cells and text alternatives, from what the walk found."""

from __future__ import annotations

from collections.abc import Sequence

from evidence import wording
from evidence.growth import words
from evidence.growth.framework import THEMES, Measure
from evidence.growth.inside import Spread
from evidence.growth.monitor import Monitor
from evidence.growth.sureness import RankRange
from evidence.growth.walk import CLOSE, Stand, Step, Walk
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text

SCORES = "Scores: this app, from these figures."
LEAST_TIMES = 1.15  # below it "1.1 times" says less than the two values
EVEN = 0.1  # of neighbourhoods in the most deprived tenth, were they spread evenly
SCORED = {
    "min-max": "min-max",
    "winsorised": "min-max of values drawn in to the 5th and 95th percentile",
    "z-score": "standard scores",
}
MOVED = {"pooled": "on one scale for both years", "progress": "as progress"}
CORNERS = {  # of the quadrant by what it shows: the words of a side, by the half that it is
    "level": {"upper half": "higher {}", "lower half": "lower {}"},
    "change": {"upper half": "better for {}", "lower half": "worse for {}"},
}


def options_short(monitor: Monitor) -> str:
    """What scores depend on, for under a chart: the set, the kind of score, the span and kind of change."""
    options, among = monitor.options, monitor.among
    first, last = options.years
    return (
        f"{SCORES} Scored among {len(among.codes)} {among.name}, {SCORED[options.variant]}; "
        f"change {first} to {last} {MOVED[options.method]}, money in prices of {last}."
    )


def short_name(base: EvidenceBase, measure: Measure) -> str:
    """A measure's name for a chart: its indicator's short name where it is one indicator."""
    indicator = base.indicator(measure.first)
    return indicator.short_name if measure.name == indicator.name else measure.name


def inside(text: str) -> str:
    """A name inside a sentence: its first letter small, unless it is an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def cell(number: float | None, measure: Measure) -> str:
    """A measure's value where its unit stands elsewhere: only £ and % stay on the number."""
    if number is None:
        return "no figure"
    text = wording.plain_number(number, measure.decimals)
    return f"£{text}" if measure.unit.startswith("£") else f"{text}%" if measure.unit == "%" else text


def note(measure: Measure, period: str) -> str:
    """Unit and period under a measure's name."""
    unit = wording.SHORT_UNITS.get(measure.unit, measure.unit)
    return f"{unit}, {period_text(period)}"


def change_lines(walk: Walk, stand: Stand) -> tuple[str, ...]:
    """How a measure changed in two short lines; the first says where it is not part of the score of change."""
    first, last = walk.monitor.options.years
    if stand.measure.key not in walk.monitor.framework.used("change"):
        return ("not part of", "the score of change")
    text, _, prices = words.change_cell(stand).partition(", prices of ")
    text = text.replace("percentage points", "pp").replace(" jobs per 100 residents", " jobs")
    span = f"{first} to {last}"
    return (text, f"{span}, prices of {prices}" if prices else span)


def range_cell(found: RankRange) -> str:
    """How far a rank moves, for a column: "5th to 9th"; a dash where nothing is known."""
    span = found.widest
    if found.rank is None or span is None:
        return "not known"
    low, high = min(span[0], found.rank), max(span[1], found.rank)
    return f"{wording.ordinal(low)} to {wording.ordinal(high)}" if low < high else f"always {wording.ordinal(low)}"


def rest(sentence: str, *said: str) -> str:
    """A sentence without what stands above it already: its subject, its score."""
    for text in said:
        sentence = sentence.removeprefix(f"{text}: ").removeprefix(f"{text}, ")
    return sentence[0].upper() + sentence[1:]


def dimensions_title(walk: Walk) -> str:
    """Where a place stands best and worst among the six dimensions, by rank."""
    ranked = [(step.level_rank, inside(step.dimension.name)) for step in walk.steps if step.level_rank]
    return _best_and_worst(ranked) or f"No dimension has a score for {wording.place(walk.area)}"


def measures_title(base: EvidenceBase, walk: Walk, step: Step) -> str:
    """Where a place stands best and worst among the measures of a dimension, by rank."""
    ranked = [((s.rank, s.of), inside(short_name(base, s.measure))) for s in step.stands if s.rank]
    return _best_and_worst(ranked) or f"No measure has a figure for {wording.place(walk.area)}"


def _best_and_worst(ranked: Sequence[tuple[tuple[int, int], str]]) -> str:
    """By the share of the set that stands before, because sets differ in how many have a figure."""
    if not ranked:
        return ""
    ordered = sorted(ranked, key=lambda found: found[0][0] / found[0][1])
    (best, name), (worst, other) = ordered[0], ordered[-1]
    if len(ordered) == 1:
        said = f"{words.rank(best)} on {name}"
        return said[0].upper() + said[1:]
    if best == worst:
        return f"{words.rank(best)} on {'both' if len(ordered) == 2 else 'each'}"
    end = words.rank(worst) if worst[1] != best[1] else wording.ordinal(worst[0])
    return f"Best placed on {name} ({words.rank(best)}), worst on {other} ({end})"


def dimensions_alt(walk: Walk) -> str:
    """Every dimension's score and rank in words."""
    variant = walk.monitor.options.variant
    said = [
        f"{step.dimension.name}: {words.score(step.level, variant)}, {words.rank(step.level_rank)}"
        for step in walk.steps
    ]
    about = f"Chart of the scores of {wording.place(walk.area)} among {len(walk.monitor.among.codes)} {walk.monitor.among.name}"
    return f"{about}, a row a dimension. {'. '.join(said)}."


def measures_alt(base: EvidenceBase, walk: Walk, step: Step) -> str:
    """Every measure's value, comparator and rank in words."""
    said = []
    for stand in step.stands:
        against = (
            f"; {wording.place(walk.comparator)} {words.value(stand.comparator, stand.measure)}"
            if walk.comparator
            else ""
        )
        ranked = f", {words.rank((stand.rank, stand.of))}" if stand.rank else ""
        said.append(
            f"{short_name(base, stand.measure)}: {words.value(stand.here.value, stand.measure)}{ranked}{against}"
        )
    about = f"Chart of the measures of {inside(step.dimension.name)} in {wording.place(walk.area)}, a row a measure"
    return f"{about}, among {len(walk.monitor.among.codes)} {walk.monitor.among.name}. {'. '.join(said)}."


def corner(what: str, prosperity: str, inclusion: str) -> tuple[str, str]:
    """A corner of the quadrant in two short lines, by the half of each theme."""
    said = CORNERS[what]
    return said[prosperity].format("prosperity"), said[inclusion].format("inclusion")


def quadrant_title(monitor: Monitor, what: str, walk: Walk | None) -> str:
    """Where a place stands in the quadrant, or without a place whether the two themes go together."""
    by = "By level" if what == "level" else f"By change {monitor.options.years[0]} to {monitor.options.years[1]}"
    if walk is None:
        return f"{by}: prosperity and inclusion {verdict(monitor, what)}"
    sides = {theme: getattr(found, f"{what}_side") for theme, found in walk.themes.items()}
    if "" in sides.values():
        return f"{by}: {wording.place(walk.area)} has no score"
    if set(sides.values()) == {CLOSE}:
        return f"{by}: {CLOSE} on both themes"
    said = [f"{theme} {CLOSE}" if side == CLOSE else CORNERS[what][side].format(theme) for theme, side in sides.items()]
    return f"{by}: {', '.join(said)}"


def verdict(monitor: Monitor, what: str) -> str:
    """Whether prosperity and inclusion go together in a set, in a few words; said to rest on one measure where it does."""
    found = monitor.association(what).pearson
    if not found.told_apart:
        return "show little correlation"
    together = "go together" if found.value > 0 else "run against each other"
    alone = any(not without.pearson.told_apart for without in monitor.association_without(what).values())
    return f"{together}, but through one measure" if alone else together


def quadrant_alt(monitor: Monitor, what: str, walk: Walk | None, shown: int) -> str:
    """The quadrant in words: how many places, how the themes go together, where the place stands."""
    found = monitor.association(what)
    about = f"Scatter chart of {shown} {monitor.among.name}: prosperity across, inclusion up, {'level' if what == 'level' else 'change'}."
    together = f"Pearson {words.correlation_words(found.pearson)}."
    if walk is None:
        return f"{about} {together}"
    where = [
        f"{THEMES[theme]} {words.rank((ranges.rank, ranges.of) if ranges.rank else None)}"
        for theme, found_theme in walk.themes.items()
        for ranges in [getattr(found_theme, f"{what}_range")]
    ]
    return f"{about} {together} {wording.place(walk.area)}: {', '.join(where)}."


def spread_title(base: EvidenceBase, found: Spread) -> str:
    """How many times the lowest district's value the highest one's is; both values where that says little."""
    indicator = base.indicator(found.indicator)
    high, low = found.highest, found.lowest
    names = base.areas[high.area_code].name, base.areas[low.area_code].name
    times = high.value / low.value if high.value and low.value and low.value > 0 else 0.0
    if times >= LEAST_TIMES:
        return f"Highest in {names[0]}: {wording.plain_number(times, 1)} times the lowest, in {names[1]}"
    return f"From {wording.cell(low.value, indicator)} in {names[1]} to {wording.cell(high.value, indicator)} in {names[0]}"


def deprived_title(own: float) -> str:
    """A place's share of neighbourhoods among the country's most deprived tenth."""
    side = "above" if own > EVEN else "below" if own < EVEN else "at"
    return f"{wording.share(own)} of its neighbourhoods are in the most deprived tenth, {side} an even spread"


def cv_sentence(found: Spread) -> str:
    """What the coefficient of variation says."""
    return (
        f"Coefficient of variation: {wording.share(found.cv)}. Its districts lie about this far from their mean, as a share of it "
        "and weighted by population; 0% would mean that all are alike."
    )


def theil_sentence(found: Spread) -> str:
    """What Theil's T says; empty where an indicator allows none."""
    if found.theil is None:
        return ""
    return (
        f"Theil's T between its districts: {wording.plain_number(found.theil, 3)}. 0 would mean that all are alike; "
        "differences inside a district are not in it."
    )
