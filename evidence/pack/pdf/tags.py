"""Row headers of a PDF's tables, which the compiler does not tag."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf


def with_row_headers(made: bytes) -> bytes:
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
