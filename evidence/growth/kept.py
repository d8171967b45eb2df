"""Readings as a workspace keeps them: an entry for each place and dimension."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

KEY = "key"  # entries are told apart by it


def entry_of(area_code: str, dimension: str, text: str) -> dict[str, Any]:
    """A reading as the content of an item of kind "reading"."""
    return {KEY: f"{area_code} {dimension}", "area_code": area_code, "dimension": dimension, "text": text}


def readings_in(entries: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """The readings of such contents, by area code and key of a dimension; what is no reading is left out."""
    told = [(entry.get("area_code"), entry.get("dimension"), entry.get("text", "")) for entry in entries]
    return {(code, key): text for code, key, text in told if code and key and isinstance(text, str)}
