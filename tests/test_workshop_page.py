"""The pages Workshop and Join, run without a browser: opening, leading, taking part, and what is left afterwards."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from evidence.workshop.grouping import hide_note, merge_notes
from evidence.workshop.hands import RESERVED, raise_hand, show_of_hands
from evidence.workshop.notes import add_note, read_notes
from evidence.workshop.records import Person
from evidence.workshop.sessions import close, erase_workshop, join, open_workshop, read_workshop, workshops_of
from evidence.workshop.steering import move, stop
from evidence.workshop.voting import cast, tally
from evidence.workspace.items import read_items
from evidence.workspace.records import By
from evidence.workspace.workspaces import create_workspace, new_link, renew_links, view_link
from tests.test_pages import opened, press, says, warnings, written
from tests.workshopping import STEPS, Led, device

LINK = new_link()
HOSTILE = "<img src=x> [x](http://evil.example) :smile: $a$ *b*"
ACTIVE = re.compile(r"(?<!\\)(\](?=\()|<img)")  # a link or a picture that no backslash takes the meaning from


@pytest.fixture
def engine(page_engine):
    """A database of the test's own, which the page opens too."""
    return page_engine


def now() -> datetime:
    return datetime.now(UTC)


def workspace(engine):
    """A workspace whose link to edit is LINK."""
    about = {"title": "Our place", "place": "E47000001"}
    return create_workspace(engine, about, By("Priya", now()), link=LINK)


def led(engine, step: str = "look", *, at: datetime | None = None, people: int = 0, place: str = "E47000001") -> Led:
    """A workshop at a step, in a workspace whose link to edit is LINK, with so many devices in it."""
    made, at = workspace(engine), at or now()
    workshop = open_workshop(engine, made.id, title="Our economy", place=place, steps=STEPS, at=at)
    if step != "look":
        move(engine, made.id, workshop.id, step, seen="look", at=at)
    for number in range(1, people + 1):
        join(engine, str(workshop.code), device(number), Person("", ""), address=f"192.168.0.{number}", at=at)
    return Led(engine, made.id, workshop.id, str(workshop.code))


def leading(one: Led, more: str = "") -> AppTest:
    """The page of whoever leads."""
    app = opened("workshop", f"workspace={LINK}&workshop={one.id}{more}")
    assert not app.exception
    return app


def joining(one: Led, name: str = "", organisation: str = "") -> AppTest:
    """The page of a participant who has just joined."""
    app = opened("join", f"code={one.code}")
    assert not app.exception
    field(app, "Your name").set_value(name)
    field(app, "Your organisation").set_value(organisation)
    return do(app, "Join")


def field(app: AppTest, label: str):
    """The field that begins with this label."""
    boxes = (*app.text_input, *app.text_area, *app.selectbox, *app.radio, *app.checkbox, *app.number_input)
    return next(box for box in (*boxes, *app.get("button_group")) if box.label.startswith(label))


def do(app: AppTest, label: str) -> AppTest:
    """The page after a button was pressed, and no exception."""
    app = press(app, label)
    assert not app.exception
    return app


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def told(app: AppTest) -> str:
    """Everything that the page says, with its successes and plain texts, on one line."""
    texts = [says(app), *(s.value for s in app.success), *(t.value for t in app.get("text"))]
    return re.sub(r"\s+", " ", " ".join(texts)).replace("\\:", ":")


# ---- opening --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("engine")
def test_without_a_workspace_the_page_says_what_workshops_are_for():
    app = opened("workshop")
    assert app.title[0].value == "Workshop"
    assert "with no account and no internet" in told(app)


def test_the_link_to_read_leads_no_workshop(engine):
    one = led(engine)
    app = opened("workshop", f"workspace={view_link(LINK)}&workshop={one.id}")
    assert "Workshops are led with its link to edit" in told(app)
    assert one.code not in told(app).replace(" ", "") and not app.button


def test_a_ready_agenda_is_opened_with_the_words_of_the_team(engine):
    made = workspace(engine)
    app = opened("workshop", f"workspace={LINK}")
    assert list(field(app, "Agenda").options) == [
        "Understanding our economy",
        "Inclusive growth",
        "Emerging narrative",
        "Offers and asks",
        "An agenda of your own",
    ]
    field(app, "Title, as people").set_value("Firms in Bolton")
    next(box for box in app.text_area if "keeps firms here" in box.value).set_value("What do you need?")
    app = do(app, "Open the workshop")
    [workshop] = workshops_of(engine, made.id)
    assert (workshop.title, workshop.place) == ("Firms in Bolton", "E47000001")
    assert workshop.find("know").prompt == "What do you need?"
    assert str(workshop.code) in told(app).replace(" ", "")


def test_an_agenda_that_is_not_sound_opens_nothing_and_says_everything_that_is_wrong(engine):
    made = workspace(engine)
    app = opened("workshop", f"workspace={LINK}")
    next(box for box in app.checkbox if box.key.endswith("-know-out")).set_value(True)
    app = do(app, "Open the workshop")
    assert app.error[0].value.endswith("2 problems.")
    assert told(app).count("which is no collecting step before it") == 2
    assert workshops_of(engine, made.id) == ()


def test_a_workshop_that_is_gone_is_said_and_the_others_are_listed(engine):
    one = led(engine)
    erase_workshop(*one.here)
    app = leading(one)
    assert ["no longer there" in warning for warning in warnings(app)] == [True]
    assert "Open a workshop" in [header.value for header in app.header]


# ---- leading --------------------------------------------------------------------------------------------------------


def test_next_and_previous_move_everybody(engine):
    one = led(engine)
    app = do(leading(one), "Next")
    assert read_workshop(engine, one.id).at == "know"
    do(app, "Previous")
    assert read_workshop(engine, one.id).at == "look"


def test_who_presses_next_after_somebody_else_skips_no_step(engine):
    one = led(engine)
    first, second = leading(one), leading(one)
    one.go("know")
    assert "Somebody else" not in told(do(first, "Next"))
    assert read_workshop(engine, one.id).at == "know"
    one.go("themes")
    app = do(second, "Next")
    assert read_workshop(engine, one.id).at == "themes"
    assert "Somebody else moved on meanwhile" in told(app)


def test_answers_are_stopped_and_taken_again(engine):
    one = led(engine, "know")
    app = do(leading(one), "Stop answers")
    assert not read_workshop(engine, one.id).taking
    do(app, "Take answers again")
    assert read_workshop(engine, one.id).taking


def test_a_time_box_is_set(engine):
    one = led(engine, "know")
    app = leading(one)
    field(app, "Minutes from now").set_value(7).run()
    do(app, "Set the time box")
    left = datetime.fromisoformat(str(read_workshop(engine, one.id).ends)) - now()
    assert timedelta(minutes=6) < left <= timedelta(minutes=7)


def test_the_projector_shows_the_step_without_what_is_beside_it(engine):
    one = led(engine, "know", people=2)
    app = leading(one, "&view=projector")
    assert app.title[0].value == "What you know"
    assert "2 people in the room" in told(app) and "What keeps firms here from growing?" in told(app)
    assert "Close the workshop" not in buttons(app)
    app = do(app, "Code")
    assert app.title[0].value == "Join the workshop"
    assert app.query_params["show"] in ("code", ["code"])


def test_notes_are_shown_as_typed_and_can_be_hidden_and_shown_again(engine):
    one = led(engine, "know", people=1)
    note = add_note(engine, one.id, device(1), "know", HOSTILE, submission="1", at=now())
    app = leading(one)
    assert HOSTILE in told(app)
    assert not ACTIVE.search("\n".join(box.label for box in app.checkbox))
    field(app, "\\<img").set_value(True)
    app = do(app, "Hide")
    assert [one.hidden for one in read_notes(engine, one.id, "know")] == [True]
    assert not ACTIVE.search("\n".join(markdown.value for markdown in written(app)))
    app = do(app, "Show 1")
    assert [one.hidden for one in read_notes(engine, one.id, "know")] == [False]
    app.session_state[f"pick-{note.id}"] = True
    app = do(do(app.run(), "Hide"), "Erase for good 1")
    assert read_notes(engine, one.id, "know") == ()


def test_ticked_notes_are_put_under_a_theme_and_merged(engine):
    one = led(engine, "know", people=1)
    for text in ("Welders", "Welding", "Rents"):
        add_note(engine, one.id, device(1), "know", text, submission=text, at=now())
    one.go("themes")
    app = leading(one)
    for name in ("Welders", "Welding"):
        field(app, name).set_value(True)
    app = do(app, "Merge into the first")
    stands = {note.text: note for note in read_notes(engine, one.id, "know")}
    assert stands["Welding"].merged_into == stands["Welders"].id
    field(app, "Welders").set_value(True)
    app.selectbox(key="arrange-theme").set_value("Finance")
    app = do(app, "Put under the theme")
    assert {n.text: n.theme for n in read_notes(engine, one.id, "know")} == {
        "Welders": "Finance",
        "Welding": "Finance",
        "Rents": "",
    }
    assert not any(box.value for box in app.checkbox)
    do(app, "Part 1")
    assert not any(note.merged_into for note in read_notes(engine, one.id, "know"))


def test_without_a_tick_nothing_is_done_and_that_is_said(engine):
    one = led(engine, "know", people=1)
    add_note(engine, one.id, device(1), "know", "Welders", submission="1", at=now())
    app = do(leading(one), "Hide")
    assert app.error[0].value == "Tick the notes first\\." or "Tick the notes first" in app.error[0].value
    assert not read_notes(engine, one.id, "know")[0].hidden


def test_a_result_is_hidden_until_it_is_shown(engine):
    one = led(engine, "dots", people=2)
    cast(engine, one.id, device(1), "dots", {"2": 3}, at=now())
    app = leading(one)
    assert "1 of 2 in the room has voted" in told(app)
    assert "Most dots" not in told(app)
    app = do(app, "Show the result")
    assert "Most dots: B, 3 of 3" in told(app)
    assert "Most dots" not in told(do(app, "Hide the result"))


def test_ratings_are_shown_with_their_spread(engine):
    one = led(engine, "rate", people=2)
    for number, rating in ((1, 2), (2, 5)):
        cast(engine, one.id, device(number), "rate", {"1": rating}, at=now())
    app = leading(one, "&result=rate")
    assert "Rated highest: A, median 3.5" in told(app) and "the middle half" in told(app)


def test_a_statement_is_written_in_the_workshop_and_put_to_everybody(engine):
    made = workspace(engine)
    steps = (STEPS[1], *(step for step in STEPS if step.kind == "agree"))
    steps = (steps[0], replace(steps[1], statement=""))
    workshop = open_workshop(engine, made.id, title="T", place="E47000001", steps=steps, at=now())
    move(engine, made.id, workshop.id, "agree", seen="know", at=now())
    app = leading(Led(engine, made.id, workshop.id, str(workshop.code)))
    field(app, "The statement, as all").set_value(HOSTILE)
    app = do(app, "Put it to everybody")
    assert read_workshop(engine, workshop.id).step.statement == HOSTILE
    assert HOSTILE in told(app)


def test_a_step_that_was_answered_keeps_its_words(engine):
    one = led(engine, "agree", people=1)
    raise_hand(engine, one.id, device(1), "agree", RESERVED, "Only with pay.", at=now())
    app = leading(one)
    assert "Only with pay." in told(app)
    field(app, "Statement (it can").set_value("Other words.")
    app = do(app, "Save the step")
    assert "1 person has answered this step" in app.error[0].value
    assert read_workshop(engine, one.id).step.statement == "Skills come first."
    app = do(app, "Take the answers away")
    field(app, "Statement (it can").set_value("Other words.")
    do(app, "Save the step")
    assert read_workshop(engine, one.id).step.statement == "Other words."


def test_who_is_in_the_room_is_for_the_leader(engine):
    one = led(engine, "know")
    join(engine, one.code, device(1), Person("Ann", "Castings"), address="a", at=now())
    join(engine, one.code, device(2), Person("", ""), address="a", at=now())
    app = leading(one)
    app.session_state["people"] = True
    app.run()
    assert "Ann, Castings" in told(app) and "1 device without a name" in told(app)


# ---- the agenda of a workshop that is on ----------------------------------------------------------------------------


def agenda(one: Led) -> AppTest:
    """The leader's page with the agenda unfolded."""
    app = leading(one)
    app.session_state["agenda-fold"] = True
    return app.run()


def fields(app: AppTest, label: str):
    """Every field that begins with this label, in order."""
    boxes = (*app.text_input, *app.text_area, *app.selectbox, *app.number_input)
    return [box for box in boxes if box.label.startswith(label)]


def paste(app: AppTest, text: str) -> None:
    """Type what the list of views does not have, as it accepts it."""
    box = fields(app, "What is looked at")[-1]
    box.options.append(text)  # AppTest knows listed options only
    box.set_value(text)


def titles(engine, one: Led) -> list[str]:
    return [step.title for step in read_workshop(engine, one.id).steps]


def test_a_step_of_each_kind_is_added_behind_the_one_that_is_on(engine):
    one = led(engine, "know")
    app = agenda(one)
    for kind, words in {
        "Collect notes": {"Title": "More", "Question": "What else?"},
        "Group notes": {"Title": "Sorted", "Question": "Which are alike?", "Themes to start": "Buses\nTrains"},
        "Vote with dots": {"Title": "Dots", "Question": "Which first?", "Choices": "A\nB"},
        "Vote with ratings": {"Title": "Rates", "Question": "How much?", "Choices": "A\nB"},
        "Agree on a statement": {"Title": "Said", "Question": "Can you?", "Statement": "Buses first."},
    }.items():
        box = field(app, "Kind of step")
        box.set_value(next(option for option in box.options if option.startswith(kind)))
        app.run()
        for label, text in words.items():
            fields(app, label)[-1].set_value(text)
        app = do(app, "Add the step")
        assert f"{words['Title']}: added to the agenda." in told(app)
    assert titles(engine, one)[1:8] == [
        "What you know",
        "Said",
        "Rates",
        "Dots",
        "Sorted",
        "More",
        "What belongs together",
    ]
    found = {step.title: step for step in read_workshop(engine, one.id).steps}
    assert (found["Sorted"].of, found["Sorted"].themes) == ("know", ("Buses", "Trains"))
    assert (found["Dots"].way, found["Dots"].dots, found["Rates"].way) == ("dots", 3, "rating")
    assert [option.text for option in found["Rates"].options] == ["A", "B"]
    assert found["Said"].statement == "Buses first."


def test_a_view_is_added_by_its_name_and_by_its_address(engine):
    one = led(engine)
    app = agenda(one)
    app = do(app, "Add the step")
    paste(app, "http://localhost:8501/map?indicator=neet-16-17&workspace=SECRET")
    fields(app, "Title")[-1].set_value("Young people")
    app = do(app, "Add the step")
    looks = {step.title: step.address for step in read_workshop(engine, one.id).steps if step.address}
    assert looks == {
        "What we produce": "productivity?step=level",
        "Place profile": "place_profile",
        "Young people": "map?indicator=neet-16-17",
    }
    paste(app, "https://example.org/")
    app = do(app, "Add the step")
    assert "is no view that a workshop can look at. Choose one from the list" in told(app)
    assert len(read_workshop(engine, one.id).steps) == len(STEPS) + 2


def test_without_notes_before_it_there_is_nothing_to_group(engine):
    one = led(engine)
    app = agenda(one)
    field(app, "Kind of step").set_value("Group notes")
    app.run()
    assert "No step before it collects notes" in told(app)
    assert "Add the step" not in buttons(app)


def test_a_vote_can_be_about_the_notes_or_themes_of_a_step_before_it(engine):
    one = led(engine, "know")
    app = agenda(one)
    field(app, "Kind of step").set_value("Vote with dots")
    app.run()
    field(app, "What is voted on").set_value(("themes", "know"))
    app.run()
    fields(app, "Title")[-1].set_value("Again")
    fields(app, "Question")[-1].set_value("Which?")
    do(app, "Add the step")
    added = read_workshop(engine, one.id).steps[2]
    assert (added.title, added.choose, added.of) == ("Again", "themes", "know")


def test_a_step_is_moved_removed_and_put_back(engine):
    one = led(engine)
    app = agenda(one)
    field(app, "Step to move").set_value("rate")
    app.run()
    app = do(app, "Earlier")
    assert "How much: moved one place earlier." in told(app)
    assert titles(engine, one)[3:5] == ["How much", "What matters"]
    app = do(app, "Remove")
    assert "How much" not in titles(engine, one)
    app = do(app, "Put it back")
    assert titles(engine, one)[3:5] == ["How much", "What matters"]
    assert "Put it back" not in buttons(app)


def test_why_a_step_cannot_be_moved_or_removed_is_said(engine):
    one = led(engine)
    app = do(agenda(one), "Remove")
    assert "'What we produce' is where the workshop is now." in told(app)
    field(app, "Step to move").set_value("themes")
    app.run()
    app = do(app, "Earlier")
    assert "'What belongs together' stays where it is" in told(app)
    assert titles(engine, one) == [step.title for step in STEPS]


def test_who_holds_a_link_that_was_renewed_leads_no_more(engine):
    one = led(engine)
    app = leading(one)
    renew_links(engine, one.workspace_id, link=new_link())
    app = do(app, "Next")
    assert read_workshop(engine, one.id).at == "look"


# ---- afterwards -----------------------------------------------------------------------------------------------------


def test_a_closed_workshop_is_kept_as_evidence_once_and_can_be_erased(engine):
    one = led(engine, "know", people=2)
    add_note(engine, one.id, device(1), "know", HOSTILE, submission="1", at=now())
    one.go("dots")
    cast(engine, one.id, device(1), "dots", {"1": 1, "2": 2}, at=now())
    app = do(leading(one), "Close it for good")
    assert "Closed. 2 people took part" in told(app)
    assert "Most dots: B, 2 of 3" in told(app)
    app = do(app, "Keep as evidence")
    kept = [item for item in read_items(engine, one.workspace_id) if item.kind == "evidence"]
    assert [item.content["prompt"] for item in kept] == ["What keeps firms here from growing?", "What matters most?"]
    assert "2 pieces of evidence are in What people said now" in told(app)
    app = do(app, "Keep as evidence")
    assert "Everything is kept already" in told(app)
    app = do(app, "Erase it for good")
    assert workshops_of(engine, one.workspace_id) == ()
    assert len([item for item in read_items(engine, one.workspace_id) if item.kind == "evidence"]) == 2


def test_a_workshop_in_which_nothing_was_said_says_so(engine):
    one = led(engine)
    close(*one.here, at=now())
    app = leading(one)
    assert "Nothing was written, voted or agreed" in told(app)


# ---- joining --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("typed", "words"),
    [("CCC CCC", "No workshop is open under this code"), ("OIL", "A code has 6 letters and digits")],
)
def test_a_code_that_opens_nothing_is_one_sentence(typed, words):
    app = opened("join")
    field(app, "Code").set_value(typed)
    app = do(app, "Join")
    assert [words in error.value for error in app.error] == [True]


def test_a_code_whose_time_is_over_opens_nothing(engine):
    one = led(engine, at=now() - timedelta(hours=13))
    assert "No workshop is open under this code" in joining(one).error[0].value


def test_codes_that_are_guessed_are_refused_after_thirty(engine):
    one = led(engine)
    app = opened("join")
    for _ in range(30):
        field(app, "Code").set_value("CCCCCC")
        press(app, "Join")
    field(app, "Code").set_value(one.code)
    assert "Too many codes that open nothing were tried" in do(app, "Join").error[0].value


def test_who_has_joined_sees_the_current_step_and_nothing_to_sign_up_for(engine):
    one = led(engine)
    app = joining(one)
    assert app.title[0].value == "What we produce"
    assert "Look at the screen in the room" in told(app)
    assert read_workshop(engine, one.id).people == 1


def test_a_name_of_the_workshop_or_step_is_shown_as_typed(engine):
    made = workspace(engine)
    steps = (replace(STEPS[1], title=HOSTILE, prompt=HOSTILE),)
    workshop = open_workshop(engine, made.id, title=HOSTILE, place="E47000001", steps=steps, at=now())
    one = Led(engine, made.id, workshop.id, str(workshop.code))
    for app in (joining(one), leading(one), leading(one, "&view=projector")):
        shown = [element.value for kind in (app.title, app.header, written(app)) for element in kind]
        assert not ACTIVE.search("\n".join(shown))
        assert not any("<img src=x" in element.proto.body for element in app.get("html"))


# ---- writing --------------------------------------------------------------------------------------------------------


def test_a_note_is_written_changed_and_taken_back(engine):
    one = led(engine, "know")
    app = joining(one)
    field(app, "Your note").set_value(HOSTILE)
    app = do(app, "Send")
    assert "Your note is on the screen" in told(app) and HOSTILE in told(app)
    assert field(app, "Your note").value == ""
    field(app, "Note 1").set_value("Welders.")
    app = do(app, "Save")
    assert [note.text for note in read_notes(engine, one.id, "know")] == ["Welders."]
    app = do(app, "Take note 1 back")
    assert read_notes(engine, one.id, "know") == ()
    assert "My notes" not in told(app)


def test_an_empty_note_is_not_sent_and_what_was_sent_before_stays(engine):
    one = led(engine, "know")
    app = joining(one)
    assert "The note is empty" in do(app, "Send").error[0].value
    assert read_notes(engine, one.id, "know") == ()


def test_a_note_is_signed_only_by_who_ticks_it(engine):
    one = led(engine, "know")
    app = joining(one, "Ann", "Castings")
    field(app, "Your note").set_value("Unsigned.")
    app = do(app, "Send")
    field(app, "Your note").set_value("Signed.")
    field(app, "Sign this note").set_value(True)
    do(app, "Send")
    signed = {note.text: (note.name, note.organisation) for note in read_notes(engine, one.id, "know")}
    assert signed == {"Unsigned.": ("", ""), "Signed.": ("Ann", "Castings")}


def test_others_notes_are_not_mine_to_change(engine):
    one = led(engine, "know", people=1)
    add_note(engine, one.id, device(1), "know", "Somebody else's.", submission="1", at=now())
    app = joining(one)
    assert "Somebody else's" not in told(app)


def test_what_is_sent_after_the_step_was_closed_is_refused_and_kept_in_the_field(engine):
    one = led(engine, "know")
    app = joining(one)
    stop(*one.here, seen="know")
    field(app, "Your note").set_value("Too late.")
    app = do(app, "Send")
    assert "no longer taken" in app.error[0].value
    assert field(app, "Your note").value == "Too late."
    assert "Thank you; please wait" in told(app)
    assert read_notes(engine, one.id, "know") == ()


# ---- voting, agreeing -----------------------------------------------------------------------------------------------


def test_dots_are_given_within_the_budget_and_taken_back(engine):
    one = led(engine, "dots")
    app = joining(one)
    for label in ("Add to 1", "Add to 1", "Add to 3"):
        app = do(app, label)
    assert "0 of 3 dots left" in told(app)
    assert all(button.disabled for button in app.button if button.label.startswith("Add to"))
    app = do(app, "Take from 1")
    assert {r.option.key: r.dots for r in tally(engine, one.id, "dots").results} == {"1": 1, "2": 0, "3": 1}
    assert "1 of 3 dots left" in told(app) and "Votes are anonymous" in told(app)


def test_a_rating_is_given_changed_and_taken_back(engine):
    one = led(engine, "rate")
    app = joining(one)
    for rating in (4, 2):
        field(app, "A").set_value(rating).run()
    assert tally(engine, one.id, "rate").results[0].counts == {2: 1}
    field(app, "A").set_value(None).run()
    assert tally(engine, one.id, "rate").voters == 0


def test_a_vote_on_notes_shows_those_that_stand_for_others(engine):
    one = led(engine, "know", people=1)
    first, second, third = (
        add_note(engine, one.id, device(1), "know", text, submission=text, at=now()) for text in ("One", "Two", "Three")
    )
    merge_notes(*one.here, [second.id], into=first.id)
    hide_note(*one.here, third.id, hidden=True)
    one.go("on-notes")
    assert [button for button in buttons(joining(one)) if button.startswith("Add")] == ["Add to 1"]


def test_with_nothing_to_vote_on_all_are_told_to_wait(engine):
    one = led(engine, "on-notes")
    assert "There is nothing to vote on yet" in told(joining(one))
    assert "There is nothing to vote on" in told(leading(one))


def test_a_hand_is_raised_with_a_reservation_and_taken_down(engine):
    one = led(engine, "agree")
    app = joining(one)
    field(app, "Your answer").set_value(RESERVED).run()
    app = do(app, "Raise my hand")
    assert "Say in a few words what the reservation is" in app.error[0].value
    field(app, "Your reservation").set_value("Only with pay.")
    app = do(app, "Raise my hand")
    shown = show_of_hands(engine, one.id, STEPS[-1])
    assert shown.counts[RESERVED] == 1 and shown.said[0].reservation == "Only with pay."
    app = do(app, "Take my hand down")
    assert show_of_hands(engine, one.id, STEPS[-1]).people == 0
    assert "Raise my hand" in buttons(app)


def test_a_name_can_be_taken_away_again(engine):
    one = led(engine, "know")
    app = joining(one, "Ann")
    assert any(box.label.startswith("Sign this note: Ann") for box in app.checkbox)
    app.text_input(key="my-name").set_value("")
    next(button for button in reversed(app.button) if button.label == "Save").click().run()
    assert not app.checkbox


def test_a_closed_workshop_thanks_whoever_took_part(engine):
    one = led(engine, "know")
    app = joining(one)
    close(*one.here, at=now())
    app.run()
    assert not app.exception
    assert "Thank you for taking part" in told(app)
