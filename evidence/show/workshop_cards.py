"""What a workshop's screens show as HTML: how to join, notes as cards, themes as columns, hands; every text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from evidence import wording
from evidence.show.qr_code import qr_html
from evidence.workshop.hands import NAMES, NO, RESERVED, Hand, Show
from evidence.workshop.notes import Note, alike, uppermost
from evidence.workshop.records import AGREE, COLLECT, GROUP, LOOK, VOTE, Step, Workshop
from evidence.workspace.records import read_stamp

KINDS = {LOOK: "Look", COLLECT: "Collect", GROUP: "Group", VOTE: "Vote", AGREE: "Agree"}
NO_THEME = "Under no theme yet"
SHORT = 90  # characters of a note in a list to choose from


def code_words(code: str) -> str:
    """A code as people read it aloud: in two halves."""
    return f"{code[:3]} {code[3:]}"


def people_words(number: int) -> str:
    """How many people: "1 person", "12 people"."""
    return f"{wording.plain_number(number, 0)} {'person' if number == 1 else 'people'}"


def short(text: str, most: int = SHORT) -> str:
    """A note on one line, cut where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def time_words(ends: str | None, now: datetime) -> str:
    """What is left of a time box: "4:05 left", "time is up, by 1:10"; "" where there is none."""
    if ends is None:
        return ""
    seconds = round((read_stamp(ends) - now).total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{minutes}:{rest:02d} left" if seconds > 0 else f"Time is up, by {minutes}:{rest:02d}"


def join_html(code: str, address: str) -> str:
    """How to join, to be read from the back of a room: QR code, address (where phones reach one) and code."""
    way = picture = ""
    if address:
        picture = qr_html(f"{address}?code={code}", f"QR code of the address {address}?code={code}")
        way = f'<p class="beside">Scan the picture with the camera of a phone, or open</p><p class="at">{escape(address)}</p>'
    return (
        f'<section class="join" aria-label="How to join">{picture}<div>{way}<p class="beside">Code to type</p>'
        f'<p class="code">{code_words(code)}</p></div></section>'
    )


def joined_html(workshop: Workshop, place: str, address: str) -> str:
    """The line that stays on the projector: the place, which step it is, where to join, the code, and how many are in."""
    where = f"{place} · {workshop.title} · step {workshop.index + 1} of {len(workshop.steps)}"
    parts = [f"<span>{people_words(workshop.people)} in the room</span>", f"<span>{escape(where)}</span>"]
    if workshop.code:
        there = f"{escape(address.partition('://')[2])} with " if address else ""
        parts.insert(0, f"<span>Join: {there}<strong>{code_words(workshop.code)}</strong></span>")
    return f'<p class="joined">{"".join(parts)}</p>'


def steps_html(workshop: Workshop) -> str:
    """The agenda as a line of steps, the current one marked."""
    items = "".join(
        f'<li{_current(workshop, n)}><span class="kind">{KINDS[step.kind]}</span> {escape(step.title)}</li>'
        for n, step in enumerate(workshop.steps)
    )
    return f'<ol class="agenda">{items}</ol>'


def question_html(step: Step) -> str:
    """The question of a step, large."""
    return f'<p class="question">{escape(step.prompt)}</p>' if step.prompt else ""


def statement_html(step: Step) -> str:
    """The statement that people can stand behind, large."""
    return f'<blockquote class="said-together">{escape(step.statement)}</blockquote>'


def count_html(number: int, what: str) -> str:
    """A count that all can see: "12 people have voted"."""
    return f'<p class="counted"><strong>{wording.plain_number(number, 0)}</strong> {escape(what)}</p>'


def notes_html(notes: Sequence[Note]) -> str:
    """Every note that is seen, as cards; those that say the same are counted on the card that stands for them."""
    return f'<ul class="notes">{"".join(_card(notes, note) for note in uppermost(notes))}</ul>'


def themes_html(notes: Sequence[Note], themes: Sequence[str]) -> str:
    """The notes that are seen under their themes, a column each, those without one first; themes without a note below."""
    held = {theme: [note for note in uppermost(notes) if note.theme == theme] for theme in ("", *themes)}
    columns = "".join(_column(notes, theme, under) for theme, under in held.items() if under)
    empty = [theme for theme in themes if not held[theme]]
    beside = f'<p class="beside">No note yet: {escape(wording.listed(empty))}</p>' if empty else ""
    return f'<div class="themes">{columns}</div>{beside}'


def themes_of(step: Step, notes: Sequence[Note]) -> tuple[str, ...]:
    """The themes of a grouping step: those that it starts from, then those that were added."""
    return tuple(dict.fromkeys([*step.themes, *(note.theme for note in uppermost(notes) if note.theme)]))


def hands_html(show: Show) -> str:
    """How many gave each answer, and every reservation in full."""
    counts = "".join(
        f"<li><strong>{wording.plain_number(number, 0)}</strong> {escape(NAMES[answer])}</li>"
        for answer, number in show.counts.items()
    )
    said = "".join(_hand(hand) for hand in sorted(show.said, key=lambda hand: (RESERVED, NO).index(hand.answer)))
    return f'<ul class="hands">{counts}</ul>' + (f'<ul class="reservations">{said}</ul>' if said else "")


def _current(workshop: Workshop, number: int) -> str:
    return ' class="here" aria-current="step"' if number == workshop.index else ""


def _card(notes: Sequence[Note], note: Note) -> str:
    same = len(alike(notes, note)) - 1
    who = ", ".join(part for part in (note.name, note.organisation) if part)
    beside = f'<span class="who">{escape(who)}</span>' if who else ""
    beside += f'<span class="same">and {wording.counted(same, "note")} like it</span>' if same else ""
    return f"<li><p>{escape(note.text)}</p>{beside}</li>"


def _column(notes: Sequence[Note], theme: str, held: Sequence[Note]) -> str:
    cards = "".join(_card(notes, note) for note in held)
    name = escape(theme or NO_THEME)
    return f'<section><h3>{name} <span>{len(held)}</span></h3><ul class="notes">{cards}</ul></section>'


def _hand(hand: Hand) -> str:
    kind = "Reservation" if hand.answer == RESERVED else "Does not agree"
    who = f", {escape(hand.organisation)}" if hand.organisation else ""
    return f'<li><p>{escape(hand.reservation)}</p><span class="who">{kind}{who}</span></li>'
