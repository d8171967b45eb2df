"""What whoever leads a workshop does with its steps; the edit link of the workspace is their right, and two may lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from sqlalchemy import Connection, Engine, delete, update

from evidence.errors import EvidenceError, refuse_if_any
from evidence.workshop.agendas import problems_of
from evidence.workshop.codes import new_code
from evidence.workshop.floor import lead, stamp
from evidence.workshop.notes import themes_at, uppermost_at
from evidence.workshop.records import LISTED, THEMES, VOTE, Option, Step, Workshop, step_row, workshop_of
from evidence.workshop.sealing import ANSWERS, seal
from evidence.workshop.sessions import LASTS, box_end
from evidence.workshop.tables import WORKSHOPS
from evidence.workshop.turns import turns_at
from evidence.workspace.database import writing


def move(engine: Engine, workspace_id: str, workshop_id: str, to: str, *, seen: str, at: datetime) -> Workshop:
    """Go to a step, forth or back; its answers are taken (again) and its time box begins.

    `seen` is the step that the leader had before them: where somebody moved on meanwhile, nothing happens, so that two
    who press "next" at once do not skip a step. Returns the workshop as it then stands.
    """
    with writing(engine) as connection:
        workshop = lead(connection, workspace_id, workshop_id)
        step = _find(workshop, to)
        if workshop.at != seen or workshop.at == to:
            return workshop
        seal(connection, workshop_id, workshop.at)
        steps = tuple(_with_choices(connection, workshop, one) if one.key == to else one for one in workshop.steps)
        return _write(connection, replace(workshop, steps=steps, at=to, taking=True, ends=box_end(step.minutes, at)))


def stop(engine: Engine, workspace_id: str, workshop_id: str, *, seen: str) -> Workshop:
    """Take no more answers to the current step."""
    with writing(engine) as connection:
        workshop = lead(connection, workspace_id, workshop_id)
        if workshop.at != seen:
            return workshop
        seal(connection, workshop_id, seen)
        return _write(connection, replace(workshop, taking=False, ends=None))


def reopen(engine: Engine, workspace_id: str, workshop_id: str, *, seen: str) -> Workshop:
    """Take answers to the current step again; those that were given stand."""
    with writing(engine) as connection:
        workshop = lead(connection, workspace_id, workshop_id)
        return _write(connection, replace(workshop, taking=True)) if workshop.at == seen else workshop


def time_box(engine: Engine, workspace_id: str, workshop_id: str, minutes: int, *, at: datetime) -> Workshop:
    """Let the current step's time box end so many minutes from now, or take it away (0).

    The end of a time box is shown and decides nothing: answers are taken until whoever leads stops them or moves on.
    """
    if not 0 <= minutes <= 240:
        raise EvidenceError("A time box has up to 240 minutes.")
    with writing(engine) as connection:
        workshop = lead(connection, workspace_id, workshop_id)
        return _write(connection, replace(workshop, ends=box_end(minutes, at)))


def extend(engine: Engine, workspace_id: str, workshop_id: str, *, at: datetime) -> Workshop:
    """Keep a workshop open for twelve more hours from now."""
    with writing(engine) as connection:
        return _write(connection, replace(lead(connection, workspace_id, workshop_id), expires=stamp(at + LASTS)))


def renew_code(engine: Engine, workspace_id: str, workshop_id: str) -> Workshop:
    """Give the workshop another code: the old one opens nothing, and who has joined stays."""
    with writing(engine) as connection:
        return _write(connection, replace(lead(connection, workspace_id, workshop_id), code=new_code()))


def write_step(engine: Engine, workspace_id: str, workshop_id: str, step: Step) -> Workshop:
    """Put other words, choices or a statement to a step that nobody has answered.

    Raises EvidenceError once somebody has answered: their answers were to the words before.
    """
    with writing(engine) as connection:
        workshop = lead(connection, workspace_id, workshop_id)
        _find(workshop, step.key)
        if people := turns_at(connection, workshop_id, step.key):
            raise EvidenceError(
                f"{people} {'person has' if people == 1 else 'people have'} answered this step, so its words stay as they "
                "were answered. Add another step, or take the answers away first."
            )
        steps = _put(workshop.steps, step)
        refuse_if_any(problems_of(steps), "The step is not sound")
        workshop = replace(workshop, steps=steps)
        if step.key == workshop.at:
            steps = _put(steps, _with_choices(connection, workshop, step))
        return _write(connection, replace(workshop, steps=steps))


def add_step(engine: Engine, workspace_id: str, workshop_id: str, step: Step, *, after: str) -> Workshop:
    """Put a step into the agenda behind another ("" for none: at its beginning), under a key of its own.

    Raises EvidenceError that lists everything wrong with it.
    """
    with writing(engine) as connection:
        workshop = lead(connection, workspace_id, workshop_id)
        at = workshop.steps.index(_find(workshop, after)) + 1 if after else 0
        keys = {one.key for one in workshop.steps}
        key = next(key for n in count(1) if (key := f"added-{n}") not in keys)
        steps = (*workshop.steps[:at], replace(step, key=key), *workshop.steps[at:])
        refuse_if_any(problems_of(steps), "The step is not sound")
        return _write(connection, replace(workshop, steps=steps))


def remove_step(engine: Engine, workspace_id: str, workshop_id: str, key: str) -> Workshop:
    """Take a step out of the agenda.

    Raises EvidenceError for the current step, one that somebody has answered, and one that another step is about.
    """
    with writing(engine) as connection:
        workshop = lead(connection, workspace_id, workshop_id)
        step = _find(workshop, key)
        if workshop.at == key:
            raise EvidenceError(f"{step.title!r} is where the workshop is now. Go to another step, then remove it.")
        if turns_at(connection, workshop_id, key):
            raise EvidenceError(f"{step.title!r} has answers, which belong to the record, so it stays in the agenda.")
        steps = tuple(one for one in workshop.steps if one.key != key)
        refuse_if_any(problems_of(steps), f"{step.title!r} stays, because others are about it")
        return _write(connection, replace(workshop, steps=steps))


def shift_step(engine: Engine, workspace_id: str, workshop_id: str, key: str, by: int) -> Workshop:
    """Move a step so many places towards the end of the agenda (towards its beginning where `by` is negative).

    Raises EvidenceError where a step would come before the notes that it is about.
    """
    with writing(engine) as connection:
        workshop = lead(connection, workspace_id, workshop_id)
        step = _find(workshop, key)
        others = [one for one in workshop.steps if one.key != key]
        at = min(max(workshop.steps.index(step) + by, 0), len(others))
        steps = (*others[:at], step, *others[at:])
        refuse_if_any(problems_of(steps), f"{step.title!r} stays where it is")
        return _write(connection, replace(workshop, steps=steps))


def start_again(engine: Engine, workspace_id: str, workshop_id: str, key: str) -> Workshop:
    """Take away every vote or hand given to a step, and let a vote have the notes and themes as they are now."""
    with writing(engine) as connection:
        workshop = lead(connection, workspace_id, workshop_id)
        step = _find(workshop, key)
        if step.kind not in ("vote", "agree"):
            raise EvidenceError(
                "Only votes and hands can be taken away together; notes are hidden or erased one by one."
            )
        for table, _ in ANSWERS:
            connection.execute(delete(table).where((table.c.workshop_id == workshop_id) & (table.c.step == key)))
        return _write(
            connection, replace(workshop, steps=_put(workshop.steps, _with_choices(connection, workshop, step)))
        )


def _with_choices(connection: Connection, workshop: Workshop, step: Step) -> Step:
    """A vote with what is voted on as it is now; once somebody has voted it stays as it was."""
    if step.kind != VOTE or step.choose == LISTED or turns_at(connection, workshop.id, step.key):
        return step
    if step.choose == THEMES:
        found = [Option(str(n), theme) for n, theme in enumerate(themes_at(connection, workshop, step.of), start=1)]
    else:
        notes = uppermost_at(connection, workshop.id, step.of)
        found = [Option(str(n), "", note.id) for n, note in enumerate(notes, start=1)]
    return replace(step, options=tuple(found))


def _find(workshop: Workshop, key: str) -> Step:
    step = workshop.find(key)
    if step is None:
        known = ", ".join(repr(one.title) for one in workshop.steps)
        raise EvidenceError(f"The workshop has no step {key!r}; its steps are {known}.")
    return step


def _put(steps: Sequence[Step], step: Step) -> tuple[Step, ...]:
    """The steps with one in place of that with its key."""
    return tuple(step if one.key == step.key else one for one in steps)


def _write(connection: Connection, workshop: Workshop) -> Workshop:
    values = {
        "agenda": [step_row(step) for step in workshop.steps],
        "current_step": workshop.at,
        "taking": workshop.taking,
        "ends": workshop.ends,
        "expires": workshop.expires,
        "code": workshop.code,
    }
    here = WORKSHOPS.c.id == workshop.id
    return workshop_of(connection.execute(update(WORKSHOPS).where(here).values(**values).returning(WORKSHOPS)).one())
