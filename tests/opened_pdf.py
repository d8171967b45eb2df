"""A PDF opened for tests: what its pages say, and its structure as a screen reader meets it."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
from pypdf import PdfReader

from evidence.pack.pdf.document import pdf
from tests.packs import picture, sample_pack

COVER, ON_A_PAGE, CONTENTS = 0, 1, 2  # pages, from 0


@cache
def sample_pdf() -> bytes:
    """The sample pack, made once for all tests."""
    return pdf(sample_pack())


def texts_of(made):
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def bare(text):
    """The text without spaces: where a line breaks is the typesetter's choice."""
    return re.sub(r"\s|\u2060", "", text)


def bare_lines(text):
    return re.sub(r"\s+", " ", text)


def kids(element):
    held = element.get("/K")
    held = list(held) if isinstance(held, pikepdf.Array) else [held]
    return [kid for kid in held if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def elements(element, *kinds):
    """Structure elements of these kinds, in the order in which a screen reader meets them."""
    for kid in kids(element):
        if not kinds or str(kid.S) in kinds:
            yield kid
        yield from elements(kid, *kinds)


def bookmarks(document):
    """Level, title and page (from 0) of every bookmark."""
    pages = {page.objgen: number for number, page in enumerate(document.pages)}

    def walk(items, level):
        for item in items:
            yield level, str(item.title), pages[item.destination[0].objgen]
            yield from walk(item.children, level + 1)

    with document.open_outline() as outline:
        return list(walk(outline.root, 1))


def with_blocks(*blocks):
    """The sample pack with other blocks in its second chapter; its long table and short table go."""
    pack = sample_pack()
    first, second, *rest = pack.chapters
    alone = replace(first, blocks=(first.blocks[0], picture("chart", "spine", 420)))
    return replace(pack, chapters=(alone, replace(second, blocks=blocks), *rest))


def without_artifacts(made):
    """The text of each page that is not marked as an artifact, which a screen reader passes over."""
    with pikepdf.open(BytesIO(made)) as document:
        for page in document.pages:
            kept, inside = [], []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("BMC", "BDC"):
                    inside.append(str(operands[0]))
                if not ("/Artifact" in inside and str(operator) in ("Tj", "TJ")):
                    kept.append((operands, operator))
                if str(operator) == "EMC":
                    inside.pop()
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(kept))
        file = BytesIO()
        document.save(file)
    return texts_of(file.getvalue())
