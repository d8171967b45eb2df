"""Files: reading TOML, and writing so that nothing is ever half-written."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evidence.errors import EvidenceError


def read_toml(path: Path, absent: str) -> dict[str, Any]:
    """What a TOML file holds; raises EvidenceError for one that is missing (in the words `absent`) or cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise EvidenceError(absent) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvidenceError(f"{path.name}: not readable as TOML ({error}).") from None


def write_all(files: Mapping[Path, str | bytes]) -> None:
    """Write every file, or none: each is written beside its place first and moved there once all are complete.

    Raises EvidenceError where a folder cannot be written or the disk is full; what stood there before stays.
    """
    waiting: list[tuple[Path, Path]] = []
    moved: list[tuple[Path, bytes | None]] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.new")
            waiting.append((beside, path))
            beside.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
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
            f"Could not write {error.filename or 'the folder'} ({error.strerror}); nothing was changed."
        ) from None
