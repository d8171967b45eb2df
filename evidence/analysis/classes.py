"""Classes of a map: where the values of a set of areas are cut, and which class each falls into."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evidence.errors import EvidenceError

METHODS = {
    "quantiles": "Equal numbers of areas (quantiles)",
    "fisher-jenks": "Natural breaks (Fisher-Jenks)",
    "equal-steps": "Equal steps",
    "around-uk": "Fixed steps around the UK",
}
K = 5
# Edges of the fixed classes as shares of the comparator: under 80, 80-90, 90-110, 110-120, 120 and over, per 100.
AROUND = (0.8, 0.9, 1.1, 1.2)


@dataclass(frozen=True, slots=True)
class Classes:
    """Class edges and the class of each value: class i holds edges[i] < value <= edges[i + 1], the first its lower edge too.

    `of` is 0 for the lowest class, None where there is no value.
    """

    method: str
    edges: tuple[float, ...]
    of: tuple[int | None, ...]
    note: str = ""

    @property
    def counts(self) -> tuple[int, ...]:
        """How many values fall into each class."""
        return tuple(sum(c == k for c in self.of) for k in range(len(self.edges) - 1))


def classify(values: Sequence[float | None], method: str, *, comparator: float | None = None) -> Classes:
    """Values cut into at most five classes by a method of `METHODS`; missing values stay without a class.

    Quantiles and Fisher-Jenks are mapclassify's. Fixed steps are shares of the comparator's value. Too few different values
    leave fewer classes, which the note says. Raises EvidenceError where the method is unknown or nothing can be classed.
    """
    if method not in METHODS:
        raise EvidenceError(f"There is no class method called {method!r}; choose one of: {', '.join(METHODS)}.")
    values = [_known(v) for v in values]
    known = np.array([v for v in values if v is not None], dtype=float)
    if known.size == 0:
        return Classes(method, (), tuple(None for _ in values), "No area has a figure.")
    if method == "around-uk" and not comparator:
        raise EvidenceError("Fixed steps need the UK's figure, which is not known for this indicator and period.")
    inner = _inner_edges(known, method, comparator or 0.0)
    low, high = float(known.min()), float(known.max())
    edges = (min(low, inner[0]) if inner else low, *inner, max(high, inner[-1]) if inner else high)
    of = tuple(None if v is None else int(np.searchsorted(inner, v, side="left")) for v in values)
    count = len(edges) - 1
    fewer = (
        f"Too few different values for {K} classes: there {'is' if count == 1 else 'are'} {count}." if count < K else ""
    )
    return Classes(method, tuple(float(e) for e in edges), of, fewer)


def _known(value: float | None) -> float | None:
    """The value, None where it is missing or not a number."""
    return None if value is None or value != value else value


def _inner_edges(known: np.ndarray, method: str, comparator: float) -> list[float]:
    """The edges between classes, ascending and distinct."""
    if method == "around-uk":
        return sorted(comparator * share for share in AROUND)
    distinct = np.unique(known)
    if distinct.size == 1:
        return []
    if method == "equal-steps":
        return [float(e) for e in np.linspace(known.min(), known.max(), K + 1)[1:-1]]
    import mapclassify  # imported here because it takes a second that a command line need not spend

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of ties, which the note says in plain words
        k = min(K, int(distinct.size))
        cut = mapclassify.FisherJenks(known, k=k) if method == "fisher-jenks" else mapclassify.Quantiles(known, k=k)
    edges = sorted({float(b) for b in cut.bins})
    return edges[:-1]


@dataclass(frozen=True, slots=True)
class TwoWay:
    """Two indicators' thirds at once: `cell` is 3 x (third of the second) + (third of the first), None where either lacks."""

    first: Classes
    second: Classes
    cells: tuple[int | None, ...]
    both: int

    @property
    def counts(self) -> tuple[int, ...]:
        """How many areas stand in each of the nine cells."""
        return tuple(sum(c == k for c in self.cells) for k in range(9))


def classify_two(first: Sequence[float | None], second: Sequence[float | None]) -> TwoWay:
    """Both indicators cut into thirds over the areas that have both values.

    Raises EvidenceError where fewer than nine areas have both.
    """
    known = ((_known(a), _known(b)) for a, b in zip(first, second, strict=True))
    pairs = [(a, b) if a is not None and b is not None else (None, None) for a, b in known]
    both = sum(a is not None for a, _ in pairs)
    if both < 9:
        raise EvidenceError(
            f"Two indicators at once need at least nine areas with both figures; here {both} have them."
        )
    thirds = [_thirds([pair[i] for pair in pairs]) for i in (0, 1)]
    cells = tuple(
        None if x is None or y is None else 3 * y + x for x, y in zip(thirds[0].of, thirds[1].of, strict=True)
    )
    return TwoWay(thirds[0], thirds[1], cells, both)


def _thirds(values: Sequence[float | None]) -> Classes:
    known = np.array([v for v in values if v is not None], dtype=float)
    inner = [float(q) for q in np.quantile(known, (1 / 3, 2 / 3))]
    of = tuple(None if v is None else int(np.searchsorted(inner, v, side="left")) for v in values)
    return Classes("thirds", (float(known.min()), *inner, float(known.max())), of)
