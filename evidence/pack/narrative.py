"""The chapters on a place narrative: its statements first, and at the back what they rest on, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from evidence import wording
from evidence.indicators.catalogue import Source
from evidence.narrative.compare import since_sign_off
from evidence.narrative.log_words import version_label
from evidence.narrative.records import DOCUMENT, SECTIONS, EvidenceItem, Priority, SignOff, about_of, priority_of
from evidence.narrative.text import Block as Prose
from evidence.narrative.whole import Cited, Statement, key_of, sources_of
from evidence.pack.blocks import (
    Block,
    Chapter,
    Heading,
    Note,
    NumberedStatement,
    Paragraph,
    Statements,
    Table,
)
from evidence.pack.blocks import Statement as Said
from evidence.pack.making import Asked, findings
from evidence.pack.narrative_words import (
    LONGEST_CELL,
    LONGEST_NAME,
    MEANS,
    NOTHING,
    STATUS,
    counts_line,
    evidence_label,
    evidence_says,
    one_line,
    sentence,
    statement_notes,
    step_line,
)
from evidence.pack.words import evidence_mark
from evidence.pack.written import Written

TITLE, CLAIMS_TITLE = "The place narrative", "Claims and their evidence"
KEY, CLAIMS_KEY, TABLE = "narrative", "claims", "claims-evidence"


def narrative(asked: Asked) -> Chapter:
    """The narrative as it reads now: statements by number, how they stand, priorities, and who signed it off."""
    told, written = asked.told, asked.written
    about = about_of(written.of("about")[0])
    cited = {one.part.key: one for one in told.cited}
    for one in told.cited:
        cite(asked, one)
    lines = [one_line(about.title, LONGEST_NAME), step_line(about.step), counts_line(told)]
    blocks: list[Block] = [*map(Paragraph, _about(asked))]
    if told.statements:
        blocks.append(Note(_legend(asked)))
    for key, statements in told.sections.items():
        priorities = [priority_of(item) for item in written.of("priority")] if key == "fit" else []
        if statements:
            blocks += [Heading(SECTIONS[key]), Statements(tuple(_stated(asked, s, cited) for s in statements), TABLE)]
        blocks += _priorities(asked, priorities)
    blocks += _signed(written)
    return Chapter(KEY, TITLE, tuple(line for line in lines if line), tuple(blocks))


def _about(asked: Asked) -> list[str]:
    """What it is for, how far ahead it looks, who stands behind it, and of which place it is where that is another."""
    about = about_of(asked.written.of("about")[0])
    place = asked.base.areas[asked.told_of]
    partners = wording.listed([one_line(name, LONGEST_NAME) for name in about.partners])
    lines = [
        one_line(about.purpose),
        f"This narrative is about {wording.place(place)}." if place != asked.area else "",
        f"It looks ahead to {one_line(about.horizon, LONGEST_NAME)}." if about.horizon.strip() else "",
        f"Partners: {partners}." if partners else "",
    ]
    return [line for line in lines if line]


def _legend(asked: Asked) -> str:
    """What the marks mean, as far as they occur."""
    counts = asked.told.counts()
    marks = (
        f"{evidence_mark(1)}, {evidence_mark(2)} and so on number the evidence, which the chapter {CLAIMS_TITLE} lists."
    )
    return " ".join([*([marks] if asked.told.cited else []), *(text for key, text in MEANS.items() if counts[key])])


def _stated(asked: Asked, statement: Statement, cited: Mapping[str, Cited]) -> NumberedStatement:
    numbers = {key: one.number for key, one in cited.items()}
    prose = tuple(_numbered(block, numbers) for block in statement.blocks)
    inside = {run.number for block in prose for line in block.lines for run in line}
    resting = [one for one in cited.values() if one.number in statement.cites]
    return NumberedStatement(
        statement.number,
        SECTIONS[statement.claim.section],
        STATUS[statement.standing.status],
        prose,
        tuple(n for n in statement.cites if n not in inside),
        (*([] if prose else [NOTHING]), *statement_notes(asked.base, statement.standing, dict(cited))),
        tuple(Said(one.answer.sentence, one.answer.finding, cite(asked, one)) for one in resting if one.answer),
    )


def _numbered(block: Prose, numbers: Mapping[str, int]) -> Prose:
    """A paragraph or list whose references have the numbers of the pack's evidence."""
    lines = tuple(
        tuple(replace(run, number=numbers[key_of(run.reference)]) if run.reference else run for run in line)
        for line in block.lines
    )
    return replace(block, lines=lines)


def _priorities(asked: Asked, priorities: Sequence[Priority]) -> list[Block]:
    """Priorities of the region and the country, how the place serves each, and by which statements."""
    numbers = {s.claim.id: s.number for s in asked.told.statements}
    blocks: list[Block] = [Heading("Priorities that this place serves")] if priorities else []
    for one in priorities:
        shown = [f"{numbers[claim]}" for claim in one.claims if claim in numbers]
        by = f"Shown by {'statement' if len(shown) == 1 else 'statements'} {wording.listed(shown)}." if shown else ""
        said = [sentence(one_line(text, LONGEST_CELL)) for text in (one.group, one.source)]
        blocks += [Heading(one_line(one.name, LONGEST_NAME) or "A priority without a name", 3)]
        blocks += [Paragraph(one_line(one.fit) or "How the place serves it is not written yet.")]
        blocks += [Note(" ".join(text for text in (*said, by) if text))] if any((*said, by)) else []
    return blocks


def _signed(written: Written) -> list[Block]:
    """Who signed which version, with what reservations, and what changed since."""
    blocks: list[Block] = [Heading("Signed off by partners")] if written.sign_offs else []
    kept = {one.version.id: one for one in written.kept}
    for signed in written.sign_offs:
        state = kept.get(signed.version)
        label = f"the version {version_label(state.version)}" if state else "a version that is no longer kept"
        blocks.append(Paragraph(_sign_off_line(signed, one_line(label))))
        if reserved := one_line(signed.reservations):
            blocks.append(Paragraph(f"Reservations: {sentence(reserved)}"))
        if state:
            first, *others = (one_line(line) for line in since_sign_off(signed, state.items, written.items))
            blocks += [Paragraph(first), *findings(Said(line, None, ()) for line in others)]
    return blocks


def _sign_off_line(signed: SignOff, version: str) -> str:
    who = one_line(signed.organisation, LONGEST_NAME) or "A partner whose name is not given"
    role = f" ({one_line(signed.role, LONGEST_NAME)})" if signed.role.strip() else ""
    verb = "agrees with" if signed.agreed else "does not agree with"
    return f"{who}{role}{_on(signed.date)}: {verb} {version}."


def _on(text: str) -> str:
    """A date after a comma; nothing where it is none."""
    try:
        return f", {wording.day(date.fromisoformat(text))}"
    except ValueError:
        return ""


def claims(asked: Asked) -> Chapter:
    """Every piece of evidence by number: what it says now, how it stands, its sources, and which statements rest on it."""
    told = asked.told
    if not told.cited:
        return Chapter(CLAIMS_KEY, CLAIMS_TITLE, ("No statement of the narrative cites evidence yet.",), ())
    rows = tuple(_row(asked, one) for one in told.cited)
    figures = tuple(
        dict.fromkeys(f for one in told.cited if one.answer and one.answer.finding for f in one.answer.finding.figures)
    )
    table = Table(
        TABLE,
        f"The evidence that the narrative of {wording.place(asked.base.areas[asked.told_of])} rests on",
        ("No.", "Evidence", "What it says now", "Status", "Source", "In statements"),
        rows,
        (False,) * 6,
        "numbered in the column Source, as in the list of sources at the end.",
        figures,
        "Team's log: what people said or wrote. Texts of more than 400 letters are shortened here.",
    )
    line = (
        f"{wording.counted(len(rows), 'piece')} of evidence, checked against the figures that this pack is made from."
    )
    return Chapter(CLAIMS_KEY, CLAIMS_TITLE, (line,), (table,))


def _row(asked: Asked, one: Cited) -> tuple[str, ...]:
    return (
        evidence_mark(one.number),
        evidence_label(asked.base, one),
        evidence_says(one),
        _standing(asked, one),
        ", ".join(map(str, cite(asked, one))) or ("team's log" if one.item else "none"),
        ", ".join(map(str, one.statements)),
    )


def _standing(asked: Asked, one: Cited) -> str:
    """How a piece of evidence stands, and for which statements where others were agreed with what it says now."""
    such = [
        s.number
        for s in asked.told.statements
        if any(part.key == one.part.key and part.status == one.part.status for part in s.standing.parts)
    ]
    only = "" if len(such) == len(one.statements) else f" for {wording.listed([str(n) for n in such])}"
    return STATUS[one.part.status] + only


def cite(asked: Asked, one: Cited) -> tuple[int, ...]:
    """The numbers of the sources that a piece of evidence rests on, which are from now on cited; none for what people said."""
    if one.item is not None:
        return asked.cited.of_named(_document(one.item)) if _is_citable(one.item) else ()
    if one.answer is None or not one.answer.known:
        return ()
    indicators = asked.cited.of(*(asked.base.indicator(slug) for slug in one.answer.indicators))
    tables = asked.cited.of_named(*sources_of(asked.base, one.answer)[len(one.answer.indicators) :])
    return tuple(sorted({*indicators, *tables}))


def _is_citable(item: EvidenceItem) -> bool:
    """Whether an entry is a document that others may know of."""
    return item.method == DOCUMENT and item.quotable and bool(item.source_title.strip())


def _document(item: EvidenceItem) -> tuple[Source, str]:
    publisher, title, url = (one_line(t, LONGEST_NAME) for t in (item.organisation, item.source_title, item.source_url))
    return Source(publisher, title, item.date if _on(item.date) else "", url, ""), "what it says in the narrative"
