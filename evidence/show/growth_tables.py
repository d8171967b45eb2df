"""Tables of the walk: for reading beside each chart, and all places for taking away."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import numpy as np
import pandas as pd

from evidence import wording
from evidence.growth import titles, words
from evidence.growth.framework import THEMES
from evidence.growth.monitor import Monitor
from evidence.growth.rows import monitor_row, walk_row
from evidence.growth.sureness import RankRange
from evidence.growth.walk import Stand, Step, Walk, side_of_median
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text

THEIL = "Theil's T (–: only for amounts per head)"


def dimensions_table(walk: Walk) -> pd.DataFrame:
    """The six dimensions with score, rank, change and what they rest on; index "Dimension"."""
    monitor = walk.monitor
    variant, used = monitor.options.variant, monitor.columns
    rows = [
        {
            "Theme": THEMES[step.dimension.theme],
            "Score": words.score(step.level, variant),
            "Rank": words.rank(step.level_rank),
            "Rank moves": _range(step.level_range),
            "Change": _change(walk, step),
            "Rank by change": words.rank(step.change_rank),
            "Rank by change moves": _range(step.change_range),
            "Measures": "; ".join(f"{s.measure.name}, {period_text(used[s.measure.key].period)}" for s in step.stands),
        }
        for step in walk.steps
    ]
    return pd.DataFrame(rows, index=pd.Index([step.dimension.name for step in walk.steps], name="Dimension"))


def _range(found: RankRange | None) -> str:
    return "not known" if found is None else titles.range_cell(found)


def _change(walk: Walk, step: Step) -> str:
    if step.change is None:
        return "not scored"
    return (
        words.score(step.change) if walk.monitor.options.method == "progress" else f"{words.signed(step.change)} points"
    )


def measures_table(base: EvidenceBase, walk: Walk, step: Step) -> pd.DataFrame:
    """The measures of a dimension: value, interval, comparator, rank and change as text; index "Measure"."""
    rows = []
    for stand in step.stands:
        cells = {
            "Period": period_text(stand.period),
            walk.area.name: words.value(stand.here.value, stand.measure),
            "95% interval": words.interval(stand),
        }
        if walk.comparator:
            cells[walk.comparator.name] = words.value(stand.comparator, stand.measure)
        cells |= {
            "Rank, 1st is best": words.rank(stand.rank),
            "Rank moves within 95% intervals": titles.measure_moves(stand) or "not ranked",
            "Change {} to {}".format(*walk.monitor.options.years): words.change_cell(stand),
            "How it came about": _origin(base, stand),
            "Source": " ".join(dict.fromkeys(base.indicator(f.indicator).source.line for f in stand.here.figures)),
        }
        rows.append(cells)
    return pd.DataFrame(rows, index=pd.Index([stand.measure.name for stand in step.stands], name="Measure"))


def _origin(base: EvidenceBase, stand: Stand) -> str:
    """How a measure's figures came about; of a quotient or a difference, each."""
    said = [wording.origin_words(base.indicator(f.indicator), f) for f in stand.here.figures]
    return "; ".join(dict.fromkeys(said))


def places_table(base: EvidenceBase, monitor: Monitor, own: str = "") -> pd.DataFrame:
    """Every place of a set with scores, ranks, how far these move, and changes; index "Place".

    In the order of names, which ranks nobody; the place with the code `own` comes first.
    """
    rows = [
        {"Place": base.areas[code].name}
        | {
            f"{name} {head}": text
            for theme, name in THEMES.items()
            for head, text in _cells(monitor, theme, place).items()
        }
        for place, code in enumerate(monitor.among.codes)
    ]
    table = pd.DataFrame(rows).set_index("Place")
    return table.iloc[_by_name(base, monitor, own)]


def _cells(monitor: Monitor, theme: str, place: int) -> dict[str, str]:
    level, change = monitor.level_ranges[theme][place], monitor.change_ranges[theme][place]
    return {
        "score": _text(monitor.level.themes[theme][place], monitor.options.variant),
        "rank": words.rank((level.rank, level.of)) if level.rank else "not ranked",
        "rank moves": titles.range_cell(level),
        "change": _moved(monitor, theme, place),
        "rank by change": words.rank((change.rank, change.of)) if change.rank else "not ranked",
        "rank by change moves": titles.range_cell(change),
    }


def _moved(monitor: Monitor, theme: str, place: int) -> str:
    change = monitor.change.themes[theme][place]
    if np.isnan(change):
        return "not scored"
    return words.score(change) if monitor.options.method == "progress" else words.signed(float(change))


def _text(score: float, variant: str) -> str:
    if np.isnan(score):
        return "no score"
    return words.signed(float(score), 1) if variant == "z-score" else wording.plain_number(float(score), 0)


def _by_name(base: EvidenceBase, monitor: Monitor, own: str) -> list[int]:
    """Places by their names, one's own first."""
    order = [(code != own, base.areas[code].name, i) for i, code in enumerate(monitor.among.codes)]
    return [i for *_, i in sorted(order)]


def quadrant_table(base: EvidenceBase, monitor: Monitor, what: str, own: str = "") -> pd.DataFrame:
    """Every place of a set with both scores of a quadrant, its ranks and its corner in words; ordered as `places_table`."""
    ranges = monitor.level_ranges if what == "level" else monitor.change_ranges
    scores = monitor.level if what == "level" else monitor.change
    variant = monitor.options.variant if what == "level" else "min-max"
    rows = []
    for place, code in enumerate(monitor.among.codes):
        cells = {"Place": base.areas[code].name}
        for theme, name in THEMES.items():
            found = ranges[theme][place]
            cells[name] = (
                _text(scores.themes[theme][place], variant) if what == "level" else _moved(monitor, theme, place)
            )
            cells[f"{name} rank"] = words.rank((found.rank, found.of)) if found.rank else "not ranked"
            cells[f"{name} rank moves"] = titles.range_cell(found)
        sides = [side_of_median(ranges[theme][place]) for theme in THEMES]
        cells["Both together"] = titles.together(sides)
        rows.append(cells)
    return pd.DataFrame(rows).set_index("Place").iloc[_by_name(base, monitor, own)]


def spreads_table(base: EvidenceBase, walk: Walk) -> pd.DataFrame:
    """How far the districts of a place lie apart on each measure; index "Measure"."""
    rows = []
    for found in walk.spreads:
        indicator = base.indicator(found.indicator)
        high, low = found.highest, found.lowest
        rows.append(
            {
                "Period": period_text(found.period),
                "Highest": f"{wording.number(high.value, indicator)}, {base.areas[high.area_code].name}",
                "Lowest": f"{wording.number(low.value, indicator)}, {base.areas[low.area_code].name}",
                "Coefficient of variation": wording.share(found.cv),
                THEIL: "–" if found.theil is None else wording.plain_number(found.theil, 3),
            }
        )
    names = [base.indicator(found.indicator).name for found in walk.spreads]
    return pd.DataFrame(rows, index=pd.Index(names, name="Measure"))


def places_csv(base: EvidenceBase, monitor: Monitor) -> str:
    """Every place of a set as CSV for machines: unrounded, a row a place, the set and the options on every row."""
    found = monitor_row(base, monitor)
    rows = [_machine_row(place) for place in found["places"]]
    out = io.StringIO()
    writer = csv.DictWriter(out, [*rows[0], "comparison_set", "options", "sources", "note"], lineterminator="\n")
    writer.writeheader()
    same = {
        "comparison_set": found["comparison_set"]["name"],
        "options": found["options"]["printed"],
        "sources": sources_of(base, monitor),
        "note": f"{words.relative(monitor.options.variant)} {words.NOT_JRF}",
    }
    writer.writerows(row | same for row in rows)
    return out.getvalue()


def _machine_row(place: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {"area_code": place["area_code"], "area_name": place["area_name"]}
    for what in ("level", "change"):
        for group, scores in place[what].items():
            row |= {f"{what}_{group.rstrip('s')}_{key}": value for key, value in scores.items()}
    for what, key in (("level", "rank_interval"), ("change", "change_rank_interval")):
        for theme, found in place[key].items():
            row |= {f"{what}_rank_{theme}": found["rank"], f"{what}_of_{theme}": found["of"]}
            for name in ("leaving_out_each_measure", "within_published_intervals"):
                ends = found[name] or (None, None)
                row |= {f"{what}_rank_{theme}_{name}_{end}": n for end, n in zip(("best", "worst"), ends, strict=True)}
    return row


def places_json(base: EvidenceBase, monitor: Monitor) -> str:
    """Every place of a set as JSON."""
    return json.dumps(monitor_row(base, monitor), ensure_ascii=False, indent=1)


def walk_json(walk: Walk) -> str:
    """The whole walk of a place as JSON."""
    return json.dumps(walk_row(walk), ensure_ascii=False, indent=1)


def sources_of(base: EvidenceBase, monitor: Monitor) -> str:
    """Publishers and licences of all figures that scores of a set rest on; editions are in the tables of steps."""
    slugs = {slug for m in monitor.framework.measures.values() for slug in m.indicators}
    sources = [base.indicator(slug).source for slug in sorted(slugs)]
    publishers, licences = (
        sorted(set(names)) for names in zip(*((s.publisher, s.licence) for s in sources), strict=True)
    )
    return f"{'; '.join(publishers)}. {'; '.join(licences)}."
