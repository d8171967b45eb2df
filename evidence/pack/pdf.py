"""An evidence pack as a tagged PDF (PDF/UA-1, ISO 14289-1): A4 for print, with structure for screen readers.

The template pack.typ is fixed; texts reach it as JSON values, so nothing in them is read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO
from math import ceil
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
from evidence.show.letter_widths import in_lines, text_width

AUTHOR = "Place evidence"
INTERNAL_MARK = "Internal: not for publication"
FONT_PACKAGE, FONT = "font_source_sans_pro", "Source Sans Pro"
STYLES = {"Regular": 400, "Semibold": 600, "Bold": 700}
SEMIBOLD = STYLES["Semibold"]
LONGEST_TWIN = 60  # rows; a longer table of a picture's figures is for the workbook, not for paper
BODY, COMPACT = 9.0, 8.5  # pt: type of tables, and of the tables of pictures' figures
UPRIGHT, FLAT = 453.0, 700.0  # pt: width of the text on a page, and on a page turned on its side
PAPERS = ((UPRIGHT, 430.0), (FLAT, 270.0))  # with the height up to which a table is kept on one page: 0.6 of the page
LINE, BETWEEN_ROWS = 1.1, 0.85  # em: from line to line in a table, and what a row adds
LONGEST_NOTE = 1200  # letters under a picture up to which it stands on one page with them
GAP = 10.0  # pt between columns
POWERS = (1.0, 0.8, 0.6, 0.4, 0.2, 1.25, 1.5)  # of the width a column wants: the lower, the more do short columns get
RAGGED = 1.12  # how much longer wrapped lines are than their text, because they end between words
SLACK = 1.0  # pt that a text may be wider than the sum of its letters
LONGEST_CELL = 360.0  # pt; a longer text is wrapped rather than given a wider column
MOST_WRAPPED = 2.0  # how much wider than the page the table of a picture's figures may want to be
REMEMBERED = 10  # compilations
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
    sources: Any = {"main.typ": template, "pack.json": content, **drawings.held}  # the stub knows no dict of files
    fonts = _fonts()
    try:
        made = typst.compile(
            sources, font_paths=fonts, pdf_standards=["ua-1"], timestamp=datetime.combine(pack.as_of, time(), UTC)
        )
    except typst.TypstError as error:
        raise EvidenceError(
            f"The pack of {pack.place} cannot be set as a PDF: {error.message}. Change that text or drawing, or choose "
            "another format."
        ) from error
    finally:
        _forget(fonts)
    return _with_row_headers(made)


def _forget(fonts: typst.Fonts) -> None:
    """Let the compiler drop what it holds of a pack, which it does of anything unused in its last ten compilations.

    Otherwise a server that makes ten packs holds 200 to 400 MB of each.
    """
    for _ in range(REMEMBERED + 1):
        typst.compile(b"", font_paths=fonts)


@cache
def _fonts() -> typst.Fonts:
    """The typeface, from its package alone: no font of the machine is looked at.

    The package holds each style twice, and the compiler takes whichever its folder lists first; so it is given a folder
    with one file a style. It reads a file when the style is first used, so each is used before the folder goes.
    """
    if not find_spec(FONT_PACKAGE):
        raise EvidenceError(
            f"The PDF needs the typeface {FONT}, and its package {FONT_PACKAGE} is not installed. "
            "Install the packages in requirements.txt."
        )
    with TemporaryDirectory() as folder:
        for style in STYLES:
            name = f"SourceSansPro-{style}.otf"
            copyfile(str(files(FONT_PACKAGE) / "files" / name), Path(folder) / name)
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        used = "".join(f"#text(weight: {weight})[a]" for weight in STYLES.values())
        typst.compile(f'#set text(font: "{FONT}", fallback: false)\n{used}'.encode(), font_paths=fonts)
    return fonts


def _document(pack: EvidencePack, drawings: _Files) -> Json:
    """Everything that the template sets, as JSON values."""
    mark = INTERNAL_MARK if pack.edition == INTERNAL else ""
    labels = pack.labels
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
        "foot": f"{pack.place} · evidence pack · {pack.dated}",
        "cover-kicker": "Evidence pack",
        "cover-lines": [pack.dated, pack.data_edition, f"Compared with {pack.compared_with}"],
        "cover": {"file": drawings.add(pack.cover.svg), "alt": pack.cover.alt} if pack.cover else None,
        "listed": sorted({entry.number for entry in entries}),
        "chapters": [_chapter(chapter, labels, drawings) for chapter in pack.chapters],
        "appendix": _appendix(pack, labels),
    }


def _chapter(chapter: Chapter, labels: Mapping[str, str], drawings: _Files) -> Json:
    blocks = [_block(block, labels, drawings) for block in chapter.blocks]
    for block, after in zip(blocks, [*chapter.blocks[1:], None], strict=False):
        block["leads"] = isinstance(after, Findings | Tiles | Picture | Table)
    return {"title": chapter.title, "summary": list(chapter.summary), "blocks": blocks}


def _block(block: Block, labels: Mapping[str, str], drawings: _Files) -> Json:
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
            return {"is": "table", **_table(block, labels[block.key])}
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


def _picture(picture: Picture, labels: Mapping[str, str], drawings: _Files) -> Json:
    label, twin = labels[picture.key], picture.twin
    elsewhere = _elsewhere(twin, label) if isinstance(twin, Table) else ""
    printed = bool(twin.rows) and not elsewhere if isinstance(twin, Table) else False
    return {
        "label": label,
        "title": picture.title,
        "subtitle": picture.subtitle,
        "alt": picture.alt,
        "file": drawings.add(picture.svg),
        "source": picture.source,
        "note": picture.note,
        "same": labels[twin] if isinstance(twin, str) else "",  # the table of the pack that holds its figures
        "same-anchor": _anchor(labels[twin]) if isinstance(twin, str) else "",
        "figures": _figures_anchor(label) if printed else "",
        "elsewhere": elsewhere,
        "whole": len(picture.source) + len(picture.note) <= LONGEST_NOTE,
    }


def _elsewhere(twin: Table, label: str) -> str:
    """Where the figures of a picture are, in words, when they are too many for paper."""
    size = ""
    if len(twin.rows) > LONGEST_TWIN:
        size = f"{len(twin.rows)} rows"
    elif twin.rows and _columns(twin, COMPACT, MOST_WRAPPED) is None:
        size = f"{len(twin.columns)} columns"
    return f"Its figures, {size}, are in the workbook of this pack, as those of {label}." if size else ""


def _anchor(label: str) -> str:
    """The name of a place in the document that links lead to."""
    return label.lower().replace(" ", "-")


def _figures_anchor(label: str) -> str:
    return f"figures-of-{_anchor(label)}"


def _table(table: Table, label: str) -> Json:
    columns = _columns(table, BODY)
    if columns is None:
        raise EvidenceError(
            f"{label}, {table.title!r}, has {len(table.columns)} columns, too many for paper. Give it fewer columns."
        )
    return _laid_out(table, columns, label, _anchor(label), table.title)


def _laid_out(table: Table, columns: _Columns, label: str, anchor: str, title: str) -> Json:
    return {
        "label": label,
        "anchor": anchor,
        "title": title,
        "columns": table.columns,
        "rows": table.rows,
        "numeric": table.numeric,
        "widths": columns.widths,
        "wide": columns.wide,
        "whole": columns.whole,
        "source": table.source,
        "note": table.note,
    }


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths of a table's columns (pt, with the gaps between them).

    Also whether the table needs a page on its side, and whether it is low enough to be kept on one page.
    """

    widths: tuple[float, ...]
    wide: bool
    whole: bool


def _columns(table: Table, size: float, most: float = float("inf")) -> _Columns | None:
    """Columns of a table in type of that size (pt); none where its words do not fit even on a page on its side.

    `most` is how many times the width of the page all columns together may want to fill.
    """
    cells = [[text_width(row[x], size) for row in table.rows] for x in range(len(table.columns))]
    texts = [[text_width(name, size, SEMIBOLD), *widths] for name, widths in zip(table.columns, cells, strict=True)]
    least = [_least(name, [row[x] for row in table.rows], size) for x, name in enumerate(table.columns)]
    wanted = [_wanted(name, widths, size) for name, widths in zip(table.columns, cells, strict=True)]
    for paper, most_high in PAPERS:
        room = paper - GAP * (len(cells) - 1)
        if sum(least) <= room and sum(wanted) <= most * room:
            weighed = ([width**power for width in wanted] for power in POWERS)
            best = min((_shares(room, least, weights) for weights in weighed), key=lambda w: _height(texts, w))
            widths = [GAP + width for width in best]
            widths[0] -= GAP / 2
            widths[-1] -= GAP / 2
            height = size * (LINE * _height(texts, best) + BETWEEN_ROWS * len(texts[0]))
            return _Columns(tuple(round(width, 1) for width in widths), paper == FLAT, height <= most_high)
    return None


def _least(header: str, cells: list[str], size: float) -> float:
    """Width of a column's longest word (pt)."""
    words = [text_width(word, size) for text in cells for word in text.split(" ")]
    return max(words + [text_width(word, size, SEMIBOLD) for word in header.split(" ")]) + SLACK


def _wanted(header: str, cells: list[float], size: float) -> float:
    """Width of a column (pt) that sets its longest cell in one line and its header in two, up to the longest allowed."""
    lines = (text_width(line, size, SEMIBOLD) for line in in_lines(header, 0, size, SEMIBOLD))
    return min(max([*lines, *cells]), LONGEST_CELL) + SLACK


def _shares(room: float, least: list[float], weights: list[float]) -> list[float]:
    """The room shared in proportion to the weights, but no column has less than its least."""
    held: set[int] = set()
    while True:
        free = [x for x in range(len(least)) if x not in held]
        left = room - sum(least[x] for x in held)
        part = left / sum(weights[x] for x in free) if free else 0.0
        short = {x for x in free if part * weights[x] < least[x]}
        if not short:
            return [least[x] if x in held else part * weights[x] for x in range(len(least))]
        held |= short


def _height(texts: list[list[float]], widths: list[float]) -> int:
    """About how many lines a table has: of each row, those of the text that wraps most."""
    rows = zip(*texts, strict=True)
    return sum(max(_lines(text, width) for text, width in zip(row, widths, strict=True)) for row in rows)


def _lines(text: float, width: float) -> int:
    return 1 if text <= width else ceil(RAGGED * text / width)


def _appendix(pack: EvidencePack, labels: Mapping[str, str]) -> Json:
    """The figures of every picture that has a table of its own, chapter by chapter."""
    parts = [
        {"title": c.title, "tables": [table for b in c.blocks for table in _twin(b, labels)]} for c in pack.chapters
    ]
    return {
        "title": "The figures behind the charts",
        "summary": ["The figures that the charts and maps of this pack draw, in the order of the pictures."],
        "parts": [part for part in parts if part["tables"]],
    }


def _twin(block: Block, labels: Mapping[str, str]) -> Iterator[Json]:
    """The table of a picture's figures, or where else they are."""
    if not isinstance(block, Picture) or isinstance(block.twin, str) or not block.twin.rows:
        return
    label = labels[block.key]
    name, elsewhere = f"Figures of {label}", _elsewhere(block.twin, label)
    columns = None if elsewhere else _columns(block.twin, COMPACT, MOST_WRAPPED)
    if columns is None:
        yield {"label": name, "title": block.title, "rows": [], "source": elsewhere, "note": ""}
    else:
        yield _laid_out(block.twin, columns, name, _figures_anchor(label), block.title)


def _with_row_headers(made: bytes) -> bytes:
    """The document with the first cell of every table's body rows tagged as that row's header.

    The compiler names column headers only, cell by cell; a cell that names its headers has no others. So the names go,
    and the scope of each header, a column or a row, says what it heads (ISO 32000-1, 14.8.5.7).
    """
    with pikepdf.open(BytesIO(made)) as document:
        for row in _elements(document.Root.StructTreeRoot, "/TR"):
            for place, cell in enumerate(_kids(row)):
                _name_header(cell, first=place == 0)
        file = BytesIO()
        document.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


def _elements(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    """Every structure element of a kind below an element, in reading order."""
    for kid in _kids(element):
        if kind == kid.S:
            yield kid
        yield from _elements(kid, kind)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    held = element.get("/K")
    kids = list(held) if isinstance(held, pikepdf.Array) else [held]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _name_header(cell: pikepdf.Object, *, first: bool) -> None:
    """Tag a body row's first cell as its header, and leave it to the headers' scopes what they head."""
    attributes = next((a for a in cell.A if a.get("/O") == "/Table"), None)
    if attributes is None:
        return
    del attributes["/Headers"]
    if first and cell.S == "/TD":
        cell.S = pikepdf.Name.TH
        attributes.Scope = pikepdf.Name.Row
