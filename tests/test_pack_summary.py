"""What the evidence says: every comparison in one group, what a test stands behind kept apart, nothing old judged."""

from evidence.pack.blocks import Findings, Heading, Paragraph
from evidence.pack.summary import summary
from tests.test_chapters import ENGLAND, MANCHESTER, SCILLY, UK, asked, of_kind


def test_every_indicator_that_can_be_compared_is_in_one_group_of_the_summary(base):
    request = asked(base, MANCHESTER)
    chapter = summary(request)
    compared = [row.indicator.slug for row in request.profile.rows if request.gap_of(row)]
    gaps = [s.finding for block in of_kind(chapter, Findings) for s in block.statements if s.finding.kind == "gap"]
    assert sorted(finding.indicator for finding in gaps) == sorted(compared)
    assert chapter.summary[0].startswith(f"Of {len(compared)} indicators that can be compared with England, ")


def test_findings_that_a_test_stands_behind_are_kept_apart_from_those_without_an_interval(base):
    chapter = summary(asked(base, MANCHESTER))
    blocks = list(chapter.blocks)
    for i, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.text.startswith("Told by"):
            assert all(s.finding.tested for s in blocks[i + 1].statements)
        if isinstance(block, Paragraph) and block.text.startswith("Published without"):
            assert not any(s.finding.tested for s in blocks[i + 1].statements)


def test_england_is_judged_against_the_uk_and_the_uk_against_england(base):
    assert "compared with the UK" in summary(asked(base, ENGLAND)).summary[0]
    assert "compared with England" in summary(asked(base, UK)).summary[0]


def test_a_place_compared_with_nothing_is_not_judged(base):
    chapter = summary(asked(base, MANCHESTER, comparators=()))
    assert chapter.summary == ("32 indicators have a figure for Greater Manchester.",)
    assert not [b for b in chapter.blocks if isinstance(b, Heading) and b.text.startswith(("Better", "Worse"))]


def test_what_is_old_here_and_newer_elsewhere_is_said_and_not_judged(base):
    # DfE has suppressed NEET of the Isles of Scilly since December 2020, ONS their pay since April 2020.
    request = asked(base, SCILLY)
    chapter = summary(request)
    blocks = list(chapter.blocks)
    at = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.text == "Older figures")
    old = {s.finding.indicator for s in blocks[at + 2].statements}
    assert {"neet-16-17", "neet-or-not-known-16-17", "median-weekly-pay"} <= old
    gaps = {s.finding.indicator for b in of_kind(chapter, Findings) for s in b.statements if s.finding.kind == "gap"}
    assert not gaps & old
    assert not any("NEET or their activity" in s.text for b in of_kind(chapter, Findings) for s in b.statements)
    assert isinstance(blocks[at + 1], Paragraph) and "not for this place" in blocks[at + 1].text
