"""The card of an activity as HTML: who, where, when, its story, its figures, what to read it with, and on whose word."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from evidence.coordination import words
from evidence.coordination.activities import Activity, ActivityFigure
from evidence.coordination.register import Register
from evidence.coordination.tables import OWN
from evidence.indicators.base import EvidenceBase


def card_html(base: EvidenceBase, register: Register, activity: Activity, *, heading: bool = True) -> str:
    """The card of an activity; `heading` writes its name above it, for a place where nothing else names it."""
    facts = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in words.facts(base, activity))
    parts = (
        f"<h3>{escape(activity.name)}</h3>" if heading else "",
        f'<dl class="activity-facts">{facts}</dl>',
        f'<p class="reading">{escape(whose_reading(register, activity))}</p>',
        f"<p>{escape(activity.story)}</p>" if activity.story else "",
        _listed("Figures", map(_figure, activity.figures)),
        _listed("Read it with this", map(escape, activity.caveats)),
        _source(register, activity),
    )
    return f'<article class="activity">{"".join(parts)}</article>'


def whose_reading(register: Register, activity: Activity) -> str:
    """Who says which functions and pillars an activity serves, in a sentence."""
    if activity.layer == OWN:
        return "Added by your team; functions and pillars are as you entered them."
    layer = register.layers.get(activity.layer)
    if layer is None:
        return "Functions and pillars are our reading, not the source's."
    return f"The source names no functions or pillars. {layer.reading}"


def _figure(figure: ActivityFigure) -> str:
    """A figure's line with its amount in bold, and how it was counted more quietly."""
    line, amount = words.figure_line(figure), words.amount(figure)
    what, found, how = line.partition(f": {amount}")
    return (
        f'{escape(what)}: <strong>{escape(amount)}</strong><span class="how">{escape(how)}</span>'
        if found
        else escape(line)
    )


def _listed(title: str, lines: Iterable[str]) -> str:
    rows = "".join(f"<li>{line}</li>" for line in lines)
    return f'<h4>{title}</h4><ul class="sentences">{rows}</ul>' if rows else ""


def _source(register: Register, activity: Activity) -> str:
    """The source, its address where it has one on the web, and how far the list goes that the activity stands on."""
    url, layer = activity.source.url, register.layers.get(activity.layer)
    # An address that a team typed itself is a link only where a browser would open a page for it.
    link = f' <a href="{escape(url)}" target="_blank" rel="noopener">Read it there</a>.' if _on_the_web(url) else ""
    whole = f" List: {escape(layer.name)}. {escape(layer.completeness)}" if layer else ""
    return f'<p class="source-line">Source: {escape(words.source_line(activity))}{link}{whole}</p>'


def _on_the_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))
