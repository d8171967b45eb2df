"""Tags of a PDF's tables as a screen reader needs them: row headers, and nothing that is only there for the layout."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf


def with_table_tags(made: bytes) -> bytes:
    """The document with tables of cells alone, and the first cell of every body row tagged as that row's header.

    The template keeps rows together with a last column of cells without content, and the source and note with them as a
    last row: those cells go, and what that row says follows the table.

    The compiler names column headers only, cell by cell; a cell that names its headers has no others. So the names go,
    and the scope of each header, a column or a row, says what it heads (ISO 32000-1, 14.8.5.7).
    """
    with pikepdf.open(BytesIO(made)) as document:
        for table in list(_elements(document.Root.StructTreeRoot, "/Table")):
            _drop_layout(table)
        for row in _elements(document.Root.StructTreeRoot, "/TR"):
            for place, cell in enumerate(_kids(row)):
                _name_header(cell, first=place == 0)
        file = BytesIO()
        document.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


def _drop_layout(table: pikepdf.Object) -> None:
    rows = list(_elements(table, "/TR"))
    columns = len(_kids(rows[0])) - 1
    for row in rows:
        row.K = pikepdf.Array(_kids(row)[:columns])
    cell = _kids(rows[-1])[0]
    if columns > 1 and any(a.get("/ColSpan") == columns for a in cell.get("/A", ())):
        _drop(rows[-1])
        _move_after(table, cell)


def _drop(element: pikepdf.Object) -> None:
    """Take an element out of its parent, and the parent too where nothing is left in it."""
    parent = element.P
    parent.K = pikepdf.Array([kid for kid in _kids(parent) if kid.objgen != element.objgen])
    if not len(parent.K):
        _drop(parent)


def _move_after(element: pikepdf.Object, cell: pikepdf.Object) -> None:
    """Make what a cell says a part of the document that follows an element."""
    parent = element.P
    cell.S, cell.P = pikepdf.Name.Div, parent
    del cell.A
    place = [kid.objgen for kid in _kids(parent)].index(element.objgen) + 1
    parent.K = pikepdf.Array([*_kids(parent)[:place], cell, *_kids(parent)[place:]])


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
