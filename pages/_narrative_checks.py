"""What a reader would stumble over in a statement: numbers without evidence, words that claim too much."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from evidence.indicators.base import EvidenceBase
from evidence.narrative.whole import Statement
from pages._workspace import Room


def check(base: EvidenceBase, place: str, room: Room, statement: Statement, put_in: Callable[[str], None]) -> None:
    """Every number of the statement that no evidence carries, with the nearest findings; every word that claims more."""
