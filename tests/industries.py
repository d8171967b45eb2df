"""The invented county with tables by industry, small enough to work every answer by hand."""

from pathlib import Path

from evidence.indicators.base import EvidenceBase, open_evidence
from tests.worked import ASHBY, BECKTON, CORLEY, DUNMOUTH, EASTHOLM, FARCASTLE, GULL, STRATHMORE, UK

FARMING, MAKING, BUILDING, FINANCE, ESTATE = "AB (1-9)", "C (10-33)", "F (41-43)", "K (64-66)", "L (68)"
CODES = (FARMING, MAKING, BUILDING, FINANCE, ESTATE, "68IMP", "A-E", "G-T")
# £ million of 2022 in the order of the codes; Corley's farming and finance come to 15 and 30, which its totals tell.
GVA_2022 = {
    ASHBY: (10, 40, 10, 20, 20, 12, 50, 40),
    BECKTON: (30, 20, 20, 10, 20, 10, 50, 30),
    CORLEY: ("", 30, 10, "", 30, "", 45, 60),
    DUNMOUTH: (0, 100, 50, 200, 50, 20, 100, 250),
    EASTHOLM: (0, 20, 20, 40, 20, 10, 20, 60),
    FARCASTLE: (60, 10, 10, 10, 10, 5, 70, 20),
    GULL: (100, 0, 0, 0, 0, 0, 100, 0),
    STRATHMORE: (200, 2000, 800, 1500, 1500, 1000, 2200, 3000),
}
# Ten years before every district had four fifths of each, but for Ashby; prices were 80/90.
ASHBY_2012 = (8, 40, 8, 8, 16, 8, 48, 24)
ENTERPRISES = {
    UK: (500, 2000, 2500, 5000),
    ASHBY: (60, 20, 120, 200),
    BECKTON: (30, 100, 70, 200),
    CORLEY: (40, 40, 20, 100),
}
KINDS = ("01-03 : Farming", "05-39 : Production", "41-43 : Construction", "Total")
NAMES = [
    "Farming; mining",
    "Making",
    "Building",
    "Finance",
    "Real estate",
    "Imputed rental",
    "Production sector",
    "Services sector",
]


def industry_world(folder: Path) -> EvidenceBase:
    """The invented county in this folder, a copy, with GVA and enterprises by industry beside its other tables."""
    lines = ["area_code,category,2012,2022"]
    for area, values in GVA_2022.items():
        before = ASHBY_2012 if area == ASHBY else tuple(v if v == "" else 0.8 * v for v in values)
        lines += [f"{area},{code},{a},{b}" for code, a, b in zip(CODES, before, values, strict=True)]
    _write(folder, "gva-by-industry", lines)
    rows = [f"{area},{kind},{n}" for area, counts in ENTERPRISES.items() for kind, n in zip(KINDS, counts, strict=True)]
    _write(folder, "enterprises-by-industry", ["area_code,category,2025", *rows])
    _write(
        folder, "industries-gva", ["industry_code,industry", *(f"{c},{n}" for c, n in zip(CODES, NAMES, strict=True))]
    )
    return open_evidence(folder)


def _write(folder: Path, name: str, lines: list[str]) -> None:
    (folder / "breakdowns" / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
