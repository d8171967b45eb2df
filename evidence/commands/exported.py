"""A workspace that was exported to a file, as the commands take it: checked whole, and without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.coordination.activities import Activity
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase

if TYPE_CHECKING:  # the database takes a while to import, which no other command should wait for
    from evidence.pack.written import Written
    from evidence.workspace.transfer_checks import Contents


@dataclass(frozen=True, slots=True)
class Exported:
    """What a file holds, the evidence base with the workspace's own group if its place is one, and the place's code."""

    base: EvidenceBase
    place: str
    contents: Contents
    fingerprint: str  # of the file

    def written(self, as_of: date) -> Written:
        """What a pack of that date takes from it."""
        from evidence.pack.keeping import written_of

        held = self.contents
        return written_of(self.fingerprint, held.items, held.changes, held.versions, as_of=as_of)

    def activities(self) -> tuple[Activity, ...]:
        """The activities that the workspace keeps."""
        from evidence.pack.keeping import own_of

        return own_of(self.base, self.contents.items)

    def readings(self, area_code: str) -> tuple[tuple[str, str], ...]:
        """What its team makes of a place on the inclusive-growth walk."""
        from evidence.pack.keeping import team_readings_of

        return team_readings_of(self.contents.items, area_code)


def exported(base: EvidenceBase, path: Path) -> Exported:
    """The workspace of a file; raises EvidenceError that lists every fault of it."""
    from evidence.narrative.place import placed
    from evidence.narrative.records import about_of
    from evidence.workspace.transfer import read_workspace

    if not path.is_file():
        raise EvidenceError(f"There is no file {path}.")
    content = path.read_bytes()
    contents = read_workspace(content)
    about = next(about_of(item) for item in contents.items if item.kind == "about")
    base, place = placed(base, about.place)
    return Exported(base, place, contents, sha256(content).hexdigest())
