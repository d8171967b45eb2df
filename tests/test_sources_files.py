"""Writing: whole or not at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import EvidenceError
from evidence.sources.files import csv_text, number_text, write_all
from tests.worked import bytes_in


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (18.560, "18.56"),
        (0.1 + 0.2, "0.3"),
        (73.60000000000001, "73.6"),
        (-0.0, "0"),
        (-2.5, "-2.5"),
        (1e9, "1000000000"),
        (1e-9, "0.000000001"),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_a_number_has_its_shortest_text(value, text):
    assert number_text(value) == text


@given(st.floats(-1e6, 1e6).map(lambda x: round(x, 6)))
def test_a_number_read_back_is_the_number(value):
    assert float(number_text(value)) == pytest.approx(value, abs=1e-9)


def test_a_table_has_unix_line_ends_and_quotes_only_what_needs_them():
    assert csv_text(("a", "b"), [("1", "x, y"), ("2", "z")]) == 'a,b\n1,"x, y"\n2,z\n'


def test_files_are_written_into_folders_that_did_not_exist(tmp_path):
    write_all({tmp_path / "a" / "b.csv": "x\n", tmp_path / "c.csv": "y\n"})
    assert bytes_in(tmp_path) == {"a/b.csv": b"x\n", "c.csv": b"y\n"}


def test_nothing_is_left_beside_the_files(tmp_path):
    write_all({tmp_path / "c.csv": "first\n"})
    write_all({tmp_path / "c.csv": "second\n"})
    assert bytes_in(tmp_path) == {"c.csv": b"second\n"}


def test_a_folder_that_is_a_file_cannot_be_written_into_and_nothing_changes(tmp_path):
    (tmp_path / "held.csv").write_bytes(b"old\n")
    (tmp_path / "blocked").write_bytes(b"a file where a folder should be\n")
    before = bytes_in(tmp_path)
    with pytest.raises(EvidenceError, match=r"Could not write .*blocked.*; nothing was changed\."):
        write_all({tmp_path / "held.csv": "new\n", tmp_path / "blocked" / "x.csv": "x\n"})
    assert bytes_in(tmp_path) == before


def test_what_was_moved_before_a_failure_is_put_back(tmp_path):
    """The second file cannot be moved to its place (a folder stands there), so the first must be as it was."""
    (tmp_path / "first.csv").write_bytes(b"old\n")
    (tmp_path / "second.csv").mkdir()
    (tmp_path / "second.csv" / "inside").write_bytes(b"kept\n")
    before = bytes_in(tmp_path)
    with pytest.raises(EvidenceError, match="nothing was changed"):
        write_all({tmp_path / "new.csv": "new\n", tmp_path / "first.csv": "new\n", tmp_path / "second.csv": "new\n"})
    assert bytes_in(tmp_path) == before


def test_a_full_disk_changes_nothing(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"old\n")
    write, calls = Path.write_text, []

    def full(self, *args, **kwargs):
        calls.append(self)
        if len(calls) == 2:
            raise OSError(28, "No space left on device", str(self))
        return write(self, *args, **kwargs)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(EvidenceError, match=r"No space left on device\); nothing was changed\."):
        write_all({tmp_path / "a.csv": "new\n", tmp_path / "b.csv": "new\n"})
    assert bytes_in(tmp_path) == {"a.csv": b"old\n"}
