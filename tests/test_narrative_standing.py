"""Standing: a claim changes when its data change, never otherwise, and always says what it was and is."""

import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.narrative.records import DOCUMENT, SECTIONS, Claim, EvidenceItem
from evidence.narrative.standing import (
    CHANGED,
    CURRENT,
    EARLIER,
    INTENTION,
    REVISED,
    UNSUPPORTED,
    WITHDRAWN,
    accepted_of,
    standing_of,
)
from tests.test_narrative_references import PIECES
from tests.worked import (
    ASHBY,
    BECKTON,
    CORLEY,
    DUNMOUTH,
    EASTHOLM,
    FARCASTLE,
    Y2020,
    Y2021,
    Y2022,
    base_of,
    invented,
    table_of,
)

MEMBERS = (ASHBY, BECKTON, CORLEY, DUNMOUTH, EASTHOLM, FARCASTLE)
EVEN = dict.fromkeys(MEMBERS, 50.0)
ABOUT_RATE = (
    "[[level rate]]",
    "We stand at [[level rate in 2022]].",
    f"Pay is [[gap rate to {BECKTON}]] and [[rank rate among district]], which [[change rate since 2021]].",
    f"Beckton is at [[level rate of {BECKTON}]].",
)
RATES = st.integers(0, 1000).map(lambda n: n / 10)  # to one decimal, as they are printed
TABLES = st.fixed_dictionaries(dict.fromkeys(MEMBERS, RATES))


def rates(world, *years, other=EVEN):
    """The invented county with a rate in the years from 2020 on (None leaves a year out), and another rate that nothing rests on."""
    periods = (Y2020, Y2021, Y2022)
    tables = [table_of(values, period) for values, period in zip(years, periods, strict=False) if values]
    return base_of(
        world,
        {
            "rate": (invented("never"), pd.concat(tables)),
            "other": (invented("never", slug="other"), table_of(other)),
        },
    )


def claim(text="", **fields):
    return Claim("c1", text=text, **{"section": "strengths", **fields})


def accepted(base, written, evidence=None, keep=None, place=ASHBY):
    """The claim with what it rests on accepted, stored as JSON and read again."""
    facts = accepted_of(base, place, written, evidence or {}, keep=keep or {})
    return replace(written, accepted=json.loads(json.dumps(facts)))


@settings(max_examples=40, deadline=None)
@given(TABLES, TABLES, TABLES, TABLES)
def test_a_claim_whose_data_did_not_change_never_changes(world, before, now, other, another):
    first, second = rates(world, None, before, now, other=other), rates(world, None, before, now, other=another)
    for text in ABOUT_RATE:
        written = accepted(first, claim(text))
        then, after = (standing_of(base, ASHBY, written, {}) for base in (first, second))
        assert then == after
        assert after.status == CURRENT
        assert after.was == after.reads
        assert all(part.was == part.now and not part.why for part in after.parts)
        assert accepted(second, claim(text)) == written


@settings(max_examples=40, deadline=None)
@given(TABLES, RATES)
def test_one_observation_that_changes_marks_the_claim_with_old_and_new(world, now, revised):
    if revised == now[ASHBY]:
        revised += 0.1
    written = accepted(rates(world, None, EVEN, now), claim("We stand at [[level rate]]."))
    found = standing_of(rates(world, None, EVEN, {**now, ASHBY: revised}), ASHBY, written, {})
    (part,) = found.parts
    assert (found.status, part.status) == (CHANGED, CHANGED)
    assert (part.was, part.now) == (f"{now[ASHBY]:.1f}% in 2022", f"{revised:.1f}% in 2022")
    assert found.was == f"We stand at {now[ASHBY]:.1f}% in 2022."
    assert found.reads == f"We stand at {revised:.1f}% in 2022."
    assert part.why == "figures for 2022 were revised"


def test_another_place_s_figure_changes_the_claims_that_rest_on_it_only(world):
    first, second = rates(world, None, EVEN, EVEN), rates(world, None, EVEN, {**EVEN, BECKTON: 60.0})
    texts = {"[[level rate]]": CURRENT, f"[[gap rate to {BECKTON}]]": CHANGED, "[[rank rate among district]]": CHANGED}
    for text, status in texts.items():
        assert standing_of(second, ASHBY, accepted(first, claim(text)), {}).status == status, text


@pytest.mark.parametrize("text", ["[[level rate in 2022]]", "[[change rate since 2021 in 2022]]"])
def test_an_observation_that_goes_leaves_the_claim_unsupported(world, text):
    written = accepted(rates(world, None, EVEN, EVEN), claim(text))
    rest = {code: value for code, value in EVEN.items() if code != ASHBY}
    found = standing_of(rates(world, None, EVEN, rest), ASHBY, written, {})
    (part,) = found.parts
    assert (found.status, part.status, part.now) == (UNSUPPORTED, UNSUPPORTED, "not known")
    assert part.was
    assert part.why.startswith("The table held from Inventor has no figure for Ashby")


def test_a_figure_that_comes_is_a_change_from_not_known(world):
    written = accepted(rates(world, None, EVEN), claim("We stand at [[level rate in 2022]]."))
    assert standing_of(rates(world, None, EVEN), ASHBY, written, {}).status == UNSUPPORTED
    found = standing_of(rates(world, None, EVEN, EVEN), ASHBY, written, {})
    assert found.status == CHANGED
    assert (found.was, found.reads) == ("We stand at not known.", "We stand at 50.0% in 2022.")


def test_a_revision_below_what_is_printed_leaves_a_claim_current_and_says_so(world):
    written = accepted(rates(world, None, EVEN, {**EVEN, ASHBY: 50.01}), claim("[[level rate]]"))
    found = standing_of(rates(world, None, EVEN, {**EVEN, ASHBY: 50.02}), ASHBY, written, {})
    assert (found.status, found.parts[0].why) == (CURRENT, REVISED)


def test_a_release_changes_a_claim_about_the_latest_period_and_not_one_about_a_stated_period(world):
    old, new = rates(world, EVEN, EVEN), rates(world, EVEN, EVEN, {**EVEN, ASHBY: 51.0})
    latest = standing_of(new, ASHBY, accepted(old, claim("It is [[level rate]].")), {})
    assert latest.status == CHANGED
    assert (latest.was, latest.reads) == ("It is 50.0% in 2021.", "It is 51.0% in 2022.")
    assert latest.parts[0].why == "the latest figures are for 2022, and were for 2021"
    stated = standing_of(new, ASHBY, accepted(old, claim("It is [[level rate in 2021]].")), {})
    assert (stated.status, stated.reads) == (CURRENT, "It is 50.0% in 2021.")
    assert stated.parts[0].why == "newer figures are held: 2022"


def test_a_reference_alone_reads_as_its_sentence(world):
    base = rates(world, None, EVEN, EVEN)
    assert standing_of(base, ASHBY, claim(" [[level rate]]\n"), {}).reads == " Rate in Ashby: 50.0% in 2022.\n"
    assert standing_of(base, ASHBY, claim("[[level rate]]!"), {}).reads == "50.0% in 2022!"


def test_what_stands_around_references_is_left_as_it_was_typed(world):
    text = "**Ours** [link](https://example.org) [[oops]] & <b>[[level rate]]</b> [[level rate]]"
    found = standing_of(rates(world, None, EVEN, EVEN), ASHBY, claim(text), {})
    assert found.reads == text.replace("[[level rate]]", "50.0% in 2022")
    assert found.was == found.reads
    assert [part.key for part in found.parts] == ["oops", "level rate"]


def test_mending_a_typo_does_not_accept_changed_data(world):
    old, new = rates(world, None, EVEN, EVEN), rates(world, None, EVEN, {**EVEN, ASHBY: 40.0})
    written = accepted(old, claim("We stnad at [[level rate]]."))
    mended = replace(written, text=f"We stand at [[level  RATE]], [[gap rate to {BECKTON}]].")
    kept = accepted(new, mended, keep=written.accepted)
    found = standing_of(new, ASHBY, kept, {})
    assert [part.status for part in found.parts] == [CHANGED, CURRENT]
    assert (
        found.was
        == "We stand at 50.0% in 2022, 10.0\u00a0percentage points below Beckton (40.0% against 50.0%) in 2022."
    )
    assert standing_of(new, ASHBY, accepted(new, mended), {}).status == CURRENT


def test_facts_of_what_a_claim_no_longer_rests_on_are_not_kept(world):
    base = rates(world, None, EVEN, EVEN)
    written = accepted(base, claim("[[level rate]]"))
    assert accepted_of(base, ASHBY, replace(written, text="Nothing"), {}, keep=written.accepted) == {}


def test_what_is_stored_is_not_shared_with_what_is_asked(world):
    base = rates(world, None, EVEN, EVEN)
    accepted_of(base, ASHBY, claim("[[level rate]]"), {}, keep={})["level rate"]["figures"].clear()
    assert accepted_of(base, ASHBY, claim("[[level rate]]"), {}, keep={})["level rate"]["figures"]


@pytest.mark.parametrize("section", SECTIONS)
def test_a_statement_without_evidence_is_an_intention_only_where_it_is_about_the_future(world, section):
    found = standing_of(world, ASHBY, claim("We will grow.", section=section), {})
    future = section in ("where-we-can-go", "offers", "asks")
    assert found.status == (INTENTION if future else UNSUPPORTED)
    assert (found.parts, found.sources, found.reads) == ((), 0, "We will grow.")


def test_an_intention_with_evidence_that_cannot_be_read_is_unsupported(world):
    found = standing_of(world, ASHBY, claim("We ask for [[gap]].", section="asks"), {})
    assert found.status == UNSUPPORTED
    assert found.parts[0].why.startswith("'gap' names no indicator")
    assert found.reads == "We ask for [[gap]]."


def test_a_claim_can_rest_on_references_that_its_text_does_not_show(world):
    old, new = rates(world, None, EVEN, EVEN), rates(world, None, EVEN, {**EVEN, ASHBY: 40.0})
    written = accepted(old, claim("Many work here.", rests_on=("level rate", "nonsense")))
    assert [part.status for part in standing_of(old, ASHBY, written, {}).parts] == [CURRENT, UNSUPPORTED]
    part = standing_of(new, ASHBY, written, {}).parts[0]
    assert (part.was, part.now) == ("Rate in Ashby: 50.0% in 2022.", "Rate in Ashby: 40.0% in 2022.")


BAKERY = EvidenceItem("e1", theme="Skills", organisation="Old Bakery", date="2026-11-20", said="Nobody can be found.")
AGAIN = EvidenceItem("e2", organisation="old bakery ", said="Rents are high.")
PLAN = EvidenceItem("e3", method=DOCUMENT, source_title="Skills plan", said="Page 4.")
NAMELESS = EvidenceItem("e4", said="It is far.")
HEARD = {item.id: item for item in (BAKERY, AGAIN, PLAN, NAMELESS)}


def test_a_claim_can_rest_on_what_people_said_and_counts_its_sources_once(world):
    written = accepted(world, claim("Skills are short.", evidence=("e1", "e2", "e3", "e4")), HEARD)
    found = standing_of(world, ASHBY, written, HEARD)
    assert found.status == CURRENT
    assert found.sources == 3
    assert found.parts[0].label == "Old Bakery, Skills, 2026-11-20"
    assert found.parts[0].now == "Old Bakery: Nobody can be found."
    assert [part.label for part in found.parts[2:]] == ["Skills plan", "Source not recorded"]


def test_recorded_evidence_that_was_edited_is_a_change(world):
    written = accepted(world, claim("Skills are short.", evidence=("e1",)), HEARD)
    edited = {**HEARD, "e1": replace(BAKERY, said="Some can be found.")}
    found = standing_of(world, ASHBY, written, edited)
    (part,) = found.parts
    assert found.status == CHANGED
    assert (part.was, part.now) == (EARLIER, "Old Bakery: Some can be found.")
    followed = {**HEARD, "e1": replace(BAKERY, follow_up_done=True, quotable=True)}
    assert standing_of(world, ASHBY, written, followed).status == CURRENT


def test_what_was_said_stands_in_no_claim_so_that_erasing_it_leaves_nothing(world):
    written = accepted(world, claim("Skills are short.", evidence=("e1",)), HEARD)
    kept = json.dumps(dict(written.accepted))
    assert "e1" in kept
    assert "Nobody" not in kept and "Bakery" not in kept


def test_recorded_evidence_that_was_withdrawn_supports_nothing_and_is_not_repeated(world):
    written = accepted(world, claim("Skills are short.", evidence=("e1", "e4")), HEARD)
    found = standing_of(world, ASHBY, written, {"e4": NAMELESS})
    assert found.status == UNSUPPORTED
    assert found.sources == 1
    part = found.parts[0]
    assert (part.key, part.label, part.was, part.now, part.why) == ("e1", "Withdrawn evidence", "", "", WITHDRAWN)


def test_the_worst_part_decides(world):
    old, new = rates(world, None, EVEN, EVEN), rates(world, None, EVEN, {**EVEN, ASHBY: 40.0})
    written = accepted(old, claim(f"[[level rate]] [[level rate of {BECKTON}]]", evidence=("e1",)), HEARD)
    assert standing_of(new, ASHBY, written, HEARD).status == CHANGED
    assert standing_of(new, ASHBY, written, {}).status == UNSUPPORTED


def test_a_narrative_about_a_group_of_ones_own_is_re_checked_like_any_other(world):
    group = world.with_group("Fens", (ASHBY, BECKTON))
    written = accepted(group, claim("Ours is [[level output-per-hour]]."), place="group:Fens")
    again = world.with_group("Fens", (ASHBY, BECKTON))
    found = standing_of(again, "group:Fens", written, {})
    assert (found.status, found.reads) == (CURRENT, "Ours is £37.50 in 2022 (derived).")
    wider = world.with_group("Fens", (ASHBY, BECKTON, CORLEY))
    changed = standing_of(wider, "group:Fens", written, {})
    assert changed.status == CHANGED
    assert changed.reads == "Ours is £35.87 in 2022 (derived)."  # 16,500 / 460


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["kind", "value", "numbers", "figures", "words", "sentence", "period", "said", "who", "interval"]
)
FACTS = st.dictionaries(st.one_of(NAMES, st.text(max_size=5)), JSON, max_size=6)
TYPED = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.just("[[level rate]]"))).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(
    st.builds(
        Claim,
        id=st.text(),
        section=st.one_of(st.sampled_from(list(SECTIONS)), st.text()),
        text=TYPED,
        evidence=st.lists(st.sampled_from(["e1", "e9", "level rate", ""])).map(tuple),
        rests_on=st.lists(TYPED).map(tuple),
        accepted=st.dictionaries(st.sampled_from(["level rate", "e1", "x"]), FACTS),
    ),
    st.sampled_from([ASHBY, "group:nowhere", ""]),
)
def test_whatever_was_typed_or_imported_has_a_standing(world, written, place):
    base = rates(world, None, EVEN, EVEN)
    found = standing_of(base, place, written, HEARD)
    assert found.status in (CURRENT, CHANGED, UNSUPPORTED, INTENTION)
    assert all(part.why for part in found.parts if part.status in (CHANGED, UNSUPPORTED))
    json.dumps(accepted_of(base, place, written, HEARD, keep=written.accepted))
