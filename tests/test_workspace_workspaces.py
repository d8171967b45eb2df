"""Workspaces and their two links."""

import re
from hashlib import sha256

import pytest
from sqlalchemy import select

from evidence.errors import EvidenceError
from evidence.workspace.database import reading
from evidence.workspace.history import keep_version
from evidence.workspace.items import read_items, save_fields
from evidence.workspace.records import By
from evidence.workspace.tables import CHANGES, ITEMS, VERSIONS, WORKSPACES
from evidence.workspace.workspaces import (
    create_workspace,
    delete_workspace,
    list_workspaces,
    new_link,
    open_workspace,
    renew_links,
    view_link,
)
from tests.workspaces import ABOUT, ANN, AT, begin, claim

LATER = By("Ben", AT.replace(hour=16))


def test_links_are_32_characters_of_an_address_and_never_twice_the_same():
    links = {new_link() for _ in range(500)}
    assert len(links) == 500
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{32}", link) for link in links | {view_link(link) for link in links})


def test_the_link_to_read_is_made_from_the_one_to_edit():
    # printf 'view:abc' | sha256sum, its first 24 bytes in base 64 for addresses.
    assert view_link("abc") == view_link("abc") != view_link("abd")
    assert sha256(b"view:abc").hexdigest()[:8] == "".join(f"{b:02x}" for b in _decoded(view_link("abc"))[:4])


def _decoded(text):
    from base64 import urlsafe_b64decode

    return urlsafe_b64decode(text)


def test_one_link_edits_and_the_other_reads(engine):
    link = new_link()
    made = create_workspace(engine, ABOUT, ANN, link=link)
    assert made.may_edit
    assert open_workspace(engine, f" {link}\n") == made
    reader = open_workspace(engine, view_link(link))
    assert (reader.id, reader.may_edit, reader.created) == (made.id, False, "2026-11-26T14:30:00.000000Z")
    assert read_items(engine, made.id)[0].content == ABOUT


def test_the_database_holds_no_link(engine):
    link = new_link()
    create_workspace(engine, ABOUT, ANN, link=link)
    with reading(engine) as connection:
        (row,) = connection.execute(select(WORKSPACES)).all()
    assert link not in str(row) and view_link(link) not in str(row)


@pytest.mark.parametrize("link", ["", "x", "' OR '1'='1", "\x00", "\ud800", "é" * 5000])
def test_a_link_that_opens_nothing_is_said(engine, link):
    begin(engine)
    with pytest.raises(EvidenceError, match=r"^This link opens no workspace"):
        open_workspace(engine, link)


def test_a_digest_is_no_link(engine):
    begin(engine)
    with reading(engine) as connection:
        digest = connection.execute(select(WORKSPACES.c.edit_digest)).scalar_one()
    with pytest.raises(EvidenceError, match="opens no workspace"):
        open_workspace(engine, digest)


def test_renewed_links_replace_both(engine):
    old, new = new_link(), new_link()
    made = create_workspace(engine, ABOUT, ANN, link=old)
    renew_links(engine, made.id, link=new)
    assert open_workspace(engine, new) == made
    assert not open_workspace(engine, view_link(new)).may_edit
    for gone in (old, view_link(old)):
        with pytest.raises(EvidenceError, match="opens no workspace"):
            open_workspace(engine, gone)


@pytest.mark.parametrize("do", [lambda e, i: renew_links(e, i, link=new_link()), delete_workspace])
def test_a_workspace_that_is_not_there_is_said(engine, do):
    with pytest.raises(
        EvidenceError, match="There is no workspace 'abc'; `python -m evidence workspace list` lists them"
    ):
        do(engine, "abc")


def test_a_workspace_is_removed_with_everything_in_it_and_no_other(engine):
    gone, stays = begin(engine), begin(engine)
    for room in (gone, stays):
        claim(engine, room)
        keep_version(engine, room.id, "Draft", ANN)
    delete_workspace(engine, gone.id)
    with reading(engine) as connection:
        for table in (ITEMS, CHANGES, VERSIONS):
            assert {row.workspace_id for row in connection.execute(select(table))} == {stays.id}
    assert [one.id for one in list_workspaces(engine)] == [stays.id]


def test_workspaces_are_listed_the_one_changed_last_first(engine):
    assert list_workspaces(engine) == []
    first, second = begin(engine, title="First"), begin(engine, title="Second")
    about = read_items(engine, first.id)[0]
    save_fields(engine, first.id, about.id, {"purpose": "A plan"}, LATER, seen={})
    listed = list_workspaces(engine)
    assert [(one.id, one.title, one.place, one.changes) for one in listed] == [
        (first.id, "First", "E10000099", 2),
        (second.id, "Second", "E10000099", 1),
    ]
    assert (listed[0].created, listed[0].changed) == ("2026-11-26T14:30:00.000000Z", "2026-11-26T16:30:00.000000Z")


def test_what_a_workspace_cannot_be_about_is_refused_before_anything_is_made(engine):
    with pytest.raises(EvidenceError, match="20,001 characters"):
        create_workspace(engine, {"title": "x" * 20_001}, ANN, link=new_link())
    assert list_workspaces(engine) == []
