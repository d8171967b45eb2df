"""What came of a workshop becomes evidence: once, with the question and the numbers of people, and with nobody's name."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from evidence.errors import EvidenceError
from evidence.narrative.records import evidence_of
from evidence.workshop.grouping import erase_note
from evidence.workshop.keeping import erase_evidence, keep_as_evidence
from evidence.workshop.record import read_record, record_rows
from evidence.workspace.items import changes_of, read_items, remove_item
from tests.test_workshop_record import held
from tests.workshopping import BY, lead_workshop


def kept(led):
    return [item for item in read_items(led.engine, led.workspace_id) if item.kind == "evidence"]


def test_a_note_becomes_evidence_with_its_question_theme_and_numbers(engine, base):
    led = held(engine)
    note = keep_as_evidence(engine, base, led.workspace_id, led.id, BY)[0]
    assert {name: value for name, value in note.content.items() if name != "workshop_note"} == {
        "theme": "skills",
        "prompt": "What keeps firms here from growing?",
        "method": "workshop",
        "organisation": "Chamber",
        "area": "E37000001",
        "date": "2026-11-26",
        "said": "=1+1 welders\nToo few welders",
        "quotable": False,
        "source_title": "Our economy",
        "people": 3,
        "notes": 2,
        "workshop": led.id,
        "workshop_step": "know",
        "workshop_theme": "Skills and labour",
    }
    assert evidence_of(note).said == "=1+1 welders\nToo few welders"


def test_a_vote_of_dots_becomes_evidence_with_dots_and_people(engine, base):
    led = held(engine)
    dots = keep_as_evidence(engine, base, led.workspace_id, led.id, BY)[1].content
    assert dots["said"] == ("2 people voted.\nA: 5 dots from 2 people\nB: 1 dot from 1 person\nC: 0 dots from 0 people")
    assert (dots["people"], dots["choices_of"]) == (2, "options")
    assert dots["votes"] == [
        {"choice": "A", "people": 2, "dots": 5},
        {"choice": "B", "people": 1, "dots": 1},
        {"choice": "C", "people": 0, "dots": 0},
    ]


def test_a_rating_becomes_evidence_with_its_spread_and_no_mean(engine, base):
    led = held(engine)
    rate = keep_as_evidence(engine, base, led.workspace_id, led.id, BY)[2].content
    assert rate["said"] == "3 people voted.\nA: median 4, middle half 2 to 5, rated by 3 people\nB: rated by nobody"
    assert rate["votes"] == [
        {"choice": "A", "people": 3, "ratings": {"2": 1, "4": 1, "5": 1}},
        {"choice": "B", "people": 0, "ratings": {}},
    ]


def test_a_statement_becomes_evidence_with_hands_and_reservations(engine, base):
    led = held(engine)
    agree = keep_as_evidence(engine, base, led.workspace_id, led.id, BY)[3].content
    assert agree["prompt"] == "Can you stand behind this? Skills come first."
    assert agree["said"] == (
        "2 people answered. Agree: 1; agree with a reservation: 1; do not agree: 0.\nReservation (Chamber): Name the college"
    )
    assert agree["votes"] == [{"agree": 1, "reservation": 1, "disagree": 0}]


def test_what_nobody_answered_is_no_evidence(engine, base):
    led = held(engine)
    steps = [item.content["workshop_step"] for item in keep_as_evidence(engine, base, led.workspace_id, led.id, BY)]
    assert steps == ["know", "dots", "rate", "agree"]


def test_keeping_twice_keeps_once_and_puts_back_only_what_was_removed(engine, base):
    led = held(engine)
    made = keep_as_evidence(engine, base, led.workspace_id, led.id, BY)
    assert keep_as_evidence(engine, base, led.workspace_id, led.id, BY) == ()
    remove_item(engine, led.workspace_id, made[1].id, BY)
    (again,) = keep_as_evidence(engine, base, led.workspace_id, led.id, BY)
    assert again.content == made[1].content
    assert len(kept(led)) == 4


def test_two_leaders_who_keep_at_the_same_moment_keep_once(engine, base):
    led = held(engine)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: keep_as_evidence(engine, base, led.workspace_id, led.id, BY), range(4)))
    assert len(kept(led)) == 4


def test_only_what_is_chosen_is_kept(engine, base):
    led = held(engine)
    (made,) = keep_as_evidence(engine, base, led.workspace_id, led.id, BY, only={("dots", "")})
    assert made.content["workshop_step"] == "dots"


def test_a_workshop_that_is_still_open_is_not_kept(engine, base):
    led = held(engine, close_it=False)
    with pytest.raises(EvidenceError, match="Close the workshop first"):
        keep_as_evidence(engine, base, led.workspace_id, led.id, BY)
    assert kept(led) == []


def test_another_workspace_cannot_keep_it(engine, base):
    led, other = held(engine), lead_workshop(engine)
    with pytest.raises(EvidenceError, match="no longer there"):
        keep_as_evidence(engine, base, other.workspace_id, led.id, BY)


def test_no_name_of_a_participant_reaches_the_workspace_or_its_log(engine, base):
    led = held(engine)
    keep_as_evidence(engine, base, led.workspace_id, led.id, BY)
    assert "Example" not in repr((read_items(engine, led.workspace_id), changes_of(engine, led.workspace_id)))


@pytest.mark.parametrize("removed_before", [False, True])
def test_erasing_an_entry_erases_the_note_that_it_was(engine, base, removed_before):
    led = held(engine)
    note = keep_as_evidence(engine, base, led.workspace_id, led.id, BY)[0]
    assert "Too few welders" in str(record_rows(read_record(engine, led.workspace_id, led.id)))
    if removed_before:
        remove_item(engine, led.workspace_id, note.id, BY)
    erase_evidence(engine, led.workspace_id, note.id, BY)
    assert "=1+1 welders" not in str(record_rows(read_record(engine, led.workspace_id, led.id)))
    assert note.id not in {item.id for item in kept(led)}
    assert len(kept(led)) == 3


def test_erasing_an_entry_that_was_no_note_or_whose_note_is_gone_erases_it_alone(engine, base):
    led = held(engine)
    note, dots, *_ = keep_as_evidence(engine, base, led.workspace_id, led.id, BY)
    erase_note(engine, led.workspace_id, led.id, note.content["workshop_note"])
    for item in (note, dots):
        erase_evidence(engine, led.workspace_id, item.id, BY)
    assert len(kept(led)) == 2
