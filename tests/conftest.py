"""The two evidence bases that the tests ask: the project's own, and the invented county in tests/world; and databases."""

import pytest

from evidence.indicators.base import EvidenceBase, open_evidence
from tests.databases import (  # noqa: F401 (fixtures)
    address,
    engine,
    new_address,
    new_postgresql,
    page_engine,
    postgresql,
    postgresql_address,
    postgresql_server,
    sqlite,
    sqlite_address,
    sqlite_template,
)
from tests.worked import copy_of_world, open_world


@pytest.fixture(scope="session")
def base() -> EvidenceBase:
    """The evidence base that the project carries."""
    return open_evidence()


@pytest.fixture(scope="session")
def world() -> EvidenceBase:
    """The invented county: small enough to work every answer by hand."""
    return open_world()


@pytest.fixture
def data(tmp_path):
    """A copy of the invented county's folder that a test may spoil."""
    return copy_of_world(tmp_path)
