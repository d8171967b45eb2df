"""References: what people write is read in one way, and whatever they write is never an error without words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.narrative.references import (
    CLAUSES,
    ENTERPRISES,
    GAP,
    GVA,
    NEIGHBOURS,
    SPECIALISM,
    Reference,
    parse_reference,
    reference_text,
    references_in,
)
from tests.worked import cases

SLUGS = st.from_regex(r"[a-z]{2,8}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
CODES = st.from_regex(r"[EWSNK]\d{8}|TL[A-Z]\d", fullmatch=True)
PERIODS = st.one_of(
    st.integers(1900, 2099).map(str),
    st.tuples(st.integers(1900, 2050), st.integers(2051, 2099)).map("{0[0]} to {0[1]}".format),
    st.sampled_from(["Apr 2025", "Dec 2024 to Feb 2025", "2024-12-01/P3M"]),
)
INDUSTRIES = st.sampled_from(["C", "AB", "L (68)", "49-53", "05-39 : Production"])
# Pieces of which texts that are nearly references are made.
MARKS = ("[[", "]]", "[", "]", " ", "\n", "to to", "2022", "Dec 2024 to Feb 2025", "E07000001", "neighbours", "lep")
PIECES = st.sampled_from((*MARKS, *CLAUSES, "of", "to", "in", "since", "among", "gva", "C", "employment-rate"))


@st.composite
def references(draw):
    """Any reference that can be written."""
    kind = draw(st.sampled_from(sorted(CLAUSES)))
    specialism = kind == SPECIALISM
    against = {
        "to": CODES if specialism else st.one_of(CODES, st.just(NEIGHBOURS)),
        "among": st.sampled_from(["lep", "district", NEIGHBOURS]),
        "since": PERIODS,
    }
    middle = next((against[name] for name in CLAUSES[kind] if name in against), st.just(""))
    return Reference(
        kind=kind,
        indicator=draw(st.sampled_from([GVA, ENTERPRISES]) if specialism else SLUGS),
        area=draw(st.one_of(st.just(""), CODES)),
        against=draw(middle if kind == GAP else st.one_of(st.just(""), middle)),
        period=draw(st.one_of(st.just(""), PERIODS)) if "in" in CLAUSES[kind] else "",
        industry=draw(INDUSTRIES) if specialism else "",
    )


@given(references())
def test_a_reference_that_is_written_and_read_is_itself(reference):
    assert parse_reference(reference_text(reference)) == reference
    assert parse_reference(f"[[{reference_text(reference)}]]") == reference


@pytest.mark.parametrize("case", cases("narrative", "written"))
def test_what_people_write_is_written_in_one_way(case):
    assert reference_text(parse_reference(case["text"])) == case["canonical"]


@pytest.mark.parametrize("case", cases("narrative", "unreadable"))
def test_what_cannot_be_read_says_why_and_how_it_is_written(case):
    with pytest.raises(EvidenceError) as error:
        parse_reference(case["text"])
    assert case["says"] in str(error.value)


@pytest.mark.parametrize("text", ["nonsense " * 30, "level pay of " + "E" * 300])
def test_a_long_text_is_refused_without_being_repeated_in_full(text):
    with pytest.raises(EvidenceError) as error:
        parse_reference(text)
    assert len(str(error.value)) < 250
    assert text[:60] in str(error.value)


def test_references_are_found_where_they_stand():
    text = "We are [[level pay]] and, [[oops]], [[rank pay among lep]]."
    first, second, third = references_in(text)
    assert text[first.start : first.end] == "[[level pay]]"
    assert (first.text, first.reference, first.problem) == ("level pay", Reference("level", "pay"), "")
    assert second.reference is None
    assert second.problem.startswith("'oops' is not a reference")
    assert third.reference == Reference("rank", "pay", against="lep")


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("[[level a [[level pay]]", ["level pay"]),
        ("[[[level pay]]]", ["level pay"]),
        ("[[level\npay]]", []),
        ("[level pay] ]] [[", []),
    ],
)
def test_brackets_that_do_not_match_hide_no_reference(text, inside):
    assert [found.text for found in references_in(text)] == inside


@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_any_text_is_read_without_an_error_and_what_stands_around_references_is_left(text):
    found = references_in(text)
    for one in found:
        assert text[one.start : one.end].strip("[] \t") == one.text.strip("[] \t")
        assert (one.reference is None) == bool(one.problem)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)))
def test_what_can_be_read_is_written_so_that_it_is_read_again(text):
    try:
        reference = parse_reference(text)
    except EvidenceError as error:
        assert "\n" not in str(error)
        return
    assert parse_reference(reference_text(reference)) == reference
