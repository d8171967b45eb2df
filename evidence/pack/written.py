"""What a team has written, as a pack takes it: the items of a workspace after one change, and earlier states to compare with."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence.narrative.records import SignOff, about_of, sign_off_of
from evidence.workspace.records import Item, Version

PACK = "pack"  # the kind of the item that says that a pack was made


@dataclass(frozen=True, slots=True)
class Kept:
    """An earlier state of a workspace by its version."""

    version: Version
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The narrative and the engagement log of a workspace, after the change numbered `seq` (packs that were made aside).

    `last` is the state that the last pack before this one's date was made of, None where none is on record; `kept` are the
    versions that partners signed. Two are equal where they are of the same workspace after the same change and are
    compared with the same last pack: what is in them is then the same.
    """

    workspace_id: str
    seq: int
    last_id: str = ""
    items: tuple[Item, ...] = field(default=(), compare=False, repr=False)
    last: Kept | None = field(default=None, compare=False, repr=False)
    kept: tuple[Kept, ...] = field(default=(), compare=False, repr=False)

    @property
    def place(self) -> str:
        """The place that it is about: an area code, or "group:NAME=CODE,CODE"."""
        return next((about_of(item).place for item in self.items if item.kind == "about"), "")

    @property
    def sign_offs(self) -> tuple[SignOff, ...]:
        """What partners said of versions, in order."""
        return tuple(sign_off_of(item) for item in self.items if item.kind == "sign-off")

    def of(self, kind: str) -> tuple[Item, ...]:
        """The items of a kind, in order."""
        return tuple(item for item in self.items if item.kind == kind)
