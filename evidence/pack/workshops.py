"""The chapter on workshops: each question that was asked, by how many it was answered, and what came of it; nobody's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence import wording
from evidence.narrative.engagement import day_of
from evidence.pack.blocks import Block, Chapter, Heading, Note, Paragraph, Table
from evidence.pack.making import Asked
from evidence.pack.narrative_words import LONGEST_CELL, one_line
from evidence.workshop.hands import NO, RESERVED, YES
from evidence.workshop.kept import Choice, Held, Question, held_in
from evidence.workshop.records import RATINGS

TITLE, KEY = "Workshops", "workshops"
SOURCE = "what the team keeps of the workshop."
HANDS = {YES: "Agree", RESERVED: "Agree with a reservation", NO: "Do not agree"}
ABOUT = (
    "Who came is no sample of the place, so the numbers say nothing of how many others think the same. Votes were "
    "anonymous. Counted is what the team keeps on record; words of notes that may be quoted stand under What people said."
)
RATED = "1 is the lowest rating and 5 the highest; half of the ratings lie in the middle half."


def workshops(asked: Asked) -> Chapter:
    """What came of each workshop that the workspace keeps evidence of."""
    held = held_in(asked.written.of("evidence"))
    blocks = [block for number, one in enumerate(held, start=1) for block in _workshop(one, number)]
    return Chapter(KEY, TITLE, (_summary(held),), (Note(ABOUT), *blocks))


def _summary(held: Sequence[Held]) -> str:
    questions = [question for one in held for question in one.questions]
    notes = sum(count for question in questions for _, count in question.notes)
    kept = [
        wording.counted(notes, "note"),
        wording.counted(sum(bool(question.choices) for question in questions), "vote"),
        wording.counted(sum(bool(question.hands) for question in questions), "statement"),
    ]
    return f"On record of {wording.counted(len(held), 'workshop')}: {wording.listed(kept)}."


def _workshop(held: Held, number: int) -> Iterator[Block]:
    opened = day_of(held.date)
    yield Heading(", ".join(filter(None, (one_line(held.title, LONGEST_CELL), wording.day(opened) if opened else ""))))
    for which, question in enumerate(held.questions, start=1):
        yield Heading(one_line(question.prompt, LONGEST_CELL) or f"Question {which}", 3)
        people = wording.counted(question.people, "person").replace("persons", "people")
        yield Paragraph(f"{people} answered.")
        key = f"workshop-{number}-{which}"
        if question.notes:
            yield _table(f"{key}-notes", "Notes by theme", ("Theme", "Notes"), _notes(question))
        if question.choices:
            yield _votes(f"{key}-vote", question.choices)
        if question.hands:
            rows = [(HANDS[answer], str(people)) for answer, people in question.hands]
            yield _table(f"{key}-hands", "Hands", ("Answer", "People"), rows)


def _notes(question: Question) -> list[tuple[str, ...]]:
    by_size = sorted(question.notes, key=lambda one: (one[0] == "", -one[1]))
    return [(one_line(theme, LONGEST_CELL) or "No theme", str(count)) for theme, count in by_size]


def _votes(key: str, choices: Sequence[Choice]) -> Table:
    if all(choice.dots is not None for choice in choices):
        by_dots = sorted(choices, key=lambda choice: -(choice.dots or 0))
        rows = [(_words(one), str(one.dots), str(one.people)) for one in by_dots]
        return _table(key, "Dots", ("Choice", "Dots", "People"), rows)
    ratings = tuple(f"Rated {rating}" for rating in RATINGS)
    return _table(
        key, "Ratings", ("Choice", *ratings, "Median", "Middle half"), [_rated(one) for one in choices], RATED
    )


def _rated(choice: Choice) -> tuple[str, ...]:
    low, middle, high = (choice.ratings.quartile(which) for which in (1, 2, 3))
    counts = (str(choice.ratings.counts.get(rating, 0)) for rating in RATINGS)
    if low is None or middle is None or high is None:
        return (_words(choice), *counts, "not rated", "not rated")
    return (_words(choice), *counts, _half(middle), f"{_half(low)} to {_half(high)}")


def _half(value: object) -> str:
    """A rating, or half-way between two: 3 or 3.5."""
    return f"{float(value):g}"  # type: ignore[arg-type]


def _words(choice: Choice) -> str:
    return one_line(choice.words, LONGEST_CELL)


def _table(key: str, title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], note: str = "") -> Table:
    numeric = (False, *(True for _ in columns[1:]))
    return Table(key, title, columns, tuple(rows), numeric, SOURCE, (), note)
