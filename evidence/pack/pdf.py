"""An evidence pack as a tagged PDF (PDF/UA-1, ISO 14289-1): A4 for print, with structure for screen readers.

The template pack.typ is fixed; texts reach it as JSON values, so nothing in them is read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import typst

from evidence.errors import EvidenceError
from evidence.pack.blocks import (
    INTERNAL,
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

AUTHOR = "Place evidence"
INTERNAL_MARK = "Internal: not for publication"
FONT_PACKAGE, FONT = "font_source_sans_pro", "Source Sans Pro"
STYLES = ("Regular", "Semibold", "Bold")
LONGEST_TWIN = 60  # rows; a longer table of a picture's figures is for the workbook, not for paper
LONGEST_CELL = 40  # letters; a longer text is wrapped rather than given a wider column
Json = dict[str, Any]


@dataclass
class _Files:
    """Drawings under names from a counter, so that no key or text of a pack becomes a file name."""

    held: dict[str, bytes] = field(default_factory=dict)

    def add(self, svg: str) -> str:
        name = f"drawing-{len(self.held) + 1}.svg"
        self.held[name] = svg.encode()
        return name


def pdf(pack: EvidencePack) -> bytes:
    """The pack as a PDF/UA-1 document in British English; the same pack gives the same bytes.

    Raises EvidenceError where the typeface's package is not installed or the pack cannot be set.
    """
    drawings = _Files()
    content = json.dumps(_document(pack, drawings), ensure_ascii=False).encode()
    template = (files(__package__) / "pack.typ").read_bytes()
    fonts = _fonts()
    try:
        made = typst.compile(
            {"main.typ": template, "pack.json": content, **drawings.held},
            font_paths=fonts,
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(pack.as_of, time(), UTC),
        )
    except typst.TypstError as error:
        raise EvidenceError(f"The pack of {pack.place} cannot be set as a PDF: {error.message}") from error
    return _with_row_headers(made)


@cache
def _fonts() -> typst.Fonts:
    """The typeface, from its package alone: no font of the machine is looked at.

    The package holds each style twice, and the compiler takes whichever the folder lists first; so it is given a folder
    of its own, with one file a style. The folder lives as long as the process, because fonts are read when first used.
    """
    if not find_spec(FONT_PACKAGE):
        raise EvidenceError(
            f"The PDF needs the typeface {FONT}, and its package {FONT_PACKAGE} is not installed. "
            "Install the packages in requirements.txt."
        )
    folder = TemporaryDirectory(prefix="evidence-fonts-", ignore_cleanup_errors=True)
    for style in STYLES:
        name = f"SourceSansPro-{style}.otf"
        copyfile(str(files(FONT_PACKAGE) / "files" / name), Path(folder.name) / name)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder.name])
    _KEPT.append(folder)
    return fonts


_KEPT: list[TemporaryDirectory[str]] = []


def _document(pack: EvidencePack, drawings: _Files) -> Json:
    """Everything that the template sets, as JSON values."""
    date = f"{pack.as_of.day} {pack.as_of:%B %Y}"
    mark = INTERNAL_MARK if pack.edition == INTERNAL else ""
    entries = [e for _, block in pack.blocks if isinstance(block, Sources) for e in block.entries]
    return {
        "title": pack.title,
        "author": AUTHOR,
        "description": ". ".join(text for text in (pack.purpose, pack.data_edition, mark) if text),
        "font": FONT,
        "day": [pack.as_of.year, pack.as_of.month, pack.as_of.day],
        "place": pack.place,
        "kind": pack.kind[:1].upper() + pack.kind[1:],
        "purpose": pack.purpose,
        "mark": mark,
        "foot": f"{pack.place} · evidence pack · {date}",
        "cover-kicker": "Evidence pack",
        "cover-lines": [date, pack.data_edition, f"Compared with {pack.compared_with}"],
        "cover": {"file": drawings.add(pack.cover.svg), "alt": pack.cover.alt},
        "listed": sorted({entry.number for entry in entries}),
        "chapters": [_chapter(pack, chapter, drawings) for chapter in pack.chapters],
        "appendix": _appendix(pack),
    }


def _chapter(pack: EvidencePack, chapter: Chapter, drawings: _Files) -> Json:
    blocks = [_block(pack, block, drawings) for block in chapter.blocks]
    return {"title": chapter.title, "summary": list(chapter.summary), "blocks": blocks}


def _block(pack: EvidencePack, block: Block, drawings: _Files) -> Json:
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
            return {"is": "table", **_table(block, pack.labels[block.key])}
        case Picture():
            return {"is": "picture", **_picture(block, pack.labels[block.key], drawings)}


def _entry(entry: SourceEntry) -> Json:
    source = entry.source
    used = f"{'; '.join(entry.indicators)}: {entry.periods}" if entry.indicators else entry.periods
    return {
        "number": entry.number,
        "publisher": source.publisher,
        "title": source.title,
        "edition": source.edition,
        "url": source.url,
        "link": source.url if source.url.startswith(("https://", "http://")) else "",
        "lines": [text for text in (used, source.licence, entry.attribution) if text],
    }


def _picture(picture: Picture, label: str, drawings: _Files) -> Json:
    printed = 0 < len(picture.twin.rows) <= LONGEST_TWIN
    return {
        "label": label,
        "title": picture.title,
        "subtitle": picture.subtitle,
        "alt": picture.alt,
        "file": drawings.add(picture.svg),
        "source": picture.source,
        "note": picture.note,
        "figures": "page" if printed else _elsewhere(picture, label),
        "twin": _anchor(label),
    }


def _elsewhere(picture: Picture, label: str) -> str:
    """Where the figures of a picture are that are not printed."""
    rows = len(picture.twin.rows)
    return f"Its figures, {rows} rows, are in the workbook of this pack, as those of {label}." if rows else ""


def _anchor(label: str) -> str:
    return label.lower().replace(" ", "-") + "-figures"


def _table(table: Table, label: str) -> Json:
    return {
        "label": label,
        "title": table.title,
        "columns": table.columns,
        "rows": table.rows,
        "numeric": table.numeric,
        "widths": _widths(table),
        "source": table.source,
        "note": table.note,
    }


def _widths(table: Table) -> list[int]:
    """Share of each column in a table's width: by its longest cell, and by the longest word of its header."""
    longest = (max((len(row[x]) for row in table.rows), default=0) for x in range(len(table.columns)))
    words = (max(map(len, name.split()), default=0) for name in table.columns)
    halves = (len(name) // 2 for name in table.columns)
    return [
        max(min(cell, LONGEST_CELL), min(max(half, word), LONGEST_CELL // 2), 4)
        for cell, word, half in zip(longest, words, halves, strict=True)
    ]


def _appendix(pack: EvidencePack) -> Json:
    """The table twins of every picture, chapter by chapter."""
    parts = [
        {"title": chapter.title, "tables": [_twin(b, pack.labels[b.key]) for b in chapter.blocks if _has_twin(b)]}
        for chapter in pack.chapters
    ]
    return {
        "title": "The figures behind the charts",
        "summary": ["The figures that the charts and maps of this pack draw, in the order of the pictures."],
        "parts": [part for part in parts if part["tables"]],
    }


def _has_twin(block: Block) -> bool:
    return isinstance(block, Picture) and bool(block.twin.rows)


def _twin(picture: Picture, label: str) -> Json:
    table = {**_table(picture.twin, f"Figures of {label}"), "twin": _anchor(label)}
    if len(picture.twin.rows) > LONGEST_TWIN:
        return table | {"rows": [], "note": "", "source": _elsewhere(picture, label)}
    return table


def _with_row_headers(made: bytes) -> bytes:
    """The document with the first cell of every table's body rows tagged as that row's header."""
    with pikepdf.open(BytesIO(made)) as document:
        for row in _elements(document.Root.StructTreeRoot, "/TR"):
            _name_header(row)
        file = BytesIO()
        document.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


def _elements(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Every structure element of a kind below an element, in reading order."""
    for kid in _kids(element):
        if kid.get("/S") == kind:
            yield kid
        yield from _elements(kid, kind)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    held = element.get("/K")
    kids = list(held) if isinstance(held, pikepdf.Array) else [held]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _name_header(row: pikepdf.Object) -> None:
    first = _kids(row)[0]
    if first.S == "/TD":
        first.S = pikepdf.Name.TH
        first.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
