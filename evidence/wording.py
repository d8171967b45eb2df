"""The only place where a number becomes text, and the only rounding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from evidence.analysis.findings import Finding
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Indicator
from evidence.indicators.periods import parse_period, period_text, span_text
from evidence.places.areas import Area

NBSP = "\u00a0"
MINUS = "\u2212"
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
# What people call a district, or a county or unitary authority, by the first letters of its official code.
_KINDS_BY_CODE = {
    "E06": "unitary authority",
    "E07": "district",
    "E08": "metropolitan borough",
    "E09": "London borough",
    "E10": "county",
    "N09": "district",
    "S12": "council area",
    "W06": "unitary authority",
}
CITY_OF_LONDON = "E09000001"  # a corporation, not a borough
# Isles, vales and the like; their names stand in lists without the article.
WITH_ARTICLE = (
    "E06000046",
    "E06000053",
    "E07000080",
    "E07000180",
    "E09000001",
    "W06000001",
    "W06000014",
)
_SMALL = ("", "", "second ", "third ", "fourth ", "fifth ")
SHORT_UNITS = {
    "percentage points": "pp",
    "per 100,000 people": "per 100,000",
    "tonnes CO2e per person": "t CO\u2082e",
    "score out of 10": "out of 10",
    "share of neighbourhoods (0 to 1)": "",
    "share of residents (0 to 1)": "",
}


def number(value: float | None, indicator: Indicator, *, signed: bool = False) -> str:
    """A value with its unit as printed in a sentence: "£36.40", "5.6%", "1,234 per 100,000 people", "not known"."""
    if value is None:
        return "not known"
    text = _size(value, indicator)
    negative = value < 0 and text.strip("0.,") != ""
    sign = MINUS if negative else "+" if signed and text.strip("0.,") else ""
    return sign + _with_unit(text, indicator.unit)


def _is_share(indicator: Indicator) -> bool:
    """Whether figures are published as parts of 1, which are said in per cent."""
    return indicator.unit.startswith("share")


def _size(value: float, indicator: Indicator) -> str:
    """A value without its sign and unit, as it is said."""
    if _is_share(indicator):
        return plain_number(abs(value) * 100, max(0, indicator.decimals - 2))
    return plain_number(abs(value), indicator.decimals)


def plain_number(value: float | None, decimals: int) -> str:
    """A number with thousands separators and fixed decimals, without a unit; empty for none."""
    if value is None:
        return ""
    text = f"{round(value, decimals) + 0.0:,.{decimals}f}"
    return text.replace("-", MINUS)


def _with_unit(text: str, unit: str) -> str:
    if unit == "£":
        return f"£{text}"
    if unit.startswith("£ million"):
        return f"£{text}{NBSP}million"
    if unit == "%":
        return f"{text}%"
    if unit == "score out of 10":
        return f"{text}{NBSP}out of 10"
    if unit.startswith("share"):
        return f"{text}%"
    if unit in ("ratio", "rank", "score", "points"):
        return f"{text}{NBSP}points" if unit == "points" else text
    return f"{text}{NBSP}{unit}"


def unit_words(indicator: Indicator) -> str:
    """The unit for a table header or a chart's subtitle, with prices said: "£, current prices"."""
    prices = {"current": ", current prices", "constant": "", "": ""}[indicator.prices]
    return indicator.unit + prices


def ordinal(n: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th ..."""
    ending = "th" if 10 <= n % 100 <= 20 else _ORDINALS.get(n % 10, "th")
    return f"{n}{ending}"


def listed(names: Sequence[str]) -> str:
    """Names as a list in a sentence: "a", "a and b", "a, b and c"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def place(area: Area) -> str:
    """A place's name as used inside a sentence: "the United Kingdom", "Greater Manchester LEP"."""
    if area.code == "K02000001":
        return "the UK"
    if area.geography == "lep":
        return f"{area.name} LEP"
    if area.code in WITH_ARTICLE:
        return f"the {area.name}"
    with_article = area.geography == "region" and area.name not in ("London", "Yorkshire and The Humber")
    return f"the {area.name}" if with_article else area.name


def kind_words(area: Area) -> str:
    """What kind of place an area is, in words for a label: "LEP" in full, "metropolitan borough", "county"."""
    words = {
        "uk": "country",
        "lep": "Local Enterprise Partnership",
        "lsip": "local skills improvement plan area",
        "group": "group of your own",
        "group-of-countries": "group of countries",
    }
    level = f"{area.geography.upper()} area" if area.geography.startswith("itl") else area.geography.replace("-", " ")
    if area.geography in ("district", "county-or-unitary"):
        return (
            "London authority" if area.code == CITY_OF_LONDON else _KINDS_BY_CODE.get(area.code[:3], "local authority")
        )
    kind = words.get(area.geography, level)
    return f"{kind}, no official code yet" if area.code.startswith("X47") else kind


def rank_words(finding: Finding) -> str:
    """A rank as people say it: "highest of 38 LEPs", "third lowest of 151 ...", "joint 12th of 151 ..."."""
    if finding.value is None:
        return "not ranked"
    top, bottom = int(finding.value), int(finding.numbers["from_lowest"])
    place_in_row, end = (top, "highest") if top <= bottom else (bottom, "lowest")
    count = _SMALL[place_in_row] if place_in_row < len(_SMALL) else f"{ordinal(place_in_row)} "
    joint = "joint " if finding.numbers["ties"] else ""
    return f"{joint}{count}{end} of {int(finding.numbers['of'])} {finding.against}"


def rank_short(finding: Finding) -> str:
    """A rank for a narrow column: "=12th of 151"."""
    if finding.value is None:
        return ""
    return f"{'=' if finding.numbers['ties'] else ''}{ordinal(int(finding.value))} of {int(finding.numbers['of'])}"


def relative(share: float) -> str:
    """A relative difference without its sign, as people round it: "13%", "0.4%"."""
    size = abs(share) * 100
    if 0 < size < 0.05:
        return "less than 0.1%"
    return f"{size:.0f}%" if size >= 9.95 else f"{size:.1f}%"


def uses_relative(indicator: Indicator) -> bool:
    """Whether a difference in this unit is said in per cent of the comparator rather than in the unit itself."""
    return indicator.unit.startswith("£") or indicator.unit in (
        "per 100,000 people",
        "tonnes CO2e per person",
        "businesses",
        "people",
        "jobs",
    )


def difference(finding: Finding, indicator: Indicator) -> str:
    """The size of a gap or change without its sign: "13%" for money and counts, "1.2 percentage points" for rates."""
    share = finding.numbers.get("relative")
    if uses_relative(indicator) and share is not None:
        return relative(share)
    size = _size(finding.value or 0.0, indicator)
    rate = indicator.unit in ("%", "percentage points") or _is_share(indicator)
    unit = "percentage points" if rate else indicator.unit
    if unit == "percentage points" and size in ("1", "1.0"):
        return f"{size}{NBSP}percentage point"
    if unit == "score out of 10":
        return f"{size}{NBSP}points"
    return _with_unit(size, unit)


def when(period: str) -> str:
    """A period with its preposition: "in 2023", "in Apr 2025", "from Dec 2024 to Feb 2025"."""
    text = period_text(period)
    return f"from {text}" if " to " in text else f"in {text}"


def sentence(base: EvidenceBase, finding: Finding) -> str:
    """A finding as one plain sentence; where there is no answer, its reason."""
    if finding.value is None:
        return finding.reason
    return {
        "level": _level,
        "gap": _gap,
        "rank": _rank,
        "change": _change,
        "trend": _trend,
        "not known": _not_known,
    }[finding.kind](base, finding)


def _subject(base: EvidenceBase, finding: Finding) -> str:
    """What and where, ready for a colon: names of indicators are singular, plural and clauses, so no verb follows."""
    return f"{base.indicator(finding.indicator).name} in {place(base.areas[finding.area_code])}"


def _level(base: EvidenceBase, finding: Finding) -> str:
    indicator = base.indicator(finding.indicator)
    text = f"{_subject(base, finding)}: {number(finding.value, indicator)} {when(finding.period)}"
    if finding.interval:
        text += f" ({interval_words(finding, indicator)})"
    figure = finding.figures[0]
    how = (
        " This figure is modelled."
        if figure.modelled
        else " This figure is derived."
        if figure.origin == "derived"
        else ""
    )
    return f"{text}.{how}"


def interval_words(finding: Finding, indicator: Indicator) -> str:
    """The 95% interval of a level: "95% interval 72.1% to 74.5%"; empty where there is none."""
    if not finding.interval:
        return ""
    return f"95% interval {number(finding.interval.lower, indicator)} to {number(finding.interval.upper, indicator)}"


def gap_words(base: EvidenceBase, finding: Finding) -> str:
    """A gap without its subject: "13% below England", "similar to England", "the same as published for England"."""
    indicator = base.indicator(finding.indicator)
    if finding.value is None:
        return "not known"
    against = (
        place(base.areas[finding.against]) if finding.against in base.areas else f"the middle of its {finding.against}"
    )
    if finding.judgement == "similar":
        return f"similar to {against}: the difference is within the interval"
    if finding.judgement == "same":
        return f"the same as {against} at the published decimals"
    return f"{gap_side(finding, indicator)} {against}"


def gap_side(finding: Finding, indicator: Indicator) -> str:
    """The size and side of a gap, for a column or before the comparator's name: "13% below", "1.2 percentage points higher than"."""
    side = {"higher": "higher than", "lower": "lower than", "above": "above", "below": "below"}[finding.judgement]
    return f"{difference(finding, indicator)} {side}"


def _gap(base: EvidenceBase, finding: Finding) -> str:
    indicator = base.indicator(finding.indicator)
    own, other = (number(finding.numbers[key], indicator) for key in ("place", "comparator"))
    text = f"{_subject(base, finding)}: {gap_words(base, finding)} ({own} against {other}) {when(finding.period)}."
    return (
        text
        if finding.tested or finding.against not in base.areas
        else f"{text} No test is made: published without an interval."
    )


def _rank(base: EvidenceBase, finding: Finding) -> str:
    text = f"{_subject(base, finding)}: {rank_words(finding)} {when(finding.period)}"
    if "similar" in finding.numbers:
        alike = int(finding.numbers["similar"])
        text += (
            f"; {alike} of the others cannot be told apart from it"
            if alike
            else "; every other can be told apart from it"
        )
    return f"{text}."


def change_words(base: EvidenceBase, finding: Finding) -> str:
    """A change without its subject: "rose by 5% since 2018", "no clear change since 2018"."""
    indicator = base.indicator(finding.indicator)
    if finding.value is None:
        return "not known"
    since = period_text(finding.against)
    if finding.judgement == "no significant change":
        return f"no clear change since {since}"
    if finding.judgement == "unchanged":
        return f"unchanged since {since}"
    verb = {"increasing": "rose", "up": "rose", "decreasing": "fell", "down": "fell"}[finding.judgement]
    return f"{verb} by {difference(finding, indicator)} since {since}"


def _change(base: EvidenceBase, finding: Finding) -> str:
    indicator = base.indicator(finding.indicator)
    first, last = number(finding.numbers["first"], indicator), number(finding.numbers["last"], indicator)
    nominal = ", in the prices of each year" if indicator.prices == "current" else ""
    text = f"{_subject(base, finding)}: {change_words(base, finding)} (from {first} to {last} {when(finding.period)}{nominal})."
    return text if finding.tested else f"{text} No test is made: published without an interval."


def _trend(base: EvidenceBase, finding: Finding) -> str:
    words = {
        "increasing": "rising by more than chance would explain",
        "decreasing": "falling by more than chance would explain",
        "no significant change": "no clear trend",
    }[finding.judgement]
    points = int(finding.numbers["points"])
    return f"{_subject(base, finding)}: {words} over the last {points} points ({span_text(finding.against, finding.period)})."


def trend_words(finding: Finding) -> str:
    """A trend for a narrow column: "rising, getting better", "no clear trend", "cannot be calculated"."""
    words = {"increasing": "rising", "decreasing": "falling", "no significant change": "no clear trend"}.get(
        finding.judgement, "cannot be calculated"
    )
    return f"{words}, getting {finding.good}" if finding.good else words


def _not_known(base: EvidenceBase, finding: Finding) -> str:
    indicator, area = base.indicator(finding.indicator), base.areas[finding.area_code]
    n = finding.numbers
    text = (
        f"In {place(area)} {number(n['ceiling'], indicator)} of young people aged 16 and 17 were NEET or their activity was not known "
        f"{when(finding.period)}: between {number(n['floor'], indicator)} and {number(n['ceiling'], indicator)} are NEET, "
        f"depending on the {number(n['not_known'], indicator)} who are not known."
    )
    return f"{text} With so many not known, the NEET rate should not be compared alone." if finding.judgement else text


def cell(value: float | None, indicator: Indicator) -> str:
    """A value for a column or a label whose unit stands elsewhere: only £ and % stay on the number."""
    if value is None:
        return "not known"
    text = _size(value, indicator)
    sign = MINUS if value < 0 and text.strip("0.,") else ""
    before, after = _marks(indicator)
    return f"{sign}{before}{text}{after}"


def _marks(indicator: Indicator) -> tuple[str, str]:
    """What stands directly before and after a number even where its unit is said elsewhere."""
    percent = indicator.unit == "%" or _is_share(indicator)
    return ("£" if indicator.unit.startswith("£") else ""), ("%" if percent else "")


def axis_texts(ticks: Sequence[float], indicator: Indicator) -> list[str]:
    """Labels of evenly spaced ticks, with no more decimals than the ticks need and £ or % on each."""
    said = [tick * 100 if _is_share(indicator) else tick for tick in ticks]
    needed = next((d for d in range(7) if all(abs(round(t, d) - t) < 1e-9 * max(1.0, abs(t)) for t in said)), 6)
    before, after = _marks(indicator)
    return [f"{MINUS if t < 0 else ''}{before}{plain_number(abs(t), needed)}{after}" for t in said]


def short_period(text: str) -> str:
    """A period for an axis or a narrow column: "2023", "2024/25" for up to a year across two, "Apr 2025"."""
    period = parse_period(text)
    first, last = period.start.year, period.end.year
    if period.months <= 12 and last == first + 1:
        return f"{first}/{last % 100:02d}"
    return period_text(text)


def range_words(values: Sequence[float], indicator: Indicator) -> str:
    """The range of values: "£33.77 to £47.20"."""
    return f"{number(min(values), indicator)} to {number(max(values), indicator)}"


def counted(n: int, noun: str) -> str:
    """A count of things: "1 area", "1,204 areas"."""
    return f"{plain_number(n, 0)} {noun if n == 1 else noun + 's'}"


def row_note(indicator: Indicator, period: str) -> str:
    """Unit and period under an indicator's short name: "£, 2023"; the unit's short form where it has one."""
    unit = SHORT_UNITS.get(indicator.unit, indicator.unit)
    return f"{unit}, {period_text(period)}" if unit else period_text(period)


def gap_short(base: EvidenceBase, finding: Finding) -> str:
    """A gap in as few words as a title has room for: "6.2% below England", "similar to England", "same as England"."""
    against = place(base.areas[finding.against]) if finding.against in base.areas else finding.against
    if finding.judgement in ("similar", "same"):
        return f"similar to {against}" if finding.judgement == "similar" else f"same as {against}"
    return gap_words(base, finding)


def gap_title(base: EvidenceBase, finding: Finding) -> str:
    """A gap as a chart's title: "GVA per hour: 6.2% below England"."""
    return f"{base.indicator(finding.indicator).short_name}: {gap_short(base, finding)}"


def change_title(base: EvidenceBase, finding: Finding) -> str:
    """A change as a chart's title: "GVA per hour: rose by 25% since 2018"."""
    indicator = base.indicator(finding.indicator)
    if finding.value is None:
        return f"{indicator.short_name}: no change can be told"
    long, short = period_text(finding.against), short_period(finding.against)
    return f"{indicator.short_name}: {change_words(base, finding).replace(f'since {long}', f'since {short}')}"


def change_short(finding: Finding, indicator: Indicator) -> str:
    """A change for a narrow column: "up 25% since 2018", "down 2.1 pp since 2020/21", "no clear change since 2018"."""
    if finding.value is None:
        return "no earlier figure"
    since = f"since {short_period(finding.against)}"
    if finding.judgement in ("no significant change", "unchanged"):
        return f"{'no clear change' if finding.judgement == 'no significant change' else 'unchanged'} {since}"
    size = difference(finding, indicator).replace("percentage points", "pp").replace("percentage point", "pp")
    size = size.replace(indicator.unit, SHORT_UNITS.get(indicator.unit, indicator.unit)).strip()
    return f"{'up' if finding.judgement in ('increasing', 'up') else 'down'} {size} {since}"


def rank_title(base: EvidenceBase, finding: Finding) -> str:
    """A rank as a chart's title: "GVA per hour: third lowest of 38 LEPs"; without the set's name where that is long."""
    text = f"{base.indicator(finding.indicator).short_name}: {rank_words(finding)}"
    return text if len(text.split()) <= 11 else text.removesuffix(f" {finding.against}")


def bounds_range(finding: Finding, indicator: Indicator) -> str:
    """The least and the most that are NEET, for a label: "4.3% to 5.8%"; the reason's place where not known."""
    if finding.value is None:
        return "not available"
    return f"{number(finding.numbers['floor'], indicator)} to {number(finding.numbers['ceiling'], indicator)}"


def bounds_title(base: EvidenceBase, finding: Finding) -> str:
    """The bounds as a chart's title: "Between 4.3% and 5.8% are NEET"."""
    if finding.value is None:
        return f"NEET or not known: no figure for {place(base.areas[finding.area_code])}"
    indicator = base.indicator(finding.indicator)
    floor, ceiling = (number(finding.numbers[key], indicator) for key in ("floor", "ceiling"))
    return f"Between {floor} and {ceiling} are NEET"


def standing_title(comparator: Area, better: int, worse: int) -> str:
    """How a place stands over many indicators, as a title: "Ahead of England on 9 indicators, behind on 18"."""
    name = place(comparator)
    if not better and not worse:
        return f"Level with {name} on every indicator compared"
    if not better:
        return f"Behind {name} on {counted(worse, 'indicator')}"
    behind = f", behind on {plain_number(worse, 0)}" if worse else ""
    return f"Ahead of {name} on {counted(better, 'indicator')}{behind}"


def figure_words(base: EvidenceBase, level: Finding) -> str:
    """A level for a tooltip: "Dudley, 2023: 71.9% (95% interval 68.2% to 75.4%)", with how it came about where derived."""
    indicator, area = base.indicator(level.indicator), base.areas[level.area_code]
    if level.value is None:
        return f"{area.name}: {level.reason}"
    interval = f" ({interval_words(level, indicator)})" if level.interval else ""
    figure = level.figures[0]
    how = "" if figure.origin == "published" else f"; {origin_words(indicator, figure)}"
    return f"{area.name}, {period_text(level.period)}: {number(level.value, indicator)}{interval}{how}"


def origin_words(indicator: Indicator, figure: Figure) -> str:
    """How a figure came about: "published", "derived: added up", "modelled: ...", "not available: ..."."""
    if figure.value is None:
        return f"not available: {figure.reason}"
    if figure.origin == "published":
        return "published"
    if figure.modelled:
        return f"modelled: {indicator.combines.words.removesuffix(' (modelled)')}"
    if indicator.computed_from:
        return f"derived: {indicator.computed_from.replace('-', ' ')}"
    return f"derived: {indicator.combines.words}"


def class_words(edges: Sequence[float], indicator: Indicator) -> list[str]:
    """Each class in words, lowest first: "£30.10 to £34.20", "over £34.20 to £36.00"."""
    texts = [cell(edge, indicator) for edge in edges]
    return [f"{'over ' if i else ''}{low} to {high}" for i, (low, high) in enumerate(pairwise(texts))]


def bare_sentence(base: EvidenceBase, finding: Finding) -> str:
    """A finding's sentence without its subject, for under a heading that names indicator and place."""
    text = sentence(base, finding)
    rest = text.removeprefix(f"{_subject(base, finding)}: ")
    return rest[0].upper() + rest[1:]


def interval_sentence(finding: Finding, indicator: Indicator) -> str:
    """The interval of a level as a sentence."""
    text = interval_words(finding, indicator)
    return f"{text}." if text else ""


def share(part: float) -> str:
    """A share of 1 in per cent as people round small errors: "0.09%", "2.8%", "13%"."""
    size = part * 100
    return f"{size:.0f}%" if size >= 9.95 else f"{size:.1f}%" if size >= 0.95 else f"{size:.2f}%"


def not_known_note(bounds: Finding, indicator: Indicator) -> str:
    """What must stand beside a NEET rate: "A further 5.4% are not known."; empty where that is not known either."""
    if bounds.value is None:
        return ""
    return f"A further {number(bounds.numbers['not_known'], indicator)} are not known."


def two_sides_title(first: Finding, second: Finding, names: tuple[str, str], comparator: Area) -> str:
    """Where a place stands on two indicators, as a title: "Below England on GVA per hour, similar on Level 3 by age 19"."""
    sides = {"higher": "above", "lower": "below", "same": "level"}
    one, two = (sides.get(f.judgement, f.judgement) for f in (first, second))
    joined = {"similar": " to", "level": " with"}.get(one, "")
    start = f"{one.capitalize()}{joined} {place(comparator)} on {names[0]}"
    return f"{start} and {names[1]}" if one == two else f"{start}, {two} on {names[1]}"


def label(area: Area) -> str:
    """A place's name on a chart, without an article: "UK", "North West"."""
    return "UK" if area.code == "K02000001" else area.name


def not_known_cell(bounds: Finding, indicator: Indicator) -> str:
    """The part whose activity is not known, for a narrow column: "19.1% not known"; empty where there is none."""
    return "" if bounds.value is None else f"{number(bounds.numbers['not_known'], indicator)} not known"


def gap_cell(finding: Finding | None, indicator: Indicator) -> str:
    """A gap for a narrow column: "13% below, worse", "2.1 pp higher, better", "similar", "not known"."""
    if finding is None or finding.value is None:
        return "not known"
    if finding.judgement in ("similar", "same"):
        return finding.judgement
    side = gap_side(finding, indicator).removesuffix(" than").replace("percentage points", "pp")
    side = side.replace("percentage point", "pp").replace(
        indicator.unit, SHORT_UNITS.get(indicator.unit, indicator.unit)
    )
    return f"{side}, {finding.good}" if finding.good else side


def gap_line(base: EvidenceBase, finding: Finding) -> str:
    """A gap in a list about one place: "GVA per hour: 6.2% below England (£36.40 against £38.80) in 2023."."""
    indicator = base.indicator(finding.indicator)
    own, other = number(finding.numbers["place"], indicator), comparator_words(finding, indicator)
    return f"{indicator.name}: {gap_short(base, finding)} ({own} against {other}) {when(finding.period)}."


def comparator_words(finding: Finding, indicator: Indicator) -> str:
    """The comparator's figure of a gap, with how it came about where it is not published: "26.7%, modelled"."""
    other = next((f for f in finding.figures if f.area_code == finding.against), None)
    how = "" if other is None or other.origin == "published" else ", modelled" if other.modelled else ", derived"
    return number(finding.numbers["comparator"], indicator) + how


def short_sentence(base: EvidenceBase, finding: Finding) -> str:
    """A finding under a heading that names indicator, place and period: "6.2% below England (£38.80)."."""
    indicator, text = base.indicator(finding.indicator), bare_sentence(base, finding)
    if finding.kind == "gap":
        other = comparator_words(finding, indicator)
        words, colon, rest = gap_words(base, finding).partition(":")
        text = f"{words} ({other}){colon}{rest}."
    elif finding.kind == "change":
        first = number(finding.numbers["first"], indicator)
        nominal = "; in the prices of each year" if indicator.prices == "current" else ""
        text = f"{change_words(base, finding)} ({first}{nominal})."
    elif finding.kind == "rank":
        text = text.replace(f" {when(finding.period)}", "", 1)
    elif finding.kind == "level" and not finding.interval:
        value, *how = text.split(". ", 1)
        text = f"{value.rstrip('.')}; published without an interval, so no test is made. {''.join(how)}".strip()
    return text[0].upper() + text[1:]


def change_line(base: EvidenceBase, finding: Finding) -> str:
    """A change in a list that names the place: "GVA per hour: rose by 25% since 2018 (from £28.10 to £36.40 in 2023)."."""
    return sentence(base, finding).replace(
        f"{_subject(base, finding)}: ", f"{base.indicator(finding.indicator).name}: ", 1
    )


def interval_cell(finding: Finding, indicator: Indicator) -> str:
    """The interval of a level for a column: "72.1% to 74.5%"; empty where there is none."""
    if not finding.interval:
        return ""
    return f"{cell(finding.interval.lower, indicator)} to {cell(finding.interval.upper, indicator)}"


def standing_sentence(
    place_name: str, comparator: Area, counts: tuple[int, int, int, int], tested: tuple[int, int]
) -> str:
    """How many indicators are better, worse, not told apart, and neither better nor worse, and how many of the first two
    are told by a test: "Of 32 indicators that can be compared with England, 9 are better in Ashby (1 by a test), ..."."""
    better, worse, alike, neither = counts
    are = "is" if better == 1 else "are"
    parts = [
        f"{better} {are} better in {place_name} ({tested[0]} by a test)",
        f"{worse} worse ({tested[1]} by a test)",
        f"{alike} cannot be told apart",
    ]
    if neither:
        parts.append(f"on {neither} neither side is better")
    total = counted(sum(counts), "indicator")
    return f"Of {total} that can be compared with {place(comparator)}, {listed(parts)}."


def day(when_: date) -> str:
    """A day: "22 November 2026"."""
    return f"{when_.day} {when_:%B %Y}"


def file_size(size: int) -> str:
    """A number of bytes as people say it: "85 kB", "1.2 MB"."""
    return f"{size / 1e6:.1f}{NBSP}MB" if size >= 1e6 else f"{max(1, round(size / 1e3))}{NBSP}kB"


def begun(text: str) -> str:
    """A text as the start of a sentence."""
    return text[:1].upper() + text[1:]
