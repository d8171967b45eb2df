"""Records of a narrative: read from items of a workspace, whatever a file or a hand left in them."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.narrative.records import (
    INTENTIONS,
    SECTIONS,
    STEPS,
    Claim,
    EvidenceItem,
    about_of,
    claim_of,
    evidence_of,
    principle_of,
    priority_of,
    sign_off_of,
)
from evidence.workspace.records import Item

READERS = (about_of, claim_of, evidence_of, priority_of, principle_of, sign_off_of)


def item(**content):
    return Item("a" * 32, "claim", 2.5, content)


def test_a_claim_is_read_with_every_field():
    facts = {"value": 1.0, "words": "one"}
    read = claim_of(
        item(
            section="asks",
            text="We ask.",
            evidence=["e1"],
            rests_on=["level pay"],
            accepted={"level pay": facts},
            by_whom="County",
            by_when="2027",
        )
    )
    assert read == Claim(
        "a" * 32, 2.5, "asks", "We ask.", ("e1",), ("level pay",), {"level pay": facts}, "County", "2027"
    )


def test_evidence_is_read_with_every_field():
    content = {
        "theme": "Skills",
        "prompt": "Whom can you not find?",
        "method": "visit",
        "organisation": "Old Bakery",
        "sector": "C",
        "size": "10 to 49",
        "area": "E07000001",
        "date": "2026-11-20",
        "said": "Bakers.",
        "quotable": True,
        "follow_up": "Ring the college.",
        "follow_up_done": True,
        "source_title": "Notes",
        "source_url": "https://example.org",
    }
    read = evidence_of(item(**content))
    assert read == EvidenceItem("a" * 32, 2.5, **content)


def test_partners_stand_one_on_a_line():
    assert about_of(item(partners=" County \n\nCollege\r\n ")).partners == ("County", "College")


def test_priorities_principles_and_sign_offs_are_read():
    assert priority_of(item(group="Missions", name="Growth", fit="We build.", claims=["c1"])).claims == ("c1",)
    assert principle_of(item(key="balance", answer="partly", reasons="Few weaknesses.")).answer == "partly"
    signed = sign_off_of(item(organisation="College", role="Principal", version="v1", date="2026-11-26", agreed=True))
    assert (signed.organisation, signed.version, signed.agreed, signed.reservations) == ("College", "v1", True, "")


@pytest.mark.parametrize("read", READERS)
def test_missing_fields_are_empty(read):
    record = read(item())
    empty = {"id": "a" * 32, "position": 2.5}
    for field in dataclasses.fields(record):
        assert getattr(record, field.name) in (empty.get(field.name), "", (), {}, False), field.name


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)
NAMES = sorted(
    {f.name for kind in (Claim, EvidenceItem) for f in dataclasses.fields(kind)} | {"partners", "claims", "agreed"}
)


@pytest.mark.parametrize("read", READERS)
@given(content=st.dictionaries(st.sampled_from(NAMES), JSON))
def test_any_content_is_read_and_each_field_keeps_its_type(read, content):
    record, plain = read(item(**content)), read(item())
    for field in dataclasses.fields(record):
        assert type(getattr(record, field.name)) is type(getattr(plain, field.name)), field.name


def test_intentions_are_sections_and_every_section_and_step_has_a_name():
    assert set(SECTIONS) >= INTENTIONS
    assert all([*SECTIONS.values(), *STEPS.values()])
