"""The commands on an exported workspace: its statements checked again, and its narrative in a pack."""

from __future__ import annotations

import json

import pytest

from evidence.__main__ import main
from evidence.workspace.transfer import export_workspace
from tests.narrating import SECRET, items_of, workspace_of


def asked(capsys, *arguments):
    """Exit code, output and error of a command."""
    code = main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def file(base, sqlite, tmp_path):
    """The workspace of the tests as a file."""
    made, _ = workspace_of(sqlite, items_of(base))
    path = tmp_path / "workspace.json"
    path.write_bytes(export_workspace(sqlite, made.id))
    return path


def test_every_statement_is_checked_and_what_changed_stands_with_how_it_read(capsys, file):
    code, out, _ = asked(capsys, "narrative", file)
    assert code == 0
    assert out.startswith("Greater Manchester (E47000001), combined authority\n25 statements: 20 current")
    # ONS, Subregional productivity, June 2025: £39.77 in Greater Manchester, £42.39 in England.
    assert (
        "  Gross value added per hour worked, gap to England, 2023: changed (figures for 2023 were revised)\n"
        "    was: 20% below England in 2021\n"
        "    now: 6.2% below England (£39.77 against £42.39) in 2023\n" in out
    )


def test_the_json_is_a_row_a_statement_with_its_evidence(capsys, file):
    code, out, _ = asked(capsys, "narrative", file, "--json")
    rows = json.loads(out)
    assert code == 0
    keys = {"number", "section", "status", "reads", "was", "sources", "by_whom", "by_when", "evidence"}
    assert all(set(row) == keys for row in rows)
    hours = next(row for row in rows if row["reads"].startswith("An hour's work"))
    assert (hours["section"], hours["status"]) == ("challenges", "unsupported")
    assert hours["was"].startswith("An hour's work yields less here: 20% below England in 2021.")
    assert hours["evidence"][0] == {
        "key": "gap gva-per-hour-worked to E92000001",
        "label": "Gross value added per hour worked, gap to England, 2023",
        "status": "changed",
        "was": "20% below England in 2021",
        "now": "6.2% below England (£39.77 against £42.39) in 2023",
        "why": "figures for 2023 were revised",
    }


def test_controls_that_somebody_typed_do_not_reach_the_terminal(base, capsys, sqlite, tmp_path):
    about, *_ = items_of(base)
    claim = next(i for i in items_of(base) if i.content.get("section") == "offers")
    nasty = {**claim.content, "text": "\x1b[31mred\x1b[0m \u202eturned"}
    made, _ = workspace_of(sqlite, (about, type(claim)(claim.id, "claim", 0.0, nasty)))
    path = tmp_path / "w.json"
    path.write_bytes(export_workspace(sqlite, made.id))
    _, out, _ = asked(capsys, "narrative", path)
    assert "[31mred[0m turned" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_pack_of_a_workspace_is_of_its_place_with_its_narrative_and_the_same_each_time(capsys, file, tmp_path):
    how = ("--workspace", file, "--formats", "html", "--as-of", "2026-11-26", "--chapters", "work")
    code, out, _ = asked(capsys, "pack", *how, "--to", tmp_path / "one")
    assert code == 0
    (page,) = (tmp_path / "one").iterdir()
    assert page.name == "evidence-pack-greater-manchester-E47000001-2026-11-26.html"
    text = page.read_text(encoding="utf-8")
    assert "The place narrative" in text
    assert "Claims and their evidence" in text
    assert SECRET not in text
    asked(capsys, "pack", "E47000001", *how, "--to", tmp_path / "two")
    assert (tmp_path / "two" / page.name).read_bytes() == page.read_bytes()
    assert str(page) in out


def test_a_file_that_is_no_workspace_is_refused_in_a_sentence_and_nothing_is_written(capsys, tmp_path):
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}", encoding="utf-8")
    for arguments in (("narrative", wrong), ("pack", "--workspace", wrong, "--to", tmp_path / "out")):
        code, out, err = asked(capsys, *arguments)
        assert (code, out) == (1, "")
        assert "is not a workspace" in err
    assert not (tmp_path / "out").exists()
    code, _, err = asked(capsys, "narrative", tmp_path / "none.json")
    assert code == 1
    assert "There is no file" in err
