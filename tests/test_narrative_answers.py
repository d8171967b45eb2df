"""Answers: each reference reads as the hand works it out, and a question without an answer says why."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.narrative.answers import ask
from evidence.narrative.facts import same_facts
from evidence.narrative.references import CLAUSES, Reference, parse_reference
from tests.industries import industry_world
from tests.test_narrative_references import references
from tests.worked import ASHBY, BECKTON, COUNTY, DUNMOUTH, EASTHOLM, UK, cases, copy_of_world

FENS = "group:Fens"
WINTER = "2024-12-01/P3M"


@pytest.fixture(scope="module")
def county(world):
    """The invented county with a group of one's own."""
    return world.with_group("Fens", (ASHBY, BECKTON))


@pytest.fixture(scope="module")
def industrial(tmp_path_factory):
    return industry_world(copy_of_world(tmp_path_factory.mktemp("answers")))


@pytest.mark.parametrize("case", cases("narrative", "answer"))
def test_an_answer_reads_as_the_hand_works_it_out(base, county, case):
    asked = county if case["on"] == "world" else base
    found = ask(asked, case["place"], parse_reference(case["reference"]))
    assert found.words.replace("\u00a0", "~") == case["words"]
    assert found.label == case["label"]
    assert found.newer == case.get("newer", "")
    assert found.known
    assert found.sentence.endswith(".")


@pytest.mark.parametrize("case", cases("narrative", "unanswered"))
def test_a_question_without_an_answer_says_why(county, case):
    found = ask(county, case["place"], parse_reference(case["reference"]))
    assert not found.known
    assert found.words == "not known"
    assert found.label == case["label"]
    assert found.reason.startswith(case["reason"])
    assert found.sentence == found.reason
    assert found.facts["value"] is None


def test_the_facts_of_a_gap_are_its_numbers_and_the_figures_that_it_rests_on(world):
    found = ask(world, ASHBY, parse_reference(f"gap employment-rate to {UK}"))
    period = "2022-01-01/P1Y"
    assert {key: value for key, value in found.facts.items() if key not in ("words", "sentence")} == {
        "kind": "gap",
        "indicator": "employment-rate",
        "area": ASHBY,
        "against": UK,
        "period": period,
        "value": 0.5,
        "numbers": {"place": 75.0, "comparator": 74.5, "relative": 0.00671140939597},
        "judgement": "similar",
        "interval": [-1.5, 2.5],
        "reason": "",
        "figures": [
            {"area": ASHBY, "period": period, "value": 75.0},
            {"area": UK, "period": period, "value": 74.5},
        ],
    }
    assert found.facts["words"] == found.words
    assert found.indicators == ("employment-rate",)


def test_a_neet_rate_rests_on_those_who_are_not_known_too(world):
    found = ask(world, DUNMOUTH, Reference("level", "neet-16-17"))
    assert found.indicators == ("neet-16-17", "activity-not-known-16-17")
    assert found.facts["numbers"]["not_known"] == 1
    assert {"area": DUNMOUTH, "period": WINTER, "value": 1.0} in found.facts["figures"]
    assert found.sentence.endswith("A further 1.0% are not known.")


def test_a_neet_rate_with_many_not_known_says_that_it_should_not_be_compared(world):
    found = ask(world, EASTHOLM, parse_reference("gap neet-16-17 to E92000001"))
    assert found.sentence.endswith("With 6.0% not known, the NEET rate should not be compared alone.")


def test_a_specialism_by_gva_has_a_size_and_no_test(industrial):
    found = ask(industrial, ASHBY, parse_reference(f"specialism gva C of {COUNTY} to {ASHBY} in 2022"))
    # Fenshire makes 40 + 20 + 30 of 100 + 100 + 115, Ashby 40 of 100.
    assert found.words == "0.71 times its share in Ashby (£90\u00a0million, 28.6% of the place) in 2022"
    assert found.label == "Making in Fenshire, share of gross value added against Ashby, 2022"
    assert found.facts["judgement"] == ""
    assert found.facts["interval"] is None
    assert (found.tables, found.indicators) == (("gva-by-industry",), ())
    assert found.newer == ""


def test_a_specialism_of_an_earlier_year_says_that_a_newer_one_is_held(industrial):
    found = ask(industrial, BECKTON, parse_reference(f"specialism gva C to {ASHBY} in 2012"))
    # 16 of 80 against 40 of 80.
    assert found.words.startswith("0.40 times its share in Ashby")
    assert found.newer == "2022"


def test_an_enterprise_quotient_within_its_interval_is_not_told_apart(industrial):
    found = ask(industrial, COUNTY, parse_reference("specialism enterprises 41-43"))
    # 120 + 70 + 20 of 500 against 2,500 of 5,000: 0.84, and Wilson's interval of 0.42 is 0.3775 to 0.4637.
    says = "0.84 times its share in the UK (95% interval 0.76 to 0.93; 210 enterprises, 42.0% of the place) in 2025"
    assert found.words == says
    alike = ask(industrial, ASHBY, parse_reference(f"specialism enterprises 41-43 to {ASHBY}"))
    assert alike.words.startswith("not told apart from its share in Ashby (1.00 times; 95% interval")


def test_an_industry_that_is_not_in_the_table_is_answered_with_those_that_are(industrial):
    found = ask(industrial, ASHBY, parse_reference("specialism gva X"))
    assert found.reason.startswith("There is no industry 'X' by gva; known: AB (Farming; mining), C (Making)")


def test_too_few_enterprises_have_no_quotient(industrial):
    found = ask(industrial, ASHBY, parse_reference("specialism enterprises 05-39"))
    assert found.reason == "Production has only 20 enterprises; a quotient needs at least 30."


def test_a_reference_of_no_kind_is_not_answered(world):
    assert ask(world, ASHBY, Reference("guess", "output-per-hour")).reason.startswith("'guess' is not a kind")
    assert ask(world, ASHBY, Reference("specialism", "jobs", industry="C")).reason.startswith("A specialism is told by")


def test_the_same_question_is_answered_once(world):
    reference = parse_reference("level output-per-hour")
    assert ask(world, ASHBY, reference) is ask(world, ASHBY, parse_reference("[[level  output-per-hour]]"))


PLACES = (ASHBY, COUNTY, DUNMOUTH, UK, FENS, "E37000001", "E07000004", "E06000004", "TLX01", "nowhere", "")
OWN = st.builds(
    Reference,
    kind=st.sampled_from([*CLAUSES, "guess"]),
    indicator=st.sampled_from(["output-per-hour", "employment-rate", "neet-16-17", "hours", "gva", "enterprises", ""]),
    area=st.sampled_from(["", *PLACES]),
    against=st.sampled_from(["", "neighbours", "lep", "district", "2021", "2022", "1066", WINTER, *PLACES]),
    period=st.sampled_from(["", "2018", "2021", "2022", "1066", WINTER, "2021-01-01/P0M", "x"]),
    industry=st.sampled_from(["", "C", "41-43", "x"]),
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(OWN, references()), st.sampled_from(PLACES))
def test_every_reference_has_an_answer_or_a_reason_and_facts_that_survive_json(county, reference, place):
    found = ask(county, place, reference)
    assert found.known == (found.facts["value"] is not None)
    assert found.words
    assert found.label
    assert found.sentence
    stored = json.loads(json.dumps(found.facts, allow_nan=False))
    assert stored == found.facts
    assert same_facts(stored, found.facts)


@settings(max_examples=60, deadline=None)
@given(OWN, st.sampled_from([p for p in PLACES if p != FENS]))
def test_every_reference_to_industries_has_an_answer_or_a_reason(industrial, reference, place):
    found = ask(
        industrial,
        place,
        Reference(
            "specialism", reference.indicator, reference.area, reference.against, reference.period, reference.industry
        ),
    )
    assert found.known == (found.facts["value"] is not None)
