"""What is said of the walk: the only place where scores, ranks and correlations become text."""

from __future__ import annotations

from collections.abc import Mapping

from evidence import wording
from evidence.growth.association import Association, Correlation
from evidence.growth.framework import THEMES, Dimension, Measure
from evidence.growth.inside import Decomposed, Spread
from evidence.growth.monitor import Monitor
from evidence.growth.scores import CHANGES, VARIANTS
from evidence.growth.sureness import RankRange
from evidence.growth.values import limits
from evidence.growth.walk import CLOSE, Stand, Step, Theme, Walk, side_of_median
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text
from evidence.places.areas import Area

NOT_JRF = "These are not scores of the Joseph Rowntree Foundation: the themes follow its monitor, the indicators and figures do not."
RELATIVE = "A score is relative to the set: 0 is its lowest and 100 its highest on every measure, and another set gives another score."
_RELATIVE = {
    "winsorised": "A score is relative to the set: 0 is its 5th percentile and 100 its 95th on every measure, and another set gives another score.",
    "z-score": "A score is relative to the set: 0 is its mean and 1 a standard deviation better on every measure, and another set gives another score.",
}
MIRROR = ("employment-rate", "economic-inactivity-rate")
MIRRORED = (
    "Employment and inactivity are two sides of the same people, asked in one survey, and one stands in each theme"
)
LEPS_ENDED = "Local Enterprise Partnerships ended in March 2024 and are shown as they last stood."


def relative(variant: str) -> str:
    """What a score of level says and does not say."""
    return _RELATIVE.get(variant, RELATIVE)


def score(value: float | None, variant: str = "min-max") -> str:
    """A score as it is said: "62 of 100", "+0.4" for a standard score, "no score"."""
    if value is None:
        return "no score"
    return signed(value, 1) if variant == "z-score" else f"{wording.plain_number(value, 0)} of 100"


def signed(value: float, decimals: int = 0) -> str:
    """A number with its sign: "+4", "\u22121.2", "0"."""
    text = wording.plain_number(value, decimals)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def rank(found: tuple[int, int] | None, among: str = "") -> str:
    """A rank in the set, 1 the best: "9th of 38 LEPs"; "not ranked"."""
    return f"{wording.ordinal(found[0])} of {found[1]} {among}".strip() if found else "not ranked"


def rank_range(ranges: RankRange) -> str:
    """How far a rank moves: "between 5th and 14th"; what it rests on is said beside it."""
    span = ranges.widest
    if ranges.rank is None or span is None:
        return "how far its rank would move is not known"
    if span == (ranges.rank, ranges.rank):
        within = ", and within the intervals of its figures" if ranges.draws else ""
        return f"whichever measure is left out{within}, it keeps this rank"
    low, high = wording.ordinal(span[0]), wording.ordinal(span[1])
    moved = " or figures move within their intervals" if ranges.draws else ""
    return f"between {low} and {high} when a measure is left out{moved}"


def between(ranges: RankRange | None) -> str:
    """How far a rank moves, after it: ", between 2nd and 9th"; nothing where it does not."""
    span = ranges.widest if ranges else None
    if span is None or span[0] == span[1]:
        return ""
    return f", between {wording.ordinal(span[0])} and {wording.ordinal(span[1])}"


def theme_sentence(walk: Walk, theme: Theme) -> str:
    """How a place stands on a theme and how sure that is."""
    name, among = THEMES[theme.key], walk.monitor.among
    if theme.level is None or theme.level_range.rank is None:
        lacking = [s.dimension.name for s in walk.steps if s.dimension.theme == theme.key and s.level is None]
        verb = "lacks" if len(lacking) == 1 else "lack"
        return f"{name}: {wording.place(walk.area)} has no score, because {wording.listed(lacking)} {verb} figures."
    found = (theme.level_range.rank, theme.level_range.of)
    level = score(theme.level, walk.monitor.options.variant)
    return f"{name}: {level}, {rank(found, among.name)}; {rank_range(theme.level_range)}."


def change_sentence(walk: Walk, theme: Theme) -> str:
    """How a place's score on a theme changed, and where that change ranks."""
    first, last = walk.monitor.options.years
    name = THEMES[theme.key]
    if theme.change is None or theme.change_range.rank is None:
        return f"{name}: no change can be scored between {first} and {last}."
    found = rank((theme.change_range.rank, theme.change_range.of), walk.monitor.among.name)
    span = rank_range(theme.change_range)
    moved, by = f"{name}: its score {_moved(theme.change)} from {first} to {last}", " by change"
    if walk.monitor.options.method == "progress":
        scale = "on the scale from the smallest to the largest gain"
        moved, by = f"{name}, change from {first} to {last}: {score(theme.change)} {scale}", ""
    if _too_close(theme.change_range):
        return f"{moved}; how that ranks among {walk.monitor.among.name} is {CLOSE}: {span}."
    return f"{moved}, {found}{by}; {span}."


def _too_close(ranges: RankRange | None) -> bool:
    """Whether a rank moves over the middle of its set; one that keeps the very middle, or is not known to move, is said."""
    span = ranges.widest if ranges else None
    return ranges is not None and span is not None and span[0] < span[1] and side_of_median(ranges) == CLOSE


def _moved(change: float) -> str:
    """A change of a score: "rose by 7 points", "fell by 1 point", "rose by 0.4 points", "did not move"."""
    size = abs(change)
    if size < 0.05:
        return "did not move"
    points = f"{wording.plain_number(size, 1)} points" if size < 0.95 else wording.counted(round(size), "point")
    return f"{'rose' if change > 0 else 'fell'} by {points}"


def typology(walk: Walk) -> str:
    """On which side of the set's middle a place lies, for level and change; "too close to call" is an answer."""
    parts = []
    for what in ("level", "change"):
        sides = {t: getattr(theme, f"{what}_side") for t, theme in walk.themes.items()}
        if "" in sides.values():
            continue
        said = [f"{t} {CLOSE if side == CLOSE else f'in the {side}'}" for t, side in sides.items()]
        parts.append(f"By {what}: {', '.join(said)}")
    counts = dict.fromkeys(
        getattr(theme, f"{what}_range").of for what in ("level", "change") for theme in walk.themes.values()
    )
    threshold = (
        f"The middle rank of the set ({', '.join(middle_rank(of) for of in counts if of)}) is the threshold; too close to "
        "call means that a place's ranks reach over it."
    )
    return f"{'. '.join(parts)}. {threshold}" if parts else "No side can be told, because scores are missing."


def middle_rank(of: int) -> str:
    """The middle of so many ranks: "10th of 19"; "between 19th and 20th of 38"."""
    half, odd = divmod(of, 2)
    if odd:
        return f"{wording.ordinal(half + 1)} of {of}"
    return f"between {wording.ordinal(half)} and {wording.ordinal(half + 1)} of {of}"


def step_sentence(walk: Walk, step: Step) -> str:
    """How a place stands on a dimension."""
    among = walk.monitor.among.name
    if step.level is None:
        return f"{step.dimension.name}: no score, because fewer than two of its measures have a figure for {wording.place(walk.area)}."
    level = score(step.level, walk.monitor.options.variant)
    return f"{step.dimension.name}: {level}, {rank(step.level_rank, among)}{between(step.level_range)}."


def step_change(walk: Walk, step: Step) -> str:
    """How a place's score on a dimension changed; empty where no change is scored for any area."""
    first, last = walk.monitor.options.years
    if step.dimension.key in walk.monitor.change.left_out:
        return ""
    if step.change is None:
        return f"No change can be scored for it from {first} to {last}."
    close = _too_close(step.change_range)
    found = rank(step.change_rank, walk.monitor.among.name) + between(step.change_range)
    if walk.monitor.options.method == "progress":
        return f"Its change from {first} to {last} is {CLOSE if close else found}."
    where = f"; how that ranks is {CLOSE}" if close else f", {found} by change"
    return f"Its score {_moved(step.change)} from {first} to {last}{where}."


def nearest(base: EvidenceBase, step: Step) -> str:
    """Who scores nearest to the place on a dimension."""
    names = [wording.place(base.areas[code]) for code in step.nearest]
    return f"Nearest by score: {wording.listed(names)}." if names else ""


def value(number: float | None, measure: Measure) -> str:
    """A measure's value with its unit: "£39.77", "71.9%", "54.4 jobs per 100 residents"."""
    if number is None:
        return "no figure"
    text = wording.plain_number(number, measure.decimals)
    if measure.unit.startswith("£"):
        return f"£{text}{measure.unit[1:]}"
    return f"{text}%" if measure.unit == "%" else f"{text} {measure.unit}"


def interval(stand: Stand) -> str:
    """The 95 % interval of a place's value; "none" where none is known."""
    ends = limits(stand.measure, stand.here)
    return " to ".join(wording.plain_number(end, stand.measure.decimals) for end in ends) if ends else "none"


def change_cell(stand: Stand) -> str:
    """How a measure changed, money in constant prices: "up £1.07 (2.8%), prices of 2023"; "not scored"."""
    if stand.before is None or stand.after is None:
        return "not scored"
    moved = stand.after - stand.before
    size = value(abs(moved), stand.measure)
    if wording.plain_number(abs(moved), stand.measure.decimals).strip("0.,") == "":
        return "no change"
    if stand.moves is not None and abs(moved) <= stand.moves:
        return "no clear change"
    direction = "up" if moved > 0 else "down"
    if stand.prices_of:
        return f"{direction} {size} ({wording.relative(moved / stand.before)}), prices of {stand.prices_of}"
    return f"{direction} {size}".replace("%", " percentage points")


def correlation_words(found: Correlation) -> str:
    """A coefficient with its interval: "0.68 (95% interval 0.46 to 0.82)"."""
    low, high = wording.plain_number(found.lower, 2), wording.plain_number(found.upper, 2)
    return f"{wording.plain_number(found.value, 2)} (95% interval {low} to {high})"


def association_sentence(monitor: Monitor, what: str, found: Association) -> str:
    """Whether prosperity and inclusion go together in a set, and whether that differs from nothing."""
    first, last = monitor.options.years
    subject = (
        "Levels of prosperity and inclusion"
        if what == "level"
        else f"Changes from {first} to {last} in prosperity and inclusion"
    )
    limit = wording.plain_number(found.pearson.critical, 2)
    return (
        f"{subject} {_verdict(found)} across {found.pearson.pairs} {monitor.among.name}: Pearson {correlation_words(found.pearson)}, "
        f"Spearman {correlation_words(found.spearman)}; nearer to 0 than {limit} a coefficient is not told apart from none."
    )


def _verdict(found: Association) -> str:
    """What two coefficients say together; where only one is told apart from none, that is said."""
    told = [c.value for c in (found.pearson, found.spearman) if c.told_apart]
    if not told:
        return "show no correlation that can be told apart from none"
    verdict = "go together" if told[0] > 0 else "run against each other"
    return verdict if len(told) == 2 else f"{verdict} by only one of two coefficients"


def without_sentence(monitor: Monitor, what: str, found: Mapping[str, Association]) -> str:
    """How far a correlation rests on a single measure: the range when each is left out, and which makes it lowest."""
    if not found:
        return ""
    values = {key: a.pearson.value for key, a in found.items()}
    low, high = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
    name = monitor.framework.measures[low].name
    said = (
        f"With one measure left out at a time, Pearson runs from {wording.plain_number(values[low], 2)} (without {_lower(name)}) "
        f"to {wording.plain_number(values[high], 2)}."
    )
    if what != "change" or not all(key in values for key in MIRROR):
        return said
    first, second = (wording.plain_number(values[key], 2) for key in MIRROR)
    return f"{said} {MIRRORED}: without the first Pearson is {first}, without the second {second}."


def options_line(monitor: Monitor) -> str:
    """What every score depends on: the set and the options."""
    options = monitor.options
    first, last = options.years
    ended = f" {LEPS_ENDED}" if monitor.among.name.startswith(("LEPs", "areas (LEPs")) else ""
    return (
        f"Scored among {len(monitor.among.codes)} {monitor.among.name}, {VARIANTS[options.variant]}; measures count alike in "
        f"a dimension, dimensions in a theme. Change from {first} to {last}: {CHANGES[options.method]}; money in prices of {last}.{ended}"
    )


def spread_sentence(base: EvidenceBase, found: Spread) -> str:
    """How far the districts of a place lie apart on an indicator."""
    indicator = base.indicator(found.indicator)
    high, low = found.highest, found.lowest
    return (
        f"{indicator.name}, {period_text(found.period)}: from {wording.number(low.value, indicator)} in {base.areas[low.area_code].name} "
        f"to {wording.number(high.value, indicator)} in {base.areas[high.area_code].name}."
    )


def within_sentence(name: str, country: Area, found: Decomposed) -> str:
    """How much of a country's inequality between districts lies within its regions."""
    return (
        f"{name}: {wording.share(found.share_within)} of the inequality between the districts of {wording.place(country)} "
        f"lies within its regions, {wording.share(1 - found.share_within)} between them (Theil's T)."
    )


def headline(walk: Walk) -> str:
    """The walk's answer in one sentence."""
    name, among = wording.place(walk.area), walk.monitor.among.name
    name = name[0].upper() + name[1:]
    parts, missing = [], []
    for key, theme in walk.themes.items():
        if theme.level is not None and theme.level_range.rank is not None:
            parts.append(f"{rank((theme.level_range.rank, theme.level_range.of))} on {key}")
        else:
            missing.append(key)
    if not parts:
        return f"{name} has no score among {among}."
    without = f"; it has no score on {missing[0]}" if missing else ""
    return f"{name} is {' and '.join(parts)} among {among}{without}."


def dimension_line(dimension: Dimension) -> str:
    """What a dimension is and why it matters."""
    return f"{dimension.what} {dimension.why}"


def _lower(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
