"""What charts and tables of the walk say: titles, cells and text alternatives, from what the walk found."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from evidence import wording
from evidence.analysis.intervals import interval_of
from evidence.growth import words
from evidence.growth.framework import THEMES, Measure
from evidence.growth.inside import Spread
from evidence.growth.monitor import Monitor
from evidence.growth.sureness import RankRange
from evidence.growth.walk import CLOSE, Stand, Step, Walk
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text
from evidence.places.areas import Area

SCORES = "Scores: this app, from these figures."
HOW_SURE = (
    "A rank moves when one measure is left out, and when figures move within their published intervals; a figure without "
    "an interval stands still, so ranks that rest on many of them look surer than they are."
)
FEW = 3  # ranks that a title gives one by one
LEAST_TIMES = 1.15  # below it "1.1 times" says less than the two values
EVEN = 0.1  # of neighbourhoods in the most deprived tenth, were they spread evenly
SCORED = {
    "min-max": "min-max",
    "winsorised": "min-max of values drawn in to the 5th and 95th percentile",
    "z-score": "standard scores",
}
MOVED = {"pooled": "on one scale for both years", "progress": "as progress"}
SIDES = {"upper half": "above", "lower half": "below"}  # the middle of the set: a place above it can have fallen too
WIDE_FROM = 0.25  # of the way from the lowest to the highest district: as wide as that an interval is said to be wide


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


def begun(text: str) -> str:
    """A text as it begins a line."""
    return text[0].upper() + text[1:]


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


def measure_moves(stand: Stand) -> str:
    """How far the rank on one measure moves within published intervals: "2nd to 9th", "no interval"; empty without a rank."""
    if stand.rank is None:
        return ""
    return range_cell(stand.ranked) if stand.ranked.draws else "no interval"


def slim_rank(found: RankRange | None) -> str:
    """A rank with how far it moves where there is little room: "17th (12th to 21st)"; of how many is said elsewhere."""
    if found is None or found.rank is None:
        return "not ranked"
    span = found.widest
    if span is None or span[0] == span[1]:
        return words.rank((found.rank, found.of))
    return f"{wording.ordinal(found.rank)} ({range_cell(found)})"


def ranked(found: RankRange | None) -> str:
    """A rank with how far it moves: "17th of 38 (12th to 21st)"."""
    if found is None or found.rank is None:
        return "not ranked"
    return f"{words.rank((found.rank, found.of))} ({range_cell(found)})"


def made_of(monitor: Monitor) -> tuple[str, ...]:
    """What a score is, how sure a rank is and what both depend on: said once for a step of the walk."""
    return (
        f"{words.relative(monitor.options.variant)} {HOW_SURE}",
        *monitor.unheld.values(),
        words.options_line(monitor),
        words.NOT_JRF,
    )


def rest(sentence: str, *said: str) -> str:
    """A sentence without what stands above it already: its subject, its score."""
    for text in said:
        sentence = sentence.removeprefix(f"{text}: ").removeprefix(f"{text}, ")
    return sentence[0].upper() + sentence[1:]


def dimensions_title(walk: Walk) -> str:
    """Between which ranks a place stands on the six dimensions."""
    ranked = [(step.level_rank, step.dimension.name) for step in walk.steps if step.level_rank]
    if not ranked:
        return f"No dimension has a score for {wording.place(walk.area)}"
    if len(ranked) <= FEW:
        return _ranks(ranked)
    ordered = sorted(ranked, key=lambda found: found[0][0] / found[0][1])  # sets differ in how many have a score
    (best, name), (least, other) = ordered[0], ordered[-1]
    end = words.rank(least) if least[1] != best[1] else wording.ordinal(least[0])
    return f"Between {words.rank(best)} ({inside(name)}) and {end} ({inside(other)})"


def measures_title(base: EvidenceBase, walk: Walk, step: Step) -> str:
    """The ranks of a place on the measures of a dimension."""
    ranked = [(s.rank, short_name(base, s.measure)) for s in step.stands if s.rank]
    return _ranks(ranked) or f"No measure has a figure for {wording.place(walk.area)}"


def _ranks(ranked: Sequence[tuple[tuple[int, int], str]]) -> str:
    """Names with their ranks: "GVA per hour: 17th of 38; births: 26th"; of how many stands again only where it differs."""
    said, before = [], 0
    for place, (found, name) in enumerate(ranked):
        text = words.rank(found) if found[1] != before else wording.ordinal(found[0])
        said.append(f"{inside(name) if place else name}: {text}")
        before = found[1]
    return "; ".join(said)


def dimensions_alt(walk: Walk) -> str:
    """Every dimension's score and rank in words."""
    variant = walk.monitor.options.variant
    said = [
        f"{step.dimension.name}: {words.score(step.level, variant)}, {ranked(step.level_range)}" for step in walk.steps
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
        ranked = f", {words.rank(stand.rank)} ({measure_moves(stand)})" if stand.rank else ""
        said.append(
            f"{short_name(base, stand.measure)}: {words.value(stand.here.value, stand.measure)}{ranked}{against}"
        )
    about = f"Chart of the measures of {inside(step.dimension.name)} in {wording.place(walk.area)}, a row a measure"
    return f"{about}, among {len(walk.monitor.among.codes)} {walk.monitor.among.name}. {'. '.join(said)}."


def side(theme: str, half: str) -> str:
    """On which side of the set's middle: "prosperity above the middle"; "prosperity too close to call"."""
    return f"{theme} {SIDES[half]} the middle" if half in SIDES else f"{theme} {half}"


def together(sides: Sequence[str]) -> str:
    """Both themes' sides of the set's middle, in the order of the themes, for a cell of a table."""
    if not all(sides):
        return "a score is missing"
    return CLOSE if set(sides) == {CLOSE} else ", ".join(map(side, THEMES, sides))


def quadrant_title(monitor: Monitor, what: str, walk: Walk | None) -> str:
    """Where a place stands in the quadrant, or without a place whether the two themes go together."""
    by = "By level" if what == "level" else f"By change {monitor.options.years[0]} to {monitor.options.years[1]}"
    if walk is None:
        return f"{by}: {verdict(monitor, what)}"
    sides = {theme: getattr(found, f"{what}_side") for theme, found in walk.themes.items()}
    if "" in sides.values():
        return f"{by}: {wording.place(walk.area)} has no score"
    if set(sides.values()) == {CLOSE}:
        return f"{by}: {CLOSE} on both themes"
    return f"{by}: {', '.join(side(theme, half) for theme, half in sides.items())}"


def verdict(monitor: Monitor, what: str) -> str:
    """Whether prosperity and inclusion go together in a set, in a few words; said where two mirrored measures make it so."""
    found = monitor.association(what)
    told = [c.value for c in (found.pearson, found.spearman) if c.told_apart]
    if not told:
        return "a correlation of prosperity and inclusion cannot be told apart from none"
    way = f"prosperity and inclusion {'go together' if told[0] > 0 else 'run against each other'}"
    if len(told) == 1:
        return f"{way} by only one of two coefficients"
    without = monitor.association_without(what)
    if all(key in without and not without[key].pearson.told_apart for key in words.MIRROR):
        return f"{way} only while employment and inactivity are both in"
    return way


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
    """How many times the lowest district's value the highest one's is; both values where that says little or is noise."""
    indicator = base.indicator(found.indicator)
    high, low = found.highest, found.lowest
    names = base.areas[high.area_code].name, base.areas[low.area_code].name
    times = high.value / low.value if high.value and low.value and low.value > 0 else 0.0
    if times >= LEAST_TIMES and not noise_sentence(base, found):
        return f"Highest in {names[0]}: {wording.plain_number(times, 1)} times the lowest, in {names[1]}"
    return f"From {wording.cell(low.value, indicator)} in {names[1]} to {wording.cell(high.value, indicator)} in {names[0]}"


def deprived_title(own: float) -> str:
    """A place's share of neighbourhoods among the country's most deprived tenth."""
    side = "above" if own > EVEN else "below" if own < EVEN else "at"
    return f"{_percent(own)} of its neighbourhoods are in the most deprived tenth, {side} an even spread"


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


def noise_sentence(base: EvidenceBase, found: Spread) -> str:
    """That part of a spread is noise, where the districts' intervals are wide beside it; empty where they are not."""
    unit = base.indicator(found.indicator).unit
    widths = [i.upper - i.lower for f in found.figures if (i := interval_of(f, unit))]
    gap = (found.highest.value or 0.0) - (found.lowest.value or 0.0)
    if not widths or median(widths) < WIDE_FROM * gap:
        return ""
    return (
        "The districts' figures are survey estimates with wide 95% intervals: part of the differences between them is noise, "
        "so the districts lie less far apart than these figures do, and which is highest or lowest may be chance."
    )


def deprived_sentence(area: Area, found: Figure) -> str:
    """The share of a place's neighbourhoods among the country's most deprived tenth, in whole percent; or why it is not known."""
    if found.value is None:
        return found.reason
    return (
        f"{_percent(found.value)} of the neighbourhoods of {wording.place(area)} are among England's most deprived "
        f"tenth ({period_text(found.period)}); an even spread would give {wording.share(EVEN)}."
    )


def _percent(part: float) -> str:
    return wording.share(part) if part else "0%"
