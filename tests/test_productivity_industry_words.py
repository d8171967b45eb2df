"""What is said of industries: exact sentences of the invented county, and sound ones of real places."""

import re
from dataclasses import replace

import pytest

from evidence.errors import EvidenceError
from evidence.productivity import industry_words as words
from evidence.productivity.industry import UK, enterprise_structure, gva_structure
from evidence.productivity.quotients import enterprise_quotients, gva_quotients
from evidence.productivity.shift_share import shift_share
from evidence.productivity.similarity import similarity
from tests.industries import industry_world
from tests.worked import ASHBY, AUTHORITY, COUNTY, FENLAND, copy_of_world

MANCHESTER, LEEDS, OLDHAM, CORNWALL, SOUTH_WEST = "E47000001", "E37000062", "E08000004", "E06000052", "E12000009"


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return industry_world(copy_of_world(tmp_path_factory.mktemp("words")))


def plain(text):
    return text.replace("\u00a0", " ")


def test_why_productivity_is_not_split_by_industry():
    """One sentence that names what is missing."""
    assert words.NOT_DECOMPOSED.count(".") == 1 and words.NOT_DECOMPOSED.endswith(".")
    assert "hours or jobs of each industry" in words.NOT_DECOMPOSED
    assert "no open table" in words.NOT_DECOMPOSED


def test_the_rules_that_are_said_are_the_rules_that_hold():
    assert "at least 1.25" in words.ENTERPRISE_RULE and "fewer than 30" in words.ENTERPRISE_RULE
    assert "without an interval" in words.NO_GVA_INTERVAL


def test_the_largest_industries(county):
    """Making 40 of 100, against 2,220 of 7,015; finance 20 and real estate 20, against 1,780."""
    found = plain(words.structure_sentence(county, gva_structure(county, ASHBY), gva_structure(county, UK), count=2))
    assert found == (
        "The largest industries of Ashby by gross value added in 2022 are making (£40 million, 40.0%; UK 31.6%); and "
        "finance (£20 million, 20.0%; UK 25.4%)."
    )


def test_the_reference_has_no_second_share(county):
    uk = gva_structure(county, UK)
    found = plain(words.structure_sentence(county, uk, uk, count=1))
    assert found == "The largest industries of the UK by gross value added in 2022 are making (£2,220 million, 31.6%)."


def test_the_largest_of_those_that_are_known(county):
    found = words.structure_sentence(county, gva_structure(county, COUNTY), gva_structure(county, UK))
    assert found.startswith("Of those that are known, the largest industries of Fenshire")


def test_the_largest_groups_of_enterprises(county):
    here, there = enterprise_structure(county, COUNTY), enterprise_structure(county, UK)
    assert words.structure_sentence(county, here, there, count=1) == (
        "The largest industries of Fenshire by enterprises in 2025 are construction (210 enterprises, 42.0%; UK 50.0%)."
    )
    assert words.rounding_sentence(here) == (
        "Counts are rounded to 5 before they are added up, so each is within 7.5 of the truth."
    )
    assert words.rounding_sentence(gva_structure(county, ASHBY)) == ""


def test_what_is_not_available_is_said_with_its_district(county):
    assert plain(words.missing_sentence(county, gva_structure(county, COUNTY))) == (
        "Farming, mining is not available for Corley, and so not known for Fenshire; it comes to £55 million (17.5% of the "
        "whole). Finance is not available for Corley, and so not known for Fenshire; it comes to £60 million (19.0% of the "
        "whole)."
    )
    assert words.missing_sentence(county, gva_structure(county, ASHBY)) == ""
    assert words.missing_sentence(county, gva_structure(county, UK)) == (
        "The UK is added up without the industries that are not available for Corley: 0.64% of its gross value added."
    )


def test_cornwall_says_what_is_hidden_together(base):
    said = plain(words.missing_sentence(base, gva_structure(base, CORNWALL)))
    assert "are not available for Cornwall; together they come to £843 million (5.9% of the whole)." in said
    assert "so not known for" not in said


@pytest.mark.parametrize(
    ("code", "imputed", "said"),
    [
        (ASHBY, True, "£12 million of £20 million. It is no one's work or sale."),
        (UK, True, "£1,057 million of £1,650 million (without Corley). It is no one's work or sale."),
        (COUNTY, True, "how much is not available here."),
        (ASHBY, False, "is taken out."),
    ],
)
def test_imputed_rental_is_said(county, code, imputed, said):
    found = plain(words.rental_sentence(county, gva_structure(county, code, imputed=imputed)))
    assert "imputed rental" in found and found.endswith(said)


def test_enterprises_have_no_rental(county):
    assert words.rental_sentence(county, enterprise_structure(county, ASHBY)) == ""


def test_quotients_are_said_with_interval_and_size(county):
    found = enterprise_quotients(county, ASHBY)
    farming, production, construction = (words.quotient_sentence(county, found, row) for row in found.rows)
    assert farming == (
        "Farming: 3.00 times its share in the UK (95% interval 2.41 to 3.67); specialised; 60 enterprises, 30.0% of the place."
    )
    assert production == ("Production: no quotient. Production has only 20 enterprises; a quotient needs at least 30.")
    assert "more than its share, but not specialised; 120 enterprises" in construction


def test_a_quotient_of_gva_says_how_much_too_high_it_may_be(county):
    """15 of 415 of the UK's farming are not in the reference."""
    found = gva_quotients(county, ASHBY)
    assert plain(words.quotient_sentence(county, found, found.rows[0])) == (
        "Farming; mining: 1.75 times its share in the UK; £10 million, 10.0% of the place. It may be up to 3.6% too high, "
        "because cells of some districts are not in the reference."
    )
    assert "too high" not in words.quotient_sentence(county, found, found.rows[1])


def test_what_a_place_is_specialised_in(county):
    assert words.specialised_sentence(county, enterprise_quotients(county, ASHBY)) == (
        "By enterprises in 2025, and against the UK, Ashby is specialised in farming (3.00; 60 enterprises)."
    )
    assert plain(words.specialised_sentence(county, gva_quotients(county, ASHBY))) == (
        "In Ashby these have at least 1.25 times their share of gross value added in the UK (2022): farming, mining (1.75; "
        "£10 million); and making (1.26; £40 million)."
    )
    assert words.specialised_sentence(county, enterprise_quotients(county, UK)) == (
        "By enterprises in 2025, and against the UK, the UK is specialised in no industry."
    )
    assert words.specialised_sentence(county, gva_quotients(county, UK)) == (
        "By gross value added in 2022, the UK has no industry with at least 1.25 times its share in the UK."
    )


def test_gva_is_never_called_specialised(base):
    for code in (MANCHESTER, LEEDS, OLDHAM, CORNWALL, SOUTH_WEST):
        found = gva_quotients(base, code)
        said = [words.specialised_sentence(base, found), *(words.quotient_sentence(base, found, r) for r in found.rows)]
        assert not any("specialised" in text or "interval" in text for text in said)


def test_growth_and_its_parts(county):
    """Up 10 from 90, as the UK grew; the mix -0.17, the rest 0.17: both round to nothing."""
    found = shift_share(county, ASHBY, 2012, 2022)
    assert plain(words.shift_sentence(county, found)) == (
        "Ashby: gross value added grew by £10 million (11%) from 2012 to 2022 in prices of 2022, while the UK's grew by 11%. "
        "Of the change, £10 million is what growth at the UK's rate comes to, £0 million goes with the mix of industries, "
        "and £0 million is left: on balance its industries grew like the UK's."
    )


def test_shrinking_and_falling_behind_are_said(county):
    found = replace(
        shift_share(county, ASHBY, 2012, 2022), change=-30.0, growth=-1 / 3, regional=-38.0, reference_growth=-0.05
    )
    said = plain(words.shift_sentence(county, found))
    assert "gross value added fell by £30 million (33%)" in said
    assert "while the UK's fell by 5.0%" in said
    assert "−£38 million is left: on balance its industries grew more slowly than the UK's" in said


def test_an_industry_that_started_at_nothing_is_said(county):
    said = words.esteban_sentence(shift_share(county, AUTHORITY, 2012, 2022))
    assert said.endswith("Not split, because nothing of it was there in 2012: farming, mining.")
    assert "Not split" not in words.esteban_sentence(shift_share(county, ASHBY, 2012, 2022))


def test_which_industries_add_and_take(county):
    """Finance 20 less 9 x 1780 / 1593 = 9.94, making 40 less 45 x 2220 / 2007 = -9.78; the others grew like the UK's."""
    assert plain(words.shift_rows_sentence(shift_share(county, ASHBY, 2012, 2022))) == (
        "To what is left, finance adds most (£10 million) and making takes most off (−£10 million)."
    )


def test_no_industry_of_the_uk_grows_otherwise(base):
    found = shift_share(base, UK, 2008, 2023)
    assert words.shift_rows_sentence(found) == "No industry grew otherwise than in the UK."


def test_districts_that_are_alike(county):
    assert words.similarity_sentence(county, similarity(county, FENLAND)) == (
        "By what they produce in 2022, Ashby and Beckton are most alike (0.70 of 1), Dunmouth and Beckton least (0.55). Not "
        "compared, because not all of their industries are available: Corley."
    )


def test_two_districts_have_one_similarity(county):
    """Dunmouth 0 .25 .125 .5 .125, Eastholm 0 .2 .2 .4 .2: 1 - (.05 + .075 + .1 + .075) / 2."""
    assert words.similarity_sentence(county, similarity(county, AUTHORITY)) == (
        "The similarity of Dunmouth and Eastholm in what they produce in 2022 is 0.85."
    )


def test_sentences_of_every_lep_are_sound(base):
    """Closed, without gaps, and none that speaks of growth where an industry is missing."""
    uk, enterprises = gva_structure(base, UK), enterprise_structure(base, UK)
    for area in base.areas_of("lep"):
        here, firms = gva_structure(base, area.code), enterprise_structure(base, area.code)
        said = [
            words.structure_sentence(base, here, uk),
            words.structure_sentence(base, firms, enterprises),
            words.rental_sentence(base, here),
            words.specialised_sentence(base, gva_quotients(base, area.code)),
            words.specialised_sentence(base, enterprise_quotients(base, area.code)),
        ]
        if here.complete:
            found = shift_share(base, area.code, 2008, 2023)
            said += [
                words.shift_sentence(base, found),
                words.esteban_sentence(found),
                words.shift_rows_sentence(found),
            ]
            if len(base.members[area.code]) > 1:
                said.append(words.similarity_sentence(base, similarity(base, area.code)))
            assert words.missing_sentence(base, here) == ""
        else:
            said.append(words.missing_sentence(base, here))
            with pytest.raises(EvidenceError):
                shift_share(base, area.code, 2008, 2023)
        for text in said:
            assert text.endswith(".") and text[0].isupper()
            assert not re.search(r"\bnan\b|None|  |\.\.|not known\)", text)
