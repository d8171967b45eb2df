"""The shape of a narrative: the project's own file, and files that are refused with the file and key named."""

import tomllib
from dataclasses import replace

import pytest

from evidence.errors import EvidenceError
from evidence.narrative.records import SECTIONS, STEPS
from evidence.narrative.shape import INSTITUTIONS, PRINCIPLES, ROWS, open_shape
from tests.worked import spoil


@pytest.fixture
def shaped(base, tmp_path):
    """The project's base with a copy of its shape that the test may spoil."""
    folder = tmp_path / "narrative"
    folder.mkdir()
    text = (base.folder / "narrative" / "shape.toml").read_text(encoding="utf-8")
    (folder / "shape.toml").write_text(text, encoding="utf-8")
    return replace(base, folder=tmp_path)


def test_the_sections_steps_and_principles_are_those_that_narratives_are_filed_by(base):
    shape = open_shape(base)
    assert {s.key: s.name for s in shape.sections} == SECTIONS
    assert {s.key: s.name for s in shape.steps} == STEPS
    assert tuple(p.key for p in shape.principles) == PRINCIPLES
    assert tuple(i.key for i in shape.institutions) == INSTITUTIONS
    assert all(s.questions and all(q.endswith("?") for q in s.questions) for s in shape.sections)
    assert all(p.question.endswith("?") for p in shape.principles)


def test_it_says_that_it_follows_the_lga_guide_of_2019(base):
    source = open_shape(base).source
    assert "Local Government Association" in source
    assert "2019" in source


def test_priorities_to_start_from_are_those_of_the_two_strategies_and_the_missions(base):
    """Counts and names as the white paper of 2017, the strategy of 2025 and the Plan for Change of 2024 have them."""
    groups = {}
    for priority in open_shape(base).priorities:
        groups.setdefault(priority.group, []).append(priority.name)
    assert [len(names) for names in groups.values()] == [5, 4, 8, 5]
    assert groups["Five foundations of productivity"] == [
        "Ideas",
        "People",
        "Infrastructure",
        "Business environment",
        "Places",
    ]
    assert {"Ageing society", "Clean growth"} < set(groups["Grand Challenges"])
    assert {"Life sciences", "Defence", "Professional and business services"} < set(groups["Growth-driving sectors"])
    assert "Kickstart economic growth" in groups["Missions of the government"]


def test_every_priority_says_who_published_it_and_when(base):
    sources = {p.group: p.source for p in open_shape(base).priorities}
    assert sources["Five foundations of productivity"].startswith(
        "HM Government, Industrial Strategy: building a Britain"
    )
    assert "27 November 2017" in sources["Grand Challenges"]
    assert sources["Growth-driving sectors"].startswith("Department for Business and Trade")
    assert "23 June 2025" in sources["Growth-driving sectors"]
    assert "5 December 2024" in sources["Missions of the government"]


def test_a_folder_without_a_shape_says_so(world):
    with pytest.raises(EvidenceError, match=r"narrative/shape\.toml is missing\.$"):
        open_shape(world)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('source = "After', 'origin = "After', "the key 'source' is missing."),
        ('source = "After', 'origin = "After', "the key 'origin' is not known."),
        ('key = "agreed"\nwhen', 'key = "agreed"\nwhy', "steps, agreed: the key 'when' is missing."),
        ('key = "agreed"\nwhen', 'key = "agreed"\nwhy', "steps, agreed: the key 'why' is not known."),
        ('key = "open"\n', 'key = "closed"\n', "principles: needs make-it-real, suitable, long-term, open,"),
        ('key = "who-we-are"', 'key = "who"', "sections: needs who-we-are, strengths,"),
        ('name = "Make it real"', 'name = " "', "principles, make-it-real: name is empty or no text."),
        ('["Ideas", "People"', '[7, "People"', "priorities, Five foundations of productivity: names is empty or no list"),
        ("[[steps]]\nkey = \"emerging\"", "[[steps]\nkey = \"emerging\"", "shape.toml: not readable as TOML"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_sound_is_refused_with_file_and_key(shaped, old, new, says):
    spoil(shaped.folder, "narrative/shape.toml", old, new)
    with pytest.raises(EvidenceError) as refused:
        open_shape(shaped)
    assert says in str(refused.value)
    assert "shape.toml" in str(refused.value)


def test_every_problem_is_listed_at_once(shaped):
    spoil(shaped.folder, "narrative/shape.toml", 'name = "Make it real"', 'name = ""')
    spoil(shaped.folder, "narrative/shape.toml", 'name = "Think long term"', "name = 3")
    with pytest.raises(EvidenceError) as refused:
        open_shape(shaped)
    assert len(refused.value.problems) == 2


def test_a_table_that_is_a_text_is_refused(shaped):
    path = shaped.folder / "narrative" / "shape.toml"
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    lines = ['source = "Nobody."', *(f'{table} = "none"' for table in ROWS)]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(EvidenceError) as refused:
        open_shape(shaped)
    assert len(refused.value.problems) == len(ROWS) == len(read) - 1
