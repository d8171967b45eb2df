"""The six drivers: each has figures or says why there is none, and a file that does neither is refused."""

from dataclasses import replace

import pytest

from evidence.errors import EvidenceError
from evidence.productivity.drivers import DRIVERS, NO_FIGURE, drivers_of, has_drivers, open_drivers
from tests.worked import ENGLAND

OLDHAM, MANCHESTER = "E08000004", "E47000001"
SOUND = 'source = "Nobody."\n' + "".join(
    f'[[drivers]]\nkey = "{key}"\nname = "{key}"\nwhat = "What."\nindicators = []\nnot_covered = "We hold no open figure: none."\n'
    for key in DRIVERS
)


@pytest.fixture
def described(world, data):
    """The invented county's base with a file of drivers that the test writes."""

    def write(text):
        (data / "productivity").mkdir(exist_ok=True)
        (data / "productivity" / "drivers.toml").write_text(text, encoding="utf-8")
        return replace(world, folder=data)

    return write


def answer(found, key):
    return next(a for a in found.answers if a.driver.key == key)


def test_the_six_of_the_guide_in_its_order(base):
    found = open_drivers(base)
    assert tuple(d.key for d in found.drivers) == DRIVERS
    assert "Local Government Association" in found.source


def test_what_has_no_figure_says_so(base):
    found = drivers_of(base, OLDHAM)
    without = [a for a in found.answers if not a.open_figure]
    assert [a.driver.key for a in without] == ["governance", "premises", "research-links"]
    assert all(a.driver.not_covered.startswith(NO_FIGURE) and len(a.driver.not_covered) > 60 for a in without)
    assert all(a.figures == () for a in without)


def test_what_has_figures_stands_beside_england(base):
    """Gigabit-capable: 97.2 % of premises against 88.4 %; level 3: 54.4 % of residents."""
    found = drivers_of(base, OLDHAM)
    broadband = answer(found, "infrastructure").standings[0]
    assert broadband.level.value == 97.2
    assert broadband.gap.value == pytest.approx(8.8)
    assert answer(found, "skills").standings[0].level.value == 54.4
    assert {f.area_code for f in answer(found, "skills").figures} == {OLDHAM, ENGLAND}


def test_a_figure_that_a_place_lacks_is_a_reason_and_not_a_gap_in_the_list(base):
    homes = answer(drivers_of(base, MANCHESTER), "attraction").standings[0]
    assert homes.level.indicator == "housing-affordability-ratio"
    assert not homes.known
    assert homes.level.reason


def test_a_folder_without_drivers_says_so(world):
    assert not has_drivers(world)
    with pytest.raises(EvidenceError, match=r"drivers\.toml is missing"):
        open_drivers(world)


def test_a_sound_file_is_read(described):
    found = described(SOUND)
    assert has_drivers(found)
    assert len(drivers_of(found, "E07000001").answers) == 6


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('source = "Nobody."', "", "the key 'source' is missing"),
        ('key = "premises"', 'key = "pubs"', "in this order"),
        ('what = "What."', "", "governance: needs exactly the keys"),
        ("indicators = []", 'indicators = ["wealth"]', "governance: there is no indicator 'wealth'"),
        ("We hold no open figure: none.", "", "must begin with 'We hold no open figure' and say why"),
    ],
)
def test_a_fault_is_named(described, old, new, fault):
    with pytest.raises(EvidenceError, match=fault):
        open_drivers(described(SOUND.replace(old, new, 1)))


def test_every_fault_is_told_at_once(described):
    text = SOUND.replace("indicators = []", 'indicators = ["wealth"]', 1).replace('key = "skills"', 'key = "skill"')
    with pytest.raises(EvidenceError) as refused:
        open_drivers(described(text))
    assert len(refused.value.problems) == 2
