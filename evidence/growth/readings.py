"""What a team makes of each dimension: written on the page, kept as a text file, read back the same."""

from __future__ import annotations

import re
from collections.abc import Mapping

from evidence import wording
from evidence.growth.framework import Framework
from evidence.indicators.base import EvidenceBase

Readings = Mapping[tuple[str, str], str]  # by area code and key of a dimension

TITLE = "# Inclusive growth: what our team makes of it"
PLACE = re.compile(r"^## (?P<name>.*?) \((?P<code>group:.*|[^()]+)\)$")
STEP = re.compile(r"^### (?P<name>.+)$")
LARGEST = 1_000_000  # characters of a file; more is no file of readings


def as_text(base: EvidenceBase, framework: Framework, readings: Readings) -> str:
    """All readings as Markdown, by place and then in the order of the walk; `read_text` gives them back."""
    names = {d.key: d.name for d in framework.dimensions}
    lines = [TITLE, ""]
    for code in dict.fromkeys(code for code, _ in readings):
        written = {key: readings[code, key] for key in names if readings.get((code, key), "").strip()}
        if written:
            lines += [f"## {base.areas[code].name if code in base.areas else code} ({code})", ""]
        for key, text in written.items():
            lines += [f"### {names[key]}", "", *(_kept(line) for line in text.strip().splitlines()), ""]
    return "\n".join(lines)


def read_text(base: EvidenceBase, framework: Framework, content: bytes) -> tuple[dict[tuple[str, str], str], list[str]]:
    """The readings of a file, and every fault with its line; where there is a fault, nothing is to be taken."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return {}, ["The file is not text in UTF-8."]
    if len(text) > LARGEST:
        return {}, [
            f"The file has {wording.plain_number(len(text), 0)} characters; a file of readings has at most {wording.plain_number(LARGEST, 0)}."
        ]
    keys = {d.name: d.key for d in framework.dimensions}
    found: dict[tuple[str, str], list[str]] = {}
    faults: list[str] = []
    code, here = "", None
    for number, line in enumerate(text.splitlines(), start=1):
        if place := PLACE.match(line):
            code, here = place["code"], None
            if code not in base.areas:
                faults.append(f"Line {number}: there is no place with the code {code}.")
        elif step := STEP.match(line):
            here = (code, keys.get(step["name"], ""))
            if not code:
                faults.append(
                    f"Line {number}: {step['name']!r} stands before any place; a place is a line such as ## Leeds (E08000035)."
                )
            elif not here[1]:
                faults.append(
                    f"Line {number}: there is no dimension {step['name']!r}; dimensions are: {', '.join(keys)}."
                )
            else:
                found.setdefault(here, [])
        elif here in found:
            found[here].append(line.removeprefix("\\") if line.startswith(("\\#", "\\\\")) else line)
        elif line.strip() and line != TITLE:
            faults.append(f"Line {number}: {line[:60]!r} belongs to no dimension.")
    readings = {key: "\n".join(lines).strip() for key, lines in found.items()}
    known = {key: text for key, text in readings.items() if text}
    if not known and not faults:
        faults = ["The file holds no readings."]
    return ({}, faults) if faults else (known, [])


def what_it_brings(base: EvidenceBase, framework: Framework, held: Readings, found: Readings) -> str:
    """What a file would add and what it would replace, in one sentence."""
    names = {d.key: d.name for d in framework.dimensions}
    replaced = [key for key in found if held.get(key, "").strip() not in ("", found[key])]
    count = wording.counted(len(found), "reading")
    places = wording.listed([base.areas[code].name for code in dict.fromkeys(code for code, _ in found)])
    if not replaced:
        return f"{count} for {places}; nothing that is written here is replaced."
    said = wording.listed([f"{names[key]} ({base.areas[code].name})" for code, key in replaced])
    return f"{count} for {places}; what is written here is replaced for: {said}."


def readings_of(readings: Readings, area_code: str) -> tuple[tuple[str, str], ...]:
    """What was written of one place: dimension and text, by dimension; empty ones are left out."""
    return tuple(sorted((key, text) for (code, key), text in readings.items() if code == area_code and text.strip()))


def count_words(readings: Readings) -> str:
    """How many readings are written and for how many places."""
    written = [key for key, text in readings.items() if text.strip()]
    if not written:
        return "Nothing is written yet."
    places = len({code for code, _ in written})
    return f"{wording.counted(len(written), 'reading')} so far, for {wording.counted(places, 'place')}."


def _kept(line: str) -> str:
    """A line of a reading that is no heading to whoever reads the file."""
    return f"\\{line}" if line.startswith(("#", "\\#", "\\\\")) else line
