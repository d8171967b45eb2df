"""A draft is made of findings only, hides nothing, and chooses strengths and challenges by one rule."""

import re
from dataclasses import replace

import pytest

from evidence.analysis.profile import profile_of
from evidence.analysis.sides import sides_of
from evidence.errors import EvidenceError
from evidence.indicators.base import open_evidence
from evidence.narrative.draft import MOST, SIDES, draft_of
from evidence.narrative.records import INTENTIONS, SECTIONS, Claim
from evidence.narrative.references import references_in
from evidence.narrative.standing import CURRENT, standing_of
from tests.worked import ASHBY, COUNTY, ENGLAND, OLD_EASTHOLM

MANCHESTER, OLDHAM, SCILLY, WORCESTERSHIRE, BLACK_COUNTRY = (
    "E47000001",
    "E08000004",
    "E06000053",
    "E10000034",
    "E37000001",
)
PLACES = (MANCHESTER, OLDHAM, SCILLY, WORCESTERSHIRE, BLACK_COUNTRY, "lsip", "group", "E12000007", ENGLAND)


@pytest.fixture(scope="module")
def grouped(base):
    return base.with_group("Two cities", ("E08000003", "E08000006"))


@pytest.fixture(params=PLACES)
def asked(request, grouped):
    """A base and the code of a place of each kind."""
    found = {
        "lsip": grouped.areas_of("lsip")[0].code,
        "group": next(code for code, area in grouped.areas.items() if area.geography == "group"),
    }
    return grouped, found.get(request.param, request.param)


def indicators(draft, section):
    found = [references_in(claim.text)[0].reference for claim in draft.claims if claim.section == section]
    return [reference.indicator for reference in found if reference.kind != "not-known"]


def texts(draft, section):
    return [claim.text for claim in draft.claims if claim.section == section]


def test_every_sentence_is_bound_and_no_number_is_typed(asked):
    base, place = asked
    for claim in draft_of(base, place).claims:
        found = references_in(claim.text)
        assert found and all(one.reference for one in found)
        own = re.sub(r"\[\[.*?\]\]", "", claim.text)
        assert not re.search(r"\d", own)
        assert standing_of(base, place, Claim("a", section=claim.section, text=claim.text), {}).status == CURRENT
        assert claim.why.endswith(".")


def test_every_indicator_on_a_side_of_england_is_claimed_or_counted_as_left_out(asked):
    base, place = asked
    draft, sides = draft_of(base, place), sides_of(base, profile_of(base, place))
    for section, side in SIDES.items():
        left = [references_in(f"[[{text}]]")[0].reference.indicator for text in draft.left_out[section]]
        named = indicators(draft, section)
        on_side = {gap.indicator for gap in getattr(sides, side)} - {"activity-not-known-16-17"}
        assert on_side <= {*named, *left}
        assert len(left) == len(set(left))
        assert not set(left) & set(named)


def test_a_section_has_at_most_five_and_no_two_of_one_theme(asked):
    base, place = asked
    draft = draft_of(base, place)
    for section in SIDES:
        themes = [base.indicator(slug).theme for slug in indicators(draft, section)]
        assert len(themes) <= MOST
        assert len(themes) == len(set(themes))


def test_a_neet_rate_never_stands_without_those_whose_activity_is_not_known(asked):
    base, place = asked
    draft = draft_of(base, place)
    for section in SECTIONS:
        if "neet-16-17" in indicators(draft, section):
            assert "[[not-known neet-or-not-known-16-17]]" in texts(draft, section)


def test_the_draft_invents_no_intention_and_says_how_large_the_place_is(asked):
    base, place = asked
    draft = draft_of(base, place)
    assert not [claim for claim in draft.claims if claim.section in INTENTIONS]
    assert texts(draft, "who-we-are")[:2] == ["[[level population]]", "[[level gva-total-current]]"]
    sections = [claim.section for claim in draft.claims]
    assert sections == sorted(sections, key=list(SECTIONS).index)


@pytest.mark.parametrize("place", [OLDHAM, BLACK_COUNTRY, "E12000007"])
def test_strengths_and_challenges_are_chosen_by_the_same_rule(base, place):
    """Were lower better wherever higher is, each strength would be a challenge and each challenge a strength."""
    other = {"higher": "lower", "lower": "higher", "neither": "neither"}
    turned = replace(base, indicators={k: replace(i, better=other[i.better]) for k, i in base.indicators.items()})
    there, back = draft_of(base, place), draft_of(turned, place)
    assert texts(there, "strengths")[:MOST] and texts(there, "challenges")[:MOST]
    assert indicators(there, "strengths") == indicators(back, "challenges")
    assert indicators(there, "challenges") == indicators(back, "strengths")
    assert there.left_out["strengths"] == back.left_out["challenges"]


def test_the_same_evidence_gives_the_same_draft(base):
    assert draft_of(open_evidence(), OLDHAM) == draft_of(base, OLDHAM)


def test_productivity_stands_first_on_its_side(base):
    """2023: £32.53 an hour in Oldham against £42.39 in England; £53.96 in London."""
    assert texts(draft_of(base, OLDHAM), "challenges")[0] == "[[gap gva-per-hour-worked to E92000001]]"
    assert texts(draft_of(base, "E12000007"), "strengths")[0] == "[[gap gva-per-hour-worked to E92000001]]"


def test_what_no_test_stands_behind_says_so(base):
    whys = {claim.text: claim.why for claim in draft_of(base, OLDHAM).claims}
    assert whys["[[gap gva-per-hour-worked to E92000001]]"].endswith(
        "Published without an interval, so no test is made."
    )
    assert whys["[[gap qualified-to-level-3 to E92000001]]"].endswith("told by its 95% interval.")


def test_differences_are_told_in_widths_of_the_middle_half_of_places(base):
    """Level 3: 13.0 points below England; the middle half of English districts is worked from the profile's own spread."""
    row = profile_of(base, OLDHAM).row("qualified-to-level-3")
    ordered = sorted(row.spread)
    quarter = (len(ordered) - 1) / 4
    low, high = (ordered[int(q)] + (q % 1) * (ordered[int(q) + 1] - ordered[int(q)]) for q in (quarter, 3 * quarter))
    whys = {claim.text: claim.why for claim in draft_of(base, OLDHAM).claims}
    assert whys["[[gap qualified-to-level-3 to E92000001]]"].startswith(
        f"A difference of {13.0 / (high - low):.1f} times the width of the middle half of English districts"
    )


def test_a_place_of_several_districts_names_them(base):
    text = texts(draft_of(base, MANCHESTER), "who-we-are")[3]
    assert text.startswith("It is made of Bolton, Bury, Manchester, Oldham,")
    assert text.endswith(
        "Its districts include Manchester ([[level population of E08000003]]) and Bury ([[level population of E08000002]])."
    )


def test_industries_of_the_two_tables_are_not_the_same_under_two_names(base):
    """Worcestershire: manufacturing is 1.58 times its share of the UK's output; production by enterprises is the same again."""
    found = [text for text in texts(draft_of(base, WORCESTERSHIRE), "who-we-are") if text.startswith("[[specialism")]
    assert found[0] == "[[specialism gva C to K02000001]]"
    assert not any("05-39" in text for text in found)


def test_homes_that_owners_live_in_are_no_specialism(base):
    """Real estate has 1.47 times its share in the Isles of Scilly, most of it rent that owners would pay themselves."""
    assert "[[specialism gva L to K02000001]]" not in texts(draft_of(base, SCILLY), "who-we-are")
    assert "[[specialism gva I to K02000001]]" in texts(draft_of(base, SCILLY), "who-we-are")


def test_old_figures_of_a_place_are_not_claimed(base):
    # DfE has suppressed NEET of the Isles of Scilly since December 2020, ONS their pay since April 2020.
    draft = draft_of(base, SCILLY)
    said = " ".join(claim.text for claim in draft.claims)
    assert "median-weekly-pay" not in said
    assert "neet" not in said


def test_a_rise_of_money_that_may_be_inflation_is_no_strength(base):
    assert "[[trend median-weekly-pay]]" not in texts(draft_of(base, OLDHAM), "strengths")


def test_an_invented_county_of_few_figures_has_a_shorter_draft(world):
    """Fenshire 2022: £35.87 an hour against £34.85, 73% in work against 75%, 5.0% NEET or not known against 6.3%."""
    draft = draft_of(world, COUNTY)
    assert texts(draft, "strengths") == [
        "[[gap neet-or-not-known-16-17 to E92000001]]",
        "[[gap output-per-hour to E92000001]]",
        "[[not-known neet-or-not-known-16-17]]",
    ]
    assert texts(draft, "challenges")[0] == "[[gap employment-rate to E92000001]]"


def test_an_invented_district_whose_employment_rises_by_more_than_chance(world):
    """66, 67, 69, 70 and 75 per cent in five years, each within two points; not told apart from England's 75 in the last."""
    draft = draft_of(world, ASHBY)
    assert "[[trend employment-rate]]" in texts(draft, "strengths")
    assert "employment-rate" not in indicators(draft, "challenges")


def test_an_area_that_was_succeeded_has_no_draft(world):
    with pytest.raises(EvidenceError, match="Ask for the profile of that area"):
        draft_of(world, OLD_EASTHOLM)
