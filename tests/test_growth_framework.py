"""The framework of the walk: read from its file, checked, and the project's own."""

import tomllib

import pytest

from evidence.errors import EvidenceError
from evidence.growth.framework import THEMES, open_framework
from evidence.indicators.base import open_evidence
from evidence.indicators.breakdowns import read_breakdown
from tests.growing import small_text, write_framework


def opened(folder, text):
    write_framework(folder, text)
    return open_framework(open_evidence(folder))


def test_a_small_framework_is_read_as_it_is_written(data):
    found = opened(data, small_text())
    assert (found.name, found.change_from, found.change_to) == ("Small", 2021, 2022)
    assert [d.key for d in found.dimensions] == [f"step{i}" for i in range(6)]
    assert [d.key for d in found.of_theme("inclusion")] == ["step3", "step4", "step5"]
    assert found.used("change") == ("output-per-hour",)
    output = found.measures["output-per-hour"]
    assert (output.name, output.unit, output.decimals, output.polarity) == ("Output per hour worked", "£", 2, 1)
    assert output.money
    assert found.measures["neet-16-17"].polarity == -1
    assert found.measures["neet-16-17"].indicators == ("neet-16-17",)
    assert found.measures["neet-16-17"].dimension in ("step3", "step4", "step5")


def test_a_base_without_a_framework_says_so(world):
    with pytest.raises(EvidenceError, match=r"has no framework .*growth/inclusive-growth\.toml is missing\.$"):
        open_framework(world)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('name = "Small"\n', "", "the key 'name' is missing."),
        ("change_from = 2021\n", "", "the key 'change_from' is missing."),
        ("money = true", 'colour = "red"', "output-per-hour: the key 'colour' is not known."),
        ('first = "neet-16-17"', 'first = "neat"', "neet-16-17: there is no indicator 'neat'."),
        ('first = "neet-16-17"', 'first = "neet-16-17"\nover = "ppl"', "neet-16-17: there is no indicator 'ppl'."),
        (
            'first = "neet-16-17"',
            'first = "population"',
            "neet-16-17: better is 'neither'; a score needs 'higher' or 'lower'.",
        ),
        ('key = "step2"\n', 'key = "step2"\nfun = "yes"\n', "step2: needs exactly the keys change, key, level"),
        ('change = ["output-per-hour"]', 'change = ["sunshine"]', "step0: there is no measure 'sunshine'."),
        (
            'change = ["output-per-hour"]',
            'change = ["neet-16-17"]',
            "step0: neet-16-17 is of its change and not of its level, so no step would show it.",
        ),
        (
            'theme = "inclusion"\nname = "Step3"',
            'theme = "prosperity"\nname = "Step3"',
            "dimensions: each of prosperity, inclusion needs three, in this order.",
        ),
        ('key = "step2"', 'key = "step1"', "dimensions: the key 'step1' stands twice or is a theme's."),
        ('key = "step2"', 'key = "inclusion"', "dimensions: the key 'inclusion' stands twice or is a theme's."),
    ],
)
def test_a_fault_of_the_file_is_named(data, old, new, says):
    text = small_text()
    assert text.count(old) == 1
    with pytest.raises(EvidenceError) as refused:
        opened(data, text.replace(old, new))
    assert says in str(refused.value)


def test_a_dimension_of_one_or_four_measures_is_refused(data):
    pair = 'level = ["output-per-hour", "employment-rate"]\nchange = ["output-per-hour"]'
    one = 'level = ["output-per-hour"]\nchange = ["output-per-hour"]'
    four = pair.replace("[", '["neet-16-17", "deprivation-score", ', 1)
    for text in (small_text().replace(pair, one), small_text().replace(pair, four)):
        with pytest.raises(EvidenceError, match="step0: its level needs two or three measures"):
            opened(data, text)


def test_every_fault_is_named_at_once(data):
    text = small_text().replace("money = true", 'colour = "red"').replace('first = "neet-16-17"', 'first = "neat"')
    with pytest.raises(EvidenceError) as refused:
        opened(data, text)
    assert "'colour'" in str(refused.value)
    assert "'neat'" in str(refused.value)


def test_the_projects_framework_has_two_themes_of_three_dimensions(base):
    found = open_framework(base)
    assert [d.theme for d in found.dimensions] == [theme for theme in THEMES for _ in range(3)]
    assert all(2 <= len(d.level) <= 3 for d in found.dimensions)
    assert set(found.used("change")) <= set(found.used("level"))
    assert len(set(found.used("level"))) == len(found.used("level"))
    assert set(found.measures) == set(found.used("level"))


def test_every_measure_knows_whose_level_it_measures(base):
    found = open_framework(base)
    assert {m.key: m.dimension for m in found.measures.values()} == {
        k: d.key for d in found.dimensions for k in d.level
    }


def test_output_has_no_growth_in_its_name(base):
    """Its level is not growth; the key stays, for those who have it in their files."""
    assert (found := open_framework(base).dimensions[0]).key == "output-growth"
    assert found.name == "Output"


def test_living_costs_are_measured_by_poverty_twice_and_by_house_prices_where_they_are_published(base):
    found = open_framework(base)
    costs = next(d for d in found.dimensions if d.key == "living-costs")
    assert costs.level == (
        "children-in-relative-poverty-ahc",
        "poverty-from-housing-costs",
        "housing-affordability-ratio",
    )
    assert costs.change == ()
    less = found.measures["poverty-from-housing-costs"]
    assert less.name == "Child poverty after housing costs, less before"
    assert less.indicators == ("children-in-relative-poverty-ahc", "children-in-relative-poverty-bhc")
    assert less.unit == "percentage points"


def test_money_is_deflated_where_it_is_in_current_prices_and_nowhere_else(base):
    for measure in open_framework(base).measures.values():
        current = base.indicator(measure.first).prices == "current"
        assert measure.money == current == measure.unit.startswith("£"), measure.key


def test_what_is_better_is_what_its_indicator_says(base):
    for measure in open_framework(base).measures.values():
        if not measure.over:
            assert measure.polarity == {"higher": 1, "lower": -1}[base.indicator(measure.first).better], measure.key


def test_every_substitute_says_why_and_every_text_is_a_sentence(base):
    found = open_framework(base)
    for measure in found.measures.values():
        assert measure.stands_for, measure.key
        assert measure.reason == "" or measure.reason.endswith("."), measure.key
    for dimension in found.dimensions:
        assert dimension.what.endswith(".")
        assert dimension.why.endswith(".")


def test_only_what_the_monitor_itself_lists_needs_no_reason(base):
    own = {m.key for m in open_framework(base).measures.values() if not m.reason}
    assert own == {"employment-rate", "economic-inactivity-rate", "housing-affordability-ratio"}


def test_the_deflator_reaches_the_span_of_the_framework(base):
    found = open_framework(base)
    years = set(read_breakdown(base.folder, "gdp-deflator")["year"].astype(int))
    assert {found.change_from, found.change_to} <= years


def test_the_file_names_no_machine(base):
    text = (base.folder / "growth" / "inclusive-growth.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["name"] == "Inclusive growth"
    assert "/" not in text
