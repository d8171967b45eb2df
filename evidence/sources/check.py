"""A table that someone holds in their hand: does it keep the contract, and what would it change?"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePath

from evidence.indicators.base import EvidenceBase
from evidence.sources.figures import changes_between, read_figures

LARGEST = 20_000_000  # bytes; the largest table held is under one million


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found: every problem, or what an import would change; both empty where nothing would change."""

    problems: tuple[str, ...]
    changes: tuple[str, ...]


def check_table(base: EvidenceBase, file_name: str, content: bytes) -> Outcome:
    """Check a table of figures named after its indicator; nothing is kept."""
    name = PurePath(file_name.replace("\\", "/")).name
    if len(content) > LARGEST:
        return Outcome(
            (f"{name} is larger than {LARGEST / 1e6:.0f} MB, far more than any table of figures by area.",), ()
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (name if name.endswith(".csv") else f"{name}.csv")
        path.write_bytes(content)
        table, problems = read_figures(path, base.indicators, base.areas)
    if table is None:
        return Outcome(tuple(problems), ())
    return Outcome((), tuple(changes_between(path.stem, base.tables.get(path.stem), table)))
