"""What a pack contains, and making one: the only place to change to add a chapter."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

import pandas as pd

from evidence import wording
from evidence.analysis.profile import Profile, profile_of
from evidence.coordination.activities import Activity
from evidence.coordination.register import open_register
from evidence.errors import EvidenceError
from evidence.growth.framework import has_framework
from evidence.indicators.aggregate import periods_of
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import COORDINATION, PROFILED, THEMES
from evidence.indicators.periods import parse_period, period_text
from evidence.narrative.place import placed
from evidence.narrative.whole import narrative_of
from evidence.pack.back_matter import ATTRIBUTIONS, checks, methods
from evidence.pack.blocks import (
    EDITIONS,
    INTERNAL,
    PUBLIC,
    Chapter,
    EvidencePack,
    Picture,
    SourceEntry,
    Sources,
    figures_in,
)
from evidence.pack.chapters import key_of, on_a_page, peers, theme_chapter
from evidence.pack.coordination import coordination
from evidence.pack.growth import KEY as GROWTH_KEY
from evidence.pack.growth import TITLE as GROWTH_TITLE
from evidence.pack.growth import inclusive_growth
from evidence.pack.making import Asked, Citations
from evidence.pack.narrative import CLAIMS_KEY, CLAIMS_TITLE, claims, narrative
from evidence.pack.narrative import KEY as NARRATIVE_KEY
from evidence.pack.narrative import TITLE as NARRATIVE_TITLE
from evidence.pack.people_said import KEY as PEOPLE_KEY
from evidence.pack.people_said import TITLE as PEOPLE_TITLE
from evidence.pack.people_said import people_said
from evidence.pack.principles import KEY as PRINCIPLES_KEY
from evidence.pack.principles import TITLE as PRINCIPLES_TITLE
from evidence.pack.principles import principles
from evidence.pack.productivity import KEY as PRODUCTIVITY_KEY
from evidence.pack.productivity import TITLE as PRODUCTIVITY_TITLE
from evidence.pack.productivity import productivity
from evidence.pack.since_last import KEY as SINCE_KEY
from evidence.pack.since_last import TITLE as SINCE_TITLE
from evidence.pack.since_last import since_last
from evidence.pack.summary import summary
from evidence.pack.workshops import KEY as WORKSHOPS_KEY
from evidence.pack.workshops import TITLE as WORKSHOPS_TITLE
from evidence.pack.workshops import workshops
from evidence.pack.written import Written
from evidence.productivity.drivers import has_drivers
from evidence.show.document_maps import locator_map
from evidence.workshop.kept import held_in

PURPOSE = "Evidence on the local economy, work and young people"
LONGEST_PURPOSE = 160
LONGEST_READING = 5000
Progress = Callable[[float, str], None]


def silent(share: float, doing: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter that a pack can have: its key and title in the list of choices, and what makes it."""

    key: str
    title: str
    make: Callable[[Asked], Chapter]
    editions: tuple[str, ...] = EDITIONS


# To add a chapter, write a function from Asked to Chapter and put a line here: every format, the page and the command follow.
PARTS = (
    Part("on-a-page", "The place on a page", on_a_page),
    Part(NARRATIVE_KEY, NARRATIVE_TITLE, narrative),
    Part(PEOPLE_KEY, PEOPLE_TITLE, people_said),
    Part(WORKSHOPS_KEY, WORKSHOPS_TITLE, workshops),
    Part("summary", "What the evidence says", summary),
    Part(PRODUCTIVITY_KEY, PRODUCTIVITY_TITLE, productivity),
    Part(GROWTH_KEY, GROWTH_TITLE, inclusive_growth),
    *(Part(key_of(theme), theme, coordination if theme == COORDINATION else theme_chapter(theme)) for theme in THEMES),
    Part("peers", "Peers, and why they are peers", peers),
    Part("checks", "For the team: what to check", checks, (INTERNAL,)),
    Part(PRINCIPLES_KEY, PRINCIPLES_TITLE, principles, (INTERNAL,)),
    Part("methods", "Methods in plain words", methods),
    Part(CLAIMS_KEY, CLAIMS_TITLE, claims),
    Part(SINCE_KEY, SINCE_TITLE, since_last),
)
ALWAYS = ("on-a-page", "summary", "methods")
# They come with a narrative and never without one; workshops and changes where there are any.
OF_NARRATIVE = (NARRATIVE_KEY, PEOPLE_KEY, PRINCIPLES_KEY, CLAIMS_KEY, WORKSHOPS_KEY, SINCE_KEY)


def parts_for(base: EvidenceBase, edition: str, written: Written | None = None) -> tuple[Part, ...]:
    """The chapters of an edition: those of themes that the evidence base holds indicators of, and of a narrative."""
    held = {key_of(i.theme) for i in base.indicators.values() if i.role in PROFILED}
    held |= {key_of(COORDINATION)} if open_register(base).activities else set()
    themes = {key_of(theme) for theme in THEMES}
    held |= {GROWTH_KEY} if has_framework(base) else set()
    held |= {PRODUCTIVITY_KEY} if has_drivers(base) else set()
    held |= {*OF_NARRATIVE[:-2]} if written else set()
    held |= {WORKSHOPS_KEY} if written and held_in(written.of("evidence")) else set()
    held |= {SINCE_KEY} if written and written.last else set()
    optional = themes | {GROWTH_KEY, PRODUCTIVITY_KEY, *OF_NARRATIVE}
    return tuple(p for p in PARTS if edition in p.editions and (p.key not in optional or p.key in held))


def make_pack(
    base: EvidenceBase,
    area_code: str,
    *,
    as_of: date,
    comparators: Sequence[str] | None = None,
    chapters: Collection[str] | None = None,
    edition: str = PUBLIC,
    model: str = "global",
    purpose: str = PURPOSE,
    own: tuple[Activity, ...] = (),
    readings: tuple[tuple[str, str], ...] = (),
    written: Written | None = None,
    progress: Progress = silent,
) -> EvidencePack:
    """The evidence pack of a place: a frozen selection of evidence for one place and date, ready for any format.

    `chapters` are keys of `PARTS` (all of the edition by default; the place on a page, the summary, methods and sources
    are always there). `own` are activities that the place adds to the register of coordination, `readings` what its
    team makes of the dimensions of the inclusive-growth walk; with `written`, what a team wrote in a workspace, its
    narrative comes first. `progress` is told the share that is done, 0 to 1, and what is being made. Raises EvidenceError for
    an unknown choice, for a date before the evidence, and for a place without a single figure.
    """
    chosen = check_choices(base, as_of=as_of, edition=edition, chapters=chapters, written=written)
    base, told_of = placed(base, written.place) if written else (base, "")
    progress(0.0, "Asking the evidence base")
    profile = profile_of(base, area_code, comparators=comparators, model=model)
    if not profile.rows:
        raise EvidenceError(
            f"No indicator has a figure for {profile.area.name} ({area_code}), so there is nothing to put in a pack. "
            "Choose a larger area, or one that still exists."
        )
    asked = Asked(
        base,
        profile,
        model,
        as_of,
        edition,
        Citations(),
        own,
        tuple((key, _lines(text)) for key, text in readings),
        *((written, narrative_of(base, told_of, written.items), told_of) if written else ()),
    )
    made = []
    for place, part in enumerate(chosen):
        progress((place + 1) / (len(chosen) + 2), part.title)
        made.append(part.make(asked))
    return _bound(asked, tuple(made), purpose)


def _bound(asked: Asked, made: tuple[Chapter, ...], purpose: str) -> EvidencePack:
    """The chapters with the list of sources, as a pack."""
    shown = [f for chapter in made for block in chapter.blocks for f in figures_in(block)]
    entries = asked.cited.entries(shown)
    used = {f.indicator: asked.base.indicator(f.indicator) for f in shown}
    used |= {i.slug: i for taken in asked.cited.used.values() for i in taken.values()}
    area = asked.area
    return EvidencePack(
        area_code=area.code,
        place=area.name,
        kind=wording.kind_words(area),
        purpose=_clean(purpose) or PURPOSE,
        as_of=asked.as_of,
        edition=asked.edition,
        data_edition=_data_edition(asked.base, entries),
        compared_with=_compared_with(asked.base, asked.profile),
        fingerprint=fingerprint(asked.base),
        cover=_cover(asked),
        chapters=(*made, _sources(entries)),
        names={
            code: a.name for code, a in asked.base.areas.items() if code in {f.area_code for f in shown} | {area.code}
        },
        indicators=used,
        sources=entries,
    )


def check_choices(
    base: EvidenceBase,
    *,
    as_of: date,
    edition: str,
    chapters: Collection[str] | None,
    written: Written | None = None,
) -> tuple[Part, ...]:
    """The chapters that a pack of these choices has, in order.

    Raises EvidenceError for an unknown edition or chapter, and for a date before the end of a period that the evidence
    base has figures for.
    """
    if edition not in EDITIONS:
        raise EvidenceError(f"There is no edition {edition!r}; editions are: {', '.join(EDITIONS)}.")
    newest = newest_period(base)
    if parse_period(newest).end > as_of:
        raise EvidenceError(
            f"A pack cannot be dated {wording.day(as_of)}: the evidence base holds figures up to {period_text(newest)}. "
            "Choose a later date."
        )
    offered = parts_for(base, edition, written)
    if chapters is None:
        return offered
    choosable = [p.key for p in offered if p.key not in OF_NARRATIVE]
    if unknown := [key for key in chapters if key not in choosable]:
        known = ", ".join(choosable)
        raise EvidenceError(
            f"There is no chapter {wording.listed([repr(key) for key in unknown])} in the {edition} edition; chapters are: {known}."
        )
    return tuple(p for p in offered if p.key in chapters or p.key in (*ALWAYS, *OF_NARRATIVE))


def outline(
    base: EvidenceBase,
    area_code: str,
    *,
    chapters: Collection[str] | None,
    edition: str,
    written: Written | None = None,
) -> pd.DataFrame:
    """What a pack will hold, a row a chapter: indicators with a figure for the place and without; index "Chapter"."""
    profile = profile_of(base, area_code)
    rows = []
    for part in parts_for(base, edition, written):
        if chapters is not None and part.key not in (*chapters, *ALWAYS, *OF_NARRATIVE):
            continue
        held = sum(row.indicator.theme == part.title for row in profile.rows)
        absent = sum(base.indicator(finding.indicator).theme == part.title for finding in profile.without)
        counts = (str(held), str(absent)) if held + absent else ("", "")
        rows.append((part.title, *counts))
    columns = ["Chapter", "Indicators with a figure", "Indicators without"]
    return pd.DataFrame([*rows, ("Sources", "", "")], columns=columns).set_index("Chapter")


@lru_cache(maxsize=8)
def newest_period(base: EvidenceBase) -> str:
    """The period that ends last of all that the evidence base has figures for."""
    periods = {p for slug in base.indicators for p in periods_of(base, slug)[-1:]}
    return max(periods, key=lambda p: (parse_period(p).end, p))


def _data_edition(base: EvidenceBase, entries: Sequence[SourceEntry]) -> str:
    return (
        f"{wording.counted(len(entries), 'source')}, figures up to {period_text(newest_period(base))}; "
        f"evidence base {fingerprint(base)}"
    )


def _compared_with(base: EvidenceBase, profile: Profile) -> str:
    return wording.listed([wording.place(base.areas[code]) for code in profile.comparators]) or "no other area"


def _cover(asked: Asked) -> Picture | None:
    """Where the place is; None where the evidence base has no outlines to draw it with."""
    try:
        drawing = locator_map(asked.base, asked.area)
    except EvidenceError:
        return None
    return Picture(
        "map", "cover", "", "", f"Map of England and Wales: {asked.area.name} in dark blue.", drawing, "", ""
    )


def _sources(entries: tuple[SourceEntry, ...]) -> Chapter:
    lines = (f"{wording.counted(len(entries), 'source')}, numbered as they are cited.",)
    return Chapter("sources", "Sources", lines, (Sources(entries), *ATTRIBUTIONS))


@lru_cache(maxsize=8)
def fingerprint(base: EvidenceBase) -> str:
    """Twelve hexadecimal digits that stand for every file of the evidence base: the same files, the same digits."""
    digest = sha256()
    for path in sorted(p for p in base.folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(base.folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _lines(text: str) -> tuple[str, ...]:
    """The lines of a text that someone typed, each as `_clean` leaves it; empty ones are left out."""
    lines = (_clean(line, LONGEST_READING) for line in text[:LONGEST_READING].splitlines())
    return tuple(line for line in lines if line)


def _clean(text: str, longest: int = LONGEST_PURPOSE) -> str:
    """A text that someone typed, on one line, without characters that documents cannot hold, not longer than a cover takes."""
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]+", " ", text)
    return " ".join(plain.split())[:longest]
