"""References: how a text names a piece of evidence, so that the app can write and re-check what it says.

In Markdown a reference stands in double square brackets, as in `[[gap gva-per-hour-worked to E92000001 in 2023]]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from evidence.errors import EvidenceError

LEVEL, GAP, RANK, CHANGE, TREND, NOT_KNOWN = "level", "gap", "rank", "change", "trend", "not-known"
SPECIALISM = "specialism"
NEIGHBOURS = "neighbours"
GVA, ENTERPRISES = "gva", "enterprises"  # what specialisms are told by
# What each kind may say after its indicator, each word followed by what it asks for.
CLAUSES: Mapping[str, tuple[str, ...]] = {
    LEVEL: ("of", "in"),
    GAP: ("of", "to", "in"),
    RANK: ("of", "among", "in"),
    CHANGE: ("of", "since", "in"),
    TREND: ("of",),
    NOT_KNOWN: ("of", "in"),
    SPECIALISM: ("of", "to", "in"),
}
_ASKS = {"of": "AREA", "to": "AREA", "among": "GEOGRAPHY", "since": "PERIOD", "in": "PERIOD"}
_PERIODS = ("since", "in")
_AGAINST = ("to", "among", "since")  # a kind has at most one of these
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BRACKETS = re.compile(r"\[\[(?!\[)((?:(?!\[\[|\]\]|\n).)*)\]\]")
_CODE = re.compile(r"[A-Za-z]{1,3}\d[A-Za-z\d]*")
_LONGEST, _REPEATED = 300, 60  # characters that a reference may have, and of a text that a message repeats


@dataclass(frozen=True, slots=True)
class Reference:
    """A question about a place. `area` is "" for the narrative's own place, `period` "" for the latest.

    `against` is an area code or "neighbours" for a gap or specialism, a geography or "neighbours" for a rank, and the
    earlier period for a change; "" for the usual one.
    """

    kind: str
    indicator: str  # for a specialism: GVA or ENTERPRISES
    area: str = ""
    against: str = ""
    period: str = ""
    industry: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A reference in a text: where its brackets start and end, what stands in them, and what that means or why it means nothing."""

    start: int
    end: int
    text: str
    reference: Reference | None
    problem: str = ""


def references_in(markdown: str) -> tuple[Found, ...]:
    """Every reference in a text, in order; one that cannot be read carries its problem."""
    return tuple(_found(match) for match in _BRACKETS.finditer(markdown))


def _found(match: re.Match[str]) -> Found:
    text = match[1].strip()
    try:
        return Found(match.start(), match.end(), text, parse_reference(text))
    except EvidenceError as error:
        return Found(match.start(), match.end(), text, None, str(error))


@lru_cache(maxsize=4096)
def parse_reference(text: str) -> Reference:
    """The reference that a text, with or without its brackets, stands for; raises EvidenceError that shows the form."""
    if len(text) > _LONGEST:
        raise EvidenceError(f"{_shown(text)} is too long for a reference, which has at most {_LONGEST} characters.")
    words = text.strip().removeprefix("[[").removesuffix("]]").split()
    kind = words[0].lower() if words else ""
    if kind not in CLAUSES:
        raise EvidenceError(f"{_shown(text)} is not a reference; it begins with one of: {', '.join(CLAUSES)}.")
    if len(words) < 2:
        raise EvidenceError(f"{_shown(text)} names no indicator; {_form(kind)}.")
    said = _clauses(words[2:], text, kind)
    indicator, industry = words[1].lower(), said.pop("")
    _check(kind, indicator, industry, said, text)
    against = next((said[name] for name in _AGAINST if name in said), "")
    return Reference(kind, indicator, said.get("of", ""), against, said.get("in", ""), industry)


def reference_text(reference: Reference) -> str:
    """A reference as it is written, without brackets, always in the same way; `parse_reference` gives it back."""
    middle = next((name for name in CLAUSES.get(reference.kind, ()) if name in _AGAINST), "")
    said = (("of", reference.area), (middle, reference.against), ("in", reference.period))
    words = [reference.kind, reference.indicator, reference.industry, *(f"{n} {what}" for n, what in said if what)]
    return " ".join(word for word in words if word)


def _clauses(words: Sequence[str], text: str, kind: str) -> dict[str, str]:
    """What stands after each of the words that begin a clause; under "" what stands before the first of them."""
    said: dict[str, list[str]] = {"": []}
    current = ""
    for here, after in pairwise([*words, ""]):
        name = here.lower()
        inside = name == "to" and current in _PERIODS and said[current] and _dates(after)
        if name not in _ASKS or inside:
            said[current].append(here)
            continue
        if name in said:
            raise EvidenceError(f"{_shown(text)} says {name!r} twice; {_form(kind)}.")
        current, said[name] = name, []
    return {name: _plain(name, found) for name, found in said.items()}


def _dates(word: str) -> bool:
    return word[:3].capitalize() in _MONTHS or bool(re.fullmatch(r"\d{4}", word))


def _plain(clause: str, words: Sequence[str]) -> str:
    """What a clause asks for, in the one way of writing it: codes in capitals, months in three letters."""
    if clause in _PERIODS:
        return " ".join(w[:3].capitalize() if w.isalpha() and _dates(w) else w for w in words)
    text = " ".join(words)
    if clause in ("to", "among") and text.lower() == NEIGHBOURS:
        return NEIGHBOURS
    if clause == "among":
        return text.lower()
    return text.upper() if clause and _CODE.fullmatch(text) else text


def _check(kind: str, indicator: str, industry: str, said: Mapping[str, str], text: str) -> None:
    """Raise EvidenceError for what this kind does not take, and for what is missing."""
    problem = ""
    if unknown := [name for name in said if name not in CLAUSES[kind]]:
        problem = f"a {kind} takes no {unknown[0]!r}"
    elif empty := [name for name, what in said.items() if not what]:
        problem = f"nothing stands after {empty[0]!r}"
    elif kind == SPECIALISM and indicator not in (GVA, ENTERPRISES):
        problem = f"a specialism is told by {GVA!r} or {ENTERPRISES!r}, not by {_shown(indicator)}"
    elif kind == SPECIALISM and not industry:
        problem = "it names no industry"
    elif kind == SPECIALISM and said.get("to") == NEIGHBOURS:
        problem = "a specialism is told against one area, not against neighbours"
    elif kind != SPECIALISM and industry:
        problem = f"{_shown(industry)} is not understood"
    elif kind == GAP and "to" not in said:
        problem = "it does not say to what the gap is"
    if problem:
        raise EvidenceError(f"{_shown(text)} cannot be read: {problem}; {_form(kind)}.")


def _form(kind: str) -> str:
    """How a reference of a kind is written, as advice."""
    first = f"{GVA} INDUSTRY" if kind == SPECIALISM else "INDICATOR"
    needed, asks = ("to",) if kind == GAP else (), dict(_ASKS)
    if kind == GAP:
        asks["to"] = f"AREA|{NEIGHBOURS}"
    if kind == RANK:
        asks["among"] = f"GEOGRAPHY|{NEIGHBOURS}"
    clauses = [f"{n} {asks[n]}" if n in needed else f"({n} {asks[n]})" for n in CLAUSES[kind]]
    return f"write {kind} {first} {' '.join(clauses)}; what stands in round brackets may be left out"


def _shown(text: str) -> str:
    return repr(text if len(text) <= _REPEATED else f"{text[:_REPEATED]}…")
