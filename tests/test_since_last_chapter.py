"""The chapter on what changed since the last pack: each sort of change by statement, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.narrative.records import Claim
from evidence.pack.blocks import Findings, Heading, Paragraph
from evidence.pack.since_last import as_accepted
from evidence.pack.written import Kept
from evidence.workspace.records import Item
from tests.narrating import VERSION, items_of, last_items, narrated, written


def chapter_of(pack):
    return next(c for c in pack.chapters if c.key == "since-last-pack")


@pytest.fixture(scope="module")
def chapter(base):
    return chapter_of(narrated(base))


def under(chapter, title):
    """What stands below a heading of level 2, up to the next."""
    found, inside = [], False
    for block in chapter.blocks:
        if isinstance(block, Heading) and block.level == 2:
            inside = block.text == title
        elif inside:
            found += [s.text for s in block.statements] if isinstance(block, Findings) else [block.text]
    return found


def with_last(base, items):
    return chapter_of(narrated(base, written=replace(written(base), last=Kept(VERSION, tuple(items)))))


def test_the_pack_that_it_is_compared_with_is_named_and_the_changes_counted(chapter):
    assert chapter.summary == (
        "Compared with: Evidence pack of 20 November 2026.",
        "1 claim added (Who we are 1).",
        "1 claim removed (What we ask for 1).",
        "1 claim reworded (What we offer 1).",
        "1 offer or ask given to others or another date.",
    )


def test_the_step_and_new_sign_offs_are_said_first(chapter):
    first = chapter.blocks[0]
    assert [s.text for s in first.statements] == [
        "The narrative was at the step Emerging narrative and is at the step Tested with partners.",
        "Signed since: University of Salford and GM Chamber.",
    ]


def test_a_statement_that_was_reworded_stands_there_as_it_was_and_as_it_is(chapter):
    assert under(chapter, "Statements that were reworded") == [
        "Statement 22, What we offer",
        "Before: “A promise of a place.”",
        "Now: “A guarantee of a training place.”",
    ]


def test_statements_that_came_and_went_stand_there_in_full(chapter):
    (new,) = under(chapter, "Statements that are new")
    # ONS, mid-2023: the ten districts have 2,948,633 people.
    assert new.startswith("Statement 1, Who we are: “Population in Greater Manchester: 2,948,633")
    assert under(chapter, "Statements that are gone") == ["What we ask for: “A new tram line.”"]


def test_an_offer_that_is_due_at_another_date_is_told_with_both(chapter):
    assert under(chapter, "Moved, or given to others") == [
        "Statement 22, What we offer, by when: was “2030”, is “September 2028”."
    ]


def test_nothing_but_the_same_is_said_in_one_sentence(base):
    same = with_last(base, items_of(base))
    assert same.summary[1:] == ("The two versions have the same claims and the same evidence.",)
    assert same.blocks == ()


def test_moved_statements_other_evidence_and_figures_agreed_anew_are_told(base):
    def before(one):
        text = one.content.get("text", "")
        if text.startswith("Employment stands at"):
            key = "level employment-rate"
            accepted = {**one.content["accepted"], key: {**one.content["accepted"][key], "words": "70.0% in 2022"}}
            return Item(
                one.id,
                "claim",
                one.position,
                {**one.content, "section": "challenges", "evidence": [], "accepted": accepted},
            )
        return one

    told = with_last(base, [before(one) for one in items_of(base)])
    moved = under(told, "Moved, or given to others")
    assert moved[0] == "Statement 12, Our strengths stood under Our challenges before."
    assert moved[1] == "Statement 12, Our strengths rests on other evidence beside its text: 2 more."
    (anew,) = under(told, "Evidence that was agreed anew")
    assert anew == (
        "Statement 12, Our strengths, Employment rate, aged 16 to 64, 2023: was “70.0% in 2022”, "
        "is “71.9% in 2023 (95% interval 70.3% to 73.5%)”."
    )


def test_what_was_said_in_confidence_is_not_told_by_the_comparison(base):
    without = [one for one in last_items(base) if one.kind != "evidence"]
    told = with_last(base, without)
    assert "3 records of evidence added." in told.summary
    assert "Leigh Foods" not in repr(told)


def test_a_reference_that_was_never_agreed_stands_as_it_was_typed(chapter):
    assert as_accepted(Claim("1", text="Jobs: [[level employment-rate]]")) == "Jobs: [[level employment-rate]]"
    assert as_accepted(Claim("1", text="  ")) == "Nothing is written yet."
    assert not [b for b in chapter.blocks if isinstance(b, Paragraph) and "[[" in b.text]
