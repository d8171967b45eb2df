"""A narrative of Greater Manchester as a team would write it: a draft of the place's findings, claims by hand, and what people said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Engine

from evidence.indicators.base import EvidenceBase
from evidence.narrative.draft import draft_of
from evidence.narrative.records import claim_of, evidence_of
from evidence.narrative.standing import accepted_of
from evidence.pack.blocks import EvidencePack
from evidence.pack.contents import make_pack
from evidence.pack.written import Kept, Written
from evidence.workspace.database import writing
from evidence.workspace.log import lock, write_item
from evidence.workspace.records import By, Item, Version, Workspace
from evidence.workspace.workspaces import create_workspace, new_link

MANCHESTER = "E47000001"
TODAY = date(2026, 11, 26)
ANN = By("Ann", datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
VERSION = Version("f" * 32, "Evidence pack of 20 November 2026", 3, ANN)
SECRET = "We would close the Leigh plant if rents rise again"
SPOKEN = (
    {"theme": "skills", "method": "one-to-one", "organisation": "Bolton Castings Ltd", "sector": "manufacturing", "size": "small",
     "area": "E08000001", "date": "2026-05-31", "said": "We cannot find welders, and train our own.", "quotable": True},
    {"theme": "growth", "method": "one-to-one", "organisation": "Leigh Foods plc", "sector": "manufacturing", "size": "large",
     "area": "E08000010", "date": "2026-06-02", "said": SECRET, "follow_up": "Call about the site"},
    {"theme": "skills", "method": "document", "organisation": "Learning and Work Board", "date": "2026-03-01",
     "said": "Two in three vacancies ask for digital skills.", "quotable": True,
     "source_title": "Local Skills Improvement Plan", "source_url": "https://example.org/lsip"},
)  # fmt: skip
BY_HAND = (
    ("who-we-are", "**Ten districts**, one economy: *from Wigan to Oldham*.\n\n- Two cities\n- Eight boroughs", (), ()),
    ("strengths", "Employment stands at [[level employment-rate]], and firms train their own.", (0, 2), ()),
    ("challenges", "An hour's work yields less here: [[gap gva-per-hour-worked to E92000001]].", (1,), ("trend claimant-count-rate",)),
    ("challenges", "Too many young people are left behind: [[not-known neet-or-not-known-16-17]]; [[level no-such-thing]].", (), ()),
    ("where-we-can-go", "By 2040 every young person has a way into work.\n\n1. A first job\n2. A better one", (), ()),
    ("offers", "A guarantee of a training place.", (), ()),
    ("asks", "Devolve the adult skills budget, [[level employment-rate in 2020]].", (), ()),
)  # fmt: skip


def item(number: int, kind: str, **content: Any) -> Item:
    """An item of that number."""
    return Item(f"{number:032x}", kind, float(number), content)


def evidence_items(spoken: tuple[Mapping[str, Any], ...] = SPOKEN) -> list[Item]:
    """What people said, as items."""
    return [item(100 + n, "evidence", **content) for n, content in enumerate(spoken)]


def claims_of(base: EvidenceBase) -> list[Item]:
    """The claims of the draft and those by hand, agreed as the evidence stands; one was agreed with older figures."""
    heard = evidence_items()
    said = {one.id: evidence_of(one) for one in heard}
    texts = [(claim.section, claim.text, (), ()) for claim in draft_of(base, MANCHESTER).claims]
    found = []
    for n, (section, text, rests, beside) in enumerate([*texts, *BY_HAND], start=1):
        content: dict[str, Any] = {"section": section, "text": text, "rests_on": list(beside)}
        content["evidence"] = [heard[x].id for x in rests]
        if section == "offers":
            content |= {"by_whom": "Greater Manchester Combined Authority", "by_when": "September 2028"}
        made = item(n, "claim", **content)
        accepted = accepted_of(base, MANCHESTER, claim_of(made), said, keep={})
        key = "gap gva-per-hour-worked to E92000001"
        if text.startswith("An hour's work"):
            accepted[key] = {**accepted[key], "value": -9.9, "words": "20% below England in 2021"}
        found.append(Item(made.id, "claim", made.position, {**content, "accepted": accepted}))
    return found


@cache
def items_of(base: EvidenceBase) -> tuple[Item, ...]:
    """Everything in the workspace."""
    claims = claims_of(base)
    return (
        item(
            500, "about", title="Greater Manchester, local growth plan 2026", place=MANCHESTER, step="tested", horizon="2040",
            purpose="For the board's meeting in December.", partners="University of Salford\nGM Chamber",
        ),
        *claims,
        *evidence_items(),
        item(600, "priority", group="Growth sectors 2025", name="Advanced manufacturing", source="Invest 2035", fit="Castings and coatings are made here.", claims=[claims[0].id]),
        item(601, "principle", key="long-term", answer="partly", reasons="The horizon is 2040, the asks end in 2028."),
        item(602, "sign-off", organisation="University of Salford", role="Provost", version=VERSION.id, date="2026-11-21", reservations="The ask is too small.", agreed=True),
        item(603, "sign-off", organisation="GM Chamber", version="0" * 32, date="", agreed=False),
    )  # fmt: skip


def last_items(base: EvidenceBase) -> tuple[Item, ...]:
    """The workspace when the last pack was made: a claim fewer, one since removed, one worded otherwise, at an earlier step."""
    about, *others = items_of(base)
    offer = next(one for one in others if one.content.get("section") == "offers")
    was = Item(offer.id, "claim", offer.position, {**offer.content, "text": "A promise of a place.", "by_when": "2030"})
    gone = item(700, "claim", section="asks", text="A new tram line.")
    kept = [one for one in others if one not in (offer, others[0]) and one.kind != "sign-off"]
    return (Item(about.id, "about", about.position, {**about.content, "step": "emerging"}), was, gone, *kept)


def written(base: EvidenceBase, *, last: bool = True, items: tuple[Item, ...] | None = None) -> Written:
    """What a pack takes from the workspace."""
    kept = Kept(VERSION, last_items(base))
    held = items_of(base) if items is None else items
    return Written("w" * 32, 40, "p" * 32 if last else "", held, kept if last else None, (kept,))


def narrated(base: EvidenceBase, *, edition: str = "public", last: bool = True, **choices: Any) -> EvidencePack:
    """The pack of Greater Manchester with its narrative, and the chapters that are always there."""
    made = choices.pop("written", None) or written(base, last=last)
    return make_pack(
        base, MANCHESTER, as_of=TODAY, chapters=choices.pop("chapters", ()), edition=edition, written=made, **choices
    )


def workspace_of(engine: Engine, items: Iterable[Item], *, signed: bool = True) -> tuple[Workspace, str]:
    """A workspace in a database with these items under their own ids, and its link to edit."""
    link = new_link()
    about, *others = items
    made = create_workspace(engine, dict(about.content), ANN, link=link)
    with writing(engine) as connection:
        lock(connection, made.id)
        for one in others:
            if signed or one.kind != "sign-off":
                write_item(connection, made.id, one, ANN)
    return made, link
