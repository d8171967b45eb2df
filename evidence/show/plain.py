"""Text that others typed, where a page reads Markdown: every letter is shown as it stands."""

from __future__ import annotations

import re

import pandas as pd

# What begins a link, picture, emphasis, formula, icon or tag; a backslash lets it stand for itself.
MARKED = re.compile(r"([\\`*_\[\]<>~$:!|#&])")
AT_THE_START = re.compile(r"^(\d*)([-+=.)])")  # a list, a line
# Markdown on pages makes links of bare addresses too: an unseen space keeps them apart.
ADDRESS = re.compile(r"(?i)(https?:|www|@)(?=[/.\w])")


def plain(text: str) -> str:
    """A text that Markdown shows letter by letter: no link, picture, icon or formula comes of it."""
    apart = ADDRESS.sub("\\1\u200b", " ".join(text.split()))
    return AT_THE_START.sub(r"\1\\\2", MARKED.sub(r"\\\1", apart))


def plain_table(table: pd.DataFrame) -> pd.DataFrame:
    """A table of texts to be shown letter by letter, its headings and names of rows too; numbers stay numbers."""
    shown = table.map(_plain)
    shown.index, shown.columns = table.index.map(_plain), table.columns.map(_plain)
    return shown


def _plain(value: object) -> object:
    return plain(value) if isinstance(value, str) else value
