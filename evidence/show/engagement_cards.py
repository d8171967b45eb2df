"""Entries of the engagement log as HTML for a page: for the team in full, for others only what they may read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from evidence import wording
from evidence.indicators.base import EvidenceBase
from evidence.narrative.engagement import ADDRESS, day_of
from evidence.narrative.engagement_csv import NOT_FOR_QUOTATION
from evidence.narrative.heard import Summary, Unheard, is_open, month_of, month_words
from evidence.narrative.people import BASES
from evidence.narrative.prompts import open_engagement
from evidence.narrative.records import DOCUMENT, EvidenceItem
from evidence.narrative.speakers import speaker
from evidence.productivity.industry_words import percent
from evidence.workspace.people import Named

AT_ONCE = 360  # characters of what was said before the rest is folded
NOBODY_NAMED = "Organisation not named"


def entry_html(base: EvidenceBase, item: EvidenceItem, *, number: int, statements: int = 0, named: bool = False) -> str:
    """An entry for the team; `statements` rest on it, `named` says that the name of a person is kept apart."""
    who = item.organisation or (item.source_title if item.method == DOCUMENT else "") or NOBODY_NAMED
    marks = [("✓", "May be quoted") if item.quotable else ("○", NOT_FOR_QUOTATION)]
    marks += [("△", f"Follow-up open: {item.follow_up}")] if is_open(item) else []
    marks += [("✓", f"Follow-up done: {item.follow_up}")] if item.follow_up and item.follow_up_done else []
    marks += [("●", "A name is kept apart")] if named else []
    about = [*_about(base, item), _when(item), _name(base, "methods", item.method)]
    said = _said(item.said) + _source(item)
    return _card(base, item, number, who, about, said, [*marks, *_resting(statements)])


def others_html(base: EvidenceBase, item: EvidenceItem, *, number: int, statements: int = 0) -> str:
    """An entry as others may read it: who spoke as they may be called, the month, and only words that are quotable."""
    who = speaker(base, item)
    about = [month_words(month_of(item)), _name(base, "methods", item.method)]
    said = _said(item.said) + _source(item) if item.quotable else f'<p class="beside">{NOT_FOR_QUOTATION}</p>'
    return _card(base, item, number, who[:1].upper() + who[1:], about, said, _resting(statements))


def counts_html(counts: Sequence[str]) -> str:
    """What a log holds, in one line of short counts."""
    items = "".join(f"<li>{escape(text)}</li>" for text in counts)
    return f'<ul class="log-counts" aria-label="What the log holds">{items}</ul>'


def unheard_html(summary: Summary) -> str:
    """Whom no conversation is on record for: sectors with their share of enterprises, sizes, areas and themes, as lists."""
    groups = {
        "Sectors": summary.sectors_unheard,
        "Areas": summary.areas_unheard,
        "Sizes": summary.sizes_unheard,
        "Themes": summary.themes_unheard,
    }
    listed = "".join(
        f"<li><h3>{name}</h3><ul>{''.join(_unheard(one) for one in unheard)}</ul></li>"
        for name, unheard in groups.items()
        if unheard
    )
    return f'<ul class="unheard">{listed}</ul>'


def _unheard(unheard: Unheard) -> str:
    share = "" if unheard.firms is None else f' <span class="share">{percent(unheard.firms)} of enterprises</span>'
    return f"<li>{escape(unheard.name)}{share}</li>"


def _card(
    base: EvidenceBase,
    item: EvidenceItem,
    number: int,
    who: str,
    about: Sequence[str],
    said: str,
    marks: Sequence[tuple[str, str]],
) -> str:
    theme, question = _name(base, "themes", item.theme), open_engagement(base).question(item.prompt)
    asked = ": ".join(part for part in (theme, question) if part)
    listed = "".join(f'<li><span aria-hidden="true">{sign}</span> {escape(text)}</li>' for sign, text in marks)
    return (
        f'<article class="entry" aria-label="Entry {number}">'
        f'<p class="who"><span class="number">{number}</span> <strong>{escape(who)}</strong> '
        f'<span class="about">{escape(" · ".join(part for part in about if part))}</span></p>'
        f'<p class="asked">{escape(asked)}</p>{said}'
        + (f'<ul class="entry-marks">{listed}</ul>' if listed else "")
        + "</article>"
    )


def _resting(statements: int) -> list[tuple[str, str]]:
    if not statements:
        return []
    return [("↳", f"{wording.counted(statements, 'statement')} of the narrative rest{'s' * (statements == 1)} on it")]


def _about(base: EvidenceBase, item: EvidenceItem) -> list[str]:
    area = base.areas.get(item.area)
    where = wording.label(area) if area else item.area
    return [_name(base, "sectors", item.sector), _name(base, "sizes", item.size), where]


def _name(base: EvidenceBase, what: str, key: str) -> str:
    """The name of a theme, method, sector or size; a key that is not known stands for itself."""
    known = getattr(open_engagement(base), what)
    return str(known[key].name) if key in known else key


def _when(item: EvidenceItem) -> str:
    day = day_of(item.date)
    return wording.day(day) if day else "date not known"


def _said(said: str) -> str:
    """What was said, the rest of a long text folded away at the end of a word."""
    if len(said) <= AT_ONCE:
        return f'<p class="said">{escape(said)}</p>'
    cut = said.rfind(" ", AT_ONCE // 2, AT_ONCE)
    cut = cut if cut > 0 else AT_ONCE
    return (
        f'<p class="said">{escape(said[:cut])} …</p>'
        f'<details class="rest"><summary>Read the rest</summary><p class="said">{escape(said[cut:].strip())}</p></details>'
    )


def _source(item: EvidenceItem) -> str:
    """The title of a report, a link where its address is one of a web page."""
    title = item.source_title or item.source_url
    if not title:
        return ""
    if ADDRESS.match(item.source_url):
        return (
            f'<p class="beside">Source: <a href="{escape(item.source_url)}" target="_blank" rel="noopener noreferrer">'
            f'{escape(title)}<span class="unseen"> (opens in a new tab)</span></a></p>'
        )
    return f'<p class="beside">Source: {escape(title)}</p>'


def name_html(named: Named, today: date, *, item: EvidenceItem | None = None, number: int = 0) -> str:
    """Who said an entry, why the name may be kept and until when: for the team's own page, and nowhere else."""
    basis = BASES[named.lawful_basis].name if named.lawful_basis in BASES else named.lawful_basis
    until, due = wording.day(named.keep_until), named.keep_until < today
    kept = f"Was to be kept until {until}: due for erasure" if due else f"Kept until {until}"
    where = ""
    if item is not None:
        who = item.organisation or item.source_title or NOBODY_NAMED
        where = f'<p class="beside">Entry {number}: {escape(", ".join((who, _when(item))))}</p>'
    return (
        f'<div class="person{" due" * due}"><p class="who"><strong>{escape(named.name)}</strong> '
        f'<span class="about">{escape(named.contact)}</span></p>'
        f'<p class="kept">{"<span aria-hidden=true>△</span> " * due}{escape(kept)} · {escape(basis)}</p>{where}</div>'
    )
