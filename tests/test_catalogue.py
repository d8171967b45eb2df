"""The catalogue: what each number is, and every way in which a description can be wrong."""

import pytest

from evidence.errors import EvidenceError
from evidence.indicators.base import open_evidence
from evidence.indicators.catalogue import THEMES, parse_combination, parse_computed_from, read_catalogue
from tests.worked import WORLD, cases, spoil


@pytest.mark.parametrize("case", cases("bad_data", "catalogue"))
def test_a_wrong_description_is_named_in_a_sentence(data, case):
    spoil(data, case["file"], case["old"], case["new"])
    with pytest.raises(EvidenceError) as refused:
        open_evidence(data)
    assert case["says"] in str(refused.value)


def test_a_description_carries_its_definition_direction_and_source():
    found, problems = read_catalogue(WORLD / "indicators")
    assert problems == []
    rate = found["output-per-hour"]
    assert (rate.unit, rate.decimals, rate.polarity, rate.plausible) == ("£", 2, 1, (10.0, 100.0))
    assert rate.source.line == "Office of the Invented County, Output per hour, 2025. Invented for tests."


def test_direction_of_good_is_a_sign():
    found, _ = read_catalogue(WORLD / "indicators")
    assert [found[slug].polarity for slug in ("output", "neet-16-17", "population")] == [1, -1, 0]


@pytest.mark.parametrize(
    ("text", "rule", "weight"),
    [
        ("sum", "sum", ""),
        ("own denominator", "own denominator", ""),
        ("never", "never", ""),
        ("weighted by hours", "weighted", "hours"),
        ("approximate: weighted by population", "approximate", "population"),
    ],
)
def test_a_rule_of_combination_is_read_with_its_weight(text, rule, weight):
    found = parse_combination(text)
    assert found is not None
    assert (found.rule, found.weight) == (rule, weight)


@pytest.mark.parametrize("text", ["", "mean", "weighted by ", "approximate", "Sum"])
def test_any_other_rule_is_none(text):
    assert parse_combination(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a / b", ("quotient", ("a", "b"))),
        ("denominator of a", ("denominator", ("a",))),
        ("a/b", None),
        ("a / ", None),
        (" / b", None),
        ("a", None),
    ],
)
def test_a_computed_indicator_says_what_it_is_made_of(text, found):
    assert parse_computed_from(text) == found


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("sum", "added up"),
        ("own denominator", "combined by the number of people each figure is based on"),
        ("weighted by implied-hours-worked", "weighted by implied hours worked"),
        ("approximate: weighted by population", "weighted by population as an approximation (modelled)"),
        ("never", "cannot be combined"),
    ],
)
def test_a_rule_has_words(rule, words):
    found = parse_combination(rule)
    assert found is not None
    assert found.words == words


def test_every_indicator_of_the_project_is_defined_sourced_and_licensed(base):
    for indicator in base.indicators.values():
        assert indicator.theme in THEMES
        assert all(
            (indicator.definition, indicator.source.publisher, indicator.source.edition, indicator.source.licence)
        )
        assert indicator.source.url.startswith("https://")
        assert indicator.definition.strip().endswith(".")


def test_an_approximate_rule_is_confessed_in_the_caveats_of_what_is_shown(base):
    modelled = [i for i in base.indicators.values() if i.combines.rule == "approximate"]
    assert modelled
    silent = [
        i.slug
        for i in modelled
        if not any("modelled" in caveat or "not a published figure" in caveat for caveat in i.caveats)
    ]
    assert silent == []


def test_deprivation_ranks_scores_and_medians_never_combine(base):
    slugs = (
        "imd-average-score",
        "imd-rank-of-average-score",
        "median-weekly-pay",
        "life-expectancy-male",
        "five-year-survival-rate",
        "modelled-unemployment-rate",
    )
    assert {base.indicators[slug].combines.rule for slug in slugs} == {"never"}
