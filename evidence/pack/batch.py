"""Packs of many places at once, with a progress bar; a place that has none is said and does not stop the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from tqdm import tqdm

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.pack.contents import check_choices
from evidence.pack.files import Choices, check_formats, pack_of, rendered, write_files


def write_packs(
    base: EvidenceBase, orders: Sequence[Choices], formats: Collection[str], folder: Path
) -> tuple[tuple[Path, ...], dict[str, str]]:
    """Write a pack for each of these choices; returns the files written, and by area code why a place has no pack.

    A choice that no pack can have, and a folder that cannot be written, raise EvidenceError at once. Progress is shown
    on standard error.
    """
    check_formats(formats)
    for order in orders:
        check_choices(base, as_of=order.as_of, edition=order.edition, chapters=order.chapters)
    written: list[Path] = []
    refused: dict[str, str] = {}
    with tqdm(orders, unit="pack", leave=False) as bar:
        for order in bar:
            bar.set_description(base.areas[order.area_code].name)
            try:
                files = rendered(pack_of(base, order), formats)
            except EvidenceError as error:
                refused[order.area_code] = str(error)
                continue
            written += write_files(files, folder)
    return tuple(written), refused
