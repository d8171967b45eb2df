"""How a piece of evidence reads inside a sentence and in a list; every number is written by evidence.wording."""

from __future__ import annotations

from evidence import wording
from evidence.analysis.comparators import KINDS
from evidence.analysis.findings import Finding
from evidence.analysis.young_people import MUCH_NOT_KNOWN, NEET
from evidence.indicators.base import EvidenceBase
from evidence.indicators.periods import period_text, span_text
from evidence.narrative.references import CHANGE, GAP, NEIGHBOURS, NOT_KNOWN, RANK, TREND, Reference

UNANSWERED = "not known"


def finding_words(base: EvidenceBase, finding: Finding) -> str:
    """A finding with a value, without its subject: "13% below England (£36.40 against £41.80) in 2023"."""
    if finding.kind == "level":
        return _level(base, finding)
    words = {
        "gap": _gap,
        "rank": lambda _, found: f"{wording.rank_words(found)} {wording.when(found.period)}",
        "change": _change,
        "trend": _trend,
        "not known": _bounds,
    }[finding.kind](base, finding)
    return f"{words}, with {_not_known(base, finding)} not known" if _much_not_known(finding) else words


def finding_sentence(base: EvidenceBase, finding: Finding) -> str:
    """A finding with a value as a sentence, with what must stand beside a NEET rate."""
    text = wording.sentence(base, finding)
    if _much_not_known(finding) and finding.kind != "level":
        return f"{text} With {_not_known(base, finding)} not known, the NEET rate should not be compared alone."
    beside = finding.indicator == NEET and "not_known" in finding.numbers and finding.kind == "level"
    return f"{text} A further {_not_known(base, finding)} are not known." if beside else text


def _not_known(base: EvidenceBase, finding: Finding) -> str:
    return wording.number(finding.numbers["not_known"], base.indicator(finding.indicator))


def _much_not_known(finding: Finding) -> bool:
    return finding.indicator == NEET and finding.numbers.get("not_known", 0) > MUCH_NOT_KNOWN


def _level(base: EvidenceBase, finding: Finding) -> str:
    indicator, figure = base.indicator(finding.indicator), finding.figures[0]
    notes = ["modelled" if figure.modelled else "derived" if figure.origin == "derived" else ""]
    notes.append(wording.interval_words(finding, indicator))
    if finding.indicator == NEET and "not_known" in finding.numbers:
        notes.append(f"a further {_not_known(base, finding)} are not known")
    said = "; ".join(note for note in notes if note)
    text = f"{wording.number(finding.value, indicator)} {wording.when(finding.period)}"
    return f"{text} ({said})" if said else text


def _gap(base: EvidenceBase, finding: Finding) -> str:
    if finding.against not in base.areas:
        indicator = base.indicator(finding.indicator)
        own, middle = (wording.number(finding.numbers[key], indicator) for key in ("place", "comparator"))
        return f"{wording.gap_words(base, finding)} ({own} against {middle}) {wording.when(finding.period)}"
    return wording.gap_line(base, finding).removeprefix(f"{base.indicator(finding.indicator).name}: ").removesuffix(".")


def _change(base: EvidenceBase, finding: Finding) -> str:
    indicator = base.indicator(finding.indicator)
    first, last = (wording.number(finding.numbers[key], indicator) for key in ("first", "last"))
    nominal = ", in the prices of each year" if indicator.prices == "current" else ""
    return f"{wording.change_words(base, finding)} (from {first} to {last} {wording.when(finding.period)}{nominal})"


def _trend(base: EvidenceBase, finding: Finding) -> str:
    text = wording.bare_sentence(base, finding).removesuffix(".")
    return text[:1].lower() + text[1:]


def _bounds(base: EvidenceBase, finding: Finding) -> str:
    indicator, n = base.indicator(finding.indicator), finding.numbers
    least, most, unknown = (wording.number(n[key], indicator) for key in ("floor", "ceiling", "not_known"))
    return f"between {least} and {most} {wording.when(finding.period)}, depending on the {unknown} who are not known"


def label_of(base: EvidenceBase, reference: Reference, finding: Finding | None) -> str:
    """What a piece of evidence is called in a list: "GVA per hour worked, gap to England, 2023"."""
    indicator = base.indicators.get(reference.indicator)
    subject = indicator.name if indicator else reference.indicator or "an unnamed indicator"
    where = f" in {_place(base, reference.area)}" if reference.area else ""
    parts = [f"{subject}{where}", _question(base, reference, finding), _period(reference, finding)]
    return ", ".join(part for part in parts if part)


def _question(base: EvidenceBase, reference: Reference, finding: Finding | None) -> str:
    against = reference.against
    if reference.kind == GAP:
        return f"gap to {'its statistical neighbours' if against == NEIGHBOURS else _place(base, against)}"
    if reference.kind == RANK:
        known = finding.against if finding else KINDS.get(against, against)
        among = "its statistical neighbours" if against == NEIGHBOURS else known
        return f"rank among {among}" if among else "rank"
    if reference.kind == CHANGE:
        since = period_text(finding.against) if finding else against
        return f"change since {since}" if since else "change"
    return {TREND: "trend", NOT_KNOWN: "at least and at most"}.get(reference.kind, "")


def _period(reference: Reference, finding: Finding | None) -> str:
    if finding is None:
        return reference.period
    return span_text(finding.against, finding.period) if reference.kind == TREND else period_text(finding.period)


def _place(base: EvidenceBase, code: str) -> str:
    """A place's name inside a sentence; what was typed where there is no such place."""
    return wording.place(base.areas[code]) if code in base.areas else code
