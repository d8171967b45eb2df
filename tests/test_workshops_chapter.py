"""The chapter on workshops: questions with the numbers that came of them, in every format, and nobody's words."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from evidence.pack.blocks import Heading, Note, Paragraph, Table
from evidence.pack.files import FORMATS, rendered
from tests.narrating import item, items_of, narrated, written
from tests.opened_pdf import texts_of

HOSTILE = "<img src=x onerror=alert(1)> #eval(1) =1+1"
ABOUT = {"method": "workshop", "workshop": "w" * 32, "source_title": "Our economy", "date": "2026-05-07"}
KNOW = {**ABOUT, "workshop_step": "know", "prompt": "What keeps firms here from growing?", "people": 12}
ENTRIES = (
    {**KNOW, "said": "SECRET welders", "workshop_theme": "Skills", "notes": 3},
    {**KNOW, "said": "SECRET rents", "workshop_theme": ""},
    {**KNOW, "said": "SECRET buses", "workshop_theme": "Transport"},
    {**KNOW, "said": "SECRET trams", "workshop_theme": "Transport"},
    {
        **ABOUT,
        "workshop_step": "dots",
        "prompt": "What matters most?",
        "people": 11,
        "choices_of": "themes",
        "votes": [{"choice": "Transport", "people": 4, "dots": 7}, {"choice": HOSTILE, "people": 9, "dots": 26}],
    },
    {
        **ABOUT,
        "workshop_step": "rate",
        "prompt": "How much?",
        "people": 4,
        "choices_of": "options",
        "votes": [
            {"choice": "Buses", "people": 4, "ratings": {"2": 1, "4": 2, "5": 1}},
            {"choice": "Trams", "people": 0, "ratings": {}},
        ],
    },
    {
        **ABOUT,
        "workshop_step": "agree",
        "prompt": "Can you stand behind this? Skills come first.",
        "people": 10,
        "said": "SECRET reservation",
        "votes": [{"agree": 7, "reservation": 2, "disagree": 1}],
    },
)


@pytest.fixture(scope="module")
def pack(base):
    kept = [item(900 + n, "evidence", **content) for n, content in enumerate(ENTRIES)]
    return narrated(base, written=written(base, items=(*items_of(base), *kept)))


@pytest.fixture(scope="module")
def chapter(pack):
    return next(one for one in pack.chapters if one.key == "workshops")


def test_it_stands_behind_what_people_said_and_only_where_a_workshop_was_held(pack, base):
    keys = [one.key for one in pack.chapters]
    assert keys[keys.index("people-said") + 1] == "workshops"
    assert "workshops" not in [one.key for one in narrated(base).chapters]


def test_the_answer_stands_first(chapter):
    assert chapter.summary == ("On record of 1 workshop: 6 notes, 2 votes and 1 statement.",)
    [about] = [block.text for block in chapter.blocks if isinstance(block, Note)]
    assert "Who came is no sample" in about and "Votes were anonymous" in about


def test_each_question_stands_with_how_many_answered_it(chapter):
    assert [(b.text, b.level) for b in chapter.blocks if isinstance(b, Heading)] == [
        ("Our economy, 7 May 2026", 2),
        ("What keeps firms here from growing?", 3),
        ("What matters most?", 3),
        ("How much?", 3),
        ("Can you stand behind this? Skills come first.", 3),
    ]
    assert [b.text for b in chapter.blocks if isinstance(b, Paragraph)] == [
        "12 people answered.",
        "11 people answered.",
        "4 people answered.",
        "10 people answered.",
    ]


def test_notes_votes_and_hands_are_counted(chapter):
    notes, dots, ratings, hands = (b for b in chapter.blocks if isinstance(b, Table))
    assert notes.rows == (("Skills", "3"), ("Transport", "2"), ("No theme", "1"))
    assert (dots.columns, dots.rows[1]) == (("Choice", "Dots", "People"), ("Transport", "7", "4"))
    assert dots.rows[0][1:] == ("26", "9")
    assert ratings.columns[1:] == (*(f"Rated {n}" for n in range(1, 6)), "Median", "Middle half")
    assert ratings.rows == (
        ("Buses", "0", "1", "0", "2", "1", "4", "3 to 4.5"),
        ("Trams", *("0",) * 5, "not rated", "not rated"),
    )
    assert hands.rows == (("Agree", "7"), ("Agree with a reservation", "2"), ("Do not agree", "1"))


def test_no_words_of_people_are_in_the_pack(pack):
    assert "SECRET" not in repr(pack)


def test_every_format_shows_it_and_takes_nothing_for_markup(pack):
    files = {name.rpartition(".")[2]: made for name, made in rendered(pack, tuple(FORMATS)).items()}
    web = files["html"].decode()
    assert "&lt;img src=x" in web and "<img src=x" not in web
    read = {
        "pdf": " ".join(texts_of(files["pdf"])),
        "docx": inside(files["docx"], "word/document.xml"),
        "xlsx": inside(files["xlsx"], "xl/sharedStrings.xml"),
        "html": web,
    }
    for name, text in read.items():
        assert "Agree with a reservation" in text, name
        assert "Transport" in text, name


def inside(made: bytes, part: str) -> str:
    """The text of one part of an Open XML file."""
    with ZipFile(BytesIO(made)) as opened:
        return opened.read(part).decode()
