"""`python -m evidence growth`: the inclusive-growth walk of a place, or all of a geography."""

from __future__ import annotations

import argparse

from evidence import wording
from evidence.analysis.comparators import default_comparators
from evidence.commands.asked import comparators, span_of
from evidence.commands.printed import json_text, table_text
from evidence.errors import EvidenceError
from evidence.growth import words
from evidence.growth.monitor import Monitor, Options, comparison_set, geography_set, monitor_of, usual_options
from evidence.growth.rows import monitor_row, walk_row
from evidence.growth.scores import CHANGES, VARIANTS
from evidence.growth.walk import Walk, walk_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of the command."""
    command.add_argument("area", nargs="?", metavar="AREA", help="an area's code (or give --geography or --group)")
    command.add_argument(
        "--geography", metavar="G", help="every area of a geography; with AREA, what it is scored among"
    )
    command.add_argument("--years", metavar="FIRST-LAST", help="the span of the change, as in 2013-2018")
    command.add_argument("--scores", default="min-max", metavar="|".join(VARIANTS), help="how measures become scores")
    command.add_argument("--change", default="pooled", metavar="|".join(CHANGES), help="how change is scored")
    command.add_argument("--compare", metavar="CODE|region|england", help="whose figures stand beside the place's own")


def growth(base: EvidenceBase, chosen: argparse.Namespace) -> str:
    """The walk of a place, or every place of a geography with what goes together."""
    usual = usual_options(base)
    options = Options(span_of(chosen.years) if chosen.years else usual.years, chosen.scores, chosen.change)
    code = chosen.area or (chosen.groups[0] if chosen.groups else None)
    if code is None:
        if not chosen.geography:
            raise EvidenceError("The walk needs an area's code, or --geography G, or --group NAME=CODE,CODE,...")
        monitor = monitor_of(base, geography_set(base, chosen.geography), options)
        return json_text(monitor_row(base, monitor)) if chosen.json else _monitor_text(base, monitor)
    among = comparison_set(base, base.area(code).code, chosen.geography)
    against = comparators(base, code, chosen.compare) or default_comparators(base, code)
    walk = walk_of(base, monitor_of(base, among, options), code, comparator=next(iter(against), None))
    return json_text(walk_row(walk)) if chosen.json else _walk_text(base, walk)


def _monitor_text(base: EvidenceBase, monitor: Monitor) -> str:
    rows = [
        (
            code,
            base.areas[code].name,
            *(
                words.rank((found.rank, found.of) if found.rank else None)
                for ranges in (monitor.level_ranges, monitor.change_ranges)
                for found in (ranges["prosperity"][place], ranges["inclusion"][place])
            ),
        )
        for place, code in enumerate(monitor.among.codes)
    ]
    header = ("Code", "Area", "Prosperity", "Inclusion", "Prosperity, change", "Inclusion, change")
    lines = [words.options_line(monitor), ""]
    for what in ("level", "change"):
        lines.append(words.association_sentence(monitor, what, monitor.association(what)))
        lines.append(words.without_sentence(monitor, what, monitor.association_without(what)))
    return "\n".join([*lines, words.relative(monitor.options.variant), words.NOT_JRF, "", table_text(header, rows)])


def _walk_text(base: EvidenceBase, walk: Walk) -> str:
    themes = tuple(walk.themes.values())
    lines = [f"{walk.area.name} ({walk.area.code}), {wording.kind_words(walk.area)}", "", words.headline(walk)]
    lines += [words.theme_sentence(walk, theme) for theme in themes]
    lines += [words.change_sentence(walk, theme) for theme in themes]
    lines += [
        words.typology(walk),
        words.options_line(walk.monitor),
        words.relative(walk.monitor.options.variant),
        words.NOT_JRF,
    ]
    for step in walk.steps:
        said = (
            words.step_sentence(walk, step),
            words.step_change(walk, step),
            words.nearest(base, step),
        )
        lines += ["", " ".join(text for text in said if text)]
        lines += [
            f"  {s.measure.name}, {period_text(s.period)}: {words.value(s.here.value, s.measure)}" for s in step.stands
        ]
        lines += [f"  - {text}" for text in step.cannot]
    if walk.spreads:
        lines += ["", "Between its districts", *(f"  {words.spread_sentence(base, s)}" for s in walk.spreads)]
    used = dict.fromkeys(
        base.indicator(i).source.line for s in walk.steps for t in s.stands for i in t.measure.indicators
    )
    return "\n".join([*lines, "", *(f"Source: {line}" for line in used)])
