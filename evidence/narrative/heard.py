"""The engagement log counted: who was heard, on what, when, and who was not; never with a name that may not be shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from evidence import wording
from evidence.indicators.base import EvidenceBase
from evidence.narrative.engagement import day_of
from evidence.narrative.prompts import Sector, open_engagement
from evidence.narrative.records import DOCUMENT, EvidenceItem
from evidence.narrative.speakers import firms_of, speaker, unnamed
from evidence.productivity.industry import enterprise_structure

NOT_KNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Count:
    """Entries of one theme, sector, size, area, method or month, and the organisations named in them, each once."""

    key: str  # "" where the entries do not say
    name: str
    entries: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Unheard:
    """A theme, sector, size or area that no conversation is on record for.

    `firms` is the sector's share of the place's enterprises (of 1); None where they are not counted, and for no sector.
    """

    key: str
    name: str
    firms: float | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Something said that may be quoted, and by whom as others may read it."""

    item_id: str
    theme: str
    question: str
    said: str
    speaker: str
    month: str
    source_title: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """One organisation by name, or several that are called the same without their names."""

    name: str
    organisations: int


@dataclass(frozen=True, slots=True)
class Summary:
    """An engagement log as others may read it. It holds no name of a person and no words that are not quotable.

    `entries` are conversations and documents; `organisations` are the names in conversations, each counted once, and
    `unnamed` the conversations without one, of which nobody knows how many organisations they are. `first` and `last` are
    the days between which people were heard; None where no conversation has a date.
    """

    conversations: int
    documents: int
    organisations: int
    unnamed: int
    first: date | None
    last: date | None
    by_theme: tuple[Count, ...]
    by_sector: tuple[Count, ...]
    by_size: tuple[Count, ...]
    by_area: tuple[Count, ...]
    by_method: tuple[Count, ...]
    by_month: tuple[Count, ...]
    speakers: tuple[Speaker, ...]
    themes_unheard: tuple[Unheard, ...]
    sectors_unheard: tuple[Unheard, ...]
    sizes_unheard: tuple[Unheard, ...]
    areas_unheard: tuple[Unheard, ...]
    quotes: tuple[Quote, ...]
    not_quotable: int
    open_follow_ups: tuple[str, ...]  # ids of entries, those that have waited longest first
    follow_ups_done: int

    @property
    def entries(self) -> int:
        """How many entries the log has."""
        return self.conversations + self.documents


def summary_of(items: Sequence[EvidenceItem], base: EvidenceBase, place: str = "") -> Summary:
    """The log counted. `place` is the code of the place that it is about: its districts, and its enterprises by sector."""
    offered = open_engagement(base)
    heard = [item for item in items if item.method != DOCUMENT]
    days = sorted(day for item in heard if (day := day_of(item.date)))
    areas = _named(base, sorted({item.area for item in items if item.area}))
    months = {m: month_words(m) for m in sorted({month_of(item) for item in items if month_of(item)})}
    return Summary(
        conversations=len(heard),
        documents=len(items) - len(heard),
        organisations=len({key for item in heard if (key := organisation_key(item))}),
        unnamed=sum(1 for item in heard if not item.organisation),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        by_theme=_counts(items, lambda i: i.theme, {k: t.name for k, t in offered.themes.items()}),
        by_sector=_counts(heard, lambda i: i.sector, {k: s.name for k, s in offered.sectors.items()}),
        by_size=_counts(heard, lambda i: i.size, {k: s.name for k, s in offered.sizes.items()}),
        by_area=_counts(items, lambda i: i.area, areas),
        by_method=_counts(items, lambda i: i.method, {k: m.name for k, m in offered.methods.items()}),
        by_month=_counts(items, month_of, months),
        speakers=_speakers(base, heard),
        themes_unheard=_unheard({i.theme for i in heard}, {k: t.name for k, t in offered.themes.items()}),
        sectors_unheard=_sectors_unheard(base, {i.sector for i in heard}, place),
        sizes_unheard=_unheard({i.size for i in heard}, {k: s.name for k, s in offered.sizes.items()}),
        areas_unheard=_unheard({i.area for i in heard}, _districts(base, place)),
        quotes=tuple(_quote(base, item) for item in items if item.quotable and item.said),
        not_quotable=sum(1 for item in items if not item.quotable),
        open_follow_ups=tuple(i.id for i in sorted(items, key=lambda i: (i.date or "9", i.position)) if is_open(i)),
        follow_ups_done=sum(1 for item in items if item.follow_up and item.follow_up_done),
    )


def is_open(item: EvidenceItem) -> bool:
    """Whether something was promised in an entry and is not done."""
    return bool(item.follow_up) and not item.follow_up_done


def organisation_key(item: EvidenceItem) -> str:
    """What organisations are told apart by: their name without capitals, points and a "The" before it."""
    name = " ".join(item.organisation.casefold().replace(".", "").split())
    return re.sub(r"^the ", "", name)


def month_of(item: EvidenceItem) -> str:
    """The month of an entry, "2026-05"; empty where its date is not known."""
    return item.date[:7] if day_of(item.date) else ""


def month_words(month: str) -> str:
    """A month as it is read: "May 2026"; empty for none."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}" if month else ""


def _counts(
    items: Sequence[EvidenceItem], key_of: Callable[[EvidenceItem], str], names: Mapping[str, str]
) -> tuple[Count, ...]:
    """Entries and organisations by key in the order of `names`; keys that are not on it next, what is not said last."""
    groups: dict[str, list[EvidenceItem]] = {}
    for item in items:
        groups.setdefault(key_of(item), []).append(item)
    order = [*(k for k in names if k in groups), *sorted(k for k in groups if k and k not in names)]
    order += [""] if "" in groups else []
    return tuple(
        Count(k, names.get(k, k) or NOT_KNOWN, len(groups[k]), len({organisation_key(i) for i in groups[k]} - {""}))
        for k in order
    )


def _speakers(base: EvidenceBase, heard: Sequence[EvidenceItem]) -> tuple[Speaker, ...]:
    """Who was heard, by name, the others after them; one who may be named once is not counted again without a name."""
    named = {organisation_key(i): i.organisation for i in heard if i.quotable and i.organisation}
    rest = [i for i in heard if organisation_key(i) not in named]
    # One organisation that was heard twice is called after the first time.
    once = {organisation_key(i) or i.id: i for i in reversed(rest)}
    others: dict[str, int] = {}
    for item in once.values():
        words = unnamed(base, item)
        others[words] = others.get(words, 0) + 1
    known = tuple(Speaker(name, 1) for name in sorted(named.values(), key=str.casefold))
    return known + tuple(Speaker(words, others[words]) for words in sorted(others))


def _unheard(heard: set[str], names: Mapping[str, str]) -> tuple[Unheard, ...]:
    return tuple(Unheard(key, name) for key, name in names.items() if key not in heard)


def _sectors_unheard(base: EvidenceBase, heard: set[str], place: str) -> tuple[Unheard, ...]:
    """Sectors that nobody was heard from: those with most of the place's enterprises first, then those not counted."""
    sectors = [s for key, s in open_engagement(base).sectors.items() if key not in heard]
    found = [Unheard(s.key, s.name, _share(base, s, place)) for s in sectors]
    return tuple(sorted(found, key=lambda u: -1.0 if u.firms is None else -1.0 - u.firms))


def _share(base: EvidenceBase, sector: Sector, place: str) -> float | None:
    """A sector's share of a place's enterprises; None where it is not counted by itself."""
    count = firms_of(base, sector, place) if place in base.areas else None
    total = enterprise_structure(base, place).total.value if count is not None else None
    return count / total if count is not None and total else None


def _districts(base: EvidenceBase, place: str) -> dict[str, str]:
    """The districts of a place that has several, by name."""
    codes = base.members.get(place, ())
    return _named(base, codes) if len(codes) > 1 else {}


def _named(base: EvidenceBase, codes: Sequence[str]) -> dict[str, str]:
    """Areas by name; a code that the evidence base does not know stands for itself."""
    names = {code: wording.label(base.areas[code]) if code in base.areas else code for code in codes}
    return dict(sorted(names.items(), key=lambda named: named[1]))


def _quote(base: EvidenceBase, item: EvidenceItem) -> Quote:
    return Quote(
        item_id=item.id,
        theme=item.theme,
        question=open_engagement(base).question(item.prompt),
        said=item.said,
        speaker=speaker(base, item),
        month=month_words(month_of(item)),
        source_title=item.source_title,
        source_url=item.source_url,
    )
