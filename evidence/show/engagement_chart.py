"""The engagement log as bars: entries by theme, sector, size, area, way of hearing or month, those without any too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from evidence import wording
from evidence.errors import EvidenceError
from evidence.narrative.engagement_tables import COUNTED, WHO_COUNTS
from evidence.narrative.heard import Count, Summary
from evidence.places.areas import Area
from evidence.show import theme
from evidence.show.chart_parts import Chart, drawn, scale_of
from evidence.show.ladder import Ladder

OF_CONVERSATIONS = ("Sector", "Size")  # reports and plans have neither
KINDS = {
    "Theme": "theme",
    "Sector": "sector",
    "Size": "size",
    "Area": "area",
    "How it was heard": "way of hearing",
    "Month": "month",
}
UNHEARD = {"Theme": "themes", "Sector": "sectors", "Size": "sizes", "Area": "areas"}


def heard_chart(summary: Summary, area: Area, heading: str, *, width: int | None = None, scale: float = 1.0) -> Chart:
    """A bar for each theme, sector, size, area, method or month (`heading` is one of COUNTED), with an empty row for none.

    Raises EvidenceError where there is nothing to draw.
    """
    counts = _with_none(summary, heading)
    if not counts:
        raise EvidenceError(f"No {KINDS[heading]} is on record yet, so there is nothing to count.")
    unit = "conversations" if heading in OF_CONVERSATIONS else "entries"
    most = max((count.entries for count in counts), default=0)
    axis = scale_of([0.0, float(max(most, 4))], zero=True, most=4)
    rows = [_row(count, unit, count.entries / axis.high) for count in counts]
    ladder = Ladder(rows, axis, [f"{tick:,.0f}" for tick in axis.ticks], scale)
    told = " ".join(f"{row['said']}." for row in rows)
    alt = f"Bar chart of {unit} by {KINDS[heading]}. {told}"
    return Chart(
        plot=drawn([*ladder.grid(), ladder.bars(), *ladder.texts()], height=ladder.height, alt_text=alt, width=width),
        title=_title(counts, heading, unit),
        subtitle=f"{_start(wording.place(area))}: {unit} of the engagement log by {KINDS[heading]}. {WHO_COUNTS}",
        alt=alt,
        source="the engagement log of this workspace.",
        table=_table(counts, heading),
    )


def _with_none(summary: Summary, heading: str) -> tuple[Count, ...]:
    """The counts, then whom or what nothing is on record for."""
    counts: tuple[Count, ...] = getattr(summary, next(name for name, said in COUNTED.items() if said == heading))
    held = {count.key for count in counts}
    unheard = getattr(summary, f"{UNHEARD[heading]}_unheard") if heading in UNHEARD else ()
    known = sorted((c for c in counts if c.key), key=lambda c: c.key if heading == "Month" else -c.entries)
    not_said = [c for c in counts if not c.key]
    return (*known, *(Count(u.key, u.name, 0, 0) for u in unheard if u.key not in held), *not_said)


def _row(count: Count, unit: str, end: float) -> dict[str, Any]:
    said = f"{count.name}: {_many(count.entries, unit)}, {wording.counted(count.organisations, 'organisation')} named"
    return {
        "name": count.name,
        "text": f"{count.entries:,}" if count.entries else "none yet",
        "said": said if count.entries else f"{count.name}: none yet",
        "start": 0.0,
        "end": end,
        "chosen": False,
        "colour": theme.THIS_PLACE if count.key else theme.HAIRLINE,
    }


def _title(counts: Sequence[Count], heading: str, unit: str) -> str:
    """What stands out: the largest, two that are level, or that nothing does."""
    total, kind = sum(count.entries for count in counts), KINDS[heading]
    known = [count for count in counts if count.key and count.entries]
    if not known:
        return f"No {kind} is on record yet"
    most = max(count.entries for count in known)
    first = [count.name for count in known if count.entries == most]
    if len(first) > 1:
        return f"No {kind} stands out: at most {most:,} of {_many(total, unit)}"
    return f"{first[0]}: {most:,} of {_many(total, unit)}"


def _many(n: int, unit: str) -> str:
    return f"{n:,} {unit}" if n != 1 else {"entries": "1 entry"}.get(unit, "1 conversation")


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(counts: Sequence[Count], heading: str) -> pd.DataFrame:
    rows = [(c.name, c.entries, c.organisations) for c in counts]
    return pd.DataFrame(rows, columns=[heading, "Entries", "Organisations named"]).set_index(heading)
