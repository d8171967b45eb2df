"""The documents: generated ones are up to date, commands in README work, numbers in prose are those of the data."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.indicators.accuracy import combination_error
from evidence.indicators.aggregate import periods_of
from evidence.indicators.base import EvidenceBase
from evidence.sources.__main__ import documents

ROOT = Path(__file__).parent.parent


def test_generated_documents_are_up_to_date():
    for path, text in documents().items():
        assert path.read_text(encoding="utf-8") == text, (
            f"{path.name} is out of date: run python -m evidence.sources readme"
        )


def commands_in_readme() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^python -m (evidence .*)$", text, flags=re.MULTILINE)


@pytest.mark.parametrize("command", commands_in_readme())
def test_every_command_of_the_readme_runs(command, capsys, tmp_path, monkeypatch):
    import shlex

    from evidence.__main__ import main

    monkeypatch.chdir(tmp_path)  # packs are written where the command is run
    assert main(shlex.split(command)[1:]) == 0
    assert capsys.readouterr().out.strip()


def test_the_module_runs_as_a_program():
    done = subprocess.run(
        [sys.executable, "-m", "evidence", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "no problems" in done.stdout


def test_links_between_documents_lead_somewhere():
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{path.name} links to {target}"


def test_the_error_of_productivity_that_the_methods_state_is_the_measured_one(base: EvidenceBase):
    text = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    assert "within 0.55%" in text
    errors = [
        abs(combination_error_of(base, code, period) - seen.value) / seen.value
        for period, by_area in base.observed("gva-per-hour-worked").items()
        for code, seen in by_area.items()
        if code.startswith("E47")
    ]
    assert len(errors) == 280
    assert 0.0050 < max(errors) <= 0.0055


def combination_error_of(base: EvidenceBase, code: str, period: str) -> float:
    from evidence.indicators.aggregate import derived_figure

    return derived_figure(base, "gva-per-hour-worked", code, period=period).value


def test_approximate_rules_keep_the_bounds_that_contributing_states(base: EvidenceBase):
    assert "within 2% at the median and 10% at most" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for slug, indicator in base.indicators.items():
        if indicator.combines.rule != "approximate":
            continue
        found = combination_error(base, slug, periods=periods_of(base, slug)[-2:])
        assert found is not None, f"{slug} is approximate, and nothing published shows how far off"
        assert found.median <= 0.02, slug
        assert found.largest <= 0.10, slug


def test_every_indicator_and_command_is_documented(base: EvidenceBase):
    catalogue = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{slug}`" in catalogue for slug in base.indicators)


def test_the_dates_that_the_readme_states_are_those_of_the_data(base: EvidenceBase):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "June 2025 edition" in text
    assert base.indicators["gva-per-hour-worked"].source.edition == "June 2025"
    assert periods_of(base, "gva-per-hour-worked")[-1] == "2023-01-01/P1Y"
    assert periods_of(base, "neet-or-not-known-16-17")[-1] == "2024-12-01/P3M"
    assert periods_of(base, "employment-rate")[-1] == "2023-01-01/P1Y"
    assert max(p for slug in base.indicators for p in periods_of(base, slug)) == "2026-01-01/P1M"
