"""Packs that were made, on record in their workspace, so that the next one can say what changed since; and reading them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Engine

from evidence import wording
from evidence.coordination.activities import Activity
from evidence.coordination.kept import activities_of
from evidence.growth.readings import readings_of
from evidence.indicators.base import EvidenceBase
from evidence.pack.written import PACK, Kept, Written
from evidence.workspace.history import keep_version, state_at
from evidence.workspace.items import add_item, read_items
from evidence.workspace.records import By, Change, Item, Version


def written_of(
    workspace_id: str,
    items: Sequence[Item],
    changes: Sequence[Change],
    versions: Sequence[Version],
    *,
    as_of: date,
) -> Written:
    """What a pack of this date takes from a workspace: its items, the last pack before that date, the versions signed."""
    held = {version.id: version for version in versions}
    last = _last_pack(items, held, as_of)
    signed = dict.fromkeys(item.content.get("version") for item in items if item.kind == "sign-off")
    return Written(
        workspace_id,
        max((change.seq for change in changes if change.kind != PACK), default=0),
        last.id if last else "",
        tuple(items),
        Kept(held[str(last.content["version"])], state_at(changes, _seq(last, held))) if last else None,
        tuple(Kept(held[key], state_at(changes, held[key].seq)) for key in signed if key in held),
    )


def _last_pack(items: Sequence[Item], held: Mapping[str, Version], as_of: date) -> Item | None:
    """The record of the last pack that is dated before a day, and whose version is kept."""
    made = [item for item in items if item.kind == PACK and item.content.get("version") in held]
    earlier = [item for item in made if str(item.content.get("date", "")) < as_of.isoformat()]
    return max(earlier, key=lambda item: (str(item.content.get("date", "")), _seq(item, held)), default=None)


def _seq(pack: Item, held: Mapping[str, Version]) -> int:
    """The number of the last change that a pack took: others may have written between its making and its version."""
    seq = pack.content.get("seq")
    return seq if isinstance(seq, int) else held[str(pack.content["version"])].seq


def keep_pack(engine: Engine, written: Written, as_of: date, by: By) -> Version | None:
    """Put on record that a pack of this date was made of this state; None where that is on record already."""
    state = {"date": as_of.isoformat(), "seq": written.seq}
    for item in read_items(engine, written.workspace_id):
        if item.kind == PACK and all(item.content.get(name) == value for name, value in state.items()):
            return None
    version = keep_version(engine, written.workspace_id, f"Evidence pack of {wording.day(as_of)}", by)
    add_item(engine, written.workspace_id, PACK, {"version": version.id, **state}, by)
    return version


def own_of(base: EvidenceBase, items: Sequence[Item]) -> tuple[Activity, ...]:
    """The activities that a workspace keeps."""
    return activities_of(base, [item.content for item in items if item.kind == "activity"])


def team_readings_of(items: Sequence[Item], area_code: str) -> tuple[tuple[str, str], ...]:
    """What the team of a workspace makes of a place on the inclusive-growth walk: dimension and text."""
    contents = [item.content for item in items if item.kind == "reading"]
    written = {(str(c.get("area_code")), str(c.get("dimension"))): str(c.get("text", "")) for c in contents}
    return readings_of(written, area_code)
