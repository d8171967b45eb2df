"""The place of a workspace: an area of the evidence base, or a group that is made of it once."""

import pytest

from evidence.errors import EvidenceError
from evidence.narrative.place import placed

MANCHESTER = "E47000001"


def test_the_place_of_a_workspace_is_an_area_or_a_group_of_its_own(base):
    assert placed(base, MANCHESTER) == (base, MANCHESTER)
    grouped, code = placed(base, "group:Two=E08000003,E08000006")
    assert code == "group:Two"
    assert placed(grouped, "group:Two=E08000003,E08000006")[0] is grouped
    other, _ = placed(grouped, "group:Two=E08000003")
    assert other.members["group:Two"] == ("E08000003",)
    with pytest.raises(EvidenceError, match="E99"):
        placed(base, "E99")


def test_the_same_group_is_the_same_evidence_base_so_that_its_answers_are_kept(base):
    assert placed(base, "group:Two=E08000003,E08000006")[0] is placed(base, "group:Two=E08000003,E08000006")[0]
