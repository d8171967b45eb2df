"""The commands on workspaces, on both databases, as whoever runs the database uses them."""

import json
import re

import pytest

from evidence.__main__ import main
from evidence.commands.workspace import WHERE
from evidence.errors import EvidenceError
from evidence.workspace.database import VARIABLE
from evidence.workspace.items import read_items
from evidence.workspace.people import Named, keep_name
from evidence.workspace.transfer import export_workspace
from evidence.workspace.workspaces import create_workspace, list_workspaces, new_link, open_workspace
from tests.workspaces import ABOUT, ANN, begin, claim


@pytest.fixture(autouse=True)
def environment(address, monkeypatch):
    monkeypatch.setenv(VARIABLE, address)


def said(capsys, *arguments):
    assert main(["workspace", *arguments]) == 0
    return capsys.readouterr().out


def refused(capsys, *arguments):
    assert main(["workspace", *arguments]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def link_of(address_part):
    return re.fullmatch(r"\?workspace=([\w-]{32})", address_part)[1]


def test_workspaces_are_listed(capsys, engine):
    assert said(capsys, "list").startswith("There is no workspace in ")
    assert json.loads(said(capsys, "list", "--json")) == []
    room = begin(engine)
    claim(engine, room)
    header, row = said(capsys, "list").splitlines()
    assert header.split() == ["ID", "Changed", "Changes", "Place", "Title"]
    assert row.split(maxsplit=4) == [room.id, "2026-11-26", "2", "E10000099", "Ashby, local growth plan 2026"]
    assert json.loads(said(capsys, "list", "--json")) == [
        {
            "id": room.id, "title": ABOUT["title"], "place": "E10000099", "created": "2026-11-26T14:30:00.000000Z",
            "changed": "2026-11-26T14:30:00.000000Z", "changes": 2,
        }
    ]  # fmt: skip


def test_new_links_are_printed_and_the_old_stop_working(capsys, engine):
    old = new_link()
    room = create_workspace(engine, ABOUT, ANN, link=old)
    assert "The database keeps no links" in refused(capsys, "links", room.id)
    assert open_workspace(engine, old) == room
    lines = said(capsys, "links", room.id, "--renew").splitlines()
    edit, read = (link_of(line.split(": ")[1]) for line in lines[1:])
    assert open_workspace(engine, edit).may_edit
    assert not open_workspace(engine, read).may_edit
    with pytest.raises(EvidenceError):
        open_workspace(engine, old)
    found = json.loads(said(capsys, "links", room.id, "--renew", "--json"))
    assert found["id"] == open_workspace(engine, link_of(found["edit"])).id == room.id
    assert open_workspace(engine, link_of(found["read"])).id == room.id


def test_a_workspace_goes_out_as_a_file_and_comes_back_as_another(capsys, engine, tmp_path):
    from datetime import date

    room, file = begin(engine), tmp_path / "out" / "workspace.json"
    one = claim(engine, room)
    keep_name(engine, room.id, one.id, Named("Sian", "", "consent", date(2027, 1, 1)))
    assert said(capsys, "export", room.id, "--to", str(file)).strip() == str(file)
    assert file.read_bytes() == export_workspace(engine, room.id)
    assert b"Sian" not in file.read_bytes()
    assert json.loads(said(capsys, "export", room.id, "--to", str(file), "--json")) == {
        "id": room.id,
        "file": str(file),
    }
    found = json.loads(said(capsys, "import", str(file), "--json"))
    copy = open_workspace(engine, link_of(found["edit"]))
    assert (copy.id, copy.may_edit) == (found["id"], True) != (room.id, True)
    assert read_items(engine, copy.id) == read_items(engine, room.id)
    assert "To edit: ?workspace=" in said(capsys, "import", str(file))
    assert len(list_workspaces(engine)) == 3


def test_a_workspace_is_removed_only_by_who_means_it(capsys, engine):
    room = begin(engine)
    assert "repeat the command with --yes" in refused(capsys, "delete", room.id)
    assert len(list_workspaces(engine)) == 1
    assert "was removed for good" in said(capsys, "delete", room.id, "--yes")
    assert list_workspaces(engine) == []
    room = begin(engine)
    assert json.loads(said(capsys, "delete", room.id, "--yes", "--json")) == {"id": room.id}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("links", "abc", "--renew"), "There is no workspace 'abc'"),
        (("delete", "abc", "--yes"), "There is no workspace 'abc'"),
        (("export", "abc", "--to", "x.json"), "no longer there"),
        (("import", "nowhere.json"), "The file nowhere.json cannot be read: No such file or directory."),
        (("import", "."), "cannot be read: Is a directory."),
        (("import", "app.py"), "Nothing was imported: the file is not a workspace"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(capsys, arguments, sentence, tmp_path, monkeypatch):
    if arguments[-1] == "x.json":
        monkeypatch.chdir(tmp_path)
    assert sentence in refused(capsys, *arguments)
    assert not (tmp_path / "x.json").exists()


def test_a_database_that_cannot_be_used_is_said_without_its_password(capsys, monkeypatch):
    monkeypatch.setenv(VARIABLE, "postgresql://ann:secret@127.0.0.1:1/narratives")
    sentence = refused(capsys, "list")
    assert "cannot be used" in sentence and "secret" not in sentence


def test_the_help_names_the_variable():
    assert VARIABLE in WHERE


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("export", "abc"), ("links",)])
def test_wrong_usage_exits_2(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(["workspace", *arguments])
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err
