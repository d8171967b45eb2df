"""The engagement log as tables with plain headings, for a page and for a pack: counts, who was not heard, quotations."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from evidence import wording
from evidence.indicators.base import EvidenceBase
from evidence.indicators.breakdowns import read_breakdowns
from evidence.narrative.heard import Count, Summary, Unheard
from evidence.narrative.prompts import open_engagement
from evidence.narrative.speakers import has_firms
from evidence.productivity.industry import ENTERPRISES, years_of
from evidence.productivity.industry_words import percent

COUNTED = {
    "by_theme": "Theme",
    "by_sector": "Sector",
    "by_size": "Size",
    "by_area": "Area",
    "by_method": "How it was heard",
    "by_month": "Month",
}
WHO_COUNTS = (
    "An entry is a conversation or a report. Organisations are counted by name, each once, so entries without a name are not "
    "among them. Sectors and sizes are of conversations."
)
NOT_A_SAMPLE = (
    "These are the organisations that were asked and answered. They are no sample, so their number says nothing of how many "
    "others think the same."
)


def count_tables(summary: Summary) -> dict[str, pd.DataFrame]:
    """Entries and organisations by theme, sector, size, area, method and month: a table each, by its heading."""
    return {heading: _counts(heading, getattr(summary, name)) for name, heading in COUNTED.items()}


def _counts(heading: str, counts: Sequence[Count]) -> pd.DataFrame:
    rows = [(c.name, c.entries, c.organisations) for c in counts]
    return pd.DataFrame(rows, columns=[heading, "Entries", "Organisations named"]).set_index(heading)


def speakers_table(summary: Summary) -> pd.DataFrame:
    """Who was heard: organisations that may be named, and the others by sector and area."""
    rows = [(s.name, s.organisations) for s in summary.speakers]
    return pd.DataFrame(rows, columns=["Who was heard", "How many"]).set_index("Who was heard")


def unheard_table(summary: Summary) -> pd.DataFrame:
    """Whom no conversation is on record for, and which share of the place's enterprises a sector has."""
    parts = {
        "Theme": summary.themes_unheard,
        "Sector": summary.sectors_unheard,
        "Size": summary.sizes_unheard,
        "Area": summary.areas_unheard,
    }
    rows = [(u.name, what, _share(u)) for what, unheard in parts.items() for u in unheard]
    columns = ["Not heard", "What it is", "Share of enterprises here"]
    return pd.DataFrame(rows, columns=columns).set_index("Not heard")


def shares_note(base: EvidenceBase) -> str:
    """What the shares of enterprises are, of which year and by whom; empty where none are counted."""
    if not has_firms(base):
        return ""
    source = read_breakdowns(base.folder / "breakdowns")[0][ENTERPRISES].source
    return (
        f"Shares are of enterprises registered here in {years_of(base, ENTERPRISES)[-1]}, each count rounded to the nearest 5; "
        "manufacturing is counted with mining, energy, water and waste. "
        f"Source: {source.publisher}, {source.title}, {source.edition}; {source.licence}."
    )


def _share(unheard: Unheard) -> str:
    return "" if unheard.firms is None else percent(unheard.firms)


def quotes_table(base: EvidenceBase, summary: Summary) -> pd.DataFrame:
    """What may be quoted, by theme in the order of the themes, with who said it and when."""
    themes = open_engagement(base).themes
    order = {key: n for n, key in enumerate(themes)}
    quotes = sorted(summary.quotes, key=lambda q: order.get(q.theme, len(order)))
    rows = [(themes[q.theme].name if q.theme in themes else q.theme, q.said, q.speaker, q.month) for q in quotes]
    return pd.DataFrame(rows, columns=["Theme", "What was said", "Who said it", "When"]).set_index("Theme")


def heard_sentence(summary: Summary) -> str:
    """How many were heard, and when, as one sentence."""
    if not summary.entries:
        return "Nobody is on record as heard yet."
    said = [wording.counted(summary.conversations, "conversation")] if summary.conversations else []
    said += (
        [wording.counted(summary.documents, "report or plan").replace("report or plans", "reports or plans")]
        if summary.documents
        else []
    )
    who = f", with {wording.counted(summary.organisations, 'named organisation')}" if summary.organisations else ""
    unnamed = summary.unnamed
    without = f" ({wording.counted(unnamed, 'conversation')} without a name)" if who and unnamed else ""
    return f"On record: {wording.listed(said)}{who}{without}{_when(summary)}."


def _when(summary: Summary) -> str:
    if summary.first is None or summary.last is None:
        return ""
    first, last = wording.day(summary.first), wording.day(summary.last)
    return f", on {first}" if first == last else f", {first} to {last}"


def unheard_sentence(summary: Summary, most: int = 3) -> str:
    """Whom the log lacks: the largest sectors, then sizes and areas, as one sentence; empty where it lacks none of them."""
    sectors = [f"{u.name} ({_share(u)} of enterprises)" for u in summary.sectors_unheard if u.firms is not None]
    parts = [("sectors with most enterprises", sectors), ("sizes", [u.name for u in summary.sizes_unheard])]
    parts += [("areas", [u.name for u in summary.areas_unheard]), ("themes", [u.name for u in summary.themes_unheard])]
    said = [f"{what}: {_some(names, most)}" for what, names in parts if names]
    return f"Not heard yet, {'; '.join(said)}." if said else ""


def _some(names: Sequence[str], most: int) -> str:
    return wording.listed(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"
