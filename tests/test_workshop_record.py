"""The record: everything said, voted and agreed with its numbers, as data and as CSV, and nobody's name."""

import csv
import io

import pytest

from evidence.errors import EvidenceError
from evidence.workshop.grouping import hide_note, merge_notes, place_note
from evidence.workshop.hands import raise_hand
from evidence.workshop.notes import add_note
from evidence.workshop.record import COLUMNS, read_record, record_csv, record_rows
from evidence.workshop.sessions import close
from evidence.workshop.voting import cast
from tests.workshopping import LATER, NOW, device, lead_workshop


def held(engine, *, close_it=True, note="=1+1 welders"):
    """A workshop of three people in which everything was done once."""
    led = lead_workshop(engine)
    led.join(1, "Ann Example", "Chamber")
    led.join(2, "Ben Example", "College")
    led.join(3)
    led.go("know")
    ids = [
        add_note(engine, led.id, device(number), "know", text, submission="1", signed=number == 1, at=NOW).id
        for number, text in ((1, note), (2, "Too few welders"), (3, "Rude"))
    ]
    merge_notes(*led.here, [ids[1]], into=ids[0])
    place_note(*led.here, ids[0], theme="Skills and labour")
    hide_note(*led.here, ids[2], hidden=True)
    for step, ballots in (("dots", ({"1": 2, "2": 1}, {"1": 3})), ("rate", ({"1": 5}, {"1": 4}, {"1": 2}))):
        led.go(step)
        for number, ballot in enumerate(ballots, start=1):
            cast(engine, led.id, device(number), step, ballot, at=NOW)
    led.go("agree")
    raise_hand(engine, led.id, device(1), "agree", "reservation", "Name the college", signed=True, at=NOW)
    raise_hand(engine, led.id, device(2), "agree", "agree", at=NOW)
    if close_it:
        close(*led.here, at=LATER)
    return led


def record(led):
    return read_record(led.engine, led.workspace_id, led.id)


def test_the_record_says_what_was_held_when_where_and_by_how_many(engine):
    found = record(held(engine))
    assert (found.title, found.place, found.date) == ("Our economy", "E37000001", "2026-11-26")
    assert (found.people, found.organisations, found.closed) == (3, 2, True)
    assert [part.step.key for part in found.parts] == [
        "look",
        "know",
        "themes",
        "dots",
        "rate",
        "on-themes",
        "on-notes",
        "agree",
    ]
    assert [part.answered for part in found.parts] == [0, 3, 0, 2, 3, 0, 0, 2]


def test_a_merged_note_stands_under_the_one_that_stands_for_it_and_a_hidden_one_is_counted_only(engine):
    know = record(held(engine)).parts[1]
    (said,) = know.notes
    assert (said.theme, said.text, said.organisation) == ("Skills and labour", "=1+1 welders", "Chamber")
    assert said.alike == ("Too few welders",)
    assert know.hidden == 1


def test_the_rows_have_every_number(engine):
    rows = record_rows(record(held(engine)))
    by_step = {}
    for row in rows:
        assert tuple(row) == COLUMNS
        by_step.setdefault(row["step"], []).append(row)
    assert [(r["text"], r["said_by_notes"], r["stands_under"]) for r in by_step["What you know"]] == [
        ("=1+1 welders", 2, ""),
        ("Too few welders", "", "=1+1 welders"),
    ]
    assert [(r["text"], r["dots"], r["people_for"]) for r in by_step["What matters"]] == [
        ("A", 5, 2),
        ("B", 1, 1),
        ("C", 0, 0),
    ]
    first, second = by_step["How much"]
    assert [first[f"rated_{n}"] for n in range(1, 6)] == [0, 1, 0, 1, 1]
    assert (first["lower_quartile"], first["median"], first["upper_quartile"]) == (2, 4, 5)
    assert (second["people_for"], second["median"]) == (0, "")
    assert [(r["text"], r["people_for"], r["organisation"], r["stands_under"]) for r in by_step["What we say"]] == [
        ("agree", 1, "", ""),
        ("reservation", 1, "", ""),
        ("disagree", 0, "", ""),
        ("Name the college", "", "Chamber", "reservation"),
    ]
    assert {r["question"] for r in by_step["What we say"]} == {"Can you stand behind this? Skills come first."}


def test_the_csv_holds_the_rows_and_no_formula(engine):
    found = record(held(engine))
    read = list(csv.DictReader(io.StringIO(record_csv(found))))
    assert len(read) == len(record_rows(found)) == 11
    assert read[0]["text"] == "'=1+1 welders"
    assert read[2] | {"text": "A", "dots": "5"} == read[2]


@pytest.mark.parametrize("close_it", [True, False])
def test_no_name_of_a_participant_is_in_the_record_even_before_it_is_closed(engine, close_it):
    found = record(held(engine, close_it=close_it))
    assert "Example" not in repr(found)
    assert "Example" not in record_csv(found)


def test_a_record_is_read_only_from_its_own_workspace(engine):
    led, other = held(engine), lead_workshop(engine)
    with pytest.raises(EvidenceError, match="no longer there"):
        read_record(engine, other.workspace_id, led.id)
