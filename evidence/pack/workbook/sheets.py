"""What each sheet of the workbook of an evidence pack says; the cover is lines, every other sheet one table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.analysis.findings import Finding
from evidence.analysis.intervals import COMBINED, PUBLISHED, WILSON
from evidence.indicators.aggregate import Figure
from evidence.indicators.catalogue import Indicator, Source
from evidence.narrative.text import plain_of
from evidence.pack.blocks import (
    Block,
    Chapter,
    EvidencePack,
    Findings,
    Heading,
    Note,
    NumberedStatement,
    Picture,
    Statements,
    Table,
    Tiles,
    figures_in,
    findings_in,
)
from evidence.pack.people_said import KEY as PEOPLE_SAID
from evidence.pack.words import evidence_mark
from evidence.pack.workbook.rows import (
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    Link,
    Number,
    Row,
    figure_cells,
    finding_cells,
    indicator_row,
    source_row,
)
from evidence.pack.workshops import KEY as WORKSHOPS

TAB_LETTERS = 31
COUNT = re.compile(r"\d+(\.5)?")  # how many, or a rating half-way between two
MARKS = (
    (NOT_AVAILABLE, "Not available: not published, suppressed by the publisher, or not to be worked out. The reason stands in the same row."),
    (NOT_APPLICABLE, "Not applicable: there is nothing to say here."),
    ("[u]", "Low reliability: the publisher marks the figure as unreliable."),
    ("[p]", "Provisional: the publisher may still revise the figure."),
    ("[d]", "Derived by us from published figures, by the rule in the sheet Indicators. Origin says where the rule is an approximation (modelled)."),
    ("[1], [2]", "The number of a source, as in the document: see the sheet Sources."),
    ("Numbers", "At full precision; a cell shows as many decimals as the publisher does. The document rounds the same numbers."),
    ("95% interval", f'"{PUBLISHED}": by the publisher. "{COMBINED}": from the published intervals of the parts, their errors taken as independent. '
                     f'"{WILSON}": by Wilson\'s method from the number of people that a percentage is based on. '
                     '"difference": of a gap or a change, from the intervals of its two figures.'),
    ("Tested", "Yes: the judgement is the outcome of a statistical test. No: no interval is known, so the judgement compares the numbers only."),
    ("Shown in", 'Figure and table numbers are those of the document; "text" is a finding or a headline.'),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its tab: what stands above its table, and the rows of the table."""

    tab: str
    title: str
    holds: str
    source: str
    rows: Sequence[Row]


def cover_lines(pack: EvidencePack) -> list[tuple[str, str]]:
    """The lines of the cover with their formats."""
    facts = (
        pack.purpose, f"Place: {pack.place}", f"Kind of place: {pack.kind}", f"Date: {pack.dated}",
        f"Edition: {pack.mark or pack.edition}", f"Data: {pack.data_edition}",
        f"Compared with: {pack.compared_with}", f"Fingerprint of the evidence base: {pack.fingerprint}",
    )  # fmt: skip
    how = (
        "This workbook holds the numbers of the evidence pack of the same place and date: each finding that the document prints, and each figure behind its charts, maps, tables and sentences.",
        "The sheet Contents lists the other sheets with links. Each sheet has one table. Shorthand in square brackets, such as [x] for not available, is explained in the sheet Notes.",
        "Numbers are at full precision; cells show them rounded. A figure without a value has its reason in the same row. Nothing is filled in or guessed.",
    )
    licence = dict.fromkeys(entry.attribution for entry in pack.sources)
    lines = [("text", text) for text in facts if text]
    lines += [("section", "How to read this workbook"), *(("text", text) for text in how)]
    return lines + ([("section", "Licence and attribution"), *(("text", text) for text in licence)] if licence else [])


def contents_sheet(sheets: Sequence[Sheet]) -> Sheet:
    """The list of the sheets, each with a link to it."""
    listed = [("Cover", "What this workbook is of.", None), *((s.tab, s.holds, len(s.rows)) for s in sheets)]
    rows: list[Row] = [
        {
            "Sheet": Link(f"internal:'{tab}'!A1", tab),
            "What it holds": holds,
            "Rows": Number(count, absent=NOT_APPLICABLE),
        }
        for tab, holds, count in listed
    ]
    return Sheet("Contents", "Contents", "Every sheet of this workbook, with a link to it.", "", rows)


def notes_sheet(pack: EvidencePack) -> Sheet:
    """What the marks mean, and every note of the document with its place."""
    said, labels = list(MARKS), pack.labels
    for chapter in pack.chapters:
        place = chapter.title
        for block in chapter.blocks:
            match block:
                case Heading(text):
                    place = f"{chapter.title}: {text}"
                case Note(text):
                    said.append((place, text))
                case Picture() | Table() if block.note:
                    said.append((labels[block.key], block.note))
    rows: list[Row] = [{"Mark or place": mark, "Meaning or note": meaning} for mark, meaning in said]
    return Sheet("Notes", "Notes", "What the marks mean, and every note of the document.", "", rows)


def evidence_sheets(pack: EvidencePack) -> Iterator[Sheet]:
    """The sheets of the narrative, indicators, findings, figures by chapter, and sources; some may have no rows."""
    yield _narrative(pack)
    yield _evidence(pack)
    yield _counts(pack)
    yield _indicators(pack)
    yield _findings(pack)
    taken: set[str] = set()
    for key, title, blocks in parts(pack):
        yield _figures(pack, _tab(f"Figures_{key}", taken), title, _where_shown(pack, blocks))
    yield _sources(pack)


def parts(pack: EvidencePack) -> Iterator[tuple[str, str, tuple[Block, ...]]]:
    """The cover, where it has a drawing, and the chapters: key, title, blocks."""
    yield "cover", "Cover", (pack.cover,) if pack.cover else ()
    yield from ((chapter.key, chapter.title, chapter.blocks) for chapter in pack.chapters)


def _tab(wanted: str, taken: set[str]) -> str:
    """A tab name, also good as a table's name: letters, digits and underscores, short enough, not taken yet."""
    plain = re.sub(r"[^A-Za-z0-9]+", "_", wanted).rstrip("_")[:TAB_LETTERS]
    name, n = plain, 1
    while name.lower() in taken:
        n += 1
        name = f"{plain[: TAB_LETTERS - len(f'_{n}')]}_{n}"
    taken.add(name.lower())
    return name


def _where_shown(pack: EvidencePack, blocks: Iterable[Block]) -> dict[Figure, list[str]]:
    """Each figure once, in the order of first showing, with every place of these blocks that shows it."""
    labels = {**pack.labels, **({pack.cover.key: "Cover"} if pack.cover else {})}
    tables = {block.key: block for _, block in pack.blocks if isinstance(block, Table)}
    found: dict[Figure, list[str]] = {}
    for block in blocks:
        place = labels[block.key] if isinstance(block, Picture | Table) else "text"
        twin = block.twin if isinstance(block, Picture) else ""
        for figure in figures_in(tables[twin] if isinstance(twin, str) and twin else block):
            places = found.setdefault(figure, [])
            if place not in places:
                places.append(place)
    return found


def _indicators(pack: EvidencePack) -> Sheet:
    listed, numbers = pack.indicators.values(), _source_numbers(pack)
    rows = [indicator_row(indicator, numbers.get(indicator.source)) for indicator in listed]
    holds = "What each number is, how it combines, and where it is from."
    return Sheet("Indicators", "Indicators", holds, _source_line(listed), rows)


def _narrative(pack: EvidencePack) -> Sheet:
    """Every statement of a narrative; its marks are left out, and its lines follow one another."""
    rows: list[Row] = [
        {
            "Statement": Number(s.number),
            "Section": s.section,
            "As it reads now": " ".join(plain_of(s.prose).split()),
            "How it stands": s.status,
            "Evidence": ", ".join(evidence_mark(n) for n in (*_read(s), *s.evidence)),
            "What must be known of it": " ".join(s.notes),
        }
        for _, block in pack.blocks
        if isinstance(block, Statements)
        for s in block.statements
    ]
    holds = (
        "Every statement of the place narrative, with the evidence that it rests on, which the sheet Evidence lists."
    )
    return Sheet("Narrative", "The place narrative", holds, "", rows)


def _read(statement: NumberedStatement) -> tuple[int, ...]:
    """The numbers of the evidence that a statement reads in its text, each once."""
    runs = [run for block in statement.prose for line in block.lines for run in line]
    return tuple(dict.fromkeys(run.number for run in runs if run.number))


def _evidence(pack: EvidencePack) -> Sheet:
    """The table of evidence of the pack's statements."""
    named = {block.table for _, block in pack.blocks if isinstance(block, Statements)}
    tables = [block for _, block in pack.blocks if isinstance(block, Table) and block.key in named]
    rows: list[Row] = [dict(zip(table.columns, row, strict=True)) for table in tables for row in table.rows]
    holds = (
        "Every piece of evidence of the narrative by its number. The column Source has numbers of the sheet Sources."
    )
    return Sheet("Evidence", "The evidence of the narrative", holds, "", rows)


def _counts(pack: EvidencePack) -> Sheet:
    """What a team counted itself, in its log and its workshops: a row for each number."""
    rows: list[Row] = [
        {"Chapter": chapter.title, "Under": under, **row}
        for chapter in pack.chapters
        if chapter.key in (PEOPLE_SAID, WORKSHOPS)
        for under, table in _under_headings(chapter)
        for row in _cells(table, pack.labels[table.key])
    ]
    holds = "What was counted in the team's log of conversations and in its workshops. It is no sample of the place."
    return Sheet("Counts", "What people said and voted", holds, "", rows)


def _under_headings(chapter: Chapter) -> Iterator[tuple[str, Table]]:
    """The tables of a chapter, each with the heading that it stands under."""
    under = ""
    for block in chapter.blocks:
        if isinstance(block, Heading):
            under = block.text
        elif isinstance(block, Table):
            yield under, block


def _cells(table: Table, label: str) -> Iterator[Row]:
    for name, *cells in table.rows:
        for column, cell in zip(table.columns[1:], cells, strict=True):
            value = Number(float(cell), cell.count(".")) if COUNT.fullmatch(cell) else cell
            yield {"Shown in": label, "Of what": table.columns[0], "Which": name, "What": column, "How many": value}


def _findings(pack: EvidencePack) -> Sheet:
    rows: list[Row] = [
        {
            "Chapter": chapter.title,
            "Finding as printed": text,
            **finding_cells(pack, finding),
            "Sources": _brackets(sources),
        }
        for chapter, block in pack.blocks
        for text, finding, sources in _said(block)
    ]
    used = dict.fromkeys(finding.indicator for _, block in pack.blocks for finding in findings_in(block))
    holds = "Every finding that the document prints, with the numbers and the method behind it."
    return Sheet("Findings", "Findings", holds, _source_line(pack.indicators[slug] for slug in used), rows)


def _said(block: Block) -> Iterator[tuple[str, Finding, tuple[int, ...]]]:
    match block:
        case Findings(statements):
            yield from ((s.text, s.finding, s.sources) for s in statements if s.finding)
        case Statements(statements):
            yield from ((r.text, r.finding, r.sources) for s in statements for r in s.rests_on if r.finding)
        case Tiles(tiles):
            yield from ((f"{t.name}: {t.figure}. {t.how}", t.finding, t.sources) for t in tiles)


def _brackets(sources: Sequence[int]) -> str:
    return f"[{', '.join(map(str, sources))}]" if sources else ""


def _figures(pack: EvidencePack, tab: str, title: str, shown: Mapping[Figure, Sequence[str]]) -> Sheet:
    numbers = _source_numbers(pack)
    rows: list[Row] = [
        {"Shown in": ", ".join(places), **figure_cells(pack, figure, numbers)} for figure, places in shown.items()
    ]
    used = dict.fromkeys(figure.indicator for figure in shown)
    holds = f'Every figure that "{title}" shows or rests on, in the order of first showing.'
    return Sheet(tab, f"Figures: {title}", holds, _source_line(pack.indicators[slug] for slug in used), rows)


def _sources(pack: EvidencePack) -> Sheet:
    rows = [source_row(entry) for entry in pack.sources]
    return Sheet("Sources", "Sources", "Where the figures come from, under which licence.", "", rows)


def _source_numbers(pack: EvidencePack) -> dict[Source, int]:
    return {entry.source: entry.number for entry in pack.sources}


def _source_line(indicators: Iterable[Indicator]) -> str:
    publishers = "; ".join(dict.fromkeys(indicator.source.publisher for indicator in indicators))
    return f"Source: {publishers}. The sheet Sources gives titles, editions and licences by number."
