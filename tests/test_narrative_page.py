"""The page Narrative, run without a browser: writing, figures, changed data, versions, links, and everything as text."""

from __future__ import annotations

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from evidence.growth.kept import entry_of
from evidence.workspace.history import keep_version, versions_of
from evidence.workspace.items import add_item, changes_of, last_change, read_items, remove_item, save_fields
from evidence.workspace.records import By
from evidence.workspace.transfer import export_workspace
from evidence.workspace.workspaces import (
    LOST,
    create_workspace,
    delete_workspace,
    list_workspaces,
    new_link,
    renew_links,
    view_link,
)
from pages import _workspace
from tests.databases import forget_database
from tests.logged import BY, HOSTILE, LINK, WELDERS
from tests.test_engagement_page import buttons, field, told
from tests.test_pages import add, opened, press, says, unfolded, warnings, with_form, written
from tests.workspaces import HOSTILE as PASTED

MANCHESTER = "E47000001"
LEVEL = "level employment-rate"
WORD = "71.9%"  # employment rate of Greater Manchester, 2023, as ONS publishes it
# A link, a picture or a tag that Markdown would make something of.
ACTIVE = re.compile(r"(?<!\\)\[[^\]]*(?<!\\)\]\(|(?<!\\)<\w")
BEN = By("Ben", BY.at)


@pytest.fixture
def engine(page_engine):
    """A database of the test's own, which the page opens too."""
    return page_engine


def begun(engine, *items, place=MANCHESTER, title="Growth plan"):
    """A workspace with these items; the ids of the items, in order."""
    made = create_workspace(engine, {"title": title, "place": place, "step": "emerging"}, BY, link=LINK)
    return made, [add_item(engine, made.id, kind, content, BY).item.id for kind, content in items]


def claim(text="Words.", section="challenges", **more):
    return "claim", {"section": section, "text": text, **more}


def held(engine, workspace, kind):
    return [item.content for item in read_items(engine, workspace.id) if item.kind == kind]


def page(step="write", part="challenges", *, link=LINK, more="") -> AppTest:
    """A view of the page, as an address opens it."""
    app = opened("narrative", f"workspace={link}&step={step}&part={part}{more}")
    assert not app.exception
    return app


def linked(app):
    """The link in the address."""
    found = app.query_params["workspace"]
    return found if isinstance(found, str) else found[0]


def fill(app, label, value):
    field(app, label).set_value(value).run()
    assert not app.exception
    return app


def texts(app):
    """What the page says, its plain texts and its pieces of HTML."""
    return told(app) + "\n".join(element.proto.body for element in app.get("html"))


def flat(app):
    """What the page says, with single spaces."""
    return " ".join(says(app).split())


# ---- ways in --------------------------------------------------------------------------------------------------------


def test_without_a_workspace_no_database_is_opened(monkeypatch):
    forget_database()
    monkeypatch.setattr(_workspace, "open_database", lambda _: pytest.fail("the database was opened"))
    for name in ("narrative", "what_people_said", "coordination", "inclusive_growth", "map", "home"):
        app = opened(name, f"place={MANCHESTER}")
        assert not app.exception


def test_the_empty_page_says_what_a_narrative_is_and_starts_a_workspace(engine):
    app = opened("narrative")
    assert app.title[0].value == "Narrative"
    assert "every figure in it is tied to its evidence" in says(app)
    app = press(app, "Start")
    assert "Say what the workspace is for, and choose its place." in app.error[0].value
    field(app, "What is it for?").set_value("  Growth plan 2026 ")
    field(app, "Place").set_value(MANCHESTER)
    field(app, "Your name or team").set_value("Economy team")
    app = press(app, "Start")
    assert not app.exception
    assert app.title[0].value == "Greater Manchester"
    [listed] = list_workspaces(engine)
    assert (listed.title, listed.place) == ("Growth plan 2026", MANCHESTER)
    assert changes_of(engine, listed.id)[0].by.name == "Economy team"
    assert len(linked(app)) == 32


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("link", ["nonsense", "' OR 1=1 --", "<b>x</b>", "x" * 4000])
def test_a_link_that_opens_nothing_is_said_in_one_sentence(link):
    app = opened("narrative", "")
    app.query_params["workspace"] = link
    app.run()
    assert not app.exception
    [warning] = warnings(app)
    assert warning.startswith(LOST.split(":")[0])
    assert "workspace" not in app.query_params
    assert "Start a workspace" in [header.value for header in app.header]


def test_a_database_that_cannot_be_opened_is_said_in_one_sentence_and_the_link_stays(monkeypatch, tmp_path):
    monkeypatch.setenv("EVIDENCE_DATABASE_URL", f"sqlite:///{tmp_path}")
    forget_database()
    app = opened("narrative", f"workspace={LINK}")
    assert not app.exception
    assert len(warnings(app)) == 1
    assert linked(app) == LINK
    forget_database()


def test_a_workspace_is_opened_by_its_link_or_the_last_part_of_it(engine):
    begun(engine)
    for given in (LINK, f"https://evidence.example/narrative?workspace={LINK}&step=read", f"  {LINK} "):
        app = opened("narrative")
        field(app, "Link or its last part").set_value(given)
        assert press(app, "Open").title[0].value == "Greater Manchester"


def test_the_workspace_is_read_once_in_a_run(engine, monkeypatch):
    begun(engine)
    app = opened("coordination", f"place={MANCHESTER}&workspace={LINK}")
    reads = []
    genuine = _workspace.open_workspace
    monkeypatch.setattr(_workspace, "open_workspace", lambda *a: reads.append(a) or genuine(*a))
    app.run()
    assert len(reads) == 1


# ---- writing --------------------------------------------------------------------------------------------------------


def test_the_draft_is_looked_at_put_in_and_undone(engine):
    workspace, _ = begun(engine)
    app = press(page(), "Put the draft in")
    made = held(engine, workspace, "claim")
    assert len(made) >= 10 and all(one["accepted"] for one in made)
    assert f"{len(made)} statements were put in" in told(app)
    assert "Unsupported" not in texts(app)
    press(app, "Undo")
    assert held(engine, workspace, "claim") == []


def test_a_statement_is_written_with_a_figure_found_by_search(engine):
    workspace, _ = begun(engine)
    app = press(page(), "Add a statement")
    app = fill(app, "Statement 1", "Work: [[]], they say.")
    assert "A figure is still to be put in where [[]] stands." in says(app)
    app = fill(app, "Find a figure", "employment rate")
    app = press(
        app, next(label for label in buttons(app) if label.startswith("**Employment rate, aged 16 to 64, 2023**"))
    )
    assert not app.exception
    [content] = held(engine, workspace, "claim")
    assert content["text"] == f"Work: [[{LEVEL}]], they say."
    assert content["accepted"][LEVEL]["words"].startswith(WORD)
    assert f"Work: {WORD} in 2023" in says(app)
    app = press(app, "Undo")
    assert held(engine, workspace, "claim") == [{"section": "challenges", "text": "Work: [[]], they say."}]
    assert field(app, "Statement 1").value == "Work: [[]], they say."


def test_a_number_without_evidence_is_marked_and_the_nearest_finding_put_in(engine):
    workspace, [key] = begun(engine, claim("Of us 72% work."))
    app = press(page(), "Edit 1")
    assert "**72%** has no evidence here." in says(app)
    near = [button for button in app.button if button.key.startswith("near-")]
    assert 1 <= len(near) <= 3
    near[0].click().run()
    reference = near[0].key.rsplit(f"{key}-0-", 1)[1]
    assert held(engine, workspace, "claim")[0]["text"] == f"Of us 72% work. [[{reference}]]"


def test_a_statement_rests_on_what_people_said(engine):
    workspace, [_, heard] = begun(engine, claim("They cannot find welders."), ("evidence", WELDERS))
    app = press(page(), "Edit 1")
    box = next(b for b in app.multiselect if b.label == "Rests on what people said")
    app = box.set_value([heard]).run()
    [content] = held(engine, workspace, "claim")
    assert content["evidence"] == [heard] and heard in content["accepted"]
    assert "rests on 1 source of what people said" in says(app)
    press(app, "Undo")
    assert held(engine, workspace, "claim")[0].get("evidence", []) == []


def test_who_does_it_and_by_when_belong_to_offers_and_asks(engine):
    workspace, _ = begun(engine, claim(section="asks"))
    app = press(page(part="asks"), "Edit 1")
    fill(fill(app, "Who does it", "The county"), "By when", "2030")
    [content] = held(engine, workspace, "claim")
    assert (content["by_whom"], content["by_when"]) == ("The county", "2030")
    workspace, _ = begun_again(engine, claim())
    assert not [box for box in press(page(), "Edit 1").text_input if box.label == "Who does it"]


def begun_again(engine, *items):
    [old] = list_workspaces(engine)
    delete_workspace(engine, old.id)
    return begun(engine, *items)


def test_statements_are_moved_and_removed_with_a_way_back(engine):
    workspace, _ = begun(engine, claim("One."), claim("Two."))
    app = press(press(page(), "Edit 2"), "Move up")
    assert [c["text"] for c in held(engine, workspace, "claim")] == ["Two.", "One."]
    app = press(app, "Undo")
    assert [c["text"] for c in held(engine, workspace, "claim")] == ["One.", "Two."]
    app = press(app, "Remove 2")
    assert [c["text"] for c in held(engine, workspace, "claim")] == ["One."]
    press(app, "Undo")
    assert [c["text"] for c in held(engine, workspace, "claim")] == ["One.", "Two."]


def test_a_statement_whose_evidence_changed_says_was_and_now_and_is_accepted_or_not(engine):
    old = {LEVEL: {"kind": "level", "value": 1.0, "words": "1.0% in 2001", "sentence": "It was 1.0%."}}
    workspace, _ = begun(engine, claim(f"At [[{LEVEL}]].", accepted=old), claim("Other.", section="asks"))
    app = page(part="asks")
    app = press(app, "Our challenges: 1 changed")
    assert app.session_state["part"] == "challenges"
    assert "Was: 1.0% in 2001" in flat(app) and f"Now: {WORD} in 2023" in flat(app)
    app = press(app, "Accept how 1 reads now")
    assert held(engine, workspace, "claim")[0]["accepted"][LEVEL]["words"].startswith(WORD)
    assert "Was:" not in says(app)
    app = press(app, "Undo")
    assert "Was: 1.0% in 2001" in flat(app)


def test_mending_a_typo_accepts_no_changed_data(engine):
    old = {LEVEL: {"kind": "level", "value": 1.0, "words": "1.0% in 2001", "sentence": "It was 1.0%."}}
    workspace, _ = begun(engine, claim(f"At [[{LEVEL}]], sed they.", accepted=old))
    fill(press(page(), "Edit 1"), "Statement 1", f"At [[{LEVEL}]], said they.")
    assert held(engine, workspace, "claim")[0]["accepted"] == old


# ---- two at once ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "stands"),
    [
        ("Keep what stands there", "Theirs."),
        ("Put mine in its place", "Mine."),
        ("Keep both, mine after it", "Theirs.\n\nMine."),
    ],
)
def test_the_second_to_write_sees_both_texts_and_chooses(engine, way, stands):
    workspace, [key] = begun(engine, claim("Before."))
    app = press(page(), "Edit 1")
    save_fields(engine, workspace.id, key, {"text": "Theirs."}, BEN, seen={"text": "Before."})
    app = fill(app, "Statement 1", "Mine.")
    assert held(engine, workspace, "claim")[0]["text"] == "Theirs."
    assert any(w.startswith("Ben changed this on") for w in warnings(app))
    assert {"Theirs.", "Mine."} <= {t.value for t in app.get("text")}
    app = press(app, "Close 1")
    assert any(w.startswith("Ben changed this on") for w in warnings(app))  # it stays open until it is settled
    app = press(app, way)
    assert held(engine, workspace, "claim")[0]["text"] == stands
    assert warnings(app) == []


def test_what_was_typed_into_something_removed_meanwhile_is_shown(engine):
    workspace, [key] = begun(engine, claim("Before."))
    app = press(page(), "Edit 1")
    remove_item(engine, workspace.id, key, BEN)
    app = fill(app, "Statement 1", "Mine.")
    assert any("was removed while you were typing" in w for w in warnings(app))
    assert "Mine." in [t.value for t in app.get("text")]
    assert warnings(press(app, "I have seen it")) == []


def test_undo_does_not_take_back_what_somebody_changed_since(engine):
    workspace, [key] = begun(engine, claim("Before."))
    app = fill(press(page(), "Edit 1"), "Statement 1", "Mine.")
    save_fields(engine, workspace.id, key, {"text": "Theirs."}, BEN, seen={"text": "Mine."})
    before = held(engine, workspace, "claim")
    app = press(app, "Undo")
    assert "Somebody changed the same thing since" in app.error[0].value
    assert held(engine, workspace, "claim") == before


def test_a_field_shows_what_somebody_else_saved_where_nothing_is_typed_in_it(engine):
    workspace, [key] = begun(engine, claim("Before."))
    app = press(page(), "Edit 1")
    save_fields(engine, workspace.id, key, {"text": "Theirs."}, BEN, seen={"text": "Before."})
    assert field(app.run(), "Statement 1").value == "Theirs."


# ---- priorities, principles, versions -------------------------------------------------------------------------------


def test_priorities_are_chosen_served_shown_by_statements_and_taken_off(engine):
    workspace, [key] = begun(engine, claim())
    app = page(part="fit")
    box = next(b for b in app.multiselect if b.label == "Add national priorities")
    chosen = next(option for option in box.options if "Advanced manufacturing" in option)
    app = press(box.select(chosen).run(), "Add to the list")
    field(app, "A priority of your own").set_value("Bee network")
    app = press(app, "Add it")
    app = fill(app, "How this place serves it: Bee network", "Buses.")
    shown = next(b for b in app.multiselect if b.label == "Statements that show it: Bee network")
    app = shown.set_value([key]).run()
    known, own = held(engine, workspace, "priority")
    assert known["name"] == "Advanced manufacturing" and known["source"]
    assert (own["group"], own["fit"], own["claims"]) == ("Our own", "Buses.", [key])
    press(press(app, "Take Bee network off the list"), "Undo")
    assert len(held(engine, workspace, "priority")) == 2


def test_a_principle_is_answered_with_reasons_beside_what_is_counted(engine):
    workspace, _ = begun(engine, claim())
    app = page("test")
    assert "Claims that rest on evidence: 0 of 1" in says(app)
    box = next(b for b in app.get("button_group") if b.label.endswith("Make it real"))
    app = box.set_value(["partly"]).run() if isinstance(box.value, list) else box.set_value("partly").run()
    why = next(b for b in app.text_area if b.label == "Why")
    app = why.set_value("Honest, but long.").run()
    [content] = held(engine, workspace, "principle")
    assert (content["answer"], content["reasons"]) == ("partly", "Honest, but long.")
    fill(fill(app, "Which year", "2040"), "Partners", "A college\nA chamber")
    [about] = held(engine, workspace, "about")
    assert (about["horizon"], about["partners"]) == ("2040", "A college\nA chamber")


def test_a_version_is_kept_compared_signed_and_gone_back_to(engine):
    workspace, [key] = begun(engine, claim("Before."))
    app = page("versions")
    field(app, "Name of the version").set_value("For the *board*")
    app = press(app, "Keep this version")
    [version] = versions_of(engine, workspace.id)
    save_fields(engine, workspace.id, key, {"text": "After."}, BEN, seen={})
    app = app.run()
    assert "1 claim reworded (Our challenges 1)." in says(app)
    field(app, "Organisation").set_value("A college")
    field(app, "Reservations").set_value("Too short.")
    app = press(app, "Record it")
    [signed] = held(engine, workspace, "sign-off")
    assert (signed["organisation"], signed["version"], signed["agreed"]) == ("A college", version.id, True)
    assert "A college agrees with For the *board*" in " ".join(says(app).split())
    app = press(app, next(label for label in buttons(app) if label.startswith("Go back to For the")))
    assert held(engine, workspace, "claim")[0]["text"] == "Before."
    assert held(engine, workspace, "sign-off") == []
    press(app, "Undo")
    assert held(engine, workspace, "claim")[0]["text"] == "After."
    assert len(held(engine, workspace, "sign-off")) == 1


def test_the_history_is_folded_and_one_change_of_it_can_be_taken_back(engine):
    workspace, [key] = begun(engine, claim("Before."))
    save_fields(engine, workspace.id, key, {"text": "After."}, BEN, seen={})
    app = page("versions")
    assert not app.table
    app = unfolded(app, "history")
    assert list(app.table[0].value["Who"]) == ["Ben", "Economy team", "Economy team"]
    app = press(app, "Take it back")
    assert held(engine, workspace, "claim")[0]["text"] == "Before."
    press(app, "Undo")
    assert held(engine, workspace, "claim")[0]["text"] == "After."


# ---- links, files ---------------------------------------------------------------------------------------------------


def test_who_has_the_link_to_read_reads_and_can_change_nothing(engine):
    secret = WELDERS | {"quotable": False}
    workspace, [_, heard] = begun(engine, claim("They say so."), ("evidence", secret))
    [one] = [item for item in read_items(engine, workspace.id) if item.kind == "claim"]
    save_fields(engine, workspace.id, one.id, {"evidence": [heard]}, BY, seen={})
    keep_version(engine, workspace.id, "Draft", BY)
    last = last_change(engine, workspace.id)
    for step in ("write", "read", "test", "versions", "share"):
        app = page(step, link=view_link(LINK))
        for box in (*app.text_input, *app.text_area, *app.multiselect, *app.get("file_uploader")):
            pytest.fail(f"{step}: {box.label} can be filled in")
        assert {b for b in buttons(app) if "Projector" not in b} == set()
        assert LINK not in texts(app)
        assert "welders" not in texts(app) and "Castings" not in texts(app)
        assert "Download the workspace" not in texts(app) and not app.get("download_button")
    assert last_change(engine, workspace.id) == last
    assert "Not for quotation" in says(page("read", link=view_link(LINK)))


def test_the_projector_shows_a_part_at_a_time_with_its_source_and_no_words_that_are_not_quotable(engine):
    workspace, [_, _, heard] = begun(
        engine, claim(f"At [[{LEVEL}]]."), claim("Heard.", section="asks"), ("evidence", WELDERS | {"quotable": False})
    )
    ask = next(item for item in read_items(engine, workspace.id) if item.content.get("section") == "asks")
    save_fields(engine, workspace.id, ask.id, {"evidence": [heard]}, BY, seen={})
    app = page("read", more="&view=projector")
    assert "Our challenges" in says(app) and "What we ask for" not in says(app)
    assert "Source: Office for National Statistics" in says(app)
    app = press(app, "Next")
    assert "What we ask for" in says(app) and "welders" not in texts(app)
    assert "Write" not in told(app)


def test_links_are_renewed_and_the_old_ones_open_nothing(engine):
    begun(engine)
    app = press(page("share"), "Make new links")
    new = linked(app)
    assert new != LINK and any(new in code.value for code in app.code)
    assert any(view_link(new) in code.value for code in app.code)
    assert warnings(opened("narrative", f"workspace={LINK}"))[0].startswith("This link opens no workspace")


def test_a_page_that_was_open_when_the_links_were_renewed_saves_nothing_more(engine):
    workspace, _ = begun(engine, claim("As it was."))
    app = press(page(), "Edit 1")
    renew_links(engine, workspace.id, link=new_link())
    app = fill(app, "Statement 1", "Written with a key that was changed.")
    assert held(engine, workspace, "claim")[0]["text"] == "As it was."
    assert not app.exception


def test_a_workspace_is_removed_only_where_its_title_is_typed(engine):
    begun(engine)
    app = page("share")
    remove = next(b for b in app.button if b.label == "Remove this workspace for good")
    assert remove.disabled
    app = fill(app, "To remove it, type its title", "Growth plan")
    app = press(app, "Remove this workspace for good")
    assert list_workspaces(engine) == []
    assert app.title[0].value == "Narrative"


def test_title_and_purpose_are_changed_and_a_title_never_emptied(engine):
    workspace, _ = begun(engine)
    app = fill(fill(page("share"), "Title", "Plan B"), "What it is for", "For the board")
    app = fill(app, "Title", "  ")
    assert "needs a title" in app.error[0].value
    [about] = held(engine, workspace, "about")
    assert (about["title"], about["purpose"]) == ("Plan B", "For the board")


def test_a_file_of_a_workspace_opens_as_a_new_one_and_a_bad_one_is_refused_whole(engine):
    workspace, _ = begun(engine, claim("Kept."))
    file = export_workspace(engine, workspace.id)
    app = opened("narrative")
    app.file_uploader(key="workspace-file").upload("workspace.json", file, "application/json").run()
    app = press(app, "Bring it back as a new workspace")
    assert app.title[0].value == "Greater Manchester"
    assert linked(app) != LINK
    assert len(list_workspaces(engine)) == 2
    broken = json.loads(file)
    broken["changes"][-1]["after"] = {"position": 0, "content": {"text": "Not what the items say."}}
    for bad in (b"", b"{}", b"nonsense", json.dumps(broken).encode()):
        app = opened("narrative")
        app.file_uploader(key="workspace-file").upload("workspace.json", bad, "application/json").run()
        app = press(app, "Bring it back as a new workspace")
        assert not app.exception
        assert len(app.error) == 1
        assert len(list_workspaces(engine)) == 2


# ---- places ---------------------------------------------------------------------------------------------------------


def test_a_group_of_ones_own_can_be_the_place(engine):
    begun(engine, claim(f"At [[{LEVEL}]]."), place="group:Two *cities*=E08000003,E08000006")
    app = page()
    assert app.title[0].value == "Two \\*cities\\*" or app.title[0].value == "Two *cities*"
    assert "Unsupported" not in texts(app)


def test_a_place_that_the_evidence_base_does_not_know_is_said_and_another_one_chosen(engine):
    workspace, _ = begun(engine, claim(f"At [[{LEVEL}]]."), place="E99999999")
    app = page()
    assert "E99999999" in warnings(app)[0]
    field(app, "Choose the place that it is about now").set_value(MANCHESTER).run()
    app = press(app, "Take this place")
    assert app.title[0].value == "Greater Manchester"
    assert held(engine, workspace, "about")[0]["place"] == MANCHESTER
    app = page(link=view_link(LINK))
    assert not app.exception


def test_the_place_of_a_read_link_that_is_unknown_offers_nothing(engine):
    begun(engine, place="group:Nowhere=X1")
    app = page(link=view_link(LINK))
    assert len(warnings(app)) == 1 and buttons(app) == []


# ---- text is text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [HOSTILE, *(one for one in PASTED if len(one) < 1000)])
def test_what_people_paste_is_shown_letter_by_letter_in_every_view(engine, text):
    fields = dict.fromkeys(("by_whom", "by_when", "text"), text) | {"rests_on": [text]}
    entry = dict.fromkeys(("organisation", "said", "theme", "date", "sector", "area", "source_title"), text)
    workspace, [_, heard, *_] = begun(
        engine,
        claim(section="asks", **fields),
        ("evidence", entry),
        ("priority", {"group": text, "name": text, "source": text, "fit": text}),
        ("principle", {"key": "make-it-real", "answer": text, "reasons": text}),
        title=text.strip() or "x",
    )
    [one] = [item for item in read_items(engine, workspace.id) if item.kind == "claim"]
    save_fields(engine, workspace.id, one.id, {"evidence": [heard]}, By(text, BY.at), seen={})
    version = keep_version(engine, workspace.id, text.strip() or "x", By(text, BY.at))
    signed = {"organisation": text, "role": text, "version": version.id, "date": text, "reservations": text}
    add_item(engine, workspace.id, "sign-off", signed, By(text, BY.at))
    for step, part in (
        ("write", "asks"),
        ("write", "fit"),
        ("read", ""),
        ("test", ""),
        ("versions", ""),
        ("share", ""),
    ):
        app = page(step, part or "asks")
        if (step, part) == ("write", "asks"):
            app = press(app, "Edit 1")
        if step == "versions":
            app = unfolded(app, "history")
        assert not app.exception, (step, part)
        read_as_markdown = [
            *written(app),
            *app.caption,
            *app.success,
            *app.error,
            *app.warning,
            *app.subheader,
            *app.info,
        ]
        for shown in (*(one.value for one in read_as_markdown), *buttons(app)):
            assert not ACTIVE.search(shown), (step, shown)
        for piece in app.get("html"):
            assert "<script" not in piece.proto.body and "<img" not in piece.proto.body


# ---- what other pages keep in the workspace -------------------------------------------------------------------------


def walk(step="incomes", link=LINK):
    app = opened("inclusive_growth", f"place={MANCHESTER}&step={step}&workspace={link}")
    assert not app.exception
    return app


def test_a_reading_is_kept_in_the_workspace_and_read_by_others(engine):
    workspace, _ = begun(engine)
    app = walk()
    field(app, "Your team's reading").set_value("Pay is not all.").run()
    [content] = held(engine, workspace, "reading")
    assert (content["area_code"], content["dimension"], content["text"]) == (MANCHESTER, "incomes", "Pay is not all.")
    again = walk()
    assert field(again, "Your team's reading").value == "Pay is not all."
    field(again, "Your team's reading").set_value("Pay is a part.").run()
    assert [one["text"] for one in held(engine, workspace, "reading")] == ["Pay is a part."]
    reader = walk(link=view_link(LINK))
    assert field(reader, "Your team's reading").value == "Pay is a part."
    assert field(reader, "Your team's reading").disabled


@pytest.mark.parametrize("first", [True, False])
def test_two_readings_of_the_same_dimension_are_both_shown(engine, first):
    workspace, ids = begun(engine, *([] if first else [("reading", entry_of(MANCHESTER, "incomes", "Before."))]))
    app = walk()
    if first:
        add_item(engine, workspace.id, "reading", entry_of(MANCHESTER, "incomes", "Theirs."), BEN)
    else:
        save_fields(engine, workspace.id, ids[0], {"text": "Theirs."}, BEN, seen={})
    field(app, "Your team's reading").set_value("Mine.").run()
    assert [one["text"] for one in held(engine, workspace, "reading")] == ["Theirs."]
    assert any(w.startswith("Ben changed this on") for w in warnings(app))
    press(app, "Keep both, mine after it")
    assert [one["text"] for one in held(engine, workspace, "reading")] == ["Theirs.\n\nMine."]


def test_an_activity_is_kept_in_the_workspace_and_read_by_others(engine):
    workspace, _ = begun(engine)
    app = add(with_form(f"place={MANCHESTER}&workspace={LINK}"), "Quay jobs club")
    [content] = held(engine, workspace, "activity")
    assert content["name"] == "Quay jobs club"
    assert "own_activities" not in app.session_state
    reader = opened("coordination", f"place={MANCHESTER}&workspace={view_link(LINK)}")
    assert "Quay jobs club" in says(reader)
    assert not {"Edit", "Remove", "Add to the register"} & set(buttons(reader))
    press(app, "Undo")
    assert held(engine, workspace, "activity") == []


def test_an_activity_that_somebody_else_changed_meanwhile_is_not_written_over(engine):
    workspace, _ = begun(engine)
    app = add(with_form(f"place={MANCHESTER}&workspace={LINK}"), "Quay jobs club")
    [item] = [one for one in read_items(engine, workspace.id) if one.kind == "activity"]
    table = item.content["table"].replace("Minutes", "Ben's minutes")
    save_fields(engine, workspace.id, item.id, {"table": table}, BEN, seen={})
    before = held(engine, workspace, "activity")
    app = press(app, "Undo")
    assert "Somebody else changed 'Quay jobs club' meanwhile" in " ".join(error.value for error in app.error)
    assert held(engine, workspace, "activity") == before
