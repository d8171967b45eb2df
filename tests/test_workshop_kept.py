"""Workshops read back from a workspace's evidence: the numbers of the record, no words of people, nothing from bad shapes."""

from fractions import Fraction

import pytest

from evidence.workshop.keeping import keep_as_evidence
from evidence.workshop.kept import NOT_QUOTED, Held, Question, held_in
from evidence.workshop.notes import add_note
from evidence.workshop.sessions import close
from evidence.workshop.voting import cast
from evidence.workspace.items import read_items
from evidence.workspace.records import Item
from tests.test_workshop_record import held
from tests.workshopping import BY, LATER, NOW, device, lead_workshop


def items(led, base) -> list[Item]:
    """Everything that is kept of a workshop."""
    keep_as_evidence(led.engine, base, led.workspace_id, led.id, BY)
    return [item for item in read_items(led.engine, led.workspace_id) if item.kind == "evidence"]


def one(content) -> Question:
    """The question of one entry."""
    [found] = held_in([Item("a" * 32, "evidence", 0.0, {"workshop": "w", "workshop_step": "s", **content})])
    [question] = found.questions
    return question


def test_what_was_kept_reads_back_with_its_numbers(engine, base):
    """By hand from tests/test_workshop_record.py: three people, two notes merged, A rated 5, 4 and 2."""
    [found] = held_in(items(held(engine), base))
    assert (found.title, found.date) == ("Our economy", "2026-11-26")
    know, dots, rate, agree = found.questions
    assert (know.prompt, know.people, know.notes) == (
        "What keeps firms here from growing?",
        3,
        (("Skills and labour", 2),),
    )
    assert [(c.words, c.dots, c.people) for c in dots.choices] == [("A", 5, 2), ("B", 1, 1), ("C", 0, 0)]
    assert [(c.words, c.dots, c.people) for c in rate.choices] == [("A", None, 3), ("B", None, 0)]
    assert [rate.choices[0].ratings.quartile(n) for n in (1, 2, 3)] == [Fraction(2), Fraction(4), Fraction(5)]
    assert rate.choices[1].ratings.quartile(2) is None
    assert (agree.people, agree.hands) == (2, (("agree", 1), ("reservation", 1), ("disagree", 0)))


def test_nobodys_words_and_names_are_in_it(engine, base):
    found = repr(held_in(items(held(engine), base)))
    assert not [word for word in ("welders", "Rude", "Chamber", "college", "Ann", "Ben") if word in found]


def test_notes_that_were_voted_on_are_shown_only_where_the_entry_may_be_quoted(engine, base):
    led = lead_workshop(engine, step="know", people=1)
    add_note(engine, led.id, device(1), "know", "Too few welders", submission="1", at=NOW)
    led.go("on-notes")
    cast(engine, led.id, device(1), "on-notes", {"1": 3}, at=NOW)
    close(*led.here, at=LATER)
    kept = items(led, base)
    assert [c.words for c in held_in(kept)[0].questions[1].choices] == [NOT_QUOTED]
    quoted = [Item(i.id, i.kind, i.position, {**i.content, "quotable": True}) for i in kept]
    assert [c.words for c in held_in(quoted)[0].questions[1].choices] == ["Too few welders"]


def test_two_workshops_stand_apart_and_other_evidence_is_left_out():
    entries = [
        Item(str(n) * 32, "evidence", float(n), content)
        for n, content in enumerate(
            (
                {"workshop": "w1", "workshop_step": "s", "source_title": "One", "date": "2026-05-01"},
                {"said": "Nothing to do with a workshop."},
                {"workshop": "w2", "workshop_step": "s", "source_title": "Two"},
                {"workshop": "w1", "workshop_step": "s", "notes": 2},
            )
        )
    ]
    found = held_in([*entries, Item("9" * 32, "claim", 9.0, {"workshop": "w3", "workshop_step": "s"})])
    assert [(one.title, one.date) for one in found] == [("One", "2026-05-01"), ("Two", "")]
    assert found[0] == Held("One", "2026-05-01", (Question("", 0, (("", 3),), (), ()),))


@pytest.mark.parametrize(
    ("content", "choices", "hands"),
    [
        ({"votes": "many"}, [], ()),
        ({"votes": ["A", 3, None]}, [], ()),
        ({"votes": [{"choice": 7, "dots": "three", "people": -1}], "choices_of": "options"}, [("", 0, 0)], ()),
        ({"votes": [{"choice": "A", "dots": True, "people": 2.5}], "choices_of": "options"}, [("A", 0, 0)], ()),
        ({"votes": [{"agree": "all"}]}, [], (("agree", 0),)),
    ],
)
def test_what_an_imported_file_holds_in_another_shape_is_nothing(content, choices, hands):
    question = one(content)
    assert [(c.words, c.dots, c.people) for c in question.choices] == choices
    assert question.hands == hands
