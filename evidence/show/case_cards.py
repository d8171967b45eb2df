"""Cases as HTML: what each achieved and cost, as printed and in the prices of one year, with what each figure is read with."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from evidence.coordination import words
from evidence.coordination.activities import Activity
from evidence.coordination.listing import Line

HEADS = {"outcome": "What it achieved", "cost": "What it cost"}


def case_html(case: Activity, lines: Sequence[Line]) -> str:
    """A case: its name and kind, then its outcomes and its costs, each amount beside what it counts."""
    parts = [f'<h3 class="case">{escape(case.name)}</h3><p class="case-kind">{escape(words.kind(case))}</p>']
    for measures, head in HEADS.items():
        rows = "".join(_row(line) for line in lines if line.measures == measures)
        if rows:
            parts.append(f"<h4>{head}</h4><dl>{rows}</dl>")
    return f'<div class="case-card">{"".join(parts)}</div>'


def _row(line: Line) -> str:
    now = f" <strong>{escape(line.now)}</strong>" if line.now else ""
    return (
        f"<dt>{escape(line.amount)}</dt><dd>{escape(line.what)}{now}"
        f'<span class="read-with">{escape(line.read_with)}</span></dd>'
    )
