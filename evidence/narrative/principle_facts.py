"""What the principles of a good narrative are computed from, and what is told of each: facts beside their thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence import wording
from evidence.indicators.base import EvidenceBase
from evidence.narrative.records import DOCUMENT, About, Claim, EvidenceItem, Priority, SignOff
from evidence.narrative.standing import Standing


@dataclass(frozen=True, slots=True)
class Written:
    """Everything that the principles are computed from."""

    base: EvidenceBase
    place_code: str
    claims: tuple[Claim, ...]
    standings: tuple[Standing, ...]
    evidence: tuple[EvidenceItem, ...]
    about: About
    sign_offs: tuple[SignOff, ...]
    priorities: tuple[Priority, ...]
    year: int
    overclaims: int

    @property
    def reads(self) -> tuple[str, ...]:
        """The claims as they read now."""
        return tuple(standing.reads for standing in self.standings)

    @property
    def heard(self) -> tuple[EvidenceItem, ...]:
        """Evidence from people, not from documents."""
        return tuple(item for item in self.evidence if item.method != DOCUMENT)

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts of the place."""
        return self.base.members.get(self.place_code, ())

    def holds(self, area_code: str) -> bool:
        """Whether an area is the place or lies wholly inside it."""
        parts = self.base.members.get(area_code, ())
        return area_code == self.place_code or (bool(parts) and set(parts) <= set(self.districts))

    def of(self, *sections: str) -> tuple[Claim, ...]:
        """The claims of these sections."""
        return tuple(claim for claim in self.claims if claim.section in sections)


@dataclass(frozen=True, slots=True)
class Told:
    """Facts a line each, and whether a threshold is passed; None where nothing can be computed."""

    lines: tuple[str, ...]
    concern: bool | None


def fact(what: str, found: str, look: str) -> str:
    """A fact with the threshold by which it is looked at."""
    return f"{what}: {found}. To look at: {look}."


def out_of(some: int, whole: int) -> str:
    """A count of a whole with its share: "8 of 10 (80%)", "0 of 0"."""
    return f"{some} of {whole}" + (f" ({wording.share(some / whole)})" if whole else "")


def names(found: Iterable[str]) -> str:
    """Names as a list in a sentence, each once; "none" where there are none."""
    return wording.listed(list(dict.fromkeys(found))) or "none"


def split(by_key: Mapping[str, str], found: set[str]) -> tuple[list[str], list[str]]:
    """The names that were found, and those that were not, in the order of the list."""
    return [n for key, n in by_key.items() if key in found], [n for key, n in by_key.items() if key not in found]
