"""Statements of a narrative as HTML for a page: the text, how it stands in words and by sign, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape

from evidence import wording
from evidence.indicators.base import EvidenceBase
from evidence.narrative.compare import ADDED, REMOVED, Comparison, Run
from evidence.narrative.records import SECTIONS, STEPS, Priority, SignOff
from evidence.narrative.review import Review
from evidence.narrative.standing import CHANGED, CURRENT, INTENTION, UNSUPPORTED, Part
from evidence.narrative.text import html_of
from evidence.narrative.whole import Cited, Narrative, Statement, key_of, source_words

# A sign beside the word, so that no status is told by colour alone.
SIGNS = {CURRENT: "✓", CHANGED: "△", UNSUPPORTED: "○", INTENTION: "→"}
EMPTY = '<p class="empty">Nothing is written yet.</p>'
MISSING = "A figure is still to be put in where [[]] stands."
WORDS = {CURRENT: "Current", CHANGED: "Changed", UNSUPPORTED: "Unsupported", INTENTION: "Intention"}


def statement_html(
    statement: Statement,
    cited: Mapping[str, int],
    *,
    review: Review | None = None,
    marks: bool = True,
    notes: bool = True,
) -> str:
    """A statement with its number, how it stands, what changed and what a reader would stumble over.

    `cited` gives the number of a piece of evidence; without `marks` there is the text with those numbers alone, and
    without `notes` what a reader would stumble over is marked, but not listed.
    """
    flagged = [one.text for one in review.uncited] if review and marks else []
    text = html_of(statement.blocks, _numbers(cited), flagged=flagged)
    told = [_part_html(part) for part in statement.standing.parts if part.status != CURRENT or part.why]
    told += _review_html(review) if review and notes else []
    return (
        f'<article class="statement {statement.standing.status}" aria-label="Statement {statement.number}">'
        + (_status(statement) if marks else "")
        + f'<div class="said">{text or EMPTY}{_beside(statement, cited)}</div>'
        + (f'<ul class="changes">{"".join(told)}</ul>' if told and marks else "")
        + "</article>"
    )


def _review_html(review: Review) -> list[str]:
    """The numbers without evidence, which the text marks, and the words that claim more, in a line each."""
    numbers = dict.fromkeys(one.text for one in review.uncited)
    words = dict.fromkeys(one.word for one in review.overclaims)
    told = [("No evidence here for", numbers), ("More than the evidence says", words)]
    return [f"<li>{said}: {escape(wording.listed(list(what)))}</li>" for said, what in told if what]


def status_html(status: str) -> str:
    """How something stands, by sign and word."""
    return f'<span class="status {status}"><span aria-hidden="true">{SIGNS[status]}</span> {WORDS[status]}</span>'


def counts_html(narrative: Narrative) -> str:
    """How many statements stand how, in one line."""
    counts = narrative.counts()
    told = [
        f"<li>{status_html(status)} {counts[status]}</li>" for status in SIGNS if counts[status] or status == CURRENT
    ]
    return f'<ul class="counts" aria-label="How the statements stand">{"".join(told)}</ul>'


def progress_html(step: str) -> str:
    """The progress line: the steps of a narrative with the one that it has come to."""
    keys = list(STEPS)
    at = keys.index(step) if step in keys else -1
    items = []
    for place, (key, name) in enumerate(STEPS.items()):
        state = "done" if place < at else "here" if key == step else "ahead"
        said = {"done": "done: ", "here": "now: ", "ahead": "still ahead: "}[state]
        current = ' aria-current="step"' if state == "here" else ""
        items.append(f'<li class="{state}"{current}><span class="unseen">{said}</span>{escape(name)}</li>')
    return f'<ol class="progress-line" aria-label="How far the narrative has come">{"".join(items)}</ol>'


def evidence_html(base: EvidenceBase, cited: tuple[Cited, ...]) -> str:
    """Every piece of evidence by its number: what it says now, where it comes from, and which statements rest on it."""
    rows = "".join(_row(base, one) for one in cited if one.part.key)
    return (
        '<div class="wide"><table class="cited"><caption class="unseen">The evidence of the narrative, by number</caption>'
        '<thead><tr><th scope="col">No.</th><th scope="col">Evidence</th><th scope="col">What it says</th>'
        '<th scope="col">Source</th><th scope="col">In statement</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def priorities_html(priorities: Sequence[Priority], numbers: Mapping[str, int]) -> str:
    """The priorities that the place serves, how, and by which statements; `numbers` gives the number of a claim by its id."""
    rows = []
    for one in priorities:
        shown = [str(numbers[claim]) for claim in one.claims if claim in numbers]
        by = f" Shown by {wording.listed([f'statement {n}' for n in shown])}." if shown else ""
        source = f' <span class="beside">{escape(one.source)}</span>' if one.source else ""
        fit = escape(one.fit) or "How the place serves it is not written yet."
        rows.append(f"<dt>{escape(one.name)}{source}</dt><dd>{fit}{by}</dd>")
    return f'<dl class="priorities">{"".join(rows)}</dl>'


def comparison_html(found: Comparison) -> str:
    """What differs between two versions, statement by statement: words struck out were removed, underlined ones are new."""
    told: list[tuple[str, str, Sequence[Run]]] = [
        (claim.section, "Added", [Run(ADDED, claim.text)]) for claim in found.added
    ]
    told += [(claim.section, "Removed", [Run(REMOVED, claim.text)]) for claim in found.removed]
    told += [(one.after.section, "Reworded", one.runs) for one in found.reworded]
    rows = [
        f"<li><strong>{what}</strong> in {escape(SECTIONS.get(section, section))}: {_runs_html(runs)}</li>"
        for section, what, runs in told
    ]
    return f'<ul class="compared">{"".join(rows)}</ul>' if rows else '<p class="compared">No statement differs.</p>'


def sign_off_html(signed: SignOff, version: str) -> str:
    """Who signed which version when, and with what reservations."""
    verb = "agrees with" if signed.agreed else "does not agree with"
    role = f" ({escape(signed.role)})" if signed.role else ""
    when = f", {escape(_day(signed.date))}" if signed.date else ""
    reserved = f"<p>Reservations: {escape(signed.reservations)}</p>" if signed.reservations else ""
    return f"<p><strong>{escape(signed.organisation)}</strong>{role} {verb} {escape(version)}{when}.</p>{reserved}"


def _day(text: str) -> str:
    try:
        return wording.day(date.fromisoformat(text))
    except ValueError:
        return text


def _runs_html(runs: Sequence[Run]) -> str:
    tags = {ADDED: "ins", REMOVED: "del"}
    parts = [f"<{tags[r.kind]}>{escape(r.text)}</{tags[r.kind]}>" if r.kind in tags else escape(r.text) for r in runs]
    return " ".join(parts)


def _row(base: EvidenceBase, cited: Cited) -> str:
    part = cited.part
    says = part.now or part.why
    status = "" if part.status == CURRENT else f"{status_html(part.status)} "
    where = wording.listed([str(n) for n in cited.statements])
    return (
        f'<tr><th scope="row">{cited.number}</th><td>{escape(part.label)}</td><td>{status}{escape(says)}</td>'
        f"<td>{escape(source_words(base, cited))}</td><td>{where}</td></tr>"
    )


def _status(statement: Statement) -> str:
    standing = statement.standing
    rests = ""
    if standing.sources:
        rests = f'<span class="rests">rests on {wording.counted(standing.sources, "source")} of what people said</span>'
    return f'<p class="marks"><span class="number">{statement.number}</span> {status_html(standing.status)} {rests}</p>'


def _beside(statement: Statement, cited: Mapping[str, int]) -> str:
    """The numbers of evidence that the statement rests on without naming it in its text, and who does it by when."""
    inside = {run.reference for block in statement.blocks for line in block.lines for run in line if run.reference}
    named = {key_of(text) for text in inside}
    beyond = [str(cited[part.key]) for part in statement.standing.parts if part.key not in named and part.key]
    claim = statement.claim
    told = [f"Evidence {wording.listed(beyond)}"] if beyond else []
    told += [claim.by_whom] if claim.by_whom else []
    told += [f"by {claim.by_when}"] if claim.by_when else []
    return f'<p class="beside">{escape("; ".join(told))}</p>' if told else ""


def _part_html(part: Part) -> str:
    """What a piece of evidence said, says now, and why."""
    if not part.key:
        return f"<li>{MISSING}</li>"
    told = []
    if part.status == CHANGED:
        told += [f'<span class="was">Was: <del>{escape(part.was)}</del></span>'] if part.was else []
        told += [f'<span class="now">Now: <ins>{escape(part.now)}</ins></span>']
    if part.why:
        told += [f"{escape(part.why[:1].upper() + part.why[1:])}"]
    return f"<li><strong>{escape(part.label)}</strong>: {' '.join(told)}</li>"


def _numbers(cited: Mapping[str, int]) -> Callable[[str], int]:
    return lambda text: cited[key_of(text)]
