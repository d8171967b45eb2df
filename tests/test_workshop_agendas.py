"""Agendas: the project's own, what each must have, and files and steps that are refused with the fault named."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from evidence.errors import EvidenceError
from evidence.workshop.agendas import listed, open_agendas, problems_of
from evidence.workshop.records import AGREE, COLLECT, GROUP, KINDS, LOOK, VOTE, Option, Step, step_of, step_row
from tests.worked import spoil
from tests.workshopping import STEPS, with_own_files

ROOT = Path(__file__).parents[1]
COLLECTING = Step("know", COLLECT, "Know", "What do you know?")


@pytest.fixture
def agendas(base):
    return {agenda.key: agenda for agenda in open_agendas(base).agendas}


@pytest.fixture
def spoilt(base, tmp_path):
    """The project's base with a copy of its agendas that the test may spoil."""
    return with_own_files(base, tmp_path)


def test_there_is_an_agenda_for_each_part_of_the_guide_that_a_room_can_do(agendas, base):
    assert [agenda.name for agenda in agendas.values()] == [
        "Understanding our economy",
        "Inclusive growth",
        "Emerging narrative",
        "Offers and asks",
        "An agenda of your own",
    ]
    assert "Local Government Association" in open_agendas(base).source


@pytest.mark.parametrize("key", ["our-economy", "inclusive-growth", "emerging-narrative", "offers-and-asks"])
def test_each_agenda_looks_collects_groups_votes_and_agrees_within_its_time(agendas, key):
    agenda = agendas[key]
    assert {step.kind for step in agenda.steps} == set(KINDS)
    assert agenda.steps[0].kind == LOOK
    assert agenda.steps[-1].kind == AGREE
    assert sum(step.minutes for step in agenda.steps) <= agenda.minutes <= 120
    assert all("?" in step.prompt for step in agenda.steps)


def test_what_is_looked_at_is_a_page_of_the_app_with_indicators_that_are_held(agendas, base):
    looks = [urlsplit(step.address) for agenda in agendas.values() for step in agenda.steps if step.kind == LOOK]
    assert len(looks) == 8
    for look in looks:
        assert (ROOT / "pages" / f"{look.path}.py").is_file()
        asked = parse_qs(look.query)
        assert set(asked.get("indicator", [])) <= set(base.indicators)
        assert all(base.areas_of(geography) for geography in asked.get("geography", []))


def test_people_in_a_room_are_not_asked_about_productivity_in_its_jargon(agendas):
    """The guide's advice on engaging with businesses: talk about what they want to talk about, without jargon."""
    asked = [step.prompt for step in agendas["our-economy"].steps]
    assert not any(word in prompt.lower() for prompt in asked for word in ("productivity", "gva", "strategy"))


def test_a_sound_agenda_has_no_problem_and_comes_back_from_json():
    assert problems_of(STEPS) == []
    assert tuple(step_of(step_row(step)) for step in STEPS) == STEPS


VOTING = Step("v", VOTE, "V", "Which?", way="dots", dots=3, choose="options", options=listed(("A", "B")))


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step("a", "dance", "A"), "the kind 'dance' is not known"),
        (Step("A b", COLLECT, "A", "Why?"), "key is not of small letters"),
        (Step("a", COLLECT, " ", "Why?"), "has no title"),
        (Step("a", COLLECT, "A"), "asks nothing"),
        (Step("a", COLLECT, "A", "x" * 501), "longer than 500 characters"),
        (Step("a", COLLECT, "A", "Why?", minutes=241), "takes 241 minutes"),
        (COLLECTING, "the key 'know' is there twice"),
        (Step("a", GROUP, "A", "Which?", of="later"), "no collecting step before it"),
        (Step("a", LOOK, "A"), "no view that a workshop can look at"),
        (Step("a", LOOK, "A", address="https://example.org/"), "no view that a workshop can look at"),
        (Step("a", LOOK, "A", address="//example.org"), "no view that a workshop can look at"),
        (Step("a", LOOK, "A", address="javascript:alert(1)"), "no view that a workshop can look at"),
        (Step("a", LOOK, "A", address='map?indicator="><b>'), "no view that a workshop can look at"),
        (replace(VOTING, way="cheers"), "way of voting 'cheers'"),
        (replace(VOTING, dots=0), "0 dots to give"),
        (replace(VOTING, choose="people"), "'people', is not known"),
        (replace(VOTING, options=()), "has 0 choices"),
        (replace(VOTING, options=listed(("A", " "))), "each with words"),
        (replace(VOTING, options=(Option("1", "A"), Option("1", "B"))), "same key"),
        (replace(VOTING, choose="themes", options=()), "no collecting step before it"),
    ],
)
def test_an_unsound_step_is_named_with_its_fault(step, said):
    (problem,) = problems_of((COLLECTING, step))
    assert problem.startswith("Step 2, ")
    assert said in problem


def test_an_agenda_has_one_to_thirty_steps():
    assert problems_of(()) == ["An agenda has 1 to 30 steps; this one has 0."]
    assert len(problems_of([replace(COLLECTING, key=f"a{n}") for n in range(31)])) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('key = "our-economy"', 'key = "inclusive-growth"', "Two agendas have the key 'inclusive-growth'"),
        ('name = "Inclusive growth"', 'name = ""', "Agenda inclusive-growth: name is empty or no text."),
        ('name = "Inclusive growth"', 'nom = "Inclusive growth"', "the key 'nom' is not known"),
        ("dots = 5", 'dots = "five"', "step strongest: dots is no whole number"),
        ('themes = ["Money", "Powers", "Agreement and time"]', 'themes = "Money"', "themes is no list of texts"),
        ('address = "coordination"', 'address = "https://example.org"', "no view that a workshop can look at"),
        ('source = "', 'sauce = "', "The key 'source' is missing"),
        ('key = "deal"\nkind = "agree"', 'key = "deal"\nkind = "sign"', "the kind 'sign' is not known"),
    ],
)
def test_a_file_that_is_not_sound_is_refused_with_the_fault_named(spoilt, old, new, said):
    spoil(spoilt.folder, "workshop/agendas.toml", old, new)
    with pytest.raises(EvidenceError, match=r"^agendas\.toml is not sound") as caught:
        open_agendas(spoilt)
    assert any(said in problem for problem in caught.value.problems)


def test_a_file_that_is_missing_or_no_toml_is_refused_in_a_sentence(spoilt):
    path = spoilt.folder / "workshop" / "agendas.toml"
    path.write_text("agendas = [", encoding="utf-8")
    with pytest.raises(EvidenceError, match="not readable as TOML"):
        open_agendas(spoilt)
    path.unlink()
    with pytest.raises(EvidenceError, match=r"workshop/agendas\.toml is missing"):
        open_agendas(replace(spoilt, folder=spoilt.folder / "workshop"))
