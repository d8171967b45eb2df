"""Blocks of an evidence pack as the JSON values that the PDF's template sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.pack.blocks import (
    Block,
    Chapter,
    EvidencePack,
    Findings,
    Heading,
    Note,
    Paragraph,
    Picture,
    SourceEntry,
    Sources,
    Table,
    Tiles,
)
from evidence.pack.pdf.tables import Json, anchor, appendix_values, figures_anchor, in_workbook, table_values
from evidence.pack.words import AUTHOR, source_line

FONT = "Source Sans Pro"
LONGEST_NOTE = 1200  # letters under a picture up to which it stands on one page with them


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
    labels = pack.labels
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
        "chapters": [_chapter(chapter, labels, drawings) for chapter in pack.chapters],
        "appendix": appendix_values(pack, labels),
    }


def _chapter(chapter: Chapter, labels: Mapping[str, str], drawings: Drawings) -> Json:
    blocks = [_block(block, labels, drawings) for block in chapter.blocks]
    for block, after in zip(blocks, [*chapter.blocks[1:], None], strict=False):
        block["leads"] = isinstance(after, Findings | Tiles | Picture | Table)
    return {"title": chapter.title, "summary": list(chapter.summary), "blocks": blocks}


def _block(block: Block, labels: Mapping[str, str], drawings: Drawings) -> Json:
    match block:
        case Heading(text, level):
            return {"is": "heading", "text": text, "level": level}
        case Paragraph(text):
            return {"is": "paragraph", "text": text}
        case Note(text):
            return {"is": "note", "text": text}
        case Findings(statements):
            return {"is": "findings", "statements": [{"text": s.text, "sources": s.sources} for s in statements]}
        case Tiles(tiles):
            said = [{"name": t.name, "figure": t.figure, "how": t.how, "sources": t.sources} for t in tiles]
            return {"is": "tiles", "tiles": said}
        case Sources(entries):
            return {"is": "sources", "entries": [_entry(entry) for entry in entries]}
        case Table():
            return {"is": "table", **table_values(block, labels[block.key])}
        case Picture():
            return {"is": "picture", **_picture(block, labels, drawings)}


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
