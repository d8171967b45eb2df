"""Entries of the engagement log made in a line."""

from dataclasses import fields
from datetime import date

from evidence.narrative.engagement import FIELDS
from evidence.narrative.records import EvidenceItem

TODAY = date(2026, 11, 26)
BOLTON, SCILLY, RUTLAND, GREATER_MANCHESTER = "E08000001", "E06000053", "E06000017", "E47000001"
GOOD = {"theme": "skills", "said": "We cannot find welders."}
SPOKEN = EvidenceItem(
    id="1" * 32,
    theme="skills",
    prompt="skills-found",
    method="one-to-one",
    organisation="Bolton Castings Ltd",
    sector="manufacturing",
    size="small",
    area=BOLTON,
    date="2026-05-31",
    said="We cannot find welders.",
)


def entry(item):
    """The fields of an entry as they are kept."""
    assert set(FIELDS) == {field.name for field in fields(EvidenceItem)} - {"id", "position"}
    return {name: getattr(item, name) for name in FIELDS}
