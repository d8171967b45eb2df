"""Tables of productivity evidence: for reading beside each chart, and for taking away; and everything as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache

import pandas as pd

from evidence import wording
from evidence.analysis.comparators import ENGLAND, UK
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure
from evidence.indicators.base import EvidenceBase
from evidence.indicators.breakdowns import read_breakdowns
from evidence.indicators.periods import period_text
from evidence.productivity import context_words, industry_words, words
from evidence.productivity.drivers import Driven
from evidence.productivity.firms import Sizes
from evidence.productivity.industry import GVA, Structure, enterprise_structure, gva_structure
from evidence.productivity.national import Context
from evidence.productivity.parts import Parts
from evidence.productivity.quotients import Quotients
from evidence.productivity.rows import productivity_row
from evidence.productivity.school import School
from evidence.productivity.shift_share import ShiftShare
from evidence.productivity.similarity import Similarity
from evidence.productivity.standing import Standing


def parts_table(found: Parts) -> pd.DataFrame:
    """The three factors here and in the UK, their logarithms, and what they come to; index "Part".

    Each one's share of the difference is given only where all three work the same way: others pass 100% and say little.
    """
    shared = all(part.share is not None and part.share >= 0 for part in found.parts)
    rows = [
        {
            found.area.name: words.part_value(part.key, part.place),
            "UK": words.part_value(part.key, part.uk),
            "Logarithm of here over the UK, times 100": words.part_points(found, part),
        }
        | ({"Share of the difference": f"{_number(100 * (part.share or 0.0), 0)}%"} if shared else {})
        for part in found.parts
    ]
    whole = {
        found.area.name: f"£{_number(found.place.per_head, 0)}",
        "UK": f"£{_number(found.uk.per_head, 0)}",
        "Logarithm of here over the UK, times 100": words.points(found.log),
    } | ({"Share of the difference": "100%"} if shared else {})
    names = [
        *(wording.begun(words.PART_NAMES[part.key]) for part in found.parts),
        "Output per head, the three multiplied",
    ]
    return pd.DataFrame([*rows, whole], index=pd.Index(names, name="Part"))


def quotients_table(base: EvidenceBase, found: Quotients) -> pd.DataFrame:
    """The industries of a place with size, share, the UK's and England's shares and the quotient; index "Industry"."""
    place, whole = found.place, _wholes(base, found)
    tested = any(row.interval for row in found.rows)
    rows = []
    for row in found.rows:
        cells = {
            "Size": industry_words.size(place, row.here.figure.value),
            base.areas[place.area_code].name: industry_words.percent(row.here.share),
            **{name: industry_words.percent(there.industry(row.here.code).share) for name, there in whole.items()},
            f"Quotient ({industry_words.short(base, found.reference)} = 1)": wording.plain_number(row.value, 2)
            or "none",
        }
        if tested:
            ends = (row.interval.lower, row.interval.upper) if row.interval else ()
            cells["95% interval"] = " to ".join(_number(end, 2) for end in ends) or "none"
            cells["Judged"] = row.judgement or "not judged"
        rows.append(cells | {"Note": row.reason})
    return pd.DataFrame(rows, index=pd.Index([row.here.name for row in found.rows], name="Industry"))


def _wholes(base: EvidenceBase, found: Quotients) -> dict[str, Structure]:
    """The UK and England by the names of their columns, but for the place itself and what has no figures."""
    make = gva_structure if found.place.table == GVA else enterprise_structure
    wholes = {}
    for code in dict.fromkeys((found.reference.area_code, UK, ENGLAND)):
        if code != found.place.area_code:
            with suppress(EvidenceError):
                structure = make(base, code, found.place.year)
                wholes[industry_words.short(base, structure)] = structure
    return wholes


def shift_table(found: ShiftShare) -> pd.DataFrame:
    """The parts of growth by industry in £ million of the last year's prices, then in all; index "Industry"."""
    rows = [
        _shift_row(found, r.first, r.last, r.growth, r.reference_growth, (r.national, r.mix, r.regional))
        for r in found.rows
    ]
    end = found.start + found.change
    parts = (found.national, found.mix, found.regional)
    rows.append(_shift_row(found, found.start, end, found.growth, found.reference_growth, parts))
    return pd.DataFrame(rows, index=pd.Index([*(row.name for row in found.rows), "All industries"], name="Industry"))


def _shift_row(
    found: ShiftShare, first: float, last: float, growth: float | None, uk: float, parts: Sequence[float]
) -> dict[str, str]:
    names = ("At the UK's rate", "With the mix of industries", "Left")
    return {
        f"£ million, {found.first}": _number(first, 0),
        f"£ million, {found.last}": _number(last, 0),
        "Growth": "started at nothing" if growth is None else signed_percent(growth),
        "Growth in the UK": signed_percent(uk),
    } | {f"{name}, £ million": _number(part, 0) for name, part in zip(names, parts, strict=True)}


def similarity_table(base: EvidenceBase, found: Similarity) -> pd.DataFrame:
    """How alike every two districts are, both ways; index "District"."""
    names = [base.areas[code].name for code in found.districts]
    cells = [["same" if i == j else _number(v, 2) for j, v in enumerate(row)] for i, row in enumerate(found.matrix)]
    return pd.DataFrame(cells, index=pd.Index(names, name="District"), columns=names)


def pairs_table(base: EvidenceBase, found: Similarity) -> pd.DataFrame:
    """Every two districts once, the most alike first; index "District"."""
    rows = [{"and": base.areas[p.second].name, "Similarity": _number(p.similarity, 2)} for p in found.pairs]
    return pd.DataFrame(rows, index=pd.Index([base.areas[p.first].name for p in found.pairs], name="District"))


def sizes_table(base: EvidenceBase, found: Sizes, area_code: str) -> pd.DataFrame:
    """Firms by the number of people employed, with shares here, in England and in the UK; index "People employed"."""
    name = base.areas[area_code].name
    rows = []
    for band in found.bands:
        ends = (band.interval.lower, band.interval.upper) if band.interval else ()
        rows.append(
            {
                f"Number, {found.year}": _number(band.count, 0),
                name: "none" if band.share is None else firm_share(band.share),
                "95% interval": " to ".join(firm_share(end) for end in ends) or "none",
                "England": firm_share(band.england),
                "UK": firm_share(band.uk),
                "Beside England": band.judgement or "not judged",
            }
        )
    return pd.DataFrame(rows, index=pd.Index([people(b.band) for b in found.bands], name="People employed"))


def standings_table(base: EvidenceBase, standings: Iterable[Standing]) -> pd.DataFrame:
    """Indicators with the place's figure, England's and how they compare, or the reason for none; index "Indicator"."""
    found = tuple(standings)
    names = [base.indicator(s.level.indicator).name for s in found]
    return pd.DataFrame([_standing(base, s) for s in found], index=pd.Index(names, name="Indicator"))


def _standing(base: EvidenceBase, here: Standing) -> dict[str, str]:
    indicator, gap = base.indicator(here.level.indicator), here.gap
    compared = gap is not None and gap.value is not None
    return {
        "Period": period_text(here.level.period) if here.level.period else "",
        "Here": wording.number(here.level.value, indicator) if here.known else "not available",
        "England": wording.number(gap.numbers["comparator"], indicator) if gap and compared else "not compared",
        "What is said": context_words.standing_sentence(base, here),
        "Source": indicator.source.line,
    }


def drivers_table(base: EvidenceBase, found: Driven) -> pd.DataFrame:
    """The six drivers with each of their indicators, or that there is no open figure; index "Driver"."""
    rows, names = [], []
    for answer in found.answers:
        for here in answer.standings:
            names.append(answer.driver.name)
            row = {"Indicator": base.indicator(here.level.indicator).name} | _standing(base, here)
            rows.append(row | {"Not covered": answer.driver.not_covered})
        if not answer.standings:
            names.append(answer.driver.name)
            rows.append({"Indicator": "none", "Not covered": answer.driver.not_covered})
    return pd.DataFrame(rows, index=pd.Index(names, name="Driver")).fillna("")


def school_table(base: EvidenceBase, found: School) -> pd.DataFrame:
    """The steps from school to work in order, NEET with its bounds; index "Indicator"."""
    table = standings_table(base, (stage.standing for stage in found.stages))
    table.insert(0, "When", [stage.when for stage in found.stages])
    table["What is said"] = [context_words.stage_sentence(base, stage) for stage in found.stages]
    return table


def contexts_table(found: Sequence[Context]) -> pd.DataFrame:
    """Numbers of the country with their source and how they must not be read; index "What is said"."""
    rows = [
        {
            "The other way round": context_words.other_reading(c),
            "Of": c.of,
            "When": c.when,
            "Source": c.source,
            "Read in": c.quoted,
            "How it must not be read": c.not_read,
        }
        for c in found
    ]
    return pd.DataFrame(rows, index=pd.Index([c.says for c in found], name="What is said"))


def productivity_json(base: EvidenceBase, area_code: str, years: tuple[int, int]) -> str:
    """All productivity evidence of a place, unrounded, in the form that other programs rely on."""
    return json.dumps(productivity_row(base, area_code, years=years), ensure_ascii=False, indent=2)


def source_of(base: EvidenceBase, *slugs: str) -> str:
    """Where figures come from, each source once: of indicators and of tables of another shape, by slug."""
    other = _breakdown_sources(base)
    lines = [base.indicators[slug].source.line if slug in base.indicators else other.get(slug, "") for slug in slugs]
    return " ".join(dict.fromkeys(line for line in lines if line))


def source_of_figures(base: EvidenceBase, figures: Iterable[Figure]) -> str:
    """Where figures come from, each source once."""
    return source_of(base, *(figure.indicator for figure in figures))


@lru_cache(maxsize=8)
def _breakdown_sources(base: EvidenceBase) -> dict[str, str]:
    described, _ = read_breakdowns(base.folder / "breakdowns")
    return {slug: found.source.line for slug, found in described.items()}


def people(band: str) -> str:
    """A size of firms: "0 to 4", "250 or more"."""
    return band.replace("-", " to ").replace("+", " or more")


def firm_share(share: float) -> str:
    """A share of firms in per cent, with two decimals below 1 %."""
    return f"{_number(100 * share, 2 if share < 0.01 else 1)}%"


def signed_percent(share: float) -> str:
    """A growth with its sign: "+8.2%", "−0.3%"."""
    text = _number(100 * share, 1)
    return f"+{text}%" if share > 0 else f"{text}%"


def _number(value: float, decimals: int) -> str:
    return wording.plain_number(value, decimals)
