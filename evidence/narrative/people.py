"""The rules about names of people: on what basis one may be kept, how long, and when it is due to be erased."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from evidence import wording
from evidence.workspace.people import LONGEST, Named


@dataclass(frozen=True, slots=True)
class Basis:
    """A lawful basis of article 6(1) of the UK GDPR: what it is, when it fits an engagement log, and what it needs."""

    key: str
    name: str
    article: str
    fits: str
    needs: str


# The others of article 6(1) are for contracts, duties in law, emergencies and purposes that the law lists.
BASES = {
    basis.key: basis
    for basis in (
        Basis(
            "consent",
            "Consent",
            "UK GDPR, article 6(1)(a)",
            "The person agreed, freely and knowing what for, that you keep their name.",
            "A record of who agreed, when and to what. They can take it back at any time, as easily as they gave it; then "
            "erase the name at once. It is not free where somebody depends on you, for a grant for example.",
        ),
        Basis(
            "public-task",
            "Public task",
            "UK GDPR, article 6(1)(e)",
            "You are a public body, and keeping the name is needed for a task that the law gives you.",
            "The law that gives you the task, named in your privacy notice, and no way to do it without the name. The "
            "person can object.",
        ),
        Basis(
            "legitimate-interests",
            "Legitimate interests",
            "UK GDPR, article 6(1)(f)",
            "You have a good reason to keep the name, need it for that, and it would not surprise or harm the person.",
            "Those three written down and weighed (an assessment of legitimate interests). A public body cannot use it for "
            "its own tasks. The person can object.",
        ),
    )
}
WHATEVER_THE_BASIS = (
    "Whatever the basis: tell the person what you keep, why and until when, keep no more than you need, and show or correct "
    "it when they ask. This is a guide and no legal advice; your data protection officer decides."
)
KEPT_YEARS, MOST_YEARS = 2, 10
HOW_LONG = (
    f"{KEPT_YEARS} years is our suggestion, long enough to come back to people while the narrative is made. The law gives "
    "no number: it says no longer than you need. Your own retention schedule comes first."
)


def suggested_keep_until(today: date, years: int = KEPT_YEARS) -> date:
    """The day until which a name that is entered today is kept if nobody says otherwise."""
    try:
        return today.replace(year=today.year + years)
    except ValueError:  # 29 February
        return today.replace(year=today.year + years, day=28)


def due_for_erasure(names: Mapping[str, Named], today: date) -> tuple[str, ...]:
    """The ids of entries whose names have been kept long enough, the longest overdue first; the last day itself is not due."""
    due = [(named.keep_until, item_id) for item_id, named in names.items() if named.keep_until < today]
    return tuple(item_id for _, item_id in sorted(due))


def problems_in_person(named: Named, today: date) -> list[str]:
    """What is wrong with a name as it would be kept, a sentence each; empty where it can be kept."""
    problems = [] if named.name.strip() else ["The name is missing; give one, or keep none."]
    problems += [
        f"The {what} has {len(text):,} characters; at most {LONGEST} are kept."
        for what, text in (("name", named.name), ("contact", named.contact))
        if len(text) > LONGEST
    ]
    if named.lawful_basis not in BASES:
        given = (
            f"There is no lawful basis {named.lawful_basis[:40]!r}" if named.lawful_basis else "Say why it may be kept"
        )
        problems.append(f"{given}; choose one of: {', '.join(BASES)}.")
    return problems + _wrong_day(named.keep_until, today)


def _wrong_day(keep_until: date, today: date) -> list[str]:
    latest = suggested_keep_until(today, MOST_YEARS)
    if keep_until < today:
        return [f"It would be kept until {wording.day(keep_until)}, which is over; give a day from today on."]
    if keep_until > latest:
        return [
            f"It would be kept until {wording.day(keep_until)}, more than {MOST_YEARS} years; "
            f"give a day up to {wording.day(latest)}."
        ]
    return []
