"""`python -m evidence`: the same questions from a terminal, as tables for people or as JSON for programs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evidence import wording
from evidence.analysis.compare import figure_for, figures_over, latest_for
from evidence.analysis.findings import as_json
from evidence.analysis.profile import Profile, profile_of
from evidence.commands import coordination, growth, narrative, productivity, workspace
from evidence.commands.asked import comparators, own_activities
from evidence.commands.exported import exported
from evidence.commands.printed import json_text, table_text
from evidence.coordination.own import with_all
from evidence.errors import EvidenceError
from evidence.indicators.aggregate import Figure, figure_of, periods_of
from evidence.indicators.base import DATA, EvidenceBase, open_evidence
from evidence.indicators.periods import find_period, period_text, span_text
from evidence.places.areas import GEOGRAPHIES
from evidence.rows import area_row, figure_row, indicator_row

HELP = "Official statistics by place: areas, indicators, figures, profiles, evidence packs."
GROUP_HELP = 'a group of your own, as in "Name=E08000003,E08000006"; may be given several times'


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns 0, 1 for an answer that cannot be given, 2 for wrong usage."""
    chosen = parser_of_questions().parse_args(arguments)
    try:
        answer = _answer(chosen)
    except EvidenceError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        print(answer)
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _answer(chosen: argparse.Namespace) -> str:
    if chosen.command == "workspace":  # asks the database, and nothing of the evidence base
        return workspace.workspace(os.environ, chosen)
    base, chosen.groups = _with_groups(open_evidence(chosen.data), chosen.group)
    return COMMANDS[chosen.command](base, chosen)


def parser_of_questions() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(prog="python -m evidence", description=HELP)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print JSON for programs")
    shared.add_argument("--group", action="append", default=[], metavar="NAME=CODE,...", help=GROUP_HELP)
    shared.add_argument("--data", type=Path, default=DATA, help="the data folder (default: the project's)")
    areas = commands.add_parser("areas", parents=[shared], help="list areas and their codes")
    areas.add_argument("--geography", metavar="G", help=f"one of: {', '.join(GEOGRAPHIES)}")
    commands.add_parser("indicators", parents=[shared], help="list indicators, their periods and sources")
    figures = commands.add_parser("figures", parents=[shared], help="an indicator's figures for areas and periods")
    figures.add_argument("indicator", metavar="INDICATOR")
    where = figures.add_mutually_exclusive_group()
    where.add_argument("--geography", metavar="G", help="every area of a geography")
    where.add_argument("--area", nargs="+", metavar="CODE", help="these areas")
    figures.add_argument(
        "--period", default="latest", metavar="latest|all|P", help="2023, or an ISO interval such as 2023-01-01/P1Y"
    )
    profile = commands.add_parser("profile", parents=[shared], help="every finding for a place")
    profile.add_argument("area", nargs="?", metavar="AREA", help="an area's code (or give --group)")
    profile.add_argument("--compare", metavar="CODE|region|england|neighbours", help="what to compare with")
    told = "who does what together in a place"
    coordination.add_options(commands.add_parser("coordination", parents=[shared], help=told))
    walked = "the inclusive-growth walk of a place, or all of a geography"
    growth.add_options(commands.add_parser("growth", parents=[shared], help=walked))
    produced = "level, gap, industries, firms and drivers of a place's productivity"
    productivity.add_options(commands.add_parser("productivity", parents=[shared], help=produced))
    checked = "re-check every statement of an exported workspace against the evidence base"
    narrative.add_options(commands.add_parser("narrative", parents=[shared], help=checked))
    _add_pack(commands.add_parser("pack", parents=[shared], help="write evidence packs: PDF, Word, workbook, web page"))
    kept = "what teams made: list, new links, export, import, delete"
    workspace.add_options(commands.add_parser("workspace", help=kept))
    commands.add_parser("check", parents=[shared], help="check the evidence base and say what it holds")
    return parser


def _add_pack(pack: argparse.ArgumentParser) -> None:
    pack.add_argument("areas", nargs="*", metavar="AREA", help="areas' codes (or give --geography or --group)")
    pack.add_argument("--geography", metavar="G", help="a pack for every area of a geography")
    pack.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write into")
    pack.add_argument("--formats", default="pdf,docx,xlsx,html", metavar="pdf,docx,xlsx,html", help="what to write")
    pack.add_argument("--as-of", metavar="DATE", help="the date of the pack, as 2026-11-22 (default: today)")
    pack.add_argument("--edition", default="public", metavar="public|internal", help="who it is for (default: public)")
    pack.add_argument("--chapters", metavar="KEY,...", help="only these chapters, as in work,young-people")
    pack.add_argument("--compare", metavar="CODE|region|england|neighbours", help="what to compare with")
    pack.add_argument("--activities", type=Path, metavar="FILE", help="a table of the place's own activities to add")
    pack.add_argument(
        "--workspace", type=Path, metavar="FILE", help="an exported workspace: its narrative, activities and readings"
    )
    pack.add_argument("--purpose", help="a line for the cover")


def _with_groups(base: EvidenceBase, texts: Sequence[str]) -> tuple[EvidenceBase, list[str]]:
    """The base with the groups of --group, and their codes."""
    codes = []
    for text in texts:
        name, equals, members = text.partition("=")
        if not equals or not name.strip():
            raise EvidenceError(f"The group {text!r} is not understood; write it as NAME=CODE,CODE,...")
        base = base.with_group(name, tuple(code.strip() for code in members.split(",") if code.strip()))
        codes.append(f"group:{name.strip()}")
    return base, codes


def _areas(base: EvidenceBase, chosen: argparse.Namespace) -> str:
    if chosen.geography:
        base.areas_of(chosen.geography)  # refuses an unknown geography, naming the known ones
    found = [a for a in base.areas.values() if not chosen.geography or chosen.geography in a.geographies]
    if chosen.json:
        return json_text([area_row(area) for area in found])
    rows = [(a.code, a.name, ", ".join(sorted(a.geographies)), _life(a)) for a in found]
    return table_text(("Code", "Name", "Geographies", "Life"), rows)


def _life(area: Any) -> str:
    begun = f"from {area.start}" if area.start else ""
    ended = f"to {area.end}" if area.end else ""
    followed = f"then {', '.join(area.successors)}" if area.successors else ""
    return " ".join(filter(None, (begun, ended, followed)))


def _indicators(base: EvidenceBase, chosen: argparse.Namespace) -> str:
    rows = [indicator_row(base, indicator) for indicator in base.indicators.values()]
    if chosen.json:
        return json_text(rows)
    cells = [
        (
            r["indicator"],
            r["name"],
            r["unit"],
            span_text(r["first_period"], r["last_period"]) if r["first_period"] else "",
            f"{r['publisher']}, {r['edition']}",
        )
        for r in rows
    ]
    return table_text(("Indicator", "Name", "Unit", "Periods", "Source"), cells)


def _figures(base: EvidenceBase, chosen: argparse.Namespace) -> str:
    indicator = base.indicator(chosen.indicator)
    geography = chosen.geography or (None if chosen.area or chosen.groups else indicator.parts)
    codes = (
        [area.code for area in base.areas_of(geography)]
        if geography
        else [base.area(code).code for code in chosen.area or ()]
    )
    codes += chosen.groups
    found = _asked_figures(base, indicator.slug, tuple(dict.fromkeys(codes)), chosen.period)
    if len(codes) == 1 and not any(figure.known for figure in found):
        raise EvidenceError(found[0].reason)
    rows = [
        figure_row(
            base,
            figure,
            geography
            if geography and figure.area_code not in chosen.groups
            else base.areas[figure.area_code].geography,
        )
        for figure in found
    ]
    if chosen.json:
        return json_text(rows)
    cells = [_figure_cells(base, figure) for figure in found]
    header = ("Code", "Area", "Period", indicator.name, "95% interval", "Origin")
    return f"{table_text(header, cells)}\n\nSource: {indicator.source.line}"


def _asked_figures(base: EvidenceBase, slug: str, codes: tuple[str, ...], period: str) -> list[Figure]:
    known = periods_of(base, slug)
    if period == "all":
        return [figure_of(base, slug, code, period=p) for code in codes for p in known]
    if period != "latest":
        return list(figures_over(base, slug, codes, find_period(period, known, base.indicator(slug).name)))
    if len(codes) == 1:
        return [figure_for(base, slug, codes[0], None)]
    return list(figures_over(base, slug, codes, latest_for(base, slug, codes)))


def _figure_cells(base: EvidenceBase, figure: Figure) -> tuple[str, ...]:
    indicator = base.indicator(figure.indicator)
    interval = (
        ""
        if figure.lower is None
        else f"{wording.number(figure.lower, indicator)} to {wording.number(figure.upper, indicator)}"
    )
    origin = "modelled" if figure.modelled else figure.origin
    notes = "; ".join(figure.notes)
    about = f"{origin}. {notes}" if figure.known and notes else origin if figure.known else figure.reason
    return (
        figure.area_code,
        base.areas[figure.area_code].name,
        period_text(figure.period),
        wording.number(figure.value, indicator),
        interval,
        about,
    )


def _profile(base: EvidenceBase, chosen: argparse.Namespace) -> str:
    code = chosen.area or (chosen.groups[0] if chosen.groups else None)
    if code is None:
        raise EvidenceError("A profile needs an area's code, or a group: --group NAME=CODE,CODE,...")
    profile = profile_of(base, base.area(code).code, comparators=comparators(base, code, chosen.compare))
    if chosen.json:
        return json_text(_profile_json(base, profile))
    lines = [f"{profile.area.name} ({profile.area.code}), {wording.kind_words(profile.area)}"]
    theme = ""
    for row in profile.rows:
        if row.indicator.theme != theme:
            theme = row.indicator.theme
            lines += ["", theme.upper()]
        lines += [
            "",
            *(f"  {wording.sentence(base, finding)}" for finding in row.findings if finding.value is not None),
        ]
        lines.append(f"  Source: {row.indicator.source.line}")
    if profile.young_people.value is not None:
        lines += ["", f"  {wording.sentence(base, profile.young_people)}"]
    lines += ["", "NO FIGURE"] + [f"  {finding.reason}" for finding in profile.without]
    return "\n".join(lines)


def _profile_json(base: EvidenceBase, profile: Profile) -> dict[str, Any]:
    return {
        "area": area_row(profile.area),
        "comparators": list(profile.comparators),
        "findings": [{**as_json(finding), "sentence": wording.sentence(base, finding)} for finding in profile.findings],
    }


def _pack(base: EvidenceBase, chosen: argparse.Namespace) -> str:
    # Drawing and typesetting take a second to import, which no other command should wait for.
    from evidence.pack.batch import write_packs
    from evidence.pack.contents import PURPOSE
    from evidence.pack.files import Choices

    as_of = _date(chosen.as_of)
    taken = exported(base, chosen.workspace) if chosen.workspace else None
    base, written = (taken.base, taken.written(as_of)) if taken else (base, None)
    codes = [*(base.area(code).code for code in chosen.areas), *chosen.groups]
    codes += [area.code for area in base.areas_of(chosen.geography)] if chosen.geography else []
    codes += [taken.place] if taken and not codes else []
    if not codes:
        raise EvidenceError("A pack needs an area's code, or --geography G, or --group NAME=CODE,CODE,...")
    orders = [
        Choices(
            code,
            as_of,
            comparators=comparators(base, code, chosen.compare),
            chapters=tuple(_listed(chosen.chapters)) if chosen.chapters else None,
            edition=chosen.edition,
            purpose=chosen.purpose or PURPOSE,
            own=with_all(taken.activities() if taken else (), own_activities(base, chosen.activities)),
            readings=taken.readings(code) if taken else (),
            written=written,
        )
        for code in dict.fromkeys(codes)
    ]
    paths, refused = write_packs(base, orders, _listed(chosen.formats), chosen.to)
    if refused and not paths:
        raise EvidenceError("\n".join(refused.values()))
    if chosen.json:
        return json_text({"files": [str(path) for path in paths], "refused": refused})
    said = [f"Not written, {base.areas[code].name}: {why}" for code, why in refused.items()]
    return "\n".join([*(str(path) for path in paths), *said])


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _date(text: str | None) -> date:
    """The date of a pack: a person who gives none means today, and this is the only place that asks what day it is."""
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise EvidenceError(f"The date {text!r} is not understood; write it as 2026-11-22.") from None


def _check(base: EvidenceBase, chosen: argparse.Namespace) -> str:
    figures = sum(len(table) for table in base.tables.values())
    size = sum(path.stat().st_size for path in base.folder.rglob("*") if path.is_file())
    held = {
        "areas": len(base.areas),
        "indicators": len(base.indicators),
        "figures": figures,
        "megabytes": round(size / 1e6, 1),
        "problems": 0,
    }
    if chosen.json:
        return json_text(held)
    return (
        f"The evidence base is sound: {held['areas']:,} areas, {held['indicators']} indicators, {figures:,} figures, "
        f"{held['megabytes']} MB, no problems."
    )


COMMANDS: dict[str, Callable[[EvidenceBase, argparse.Namespace], str]] = {
    "areas": _areas,
    "indicators": _indicators,
    "figures": _figures,
    "profile": _profile,
    "coordination": coordination.coordination,
    "growth": growth.growth,
    "productivity": productivity.productivity,
    "narrative": narrative.narrative,
    "pack": _pack,
    "check": _check,
}

if __name__ == "__main__":
    sys.exit(main())
