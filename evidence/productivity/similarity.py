"""How alike the districts of a place are in what their economies are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.productivity.industry import Structure, gva_structure

FEWEST_DISTRICTS = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two districts and how alike they are: 1 is the same mix of industries, 0 none in common."""

    first: str
    second: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Similarity:
    """A matrix of similarity by GVA between the districts of a place, in the order of `districts` both ways.

    `left_out` are districts whose industries are not all available.
    """

    area_code: str
    year: int
    districts: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...]
    left_out: tuple[str, ...]
    structures: tuple[Structure, ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every two districts once, the most alike first."""
        numbered = combinations(range(len(self.districts)), 2)
        found = [Pair(self.districts[i], self.districts[j], self.matrix[i][j]) for i, j in numbered]
        return tuple(sorted(found, key=lambda pair: (-pair.similarity, pair.first, pair.second)))

    @property
    def most_alike(self) -> Pair:
        """The two districts that are most alike."""
        return self.pairs[0]

    @property
    def least_alike(self) -> Pair:
        """The two districts that are least alike."""
        return self.pairs[-1]


def krugman(first: Sequence[float], second: Sequence[float]) -> float:
    """Krugman's index of specialisation, halved: half the sum of the differences between shares, 0 alike to 1.

    The share of one economy that would have to be in another industry to be like the other. Krugman (1991), Geography
    and Trade. Raises EvidenceError where the shares do not add up to 1.
    """
    for shares in (first, second):
        if abs(sum(shares) - 1) > 1e-6:
            raise EvidenceError(f"Krugman's index needs shares that add up to 1; these add up to {sum(shares):g}.")
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / 2


def similarity(base: EvidenceBase, area_code: str, year: int | None = None, *, imputed: bool = True) -> Similarity:
    """How alike the districts of a place are by their shares of GVA: 1 less Krugman's index, for every two.

    Raises EvidenceError for a place of one district, and where fewer than two have all of their industries.
    """
    area = base.area(area_code)
    districts = base.members.get(area.code, ())
    if len(districts) < FEWEST_DISTRICTS:
        raise EvidenceError(f"{area.name} is one district, so there are no two districts to compare.")
    found = [gva_structure(base, code, year) for code in districts]
    left_out = tuple(s.area_code for s in found if not s.complete)
    kept = [gva_structure(base, s.area_code, s.year, imputed=imputed) for s in found if s.complete]
    if len(kept) < FEWEST_DISTRICTS:
        names = ", ".join(base.areas[code].name for code in left_out)
        raise EvidenceError(
            f"Fewer than two districts of {area.name} can be compared: not all industries are available for {names}."
        )
    shares = [[industry.share or 0.0 for industry in s.industries] for s in kept]
    matrix = tuple(tuple(1 - krugman(a, b) for b in shares) for a in shares)
    return Similarity(area.code, kept[0].year, tuple(s.area_code for s in kept), matrix, left_out, tuple(kept))
