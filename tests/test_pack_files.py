"""A pack as files: four formats of the same evidence, whole or not at all, the same bytes for the same evidence."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.pack.files import FORMATS, MEDIA_TYPES, NAMES, Choices, check_formats, files_of, rendered, write_files
from tests.packs import sample_pack
from tests.worked import bytes_in

STARTS = {"pdf": b"%PDF-1.7", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "html": b"<!doctype html>"}


@pytest.fixture(scope="module")
def files():
    return rendered(sample_pack(place="Ashby"), tuple(FORMATS))


def test_a_pack_gives_a_file_of_each_format_under_one_name(files):
    assert set(files) == {f"evidence-pack-ashby-E1-2026-11-22.{ending}" for ending in STARTS}
    for name, content in files.items():
        assert content[:15].lower().startswith(STARTS[name.rsplit(".", 1)[1]].lower())


def test_every_format_has_a_name_and_a_media_type():
    assert FORMATS.keys() == NAMES.keys() == MEDIA_TYPES.keys()


def test_the_same_pack_gives_the_same_bytes_and_another_date_others(files):
    pack = sample_pack(place="Ashby")
    assert rendered(pack, tuple(FORMATS)) == files
    later = rendered(replace(pack, as_of=pack.as_of.replace(day=23)), tuple(FORMATS))
    assert not set(later.values()) & set(files.values())


def test_a_pack_is_written_into_a_folder_that_did_not_exist(tmp_path, files):
    paths = write_files(rendered(sample_pack(place="Ashby"), ("html", "xlsx")), tmp_path / "new" / "folder")
    assert [path.suffix for path in paths] == [".xlsx", ".html"]
    assert {path.name: path.read_bytes() for path in paths}.items() <= files.items()


def test_a_full_disk_leaves_no_file_of_a_pack(tmp_path, monkeypatch, files):
    write, calls = Path.write_bytes, []

    def full(self, content):
        calls.append(self)
        if len(calls) == 3:
            write(self, content[:100])
            raise OSError(28, "No space left on device", str(self))
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EvidenceError, match=r"No space left on device\); nothing was changed"):
        write_files(files, tmp_path)
    assert bytes_in(tmp_path) == {}


def test_a_folder_that_is_a_file_is_said_and_nothing_is_written(tmp_path):
    (tmp_path / "taken").write_bytes(b"a file\n")
    with pytest.raises(EvidenceError, match=r"Could not write .*taken"):
        write_files(rendered(sample_pack(place="Ashby"), ("html",)), tmp_path / "taken")
    assert bytes_in(tmp_path) == {"taken": b"a file\n"}


def test_formats_come_in_their_usual_order_and_unknown_ones_are_refused():
    assert check_formats(("html", "pdf")) == ("pdf", "html")
    with pytest.raises(EvidenceError, match="no format 'odt'; formats are: pdf, docx, xlsx, html"):
        check_formats(("pdf", "odt"))
    with pytest.raises(EvidenceError, match="No format was chosen; formats are: pdf, docx, xlsx, html"):
        check_formats(())


def test_progress_names_each_format():
    told = []
    rendered(sample_pack(), ("html", "xlsx"), progress=lambda share, doing: told.append((share, doing)))
    assert told == [(0.0, "Workbook"), (0.5, "Web page")]


def test_the_same_choices_are_made_once_whoever_watches(base):
    told = []
    choices = Choices("E06000053", date(2026, 11, 22), chapters=("work",))
    made = files_of(base, replace(choices, progress=lambda share, doing: told.append((share, doing))))
    assert files_of(base, choices) is made
    shares = [share for share, _ in told]
    assert shares == sorted(shares) and shares[-1] < 1
    assert [doing for _, doing in told][-4:] == ["PDF", "Word document", "Workbook", "Web page"]
