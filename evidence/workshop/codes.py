"""Codes to join by: short enough to type from a projector, and guarded against being guessed."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, case, delete, update

from evidence.errors import EvidenceError
from evidence.workshop.tables import GUESSES, insert_or_update

# Letters and digits that are not taken for one another (no I, L, O, 0, 1; of S and 5, Z and 2, B and 8 the digit), and
# no vowels, so that no code is a word.
ALPHABET = "CDFGHJKMNPQRTVWXY23456789"
LENGTH = 6
MEANT = str.maketrans("SZB", "528")
SPAN = 600  # seconds over which codes that open nothing are counted
# A room may share one address, and people mistype; 300 guesses in ten minutes meet one of five open workshops among
# 244 million codes once in three years.
FROM_ONE_ADDRESS, ALTOGETHER = 30, 300
EVERYWHERE = "everywhere"


def new_code() -> str:
    """A code by chance, one of 244 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """A code as it is kept, of a code as people type it; raises EvidenceError for what can be none."""
    code = re.sub(r"[\s\-–]", "", typed[:40]).upper().translate(MEANT)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        raise EvidenceError(
            f"A code has {LENGTH} letters and digits, without I, L, O, 0, 1 and without vowels. Read it again from the screen."
        )
    return code


def count_guess(connection: Connection, address: str, at: datetime) -> bool:
    """Count one try from an address (the rows stay locked until the change ends); whether it is still allowed.

    Counts of earlier spans are removed, so that no address stays on record.
    """
    forget_addresses(connection, at)
    span = int(at.timestamp()) // SPAN
    limits = {EVERYWHERE: ALTOGETHER, _bucket(address): FROM_ONE_ADDRESS}
    tried = {bucket: _add_one(connection, bucket, span) for bucket in limits}
    return all(tried[bucket] <= limit for bucket, limit in limits.items())


def not_a_guess(connection: Connection, address: str) -> None:
    """Take the try just counted back: its code was right."""
    wanted = GUESSES.c.bucket.in_((EVERYWHERE, _bucket(address)))
    connection.execute(update(GUESSES).where(wanted).values(tried=GUESSES.c.tried - 1))
    connection.execute(delete(GUESSES).where((GUESSES.c.bucket == _bucket(address)) & (GUESSES.c.tried < 1)))


def forget_addresses(connection: Connection, at: datetime) -> None:
    """Remove what was counted by address before the current span."""
    earlier = GUESSES.c.span < int(at.timestamp()) // SPAN
    connection.execute(delete(GUESSES).where(earlier & (GUESSES.c.bucket != EVERYWHERE)))


def _bucket(address: str) -> str:
    return sha256(f"address:{address}".encode()).hexdigest()


def _add_one(connection: Connection, bucket: str, span: int) -> int:
    again = case((GUESSES.c.span == span, GUESSES.c.tried + 1), else_=1)
    row = insert_or_update(connection, GUESSES).values(bucket=bucket, span=span, tried=1)
    counted = row.on_conflict_do_update(index_elements=["bucket"], set_={"tried": again, "span": span})
    return int(connection.execute(counted.returning(GUESSES.c.tried)).scalar_one())
