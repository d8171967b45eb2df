"""Activities as a list to read: those that a word finds, a kind after another, and what cases achieved and cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence import wording
from evidence.coordination import words
from evidence.coordination.activities import FUNCTIONS, KINDS, Activity
from evidence.coordination.coverage import Held
from evidence.coordination.figures import Compared
from evidence.coordination.place import Coordination
from evidence.coordination.tables import OWN

ADDED = "added by your team"
UNUSUAL = {
    "accelerator": "business accelerators and incubators",
    "community-enterprise": "community and co-operative enterprises",
    "procurement": "social value in procurement",
}


def name_of(activity: Activity) -> str:
    """The name of an activity where it stands among others: what the team added itself is marked."""
    return f"{activity.name} ({ADDED})" if activity.layer == OWN else activity.name


def several(kind: str) -> str:
    """A kind of activity as more than one: "growth hubs", "networks of councils", "local finance bodies"."""
    if kind in UNUSUAL:
        return UNUSUAL[kind]
    noun, of, rest = KINDS[kind].partition(" of ")
    many = f"{noun[:-1]}ies" if noun[-1] == "y" and noun[-2] not in "aeiou" else f"{noun}s"
    return many + of + rest


def matching(held: Sequence[Held], text: str) -> tuple[Held, ...]:
    """The activities in whose name, bodies, story or kind every word of a text stands; all of them for an empty text."""
    words = text.casefold().split()
    return tuple(h for h in held if all(word in _searched(h) for word in words))


def _searched(held: Held) -> str:
    a = held.activity
    return " ".join((a.name, KINDS[a.kind], a.lead_body, *a.partners, a.areas_as_stated, a.story)).casefold()


def by_kind(held: Sequence[Held]) -> tuple[tuple[str, tuple[Held, ...]], ...]:
    """Activities a kind after another, in the order in which each kind first comes."""
    kinds = dict.fromkeys(h.activity.kind for h in held)
    return tuple((kind, tuple(h for h in held if h.activity.kind == kind)) for kind in kinds)


@dataclass(frozen=True, slots=True)
class Line:
    """An outcome or a cost of a case in words: how much, of what, and what it must be read with."""

    measures: str  # "outcome" or "cost"
    amount: str
    what: str
    now: str  # in the prices of one year: "£83 in prices of 2024"; empty for what is no money, or of that year
    read_with: str


def case_lines(found: Sequence[Compared]) -> tuple[tuple[Activity, tuple[Line, ...]], ...]:
    """Each case with its outcomes, then its costs; in the order of the cases and their sources, never of the size."""
    cases = {c.activity.slug: c.activity for c in found}
    shown = sorted(found, key=lambda c: c.figure.measures == "cost")
    return tuple((case, tuple(_line(c) for c in shown if c.activity.slug == slug)) for slug, case in cases.items())


def _line(c: Compared) -> Line:
    now = c.why_not
    if c.uprated is not None and c.figure.price_year != c.price_year:
        now = f"{words.uprated_amount(c)} in prices of {c.price_year}"
    how = words.how_counted(c.figure)
    note = f" {c.figure.note}" if c.figure.note else ""
    return Line(
        c.figure.measures,
        words.amount(c.figure),
        words.what_is_counted(c.figure),
        now,
        f"{how[0].upper()}{how[1:]}.{note}",
    )


def which_cases(coordination: Coordination, functions: Sequence[str], n: int) -> str:
    """How many cases are shown and why these, in a sentence."""
    place, absent = wording.place(coordination.area), [f for f in FUNCTIONS if f not in coordination.functions]
    cases = "1 case" if n == 1 else f"{n} cases"
    if functions:
        return f"{cases} from elsewhere, with figures, for {words.function_names(functions)}."
    if absent:
        return (
            f"{cases} from elsewhere, with figures, for {words.function_names(absent)}, for which nothing is on record "
            f"for {place}."
        )
    return f"{cases} from elsewhere, with figures; for every function something is on record for {place} too."
