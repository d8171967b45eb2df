"""Gathering notes: hidden, erased, merged, parted and moved under themes, with everything counted as before."""

import pytest
from sqlalchemy import select

from evidence.errors import EvidenceError
from evidence.workshop.grouping import erase_note, hide_note, merge_notes, part_note, place_note, rename_theme
from evidence.workshop.notes import LOST, add_note, alike, read_notes, uppermost
from evidence.workshop.records import COLLECT, Step
from evidence.workshop.room import read_room
from evidence.workshop.sessions import close
from evidence.workshop.steering import add_step
from evidence.workshop.tables import NOTES
from tests.workshopping import LATER, NOW, device, lead_workshop


def written(engine, *texts):
    """A workshop whose one participant wrote these notes; and the notes' ids."""
    led = lead_workshop(engine, step="know", people=1)
    ids = [add_note(engine, led.id, device(1), "know", text, submission=text, at=NOW).id for text in texts]
    return led, ids


def seen(led):
    """What is seen, with the words of what each note stands for."""
    notes = read_notes(led.engine, led.id, "know")
    return [[note.text for note in alike(notes, top)] for top in uppermost(notes)]


def themes(led):
    return {note.text: note.theme for note in read_notes(led.engine, led.id, "know")}


def test_a_hidden_note_is_not_seen_and_can_be_shown_again(engine):
    led, (first, _) = written(engine, "Rude", "Skills")
    assert hide_note(*led.here, first, hidden=True).hidden
    assert seen(led) == [["Skills"]]
    hide_note(*led.here, first, hidden=False)
    assert seen(led) == [["Rude"], ["Skills"]]


def test_merged_notes_are_seen_as_one_and_none_is_lost(engine):
    led, (a, b, c) = written(engine, "A", "B", "C")
    merge_notes(*led.here, [b, c], into=a)
    assert seen(led) == [["A", "B", "C"]]
    part_note(*led.here, b)
    assert seen(led) == [["A", "C"], ["B"]]
    assert read_room(engine, led.id).answered == 1


def test_what_was_merged_follows_into_the_next(engine):
    led, (a, b, c) = written(engine, "A", "B", "C")
    merge_notes(*led.here, [b], into=a)
    merge_notes(*led.here, [a], into=c)
    assert seen(led) == [["C", "A", "B"]]


def test_a_merged_note_can_take_the_place_of_the_one_that_stands_for_it(engine):
    led, (a, b, c) = written(engine, "A", "B", "C")
    merge_notes(*led.here, [b, c], into=a)
    merge_notes(*led.here, [a], into=b)
    assert seen(led) == [["B", "A", "C"]]


def test_a_note_is_not_merged_into_one_that_is_merged_itself_or_answers_another_question(engine):
    led, (a, b, c) = written(engine, "A", "B", "C")
    merge_notes(*led.here, [b], into=a)
    with pytest.raises(EvidenceError, match="merged into another itself"):
        merge_notes(*led.here, [c], into=b)
    added = add_step(*led.here, Step("more", COLLECT, "More", "What else?"), after="know").steps[2].key
    led.go(added)
    other = add_note(engine, led.id, device(1), added, "D", submission="1", at=NOW)
    with pytest.raises(EvidenceError, match="same question"):
        merge_notes(*led.here, [other.id], into=a)
    assert seen(led) == [["A", "B"], ["C"]]


def test_merging_a_note_into_itself_changes_nothing(engine):
    led, (a, _) = written(engine, "A", "B")
    merge_notes(*led.here, [a], into=a)
    assert seen(led) == [["A"], ["B"]]


def test_a_note_goes_under_a_theme_with_those_merged_into_it_and_before_another(engine):
    led, (a, b, c) = written(engine, "A", "B", "C")
    merge_notes(*led.here, [b], into=a)
    place_note(*led.here, a, theme="Skills")
    assert themes(led) == {"A": "Skills", "B": "Skills", "C": ""}
    place_note(*led.here, c, theme="Skills", before=a)
    assert seen(led) == [["C"], ["A", "B"]]
    place_note(*led.here, c, theme="")
    assert seen(led) == [["A", "B"], ["C"]]
    assert themes(led)["C"] == ""


def test_a_theme_can_be_renamed_and_two_become_one(engine):
    led, (a, b) = written(engine, "A", "B")
    place_note(*led.here, a, theme="Skills")
    place_note(*led.here, b, theme="Labour")
    rename_theme(*led.here, "know", "Labour", " Skills ")
    assert themes(led) == {"A": "Skills", "B": "Skills"}
    with pytest.raises(EvidenceError, match="up to 80 characters"):
        rename_theme(*led.here, "know", "Skills", "x" * 81)


def test_erased_notes_leave_no_words_with_those_merged_into_them_even_after_the_workshop(engine):
    led, (a, b, _) = written(engine, "Zebedee said so", "Zebedee did", "Skills")
    merge_notes(*led.here, [b], into=a)
    close(*led.here, at=LATER)
    erase_note(*led.here, a)
    assert seen(led) == [["Skills"]]
    with engine.connect() as connection:
        assert "Zebedee" not in str(connection.execute(select(NOTES)).all())
    with pytest.raises(EvidenceError, match=LOST):
        hide_note(*led.here, a, hidden=False)


def test_notes_are_gathered_only_by_who_leads_that_workshop(engine):
    led, (a,) = written(engine, "A")
    other = lead_workshop(engine)
    for workspace, workshop in ((other.workspace_id, led.id), (other.workspace_id, other.id)):
        with pytest.raises(EvidenceError, match="no longer there"):
            hide_note(engine, workspace, workshop, a, hidden=True)
    assert seen(led) == [["A"]]
