"""Pictures of a Word document with caption, text alternative and source, and the tables of their figures."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO

from evidence.pack.blocks import Chapter, Picture, Table
from evidence.pack.word.tables import SMALL, least_widths, text_table
from evidence.pack.word.xml import (
    NAMES,
    ROOM,
    WIDTH,
    Writing,
    anchor,
    attribute,
    bookmarked,
    caption,
    heading,
    link,
    paragraph,
    plain,
    run,
    source_and_note,
    text_field,
)
from evidence.pack.words import APPENDIX, APPENDIX_SUMMARY, LONGEST_TWIN, left_to_workbook
from evidence.show.png import as_png

TALLEST = 190  # mm, so that a picture stays on one page with its caption and source
FIRST_TALLEST = 132  # mm, in the first chapter, so that the place on a page is one page
EMU = 36_000  # in one mm
PIXELS = 2.2  # to a unit of the drawing: 220 dots an inch at full width, what Word itself keeps when it saves
KEPT_PICTURES = 64  # drawn ones, so that a pack with one more chapter is quick


def picture_with_caption(writing: Writing, picture: Picture, *, leads: bool = False) -> str:
    """A chart or map with its message above, source and note below, and where its figures are.

    It is kept on one page with a note that follows where it leads to one.
    """
    label = writing.pack.labels[picture.key]
    tallest = FIRST_TALLEST if picture in writing.pack.chapters[0].blocks else TALLEST
    return "".join(
        (
            caption(writing, label, picture.title),
            plain("Measure", picture.subtitle) if picture.subtitle else "",
            drawing(writing, picture, label, tallest, "Picture"),
            source_and_note(picture.source, picture.note, _to_figures(writing, picture, label), leads=leads),
        )
    )


def _to_figures(writing: Writing, picture: Picture, label: str) -> str:
    """A link to the table of the picture's figures, or the words on where they are."""
    if isinstance(picture.twin, str):
        table = writing.pack.labels[picture.twin]
        return run(" The figures are in ") + link(anchor(table), table, "Hyperlink") + run(".")
    if elsewhere := _elsewhere(picture.twin, label):
        return run(f" {elsewhere}")
    linked = link(_twin_anchor(label), f"Figures of this {picture.kind}", "Hyperlink")
    return f"{run(' ')}{linked}{run('.')}" if picture.twin.rows else ""


def _elsewhere(twin: Table, label: str) -> str:
    """Where the figures of a picture are, in words, when they are too many for paper."""
    if len(twin.rows) > LONGEST_TWIN:
        size = f"{len(twin.rows)} rows"
    elif sum(least_widths(twin, SMALL)) > ROOM:
        size = f"{len(twin.columns)} columns"
    else:
        return ""
    return left_to_workbook(label, size)


def _twin_anchor(label: str) -> str:
    """The bookmark of the figures of "Figure 3"."""
    return f"figures_of_{anchor(label)}"


def drawing(writing: Writing, picture: Picture, name: str, tallest: float, style: str) -> str:
    """The picture across the text, smaller where it would be too tall, with its text alternative."""
    known, image = writing.part.get_or_add_image(BytesIO(_png(picture.svg)))
    width = min(WIDTH, tallest * image.px_width / image.px_height)
    size = f'cx="{width * EMU:.0f}" cy="{width * image.px_height / image.px_width * EMU:.0f}"'
    number = next(writing.ids)
    alt = attribute(picture.alt)
    return paragraph(
        style,
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{alt}" title="{name}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NAMES["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{known}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>",
    )


@lru_cache(maxsize=KEPT_PICTURES)
def _png(svg: str) -> bytes:
    """The drawing as Word can show it everywhere."""
    return as_png(svg, PIXELS)


def figures_appendix(writing: Writing) -> str:
    """The tables behind the pictures by chapter, at the end, where they can be read but do not break the text."""
    parts = [(chapter, "".join(_twins(writing, chapter))) for chapter in writing.pack.chapters]
    if not any(tables for _, tables in parts):
        return ""
    title = heading(writing, 1, APPENDIX) + plain("Summary", APPENDIX_SUMMARY)
    return title + "".join(heading(writing, 2, chapter.title) + tables for chapter, tables in parts if tables)


def _twins(writing: Writing, chapter: Chapter) -> Iterable[str]:
    """The figures of each picture of a chapter, or where to find them if they are many."""
    for block in chapter.blocks:
        if not isinstance(block, Picture) or isinstance(block.twin, str) or not block.twin.rows:
            continue
        label = writing.pack.labels[block.key]
        name = run("Figures of ") + text_field(f"REF {anchor(label)} \\h", label)
        yield paragraph("Caption", bookmarked(writing, _twin_anchor(label), name), run(f". {block.title}"))
        if elsewhere := _elsewhere(block.twin, label):
            yield plain("Source", elsewhere)
        else:
            yield text_table(block.twin, f"Figures of {label}. {block.title}", small=True)
