"""Leading a workshop: steps forth and back, two who lead at once, time boxes, and words that change before they are answered."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from evidence.errors import EvidenceError
from evidence.workshop.agendas import listed
from evidence.workshop.floor import GONE
from evidence.workshop.grouping import place_note, rename_theme
from evidence.workshop.hands import raise_hand, show_of_hands
from evidence.workshop.notes import add_note, read_notes
from evidence.workshop.records import COLLECT, GROUP, Step
from evidence.workshop.sessions import LASTS, read_workshop
from evidence.workshop.steering import (
    add_step,
    extend,
    move,
    remove_step,
    reopen,
    shift_step,
    start_again,
    stop,
    time_box,
    write_step,
)
from evidence.workshop.voting import cast, tally
from tests.workshopping import LATER, NOW, STEPS, device, lead_workshop


def vote(led, number, step, ballot):
    cast(led.engine, led.id, device(number), step, ballot, at=NOW)


def write(led, number, text, *, submission=None):
    return add_note(led.engine, led.id, device(number), "know", text, submission=submission or text, at=NOW)


def test_the_next_step_takes_answers_and_starts_its_time_box(engine):
    led = lead_workshop(engine)
    stop(*led.here, seen="look")
    moved = move(*led.here, "know", seen="look", at=LATER)
    assert (moved.at, moved.taking, moved.ends) == ("know", True, "2026-11-26T10:05:00.000000Z")
    assert move(*led.here, "themes", seen="know", at=LATER).ends is None


def test_two_who_press_next_at_once_go_on_by_one_step(engine):
    led = lead_workshop(engine)
    move(*led.here, "know", seen="look", at=NOW)
    assert move(*led.here, "know", seen="look", at=NOW).at == "know"
    assert move(*led.here, "themes", seen="look", at=NOW).at == "know"


def test_a_step_that_the_agenda_does_not_have_is_named(engine):
    led = lead_workshop(engine)
    with pytest.raises(EvidenceError, match="no step 'lunch'; its steps are 'What we produce'"):
        move(*led.here, "lunch", seen="look", at=NOW)


def test_answers_to_a_step_that_is_past_are_refused_and_going_back_takes_them_again(engine):
    led = lead_workshop(engine, step="dots", people=1)
    vote(led, 1, "dots", {"1": 3})
    led.go("rate")
    with pytest.raises(EvidenceError, match="moved on from 'What matters'"):
        vote(led, 1, "dots", {"2": 3})
    led.go("dots")
    assert [r.dots for r in tally(engine, led.id, "dots").results] == [3, 0, 0]
    vote(led, 1, "dots", {"2": 3})
    assert [r.dots for r in tally(engine, led.id, "dots").results] == [0, 3, 0]


def test_a_stopped_step_takes_no_answers_until_it_is_reopened(engine):
    led = lead_workshop(engine, step="dots", people=1)
    assert not stop(*led.here, seen="dots").taking
    with pytest.raises(EvidenceError, match="no longer taken"):
        vote(led, 1, "dots", {"1": 1})
    assert reopen(*led.here, seen="dots").taking
    vote(led, 1, "dots", {"1": 1})
    assert tally(engine, led.id, "dots").voters == 1


def test_stopping_or_reopening_a_step_that_the_other_leader_has_left_does_nothing(engine):
    led = lead_workshop(engine, step="dots")
    assert stop(*led.here, seen="know").taking
    stop(*led.here, seen="dots")
    assert not reopen(*led.here, seen="know").taking


def test_a_time_box_can_be_set_moved_and_taken_away_and_decides_nothing(engine):
    led = lead_workshop(engine, step="dots", people=1)
    assert time_box(*led.here, 5, at=NOW).ends == "2026-11-26T09:35:00.000000Z"
    assert time_box(*led.here, 5, at=LATER).ends == "2026-11-26T09:55:00.000000Z"
    cast(engine, led.id, device(1), "dots", {"1": 1}, at=LATER + timedelta(minutes=10))
    assert time_box(*led.here, 0, at=LATER).ends is None
    with pytest.raises(EvidenceError, match="up to 240 minutes"):
        time_box(*led.here, 241, at=NOW)


def test_extending_gives_twelve_hours_from_then(engine):
    led = lead_workshop(engine, step="dots", people=1)
    assert extend(*led.here, at=LATER).expires == "2026-11-26T21:50:00.000000Z"
    cast(engine, led.id, device(1), "dots", {"1": 1}, at=NOW + LASTS)
    assert tally(engine, led.id, "dots").voters == 1


def test_a_statement_can_be_written_until_somebody_has_answered_it(engine):
    led = lead_workshop(engine, step="agree", people=1)
    step = replace(STEPS[-1], statement="Skills and premises come first.")
    assert write_step(*led.here, step).step.statement == "Skills and premises come first."
    raise_hand(engine, led.id, device(1), "agree", "agree", at=NOW)
    with pytest.raises(EvidenceError, match="1 person has answered this step"):
        write_step(*led.here, replace(step, statement="Everything comes first."))
    assert read_workshop(engine, led.id).step == step


def keys(workshop):
    return [step.key for step in workshop.steps]


MORE = Step("new", COLLECT, "One more thing", "What did we forget?")


def test_a_step_is_added_behind_another_while_the_workshop_runs(engine):
    led = lead_workshop(engine, people=1)
    assert keys(add_step(*led.here, MORE, after="know")) == [
        *("look", "know", "added-1", "themes", "dots", "rate", "on-themes", "on-notes", "agree")
    ]
    assert keys(add_step(*led.here, MORE, after=""))[:2] == ["added-2", "look"]
    assert led.go("added-1").step.title == "One more thing"
    add_note(led.engine, led.id, device(1), "added-1", "The buses", submission="1", at=NOW)
    assert [note.text for note in read_notes(led.engine, led.id, "added-1")] == ["The buses"]


def test_two_who_add_a_step_at_once_add_two(engine):
    led = lead_workshop(engine)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: add_step(*led.here, MORE, after="look"), range(8)))
    assert sorted(keys(read_workshop(led.engine, led.id))[1:9]) == [f"added-{n}" for n in range(1, 9)]


@pytest.mark.parametrize(
    ("step", "after", "said"),
    [
        (replace(MORE, prompt=""), "look", "asks nothing"),
        (Step("new", GROUP, "Together", "Which?", of="know"), "look", "no collecting step before it"),
        (MORE, "lunch", "no step 'lunch'"),
    ],
)
def test_a_step_that_is_not_sound_where_it_would_stand_is_not_added(engine, step, after, said):
    led = lead_workshop(engine)
    with pytest.raises(EvidenceError, match=said):
        add_step(*led.here, step, after=after)
    assert read_workshop(led.engine, led.id).steps == STEPS


def test_words_are_put_only_to_a_step_that_is_there(engine):
    with pytest.raises(EvidenceError, match="no step 'new'"):
        write_step(*lead_workshop(engine).here, MORE)


def test_a_step_that_nobody_answered_is_removed(engine):
    led = lead_workshop(engine)
    assert keys(remove_step(*led.here, "rate")) == [step.key for step in STEPS if step.key != "rate"]


def test_the_current_step_and_one_that_was_answered_or_that_others_are_about_stay(engine):
    led = lead_workshop(engine, step="dots", people=1)
    with pytest.raises(EvidenceError, match="'What matters' is where the workshop is now"):
        remove_step(*led.here, "dots")
    vote(led, 1, "dots", {"1": 1})
    led.go("agree")
    with pytest.raises(EvidenceError, match="'What matters' has answers"):
        remove_step(*led.here, "dots")
    with pytest.raises(EvidenceError, match="'What you know' stays, because others are about it: 3 problems"):
        remove_step(*led.here, "know")
    assert read_workshop(led.engine, led.id).steps == STEPS


def test_the_last_step_of_an_agenda_stays(engine):
    led = lead_workshop(engine, step="new", steps=(MORE,))
    with pytest.raises(EvidenceError, match="is where the workshop is now"):
        remove_step(*led.here, "new")


def test_a_step_moves_within_the_agenda_and_the_workshop_stays_where_it_is(engine):
    led = lead_workshop(engine, step="rate")
    shift_step(*led.here, "rate", -1)
    moved = shift_step(*led.here, "agree", -2)
    assert keys(moved) == ["look", "know", "themes", "rate", "dots", "agree", "on-themes", "on-notes"]
    assert moved.step.key == "rate"
    assert keys(shift_step(*led.here, "look", -3))[0] == "look"
    assert keys(shift_step(*led.here, "agree", 30))[-1] == "agree"


def test_no_step_moves_before_the_notes_that_it_is_about(engine):
    led = lead_workshop(engine)
    with pytest.raises(EvidenceError, match="'What belongs together' stays where it is: 1 problem"):
        shift_step(*led.here, "themes", -1)
    with pytest.raises(EvidenceError, match="'What you know' stays where it is"):
        shift_step(*led.here, "know", 1)
    assert read_workshop(led.engine, led.id).steps == STEPS


def test_nobody_of_another_workspace_changes_the_agenda(engine):
    led, other = lead_workshop(engine), lead_workshop(engine)
    for change in (
        lambda: add_step(led.engine, other.workspace_id, led.id, MORE, after="look"),
        lambda: remove_step(led.engine, other.workspace_id, led.id, "rate"),
        lambda: shift_step(led.engine, other.workspace_id, led.id, "rate", 1),
    ):
        with pytest.raises(EvidenceError, match=GONE[:20]):
            change()


def test_choices_of_a_running_vote_can_be_put_otherwise_before_anybody_has_voted(engine):
    led = lead_workshop(engine, step="dots", people=1)
    write_step(*led.here, replace(STEPS[3], options=listed(("X", "Y"))))
    vote(led, 1, "dots", {"2": 3})
    assert [(r.option.text, r.dots) for r in tally(engine, led.id, "dots").results] == [("X", 0), ("Y", 3)]


def test_a_vote_on_themes_has_those_of_the_notes_that_are_seen(engine):
    led = lead_workshop(engine, step="know", people=1)
    finance, skills, other = (write(led, 1, text) for text in ("Banks", "Welders", "Rents"))
    place_note(*led.here, finance.id, theme="Finance")
    place_note(*led.here, skills.id, theme="Skills and labour")
    place_note(*led.here, other.id, theme="Premises")
    step = led.go("on-themes").step
    assert [option.text for option in step.options] == ["Skills and labour", "Finance", "Premises"]


def test_what_is_voted_on_follows_the_notes_until_somebody_has_voted_and_then_stays(engine):
    led = lead_workshop(engine, step="know", people=1)
    place_note(*led.here, write(led, 1, "Banks").id, theme="Finance")
    led.go("on-themes")
    led.go("themes")
    rename_theme(*led.here, "know", "Finance", "Money")
    led.go("on-themes")
    vote(led, 1, "on-themes", {"1": 3})
    led.go("themes")
    rename_theme(*led.here, "know", "Money", "Capital")
    led.go("on-themes")
    assert [(r.option.text, r.dots) for r in tally(engine, led.id, "on-themes").results] == [("Money", 3)]


def test_a_vote_can_be_started_again_with_the_themes_as_they_are_now(engine):
    led = lead_workshop(engine, step="know", people=1)
    place_note(*led.here, write(led, 1, "Banks").id, theme="Finance")
    led.go("on-themes")
    vote(led, 1, "on-themes", {"1": 3})
    rename_theme(*led.here, "know", "Finance", "Money")
    start_again(*led.here, "on-themes")
    found = tally(engine, led.id, "on-themes")
    assert (found.voters, [(r.option.text, r.dots) for r in found.results]) == (0, [("Money", 0)])


def test_hands_can_be_taken_away_together_and_notes_cannot(engine):
    led = lead_workshop(engine, step="know", people=1)
    write(led, 1, "Skills")
    led.go("agree")
    raise_hand(engine, led.id, device(1), "agree", "agree", at=NOW)
    start_again(*led.here, "agree")
    assert show_of_hands(engine, led.id, STEPS[-1]).people == 0
    with pytest.raises(EvidenceError, match="hidden or erased one by one"):
        start_again(*led.here, "know")
    assert len(read_notes(engine, led.id, "know")) == 1


def test_a_view_or_another_workspace_cannot_lead(engine):
    led, other = lead_workshop(engine), lead_workshop(engine)
    with pytest.raises(EvidenceError, match="no longer there"):
        move(engine, other.workspace_id, led.id, "know", seen="look", at=NOW)
    assert read_workshop(engine, led.id).at == "look"
