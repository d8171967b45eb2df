"""A workspace with an engagement log that a test may look at and spoil, and its two links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Engine

from evidence.workspace.items import add_items, read_items
from evidence.workspace.people import Named, keep_name
from evidence.workspace.records import By, Item
from evidence.workspace.workspaces import create_workspace, view_link

LINK = "a-link-that-edits-a-log-of-tests"
BY = By("Economy team", datetime(2026, 11, 26, 14, 30, tzinfo=UTC))
HOSTILE = "![i](http://elsewhere.example/i.png) <img src=x onerror=alert(1)> $a$ [x](http://elsewhere.example)"
WELDERS = {
    "theme": "skills",
    "prompt": "skills-found",
    "method": "one-to-one",
    "organisation": "Bolton Castings Ltd",
    "sector": "manufacturing",
    "size": "small",
    "area": "E08000001",
    "date": "2026-05-31",
    "said": "We cannot find welders.",
    "quotable": True,
    "follow_up": "Send the list of training providers",
}
BUSES = {
    "theme": "skills",
    "prompt": "hiring",
    "method": "visit",
    "organisation": "Secret Foods plc",
    "sector": "manufacturing",
    "area": "E08000003",
    "date": "2026-07-02",
    "said": "The last bus leaves before the late shift ends.",
}
ASSEMBLY = {
    "theme": "other",
    "method": "document",
    "organisation": "Oldham Council",
    "date": "2026-03-01",
    "said": "Residents put safe streets before jobs.",
    "quotable": True,
    "source_title": "Residents' assembly",
    "source_url": "https://assembly.example/report",
}


@dataclass(frozen=True, slots=True)
class Logged:
    """A workspace with a log: its database, and what is in it now."""

    engine: Engine
    id: str
    link: str

    @property
    def view(self) -> str:
        """The link to read with."""
        return view_link(self.link)

    @property
    def entries(self) -> tuple[Item, ...]:
        """The entries, in the order in which they were added."""
        return tuple(item for item in read_items(self.engine, self.id) if item.kind == "evidence")


def logged(engine: Engine, *entries: dict, link: str = LINK, statements: int = 0) -> Logged:
    """A workspace whose log has these entries, with statements that rest on the first of them."""
    made = create_workspace(engine, {"title": "Growth plan", "place": "E47000001", "step": "emerging"}, BY, link=link)
    saved = add_items(engine, made.id, tuple(("evidence", entry) for entry in entries), BY)
    if statements:
        claim = {"section": "challenges", "text": "Skills are short.", "evidence": [saved[0].item.id]}
        add_items(engine, made.id, (("claim", claim),) * statements, BY)
    return Logged(engine, made.id, link)


def with_name(log: Logged, at: int, name: str, keep_until: date) -> None:
    """Keep the name of a person with an entry."""
    named = Named(name, f"{name.split()[0].casefold()}@people.example", "consent", keep_until)
    keep_name(log.engine, log.id, log.entries[at].id, named)
