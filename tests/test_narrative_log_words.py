"""The history in words: who changed what, how it read before and after, and nothing that nobody can read."""

from datetime import UTC, datetime, timedelta

import pytest

from evidence.narrative.log_words import LONGEST, conflict_words, history_lines, history_table, line_of, version_label
from evidence.workspace.records import By, Change, Conflict, Version

AT = datetime(2026, 11, 26, 14, 5, tzinfo=UTC)
ANN, BEN = By("Ann", AT), By("Ben", AT + timedelta(minutes=1))


def change(seq=1, kind="claim", field="text", before=None, after=None, by=ANN, item="i1"):
    return Change(seq, item, kind, field, before, after, by)


def whole(**content):
    return {"position": 1.0, "content": content}


@pytest.mark.parametrize(
    ("made", "what", "before", "after"),
    [
        (change(before="Pay is low.", after="Pay is high."), "changed the text of a statement", "Pay is low.", "Pay is high."),
        (change(field="", after=whole(section="asks", text="More buses.")), "added a statement", "", "What we ask for; More buses."),
        (change(field="", before=whole(text="More buses.")), "removed a statement", "More buses.", ""),
        (change(field="", kind="evidence"), "erased an entry of what people said for good", "", ""),
        (change(field="position", before=1.0, after=0.5), "moved a statement", "", ""),
        (change(kind="about", field="step", before="emerging", after="tested"), "changed the progress of the workspace", "Emerging narrative", "Tested with partners"),
        (change(kind="evidence", field="quotable", after=True), "changed whether words may be quoted of an entry of what people said", "", "yes"),
        (change(field="evidence", before=["a" * 32], after=["a" * 32, "b" * 32]), "changed what it rests on of what people said of a statement", "1 entry", "2 entries"),
        (change(kind="priority", field="claims", before=[], after=["a" * 32]), "changed the statements that show it of a priority", "", "1 statement"),
        (change(kind="sign-off", field="", after=whole(organisation="A college", version="f" * 32, agreed=True)), "added a sign-off", "", "A college; yes"),
    ],
)  # fmt: skip
def test_a_change_is_told_as_a_person_would(made, what, before, after):
    line = line_of(made)
    assert (line.what, line.before, line.after) == (what, before, after)
    assert (line.when, line.who) == ("26 November 2026, 14:05", "Ann")


def test_what_a_text_was_accepted_with_is_told_only_where_it_was_accepted_alone():
    with_text = [change(1, after="Words."), change(2, field="accepted", after={"level pay": {"words": "£10"}})]
    alone = change(
        3, field="accepted", before={"level pay": {"words": "£10"}}, after={"level pay": {"words": "£12"}}, by=BEN
    )
    lines = history_lines([*with_text, alone])
    assert [line.seq for line in lines] == [3, 1]
    assert (lines[0].what, lines[0].before, lines[0].after) == (
        "changed the evidence it was accepted with of a statement",
        "£10",
        "£12",
    )


def test_the_table_has_the_newest_first_and_is_numbered_by_change():
    table = history_table([change(1, after="One."), change(2, after="Two.", by=BEN)])
    assert list(table.index) == [2, 1]
    assert list(table.columns) == ["When", "Who", "What", "Before", "After"]
    assert list(table["Who"]) == ["Ben", "Ann"]


def test_a_long_value_is_cut_on_one_line():
    line = line_of(change(after="word\n" * 1000))
    assert len(line.after) == LONGEST and line.after.endswith("…") and "\n" not in line.after


@pytest.mark.parametrize("value", ["text", 3, None, [], {}, [{"a": 1}], True, {"x": None}])
@pytest.mark.parametrize("field", ["text", "accepted", "evidence", "anything", ""])
def test_a_value_from_a_file_of_any_shape_is_told_without_a_fault(field, value):
    made = change(field=field, after={"content": {"accepted": value, "evidence": value}} if field == "" else value)
    assert isinstance(line_of(made).after, str)


def test_a_version_is_named_with_its_day():
    assert version_label(Version("v", "Draft", 3, ANN)) == "Draft (26 November 2026)"


def test_a_conflict_says_who_and_when_and_that_nothing_is_lost():
    said = conflict_words(Conflict("i1", "text", "mine", "theirs", ANN))
    assert said.startswith("Ann changed this on 26 November 2026 at 14:05 (universal time)")
    assert "Nothing of yours is lost" in said
    assert conflict_words(Conflict("i1", "text", "mine", "theirs", None)).startswith("Somebody changed this")
    assert "was removed while you were typing" in conflict_words(
        Conflict("i1", "text", "mine", None, BEN, removed=True)
    )
