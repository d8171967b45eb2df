"""`python -m evidence coordination`: who does what together in a place."""

from __future__ import annotations

import argparse
from pathlib import Path

from evidence import wording
from evidence.analysis.prices import gdp_deflator
from evidence.commands.asked import own_activities
from evidence.commands.printed import json_text, table_text
from evidence.coordination import words
from evidence.coordination.activities import FUNCTIONS, KINDS, PILLARS
from evidence.coordination.coverage import Choice, Held
from evidence.coordination.figures import Compared, compared
from evidence.coordination.place import NOT_EMPTY, coordination_of, similar_cases
from evidence.coordination.register import register_with
from evidence.coordination.rows import activity_row, coordination_row
from evidence.indicators.base import EvidenceBase


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of the command."""
    command.add_argument(
        "area", nargs="?", metavar="AREA", help="an area's code (or give --group); none lists the register"
    )
    for name, known in (("function", FUNCTIONS), ("pillar", PILLARS), ("kind", KINDS)):
        command.add_argument(
            f"--{name}", action="append", default=[], metavar="KEY", help=f"only of these: {', '.join(known)}"
        )
    command.add_argument("--year", type=int, help="only what was there in this year, or may have been")
    command.add_argument("--activities", type=Path, metavar="FILE", help="a table of the place's own activities to add")


def coordination(base: EvidenceBase, chosen: argparse.Namespace) -> str:
    """What the register holds for a place, or the whole register."""
    register = register_with(base, own_activities(base, chosen.activities))
    asked = Choice(tuple(chosen.function), tuple(chosen.pillar), tuple(chosen.kind), year=chosen.year)
    code = chosen.area or (chosen.groups[0] if chosen.groups else None)
    if code is None:
        found = [a for a in register.activities.values() if asked.takes(a)]
        if chosen.json:
            return json_text([activity_row(a) for a in found])
        return table_text(
            ("Activity", "Kind", "Where", "Name"), [(a.slug, words.kind(a), a.areas_as_stated, a.name) for a in found]
        )
    place = coordination_of(base, register, code, chosen=asked)
    cases = compared(similar_cases(register, place), gdp_deflator(base))
    if chosen.json:
        return json_text(coordination_row(register, place, cases))
    lines = [f"{place.area.name} ({place.area.code}), {wording.kind_words(place.area)}", ""]
    lines += [*words.summary(place), *words.gap_lines(place), NOT_EMPTY]
    lines += ["", table_text(("Activity", "Kind", "Reach", "When", "Functions"), [_held_cells(h) for h in place.held])]
    if place.ended:
        lines += ["", "Ended", "", *(f"  {h.activity.name} ({words.life(h.activity)})" for h in place.ended)]
    lines += ["", "Cases elsewhere (not ranked: they count different things)", ""]
    return "\n".join([*lines, *(f"  {c.activity.name}. {words.figure_line(c.figure)}{_now(c)}" for c in cases)])


def _held_cells(held: Held) -> tuple[str, ...]:
    activity = held.activity
    return (
        activity.name,
        words.kind(activity),
        words.reach(held),
        words.life(activity),
        words.function_names(activity.functions),
    )


def _now(compared: Compared) -> str:
    return (
        f" In prices of {compared.price_year}: {words.uprated_amount(compared)}."
        if compared.uprated is not None
        else ""
    )
