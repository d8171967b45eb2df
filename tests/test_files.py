"""Files: TOML is read or refused in a sentence; writing is whole or not at all."""

from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.files import read_toml, write_all
from tests.worked import bytes_in


def test_bytes_are_written_as_they_are_and_texts_as_utf_8(tmp_path):
    write_all({tmp_path / "a.bin": b"\x00\xff", tmp_path / "b.txt": "Llŷn\n"})
    assert bytes_in(tmp_path) == {"a.bin": b"\x00\xff", "b.txt": b"Ll\xc5\xb7n\n"}


def test_toml_is_read_as_it_stands(tmp_path):
    (tmp_path / "a.toml").write_text('name = "Llŷn"\n[place]\ncode = 3\n', encoding="utf-8")
    assert read_toml(tmp_path / "a.toml", "There is none.") == {"name": "Llŷn", "place": {"code": 3}}


def test_toml_that_is_missing_or_spoilt_is_one_sentence(tmp_path):
    with pytest.raises(EvidenceError, match=r"^There is none\.$"):
        read_toml(tmp_path / "a.toml", "There is none.")
    for spoilt in (b"name = \n", b'name = "\xff"\n'):
        (tmp_path / "a.toml").write_bytes(spoilt)
        with pytest.raises(EvidenceError, match=r"^a\.toml: not readable as TOML \("):
            read_toml(tmp_path / "a.toml", "There is none.")


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
    write, calls = Path.write_bytes, []

    def full(self, *args, **kwargs):
        calls.append(self)
        if len(calls) == 2:
            raise OSError(28, "No space left on device", str(self))
        return write(self, *args, **kwargs)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EvidenceError, match=r"No space left on device\); nothing was changed\."):
        write_all({tmp_path / "a.csv": "new\n", tmp_path / "b.csv": "new\n"})
    assert bytes_in(tmp_path) == {"a.csv": b"old\n"}
