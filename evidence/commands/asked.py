"""What an option of the command line stands for."""

from __future__ import annotations

from pathlib import Path

from evidence.analysis.comparators import ENGLAND, containing, neighbours_of
from evidence.coordination.activities import Activity
from evidence.coordination.tables import read_activities
from evidence.errors import EvidenceError, refuse_if_any
from evidence.indicators.base import EvidenceBase


def own_activities(base: EvidenceBase, path: Path | None) -> tuple[Activity, ...]:
    """The activities of a place's own table; raises one EvidenceError that lists every fault by row."""
    if path is None:
        return ()
    if not path.is_file():
        raise EvidenceError(f"There is no file {path}.")
    found, problems = read_activities(path.read_bytes(), base.areas, base.recoded)
    refuse_if_any(problems, f"{path.name} was not read")
    return found


def comparators(base: EvidenceBase, code: str, compare: str | None) -> tuple[str, ...] | None:
    """The areas that --compare names for a place; None for the usual ones."""
    if compare is None:
        return None
    if compare == "england":
        return (ENGLAND,)
    if compare == "region":
        region = containing(base, code, "region")
        if region is None:
            raise EvidenceError(
                f"{base.area(code).name} does not lie in one region of England; compare with england or a code."
            )
        return (region,)
    if compare == "neighbours":
        neighbours_of(base, code)  # refuses with the reason where there are none; the profile holds them anyway
        return ()
    return (base.area(compare).code,)


def span_of(text: str) -> tuple[int, int]:
    """Two years, as in "2013-2018"."""
    first, _, last = text.partition("-")
    if not (first.isdigit() and last.isdigit()):
        raise EvidenceError(f"The years {text!r} are not understood; write them as 2013-2018.")
    return int(first), int(last)
