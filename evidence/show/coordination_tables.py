"""Coordination as tables of text: functions by pillars, who does what, neighbours, cases, and the lists they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from evidence import wording
from evidence.coordination import words
from evidence.coordination.activities import FUNCTIONS, KINDS, PILLARS, Activity
from evidence.coordination.coverage import Held
from evidence.coordination.figures import PRICES_OF, Compared
from evidence.coordination.listing import name_of, several
from evidence.coordination.place import Coordination
from evidence.coordination.register import CASES, Register
from evidence.coordination.tables import OWN

NOTHING = "nothing on record"
NONE_NAMED = "none named"
COUNTED_AS = {"neighbourhood-board": "Neighbourhoods named for a board"}  # a board may not sit yet
NOT_COUNTED = "not counted"  # the list does not go so far: an English list, of a place in Wales


def matrix_table(coordination: Coordination) -> pd.DataFrame:
    """Functions by pillars: how many activities of the place serve both, and their names; index "Function"."""
    rows = [[_named(coordination.matrix[function, pillar]) for pillar in PILLARS] for function in FUNCTIONS]
    names = pd.Index([name for name, _ in FUNCTIONS.values()], name="Function")
    return pd.DataFrame(rows, columns=[name for name, _ in PILLARS.values()], index=names)


def _named(activities: Sequence[Activity]) -> str:
    if not activities:
        return NOTHING
    lists = " (lists only)" if all(a.layer not in (CASES, OWN) for a in activities) else ""
    return f"{len(activities)}{lists}: {'; '.join(name_of(a) for a in activities)}"


def who_table(held: Sequence[Held]) -> pd.DataFrame:
    """Who does what: a row an activity; index "Activity"."""
    columns = ["Kind", "Led by", "Reach", "When", "Functions", "Pillars"]
    rows = [
        (
            words.kind(h.activity),
            h.activity.lead_body or "not stated",
            words.reach(h),
            words.life(h.activity),
            words.function_names(h.activity.functions),
            words.pillar_names(h.activity.pillars),
        )
        for h in held
    ]
    return pd.DataFrame(rows, columns=columns, index=pd.Index([name_of(h.activity) for h in held], name="Activity"))


def neighbours_table(coordination: Coordination) -> pd.DataFrame:
    """The place and its statistical neighbours on the lists that are complete, a column a kind of body; index "Place"."""
    shown = [(coordination.area.name, coordination.counts)]
    shown += [(n.area.name, n.counts) for n in coordination.neighbours]
    kinds = tuple(kind for kind in KINDS if any(kind in counts for _, counts in shown))
    rows = [tuple(_count(counts.get(kind)) for kind in kinds) for _, counts in shown]
    columns = [COUNTED_AS.get(kind) or _capital(several(kind)) for kind in kinds]
    return pd.DataFrame(rows, columns=columns, index=pd.Index([name for name, _ in shown], name="Place"))


def _count(bodies: int | None) -> str:
    """A count on a list: none named is not none there."""
    return NOT_COUNTED if bodies is None else str(bodies) if bodies else NONE_NAMED


def cases_table(found: Iterable[Compared]) -> pd.DataFrame:
    """What cases achieved and cost, a row a figure, in the order of the cases and never of the size; index "Case"."""
    listed = tuple(found)
    year = listed[0].price_year if listed else PRICES_OF
    columns = [
        "What is counted",
        "As printed",
        "Prices of",
        f"In prices of {year}",
        "How it is counted",
        "Read with this",
    ]
    rows = [
        (
            words.what_is_counted(c.figure),
            words.amount(c.figure),
            str(c.figure.price_year or ""),
            words.uprated_amount(c) or "no money",
            words.how_counted(c.figure),
            c.figure.note or "",
        )
        for c in listed
    ]
    return pd.DataFrame(rows, columns=columns, index=pd.Index([c.activity.name for c in listed], name="Case"))


def lists_table(register: Register) -> pd.DataFrame:
    """The lists that the register rests on and how far each goes; index "List"."""
    columns = ["Entries", "How far it goes", "As of", "Counted by area", "Source"]
    rows = [
        (
            wording.plain_number(entries, 0),
            layer.completeness,
            words.moment(layer.as_of),
            "yes" if layer.counted else "no",
            words.cited(layer.source),
        )
        for layer, entries in register.entries_by_layer()
    ]
    index = pd.Index([layer.name for layer in register.layers.values()], name="List")
    return pd.DataFrame(rows, columns=columns, index=index)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
