"""Words that claim more than what a claim rests on carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.analysis.findings import Finding
from evidence.narrative.answers import Answer, ask
from evidence.narrative.overclaims import QUOTATION, overclaims_in
from evidence.narrative.references import parse_reference, references_in
from evidence.narrative.word_rules import word_rules
from tests.worked import ASHBY, COUNTY, Y2022, cases

RANKED = {"ties": 0.0, "from_lowest": 1.0, "of": 2.0}


def answer(made) -> Answer:
    """An answer with the finding that a case describes."""
    reference = parse_reference(made["reference"])
    numbers = {name: float(made[name]) for name in ("of", "from_lowest", "ties", "similar") if name in made}
    finding = Finding(
        kind=reference.kind,
        indicator=reference.indicator,
        area_code=COUNTY,
        period=made.get("period", Y2022),
        value=float(made.get("value", 1)),
        against=made.get("against", ""),
        judgement=made.get("judgement", ""),
        good=made.get("good", ""),
        numbers=(RANKED if reference.kind == "rank" else {}) | numbers,
    )
    return Answer(reference, made["reference"], "words", f"What {made['reference']} says.", {}, finding=finding)


@pytest.mark.parametrize("case", cases("narrative_text", "overclaim"))
def test_words_are_held_against_the_evidence_as_worked(world, case):
    found = overclaims_in(world, case["text"], [answer(made) for made in case["findings"]], case.get("said", ()))
    assert [o.word for o in found if o.flagged] == case["flagged"]
    assert [o.word for o in found if not o.flagged] == case["carried"]
    assert all(o.word == " ".join(case["text"][o.start : o.end].split()) for o in found)


def test_a_flagged_word_says_what_it_needs_and_what_the_evidence_says(world):
    """Ashby's 75% is England's 75%."""
    text = f"Employment is higher than England: [[gap employment-rate of {ASHBY} to E92000001]]."
    (found,) = overclaims_in(world, text, [ask(world, ASHBY, f.reference) for f in references_in(text)])
    assert found.says.startswith(
        "“higher than” is not what the evidence says. The evidence says: Employment rate in Ashby: similar"
    )


def test_a_carried_word_says_by_what(world):
    """Ashby's output per hour rose from £38 to £40."""
    text = "Output is rising: [[change output-per-hour]]."
    asked = [ask(world, ASHBY, found.reference) for found in references_in(text)]
    (found,) = overclaims_in(world, text, asked)
    assert found.carried_by == asked[0].label
    assert "rose by 5.3%" in found.says


def test_a_quotation_is_marked_as_one(world):
    (found,) = overclaims_in(world, "They said “It’s  UNIQUE.”", (), ["it's unique, they say"])
    assert (found.word, found.carried_by, found.flagged) == ("UNIQUE", QUOTATION, False)


def test_an_answer_that_is_not_known_carries_nothing(world):
    text = "Employment is rising [[trend no-such-thing]]."
    asked = [ask(world, ASHBY, found.reference) for found in references_in(text)]
    assert [o.word for o in overclaims_in(world, text, asked) if o.flagged] == ["rising"]


@pytest.mark.parametrize("rule", word_rules().rules, ids=lambda rule: f"{rule.key}: {min(rule.begins)}")
def test_every_rule_says_a_whole_sentence_with_its_word(rule):
    says = rule.says.format(word="WORD")
    assert "WORD" in says
    assert says.endswith((".", ".”", "?"))
    assert "{" not in says


@given(
    st.lists(
        st.sampled_from(
            [
                "not ",
                "the ",
                "highest ",
                "growing ",
                "“",
                "”",
                '"',
                ". ",
                "A ",
                "[[trend employment-rate]] ",
                "because ",
                "all ",
                "\n",
            ]
        )
        | st.text(max_size=5)
    ).map("".join)
)
def test_words_stand_where_they_are_said_to_and_never_in_a_reference(world, text):
    end = 0
    for found in overclaims_in(world, text, (), ["growing all"]):
        assert end <= found.start < found.end
        assert " ".join(text[found.start : found.end].split()) == found.word
        end = found.end
