"""Packs of many places: what is written, and what is said of a place that has none."""

from dataclasses import replace
from datetime import date

import pytest

from evidence.errors import EvidenceError
from evidence.pack.batch import write_packs
from evidence.pack.files import Choices
from tests.worked import ASHBY, DUNMOUTH, OLD_EASTHOLM, bytes_in

TODAY = date(2026, 11, 22)


def both() -> list[Choices]:
    """Packs of two places."""
    return [Choices(DUNMOUTH, TODAY), Choices(ASHBY, TODAY)]


def test_one_file_a_place_and_format_under_the_names_of_the_places(world, tmp_path):
    paths, refused = write_packs(world, both(), ("html", "xlsx"), tmp_path)
    assert not refused
    assert [path.name for path in paths] == [
        f"evidence-pack-{name}-2026-11-22.{ending}"
        for name in (f"dunmouth-{DUNMOUTH}", f"ashby-{ASHBY}")
        for ending in ("xlsx", "html")
    ]
    assert set(bytes_in(tmp_path)) == {path.name for path in paths}


def test_a_place_without_a_pack_is_said_and_does_not_stop_the_others(world, tmp_path):
    paths, refused = write_packs(world, [Choices(OLD_EASTHOLM, TODAY), Choices(DUNMOUTH, TODAY)], ("html",), tmp_path)
    assert [path.name for path in paths] == [f"evidence-pack-dunmouth-{DUNMOUTH}-2026-11-22.html"]
    assert list(refused) == [OLD_EASTHOLM]
    assert "Eastholm" in refused[OLD_EASTHOLM]


@pytest.mark.parametrize(
    ("how", "formats", "said"),
    [
        ({}, ("odt",), "no format 'odt'"),
        ({"edition": "secret"}, ("html",), "no edition 'secret'"),
        ({"chapters": ("wrok",)}, ("html",), "no chapter 'wrok'"),
        ({"as_of": date(1990, 1, 1)}, ("html",), "cannot be dated 1 January 1990"),
    ],
)
def test_a_choice_that_no_pack_can_have_is_refused_and_nothing_is_written(world, tmp_path, how, formats, said):
    first, second = both()
    with pytest.raises(EvidenceError, match=said):
        write_packs(world, [first, replace(second, **how)], formats, tmp_path)
    assert bytes_in(tmp_path) == {}


def test_comparators_and_purpose_reach_each_pack(world, tmp_path):
    order = Choices(DUNMOUTH, TODAY, comparators=(ASHBY,), purpose="For the cabinet")
    [path], _ = write_packs(world, [order], ("html",), tmp_path)
    text = path.read_text(encoding="utf-8")
    assert "For the cabinet" in text
    assert "Worse than Ashby" in text or "Better than Ashby" in text
    assert "Better than England" not in text


def test_progress_is_shown_on_standard_error_not_among_the_answers(world, tmp_path, capsys):
    write_packs(world, [Choices(DUNMOUTH, TODAY)], ("html",), tmp_path)
    seen = capsys.readouterr()
    assert seen.out == ""
    assert "Dunmouth" in seen.err


def test_a_place_whose_name_the_typeface_cannot_set_does_not_stop_the_others(world, tmp_path):
    drawn = world.with_group("Smile \U0001f600", (DUNMOUTH, ASHBY))
    orders = [
        Choices("group:Smile \U0001f600", TODAY, chapters=("work",)),
        Choices(DUNMOUTH, TODAY, chapters=("work",)),
    ]
    paths, refused = write_packs(drawn, orders, ("pdf",), tmp_path)
    assert [path.name for path in paths] == [f"evidence-pack-dunmouth-{DUNMOUTH}-2026-11-22.pdf"]
    assert "cannot be set as a PDF" in refused["group:Smile \U0001f600"]
