"""Themes, questions, methods, sectors and sizes of the engagement log: what the guide has, and what a file must have."""

from dataclasses import replace

import pytest

from evidence.errors import EvidenceError
from evidence.narrative.prompts import open_engagement
from evidence.narrative.records import DOCUMENT
from evidence.productivity.firms import BANDS
from evidence.productivity.industry import enterprise_industries, gva_industries

SOUND = """source = "Nobody."
[[themes]]
key = "a"
name = "A"
what = "What."
[[themes.prompts]]
key = "q"
question = "Why?"
[[methods]]
key = "m"
name = "M"
[[sectors]]
key = "s"
name = "S"
sections = "A"
speaker = "a farm"
[[sizes]]
key = "z"
name = "Z"
[[hints]]
hint = "Listen."
"""


@pytest.fixture
def offered(world, tmp_path):
    """What a file offers that the test writes."""

    def write(text):
        (tmp_path / "narrative").mkdir()
        (tmp_path / "narrative" / "engagement.toml").write_text(text, encoding="utf-8")
        return open_engagement(replace(world, folder=tmp_path))

    return write


def test_the_five_themes_of_the_guide_and_one_for_the_rest(base):
    names = [theme.name for theme in open_engagement(base).themes.values()]
    assert names == [
        "Market and growth",
        "Supply chains",
        "Skills and labour",
        "Finance",
        "Innovation",
        "What else they raised",
    ]
    assert "Local Government Association" in open_engagement(base).source


def test_every_theme_has_questions_and_every_question_asks(base):
    found = open_engagement(base)
    assert [len(theme.prompts) for theme in found.themes.values()] == [3, 2, 5, 2, 3, 1]
    assert all("?" in prompt.question for prompt in found.prompts.values())
    assert len(found.prompts) == 16


def test_a_question_is_the_ready_one_or_the_teams_own_words(base):
    found = open_engagement(base)
    assert found.question("skills-wanted") == "Which skills do you look for?"
    assert found.question("What of the night bus?") == "What of the night bus?"
    assert found.question("") == ""


def test_the_method_of_a_document_is_on_offer(base):
    assert DOCUMENT in open_engagement(base).methods


def test_sectors_cover_every_section_of_the_classification_once(base):
    sections = "".join(sector.sections for sector in open_engagement(base).sectors.values())
    # T is households as employers, U international bodies: neither can be asked.
    assert sorted(sections) == list("ABCDEFGHIJKLMNOPQRS")
    assert {code[0] for code in gva_industries(base)} - {"T"} <= set(sections)


def test_firms_of_sectors_are_groups_of_the_table_of_enterprises_each_once(base):
    firms = [code for sector in open_engagement(base).sectors.values() for code in sector.firms]
    assert len(set(firms)) == len(firms)
    left_out = set(enterprise_industries(base)) - set(firms)
    assert set(firms) <= set(enterprise_industries(base))
    assert left_out == {"84 : Public administration & defence", "85 : Education"}


def test_sizes_share_out_the_bands_of_the_firm_base(base):
    assert tuple(band for size in open_engagement(base).sizes.values() for band in size.bands) == BANDS


def test_a_sound_file_is_read(offered):
    found = offered(SOUND)
    assert found.question("q") == "Why?"
    assert (found.sectors["s"].firms, found.sectors["s"].many, found.hints) == ((), False, ("Listen.",))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('source = "Nobody."', "", "The key 'source' is missing."),
        ('name = "M"', "", "methods m: 'name' is missing or no text."),
        ('name = "M"', 'name = "M"\ncolour = "red"', "methods m: the key 'colour' is not known."),
        ('question = "Why?"', "question = 3", "prompts q: 'question' is missing or no text."),
        ('[[hints]]\nhint = "Listen."\n', "", "There are no hints."),
        ('[[sizes]]\nkey = "z"', '[[sizes]]\nkey = "z"\nname = "Y"\n[[sizes]]\nkey = "z"', "sizes: 'z' stands twice."),
    ],
)
def test_a_file_that_is_not_sound_is_refused_with_what_is_wrong(offered, old, new, said):
    assert SOUND.count(old) == 1
    with pytest.raises(EvidenceError) as refused:
        offered(SOUND.replace(old, new))
    assert refused.value.problems == (said,)


def test_a_file_that_is_missing_or_no_toml_is_refused(world, offered, tmp_path):
    with pytest.raises(EvidenceError, match=r"narrative/engagement.toml is missing"):
        open_engagement(replace(world, folder=tmp_path))
    with pytest.raises(EvidenceError, match="not readable as TOML"):
        offered("source =")
