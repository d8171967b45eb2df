"""Writing: where a figure goes, what is accepted with a text, and where to look."""

import pytest

from evidence.narrative.records import Claim, EvidenceItem, claim_of
from evidence.narrative.standing import standing_of
from evidence.narrative.whole import narrative_of
from evidence.narrative.writing import (
    LONGEST_LABEL,
    as_it_reads,
    draft_reads,
    drafted,
    entries_words,
    entry_label,
    put_in,
    stands_before,
    to_look_at,
    with_evidence,
    with_text,
)
from evidence.workspace.records import Item, check_content
from tests.worked import COUNTY, ENGLAND

LEVEL, GAP = "level employment-rate", f"gap employment-rate to {ENGLAND}"
HEARD = {"e1": EvidenceItem("e1", organisation="Ashby Forge", date="2026-05-31", said="We cannot\nfind welders.")}
OLD = {"kind": "level", "value": 1.0, "words": "1.0% in 2001"}


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("It is [[]] today.", "It is [[level pay]] today."),
        ("[[]] and [[]]", "[[level pay]] and [[]]"),
        ("It is", "It is [[level pay]]"),
        ("It is \n", "It is [[level pay]]"),
        ("", "[[level pay]]"),
        ("[[gap pay to X]]", "[[gap pay to X]] [[level pay]]"),
    ],
)
def test_a_figure_goes_where_it_was_wanted_and_otherwise_to_the_end(text, put):
    assert put_in(text, "level pay") == put


def test_another_text_keeps_what_was_accepted_and_accepts_what_is_new(world):
    before = Claim("c", text=f"[[{LEVEL}]]", accepted={LEVEL: OLD})
    fields = with_text(world, COUNTY, before, f"At [[{LEVEL}]], [[{GAP}]].", {})
    assert fields["text"] == f"At [[{LEVEL}]], [[{GAP}]]."
    assert fields["accepted"][LEVEL] == OLD
    assert fields["accepted"][GAP]["value"] == -2.0  # 73.0% against 75.0%
    assert with_text(world, COUNTY, before, "Nothing.", {})["accepted"] == {}


def test_another_entry_is_accepted_as_it_is_and_one_that_is_left_out_is_forgotten(world):
    fields = with_evidence(world, COUNTY, Claim("c", text=f"[[{LEVEL}]]", accepted={LEVEL: OLD}), ["e1"], HEARD)
    assert fields["evidence"] == ["e1"]
    assert set(fields["accepted"]) == {LEVEL, "e1"} and fields["accepted"][LEVEL] == OLD
    resting = Claim("c", evidence=("e1",), accepted=fields["accepted"])
    assert with_evidence(world, COUNTY, resting, [], HEARD) == {"evidence": [], "accepted": {}}


def test_accepting_makes_a_changed_statement_current(world):
    changed = Claim("c", section="strengths", text=f"At [[{LEVEL}]].", accepted={LEVEL: OLD})
    assert standing_of(world, COUNTY, changed, {}).status == "changed"
    now = Claim("c", section="strengths", text=changed.text, **as_it_reads(world, COUNTY, changed, {}))
    assert standing_of(world, COUNTY, now, {}).status == "current"


def test_the_draft_is_items_that_a_workspace_can_hold_each_current(world):
    given = drafted(world, COUNTY)
    assert given
    for n, (kind, content) in enumerate(given):
        claim = claim_of(Item(f"{n}", kind, float(n), check_content(kind, content)))
        assert standing_of(world, COUNTY, claim, {}).status == "current"
    read = draft_reads(world, COUNTY)
    assert sum(map(len, read.values())) == len(given)
    assert all(text and "[[" not in text for texts in read.values() for text in texts)


def test_an_entry_is_offered_by_its_first_words_who_said_it_and_when():
    assert entry_label(HEARD["e1"]) == "We cannot find welders., Ashby Forge, 2026-05-31"
    long = EvidenceItem("e2", said="word " * 100, source_title="A plan")
    words, title = entry_label(long).split(", ")
    assert (len(words), words[-1], title) == (LONGEST_LABEL, "…", "A plan")
    assert entries_words(["e1", "gone"], HEARD).splitlines() == [entry_label(HEARD["e1"]), "Withdrawn evidence"]
    assert entries_words([], HEARD) == "No entry"


def test_the_parts_to_look_at_are_those_with_changed_or_unsupported_statements(world):
    def claim(n, section, text, **more):
        return Item(f"{n:032x}", "claim", float(n), {"section": section, "text": text} | more)

    stale = {"accepted": {LEVEL: OLD}}
    items = [
        claim(1, "strengths", f"At [[{LEVEL}]]."),
        claim(2, "challenges", f"At [[{LEVEL}]].", **stale),
        claim(3, "challenges", "Nothing carries this."),
        claim(4, "offers", "An intention."),
    ]
    assert to_look_at(narrative_of(world, COUNTY, items)) == {"challenges": "Our challenges: 1 changed, 1 unsupported"}


@pytest.mark.parametrize(
    ("item", "up", "able", "before"),
    [("a", True, False, None), ("b", True, True, "a"), ("c", True, True, "b"),
     ("a", False, True, "c"), ("b", False, True, None), ("c", False, False, None)],
)  # fmt: skip
def test_a_statement_moves_one_place_up_or_down(item, up, able, before):
    assert stands_before(["a", "b", "c"], item, up=up) == (able, before)


def test_a_statement_alone_moves_nowhere():
    assert stands_before(["a"], "a", up=True) == (False, None)
    assert stands_before(["a"], "a", up=False) == (False, None)
