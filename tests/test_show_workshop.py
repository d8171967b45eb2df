"""What screens of a workshop show: how to join, notes, themes, hands and results; every text as it was typed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import unquote

import pytest

from evidence.show.qr_code import qr_html
from evidence.show.workshop_cards import (
    code_words,
    hands_html,
    join_html,
    joined_html,
    notes_html,
    steps_html,
    themes_html,
    themes_of,
    time_words,
)
from evidence.show.workshop_charts import vote_chart, vote_table
from evidence.show.workshop_record import part_html, record_table
from evidence.workshop.agendas import listed
from evidence.workshop.hands import RESERVED, YES, raise_hand, show_of_hands
from evidence.workshop.notes import Note, add_note
from evidence.workshop.record import read_record
from evidence.workshop.records import Step
from evidence.workshop.sessions import read_workshop
from evidence.workshop.voting import Result, Tally
from evidence.workspace.records import By
from tests.workshopping import LATER, NOW, STEPS, lead_workshop

HOSTILE = '<img src=x onerror=alert(1)> [x](http://evil.example) "quoted" :smile:'
DOTS = Step("dots", "vote", "What matters", "What matters most?", way="dots", dots=3, choose="options")
RATING = replace(DOTS, key="rate", way="rating", dots=0)
# 42 bytes: the most that version 3 holds at level M (ISO/IEC 18004, table 7), whose side has 29 modules.
FULL = "http://192.168.137.1:8501/join?code=ABC234"


def note(text: str, *, id: str = "1", theme: str = "", **more) -> Note:
    given = {"hidden": False, "merged_into": "", "name": "", "organisation": "", "owner": ""} | more
    return Note(id=id, step="know", text=text, theme=theme, position=0, **given)


def tally(step: Step, *counts: dict[int, int]) -> Tally:
    options = listed([f"Choice {letter}" for letter in "ABCDEFG"[: len(counts)]])
    results = tuple(Result(option, given) for option, given in zip(options, counts, strict=True))
    return Tally(replace(step, options=options), 4, results)


# ---- joining --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "modules"), [(FULL, 29), (FULL + "X", 33)])
def test_a_qr_code_has_the_size_of_the_standard_and_a_quiet_zone_of_four(text, modules):
    shown = unescape(qr_html(text, "a way in"))
    assert f'width="{8 * (modules + 8)}"' in unquote(shown) or f"width='{8 * (modules + 8)}'" in unquote(shown)
    assert 'alt="a way in"' in shown
    assert shown.startswith('<img class="qr" src="data:image/svg+xml')


def test_how_to_join_shows_picture_address_and_code_in_two_halves():
    shown = join_html("ABC234", "http://192.168.137.1:8501/join")
    assert "ABC 234" in shown and ">http://192.168.137.1:8501/join<" in shown
    assert 'alt="QR code of the address http://192.168.137.1:8501/join?code=ABC234"' in shown


def test_without_a_network_there_is_the_code_alone():
    shown = join_html("ABC234", "")
    assert "ABC 234" in shown and "<img" not in shown and "Scan" not in shown


def test_the_line_on_the_projector_says_where_to_join_and_how_many_are_in(sqlite):
    led = lead_workshop(sqlite, step="know", people=3)
    shown = joined_html(read_workshop(sqlite, led.id), "Our place", "http://10.1.2.3:8501/join")
    assert f"10.1.2.3:8501/join with <strong>{code_words(led.code)}</strong>" in shown
    assert "3 people in the room" in shown and "Our place · Our economy · step 2 of 8" in shown


def test_the_current_step_is_marked_for_readers_who_do_not_see_it(sqlite):
    led = lead_workshop(sqlite, step="know")
    shown = steps_html(read_workshop(sqlite, led.id))
    assert shown.count('aria-current="step"') == 1
    assert 'aria-current="step"><span class="kind">Collect</span> What you know<' in shown


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(245, "4:05 left"), (1, "0:01 left"), (0, "Time is up, by 0:00"), (-70, "Time is up, by 1:10")],
)
def test_time_left_is_told_in_minutes_and_seconds(seconds, words):
    at = datetime(2026, 11, 26, 10, tzinfo=UTC)
    assert time_words(By("", at + timedelta(seconds=seconds)).stamp, at) == words


def test_without_a_time_box_nothing_is_told():
    assert time_words(None, NOW) == ""


# ---- notes ----------------------------------------------------------------------------------------------------------


def test_what_people_type_is_shown_letter_by_letter():
    hostile = note(HOSTILE, theme=HOSTILE, name=HOSTILE, organisation=HOSTILE)
    for shown in (notes_html([hostile]), themes_html([hostile], [HOSTILE]), themes_html([], [HOSTILE])):
        assert "<img" not in shown and "[x](http://evil.example)" in shown


def test_hidden_and_merged_notes_are_not_on_the_screen_and_merged_ones_are_counted():
    notes = [
        note("Welders", id="1"),
        note("Welding", id="2", merged_into="1"),
        note("Secret", id="3", hidden=True),
        note("Weld", id="4", merged_into="1", hidden=True),
    ]
    shown = notes_html(notes)
    assert "Welders" in shown and "and 1 note like it" in shown
    assert "Welding" not in shown and "Secret" not in shown


def test_themes_are_columns_and_those_without_a_note_are_named_below():
    notes = [note("One", id="1", theme="Skills"), note("Two", id="2"), note("Three", id="3", theme="Trade")]
    step = replace(STEPS[2], themes=("Finance", "Skills"))
    assert themes_of(step, notes) == ("Finance", "Skills", "Trade")
    shown = themes_html(notes, themes_of(step, notes))
    assert [shown.index(name) for name in ("Under no theme yet", "Skills", "Trade", "No note yet: Finance")] == sorted(
        shown.index(name) for name in ("Under no theme yet", "Skills", "Trade", "No note yet: Finance")
    )


# ---- votes ----------------------------------------------------------------------------------------------------------


def test_dots_are_bars_from_the_most_with_every_number_in_the_table():
    chart = vote_chart(tally(DOTS, {1: 1}, {2: 2, 1: 1}, {}), "26 November 2026")
    assert chart.title == "Most dots: Choice B, 5 of 6"
    assert chart.table.reset_index().to_numpy().tolist() == [["Choice B", 5, 3], ["Choice A", 1, 1], ["Choice C", 0, 0]]
    assert "Choice B: 5 dots from 3 people." in chart.alt
    assert "4 people voted, each with up to 3 dots" in chart.subtitle


def test_choices_that_are_level_are_all_named():
    assert vote_chart(tally(DOTS, {1: 2}, {2: 1}, {}), "today").title == (
        "Level with 2 of 4 dots each: Choice A and Choice B"
    )


def test_before_anybody_votes_the_charts_say_so():
    assert vote_chart(tally(DOTS, {}, {}), "today").title == "Nobody has given a dot yet"
    assert vote_chart(tally(RATING, {}, {}), "today").title == "Nobody has rated yet"


def test_ratings_show_median_quartiles_and_distribution():
    # 1, 2, 3, 4: by hand the median is 2.5, the quartiles 1.5 and 3.5.
    chart = vote_chart(tally(RATING, {1: 1, 2: 1, 3: 1, 4: 1}, {5: 3}, {}), "today")
    assert chart.title == "Rated highest: Choice B, median 5"
    assert "Choice A: median 2.5, middle half 1.5 to 3.5, 4 people." in chart.alt
    assert "Choice C: rated by nobody." in chart.alt
    table = vote_table(tally(RATING, {1: 1, 2: 1, 3: 1, 4: 1}, {5: 3}, {}))
    assert table.loc["Choice A"].tolist() == [1, 1, 1, 1, 0, 4, 1.5, 2.5, 3.5]
    assert table.loc["Choice C"].tolist()[-3:] == ["", "", ""]


@pytest.mark.parametrize("step", [DOTS, RATING])
@pytest.mark.parametrize("width", [320, 1000])
def test_a_chart_is_drawn_on_paper_too(step, width):
    drawing = vote_chart(tally(step, {1: 1, 3: 2}, {}), "today").drawing(width)
    assert drawing.startswith("<svg") and "Choice A" in drawing


def test_a_long_choice_is_cut_beside_its_bar_and_whole_in_the_table():
    long = "word " * 90
    given = tally(DOTS, {1: 1})
    given = replace(given, results=(Result(replace(given.results[0].option, text=long), {1: 1}),))
    chart = vote_chart(given, "today")
    assert len(chart.title) < 120 and chart.title.endswith("…, 1 of 1")
    assert chart.table.index[0] == long


# ---- hands, record --------------------------------------------------------------------------------------------------


def test_hands_are_counted_and_every_reservation_stands_in_full(sqlite):
    led = lead_workshop(sqlite, step="agree", people=2)
    one, two = led.join(1), led.join(2, "", "Castings & Co")
    raise_hand(sqlite, led.id, one, "agree", YES, at=LATER)
    raise_hand(sqlite, led.id, two, "agree", RESERVED, HOSTILE, signed=True, at=LATER)
    shown = hands_html(show_of_hands(sqlite, led.id, STEPS[-1]))
    assert "<strong>1</strong> I agree</li>" in shown and "<strong>0</strong> I do not agree</li>" in shown
    assert "<img" not in shown and "Reservation, Castings &amp; Co" in shown


def test_the_record_stands_step_by_step_and_as_a_table(sqlite):
    led = lead_workshop(sqlite, step="know", people=1)
    add_note(sqlite, led.id, led.join(1), "know", HOSTILE, submission="1", at=LATER)
    led.go("agree")
    raise_hand(sqlite, led.id, led.join(1), "agree", YES, at=LATER)
    record = read_record(sqlite, led.workspace_id, led.id)
    know, agree = record.parts[1], record.parts[-1]
    assert "1 person answered" in part_html(know) and "<img" not in part_html(know)
    assert "Skills come first." in part_html(agree)
    table = record_table(record)
    assert HOSTILE in table["What was said or chosen"].tolist()
    assert table[table["What was said or chosen"] == "I agree"]["People"].tolist() == ["1"]
