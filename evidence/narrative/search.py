"""Search: what a person types, as answered references that can be put into a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from evidence.analysis.comparators import default_comparators, neighbours_of, peer_geography
from evidence.analysis.young_people import TOGETHER
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import PROFILED, THEMES, Indicator
from evidence.narrative.answers import Answer, ask
from evidence.narrative.references import (
    CHANGE,
    ENTERPRISES,
    GAP,
    GVA,
    LEVEL,
    NEIGHBOURS,
    NOT_KNOWN,
    RANK,
    SPECIALISM,
    TREND,
    Reference,
)
from evidence.narrative.specialisms import industries, short_code
from evidence.productivity.industry import UK

# What people type for a kind of question, beside its name.
_CALLED = {
    LEVEL: "level value figure",
    GAP: "gap difference compared against above below",
    RANK: "rank position highest lowest",
    CHANGE: "change since rose fell growth",
    TREND: "trend rising falling",
    NOT_KNOWN: "not known least most",
    SPECIALISM: "specialism specialised specialisation industry sector share quotient",
}
_MEASURES = {GVA: "gva gross value added output", ENTERPRISES: "enterprises businesses firms"}
_IDLE = frozenset(
    ("a", "an", "and", "as", "by", "for", "from", "in", "is", "of", "on", "or", "per", "than", "the", "to")
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = re.compile(r"\w+")
_LONGEST = 200  # characters of a query that are read


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A reference that could be meant: the words of its subject's name, of its question, and others that it is known by."""

    reference: Reference
    name: tuple[str, ...]
    short: tuple[str, ...]
    question: tuple[str, ...]
    about: tuple[str, ...]


def suggestions(base: EvidenceBase, place_code: str, query: str, limit: int = 12) -> tuple[Answer, ...]:
    """Answers that the words of a query are about, those whose subject is named exactly first, at most `limit` of them.

    Every word must be the beginning of a word of the subject, its theme or the question; a year asks for figures of that
    year. Nothing is found for an empty query, and nothing that the evidence base cannot answer.
    """
    words = _words(query[:_LONGEST])
    years = [word for word in words if _YEAR.fullmatch(word)]
    wanted = tuple(word for word in words if word not in years and word not in _IDLE)
    if not wanted or len(years) > 1:
        return ()
    ranked = [(match, one) for one in _candidates(base, place_code) if (match := _match(one, wanted)) is not None]
    ranked.sort(key=lambda pair: pair[0])  # a stable sort: otherwise in the order of the catalogue
    references = _of_year((one.reference for _, one in ranked), years)
    return tuple(islice(_answered(base, place_code, references), max(limit, 0)))


def _of_year(references: Iterable[Reference], years: list[str]) -> Iterator[Reference]:
    for one in references:
        if not years:
            yield one
        elif one.kind != TREND:
            yield Reference(one.kind, one.indicator, one.area, one.against, years[0], one.industry)


def _answered(base: EvidenceBase, place_code: str, references: Iterable[Reference]) -> Iterator[Answer]:
    """The answers that are known; where there is no level, nothing else of the indicator is asked."""
    for one in references:
        level = Reference(LEVEL, one.indicator, period=one.period)
        if one.kind != SPECIALISM and not ask(base, place_code, level).known:
            continue
        answer = ask(base, place_code, one)
        if answer.known:
            yield answer


def _match(one: _Candidate, wanted: tuple[str, ...]) -> tuple[bool, int] | None:
    """How well a candidate fits, the best lowest; None where a word fits nothing."""
    named = [word for word in wanted if _begins(word, one.name) or _begins(word, one.short)]
    rest = tuple(word for word in wanted if not _begins(word, one.question))
    if not all(word in named or _begins(word, one.about) for word in rest):
        return None
    in_full = {wanted, rest} & {one.name, one.short}
    return not in_full, -len(named)


def _begins(word: str, known: tuple[str, ...]) -> bool:
    return any(name.startswith(word) for name in known)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(text.casefold()))


def _said(text: str) -> tuple[str, ...]:
    """The words of a name that a query is held against."""
    return tuple(word for word in _words(text) if word not in _IDLE)


@lru_cache(maxsize=64)
def _candidates(base: EvidenceBase, place_code: str) -> tuple[_Candidate, ...]:
    """Everything that can be asked of a place, headlines first, without asking it."""
    shown = [i for i in base.indicators.values() if i.role in PROFILED]
    shown.sort(key=lambda i: (i.role != "headline", THEMES.index(i.theme), i.name))
    of_indicators = [one for indicator in shown for one in _of_indicator(base, place_code, indicator)]
    # What others are combined by, such as the population, says how big a place is.
    sizes = [_level_of(i) for i in base.indicators.values() if i.role not in PROFILED]
    return (*of_indicators, *sizes, *_of_industries(base, place_code))


def _level_of(indicator: Indicator) -> _Candidate:
    names = _said(indicator.name), _said(indicator.short_name)
    about = _words(f"{indicator.theme} {indicator.slug}")
    return _Candidate(Reference(LEVEL, indicator.slug), *names, _words(_CALLED[LEVEL]), about)


def _of_indicator(base: EvidenceBase, place_code: str, indicator: Indicator) -> Iterator[_Candidate]:
    names = _said(indicator.name), _said(indicator.short_name)
    about = _words(f"{indicator.theme} {indicator.slug}")
    for kind, against, called in _questions(base, place_code, indicator):
        reference = Reference(kind, indicator.slug, against=against)
        yield _Candidate(reference, *names, _words(f"{_CALLED[kind]} {called}"), about)


def _questions(base: EvidenceBase, place_code: str, indicator: Indicator) -> Iterator[tuple[str, str, str]]:
    """Kind, against what, and what that is called, for each question about an indicator."""
    yield LEVEL, "", ""
    a_count = indicator.combines.rule == "sum"  # a count only says how big a place is: it has no gap to a larger one
    for code in () if a_count else _comparators(base, place_code):
        yield GAP, code, f"{base.areas[code].name} {code} {'UK' if code == UK else base.areas[code].geography}"
    near = _has_neighbours(base, place_code)
    if near and not a_count:
        yield GAP, NEIGHBOURS, "statistical neighbours peers"
    if place_code in base.areas and (peers := peer_geography(base, place_code, indicator)):
        yield RANK, peers, peers
    if near:
        yield RANK, NEIGHBOURS, "statistical neighbours peers"
    yield CHANGE, "", ""
    yield TREND, "", ""
    if indicator.slug == TOGETHER:
        yield NOT_KNOWN, "", ""


def _of_industries(base: EvidenceBase, place_code: str) -> Iterator[_Candidate]:
    for measure, called in _MEASURES.items():
        try:
            known = industries(base, measure)
        except EvidenceError:
            continue  # a base without this table
        for code, name in known.items():
            for against in (c for c in (UK, *_comparators(base, place_code)[:1]) if c != place_code):
                reference = Reference(SPECIALISM, measure, against=against, industry=short_code(code))
                where = f"{base.areas[against].name} {'UK' if against == UK else ''}"
                yield _Candidate(reference, _said(name), (), _words(f"{_CALLED[SPECIALISM]} {where}"), _words(called))


def _comparators(base: EvidenceBase, place_code: str) -> tuple[str, ...]:
    return default_comparators(base, place_code) if place_code in base.areas else ()


def _has_neighbours(base: EvidenceBase, place_code: str) -> bool:
    try:
        return bool(neighbours_of(base, place_code).codes)
    except EvidenceError:
        return False
