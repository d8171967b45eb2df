"""A pack as files: every format from the same blocks, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from evidence import wording
from evidence.coordination.activities import Activity
from evidence.errors import EvidenceError
from evidence.files import write_all
from evidence.indicators.base import EvidenceBase
from evidence.pack.blocks import PUBLIC, EvidencePack
from evidence.pack.contents import PURPOSE, Progress, make_pack, silent
from evidence.pack.written import Written


# Each format's library is imported when it is asked for: a hundred PDFs need neither Word's nor the workbook's.
def _pdf(pack: EvidencePack) -> bytes:
    from evidence.pack.pdf.document import pdf

    return pdf(pack)


def _word(pack: EvidencePack) -> bytes:
    from evidence.pack.word.document import word

    return word(pack)


def _workbook(pack: EvidencePack) -> bytes:
    from evidence.pack.workbook.document import workbook

    return workbook(pack)


def _web_page(pack: EvidencePack) -> bytes:
    from evidence.pack.web.page import web_page

    return web_page(pack).encode("utf-8")


FORMATS: Mapping[str, Callable[[EvidencePack], bytes]] = {
    "pdf": _pdf,
    "docx": _word,
    "xlsx": _workbook,
    "html": _web_page,
}
NAMES = {"pdf": "PDF", "docx": "Word document", "xlsx": "Workbook", "html": "Web page"}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a pack is made from: the place and everything that a person may choose for it; None means the usual.

    Who watches the progress makes no difference to the pack, so it is no part of what is compared.
    """

    area_code: str
    as_of: date
    comparators: tuple[str, ...] | None = None
    chapters: tuple[str, ...] | None = None
    edition: str = PUBLIC
    model: str = "global"
    purpose: str = PURPOSE
    own: tuple[Activity, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    written: Written | None = None
    progress: Progress = field(default=silent, compare=False)


def pack_of(base: EvidenceBase, choices: Choices) -> EvidencePack:
    """The pack of these choices; raises EvidenceError as `make_pack` does."""
    return make_pack(base, **{name.name: getattr(choices, name.name) for name in fields(choices)})


@lru_cache(maxsize=8)
def files_of(base: EvidenceBase, choices: Choices) -> Mapping[str, bytes]:
    """The files of a pack in every format, made once for the same choices; raises EvidenceError as `make_pack` does."""
    tell = choices.progress
    pack = pack_of(base, replace(choices, progress=lambda share, doing: tell(share / 2, doing)))
    return rendered(pack, tuple(FORMATS), progress=lambda share, doing: tell(0.5 + share / 2, doing))


def check_formats(formats: Collection[str]) -> tuple[str, ...]:
    """The formats in their usual order; raises EvidenceError for an unknown one and for none at all."""
    if unknown := [name for name in formats if name not in FORMATS]:
        raise EvidenceError(
            f"There is no format {wording.listed([repr(name) for name in unknown])}; formats are: {', '.join(FORMATS)}."
        )
    if not formats:
        raise EvidenceError(f"No format was chosen; formats are: {', '.join(FORMATS)}.")
    return tuple(name for name in FORMATS if name in formats)


def rendered(pack: EvidencePack, formats: Collection[str], *, progress: Progress = silent) -> dict[str, bytes]:
    """The pack's files by their names, one a format; the same pack gives the same bytes."""
    chosen, made = check_formats(formats), dict[str, bytes]()
    for place, name in enumerate(chosen):
        progress(place / len(chosen), NAMES[name])
        made[f"{pack.file_name}.{name}"] = FORMATS[name](pack)
    return made


def write_files(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write a pack's files into a folder, which is made where it does not exist, and return their paths.

    Raises EvidenceError where the folder cannot be written or the disk is full; then nothing is written at all.
    """
    placed = {folder / name: content for name, content in files.items()}
    write_all(placed)
    return tuple(placed)
