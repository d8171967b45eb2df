"""What looks like personal data in a text: addresses of e-mail, telephone numbers, titles with a surname."""

from __future__ import annotations

import re

EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,20}")
# British numbers as people write them: 0 or +44, then nine or ten digits with at most one mark between two of them.
PHONE = re.compile(
    r"(?<![\w£$€.,+])(?:\(0\d{2,4}\)(?:[ -]?\d){6,8}|(?:\+44[ -]?(?:\(0\)[ -]?)?|0)\d(?:[ .-]?\d){8,9})(?!\d)"
)
TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Cllr|Councillor|Rev|Reverend"
SURNAME = r"[^\W\d_a-zß-öø-ÿ][\w'’-]{1,40}"
TITLED = re.compile(rf"\b(?:{TITLES})\b\.?(?: {SURNAME}){{1,3}}")


def personal_data_in(text: str) -> tuple[str, ...]:
    """What in a text looks like personal data, each once, in the order in which it stands there.

    A name without a title is not found: which words are names only a person can tell.
    """
    found = [match for pattern in (EMAIL, PHONE, TITLED) for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(match.group() for match in sorted(found, key=lambda match: match.start())))
