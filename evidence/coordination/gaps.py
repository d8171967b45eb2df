"""Where nothing is on record: what a team may ask itself, and which neighbours have something; never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence import wording
from evidence.coordination.activities import FUNCTIONS, KINDS, PILLARS
from evidence.coordination.place import Coordination

# The questions are ours: a team that can answer one has something to put on record.
QUESTIONS = {
    ("data", "relational-partnerships"): "Who in {place} meets to share what each knows about local jobs and skills?",
    ("data", "shared-purpose"): "Which facts about {place} have partners agreed to work from, and who keeps them?",
    (
        "data",
        "rich-data",
    ): "Who in {place} brings up-to-date figures on jobs, skills and needs together, and who may use them?",
    ("data", "finance"): "Who pays for keeping what is known about {place} up to date?",
    ("learning", "relational-partnerships"): "Where in {place} do firms, colleges and councils learn from one another?",
    ("learning", "shared-purpose"): "Have partners in {place} promised one another to pass on what works?",
    ("learning", "rich-data"): "Who in {place} looks at results together, and what was changed because of them?",
    ("learning", "finance"): "Who in {place} pays for the time that visits, mentoring or joint training take?",
    ("capacity", "relational-partnerships"): "Which bodies in {place} lend one another staff, rooms or equipment?",
    ("capacity", "shared-purpose"): "Who in {place} has promised staff, premises or training places to a shared aim?",
    (
        "capacity",
        "rich-data",
    ): "Who knows where staff, premises and training places in {place} are short, and where to spare?",
    ("capacity", "finance"): "Which partners in {place} put money into one pot, and who decides about it?",
    ("reach", "relational-partnerships"): "Whom do the people and firms in {place} trust that services do not reach?",
    ("reach", "shared-purpose"): "Whom have partners in {place} agreed to reach together, and by when?",
    ("reach", "rich-data"): "Who knows which people and firms in {place} nobody reaches yet?",
    ("reach", "finance"): "Who in {place} pays for going to those whom one body alone would not reach?",
    ("voice", "relational-partnerships"): "Who in {place} speaks for small firms, or for residents, together?",
    ("voice", "shared-purpose"): "What do partners in {place} ask for with one voice, and where is it written down?",
    ("voice", "rich-data"): "On what evidence do partners in {place} rest what they ask for together?",
    ("voice", "finance"): "Who pays for speaking for {place} together: members, a levy, a council?",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A function with pairs that nothing is on record for: what is said of them, and questions that may fill them."""

    function: str
    sentence: str
    questions: tuple[str, ...]


def gaps_by_function(coordination: Coordination) -> tuple[Gap, ...]:
    """The gaps of a place, a function after another, each with a question for each pair."""
    place = wording.place(coordination.area)
    found = []
    for function in FUNCTIONS:
        pillars = [pillar for f, pillar in coordination.gaps if f == function]
        if pillars:
            questions = tuple(QUESTIONS[function, pillar].format(place=place) for pillar in pillars)
            found.append(Gap(function, _sentence(function, pillars), questions))
    return tuple(found)


def _sentence(function: str, pillars: Sequence[str]) -> str:
    if len(pillars) == len(PILLARS):
        return f"Nothing is on record for {FUNCTIONS[function][0].lower()}, with any of the pillars."
    names = " or ".join(PILLARS[pillar][0].lower() for pillar in pillars)
    return f"Nothing is on record for {FUNCTIONS[function][0].lower()} with {names}."


def neighbour_lines(coordination: Coordination) -> tuple[str, ...]:
    """What is counted among statistical neighbours, and which have something for functions that the place has not."""
    if not coordination.neighbours:
        return (coordination.no_neighbours,)
    total = len(coordination.neighbours)
    counted = wording.listed([KINDS[kind] for kind in coordination.counts])
    lines = [
        f"Only bodies on complete lists are counted: {counted}."
        if counted
        else "No list is complete enough to count by area, so only the functions on record are shown."
    ]
    for function, (name, _) in FUNCTIONS.items():
        having = [n.area.name for n in coordination.neighbours if function in n.functions]
        if function not in coordination.functions and having:
            some = f": {wording.listed(having)}" if len(having) <= 3 else ""
            lines.append(
                f"{name}: nothing is on record for {wording.place(coordination.area)}; at least {len(having)} of its "
                f"{total} statistical neighbours have something{some}."
            )
    return tuple(lines)
