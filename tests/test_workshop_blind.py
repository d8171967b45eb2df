"""Digests of devices: the same again for the same, another for anything else, and refused for a weak secret."""

import pytest

from evidence.errors import EvidenceError
from evidence.workshop.blind import hand_id, new_secret, note_id, owner_id, participant_id, slip_id, turn_id

SECRET, OTHER = "a" * 32, "b" * 32


def everything(secret: str, workshop: str = "w") -> list[str]:
    return [
        participant_id(secret, workshop),
        turn_id(secret, workshop, "one"),
        turn_id(secret, workshop, "two"),
        slip_id(secret, workshop, "one", "1"),
        slip_id(secret, workshop, "one", "2"),
        hand_id(secret, workshop, "one"),
        note_id(secret, workshop, "one", "1"),
        owner_id(secret, workshop, "one"),
    ]


def test_a_device_is_known_again_by_its_secret():
    assert everything(SECRET) == everything(SECRET)


def test_no_two_things_of_a_device_and_no_two_devices_share_a_digest():
    found = [*everything(SECRET), *everything(OTHER), *everything(SECRET, "another workshop")]
    assert len(set(found)) == len(found) == 24


def test_the_digest_is_hmac_sha_256_so_that_any_implementation_gives_it():
    """Worked by `printf 'participant\\0w' | openssl dgst -sha256 -hmac aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa`."""
    assert participant_id(SECRET, "w") == "009e11387480baa14366e4dcd664941855a0429fa36abddf48c7c037f46a4b9e"


def test_a_secret_is_long_and_never_the_same():
    assert len(new_secret()) == 32
    assert new_secret() != new_secret()


@pytest.mark.parametrize(
    "weak", ["", "1234", "a" * 31, "a" * 65, "with spaces in it and long enough to pass", "é" * 32]
)
def test_a_secret_that_could_be_guessed_is_refused(weak):
    with pytest.raises(EvidenceError, match="join again"):
        participant_id(weak, "w")
