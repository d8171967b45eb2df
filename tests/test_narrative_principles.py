"""The eight principles as tests: each fact worked from a small narrative by hand, with its threshold, and never a score."""

import re

import pytest

from evidence.narrative.principles import principles_of
from evidence.narrative.records import About, Claim, EvidenceItem, PrincipleAnswer, Priority, SignOff
from evidence.narrative.shape import PRINCIPLES
from evidence.narrative.standing import accepted_of, standing_of

GM, OLDHAM, BOLTON, LEEDS = "E47000001", "E08000004", "E08000001", "E08000035"
GAP = "[[gap gva-per-hour-worked to E92000001]]"


@pytest.fixture
def tested(base):
    """The principles of a narrative by key, each part given as a test needs it."""

    def of(claims=(), evidence=(), about=None, sign_offs=(), answers=(), place=GM, **more):
        items = {item.id: item for item in evidence}
        standings = [standing_of(base, place, claim, items) for claim in claims]
        found = principles_of(
            base, place, claims, standings, items, about or About("a"), sign_offs, answers, **{"year": 2026} | more
        )
        assert tuple(one.key for one in found) == PRINCIPLES
        return {one.key: one for one in found}

    return of


def claim(key, text=GAP, section="challenges", **more):
    return Claim(key, section=section, text=text, **more)


def heard(key, **more):
    return EvidenceItem(key, method="meeting", said="We lack welders.", **more)


def test_an_empty_narrative_has_facts_and_no_verdict(tested):
    found = tested()
    assert found["make-it-real"].lines == ("Nothing is written yet.",)
    assert [found[key].concern for key in ("make-it-real", "suitable", "long-term")] == [None] * 3
    assert all(one.answer == one.reasons == "" and not one.differs for one in found.values())


def test_claims_without_evidence_and_words_that_overclaim_are_counted(tested):
    claims = [
        claim("a"),
        claim("b", "We are the best place.", "strengths"),
        claim("c", "We will build a college.", "offers"),
    ]
    real = tested(claims, overclaims=1)["make-it-real"]
    assert real.lines[0] == (
        "Claims that rest on evidence: 1 of 2 (50%), intentions not counted. To look at: any that does not."
    )
    assert real.lines[2] == "Words that claim more than the evidence carries: 1. To look at: any."
    assert real.lines[3] == (
        "Strengths and challenges claimed: 1 and 1. To look at: more than twice as many of one as of the other."
    )
    assert real.concern


def test_the_balance_of_what_is_claimed_stands_beside_the_balance_of_the_figures(tested):
    claims = [claim(key, section="strengths") for key in "abc"] + [claim("d")]
    real = tested(claims)["make-it-real"]
    assert "3 and 1" in real.lines[3]
    assert real.concern
    assert re.fullmatch(r"Figures held that are better than in England: \d+; worse: \d+\.", real.lines[4])
    assert not tested(claims[1:])["make-it-real"].concern  # two to one is not more than twice


def test_a_claim_whose_data_changed_is_something_to_look_at(base, tested):
    facts = accepted_of(base, GM, claim("a"), {}, keep={})
    key = "gap gva-per-hour-worked to E92000001"
    then = {key: facts[key] | {"value": -99.0, "words": "99% below England", "sentence": "99% below England."}}
    real = tested([claim("a", accepted=then), claim("b", section="strengths")])["make-it-real"]
    assert real.lines[1] == "Claims whose evidence changed since they were accepted: 1. To look at: any."
    assert real.concern


def test_a_claim_is_of_the_place_by_its_own_figures_its_parts_or_its_people(tested):
    claims = [
        claim("own"),
        claim("part", f"[[level population of {OLDHAM}]]"),
        claim("people", "Firms lack welders.", evidence=("e",)),
        claim("elsewhere", f"[[level population of {LEEDS}]]"),
        claim("paper", "A report says so.", evidence=("d",)),
    ]
    evidence = [heard("e"), EvidenceItem("d", method="document", said="A plan.")]
    suitable = tested(claims, evidence)["suitable"]
    assert suitable.lines[0].startswith(
        "Claims that rest on this place's own figures or on people heard: 3 of 5 (60%)."
    )
    assert not suitable.concern
    assert tested(claims[3:], evidence)["suitable"].concern


def test_the_horizon_is_held_against_todays_year_and_progress_on_the_way(tested):
    promises = [
        claim("a", "We train.", "offers", by_when="by March 2028"),
        claim("b", "We need a line.", "asks", by_when="2035"),
        claim("c", "We hope.", "asks"),
    ]
    found = tested(promises, about=About("a", horizon="2045"))["long-term"]
    assert found.lines == (
        "Horizon: 2045, 19 years ahead. To look at: none, or less than 10 years ahead.",
        "Offers and asks that name a year: 2 of 3 (67%), the nearest 2028, the furthest 2035. To look at: none due within 3 years.",
        "Offers and asks whose year has passed: 0. To look at: any.",
    )
    assert not found.concern
    assert tested(promises, about=About("a", horizon="2030"))["long-term"].concern
    assert tested(promises[1:], about=About("a", horizon="2045"))["long-term"].concern
    assert tested(promises, about=About("a", horizon="2045"), year=2029)["long-term"].concern


def test_who_was_not_heard_is_named_from_the_list_of_sectors(tested):
    evidence = [
        heard("a", sector="manufacturing", size="large", area=BOLTON),
        heard("b", sector="education", area=OLDHAM),
        EvidenceItem("c", method="document", sector="construction"),
    ]
    found = tested(evidence=evidence)["open"]
    assert found.lines[0].startswith("Sectors heard: 2 of 19 (Manufacturing and Education and training); not heard: ")
    assert "Construction" in found.lines[0].split("not heard")[1]
    assert found.lines[1].startswith("Sizes heard: Large (250 people or more); not heard: Micro (0 to 9 people),")
    assert found.lines[2] == "Areas heard: Bolton and Oldham."
    assert found.concern


def test_organisations_are_counted_and_partners_are_told_by_their_last_answer(tested):
    evidence = [heard(str(i), organisation=name) for i, name in enumerate(["Forge Ltd", "forge ltd", "Mill Ltd", ""])]
    about = About("a", partners=("Oldham College", "Bolton Council", "Mill Ltd"))
    sign_offs = [
        SignOff("1", organisation="Oldham College", date="2026-01-01", agreed=False),
        SignOff("2", organisation="oldham college", date="2026-02-01", agreed=True, reservations="On skills."),
        SignOff("3", organisation="Bolton Council", date="2026-02-01", agreed=True),
    ]
    found = tested(evidence=evidence, about=about, sign_offs=sign_offs)["ownership"]
    assert found.lines == (
        "Organisations heard: 2. To look at: fewer than 5.",
        "Partners named that agreed to a version: 2 of 3 (67%). To look at: no partners, or fewer than half.",
        "Agreed: oldham college and Bolton Council; with reservations: 1. Did not agree: none. Not yet asked or answered: Mill Ltd.",
    )
    assert found.concern
    assert "Forge" not in " ".join(found.lines)


def test_districts_that_no_claim_and_no_evidence_names_are_listed(tested):
    claims = [claim("a", f"Bury and Manchester; [[level population of {OLDHAM}]] in Oldham.")]
    found = tested(claims, [heard("e", area=BOLTON)])["additive"]
    assert found.lines == (
        "Districts named in claims or evidence: 4 of 10 (40%); not named: Rochdale, Salford, Stockport, Tameside, Trafford "
        "and Wigan. To look at: any not named.",
    )
    assert found.concern


def test_a_place_of_one_district_has_no_parts_to_look_for(tested):
    assert tested([claim("a")], place=OLDHAM)["additive"].concern is None


def test_each_kind_of_institution_is_named_by_the_words_found(tested):
    claims = [
        claim("a", "Colleges and firms train together.", "offers", by_whom="Bolton Council"),
        claim("b", "[[gap business-birth-rate to E92000001]]"),
    ]
    about = About("a", partners=("Bolton NHS Foundation Trust", "Oldham Mind, a charity"))
    found = tested(claims, about=about)["institutions"]
    assert found.lines[:5] == (
        "Government: named by the words council.",
        "Education: named by the words college.",
        "Business: named by the words firm.",
        "Health: named by the words nhs.",
        "Voluntary sector: named by the words charity.",
    )
    assert not found.concern
    assert tested(claims[1:])["institutions"].lines[2] == "Business: not named."


def test_the_region_is_written_when_fit_neighbours_and_priorities_are(tested):
    claims = [claim("a", "Firms here trade with Leeds and Warrington.", "fit")]
    priorities = [Priority("p", name="Clean growth", claims=("a",)), Priority("q", name="Places", claims=("gone",))]
    found = tested(claims, priorities=priorities)["region"]
    assert found.lines == (
        "Claims on how the story fits: 1. To look at: none.",
        "Places beyond the boundary that are named: Leeds and Warrington. To look at: none.",
        "Priorities with a claim or a text on how the place serves them: 1 of 2 (Clean growth). To look at: none.",
    )
    assert not found.concern
    assert tested(claims)["region"].concern


def test_what_the_team_answers_stands_beside_what_is_computed(tested):
    answers = [
        PrincipleAnswer("1", "region", "yes", "Leeds has read it."),
        PrincipleAnswer("2", "additive", "partly", "Wigan is to follow."),
    ]
    found = tested([claim("a")], answers=answers)
    region = found["region"]
    assert (region.answer, region.reasons, region.concern, region.differs) == ("yes", "Leeds has read it.", True, True)
    assert found["additive"].concern and not found["additive"].differs
    assert not found["ownership"].differs


def test_no_line_is_a_score_or_a_verdict(tested):
    said = " ".join(line for one in tested([claim("a")]).values() for line in one.lines).casefold()
    assert not re.search(r"\b(score|good|bad|fail|pass|weak|excellent|points)\b", said)
