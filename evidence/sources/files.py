"""Writing data files so that nothing is ever half-written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evidence.errors import EvidenceError


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as comma-separated text with a header row and Unix line ends."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()


def number_text(value: float | None) -> str:
    """The shortest decimal text of a number: no trailing zeros, no float noise, empty for none."""
    if value is None or value != value:
        return ""
    text = f"{round(value, 9):.9f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write_all(files: Mapping[Path, str]) -> None:
    """Write every file, or none: each is written beside its place first and moved there once all are complete.

    Raises EvidenceError where a folder cannot be written or the disk is full; what stood there before stays.
    """
    waiting: list[tuple[Path, Path]] = []
    moved: list[tuple[Path, bytes | None]] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.new")
            waiting.append((beside, path))
            beside.write_text(text, encoding="utf-8", newline="")
        for beside, path in waiting:
            before = path.read_bytes() if path.is_file() else None
            beside.replace(path)
            moved.append((path, before))
    except OSError as error:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
        for path, before in moved:
            path.unlink(missing_ok=True)
            if before is not None:
                path.write_bytes(before)
        raise EvidenceError(
            f"Could not write {error.filename or 'the data folder'} ({error.strerror}); nothing was changed."
        ) from None
