"""The chapter on the eight principles: facts, the team's answers and reasons, in the internal edition alone."""

from __future__ import annotations

import pytest

from evidence.narrative.shape import open_shape
from evidence.pack.blocks import Findings, Heading, Note, Paragraph
from tests.narrating import narrated


@pytest.fixture(scope="module")
def chapter(base):
    return next(c for c in narrated(base, edition="internal").chapters if c.key == "principles")


def test_all_eight_are_there_in_their_order_each_with_what_can_be_counted(base, chapter):
    names = [b.text for b in chapter.blocks if isinstance(b, Heading)]
    assert names == [p.name for p in open_shape(base).principles]
    assert len(names) == len([b for b in chapter.blocks if isinstance(b, Findings)]) == 8


def test_the_answer_and_its_reasons_are_the_teams(chapter):
    texts = [b.text for b in chapter.blocks if isinstance(b, Paragraph)]
    at = next(i for i, text in enumerate(texts) if text.endswith(" Partly."))
    assert texts[at + 1] == "The horizon is 2040, the asks end in 2028."
    assert sum(text.endswith("Not answered yet.") for text in texts) == 7


def test_the_horizon_is_counted_from_the_date_of_the_pack(chapter):
    said = [s.text for b in chapter.blocks if isinstance(b, Findings) for s in b.statements]
    assert "Horizon: 2040, 14 years ahead. To look at: none, or less than 10 years ahead." in said


def test_a_threshold_that_is_passed_is_said_and_where_it_is_from(base, chapter):
    notes = [b.text for b in chapter.blocks if isinstance(b, Note)]
    assert "A threshold is passed, so this is worth a look." in notes
    assert notes[-1] == open_shape(base).source


def test_the_public_edition_has_no_such_chapter(base):
    assert "principles" not in [c.key for c in narrated(base).chapters]
