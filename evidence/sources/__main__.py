"""`python -m evidence.sources import FOLDER`: bring a folder of published tables into the evidence base."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from evidence.__main__ import parser_of_questions
from evidence.coordination.register import open_register
from evidence.errors import EvidenceError, refuse_if_any
from evidence.files import write_all
from evidence.indicators.base import DATA, open_evidence
from evidence.indicators.breakdowns import read_breakdowns
from evidence.indicators.catalogue import read_catalogue
from evidence.indicators.observations import read_observations
from evidence.places.areas import read_areas
from evidence.sources.coordination import coordination_texts, is_coordination
from evidence.sources.counted import counted_texts
from evidence.sources.figures import breakdown_text, changes_between, figures_text, is_figures, read_figures
from evidence.sources.geography import geography_texts, is_geography, outline_texts
from evidence.sources.lipsit import lipsit_report
from evidence.sources.readme import command_line_reference, data_readme


def import_folder(folder: Path, into: Path, *, dry_run: bool = False) -> list[str]:
    """Import every table of a folder and return what changed, a sentence each.

    A folder with areas.csv and membership.csv is geography; any other holds figures in the column contract
    (docs in data/README.md). Raises one EvidenceError that lists every problem; then nothing is written.
    """
    if not folder.is_dir():
        raise EvidenceError(f"There is no folder {folder}.")
    if is_coordination(folder):
        return _import_coordination(folder, into, dry_run)
    return _import_geography(folder, into, dry_run) if is_geography(folder) else _import_figures(folder, into, dry_run)


def _import_geography(folder: Path, into: Path, dry_run: bool) -> list[str]:
    texts, problems = geography_texts(folder)
    refuse_if_any(problems, f"{folder.name} was not imported")
    topojson = folder / "outlines.topojson"
    outlines = outline_texts(topojson, texts) if topojson.is_file() else {}
    places = into / "places"
    files = {places / name: text for name, text in texts.items()} | {
        places / "outlines" / name: text for name, text in outlines.items()
    }
    changed = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if not dry_run:
        write_all(files)
        drawn = {name.split(".")[0] for name in outlines}
        for path in (places / "outlines").glob("*.geojson"):
            if path.name.split(".")[0] in drawn and path.name not in outlines:
                path.unlink()  # an earlier outline of a geography that was drawn anew
    return [f"{path.relative_to(into).as_posix()}: changed." for path in changed] or ["Geography: nothing changed."]


def _import_figures(folder: Path, into: Path, dry_run: bool) -> list[str]:
    areas = read_areas(into / "places" / "areas.csv") if (into / "places" / "areas.csv").is_file() else {}
    indicators, problems = read_catalogue(into / "indicators")
    breakdowns, other_problems = read_breakdowns(into / "breakdowns")
    problems += other_problems + ([] if areas else ["No areas are known yet: import a folder of geography first."])
    files: dict[Path, str] = {}
    report: list[str] = []
    for path in sorted(folder.glob("*.csv")):
        if is_figures(path):
            table, found = read_figures(path, indicators, areas)
            problems += found
            if table is not None:
                target = into / "observations" / path.name
                files[target] = figures_text(table)
                report += changes_between(path.stem, _held(target), table)
        elif path.stem in breakdowns:
            text, found = breakdown_text(path, breakdowns[path.stem], areas)
            problems += found
            target = into / "breakdowns" / path.name
            if not target.is_file() or target.read_text(encoding="utf-8") != text:
                report.append(f"{path.stem}: {'revised' if target.is_file() else 'new'}.")
            files[target] = text
        else:
            report.append(
                f"{path.name}: left out, because it is neither figures by area and period nor a table described in breakdowns."
            )
    if not files and not problems:
        problems.append(f"{folder} holds no table in the column contract (area_code, period, value, ..., status).")
    refuse_if_any(problems, f"{folder.name} was not imported")
    if not dry_run:
        write_all(files)
    return report or ["Figures: nothing changed."]


def _import_coordination(folder: Path, into: Path, dry_run: bool) -> list[str]:
    base = open_evidence(into)
    texts, problems = coordination_texts(folder, base.areas, base.recoded)
    refuse_if_any(problems, f"{folder.name} was not imported")
    return _write_changed(
        {into / "coordination" / "layers" / name: text for name, text in texts.items()}, into, dry_run
    )


def count_coordination(into: Path = DATA, *, dry_run: bool = False) -> list[str]:
    """Write the indicators of coordination anew from the register, and return what changed, a sentence each."""
    base = open_evidence(into)
    texts = counted_texts(base, open_register(base))
    return _write_changed({into / "observations" / f"{slug}.csv": text for slug, text in texts.items()}, into, dry_run)


def _write_changed(files: Mapping[Path, str], into: Path, dry_run: bool) -> list[str]:
    changed = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if not dry_run:
        write_all({path: files[path] for path in changed})
    return [f"{path.relative_to(into).as_posix()}: changed." for path in changed] or ["Coordination: nothing changed."]


def _held(path: Path) -> pd.DataFrame | None:
    return read_observations(path) if path.is_file() else None


def documents() -> dict[Path, str]:
    """The generated documents by their place."""
    base = open_evidence()
    return {
        DATA / "README.md": data_readme(base),
        DATA.parent / "docs" / "lipsit.md": lipsit_report(base),
        DATA.parent / "docs" / "command-line.md": command_line_reference(parser_of_questions()),
    }


def write_documents() -> list[str]:
    """Write the generated documents anew."""
    files = documents()
    write_all(files)
    return [f"{path.name}: written." for path in files]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m evidence.sources", description="Bring published tables into the evidence base."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    imported = commands.add_parser("import", help="import a folder of tables in the documented column contract")
    imported.add_argument("folder", type=Path)
    imported.add_argument("--into", type=Path, default=DATA, help="the data folder (default: the project's)")
    imported.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
    commands.add_parser("coordination", help="count the bodies of the register by area anew")
    commands.add_parser("readme", help="write data/README.md and docs/command-line.md anew")
    chosen = parser.parse_args(arguments)
    try:
        report = (
            write_documents()
            if chosen.command == "readme"
            else count_coordination()
            if chosen.command == "coordination"
            else import_folder(chosen.folder, chosen.into, dry_run=chosen.dry_run)
        )
    except EvidenceError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(report))
    return 0


if __name__ == "__main__":
    sys.exit(main())
