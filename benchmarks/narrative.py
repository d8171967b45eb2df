"""The narrative: all its claims re-checked against the evidence base, and a search for evidence to put into a text."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice

from benchmarks.measures import CITY_REGION, Row, timed
from evidence.indicators.base import EvidenceBase, open_evidence
from evidence.indicators.catalogue import PROFILED
from evidence.narrative.answers import ask
from evidence.narrative.facts import same_facts
from evidence.narrative.records import Claim
from evidence.narrative.references import parse_reference, reference_text, references_in
from evidence.narrative.search import suggestions
from evidence.narrative.standing import CURRENT, accepted_of, standing_of

CLAIMS, REPEATS = 500, 7
FORMS = (
    "[[level {0}]]: [[gap {0} to E92000001]] and [[gap {0} to K02000001]].",
    "It is [[gap {0} to neighbours]].",
    "We are the [[rank {0}]], and [[rank {0} among neighbours]].",
    "It [[change {0}]].",
    "[[level {0} of E08000003]] in the city.",
)


def narrative() -> list[Row]:
    """Claims of a combined authority on every indicator of its profile; naively, every reference is asked anew each time."""
    base = open_evidence()
    for slug in base.tables:
        base.observed(slug)  # a warm base has looked its tables through once
    written = claims_about(open_evidence())  # answers are kept by base: none is ready in this one
    first = timed(lambda: _check(base, written))
    claims = [replace(one, accepted=accepted_of(base, CITY_REGION, one, {}, keep={})) for one in written]
    again = _usually(lambda: _check(base, claims))
    assert all(standing_of(base, CITY_REGION, one, {}).status == CURRENT for one in claims)
    naive = timed(lambda: _check_naively(base, claims))
    asked = len({found.text for one in claims for found in references_in(one.text)})
    suggestions(base, CITY_REGION, "gva gap england")
    search = _usually(lambda: suggestions(base, CITY_REGION, "gva gap england"))
    return [
        Row(f"{len(claims)} claims re-checked", "ms", again * 1000, naive * 1000, 300),
        Row(f"The same for the first time: each of {asked} different answers", "ms", first * 1000 / asked),
        Row("Search for evidence, indicator and question", "ms", search * 1000, None, 50),
    ]


def _usually(work: Callable[[], object]) -> float:
    """Seconds that the work takes, the middle of several times."""
    return statistics.median(timed(work) for _ in range(REPEATS))


def claims_about(base: EvidenceBase) -> list[Claim]:
    """Claims that the evidence base can answer, over and over until there are enough."""
    slugs = [slug for slug, indicator in base.indicators.items() if indicator.role in PROFILED]
    texts = [form.format(slug) for slug in slugs for form in FORMS]
    known = [Claim(f"{n:032x}", text=text) for n, text in enumerate(texts) if _answered(base, text)]
    return list(islice(cycle(known), CLAIMS))


def _answered(base: EvidenceBase, text: str) -> bool:
    return all(ask(base, CITY_REGION, parse_reference(found.text)).known for found in references_in(text))


def _check(base: EvidenceBase, claims: list[Claim]) -> None:
    for one in claims:
        standing_of(base, CITY_REGION, one, {})


def _check_naively(base: EvidenceBase, claims: list[Claim]) -> None:
    for one in claims:
        for found in references_in(one.text):
            reference = parse_reference.__wrapped__(found.text)
            answer = ask.__wrapped__(base, CITY_REGION, reference)
            assert same_facts(one.accepted[reference_text(reference)], answer.facts)
