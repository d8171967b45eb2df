"""Tables of comma-separated values that people save from spreadsheets: rows by their columns, every fault with its row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence

LARGEST_FILE = 2_000_000  # bytes
MOST_ROWS = 2_000
LONGEST_CELL = 5_000
MOST_FAULTS = 100  # told at once

# A cell that begins like this is a formula to a spreadsheet; it is written with an apostrophe before it and read without.
FORMULA = re.compile(r"^'*[=+\-@\t\r]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
NUMBER = re.compile(r"^-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?\Z")
Rows = list[tuple[int, dict[str, str]]]
Faults = list[tuple[int, str]]  # each with the number of its row, by which they are told


def read_rows(
    content: bytes,
    columns: Sequence[str],
    needed: Sequence[str],
    long: Collection[str] = (),
    longest: int = LONGEST_CELL,
) -> tuple[Rows, list[str], Faults]:
    """The rows with their numbers, every known column present, cells trimmed; what keeps the file from being read; and
    the faults of single rows. A row whose cells do not fit its header is left out: its cells stand under wrong names.
    Cells of the columns in `long` keep their line breaks. The header is row 1.
    """
    filled, no_table = filled_lines(content)
    if no_table:
        return [], no_table, []
    header, body = [name.strip().casefold() for name in filled[0][1]], filled[1:]
    # Spreadsheets write columns that were emptied as columns without a name.
    unnamed = {i for i, name in enumerate(header) if not name}
    used = sorted(i + 1 for i in unnamed if any(i < len(cells) and cells[i].strip() for _, cells in body))
    problems = wrong_header(header, columns, needed) + [f"Column {i} has no name." for i in used]
    if not problems and not body:
        problems.append("The file has a header but no rows.")
    if len(body) > MOST_ROWS:
        problems.append(f"The file has {len(body):,} rows; at most {MOST_ROWS:,} are read. Split it.")
    if problems:
        return [], problems, []
    rows: Rows = []
    faults: Faults = []
    for number, cells in body:
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            said = (
                f"Row {number}: it has {len(cells)} cells, the header {len(header)}; put a text with commas in quotes."
            )
            faults.append((number, said))
            continue
        given = dict.fromkeys(columns, "") | {
            name: plain_cell(cell, lines=name in long) for name, cell in zip(header, cells, strict=False) if name
        }
        faults += [
            (number, f"Row {number}: {column} has {len(cell):,} characters; at most {longest:,} are kept.")
            for column, cell in given.items()
            if len(cell) > longest
        ]
        rows.append((number, given))
    return rows, [], faults


def filled_lines(content: bytes) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """The lines of a file that hold something, as cells, with their numbers; or why it is no table."""
    if len(content) > LARGEST_FILE:
        return [], [f"The file has {len(content):,} bytes; at most {LARGEST_FILE:,} are read. Split it."]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], ['The file is not in UTF-8. Save it as "CSV UTF-8 (comma delimited)" and choose it again.']
    if "\x00" in text:
        return [], ["The file holds characters that no table has. Save it as CSV, not as a workbook."]
    first = re.split(r"[\r\n]", text.lstrip(), maxsplit=1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return [], [f"The file is not readable as a table ({error}). Look for a quotation mark without its partner."]
    filled = [(n, cells) for n, cells in enumerate(table, start=1) if any(cell.strip() for cell in cells)]
    return filled, [] if filled else ["The file is empty."]


def wrong_header(header: Sequence[str], columns: Sequence[str], needed: Sequence[str]) -> list[str]:
    """What is wrong with the names of the columns, a sentence each."""
    known = ", ".join(columns)
    problems = [
        f"The column {name!r} is missing; needed are {', '.join(needed)}." for name in needed if name not in header
    ]
    unknown = [name for name in header if name and name not in columns]
    if unknown:
        named = ", ".join(repr(short(name)) for name in unknown[:10]) + (" and others" if len(unknown) > 10 else "")
        said = f"The column {named} is" if len(unknown) == 1 else f"The columns {named} are"
        problems.append(f"{said} not known; known are {known}.")
    problems += [
        f"The column {short(name)!r} is there twice."
        for name in dict.fromkeys(header)
        if name and header.count(name) > 1
    ]
    return problems


def plain_cell(cell: str, *, lines: bool = False) -> str:
    """A cell without the apostrophe that guards a formula, as one line, or with its line breaks where `lines`."""
    text = cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell
    return cleaned(text) if lines else " ".join(cleaned(text).split())


def cleaned(text: str) -> str:
    """A text without characters that documents cannot hold and without those that hide or turn round what stands there."""
    return CONTROL.sub(" ", HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def guarded(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula; `plain_cell` reads it back."""
    text = cleaned(text)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.match(text) else text


def short(text: str) -> str:
    """A text as it is named in a sentence about it: at most 60 characters."""
    return text if len(text) <= 60 else f"{text[:57]}..."
