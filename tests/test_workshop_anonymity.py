"""What a full copy of the database tells about who voted how: nothing, even for who knows the people and their order."""

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from evidence.errors import EvidenceError
from evidence.workshop.blind import hand_id, owner_id, participant_id, slip_id, turn_id
from evidence.workshop.hands import own_hand, raise_hand
from evidence.workshop.notes import add_note, read_notes
from evidence.workshop.sealing import ANSWERS
from evidence.workshop.sessions import close
from evidence.workshop.steering import stop
from evidence.workshop.tables import HANDS, NOTES, PARTICIPANTS, SLIPS, TURNS
from evidence.workshop.voting import cast, own_ballot, tally
from tests.workshopping import LATER, NOW, STEPS, device, lead_workshop

PEOPLE = range(1, 7)
BALLOTS = {1: {"1": 3}, 2: {"2": 3}, 3: {"3": 3}, 4: {"1": 1, "2": 2}, 5: {"1": 2, "3": 1}, 6: {"2": 1, "3": 2}}
DOTS = STEPS[3]


def dump(engine):
    """Every row of every table as the database gives it, in its own order; in PostgreSQL with each row's transaction."""
    hidden = "xmin::text AS xmin, *" if engine.dialect.name == "postgresql" else "*"
    with engine.connect() as connection:
        return {
            name: [dict(row._mapping) for row in connection.execute(text(f"SELECT {hidden} FROM {name}"))]
            for name in inspect(engine).get_table_names()
        }


def values(rows, *, but=()):
    """The texts in some rows, without those of some columns and without the empty one."""
    return {v for row in rows for name, v in row.items() if name not in {"xmin", *but} and isinstance(v, str) and v}


def voted(engine, *, stopped=True):
    """A workshop at its vote, in which each person joined and voted before the next one joined."""
    led = lead_workshop(engine, step="dots")
    for number in PEOPLE:
        secret = led.join(number, f"Person {number}", f"Organisation {number}")
        cast(engine, led.id, secret, "dots", BALLOTS[number], at=NOW)
    if stopped:
        stop(*led.here, seen="dots")
    return led


def test_no_table_of_people_holds_a_time():
    for table in (PARTICIPANTS, NOTES, TURNS, SLIPS, HANDS):
        assert not [column.name for column in table.columns if getattr(column.type, "length", None) == 27]


def test_an_answer_shares_no_value_with_a_participant_or_with_another_answer(engine):
    led = lead_workshop(engine, step="know")
    for number in PEOPLE:
        secret = led.join(number, f"Person {number}", f"Organisation {number}")
        add_note(engine, led.id, secret, "know", f"Note {number}", submission="1", at=NOW)
    for step in ("dots", "agree"):
        led.go(step)
        for number in PEOPLE:
            if step == "dots":
                cast(engine, led.id, device(number), step, BALLOTS[number], at=NOW)
            else:
                raise_hand(engine, led.id, device(number), step, "reservation", f"But {number}", at=NOW)
    held = dump(engine)
    common = ("workshop_id", "step", "choice", "answer", "state")
    people = values(held["participants"], but=common)
    answers = [values(held[table], but=common) for table in ("notes", "turns", "slips", "hands")]
    assert len(people) == 18
    assert all(not people & found for found in answers)
    assert sum(map(len, answers)) == len(set.union(*answers))
    slips = [row["slip"] for row in held["slips"]]
    assert len(set(slips)) == len(slips) == sum(map(len, BALLOTS.values()))


def test_nothing_in_the_database_makes_a_digest_of_an_answer(engine):
    led = voted(engine)
    held = dump(engine)
    kept = {row["slip"] for row in held["slips"]} | {row["turn"] for row in held["turns"]}
    known = set().union(*(values(rows) for rows in held.values()))
    made = set()
    for value in known:
        try:
            made |= {slip_id(value, led.id, "dots", option.key) for option in DOTS.options}
            made.add(turn_id(value, led.id, "dots"))
        except EvidenceError:
            continue
    assert len(made) > 40
    assert not made & kept


def test_two_who_voted_the_other_way_round_leave_the_same_but_for_what_is_under_their_digests(engine):
    led = voted(engine)
    before = dump(engine)
    led.go("rate")
    led.go("dots")
    cast(engine, led.id, device(1), "dots", BALLOTS[2], at=NOW)
    cast(engine, led.id, device(2), "dots", BALLOTS[1], at=NOW)
    stop(*led.here, seen="dots")
    after = dump(engine)
    for name in before.keys() - {"workshops", "slips"}:
        assert values(after[name]) == values(before[name]), name
    assert sorted((r["choice"], r["value"]) for r in after["slips"]) == sorted(
        (r["choice"], r["value"]) for r in before["slips"]
    )


def test_once_a_vote_is_stopped_the_order_of_rows_is_not_that_in_which_people_came(engine):
    voted(engine)
    held = dump(engine)
    for name, key in (("turns", "turn"), ("slips", "slip")):
        found = [row[key] for row in held[name]]
        assert found == sorted(found)
        assert len({row.get("xmin") for row in held[name]}) == 1


def test_leaving_a_step_seals_it_as_stopping_it_does(engine):
    led = voted(engine, stopped=False)
    led.go("rate")
    assert len({row.get("xmin") for row in dump(engine)["slips"]}) == 1


def test_sqlite_keeps_no_order_of_writing_even_while_a_vote_is_open(sqlite):
    voted(sqlite, stopped=False)
    found = [row["slip"] for row in dump(sqlite)["slips"]]
    assert found == sorted(found)
    for table in (PARTICIPANTS, NOTES, *(table for table, _ in ANSWERS)):
        with sqlite.connect() as connection, pytest.raises(OperationalError, match="no such column: rowid"):
            connection.execute(text(f"SELECT rowid FROM {table.name}"))


def test_a_sealed_vote_can_be_reopened_and_changed(engine):
    led = voted(engine)
    led.go("rate")
    led.go("dots")
    assert own_ballot(engine, led.id, device(4), DOTS) == BALLOTS[4]
    cast(engine, led.id, device(4), "dots", {"3": 3}, at=NOW)
    assert [r.dots for r in tally(engine, led.id, "dots").results] == [5, 4, 9]


def test_after_the_workshop_not_even_a_device_with_its_secret_can_show_how_it_voted(engine):
    led = voted(engine)
    led.go("know")
    notes = [add_note(engine, led.id, device(n), "know", f"Note {n}", submission="1", at=NOW) for n in PEOPLE]
    led.go("agree")
    for number in PEOPLE:
        raise_hand(engine, led.id, device(number), "agree", "agree", at=NOW)
    counted = [result.dots for result in tally(engine, led.id, "dots").results]
    close(*led.here, at=LATER)
    made = {owner_id(device(n), led.id, note.id) for n in PEOPLE for note in notes}
    for number in PEOPLE:
        secret = device(number)
        assert own_ballot(engine, led.id, secret, DOTS) == {}
        assert own_hand(engine, led.id, secret, "agree") is None
        made |= {slip_id(secret, led.id, "dots", option.key) for option in DOTS.options}
        made |= {turn_id(secret, led.id, step.key) for step in STEPS} | {hand_id(secret, led.id, "agree")}
        made.add(participant_id(secret, led.id))
    held = dump(engine)
    assert not made & set().union(*(values(rows) for rows in held.values()))
    assert [result.dots for result in tally(engine, led.id, "dots").results] == counted == [6, 6, 6]
    assert len(read_notes(engine, led.id, "know")) == 6


def test_a_closed_workshop_leaves_no_name_and_no_digest_of_a_vote_in_a_sqlite_file(sqlite, tmp_path):
    led = voted(sqlite)
    close(*led.here, at=LATER)
    written = b"".join(path.read_bytes() for path in tmp_path.glob("workspaces.db*"))
    assert b"Person 3" not in written
    for number in PEOPLE:
        for option in DOTS.options:
            assert slip_id(device(number), led.id, "dots", option.key).encode() not in written
