"""Methods, checks and acknowledgements."""

from datetime import date

from evidence.analysis.profile import profile_of
from evidence.pack.back_matter import ATTRIBUTIONS, METHODS, checks, methods
from evidence.pack.blocks import INTERNAL, Paragraph, Table
from evidence.pack.making import Asked, Citations

CUMBRIA, CAMDEN, MANCHESTER = "E37000007", "E09000007", "E47000001"


def asked(base, code, as_of=date(2026, 11, 22)) -> Asked:
    return Asked(base, profile_of(base, code), "global", as_of, INTERNAL, Citations())


def test_methods_explain_what_the_pack_uses_in_sentences():
    texts = " ".join(text for _, text in METHODS)
    for word in ("95% interval", "derived", "modelled", "similar", "Rank 1", "NEET", "Hatched", "never averaged"):
        assert word in texts
    assert all(text.endswith(".") for _, text in METHODS)


def test_each_derived_indicator_has_its_rule_and_its_measured_error(base):
    [table] = [b for b in methods(asked(base, CUMBRIA)).blocks if isinstance(b, Table)]
    rows = dict(table.rows)
    assert "weighted by implied hours worked" in rows["Gross value added per hour worked"]
    assert "combined figures are off by" in rows["Gross value added per hour worked"]
    assert not [b for b in methods(asked(base, CAMDEN)).blocks if isinstance(b, Table)]


def test_checks_name_what_is_modelled_old_or_absent(base):
    [table] = checks(asked(base, CUMBRIA)).blocks
    assert {what for _, what, _ in table.rows} >= {"Modelled", "No figure"}
    [table] = checks(asked(base, MANCHESTER)).blocks
    old = [(name, why) for name, what, why in table.rows if what == "Old"]
    assert (
        "Travel time to jobs by public transport or on foot",
        "The latest figure is for 2019. Look for a newer release.",
    ) in old


def test_what_is_old_depends_on_the_date_of_the_pack(base):
    def old(as_of):
        [table] = checks(asked(base, CAMDEN, as_of)).blocks
        return {name for name, what, _ in table.rows if what == "Old"}

    assert old(date(2026, 11, 22)) < old(date(2036, 11, 22))


def test_the_licence_and_the_boundaries_are_acknowledged():
    texts = [block.text for block in ATTRIBUTIONS if isinstance(block, Paragraph)]
    assert any("Crown copyright" in text for text in texts)
    assert any("Open Government Licence v3.0" in text for text in texts)
