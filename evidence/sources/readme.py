"""data/README.md and docs/command-line.md, written from the data and the command line themselves."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from evidence.coordination.register import CASES, Layer, open_register
from evidence.coordination.words import cited
from evidence.indicators.aggregate import periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.breakdowns import read_breakdowns
from evidence.indicators.observations import STATUSES
from evidence.indicators.periods import span_text
from evidence.rows import ATTRIBUTION

CONTRACT = """\
| column | what it holds |
|---|---|
| `area_code` | the official code of the area (places/areas.csv) |
| `period` | an ISO 8601 interval: `2023-01-01/P1Y`, `2024-12-01/P3M` |
| `value` | the figure as published; empty if and only if the status is `x` |
| `lower`, `upper` | the 95% interval, where one is published; both or neither |
| `numerator`, `denominator` | the counts that a rate is made of, where they are published |
| `status` | {statuses} |
"""


def data_readme(base: EvidenceBase) -> str:
    """What data/ holds: the column contract, every indicator and table with source and licence, the attribution."""
    statuses = "; ".join(f"`{code}` {words}" if code else f"empty: {words}" for code, words in STATUSES.items())
    described, _ = read_breakdowns(base.folder / "breakdowns")
    rows = [_indicator_line(base, slug) for slug in sorted(base.indicators)]
    register = open_register(base)
    others = [
        f"| `{b.slug}` | {b.name} | {b.unit} | {b.source.publisher}, {b.source.edition} | {b.source.licence} |"
        for b in described.values()
    ]
    return "\n".join(
        [
            "# What this folder holds",
            "This page is written by `python -m evidence.sources readme`; a test fails when it is out of date.",
            "",
            f"{len(base.areas)} areas, {len(base.indicators)} indicators, {sum(map(len, base.tables.values())):,} published figures. {ATTRIBUTION}",
            "",
            "- `places/`: areas with their life spans and successors, dated memberships, recoded areas, statistical neighbours, outlines.",
            "- `indicators/`: a TOML file for each indicator: what the number is, how it combines over areas, its source.",
            "- `observations/`: a table for each indicator, in the column contract below.",
            "- `breakdowns/`: tables of another shape (counts by category, references), each with its TOML file.",
            "- `coordination/`: the register of coordination activity: national lists in `layers/` (a table and a TOML file each), described cases in `cases/`.",
            "- `growth/`, `productivity/`: what the inclusive-growth walk measures; drivers of productivity and national context.",
            "- `narrative/`: the shape of a place narrative, the questions of the engagement log, and the rules by which numbers and words of a text are checked.",
            "- `workshop/`: agendas to start a workshop from.",
            "",
            "A later release comes in by `python -m evidence.sources import FOLDER`, where FOLDER holds tables named after their",
            "indicators (`employment-rate.csv`). Everything is checked before anything is written; `--dry-run` only says what would change.",
            "",
            "## The column contract",
            CONTRACT.format(statuses=statuses),
            "## Indicators",
            "| name | what | unit | periods | combined over areas | source | licence |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            "## Tables of another shape",
            "| name | what | unit | source | licence |",
            "|---|---|---|---|---|",
            *others,
            "",
            "## Lists of coordination activity",
            "| name | what | entries | how far it goes | source and licence |",
            "|---|---|---|---|---|",
            *[_layer_line(layer, entries) for layer, entries in register.entries_by_layer()],
            "",
            f"Besides these, {sum(a.layer == CASES for a in register.activities.values())} cases that documents describe, each with its source.",
            "",
        ]
    )


def _indicator_line(base: EvidenceBase, slug: str) -> str:
    indicator = base.indicators[slug]
    periods = periods_of(base, slug)
    source = f"{indicator.source.publisher}, {indicator.source.edition}"
    what = f"{indicator.name}, computed as {indicator.computed_from}" if indicator.computed_from else indicator.name
    cells = (
        f"`{slug}`",
        what,
        indicator.unit,
        span_text(periods[0], periods[-1]),
        indicator.combines.words,
        source,
        indicator.source.licence,
    )
    return "| " + " | ".join(cells) + " |"


def _layer_line(layer: Layer, entries: int) -> str:
    cells = (f"`{layer.slug}`", layer.name, str(entries), layer.completeness, cited(layer.source))
    return "| " + " | ".join(cells) + " |"


def command_line_reference(parser: argparse.ArgumentParser) -> str:
    """Every command with its arguments and options, in words of the command line's own help."""
    parts = [
        "# The command line",
        "Written by `python -m evidence.sources readme` from the commands' own help. Every command also takes `--help`.",
    ]
    for name, about, command in _commands(parser, "python -m evidence"):
        parts += [f"\n## `{name}`", f"{about[0].upper()}{about[1:]}.\n"]
        parts += [command.description] if command.description else []
        parts += [_argument_line(action) for action in command._actions if _is_argument(action)]
    return "\n".join(parts) + "\n"


def _commands(parser: argparse.ArgumentParser, of: str) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Every command below a parser, and every command of a command: its name, what it is for, and its own parser."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            about = {choice.dest: str(choice.help) for choice in action._choices_actions}
            for name, command in action.choices.items():
                yield f"{of} {name}", about[name], command
                yield from _commands(command, f"{of} {name}")


def _is_argument(action: argparse.Action) -> bool:
    return action.dest != "help" and not isinstance(action, argparse._SubParsersAction)


def _argument_line(action: argparse.Action) -> str:
    """One argument as a list item: its spelling and its help."""
    takes = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    spelling = f"{action.option_strings[0]}{takes}" if action.option_strings else takes.strip()
    return f"- `{spelling}`: {action.help or 'the name of an indicator'}"
