"""Packs of many places at once, with a progress bar; a place that has none is said and does not stop the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tqdm import tqdm

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.pack.blocks import PUBLIC
from evidence.pack.contents import PURPOSE, check_choices, make_pack
from evidence.pack.files import check_formats, write_pack


@dataclass(frozen=True, slots=True)
class Order:
    """What packs are to be: their date, formats, edition, chapters (None: all) and comparators by area (None: the usual)."""

    as_of: date
    formats: tuple[str, ...]
    edition: str = PUBLIC
    chapters: Collection[str] | None = None
    comparators: Mapping[str, tuple[str, ...] | None] | None = None
    purpose: str | None = None


def write_packs(
    base: EvidenceBase, area_codes: Sequence[str], order: Order, folder: Path
) -> tuple[tuple[Path, ...], dict[str, str]]:
    """Write the packs of these places; returns the files written, and the reason for each place without a pack.

    A choice that no pack can have, and a folder that cannot be written, raise EvidenceError at once. Progress is shown
    on standard error.
    """
    check_formats(order.formats)
    check_choices(base, as_of=order.as_of, edition=order.edition, chapters=order.chapters)
    written: list[Path] = []
    refused: dict[str, str] = {}
    with tqdm(area_codes, unit="pack", leave=False) as bar:
        for code in bar:
            bar.set_description(base.areas[code].name)
            try:
                pack = make_pack(
                    base,
                    code,
                    as_of=order.as_of,
                    comparators=(order.comparators or {}).get(code),
                    chapters=order.chapters,
                    edition=order.edition,
                    purpose=order.purpose or PURPOSE,
                )
            except EvidenceError as error:
                refused[code] = str(error)
                continue
            written += write_pack(pack, folder, order.formats)
    return tuple(written), refused
