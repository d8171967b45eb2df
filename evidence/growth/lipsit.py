"""LIPSIT's statement about growth of prosperity and of inclusivity, and what these figures say to it."""

from __future__ import annotations

from evidence.growth import words
from evidence.growth.monitor import Monitor, Options, geography_set, monitor_of, usual_options
from evidence.indicators.base import EvidenceBase

SETS = ("lep", "combined-authority")
SPAN = (2013, 2018)  # the years that the statement is about
STATEMENT = (
    "LIPSIT (Achieving Levelling Up, paragraph 2.19) says that across 53 areas of Local Enterprise Partnerships and combined "
    "authorities in the UK there was little correlation between the growth of prosperity and the growth of inclusivity from 2013 "
    "to 2018."
)
NEITHER = (
    "LIPSIT's areas and indicators are not public, and England never had 53 partnerships. These figures ask the same of other "
    "areas and indicators, so they neither confirm nor refute it."
)


def asked_of(
    base: EvidenceBase, geography: str, years: tuple[int, int] | None = None, method: str = "pooled"
) -> Monitor:
    """The scores that the question is put to; to the latest year where no years are given."""
    return monitor_of(base, geography_set(base, geography), Options(years or usual_options(base).years, method=method))


def answers(base: EvidenceBase) -> list[str]:
    """The statement, the answer of all LEPs over its years and of combined authorities to the latest year, what it rests on."""
    said = [STATEMENT]
    for monitor in (asked_of(base, "lep", SPAN), asked_of(base, "combined-authority")):
        without = dict(monitor.association_without("change"))
        said += [
            words.association_sentence(monitor, "change", monitor.association("change")),
            words.without_sentence(monitor, "change", without),
        ]
    return [*said, NEITHER]
