"""What a reader would stumble over in a statement: numbers without evidence, words that claim too much."""

from evidence.narrative.records import Claim, EvidenceItem
from evidence.narrative.review import overclaims_of, review_of
from tests.worked import COUNTY

LEVEL = "level employment-rate"  # 73.0% in the invented county
HEARD = {"e1": EvidenceItem("e1", said="About 45% of us cannot hire.")}


def stumbles(world, text, *, evidence=(), rests_on=()):
    found = review_of(world, COUNTY, Claim("c", text=text, evidence=evidence, rests_on=rests_on), HEARD)
    return [one.text for one in found.uncited], [one.word for one in found.overclaims]


def test_a_number_that_nothing_carries_is_uncited(world):
    assert stumbles(world, "Of us 45% cannot hire.") == (["45%"], [])


def test_a_number_is_carried_by_what_somebody_said_by_a_reference_in_the_text_or_beside_it(world):
    assert stumbles(world, "Of us 45% cannot hire.", evidence=("e1",)) == ([], [])
    assert stumbles(world, f"73.0%: [[{LEVEL}]].") == ([], [])
    assert stumbles(world, "We are at 73.0%.", rests_on=(LEVEL,)) == ([], [])


def test_evidence_that_is_gone_and_references_that_cannot_be_read_carry_nothing(world):
    assert stumbles(world, "Of us 45% cannot hire.", evidence=("gone",), rests_on=("nonsense",)) == (["45%"], [])


def test_a_word_that_claims_more_than_the_evidence_is_named(world):
    assert stumbles(world, f"We stand significantly better: [[{LEVEL}]].")[1] == ["significantly"]


def test_a_clear_statement_has_nothing_to_say(world):
    assert review_of(world, COUNTY, Claim("c", text="We make things."), {}).clear
    assert not review_of(world, COUNTY, Claim("c", text="We make 12 things."), {}).clear


def test_the_words_that_claim_too_much_are_counted_over_a_narrative(world):
    claims = [
        Claim("a", text="Wages are growing significantly."),
        Claim("b", text="We make things significantly better."),
    ]
    assert overclaims_of(world, COUNTY, claims[1:], {}) == 1
    assert overclaims_of(world, COUNTY, claims, {}) == 3  # growing, significantly, significantly
    assert overclaims_of(world, COUNTY, [Claim("c", text="We make things.")], {}) == 0
