"""The page What people said, run without a browser: adding, editing, finding, names apart, and what others may read."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from evidence.narrative.engagement_csv import engagement_csv
from evidence.narrative.records import evidence_of
from evidence.workspace.items import changes_of, save_fields
from evidence.workspace.people import names_of
from evidence.workspace.transfer import export_workspace
from tests.logged import ASSEMBLY, BUSES, BY, HOSTILE, LINK, WELDERS, logged, with_name
from tests.test_pages import TYPED, opened, press, read_as_markdown, says, warnings, written

ACTIVE = re.compile(r"(?<!\\)(\](?=\()|<img)")  # a link or a picture that no backslash takes the meaning from
FILE = "theme,said,organisation,date\n"


@pytest.fixture
def engine(page_engine):
    """A database of the test's own, which the page opens too."""
    return page_engine


def page(step: str = "log", *, link: str = LINK, more: str = "") -> AppTest:
    """A view of the page, as an address opens it."""
    app = opened("what_people_said", f"workspace={link}&step={step}{more}")
    assert not app.exception
    return app


def field(app: AppTest, label: str):
    """The field that begins with this label."""
    boxes = (*app.text_input, *app.text_area, *app.selectbox, *app.radio, *app.checkbox, *app.toggle, *app.date_input)
    return next(box for box in (*boxes, *app.get("button_group")) if box.label.startswith(label))


def fill(app: AppTest, **typed) -> AppTest:
    """Type into the form, a field after another; labels have underscores for spaces."""
    for label, value in typed.items():
        field(app, label.replace("_", " ")).set_value(value).run()
        assert not app.exception
    return app


def cards(app: AppTest) -> str:
    """The entries that the page shows, in order."""
    return "\n".join(e.proto.body for e in app.get("html") if 'class="entry"' in e.proto.body)


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def told(app: AppTest) -> str:
    """Everything that the page says, with its successes and plain texts."""
    return "\n".join([says(app), *(s.value for s in app.success), *(t.value for t in app.get("text"))])


# ---- ways in --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("engine")
def test_without_a_workspace_the_page_says_what_it_is_for_and_how_to_begin():
    app = opened("what_people_said")
    assert app.title[0].value == "What people said"
    assert "keeps what firms, colleges, councils and residents told you" in says(app)
    assert [h.value for h in app.header][:1] == ["Start a workspace"]


def test_an_empty_log_says_what_would_be_here_and_leads_to_the_form(engine):
    logged(engine)
    app = page()
    assert "Nothing is on record yet" in says(app)
    app = press(app, "Add the first entry")
    assert app.session_state["step"] == "add"
    assert field(app, "Theme (needed)").options == [
        "Market and growth",
        "Supply chains",
        "Skills and labour",
        "Finance",
        "Innovation",
        "What else they raised",
    ]


def test_an_empty_log_to_read_offers_nothing_to_press(engine):
    log = logged(engine)
    app = page(link=log.view)
    assert "Nothing is on record yet of what people said here." in says(app)
    assert buttons(app) == []


# ---- adding ---------------------------------------------------------------------------------------------------------


def test_an_entry_is_kept_with_what_was_typed_and_nothing_else(engine):
    log = logged(engine)
    app = fill(page("add"), Theme="skills")
    assert "Do you find people with those skills, and at the level you need?" in field(app, "Question").options
    app = fill(
        app, Question="skills-found", What_you_heard="  We cannot\x07 find welders. ", Organisation="Castings  Ltd"
    )
    app = fill(app, Sector="manufacturing", Size="small", Area="E08000001", Date=date(2026, 5, 31), How="one-to-one")
    app = press(app, "Add to the log")
    assert [entry.content for entry in log.entries] == [
        {
            "theme": "skills",
            "prompt": "skills-found",
            "said": "We cannot  find welders.",
            "organisation": "Castings Ltd",
            "sector": "manufacturing",
            "size": "small",
            "area": "E08000001",
            "date": "2026-05-31",
            "method": "one-to-one",
        }
    ]
    assert "It is in the log." in told(app)
    press(app, "Undo")
    assert log.entries == ()


def test_areas_are_the_place_and_its_districts(engine, base):
    logged(engine)
    options = field(page("add"), "Area").options
    assert len(options) == 1 + len(base.members["E47000001"])
    assert options[0].startswith("Greater Manchester")
    assert any(option.startswith("Wigan") for option in options)


def test_who_was_heard_stays_for_the_next_answer_and_the_words_do_not(engine):
    log = logged(engine)
    app = fill(
        page("add"), Theme="skills", What_you_heard="One", Organisation="Castings", Sector="manufacturing", May=True
    )
    app = press(app, "Add to the log")
    assert field(app, "What you heard").value == ""
    assert field(app, "May be quoted").value is False
    assert field(app, "Organisation").value == "Castings"
    app = press(fill(app, What_you_heard="Two"), "Add to the log")
    assert [entry.content.get("organisation") for entry in log.entries] == ["Castings", "Castings"]
    assert [entry.content.get("quotable") for entry in log.entries] == [True, None]
    app = press(app, "Empty the form")
    assert field(app, "Organisation").value == "" and field(app, "Sector").value is None


def test_with_a_fault_nothing_is_added_and_what_was_typed_stays(engine):
    log = logged(engine)
    app = press(fill(page("add"), Organisation="Castings"), "Add to the log")
    [error] = app.error
    assert "Nothing was said" in error.value and "The theme is missing" in error.value
    assert field(app, "Organisation").value == "Castings"
    assert log.entries == ()


def test_personal_data_is_pointed_out_before_it_is_kept(engine):
    log = logged(engine)
    app = fill(page("add"), Theme="skills", What_you_heard="Ask Dr Khan on 0161 496 0000.")
    app = press(app, "Add to the log")
    assert log.entries == ()
    [warning] = warnings(app)
    assert "Dr Khan" in warning and "0161 496 0000" in warning
    assert "a name without a title is not found, so please look yourself" in says(app)
    press(app, "Add it all the same")
    assert log.entries[0].content["said"] == "Ask Dr Khan on 0161 496 0000."


def test_a_question_of_ones_own_is_kept_as_it_was_asked(engine):
    log = logged(engine)
    app = fill(page("add"), Theme="skills", Question="own", The_question="Who leaves, and why?", What_you_heard="Most.")
    press(app, "Add to the log")
    assert log.entries[0].content["prompt"] == "Who leaves, and why?"


def test_a_report_needs_its_title_and_may_have_an_address(engine):
    log = logged(engine)
    app = fill(page("add"), Theme="other", What_you_heard="Buses first.", How="document")
    app = press(app, "Add to the log")
    assert "The title of the report or plan is missing" in app.error[0].value
    app = fill(app, Title="Assembly", Its_web="https://a.example/r")
    press(app, "Add to the log")
    content = log.entries[0].content
    assert (content["source_title"], content["source_url"]) == ("Assembly", "https://a.example/r")


# ---- the log --------------------------------------------------------------------------------------------------------


def test_entries_stand_newest_first_with_how_many_statements_rest_on_each(engine):
    logged(engine, WELDERS, BUSES, statements=2)
    shown = cards(page())
    assert shown.index("Secret Foods plc") < shown.index("Bolton Castings Ltd")
    assert "2 statements of the narrative rest on it" in shown
    assert shown.count("rest on it") == 1


def test_words_theme_sector_and_open_follow_ups_narrow_the_log(engine):
    logged(engine, WELDERS, BUSES, ASSEMBLY)
    app = page()
    assert "Secret" not in cards(fill(app, Find="welders bolton"))
    app = fill(app, Find="")
    app = fill(app, Theme="other")
    assert "Oldham Council" in cards(app) and "Bolton" not in cards(app)
    assert app.query_params["theme"] in ("other", ["other"])
    app = fill(fill(app, Theme=None), Only_open=True)
    assert "Bolton Castings Ltd" in cards(app) and "Secret" not in cards(app)
    assert "1 of 3 entries" in says(app)


def test_nothing_found_is_said(engine):
    logged(engine, WELDERS)
    assert "No entry has all of this." in says(fill(page(), Find="submarines"))


def test_a_long_log_is_shown_in_steps(engine):
    logged(engine, *({"theme": "skills", "said": f"Number {n}."} for n in range(25)))
    app = page()
    assert cards(app).count("<article") == 20
    assert cards(press(app, "Show 5 more")).count("<article") == 25


def test_a_follow_up_is_done_at_one_press_and_can_be_undone(engine):
    log = logged(engine, WELDERS)
    app = press(page(), "Follow-up 1 done")
    assert log.entries[0].content["follow_up_done"] is True
    press(app, "Undo")
    assert not log.entries[0].content.get("follow_up_done")


# ---- editing --------------------------------------------------------------------------------------------------------


def editing(log, at: int = 0) -> AppTest:
    return page(more=f"&entry={log.entries[at].id}")


def test_each_field_is_saved_as_it_is_left(engine):
    log = logged(engine, WELDERS)
    app = fill(editing(log), What_was_said=" We found one. ", Organisation="Castings", Size=None, Date=date(2026, 6, 1))
    fill(app, May=False)
    content = log.entries[0].content
    assert (content["said"], content["organisation"], content["date"]) == ("We found one.", "Castings", "2026-06-01")
    assert not content.get("size") and not content.get("quotable")
    assert field(app, "What was said").value == "We found one."
    assert len(changes_of(engine, log.id)) == 2 + 5  # the workspace and the entry, and a change for each field


def test_a_fault_is_told_beside_the_field_and_nothing_is_saved(engine):
    log = logged(engine, WELDERS)
    app = fill(editing(log), What_was_said="")
    assert "Not saved. Nothing was said" in app.error[0].value
    assert log.entries[0].content["said"] == "We cannot find welders."


def test_personal_data_that_is_typed_later_is_pointed_out_before_it_is_kept(engine):
    log = logged(engine, WELDERS)
    app = fill(editing(log), What_was_said="Write to ann@firm.example.")
    assert "Not saved yet." in warnings(app)[0] and "ann" in warnings(app)[0]
    assert log.entries[0].content["said"] == "We cannot find welders."
    assert field(app, "What was said").value == "Write to ann@firm.example."
    app = press(app, "Keep it all the same")
    assert log.entries[0].content["said"] == "Write to ann@firm.example."
    assert warnings(app) == []


def test_with_another_theme_a_ready_question_of_the_old_one_goes(engine):
    log = logged(engine, WELDERS)
    app = fill(editing(log), Question="skills-wanted")
    assert log.entries[0].content["prompt"] == "skills-wanted"
    [_, theme] = [box for box in app.selectbox if box.label == "Theme"]  # the first is the filter of the list
    theme.set_value("finance").run()
    content = log.entries[0].content
    assert content["theme"] == "finance" and not content.get("prompt")


def test_two_people_at_one_field_lose_nothing(engine):
    log = logged(engine, WELDERS)
    app = editing(log)
    other = {"said": "They moved to Leeds."}
    save_fields(engine, log.id, log.entries[0].id, other, BY, seen={"said": WELDERS["said"]})
    app = fill(app, What_was_said="We found two.")
    assert "Economy team changed this" in warnings(app)[0]
    assert "They moved to Leeds." in told(app) and "We found two." in told(app)
    assert log.entries[0].content["said"] == "They moved to Leeds."
    press(app, "Keep both, mine after it")
    assert log.entries[0].content["said"] == "They moved to Leeds.\n\nWe found two."


def test_a_choice_that_two_people_make_is_named_in_words_and_settled(engine):
    log = logged(engine, WELDERS)
    app = editing(log)
    save_fields(engine, log.id, log.entries[0].id, {"size": "large"}, BY, seen={"size": "small"})
    app = fill(app, Size="micro")
    assert "Large (250 people or more)" in told(app) and "Micro (0 to 9 people)" in told(app)
    assert "Keep both, mine after it" not in buttons(app)
    app = press(app, "Keep what stands there")
    assert log.entries[0].content["size"] == "large"
    assert field(app, "Size").value == "large"


def test_a_removed_entry_can_be_brought_back_at_once(engine):
    log = logged(engine, WELDERS)
    app = press(editing(log), "Remove entry 1")
    assert log.entries == ()
    press(app, "Undo")
    assert [entry.content for entry in log.entries] == [WELDERS]


def test_an_erased_entry_leaves_no_trace(engine):
    log = logged(engine, WELDERS)
    app = fill(editing(log), What_was_said="We cannot find welders at all.")
    assert "It cannot be undone." in says(app)
    app = press(app, "Yes, erase it for good")
    assert log.entries == ()
    assert "erased for good" in told(app) and "Undo" not in buttons(app)
    assert "welders" not in json.dumps([(c.before, c.after) for c in changes_of(engine, log.id)])
    assert "welders" not in export_workspace(engine, log.id).decode()


def test_what_was_removed_is_listed_and_put_back_or_erased(engine):
    log = logged(engine, WELDERS, BUSES)
    app = press(press(editing(log), "Remove entry 1"), "Edit 1")
    app = press(app, "Remove entry 1")
    assert log.entries == ()
    app.session_state["removed-entries"] = True
    app.run()
    assert "1\\. We" not in says(app) and "Bolton Castings Ltd" in says(app)
    app = press(app, "Put 2 back")
    assert [entry.content["organisation"] for entry in log.entries] == ["Bolton Castings Ltd"]
    press(app, "Erase 1 for good")
    assert "Secret Foods" not in export_workspace(engine, log.id).decode()


# ---- names of people ------------------------------------------------------------------------------------------------


def test_no_name_is_asked_for_until_the_switch_is_on(engine):
    logged(engine, WELDERS)
    app = page("add")
    assert field(app, "Keep who said it").value is False
    assert not [box for box in app.text_input if box.label == "Name of the person"]


def test_a_name_is_kept_apart_and_only_with_a_lawful_basis(engine):
    log = logged(engine)
    app = fill(page("add"), Theme="skills", What_you_heard="We train two a year.", Keep_who=True)
    app = press(fill(app, Name_of="Amina Khan", How_to="amina@people.example"), "Add to the log")
    assert "Say why it may be kept" in app.error[0].value
    assert log.entries == ()
    app = press(fill(app, Why="consent"), "Add to the log")
    assert field(app, "Keep who said it").value is False
    assert "Undo" in buttons(app)
    [(item_id, named)] = names_of(engine, log.id).items()
    assert (item_id, named.name, named.contact, named.lawful_basis) == (
        log.entries[0].id,
        "Amina Khan",
        "amina@people.example",
        "consent",
    )
    everything = export_workspace(engine, log.id).decode() + engagement_csv([evidence_of(e) for e in log.entries])
    assert "Amina" not in everything and "people.example" not in everything


def test_an_entry_shows_its_name_and_erases_it(engine):
    log = logged(engine, WELDERS)
    app = fill(editing(log), Keep_who=True)
    app = fill(app, Name_of="Amina Khan", Why="public-task")
    app = press(app, "Keep this name")
    assert "Amina Khan" in says(app)
    press(app, "Erase the name of entry 1")
    assert names_of(engine, log.id) == {} and len(log.entries) == 1


def test_names_that_are_due_are_said_everywhere_and_erased_at_one_press(engine):
    log = logged(engine, WELDERS, BUSES, ASSEMBLY)
    with_name(log, 0, "Amina Khan", date.today() - timedelta(days=1))
    with_name(log, 1, "Tom Lee", date.today() - timedelta(days=40))
    with_name(log, 2, "Eve Shaw", date.today())
    app = page()
    assert "The names of 2 people are due for erasure." in warnings(app)
    app = press(app, "See and erase")
    listed = says(app)
    assert listed.index("Tom Lee") < listed.index("Amina Khan") < listed.index("Eve Shaw")
    app = press(app, "Erase all 2 names that are due")
    assert [named.name for named in names_of(engine, log.id).values()] == ["Eve Shaw"]
    assert "2 names were erased for good." in told(app)
    press(app, "Erase name 3")
    assert names_of(engine, log.id) == {} and len(log.entries) == 3


def test_without_names_the_view_says_how_one_is_kept(engine):
    logged(engine, WELDERS)
    assert "No names are kept." in says(page("names"))


# ---- what others may read -------------------------------------------------------------------------------------------


@pytest.fixture
def read_only(engine):
    """A log with a name, an open follow-up and words that are not quotable."""
    log = logged(engine, WELDERS, BUSES, ASSEMBLY, statements=1)
    with_name(log, 0, "Amina Khan", date.today() - timedelta(days=1))
    return log


@pytest.mark.parametrize("step", ["log", "heard", "files"])
def test_a_link_to_read_shows_no_names_no_follow_ups_and_no_words_that_are_not_quotable(read_only, step):
    app = page(step, link=read_only.view)
    seen = told(app) + str([t.value for t in app.table]) + "".join(buttons(app))
    for secret in ("Amina", "training providers", "Secret Foods", "last bus", "ollow-up", "due for erasure"):
        assert secret not in seen
    assert not [b for b in buttons(app) if b.startswith(("Edit", "Remove", "Erase", "Add"))]


def test_a_link_to_read_shows_what_is_quotable_and_who_spoke_as_they_may_be_called(read_only):
    shown = cards(page(link=read_only.view))
    assert "Bolton Castings Ltd" in shown and "We cannot find welders." in shown
    assert "A business in manufacturing, Manchester" in shown and "Not for quotation" in shown
    assert "31 May" not in shown and "May 2026" in shown


@pytest.mark.parametrize("words", ["last bus", "Secret", "training providers", "amina"])
def test_nobody_can_find_by_what_they_may_not_read(read_only, words):
    app = fill(page(link=read_only.view), Find=words)
    assert "No entry has all of this." in says(app)


@pytest.mark.parametrize("step", ["names", "add"])
def test_a_link_to_read_has_no_view_of_names_and_no_form(read_only, step):
    app = page(step, link=read_only.view)
    assert app.session_state["step"] == "log"
    assert f"The address asks for step '{step}'" in warnings(app)[0]
    app = page(link=read_only.view, more=f"&entry={read_only.entries[0].id}&follow=open")
    assert not app.text_area


# ---- hostile texts --------------------------------------------------------------------------------------------------


def test_what_people_typed_is_shown_letter_by_letter(engine):
    texts = ("prompt", "organisation", "said", "follow_up", "source_title")
    log = logged(engine, {**WELDERS, **dict.fromkeys(texts, HOSTILE)})
    with_name(log, 0, HOSTILE[:60], date.today())
    for app in (page(), editing(log), page("heard"), page("names"), page(link=log.view)):
        html = "".join(e.proto.body for e in app.get("html") if "<style" not in e.proto.body)
        assert "<img" not in html and "<a href" not in html
        markdown = [str(e.value) for kind in (written(app), app.caption, app.warning, app.info) for e in kind]
        markdown += [str(table.value) for table in app.table]
        assert not [text for text in markdown if ACTIVE.search(text)]


@pytest.mark.parametrize("step", ["log", "add", "heard", "names", "files", TYPED])
def test_the_name_of_a_group_the_title_and_what_an_address_asks_for_are_shown_letter_by_letter(engine, step):
    logged(engine, WELDERS, title=TYPED, place=f"group:{TYPED}=E06000023,E06000025")
    app = page(step)
    assert not app.error
    assert any("elsewhere" in text for text in read_as_markdown(app))
    assert not [text for text in read_as_markdown(app) if ACTIVE.search(text)]


# ---- counted --------------------------------------------------------------------------------------------------------


def test_who_was_heard_and_who_was_not_is_said_counted_and_drawn(engine):
    logged(engine, WELDERS, BUSES, ASSEMBLY)
    app = page("heard")
    text = says(app)
    assert (
        "On record: 2 conversations and 1 report or plan, with 2 named organisations, 31 May 2026 to 2 July 2026."
        in text
    )
    assert "Skills and labour: 2 of 3 entries" in text
    assert "**Follow-ups:** 1 open, 0 done" in text
    assert "Supply chains" in text and "Wigan" in text
    app = fill(app, Count="Sector")
    assert "Manufacturing: 2 of 2 conversations" in says(app)
    app = press(app, "See those that are open")
    assert "1 of 3 entries" in says(app)


def test_with_nothing_on_record_the_counts_say_so(engine):
    logged(engine)
    assert "Nobody is on record as heard yet." in says(page("heard"))


# ---- files ----------------------------------------------------------------------------------------------------------


def given(app: AppTest, content: str) -> AppTest:
    app.file_uploader[0].set_value(("log.csv", content.encode(), "text/csv")).run()
    assert not app.exception
    return app


def test_a_table_with_a_fault_is_refused_whole_with_every_row_named(engine):
    log = logged(engine)
    app = given(page("files"), FILE + "skills,Fine.,A,2026-05-31\nskill,,B,2026-05-31\nskills,Late.,C,31 May\n")
    assert "Nothing was loaded: 3 problems." in app.error[0].value
    text = says(app)
    assert "Row 3: There is no theme 'skill'" in text
    assert "Row 3: Nothing was said" in text
    assert "Row 4: The date is '31 May'" in text
    assert not [label for label in buttons(app) if label.startswith("Load")]
    assert log.entries == ()


def test_a_table_is_loaded_at_once_and_undone_at_once(engine):
    log = logged(engine, WELDERS)
    app = given(page("files"), FILE + "skills,One.,A,2026-05-31\nFinance,Two.,B,1/6/2026\n")
    app = press(app, "Load 2 entries")
    assert [entry.content.get("theme") for entry in log.entries] == ["skills", "skills", "finance"]
    assert log.entries[2].content == {"theme": "finance", "said": "Two.", "organisation": "B", "date": "2026-06-01"}
    press(app, "Undo")
    assert [entry.content for entry in log.entries] == [WELDERS]


def test_entries_that_are_in_the_log_already_are_left_out(engine):
    log = logged(engine, WELDERS, BUSES)
    table = engagement_csv([evidence_of(entry) for entry in log.entries])
    app = given(page("files"), table)
    assert "2 entries are in the log already, word for word, and are left out." in app.info[0].value
    assert not [label for label in buttons(app) if label.startswith("Load")]


def test_personal_data_in_a_table_is_pointed_out_by_row(engine):
    log = logged(engine)
    app = given(page("files"), FILE + "skills,Ask Dr Khan.,A,2026-05-31\n")
    assert "What was said looks as if it holds personal data" in warnings(app)[0] and "Row 2" in warnings(app)[0]
    press(app, "Load 1 entry all the same")
    assert len(log.entries) == 1
