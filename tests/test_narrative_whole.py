"""A narrative as it is read: in the order of its parts, numbered, every piece of evidence once, with where it comes from."""

import pytest

from evidence.narrative.records import SECTIONS
from evidence.narrative.whole import key_of, narrative_of, publishers_of, readable, reads, source_words, sources_of
from evidence.workspace.records import Item
from tests.worked import ASHBY, BECKTON, COUNTY, ENGLAND

LEVEL, GAP = "level employment-rate", f"gap employment-rate to {ENGLAND}"


def claim(number, section, text="Words.", **more):
    return Item(f"{number:032x}", "claim", float(number), {"section": section, "text": text} | more)


def said(number, **content):
    return Item(f"{number:032x}", "evidence", float(number), {"organisation": "Ashby Forge", "said": "Busy."} | content)


def test_statements_are_numbered_part_by_part_and_by_position_within_a_part(world):
    items = [claim(3, "asks", "Third."), claim(2, "who-we-are", "Second."), claim(1, "who-we-are", "First.")]
    found = narrative_of(world, COUNTY, [*items, claim(9, "no-such-part", "Nowhere.")])
    assert tuple(found.sections) == tuple(SECTIONS)
    assert [(s.number, s.standing.reads) for s in found.statements] == [(1, "First."), (2, "Second."), (3, "Third.")]
    assert found.sections["strengths"] == ()


def test_evidence_is_numbered_once_in_the_order_of_citing(world):
    heard = said(100)
    items = [
        heard,
        claim(1, "strengths", f"At [[{LEVEL}]], [[{GAP}]].", evidence=[heard.id]),
        claim(2, "asks", f"Still [[{GAP}]].", rests_on=[f"level employment-rate of {BECKTON}"]),
    ]
    found = narrative_of(world, COUNTY, items)
    beckton = f"level employment-rate of {BECKTON}"
    assert [one.part.key for one in found.cited] == [LEVEL, GAP, heard.id, beckton]
    assert [one.number for one in found.cited] == [1, 2, 3, 4]
    assert [s.cites for s in found.statements] == [(1, 2, 3), (2, 4)]
    assert [one.statements for one in found.cited] == [(1,), (1, 2), (1,), (2,)]
    assert found.cited[2].answer is None and found.cited[2].item.said == "Busy."
    assert found.cited[0].answer.words.startswith("73.0%")


def test_brackets_with_nothing_in_them_are_no_piece_of_evidence(world):
    items = (claim(1, "strengths", "Firms say [[]]."), claim(2, "challenges", f"[[{LEVEL}]]"))
    found = narrative_of(world, ASHBY, items)
    assert [one.part.key for one in found.cited] == [LEVEL]
    assert [statement.cites for statement in found.statements] == [(), (1,)]
    assert found.statements[0].standing.status == "unsupported"


def test_statements_are_counted_by_how_they_stand(world):
    items = [claim(1, "strengths", f"[[{LEVEL}]]"), claim(2, "challenges"), claim(3, "offers"), claim(4, "asks")]
    counts = narrative_of(world, COUNTY, items).counts()
    assert counts == {"current": 1, "changed": 0, "unsupported": 1, "intention": 2}


def test_a_piece_of_evidence_stands_as_the_worst_of_the_statements_that_rest_on_it(world):
    fresh = claim(1, "strengths", f"At [[{LEVEL}]].")
    old = {LEVEL: {"kind": "level", "value": 50.0, "words": "50.0% in 2021", "sentence": "It was 50.0%."}}
    stale = claim(2, "strengths", f"Still at [[{LEVEL}]].", accepted=old)
    [cited] = narrative_of(world, COUNTY, [fresh, stale]).cited
    assert (cited.part.status, cited.part.was) == ("changed", "50.0% in 2021")


def test_a_reference_alone_reads_as_its_sentence_and_within_a_text_as_words(world):
    assert reads(world, COUNTY, f"[[{LEVEL}]]").endswith(".")
    assert reads(world, COUNTY, f"**We** are at [[{LEVEL}]], all told.").startswith("We are at 73.0%")
    assert "Employment" in reads(world, COUNTY, f"[[{LEVEL}]]")


def test_what_cannot_be_read_stays_as_it_was_typed_and_cites_no_answer(world):
    found = narrative_of(world, COUNTY, [claim(1, "strengths", "At [[nonsense here]] and [[]].")])
    assert found.statements[0].standing.reads == "At [[nonsense here]] and [[]]."
    assert all(one.answer is None and one.item is None for one in found.cited)


def test_evidence_that_was_withdrawn_is_still_counted_as_cited(world):
    [cited] = narrative_of(world, COUNTY, [claim(1, "strengths", evidence=["f" * 32])]).cited
    assert (cited.part.status, cited.item, cited.answer) == ("unsupported", None, None)
    assert source_words(world, cited) == "Withdrawn evidence"


def test_a_source_is_said_with_publisher_edition_and_licence(world):
    [cited] = narrative_of(world, COUNTY, [claim(1, "strengths", f"[[{LEVEL}]]")]).cited
    source = world.indicators["employment-rate"].source
    assert source_words(world, cited) == f"{source.publisher}, {source.title}, {source.edition} ({source.licence})"
    assert sources_of(world, cited.answer) == ((source, world.indicators["employment-rate"].name),)


def test_the_publishers_of_a_part_are_named_once_and_with_whether_people_were_heard(world):
    heard = said(100)
    items = [
        heard,
        claim(1, "strengths", f"[[{LEVEL}]] [[{GAP}]]"),
        claim(2, "asks", "We ask.", evidence=[heard.id]),
        claim(3, "offers"),
    ]
    found = narrative_of(world, ASHBY, items)
    assert publishers_of(world, found, "strengths") == world.indicators["employment-rate"].source.publisher
    assert publishers_of(world, found, "asks") == "what people said"
    assert publishers_of(world, found, "offers") == ""


@pytest.mark.parametrize(("text", "known"), [(LEVEL, True), ("rank x among lep", True), ("", False), ("]] x", False)])
def test_a_text_is_readable_where_it_is_a_reference(text, known):
    assert readable(text) is known


def test_a_reference_has_one_key_however_it_was_typed():
    assert key_of("  level   employment-rate ") == LEVEL
