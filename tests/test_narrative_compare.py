"""Two versions beside each other: alike with itself, the same seen from either side, and said in plain words."""

from hypothesis import given
from hypothesis import strategies as st

from evidence.narrative.compare import ADDED, REMOVED, SAME, Run, compare, runs, since_sign_off, summary_lines
from evidence.narrative.records import Claim, SignOff
from evidence.workspace.records import Item

GAP = "gap output-per-hour to E92000001"


def claim(key, text="Words.", section="strengths", position=1.0, **more):
    return Item(key, "claim", position, {"section": section, "text": text} | more)


def said(key, text="We cannot find welders.", position=1.0, **more):
    return Item(key, "evidence", position, {"organisation": "Ashby Forge", "said": text} | more)


texts = st.lists(
    st.sampled_from(["pay", "is", "low", "high", "here", f"[[{GAP}]]", "[", "and,", "\n\n"]), max_size=8
).map(" ".join)
claims = st.builds(
    claim,
    st.sampled_from("abcd"),
    texts,
    st.sampled_from(["strengths", "offers", "nonsense"]),
    st.floats(0, 9),
    evidence=st.lists(st.sampled_from("xyz"), max_size=3),
    by_when=st.sampled_from(["", "2027"]),
    accepted=st.sampled_from([{}, {GAP: {"words": "below England"}}, {GAP: {"words": "above England"}}]),
)
evidence = st.builds(said, st.sampled_from("xyz"), texts, st.floats(0, 9))
narratives = st.lists(st.one_of(claims, evidence), max_size=7, unique_by=lambda item: item.id)


@given(narratives)
def test_a_narrative_compared_with_itself_is_alike(items):
    found = compare(items, items)
    assert found.alike
    assert summary_lines(found) == ("The two versions have the same claims and the same evidence.",)


@given(narratives, narratives)
def test_what_one_direction_adds_the_other_removes(one, other):
    there, back = compare(one, other), compare(other, one)
    assert there.added == back.removed
    assert there.removed == back.added
    assert there.evidence_added == back.evidence_withdrawn
    assert {(c.claim.id, c.before, c.after) for c in there.moved} == {
        (c.claim.id, c.after, c.before) for c in back.moved
    }
    assert {(c.claim.id, c.what, c.before, c.after) for c in (*there.promised, *there.reads)} == {
        (c.claim.id, c.what, c.after, c.before) for c in (*back.promised, *back.reads)
    }
    assert {(r.claim.id, r.added, r.withdrawn) for r in there.resting} == {
        (r.claim.id, r.withdrawn, r.added) for r in back.resting
    }


@given(texts, texts)
def test_the_runs_of_a_claim_are_its_words_before_and_after_whichever_way_one_looks(one, other):
    a, b = Claim("a", text=one), Claim("a", text=other)
    there, back = runs(a, b), runs(b, a)
    assert "".join(run.text for run in there if run.kind != ADDED) == one
    assert "".join(run.text for run in there if run.kind != REMOVED) == other
    assert [r.text for r in there if r.kind == ADDED] == [r.text for r in back if r.kind == REMOVED]
    assert [r.text for r in there if r.kind == SAME] == [r.text for r in back if r.kind == SAME]


def test_a_reworded_claim_is_shown_word_by_word():
    before, after = claim("a", "Pay is low in Ashby."), claim("a", "Pay is lower in Ashby.")
    (found,) = compare([before], [after]).reworded
    assert found.runs == (
        Run(SAME, "Pay is "),
        Run(REMOVED, "low"),
        Run(ADDED, "lower"),
        Run(SAME, " in Ashby."),
    )


def test_a_reference_is_one_word_and_reads_as_it_did_in_its_version():
    before = claim("a", f"An hour brings [[{GAP}]].", accepted={GAP: {"words": "10% below England in 2021"}})
    after = claim("a", "An hour brings little.")
    (found,) = compare([before], [after]).reworded
    assert found.runs == (
        Run(SAME, "An hour brings "),
        Run(REMOVED, "10% below England in 2021."),
        Run(ADDED, "little."),
    )


def test_a_reference_that_is_a_whole_claim_reads_as_its_sentence():
    facts = {GAP: {"words": "10% below England", "sentence": "Output per hour in Ashby: 10% below England."}}
    before, after = claim("a", f"[[{GAP}]]", accepted=facts), claim("a", "Pay is low.")
    (found,) = compare([before], [after]).reworded
    assert found.runs[0] == Run(REMOVED, "Output per hour in Ashby: 10% below England.")


def test_a_claim_in_another_section_has_moved_and_is_neither_added_nor_removed():
    found = compare([claim("a")], [claim("a", section="challenges")])
    assert [(c.what, c.before, c.after) for c in found.moved] == [("section", "strengths", "challenges")]
    assert found.added == found.removed == found.reworded == ()


def test_a_claim_whose_evidence_was_withdrawn_says_which():
    before, after = claim("a", evidence=["x", "y"], rests_on=[GAP]), claim("a", evidence=["y", "z"])
    (found,) = compare([before], [after]).resting
    assert (found.added, found.withdrawn) == (("z",), ("x", GAP))


def test_an_offer_with_another_date_is_a_change_of_the_offer():
    before = claim("a", section="offers", by_whom="Ashby Council", by_when="2027")
    after = claim("a", section="offers", by_whom="Ashby Council", by_when="2029")
    found = compare([before], [after])
    assert [(c.what, c.before, c.after) for c in found.promised] == [("by_when", "2027", "2029")]
    assert summary_lines(found) == ("1 offer or ask given to others or another date.",)


def test_what_a_reference_says_otherwise_is_told_where_the_words_of_the_claim_are_the_same():
    text = f"An hour brings [[{GAP}]]."
    before = claim("a", text, accepted={GAP: {"words": "10% below England in 2021", "value": -0.1}})
    after = claim("a", text, accepted={GAP: {"words": "12% below England in 2022", "value": -0.12}})
    found = compare([before], [after])
    assert [(c.what, c.before, c.after) for c in found.reads] == [
        (GAP, "10% below England in 2021", "12% below England in 2022")
    ]
    assert found.reworded == ()


def test_the_summary_counts_each_sort_of_difference_and_says_where():
    before = [claim("a"), claim("b", section="offers"), said("x")]
    after = [
        claim("a", "Other words."),
        claim("c", section="challenges"),
        claim("d"),
        said("x", "We found them."),
        said("y"),
    ]
    assert summary_lines(compare(before, after)) == (
        "2 claims added (Our strengths 1, Our challenges 1).",
        "1 claim removed (What we offer 1).",
        "1 claim reworded (Our strengths 1).",
        "1 record of evidence added.",
        "1 record of evidence reworded.",
    )


def test_a_partner_is_told_what_changed_since_it_signed():
    signed = SignOff("s", organisation="Ashby College", date="2026-11-03", agreed=True)
    assert since_sign_off(signed, [claim("a")], [claim("a")]) == (
        "Nothing has changed in claims and evidence since Ashby College signed on 3 November 2026.",
    )
    assert since_sign_off(signed, [claim("a")], [claim("a"), claim("b", section="asks")]) == (
        "Since Ashby College signed on 3 November 2026:",
        "1 claim added (What we ask for 1).",
    )


def test_a_partner_that_did_not_agree_is_not_said_to_have_signed():
    signed = SignOff("s", organisation="Ashby College", date="soon")
    assert since_sign_off(signed, [], [claim("a")])[0] == "Since Ashby College answered without agreeing:"
