"""docs/lipsit.md: LIPSIT's statement about growth of prosperity and of inclusivity, asked of the figures held."""

from __future__ import annotations

from collections.abc import Mapping

from evidence import wording
from evidence.growth import words
from evidence.growth.association import Association
from evidence.growth.framework import open_framework
from evidence.growth.lipsit import SETS, SPAN, STATEMENT, asked_of
from evidence.growth.monitor import Monitor
from evidence.growth.scores import CHANGES
from evidence.indicators.base import EvidenceBase

ASKED = tuple((geography, years, method) for years in (SPAN, None) for method in CHANGES for geography in SETS)
HEADER = (
    "| areas | change | scored as | n | Pearson | Spearman | without employment rate | without inactivity rate | "
    "none below |"
)


def lipsit_report(base: EvidenceBase) -> str:
    """The question, the answer whichever way it falls, and the commands that reproduce it."""
    monitors = [asked_of(base, *asked) for asked in ASKED]
    first = monitors[0]
    answer = first.association("change")
    without = first.association_without("change")
    return "\n".join(
        [
            "# Do prosperity and inclusion grow together?",
            "Written by `python -m evidence.sources readme` from the figures held; a test fails when it is out of date.",
            "",
            "## The statement",
            f"{STATEMENT.replace('Achieving Levelling Up', '*Achieving Levelling Up*')} It prints no coefficient and no list of areas, and its indicators stand in an annex that we could not read. England "
            "never had 53 partnerships: the areas must include others of the UK. What follows asks the same of other figures and areas, so "
            "it neither confirms nor refutes LIPSIT.",
            "",
            "## The answer on these figures",
            _sentence(first, answer),
            "",
            f"{words.without_sentence(first, 'change', without)}",
            "",
            _verdict(without),
            "",
            HEADER,
            "|" + "---|" * 9,
            *(_row(monitor) for monitor in monitors),
            "",
            "*Points* are differences of scores on one scale for both years, *progress* puts the changes themselves on a scale from the "
            "smallest to the largest; money is in prices of the last year. Prosperity is scored on output and employment, inclusion on "
            "incomes and labour-market inclusion: human capital and living costs have no series that reaches back, and are left out for "
            "every area. Figures of partnerships are combined from districts.",
            "",
            "## What to read it with",
            "- On one scale for both years a measure that moves much counts for more: employment, inactivity and claims move several times "
            "as far as output and income, and the first two come from one survey whose chance errors are then mirrored in both themes.",
            *(f"- {text}" for text in _caveats(base)),
            "",
            "## Levels are another matter",
            *(line for geography in SETS for line in (_levels(asked_of(base, geography)), "")),
            "## How to reproduce it",
            "```",
            *(_command(*asked) for asked in ASKED),
            "```",
            "",
        ]
    )


def _sentence(monitor: Monitor, found: Association) -> str:
    return words.association_sentence(monitor, "change", found)


def _verdict(without: Mapping[str, Association]) -> str:
    left = [without[key].pearson for key in words.MIRROR]
    if not any(found.told_apart for found in left):
        return (
            "So the correlation of 2013 to 2018 rests on both being in: without either it is not told apart from none, as LIPSIT's "
            '"little correlation" would have it.'
        )
    if all(found.told_apart for found in left):
        return "The correlation does not rest on that mirror alone: without either of the two measures it is still told apart from none."
    return (
        "For this row, without one of the two the correlation is still told apart from none, without the other it is not; the other rows "
        "below differ. These figures do not settle the question."
    )


def _caveats(base: EvidenceBase) -> list[str]:
    """What the publishers say of the figures that changes rest on, each once."""
    framework = open_framework(base)
    slugs = dict.fromkeys(slug for key in framework.used("change") for slug in framework.measures[key].indicators)
    found = [(base.indicator(slug).short_name, text) for slug in slugs for text in base.indicator(slug).caveats]
    return [f"{name}: {text}" for name, text in found]


def _row(monitor: Monitor) -> str:
    found, without = monitor.association("change"), monitor.association_without("change")
    first, last = monitor.options.years
    cells = (
        monitor.among.name,
        f"{first} to {last}",
        {"pooled": "points", "progress": "progress"}[monitor.options.method],
        str(found.pearson.pairs),
        words.correlation_words(found.pearson),
        words.correlation_words(found.spearman),
        *(wording.plain_number(without[key].pearson.value, 2) for key in words.MIRROR),
        wording.plain_number(found.pearson.critical, 2),
    )
    return f"| {' | '.join(cells)} |"


def _levels(monitor: Monitor) -> str:
    return words.association_sentence(monitor, "level", monitor.association("level"))


def _command(geography: str, years: tuple[int, int] | None, method: str) -> str:
    span = f" --years {years[0]}-{years[1]}" if years else ""
    change = f" --change {method}" if method != "pooled" else ""
    return f"python -m evidence growth --geography {geography}{span}{change} --json"
