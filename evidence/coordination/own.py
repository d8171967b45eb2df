"""What a place adds itself: an activity from a form, a table that is loaded, and the list that both change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from evidence import wording
from evidence.coordination import words
from evidence.coordination.activities import (
    COST_OF,
    FUNCTIONS,
    KINDS,
    MEASURES,
    ORIGINS,
    PILLARS,
    QUALIFIERS,
    Activity,
    ActivityFigure,
    problems_in_activity,
    problems_in_figure,
)
from evidence.coordination.csv_rows import CONTROL, HIDDEN, NUMBER
from evidence.coordination.register import Register
from evidence.coordination.tables import (
    AS_ENTERED,
    OWN,
    activities_csv,
    match_key,
    read_activities,
    slug_of,
    without_doubt,
)
from evidence.indicators.base import EvidenceBase
from evidence.indicators.catalogue import Source

EXAMPLE = "Example: write over this row"
FOR_A_TERMINAL = " `python -m evidence areas` lists them all."  # what a page leaves out
LONGEST_NUMBER = 20  # digits
# What people write for the qualifiers that are known; longer words before those that begin them.
SAID_AS = {
    **{q: q for q in QUALIFIERS if q},
    **dict.fromkeys(("approximately", "approx.", "approx", "around", "roughly", "circa", "ca.", "c.", "~"), "about"),
    **dict.fromkeys(("over", "above"), "more than"),
    **dict.fromkeys(("under", "below", "fewer than"), "less than"),
    **dict.fromkeys(("almost",), "nearly"),
}
# What the checks of a table call by its column, a form calls by what is asked.
IN_A_FORM = {
    "The name is missing.": "Give the activity a name.",
    "The kind is missing.": "Choose what kind of activity it is.",
    "The area_codes is missing.": "Choose at least one area where it works.",
    "The source_title is missing.": "Name the source: the title of a page or paper, or who told you.",
}
COLUMN_HELP = {
    "name": "What it is called. Rows of the same name are one activity with several figures.",
    "kind": f"One of: {', '.join(KINDS)}.",
    "area_codes": "Codes of areas, such as E08000003; several are parted by a semicolon.",
    "functions": f"Any of: {', '.join(f'{key} ({text})' for key, (_, text) in FUNCTIONS.items())}; parted by a semicolon.",
    "pillars": f"Any of: {', '.join(f'{key} ({text})' for key, (_, text) in PILLARS.items())}; parted by a semicolon.",
    "partners": "Bodies that take part, parted by a semicolon.",
    "start, end": "As exact as you know: 2018, 2018-09 or 2018-09-05.",
    "latitude, longitude": "Where it is, in degrees, such as 53.48 and -2.24; both or neither.",
    "caveats": "What a reader should know; several are parted by an upright stroke.",
    "measures": f"What the figure is: {', '.join(MEASURES)}.",
    "what, value, unit, year": "What is counted, how many, of what (jobs, people, £, %), and of which year.",
    "qualifier": f"How your source softens the value: {', '.join(q for q in QUALIFIERS if q)}; or empty.",
    "price_year": "Of money only: the year whose prices it is in.",
    "basis": "gross, or net of what would have happened anyway; empty where it is not known.",
    "cost_of": "Whose cost: "
    + ", ".join(f"{key} ({text})" for key, text in COST_OF.items() if key)
    + "; empty where it is not known.",
    "duration": "Over what time it came about, such as three years.",
    "origin": f"{', '.join(ORIGINS)}; empty means {AS_ENTERED}.",
    "note": "What the figure must be read with.",
    "source_title": "Where it is written down, or who told you. It must not be empty.",
}


@dataclass(frozen=True, slots=True)
class FormFigure:
    """A figure as it was typed: every field a text."""

    measures: str = "outcome"
    what: str = ""
    amount: str = ""  # "430", "about 1,250", "25 to 40"
    unit: str = ""
    year: str = ""
    price_year: str = ""
    basis: str = ""  # a key of BASES
    cost_of: str = ""  # of a cost: a key of COST_OF
    duration: str = ""
    note: str = ""  # what it must be read with


@dataclass(frozen=True, slots=True)
class Form:
    """An activity as it was typed and chosen; `figures` keep their places, empty ones included."""

    name: str = ""
    kind: str = ""
    lead_body: str = ""
    partners: str = ""  # a line each
    area_codes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    story: str = ""
    latitude: str = ""
    longitude: str = ""
    source_title: str = ""
    source_publisher: str = ""
    source_date: str = ""
    source_url: str = ""
    figures: tuple[FormFigure, ...] = (FormFigure(),)


def form_of(activity: Activity) -> Form:
    """An activity as the form shows it, to be changed; a figure that is empty stands ready below its own."""
    source = activity.source
    return Form(
        name=activity.name,
        kind=activity.kind,
        lead_body=activity.lead_body,
        partners="\n".join(activity.partners),
        area_codes=activity.area_codes,
        functions=activity.functions,
        pillars=activity.pillars,
        start=activity.start,
        end=activity.end,
        story=activity.story,
        latitude=_digits(activity.latitude),
        longitude=_digits(activity.longitude),
        source_title=source.title,
        source_publisher=source.publisher,
        source_date=source.edition,
        source_url=source.url,
        figures=tuple(_form_figure(figure) for figure in activity.figures) or (FormFigure(),),
    )


def activity_from(
    form: Form, base: EvidenceBase, own: Sequence[Activity], *, before: Activity | None = None
) -> tuple[Activity | None, list[str]]:
    """The activity that a form describes, or every fault of it, a sentence each.

    `before` is the activity that is being changed: what the form does not ask for (caveats, sections, how a figure was
    counted) stays as it was. Figures keep it by their place in the form.
    """
    problems: list[str] = []
    typed = _cleaned(form)
    slug = slug_of(typed.name)
    others = (a for a in own if before is None or a.slug != before.slug)
    if typed.name and any(match_key(a.name) == match_key(typed.name) for a in others):
        problems.append(f"You have added {typed.name!r} already; change that one, or choose another name.")
    unread: list[str] = []
    point = [_number(getattr(typed, name), name.capitalize(), unread) for name in ("latitude", "longitude")]
    latitude, longitude = (None, None) if unread else point
    of_figures: list[str] = []
    kept = before.figures if before else ()
    figures = [
        _figure(figure, i + 1, kept[i] if i < len(kept) else None, of_figures) for i, figure in enumerate(typed.figures)
    ]
    activity = Activity(
        slug=slug,
        layer=OWN,
        name=typed.name,
        kind=typed.kind,
        lead_body=typed.lead_body,
        area_codes=typed.area_codes,
        areas_as_stated=before.areas_as_stated if before and before.area_codes == typed.area_codes else "",
        functions=typed.functions,
        pillars=typed.pillars,
        source=Source(
            typed.source_publisher,
            typed.source_title,
            typed.source_date,
            typed.source_url,
            before.source.licence if before else "",
        ),
        where=before.where if before else "",
        partners=tuple(" ".join(part.split()) for part in re.split(r"[\n;]", typed.partners) if part.strip()),
        latitude=latitude,
        longitude=longitude,
        start=typed.start,
        end=typed.end,
        story=typed.story,
        caveats=before.caveats if before else (),
        figures=tuple(figure for figure in figures if figure),
    )
    about = problems_in_activity(replace(activity, figures=()), base.areas, base.recoded)
    problems += [IN_A_FORM.get(said, said) for said in about] + unread + of_figures
    return (None, problems) if problems else (activity, [])


def with_activity(own: Sequence[Activity], activity: Activity, instead_of: str = "") -> tuple[Activity, ...]:
    """The list with an activity at the place of the one whose slug is given, or of its own name, or at the end."""
    place = _place_of(own, activity, instead_of)
    return (*own[:place], activity, *own[place + 1 :])


def _place_of(own: Sequence[Activity], activity: Activity, instead_of: str = "") -> int:
    """Where in the list the activity stands that has this slug, or the name of this activity; its length for none."""
    key = match_key(activity.name)
    there = (i for i, a in enumerate(own) if (a.slug == instead_of if instead_of else match_key(a.name) == key))
    return next(there, len(own))


def without_activity(own: Sequence[Activity], slug: str) -> tuple[Activity, ...]:
    """The list without the activity of this slug."""
    return tuple(a for a in own if a.slug != slug)


def read_own(content: bytes, base: EvidenceBase) -> tuple[tuple[Activity, ...], list[str]]:
    """The activities of a table that someone loads, or every fault with its row; a table is taken whole or not at all."""
    found, problems = read_activities(content, base.areas, base.recoded)
    if any(a.name == EXAMPLE for a in found):
        return (), ["The row of the example is still there; write over it, or delete it."]
    return found, [problem.replace(FOR_A_TERMINAL, "") for problem in problems]


def with_all(own: Sequence[Activity], found: Sequence[Activity]) -> tuple[Activity, ...]:
    """The list after a table was loaded: one of a name that is there already takes its place."""
    listed = tuple(own)
    for activity in found:
        listed = with_activity(listed, activity)
    return listed


def what_it_brings(own: Sequence[Activity], found: Sequence[Activity], register: Register) -> tuple[str, ...]:
    """What loading a table would do, a sentence each, before it is done."""
    now = {match_key(a.name): a for a in own}
    new = [a.name for a in found if match_key(a.name) not in now]
    changed = [a.name for a in found if now.get(match_key(a.name), a) != a]
    same = len(found) - len(new) - len(changed)
    lines = [f"It adds {_counted(new)}."] if new else []
    lines += [f"It replaces {_counted(changed)}."] if changed else []
    lines += (
        [f"{words.activities(same)} in it {'is' if same == 1 else 'are'} the same as here already."] if same else []
    )
    lines += [line for a in found if (line := stands_on_a_list(a, register))]
    return tuple(lines)


def stands_on_a_list(activity: Activity, register: Register) -> str:
    """That an activity takes the place of an entry of the register; empty where it does not."""
    shown = register.with_own((activity,)).activities
    entry = next((a for slug, a in register.activities.items() if shown.get(slug) is not a and a.layer != OWN), None)
    if entry is None:
        return ""
    layer = register.layers.get(entry.layer)
    where = f"on the list {layer.name!r}" if layer else "among the cases"
    return f"{entry.name} stands {where}; in this tab yours is shown in its place."


def not_in_matrix(activity: Activity) -> str:
    """That an activity has no tile in the matrix, and what would give it one; empty where it has one."""
    absent = [name for name, keys in (("function", activity.functions), ("pillar", activity.pillars)) if not keys]
    if not absent:
        return ""
    named = " or ".join(absent)
    return f"No {named} was chosen, so it does not appear in the matrix of functions by pillars."


def nothing_loaded(problems: Sequence[str]) -> str:
    """The head of the faults of a table."""
    return f"Nothing was loaded: {wording.counted(len(problems), 'problem')}."


def template_csv(area_codes: Sequence[str]) -> str:
    """A table with every column and one row that shows how they are filled; the row must be written over."""
    source = Source("Your council", "Minutes of the jobs club", "May 2026", "", "")
    figure = ActivityFigure("outcome", "people who found work through it", 25.0, "people", "2025", origin=AS_ENTERED)
    shown = Activity(
        slug=slug_of(EXAMPLE),
        layer=OWN,
        name=EXAMPLE,
        kind="employment-programme",
        lead_body="The body that leads it",
        area_codes=tuple(area_codes),
        areas_as_stated="The two wards around the station",
        functions=("reach", "capacity"),
        pillars=("relational-partnerships",),
        source=source,
        where="Page 3",
        partners=("A college", "Two firms"),
        start="2024-09",
        story="Who does what together, and what came of it, in a few plain sentences.",
        caveats=("Counted by the club itself.",),
        figures=(figure,),
    )
    return activities_csv([shown])


def codes_of(base: EvidenceBase, area_code: str) -> tuple[str, ...]:
    """The codes that stand for a place in a table: its own, or of a group those of its districts, which others know."""
    area = base.area(area_code)
    return tuple(base.members.get(area.code, ())) if area.geography == "group" else (area.code,)


def _counted(names: Sequence[str]) -> str:
    named = wording.listed(names) if len(names) <= 5 else f"{', '.join(names[:4])} and {len(names) - 4} more"
    return f"{words.activities(len(names))}: {named}"


def _cleaned(form: Form) -> Form:
    """What was typed as a table would read it: trimmed, in one line but for the story, without unseen characters."""
    texts = {
        f.name: _clean(value, lines=f.name in ("story", "partners"))
        for f in fields(Form)
        if isinstance(value := getattr(form, f.name), str)
    }
    figures = tuple(
        FormFigure(*(_clean(getattr(figure, f.name)) for f in fields(FormFigure))) for figure in form.figures
    )
    return replace(form, **texts, figures=figures)  # type: ignore[arg-type]


def _clean(text: str, *, lines: bool = False) -> str:
    kept = CONTROL.sub(" ", HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    return kept if lines else " ".join(kept.split())


def _form_figure(figure: ActivityFigure) -> FormFigure:
    upper = "" if figure.to is None else f" to {_digits(figure.to)}"
    return FormFigure(
        figure.measures,
        figure.what,
        f"{figure.qualifier} {_digits(figure.value)}{upper}".strip(),
        figure.unit,
        figure.year,
        "" if figure.price_year is None else str(figure.price_year),
        figure.basis,
        figure.cost_of,
        figure.duration,
        figure.note,
    )


def _figure(typed: FormFigure, n: int, before: ActivityFigure | None, problems: list[str]) -> ActivityFigure | None:
    """A figure from its fields, and every fault of it; None where nothing is typed or a number cannot be read."""
    if not any(getattr(typed, f.name) for f in fields(FormFigure) if f.name != "measures"):
        return None
    unread: list[str] = []
    qualifier, value, to = _amount(typed.amount, f"Figure {n}: the amount", unread)
    if not typed.amount:
        unread.append(f"Figure {n} has no amount; give one, or empty its other fields.")
    elif value is None and not unread:
        unread.append(f"Figure {n}: the amount is {typed.amount[:40]!r}; give a number, such as 40 or about 40.")
    unread_prices: list[str] = []
    prices = _number(typed.price_year, f"Figure {n}: the price year", unread_prices)
    if prices is not None and prices != int(prices):
        unread_prices.append(f"Figure {n}: the price year is {typed.price_year!r}; write a year such as 2014.")
    figure = replace(
        before or ActivityFigure(typed.measures, "", 0.0, "", origin=AS_ENTERED),
        measures=typed.measures,
        what=typed.what,
        value=0.0 if value is None else value,
        unit=typed.unit,
        year=typed.year,
        to=None if unread else to,
        qualifier=qualifier,
        price_year=None if prices is None else int(prices),
        basis=typed.basis,
        cost_of=typed.cost_of,
        duration=typed.duration,
        note=typed.note,
    )
    checked = problems_in_figure(without_doubt(figure) if unread_prices else figure)
    problems += unread + unread_prices + [_in_a_form(said, n) for said in checked]
    return None if unread or unread_prices else figure


def _in_a_form(said: str, n: int) -> str:
    """A fault of a figure as the form tells it: of a figure that does not say what it counts, by its number."""
    if said.startswith("A figure does not say"):
        return f"Figure {n} does not say what is counted."
    return said.replace("A figure ", f"Figure {n} ", 1) if said.startswith("A figure ") else said


def _amount(text: str, what: str, problems: list[str]) -> tuple[str, float | None, float | None]:
    """How a source softens an amount, the amount and the upper end of a range."""
    low = text.casefold()
    words = next((said for said in sorted(SAID_AS, key=len, reverse=True) if _begins(low, said)), "")
    first, _, last = text[len(words) :].replace("£", "").replace("%", "").partition(" to ")
    return SAID_AS.get(words, ""), _number(first.strip(), what, problems), _number(last.strip(), what, problems)


def _begins(text: str, said: str) -> bool:
    """Whether a text begins with these words, and a number or a space comes after them: "c. 40", "c.40", "over 40"."""
    rest = text[len(said) :]
    return text.startswith(said) and (rest[:1] in ("", " ", "£") or (not said[-1].isalpha() and rest[:1].isdigit()))


def _number(text: str, what: str, problems: list[str]) -> float | None:
    if not text:
        return None
    if not NUMBER.match(text) or len(text) > LONGEST_NUMBER:
        problems.append(f"{what} is {text[:40]!r}, not a number; write 1250 or 12.5, without words or units.")
        return None
    return float(text.replace(",", ""))


def _digits(value: float | None) -> str:
    """A number as it is typed: whole ones without a point."""
    return "" if value is None else np.format_float_positional(value, trim="-")
