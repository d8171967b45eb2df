"""Productivity evidence as plain rows: the stable interface that JSON and other programs rely on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from evidence.analysis.comparators import ENGLAND
from evidence.analysis.findings import as_json
from evidence.errors import EvidenceError
from evidence.indicators.base import EvidenceBase
from evidence.productivity import context_words, industry_words, words
from evidence.productivity.drivers import drivers_of, has_drivers
from evidence.productivity.firms import Sizes, firms
from evidence.productivity.industry import Structure, enterprise_structure, gva_structure
from evidence.productivity.level import Output, output
from evidence.productivity.national import contexts, has_contexts
from evidence.productivity.parts import KEYS, Factors, Parts, prosperity_per_head
from evidence.productivity.quotients import Quotients, enterprise_quotients, gva_quotients
from evidence.productivity.school import School, school_to_work
from evidence.productivity.shift_share import ShiftShare, shift_share
from evidence.productivity.similarity import Similarity, similarity
from evidence.productivity.standing import Standing

MOST_DISTRICTS = 60  # of a place whose districts are set beside each other
SPAN = (2008, 2023)  # the first and the last year of gross value added by industry


def productivity_row(base: EvidenceBase, area_code: str, *, years: tuple[int, int] = SPAN) -> dict[str, Any]:
    """The productivity evidence of a place; a part that cannot be had is its reason, as {"reason": ...}.

    Raises EvidenceError for an unknown area.
    """
    area = base.area(area_code)
    return {
        "area_code": area.code,
        "area_name": area.name,
        "output": _said(lambda: _output(output(base, area_code))),
        "prosperity_per_head": _said(lambda: _parts(base, prosperity_per_head(base, area_code))),
        "industry": {
            "gva": _said(lambda: _structure(gva_structure(base, area_code))),
            "enterprises": _said(lambda: _structure(enterprise_structure(base, area_code))),
            "gva_quotients": _said(lambda: _quotients(gva_quotients(base, area_code))),
            "gva_quotients_england": _said(lambda: _quotients(gva_quotients(base, area_code, against=ENGLAND))),
            "enterprise_quotients": _said(lambda: _quotients(enterprise_quotients(base, area_code))),
            "enterprise_quotients_england": _said(
                lambda: _quotients(enterprise_quotients(base, area_code, against=ENGLAND))
            ),
            "shift_share": _said(lambda: _shift(shift_share(base, area_code, *years))),
            "similarity": _said(lambda: _similarity_of(base, area_code)),
            "not_decomposed": industry_words.NOT_DECOMPOSED,
        },
        "firms": _said(lambda: _firms(base, area_code)),
        "drivers": _said(lambda: _drivers(base, area_code)),
        "school_to_work": _said(lambda: _school(school_to_work(base, area_code))),
        "national_context": [asdict(found) for found in contexts(base)] if has_contexts(base) else [],
    }


def _said(make: Callable[[], Any]) -> Any:
    try:
        return make()
    except EvidenceError as error:
        return {"reason": str(error)}


def _output(out: Output) -> dict[str, Any]:
    return {
        "sentences": [words.level_sentence(out), words.prize_sentence(out), *words.change_sentences(out)],
        "level": as_json(out.level),
        "gap_to_uk": as_json(out.gap),
        "index_uk_100": out.index,
        "rank": as_json(out.rank) if out.rank else None,
        "published": out.published,
        "hours_millions": out.hours.millions,
        "hours_published": out.hours.published,
        # Where the gap is smaller than the error of a derived level its side is not known, and there is no prize to give.
        "gap_within_error": out.within_error,
        "prize_gbp_million": None if out.within_error else out.prize,
        "surplus_gbp_million": None if out.within_error else out.surplus,
        "change": None
        if out.change is None
        else {
            "first_period": out.change.first.period,
            "last_period": out.change.last.period,
            "nominal": out.change.nominal,
            "deflated": out.change.real,
            "uk_nominal": out.change.uk_nominal,
            "uk_deflated": out.change.uk_real,
        },
        "errors": {
            "level": asdict(out.level_check) if out.level_check else None,
            "hours": asdict(out.hours_errors) if out.hours_errors else None,
        },
    }


def _parts(base: EvidenceBase, found: Parts) -> dict[str, Any]:
    return {
        "sentences": list(words.parts_sentences(base, found)),
        "period": found.period,
        "gva_per_head": {"place": found.place.per_head, "uk": found.uk.per_head},
        "log": found.log,
        "parts": [
            asdict(part) | {"error": found.error(part), "within_error": part in found.not_told} for part in found.parts
        ],
        "published": found.published is not None,
        "published_factors": _factors(found.published) if found.published else None,
    }


def _factors(found: Factors) -> dict[str, float]:
    return {key: getattr(found, key) for key in (*KEYS, "per_head")}


def _structure(found: Structure) -> dict[str, Any]:
    return {
        "table": found.table,
        "unit": found.unit,
        "year": found.year,
        "total": found.total.value,
        "industries": [
            {"code": i.code, "name": i.name, "value": i.figure.value, "share": i.share, "reason": i.figure.reason}
            for i in found.industries
        ],
        "together": [asdict(together) for together in found.together],
        "missing_districts": list(found.missing),
        "hidden": found.hidden,
        "rounding": found.rounding,
    }


def _quotients(found: Quotients) -> list[dict[str, Any]]:
    return [
        {
            "code": row.here.code,
            "name": row.here.name,
            "quotient": row.value,
            "lower": row.interval.lower if row.interval else None,
            "upper": row.interval.upper if row.interval else None,
            "judgement": row.judgement,
            "size": row.here.figure.value,
            "reason": row.reason,
        }
        for row in found.rows
    ]


def _shift(found: ShiftShare) -> dict[str, Any]:
    kept = ("first", "last", "start", "change", "growth", "reference_growth", "national", "mix", "regional")
    return {
        **{name: getattr(found, name) for name in (*kept, "competitive", "allocation")},
        "rows": [asdict(row) for row in found.rows],
        "left_out": list(found.left_out),
        "meaning": industry_words.SHIFT_SHARE_MEANING,
    }


def _similarity_of(base: EvidenceBase, area_code: str) -> dict[str, Any]:
    count = len(base.members.get(area_code, ()))
    if count > MOST_DISTRICTS:
        raise EvidenceError(
            f"{base.area(area_code).name} has {count} districts; at most {MOST_DISTRICTS} are set beside each other. "
            "Ask for a smaller area."
        )
    return _similarity(similarity(base, area_code))


def _similarity(found: Similarity) -> dict[str, Any]:
    return {
        "year": found.year,
        "districts": list(found.districts),
        "matrix": [list(row) for row in found.matrix],
        "left_out": list(found.left_out),
        "meaning": industry_words.SIMILARITY_MEANING,
    }


def _firms(base: EvidenceBase, area_code: str) -> dict[str, Any]:
    found = firms(base, area_code)
    return {
        "sentences": list(context_words.firms_sentences(base, found)),
        "enterprises": _sizes(found.enterprises),
        "workplaces": _sizes(found.workplaces),
        "dynamics": [_standing(standing) for standing in found.dynamics.values()],
    }


def _sizes(found: Sizes) -> dict[str, Any]:
    return asdict(found)


def _standing(found: Standing) -> dict[str, Any]:
    return {"level": as_json(found.level), "gap": as_json(found.gap) if found.gap else None}


def _drivers(base: EvidenceBase, area_code: str) -> dict[str, Any]:
    if not has_drivers(base):
        return {"reason": "This evidence base does not describe the drivers."}
    found = drivers_of(base, area_code)
    return {
        "source": found.source,
        "drivers": [
            {
                "key": answer.driver.key,
                "name": answer.driver.name,
                "sentence": context_words.driver_sentence(base, answer),
                "not_covered": answer.driver.not_covered,
                "figures": [_standing(standing) for standing in answer.standings],
            }
            for answer in found.answers
        ],
    }


def _school(found: School) -> list[dict[str, Any]]:
    return [
        {
            "indicator": stage.indicator,
            "when": stage.when,
            **_standing(stage.standing),
            "bounds": as_json(stage.bounds) if stage.bounds else None,
        }
        for stage in found.stages
    ]
