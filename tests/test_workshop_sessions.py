"""A workshop from opening to closing: who takes part, what its pulse tells, and what is forgotten at its end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import chain, repeat

import pytest
from sqlalchemy import func, select

from evidence.errors import EvidenceError
from evidence.workshop.blind import participant_id
from evidence.workshop.hands import raise_hand, show_of_hands
from evidence.workshop.notes import add_note, read_notes
from evidence.workshop.records import Person
from evidence.workshop.sessions import (
    LASTS,
    LEFT_OPEN,
    call_me,
    close,
    close_left_open,
    erase_workshop,
    open_workshop,
    people_in,
    person_of,
    pulse,
    read_workshop,
    workshops_of,
)
from evidence.workshop.tables import PARTICIPANTS, WORKSHOPS
from evidence.workshop.voting import cast, tally
from evidence.workspace.database import open_database
from evidence.workspace.workspaces import create_workspace, delete_workspace, new_link
from tests.workshopping import BY, LATER, NOW, STEPS, device, lead_workshop


def held_in(engine, table):
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_workshop_opens_at_its_first_step_with_its_time_box_running(engine):
    led = lead_workshop(engine)
    workshop = read_workshop(engine, led.id)
    assert (workshop.title, workshop.place, workshop.step.title) == ("Our economy", "E37000001", "What we produce")
    assert (workshop.taking, workshop.closed, workshop.people) == (True, None, 0)
    assert workshop.ends == "2026-11-26T09:40:00.000000Z"
    assert workshop.expires == "2026-11-26T21:30:00.000000Z"
    assert workshop.steps == STEPS


def test_a_workshop_without_title_or_with_an_unsound_agenda_is_refused_and_not_there(engine):
    made = create_workspace(engine, {"title": "Our place"}, BY, link=new_link())
    for title, steps in ((" ", STEPS), ("x" * 201, STEPS), ("Good", ()), ("Good", (STEPS[0], STEPS[0]))):
        with pytest.raises(EvidenceError):
            open_workshop(engine, made.id, title=title, place="", steps=steps, at=NOW)
    assert workshops_of(engine, made.id) == ()


def test_a_code_that_is_taken_is_not_given_again(engine):
    led = lead_workshop(engine)
    codes = chain([led.code, led.code], repeat("CDFGH9"))
    other = open_workshop(engine, led.workspace_id, title="B", place="", steps=STEPS, at=NOW, code=lambda: next(codes))
    assert other.code == "CDFGH9"


def test_the_workshops_of_a_workspace_are_listed_the_newest_first(engine):
    led = lead_workshop(engine)
    second = open_workshop(engine, led.workspace_id, title="Second", place="", steps=STEPS, at=LATER)
    lead_workshop(engine)  # of another workspace
    assert [workshop.id for workshop in workshops_of(engine, led.workspace_id)] == [second.id, led.id]


def test_a_device_that_joins_twice_is_one_participant_under_its_last_name(engine):
    led = lead_workshop(engine)
    led.join(1, "Ann", "Chamber")
    led.join(1, "Anne", "Chamber")
    led.join(2)
    assert read_workshop(engine, led.id).people == 2
    assert person_of(engine, led.id, device(1)) == Person("Anne", "Chamber")
    assert person_of(engine, led.id, device(2)) == Person("", "")
    assert person_of(engine, led.id, device(3)) is None


def test_organisations_are_counted_once_however_written_and_nobody_must_name_one(engine):
    led = lead_workshop(engine)
    for number, organisation in enumerate(("Élan", "élan ", "College", "", ""), start=1):
        led.join(number, organisation=organisation)
    workshop = read_workshop(engine, led.id)
    assert (workshop.people, workshop.organisations) == (5, 2)


def test_who_leads_sees_who_is_there_by_organisation_and_another_workspace_does_not(engine):
    led, other = lead_workshop(engine), lead_workshop(engine)
    led.join(1, "Zoe", "Chamber")
    led.join(2, "Ann", "College")
    led.join(3, "Ben", "Chamber")
    assert [person.name for person in people_in(*led.here)] == ["Ben", "Zoe", "Ann"]
    assert people_in(engine, other.workspace_id, led.id) == ()


def test_a_name_can_be_taken_away_again(engine):
    led = lead_workshop(engine)
    led.join(1, "Ann", "Chamber")
    call_me(engine, led.id, device(1), Person("", ""), at=NOW)
    assert person_of(engine, led.id, device(1)) == Person("", "")
    assert read_workshop(engine, led.id).organisations == 0


def test_a_name_that_is_too_long_is_refused(engine):
    led = lead_workshop(engine)
    with pytest.raises(EvidenceError, match="up to 80 characters"):
        led.join(1, "x" * 81)


def test_the_secret_of_a_device_is_nowhere_in_the_database(engine):
    led = lead_workshop(engine)
    led.join(1, "Ann")
    with engine.connect() as connection:
        held = connection.execute(select(PARTICIPANTS)).all()
    assert device(1) not in str(held)
    assert held[0].id == participant_id(device(1), led.id)


def test_forty_people_who_join_at_once_are_all_there(engine):
    led = lead_workshop(engine)
    with ThreadPoolExecutor(40) as pool:
        list(pool.map(led.join, range(1, 41)))
    assert read_workshop(engine, led.id).people == held_in(engine, PARTICIPANTS) == 40


def test_the_pulse_changes_when_somebody_joins_writes_or_votes_and_at_each_step(engine):
    led = lead_workshop(engine)
    pulses = [pulse(engine, led.id)]
    secret = led.join(1)
    pulses.append(pulse(engine, led.id))
    for step, act in (
        ("know", lambda: add_note(engine, led.id, secret, "know", "Skills", submission="1", at=NOW)),
        ("dots", lambda: cast(engine, led.id, secret, "dots", {"1": 3}, at=NOW)),
        ("agree", lambda: raise_hand(engine, led.id, secret, "agree", "agree", at=NOW)),
    ):
        led.go(step)
        pulses.append(pulse(engine, led.id))
        act()
        pulses.append(pulse(engine, led.id))
    assert pulses == sorted(set(pulses))
    read_workshop(engine, led.id)
    assert pulse(engine, led.id) == pulses[-1]


def test_the_pulse_of_a_workshop_that_is_gone_is_0(engine):
    led = lead_workshop(engine)
    erase_workshop(*led.here)
    assert pulse(engine, led.id) == 0


def test_a_device_that_has_not_joined_can_do_nothing(engine):
    led = lead_workshop(engine, step="know")
    with pytest.raises(EvidenceError, match="join with the code"):
        add_note(engine, led.id, device(9), "know", "Skills", submission="1", at=NOW)
    assert read_notes(engine, led.id, "know") == ()


def test_a_device_of_another_workshop_is_unknown_here(engine):
    led, other = lead_workshop(engine, step="know"), lead_workshop(engine)
    secret = other.join(1)
    with pytest.raises(EvidenceError, match="join with the code"):
        add_note(engine, led.id, secret, "know", "Skills", submission="1", at=NOW)


def test_nothing_is_taken_once_the_time_of_the_workshop_is_over(engine):
    led = lead_workshop(engine, step="know", people=1)
    with pytest.raises(EvidenceError, match="time of this workshop is over"):
        add_note(engine, led.id, device(1), "know", "Skills", submission="1", at=NOW + LASTS)


def test_closing_keeps_notes_and_counts_and_forgets_who_took_part(engine):
    led = lead_workshop(engine)
    first, second = led.join(1, "Ann Example", "Chamber"), led.join(2, "Ben Example", "College")
    led.go("know")
    add_note(engine, led.id, first, "know", "Skills", submission="1", signed=True, at=NOW)
    add_note(engine, led.id, second, "know", "Premises", submission="1", at=NOW)
    led.go("dots")
    cast(engine, led.id, first, "dots", {"1": 2, "2": 1}, at=NOW)
    cast(engine, led.id, second, "dots", {"1": 3}, at=NOW)
    led.go("agree")
    raise_hand(engine, led.id, first, "agree", "reservation", "Name the college", signed=True, at=NOW)
    before = tally(engine, led.id, "dots"), show_of_hands(engine, led.id, STEPS[-1])
    closed = close(*led.here, at=LATER)
    assert (closed.people, closed.organisations, closed.code, closed.taking) == (2, 2, None, False)
    assert closed.closed == "2026-11-26T09:50:00.000000Z"
    assert [(note.text, note.name, note.organisation) for note in read_notes(engine, led.id, "know")] == [
        ("Skills", "", "Chamber"),
        ("Premises", "", ""),
    ]
    assert (tally(engine, led.id, "dots"), show_of_hands(engine, led.id, STEPS[-1])) == before
    assert held_in(engine, PARTICIPANTS) == 0
    assert person_of(engine, led.id, first) is None


def test_what_is_closed_stays_closed(engine):
    led = lead_workshop(engine, step="dots", people=1)
    close(*led.here, at=LATER)
    for act in (
        lambda: close(*led.here, at=LATER),
        lambda: led.go("know"),
        lambda: cast(engine, led.id, device(1), "dots", {"1": 1}, at=LATER),
        lambda: call_me(engine, led.id, device(1), Person("Ann", ""), at=LATER),
    ):
        with pytest.raises(EvidenceError, match="closed"):
            act()


def test_a_workshop_that_nobody_closed_is_closed_a_week_after_its_time(engine):
    led = lead_workshop(engine)
    led.join(1, "Ann")
    assert close_left_open(engine, at=NOW + LASTS + LEFT_OPEN) == 0
    assert close_left_open(engine, at=NOW + LASTS + LEFT_OPEN + timedelta(seconds=1)) == 1
    assert read_workshop(engine, led.id).closed
    assert held_in(engine, PARTICIPANTS) == 0


def test_only_its_own_workspace_can_close_or_erase_a_workshop(engine):
    led, other = lead_workshop(engine), lead_workshop(engine)
    for act in (
        lambda: close(engine, other.workspace_id, led.id, at=NOW),
        lambda: erase_workshop(engine, other.workspace_id, led.id),
    ):
        with pytest.raises(EvidenceError, match="no longer there"):
            act()
    assert not read_workshop(engine, led.id).closed


@pytest.mark.parametrize("erase", ["workshop", "workspace"])
def test_erasing_leaves_no_row_and_no_word_in_the_file(engine, address, tmp_path, erase):
    led = lead_workshop(engine, step="know")
    secret = led.join(1, "Zebedee Quillfeather", "Chamber")
    add_note(engine, led.id, secret, "know", "Xylophones are too dear", submission="1", signed=True, at=NOW)
    if erase == "workshop":
        erase_workshop(*led.here)
    else:
        delete_workspace(engine, led.workspace_id)
    assert held_in(engine, WORKSHOPS) == held_in(engine, PARTICIPANTS) == 0
    if address.startswith("sqlite"):
        written = b"".join(path.read_bytes() for path in tmp_path.glob("workspaces.db*"))
        assert b"Quillfeather" not in written
        assert b"Xylophones" not in written


def test_a_workshop_is_where_it_was_when_the_app_starts_again(address):
    engine = open_database(address)
    led = lead_workshop(engine, step="dots", people=2)
    cast(engine, led.id, device(1), "dots", {"1": 3}, at=NOW)
    before = read_workshop(engine, led.id)
    engine.dispose()
    again = open_database(address)
    assert read_workshop(again, led.id) == before
    cast(again, led.id, device(1), "dots", {"2": 3}, at=NOW)
    assert [result.dots for result in tally(again, led.id, "dots").results] == [0, 3, 0]
    again.dispose()
