"""An evidence pack as a tagged PDF (PDF/UA-1, ISO 14289-1): A4 for print, with structure for screen readers.

The template pack.typ is fixed; texts reach it as JSON values, so nothing in them is read as markup.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import cast
from unicodedata import category

import typst
from fontTools.ttLib import TTFont

from evidence.errors import EvidenceError
from evidence.pack.blocks import EvidencePack
from evidence.pack.pdf.content import FONT, Drawings, document_values
from evidence.pack.pdf.tables import Json
from evidence.pack.pdf.tags import with_table_tags
from evidence.pack.pdf.widths import SEMIBOLD
from evidence.show.letter_widths import FONT_PACKAGE

STYLES = {
    "Regular": (400, "normal"),
    "Semibold": (SEMIBOLD, "normal"),
    "Bold": (700, "normal"),
    "It": (400, "italic"),
    "BoldIt": (700, "italic"),
}
MISSING = "\u2610"
MISSING_WORDS = f"{MISSING} stands for a letter that the typeface of this PDF lacks; the other formats have it."
FIRST_CONTROL = "\u2000"  # before it stand marks of scripts, which have a shape
SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))  # which shape an emoji has
REMEMBERED = 10  # compilations


def pdf(pack: EvidencePack) -> bytes:
    """The pack as a PDF/UA-1 document in British English; the same pack gives the same bytes.

    A letter that the typeface lacks is set as a box, and the cover says so. Raises EvidenceError where the typeface's package is not installed or the pack cannot be set.
    """
    fonts, drawings = _fonts(), Drawings()
    content = _content(document_values(pack, drawings))
    template = (files(__package__) / "pack.typ").read_bytes()
    held = {"main.typ": template, "pack.json": content, **drawings.held}
    try:
        made = typst.compile(
            cast("bytes", held),  # the stub knows a file, but no dict of files by their names
            font_paths=fonts,
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(pack.as_of, time(), UTC),
        )
    except typst.TypstError as error:
        raise EvidenceError(
            f"The pack of {pack.place} cannot be set as a PDF: {error.message}. Change that text or drawing, or choose "
            "another format."
        ) from error
    finally:
        _forget(fonts)
    return with_table_tags(made)


def _content(values: Json) -> bytes:
    """The values as JSON, with a box for each letter that the typeface lacks: PDF/UA does not allow one without a shape.

    People write with emoji and in other scripts; without this nobody could make a pack of what they wrote.
    """
    text = json.dumps(values, ensure_ascii=False)
    unset = {letter for letter in set(text) - _letters() if not _is_unseen(letter)}
    if unset:
        values["cover-lines"].append(MISSING_WORDS)
        text = json.dumps(values, ensure_ascii=False).translate({ord(letter): MISSING for letter in unset})
    return text.encode()


def _is_unseen(letter: str) -> bool:
    """Whether a letter is set without a shape: a space, or a control of how its neighbours are set."""
    kind = category(letter)
    return kind in ("Zl", "Zp", "Zs") or (kind == "Cf" and letter > FIRST_CONTROL) or letter in SELECTORS


@cache
def _letters() -> frozenset[str]:
    """The letters that every style of the typeface has."""
    held = [TTFont(_file(name)).getBestCmap() for name in STYLES]
    return frozenset(chr(code) for code in set(held[0]).intersection(*held[1:]))


def _file(style: str) -> str:
    return str(files(FONT_PACKAGE) / "files" / f"SourceSansPro-{style}.otf")


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
            copyfile(_file(style), Path(folder) / f"{style}.otf")
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        used = "".join(f'#text(weight: {weight}, style: "{slant}")[a]' for weight, slant in STYLES.values())
        typst.compile(f'#set text(font: "{FONT}", fallback: false)\n{used}'.encode(), font_paths=fonts)
    return fonts
