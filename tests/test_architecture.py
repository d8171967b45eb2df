"""The rules that keep the house in order: who may import whom, and that every file of data is known."""

import ast
from pathlib import Path

import pytest

from evidence.coordination.register import CASES, open_register
from evidence.indicators.base import EvidenceBase

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "evidence").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))


def imported(path: Path) -> set[str]:
    """Every module that a file imports, by its full name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def starts_with(names: set[str], *packages: str) -> set[str]:
    return {name for name in names if any(name == p or name.startswith(f"{p}.") for p in packages)}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_domain_never_imports_streamlit_or_a_page(path):
    assert not starts_with(imported(path), "streamlit", "streamlit_folium", "pages")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_layers_import_downwards_only(path):
    room = path.relative_to(ROOT / "evidence").parts[0]
    order = (
        "errors.py",
        "files.py",
        "workspace",
        "places",
        "indicators",
        "analysis",
        "wording.py",
        "coordination",
        "growth",
        "productivity",
        "narrative",
        "workshop",
        "rows.py",
        "show",
        "pack",
        "commands",
    )
    if room in order:
        above = [f"evidence.{name.removesuffix('.py')}" for name in order[order.index(room) + 1 :]]
        assert not starts_with(imported(path), *above, "evidence.sources")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_asks_for_the_time_or_chance(path):
    """But for the command line, where a person who gives no date for a pack means today."""
    text = path.read_text(encoding="utf-8")
    if path == ROOT / "evidence" / "__main__.py":
        assert text.count("date.today(") == 1
        text = text.replace("date.today(", "")
    assert not any(word in text for word in ("date.today(", "datetime.now(", "import random", "np.random"))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_pages_hold_no_statistics(path):
    assert not starts_with(imported(path), "pandas", "numpy", "scipy", "altair", "mapclassify")


@pytest.mark.parametrize("path", [*MODULES, *PAGES, ROOT / "app.py"], ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_and_public_function_says_what_it_gives(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree), f"{path.name} has no docstring"
    public = (ast.FunctionDef, ast.ClassDef)
    undocumented = [
        n.name for n in tree.body if isinstance(n, public) and not n.name.startswith("_") and not ast.get_docstring(n)
    ]
    assert not undocumented


@pytest.mark.parametrize("path", [*MODULES, *PAGES], ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_at_run_time_reads_outside_the_project(path):
    text = path.read_text(encoding="utf-8")
    assert "../shared" not in text
    assert "/tmp/" not in text


def test_every_file_of_data_is_known(base: EvidenceBase):
    known = {"README.md"}
    known |= {f"indicators/{slug}.toml" for slug in base.indicators}
    known |= {f"observations/{slug}.csv" for slug in base.tables}
    known |= {
        f"breakdowns/{p.stem}{ending}"
        for p in (base.folder / "breakdowns").glob("*.toml")
        for ending in (".toml", ".csv")
    }
    known |= {f"places/{name}.csv" for name in ("areas", "membership", "code-changes", "neighbours")}
    known |= {"growth/inclusive-growth.toml", "workshop/agendas.toml", "workshop/views.toml"}
    known |= {f"narrative/{name}.toml" for name in ("engagement", "numbers", "shape", "words")}
    known |= {f"productivity/{name}.toml" for name in ("drivers", "national")}
    register = open_register(base)
    known |= {f"coordination/layers/{slug}{ending}" for slug in register.layers for ending in (".toml", ".csv")}
    known |= {f"coordination/cases/{a.slug}.toml" for a in register.activities.values() if a.layer == CASES}
    found = {str(p.relative_to(base.folder).as_posix()) for p in base.folder.rglob("*") if p.is_file()}
    assert {name for name in found - known if not name.startswith("places/outlines/")} == set()
    assert known <= found


def test_data_stays_under_15_megabytes(base: EvidenceBase):
    assert sum(p.stat().st_size for p in base.folder.rglob("*") if p.is_file()) < 15_000_000


def test_the_top_level_is_the_one_agreed():
    for name in ("app.py", "pages", "evidence", "data", "tests", "requirements.txt"):
        assert (ROOT / name).exists()


def test_run_time_requirements_are_pinned_and_say_why():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]
    assert all("==" in line and "#" in line for line in packages)
    fixed = {"streamlit", "pandas", "altair", "geopandas", "folium", "streamlit-folium"}
    assert fixed <= {line.split("==")[0] for line in packages}
