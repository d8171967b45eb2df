"""Digests that know a device again and tell nobody else who it is: how votes are anonymous in the database.

Each device has a secret of 192 bits that the database never holds. Whatever a device gives is kept under HMAC-SHA256 of
that secret and of what it is for: its place among the participants, its turn in a step, each choice of a ballot, each
note. The same device gets the same digest again, so that a second vote replaces the first and an author may edit their
note; without the secret no digest can be made from another, so that nothing in the database joins a vote to a name.
"""

from __future__ import annotations

import hmac
import re
import secrets

from evidence.errors import EvidenceError

SECRET = re.compile(r"[A-Za-z0-9_-]{32,64}")
ID_LENGTH = 32


def new_secret() -> str:
    """A device's secret: 32 letters, digits, hyphens and underscores, to be kept on the device and nowhere else."""
    return secrets.token_urlsafe(24)


def participant_id(secret: str, workshop_id: str) -> str:
    """What a device is called among the participants of a workshop."""
    return _blind(secret, "participant", workshop_id)


def turn_id(secret: str, workshop_id: str, step: str) -> str:
    """What tells that a device has answered a step, without what it answered."""
    return _blind(secret, "turn", workshop_id, step)


def slip_id(secret: str, workshop_id: str, step: str, choice: str) -> str:
    """What a device's vote on one choice of a step is kept under."""
    return _blind(secret, "slip", workshop_id, step, choice)


def hand_id(secret: str, workshop_id: str, step: str) -> str:
    """What a device's answer to a statement is kept under."""
    return _blind(secret, "hand", workshop_id, step)


def note_id(secret: str, workshop_id: str, step: str, submission: str) -> str:
    """The id of a note: the same submission of the same device gives the same again, so that it counts once."""
    return _blind(secret, "note", workshop_id, step, submission)[:ID_LENGTH]


def owner_id(secret: str, workshop_id: str, note: str) -> str:
    """What makes a device the author of one note; another for each note."""
    return _blind(secret, "owner", workshop_id, note)


def _blind(secret: str, *what: str) -> str:
    if not SECRET.fullmatch(secret):
        raise EvidenceError("This device is not known here any more; join again with the code.")
    # NUL cannot stand in a part: texts of people are cleaned of it, everything else is ours.
    return hmac.new(secret.encode(), "\0".join(what).encode(), "sha256").hexdigest()
