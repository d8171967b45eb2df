"""Who spoke, before others: by name only where quotable, and by area only where there are enough alike."""

from dataclasses import replace

import pytest

from evidence.narrative.prompts import open_engagement
from evidence.narrative.speakers import firms_of, speaker
from tests.engaged import BOLTON, GREATER_MANCHESTER, RUTLAND, SCILLY, SPOKEN

LEP = "E37000022"


def test_an_organisation_is_named_only_where_it_is_quotable(base):
    assert speaker(base, replace(SPOKEN, quotable=True)) == "Bolton Castings Ltd"
    assert speaker(base, SPOKEN) == "a business in manufacturing, Bolton"
    assert speaker(base, replace(SPOKEN, quotable=True, organisation="")) == "a business in manufacturing, Bolton"


def test_enterprises_of_a_sector_are_those_that_ons_counts(base):
    # UK business: activity, size and location, 2025: Bolton has 435 motor trades, 565 wholesale, 1,290 retail.
    sectors = open_engagement(base).sectors
    assert firms_of(base, sectors["trade"], BOLTON) == 2290
    assert firms_of(base, sectors["manufacturing"], BOLTON) == 690
    assert firms_of(base, sectors["public-sector"], BOLTON) is None
    assert firms_of(base, sectors["trade"], "X99999999") is None


def test_where_few_are_alike_the_area_is_left_out(base):
    # Isles of Scilly, 2025: no enterprise in finance, 5 in health, 10 in property, 20 in construction.
    said = {
        s: speaker(base, replace(SPOKEN, sector=s, area=SCILLY)) for s in ("health-care", "property", "construction")
    }
    assert said == {
        "health-care": "an organisation in health or social care",
        "property": "a business in property, the Isles of Scilly",
        "construction": "a business in construction, the Isles of Scilly",
    }


@pytest.mark.parametrize(
    ("sector", "words"),
    [
        ("public-sector", "a public sector body"),
        ("education", "an organisation in education or training"),
        ("business-body", "a chamber, federation or trade body"),
        ("energy-water", "a business in mining, energy, water or waste"),
        ("residents", "residents, Rutland"),
        ("voluntary", "a voluntary or community organisation, Rutland"),
        ("", "an organisation"),
        ("no such sector", "an organisation"),
    ],
)
def test_a_body_of_which_there_may_be_one_is_never_placed(base, sector, words):
    assert speaker(base, replace(SPOKEN, sector=sector, area=RUTLAND)) == words


def test_the_size_is_never_said_and_a_place_that_is_not_known_is_left_out(base):
    assert speaker(base, replace(SPOKEN, size="large", area="")) == "a business in manufacturing"
    assert speaker(base, replace(SPOKEN, area="X99999999")) == "a business in manufacturing"
    assert speaker(base, replace(SPOKEN, area=GREATER_MANCHESTER)) == "a business in manufacturing, Greater Manchester"


def test_without_counts_of_enterprises_no_area_is_named(base, tmp_path):
    (tmp_path / "narrative").mkdir()
    text = (base.folder / "narrative" / "engagement.toml").read_text(encoding="utf-8")
    (tmp_path / "narrative" / "engagement.toml").write_text(text, encoding="utf-8")
    assert speaker(replace(base, folder=tmp_path), SPOKEN) == "a business in manufacturing"
