"""Where nothing is on record: what a team may ask itself, and what complete lists count nearby; never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence import wording
from evidence.coordination import words
from evidence.coordination.activities import FUNCTIONS, KINDS, PILLARS
from evidence.coordination.listing import several
from evidence.coordination.place import Coordination
from evidence.coordination.register import Register

COUNTRIES = {"E": "England", "N": "Northern Ireland", "S": "Scotland", "W": "Wales"}  # by the letters of codes
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


def neighbour_lines(coordination: Coordination, register: Register) -> tuple[str, ...]:
    """What is counted among statistical neighbours, how far those lists go, and what is the same for all of them.

    Nothing else is compared: on lists that are partial, more entries may only mean that more was written down.
    """
    if not coordination.neighbours:
        return (coordination.no_neighbours,)
    place = wording.place(coordination.area)
    kinds = wording.listed([several(kind) for kind in _counted_kinds(coordination)])
    countries = {code[0] for activity in register.counted for code in activity.area_codes}
    named = wording.listed([COUNTRIES[letter] for letter in sorted(countries & COUNTRIES.keys())])
    only = f" These lists cover {named} only." if named and len(countries) < len(COUNTRIES) else ""
    if not kinds:
        return (f"No list that is complete goes as far as {place}, so nothing is counted.{only}",)
    lines = [f"Only bodies on complete lists are counted: {kinds}.{only}"]
    differing = _differing(coordination)
    for kind in _counted_kinds(coordination):
        if kind not in differing:
            count = coordination.counts[kind]
            lines.append(
                f"{several(kind).capitalize()}: {count or 'none'} listed for {place} and "
                f"{'as many' if count else 'none'} for each of its neighbours."
            )
    return tuple(lines)


def where_they_differ(coordination: Coordination) -> Coordination:
    """A place and its neighbours with only those counts that are not the same for all of them."""
    kinds = _differing(coordination)
    others = tuple(
        replace(n, counts={k: c for k, c in n.counts.items() if k in kinds}) for n in coordination.neighbours
    )
    return replace(coordination, counts={k: c for k, c in coordination.counts.items() if k in kinds}, neighbours=others)


def counted_lists(register: Register) -> tuple[str, ...]:
    """The lists that may be counted by area, each with its date and its source."""
    return tuple(
        f"{layer.name}, as of {words.moment(layer.as_of)}: {words.cited(layer.source)}"
        for layer in register.layers.values()
        if layer.counted
    )


def _counted_kinds(coordination: Coordination) -> tuple[str, ...]:
    everyone = (coordination.counts, *(n.counts for n in coordination.neighbours))
    return tuple(kind for kind in KINDS if any(kind in counts for counts in everyone))


def _differing(coordination: Coordination) -> tuple[str, ...]:
    """The kinds of which not all of them have the same number; one that a list does not go as far as has none."""
    everyone = (coordination.counts, *(n.counts for n in coordination.neighbours))
    return tuple(k for k in _counted_kinds(coordination) if len({counts.get(k) for counts in everyone}) > 1)
