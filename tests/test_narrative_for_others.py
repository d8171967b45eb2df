"""A narrative as others may read it: no words that are not quotable, no name that may not be said, all else as it is."""

from evidence.narrative.for_others import for_others
from evidence.narrative.records import evidence_of
from evidence.narrative.whole import narrative_of
from evidence.show.narrative_cards import evidence_html, statement_html
from tests.narrating import MANCHESTER, SECRET, evidence_items, items_of


def test_others_read_quotable_words_and_how_everybody_else_may_be_called(base):
    items = items_of(base)
    evidence = {one.id: evidence_of(one) for one in evidence_items()}
    team = narrative_of(base, MANCHESTER, items)
    found = for_others(base, team, evidence)
    told = [one.part for one in found.cited if one.item]
    labels = {part.now: part.label for part in told}
    assert labels["“We cannot find welders, and train our own.”"].startswith("Bolton Castings Ltd, Skills")
    assert labels["Not for quotation"].startswith("A business in manufacturing, Wigan, Market and growth, June 2026")
    cited = {one.part.key: one.number for one in found.cited}
    shown = "".join(statement_html(s, cited) for s in found.statements) + evidence_html(base, found.cited)
    assert SECRET not in shown and "Leigh Foods" not in shown
    assert "We cannot find welders" in shown


def test_what_is_no_recorded_evidence_stays_as_it_is(base):
    items = items_of(base)
    team = narrative_of(base, MANCHESTER, items)
    found = for_others(base, team, {one.id: evidence_of(one) for one in evidence_items()})
    assert [s.blocks for s in found.statements] == [s.blocks for s in team.statements]
    assert [s.standing.status for s in found.statements] == [s.standing.status for s in team.statements]
    assert [one.part for one in found.cited if not one.item] == [one.part for one in team.cited if not one.item]
    assert found.counts() == team.counts()


def test_that_a_record_was_edited_is_said_without_what_it_said(base):
    heard = evidence_items()
    secret = heard[1]
    resting = next(one for one in items_of(base) if secret.id in one.content.get("evidence", ()))
    accepted = dict(resting.content["accepted"])
    accepted[secret.id] = {**accepted[secret.id], "who": "Leigh Foods plc", "said": "Other words", "digest": "0" * 64}
    old = type(resting)(resting.id, "claim", resting.position, {**resting.content, "accepted": accepted})
    items = [*(one for one in items_of(base) if one.id != resting.id), old]
    found = for_others(base, narrative_of(base, MANCHESTER, items), {one.id: evidence_of(one) for one in heard})
    [part] = [one.part for one in found.cited if one.part.key == secret.id]
    assert (part.status, part.was, part.now) == ("changed", "", "Not for quotation")
    assert "edited" in part.why
