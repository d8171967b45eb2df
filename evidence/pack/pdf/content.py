"""Blocks of an evidence pack as the JSON values that the PDF's template sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence.pack.blocks import (
    Block,
    Chapter,
    EvidencePack,
    Findings,
    Heading,
    Note,
    NumberedStatement,
    Paragraph,
    Picture,
    SourceEntry,
    Sources,
    Statements,
    Table,
    Tiles,
)
from evidence.pack.pdf.tables import Json, anchor, appendix_values, figures_anchor, in_workbook, table_values
from evidence.pack.words import AUTHOR, evidence_mark, source_line

FONT = "Source Sans Pro"
LONGEST_NOTE = 1200  # letters, about twelve lines: up to these a note is not cut, and a picture stands with them
LONGEST_KEPT = 2600  # letters of a section's opening up to which it is kept on one page
MOST_KEPT = 9  # findings up to which a list is kept on one page
COMMON = 3  # chapters that have a section of the same name, from which on the printed contents leave it out
# What goes on one page with what stands before it.
FOLLOWS: dict[type, tuple[type, ...]] = {
    Heading: (Heading,),
    Paragraph: (Heading,),
    Note: (Heading, Paragraph, Picture),
    Findings: (Heading, Paragraph, Note),
}


@dataclass
class Drawings:
    """Drawings under names from a counter, so that no key or text of a pack becomes a file name."""

    held: dict[str, bytes] = field(default_factory=dict)

    def add(self, svg: str) -> str:
        name = f"drawing-{len(self.held) + 1}.svg"
        self.held[name] = svg.encode()
        return name


def document_values(pack: EvidencePack, drawings: Drawings) -> Json:
    """Everything that the template sets, as JSON values."""
    labels, common = pack.labels, _common_sections(pack)
    return {
        "title": pack.title,
        "author": AUTHOR,
        "description": ". ".join(text for text in (pack.purpose, pack.data_edition, pack.mark) if text),
        "font": FONT,
        "day": [pack.as_of.year, pack.as_of.month, pack.as_of.day],
        "place": pack.place,
        "kind": pack.kind_named,
        "purpose": pack.purpose,
        "mark": pack.mark,
        "foot": pack.running_foot,
        "cover-kicker": "Evidence pack",
        "cover-lines": [pack.dated, pack.data_edition, f"Compared with {pack.compared_with}"],
        "cover": {"file": drawings.add(pack.cover.svg), "alt": pack.cover.alt} if pack.cover else None,
        "listed": sorted(pack.listed),
        "chapters": [_chapter(chapter, labels, drawings, common) for chapter in pack.chapters],
        "appendix": appendix_values(pack, labels),
    }


def _common_sections(pack: EvidencePack) -> frozenset[str]:
    """Names of sections that so many chapters have that the contents say nothing with them."""
    names = Counter(
        text for c in pack.chapters for text in {b.text for b in c.blocks if isinstance(b, Heading) and b.level == 2}
    )
    return frozenset(name for name, chapters in names.items() if chapters >= COMMON)


def _chapter(chapter: Chapter, labels: Mapping[str, str], drawings: Drawings, common: frozenset[str]) -> Json:
    parts = _parts(chapter.blocks)
    values = []
    for x, part in enumerate(parts):
        after = parts[x + 1][0] if x + 1 < len(parts) else None
        blocks = [_block(block, labels, drawings) for block in part]
        for value in blocks:
            value["listed"] = value.get("text") not in common
        leads = isinstance(part[-1], Heading | Paragraph) and isinstance(
            after, Findings | Statements | Tiles | Picture | Table
        )
        values.append({"blocks": blocks, "whole": len(part) > 1, "leads": leads})
    return {
        "title": chapter.title,
        "summary": list(chapter.summary),
        "parts": values,
        "text-only": all(isinstance(block, Heading | Paragraph | Findings | Note) for block in chapter.blocks),
    }


def _parts(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """The blocks in groups that are each kept on one page: a section's opening with its findings, a picture with its note."""
    parts: list[tuple[Block, ...]] = []
    for block in blocks:
        if parts and isinstance(parts[-1][-1], FOLLOWS.get(type(block), ())) and _kept((*parts[-1], block)):
            parts[-1] = (*parts[-1], block)
        else:
            parts.append((block,))
    return parts


def _kept(part: Sequence[Block]) -> bool:
    """Whether a group is small enough to be kept on one page."""
    listed = sum(len(block.statements) for block in part if isinstance(block, Findings))
    most = LONGEST_NOTE if isinstance(part[0], Picture) else LONGEST_KEPT
    return listed <= MOST_KEPT and sum(map(_letters, part)) <= most


def _letters(block: Block) -> int:
    match block:
        case Heading(text) | Paragraph(text) | Note(text):
            return len(text)
        case Findings(statements):
            return sum(len(s.text) for s in statements)
        case Picture():
            return len(block.source) + len(block.note)
    return 0


def _block(block: Block, labels: Mapping[str, str], drawings: Drawings) -> Json:
    match block:
        case Heading(text, level):
            return {"is": "heading", "text": text, "level": level}
        case Paragraph(text):
            return {"is": "paragraph", "text": text}
        case Note(text):
            return {"is": "note", "text": text, "whole": len(text) <= LONGEST_NOTE}
        case Findings(statements):
            return {"is": "findings", "statements": [{"text": s.text, "sources": s.sources} for s in statements]}
        case Statements(statements, table):
            place = anchor(labels[table]) if table in labels else ""
            return {"is": "statements", "place": place, "statements": [_statement(s) for s in statements]}
        case Tiles(tiles):
            said = [{"name": t.name, "figure": t.figure, "how": t.how, "sources": t.sources} for t in tiles]
            return {"is": "tiles", "tiles": said}
        case Sources(entries):
            return {"is": "sources", "entries": [_entry(entry) for entry in entries]}
        case Table():
            return {"is": "table", **table_values(block, labels[block.key])}
        case Picture():
            return {"is": "picture", **_picture(block, labels, drawings)}


def _statement(statement: NumberedStatement) -> Json:
    prose = [
        {
            "kind": block.kind,
            "lines": [
                [
                    {
                        "text": r.text,
                        "strong": r.strong,
                        "emphasis": r.emphasis,
                        "mark": _marks([r.number] if r.number else []),
                    }
                    for r in line
                ]
                for line in block.lines
            ],
        }
        for block in statement.prose
    ]
    letters = sum(len(run.text) for block in statement.prose for line in block.lines for run in line)
    return {
        "number": statement.number,
        "prose": prose,
        "marks": _marks(statement.evidence),
        "notes": statement.notes,
        "whole": letters + sum(map(len, statement.notes)) <= LONGEST_NOTE,
    }


def _marks(numbers: Sequence[int]) -> list[str]:
    return [evidence_mark(number) for number in numbers]


def _entry(entry: SourceEntry) -> Json:
    source = entry.source
    used = ": ".join(part for part in ("; ".join(entry.indicators), entry.periods) if part)
    return {
        "number": entry.number,
        "publisher": source.publisher,
        "title": source.title,
        "edition": source.edition,
        "url": source.url,
        "link": source.url if source.url.startswith(("https://", "http://")) else "",
        "lines": [text for text in (used, source.licence, entry.attribution) if text],
    }


def _picture(picture: Picture, labels: Mapping[str, str], drawings: Drawings) -> Json:
    label, twin = labels[picture.key], picture.twin
    elsewhere = in_workbook(twin, label) if isinstance(twin, Table) else ""
    printed = bool(twin.rows) and not elsewhere if isinstance(twin, Table) else False
    return {
        "kind": picture.kind,
        "label": label,
        "title": picture.title,
        "subtitle": picture.subtitle,
        "alt": picture.alt,
        "file": drawings.add(picture.svg),
        "source": source_line(picture.source),
        "note": picture.note,
        "same": labels[twin] if isinstance(twin, str) else "",  # the table of the pack that holds its figures
        "same-anchor": anchor(labels[twin]) if isinstance(twin, str) else "",
        "figures": figures_anchor(label) if printed else "",
        "elsewhere": elsewhere,
        "whole": len(picture.source) + len(picture.note) <= LONGEST_NOTE,
    }
