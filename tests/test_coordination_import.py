"""Tables of coordination bodies on their way in: put into clean words, checked row by row, never half."""

import csv
import io
import tomllib
from pathlib import Path

import pytest

from evidence.coordination.tables import read_activities
from evidence.errors import EvidenceError
from evidence.places.areas import Area
from evidence.sources.coordination import COLUMNS_IN, coordination_texts, import_coordination, is_coordination
from evidence.sources.coordination_rows import wording

ROOT = Path(__file__).parent.parent
LAYERS = ROOT / "data" / "coordination" / "layers"
SHARED = ROOT.parent / "shared" / "coordination"
AREAS = {
    code: Area(code, name, frozenset({"district"}))
    for code, name in (("E06000001", "Ashby"), ("E06000002", "Beckton"), ("E06000003", "Gull"))
}
RECODED = {"E07000009": "E06000003"}
HUBS, BIDS, COUNCILS = "02_growth_hubs", "03_bids_partial", "07_cooperative_councils"
HUB = {
    "name": "Ashby Hub",
    "kind": "growth hub",
    "area_codes": "E06000001",
    "areas_as_stated": "Ashby; Ashby",
    "functions": "learning;capacity;reach",
    "source_title": "A list, A publisher",
    "source_url": "https://example.org/list",
}
BID = HUB | {"name": "Ashby BID", "kind": "business improvement district", "functions": "data;capacity;reach;voice"}
COUNCIL = HUB | {"name": "Ashby", "kind": "co-operative council: member 2018-19", "functions": "learning;voice"}


def put(folder, table, *rows):
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS_IN, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def brought_in(folder, layer):
    """The rows of a layer, where nothing is wrong with the folder."""
    texts, problems = coordination_texts(folder, AREAS, RECODED)
    assert problems == []
    return list(csv.DictReader(io.StringIO(texts[f"{layer}.csv"])))


def one(folder, table, layer, **cells):
    return brought_in(put(folder, table, {HUBS: HUB, BIDS: BID, COUNCILS: COUNCIL}[table] | cells), layer)


def test_a_folder_of_coordination_is_told_by_its_tables(tmp_path):
    assert not is_coordination(tmp_path)
    (tmp_path / "02_growth_hubs.csv").write_text("name,value\n", encoding="utf-8")
    (tmp_path / "growth_hubs.csv").write_text(",".join(COLUMNS_IN), encoding="utf-8")
    assert not is_coordination(tmp_path)
    assert is_coordination(put(tmp_path, HUBS, HUB))


def test_a_row_comes_in_without_what_is_usual_in_its_layer(tmp_path):
    texts, problems = coordination_texts(put(tmp_path, HUBS, HUB), AREAS, RECODED)
    assert problems == []
    assert texts == {
        "growth-hubs.csv": "name,area_codes,areas_as_stated,source_title,source_url\n"
        'Ashby Hub,E06000001,Ashby,"A list, A publisher",https://example.org/list\n'
    }


@pytest.mark.parametrize(
    ("note", "caveats"),
    [
        ("stored copy read 2026-11-22", ""),
        ("website https://ashby.example/; stored copy read 2026-11-22", ""),
        ("start/end not in source; listed May 2025", "Listed in May 2025; the source gives no start."),
        (
            "borough by location; levy of GBP 2.5m; stored copy read 2026-11-22",
            "The source gives no council; the borough is the one it lies in. | Levy of £2.5 million.",
        ),
    ],
)
def test_notes_become_sentences_without_what_concerns_the_workplace(tmp_path, note, caveats):
    (row,) = one(tmp_path, HUBS, "growth-hubs", note=note)
    assert row.get("caveats", "") == caveats


def test_a_note_that_gives_a_figure_becomes_a_figure(tmp_path):
    (row,) = one(tmp_path, BIDS, "business-improvement-districts", note="levy over GBP 1m a year in third term")
    assert "caveats" not in row
    assert (row["value"], row["unit"], row["qualifier"], row["price_year"]) == ("1000000", "£", "more than", "2023")


@pytest.mark.parametrize(
    ("unit", "what", "qualifier"),
    [
        ("GBP seed money, up to", "seed money", "up to"),
        ("GBP approx. for each area", "for each area", "about"),
        ("GBP grant (over)", "grant", "more than"),
        ("GBP grant (nearly)", "grant", "nearly"),
        ("GBP at least", "funding", "at least"),
        ("GBP levy", "levy", ""),
    ],
)
def test_money_is_read_from_its_unit_and_says_whose_prices_it_is_in(tmp_path, unit, what, qualifier):
    (row,) = one(tmp_path, HUBS, "growth-hubs", figure="5000", figure_unit=unit, figure_year="2024-25")
    assert (row["what"], row.get("qualifier", ""), row["unit"], row["value"]) == (what, qualifier, "£", "5000")
    assert (row["measures"], row["year"], row["price_year"]) == ("cost", "2024-25", "2024")
    assert row["note"] == "No price year is stated; that of the figure is taken."


def test_a_figure_counts_what_is_said_of_its_unit(tmp_path):
    unit = "businesses on database (around)"
    (row,) = one(tmp_path, HUBS, "growth-hubs", figure="11000", figure_unit=unit, figure_year="2024")
    assert (row["what"], row["unit"], row["qualifier"]) == ("businesses on its database", "businesses", "about")


def test_codes_are_those_of_today_and_an_office_tells_its_district(tmp_path):
    (row,) = one(tmp_path, HUBS, "growth-hubs", area_codes="E07000009;E06000001;E06000003")
    assert row["area_codes"] == "E06000003; E06000001"
    (row,) = one(tmp_path, HUBS, "growth-hubs", area_codes="", note="office in Beckton (E06000002)")
    assert row["area_codes"] == "E06000002"


def test_a_source_on_this_machine_has_no_address(tmp_path):
    (row,) = one(tmp_path, HUBS, "growth-hubs", source_url="shared/seeds/a-report.txt")
    assert "source_url" not in row


def test_counts_of_bodies_are_no_bodies(tmp_path):
    rows = brought_in(
        put(tmp_path, BIDS, BID, BID | {"name": "BIDs in Ashby", "kind": "BID count", "figure": "4"}),
        "business-improvement-districts",
    )
    assert [row["name"] for row in rows] == ["Ashby BID"]


def test_rows_of_one_name_are_one_activity_that_keeps_every_caveat_and_names_every_source(tmp_path):
    later = COUNCIL | {"kind": "co-operative council: member 2020-21", "source_title": "A brochure"}
    (row,) = brought_in(put(tmp_path, COUNCILS, COUNCIL, later), "cooperative-councils")
    assert row["name"] == "Ashby: co-operative council"
    assert row["source_title"] == "A list, A publisher"
    assert row["caveats"] == (
        "A second-hand list names it as a member in 2018-19. | A brochure of about 2020-21 names it as a member. | "
        "Also listed in: A brochure."
    )


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"name": ""}, "the name is missing."),
        ({"kind": "choir"}, "there is no kind 'choir'; known are: "),
        ({"functions": "learning;singing"}, "there is no function 'singing'; known are: "),
        ({"area_codes": "E06000099"}, "no area has the code 'E06000099'; "),
        ({"area_codes": ""}, "the area_codes is missing."),
        ({"start": "in spring"}, "the start is 'in spring'; "),
        ({"start": "2024", "end": "2023"}, "the end 2023 is before the start 2024."),
        ({"figure": "many", "figure_unit": "GBP"}, "value is 'many', not a number; "),
        ({"figure": "5", "figure_unit": "songs"}, "the unit 'songs' is not known; say in coordination.toml "),
        ({"figure": "5", "figure_unit": "GBP levy"}, "the figure 'levy' is money without a price year; "),
    ],
)
def test_a_bad_row_is_answered_by_its_row_and_nothing_comes_in(tmp_path, cells, says):
    put(tmp_path, BIDS, BID)
    put(tmp_path, HUBS, HUB, HUB | {"name": "Beckton Hub"} | cells)
    texts, problems = coordination_texts(tmp_path, AREAS, RECODED)
    assert texts == {}
    assert [problem for problem in problems if not problem.startswith("02_growth_hubs.csv row 3: ")] == []
    assert any(says in problem for problem in problems)


def test_rows_of_one_activity_that_differ_are_named(tmp_path):
    put(tmp_path, HUBS, HUB, HUB | {"area_codes": "E06000002"})
    _, problems = coordination_texts(tmp_path, AREAS, RECODED)
    assert problems == [
        "02_growth_hubs.csv row 2 and 02_growth_hubs.csv row 3: one activity (Ashby Hub) that differs in area_codes."
    ]


def test_names_that_an_address_cannot_tell_apart_are_a_problem(tmp_path):
    _, problems = coordination_texts(put(tmp_path, HUBS, HUB, HUB | {"name": "Ashby hub!"}), AREAS, RECODED)
    assert problems == ["02_growth_hubs.csv: the names 'Ashby Hub' and 'Ashby hub!' are too much alike; change one."]


def test_an_unknown_table_an_empty_folder_and_a_missing_column_are_problems(tmp_path):
    assert coordination_texts(tmp_path, AREAS, RECODED) == (
        {},
        [f"{tmp_path.name}: there is no table of coordination bodies, such as 02_growth_hubs.csv."],
    )
    put(tmp_path, "13_choirs", HUB)
    (tmp_path / "02_growth_hubs.csv").write_text("name,kind\nAshby Hub,growth hub\n", encoding="utf-8")
    texts, problems = coordination_texts(tmp_path, AREAS, RECODED)
    assert texts == {}
    assert problems[0].startswith("02_growth_hubs.csv: the column lead_body, area_codes")
    assert problems[1] == "13_choirs.csv: the table is not known; say in coordination.toml which layer it fills."


def test_importing_a_folder_raises_every_problem_at_once(tmp_path):
    put(tmp_path, HUBS, HUB | {"area_codes": "nowhere"}, HUB | {"name": "Beckton Hub", "kind": "choir"})
    with pytest.raises(EvidenceError) as caught:
        import_coordination(tmp_path)
    assert [problem[:24] for problem in caught.value.problems] == [
        "02_growth_hubs.csv row 2",
        "02_growth_hubs.csv row 3",
    ]


def test_what_is_usual_in_a_layer_is_what_its_description_says():
    tables = [table for table in wording()["tables"].values() if "left_out" not in table]
    assert {f"{table['layer']}.toml" for table in tables} == {path.name for path in LAYERS.glob("*.toml")}
    assert {f"{table['layer']}.csv" for table in tables} == {path.name for path in LAYERS.glob("*.csv")}
    for table in tables:
        told = tomllib.loads((LAYERS / f"{table['layer']}.toml").read_text(encoding="utf-8"))
        said = {f"source_{key}": value for key, value in told["source"].items()}
        said |= {"kind": told["kind"], "functions": "; ".join(told["functions"])}
        assert table["usual"] == {key: said[key] for key in table["usual"]}, table["layer"]


def test_no_row_borrows_the_address_or_edition_of_another_source(base):
    for table in wording()["tables"].values():
        if "left_out" in table:
            continue
        content = (LAYERS / f"{table['layer']}.csv").read_bytes()
        activities, problems = read_activities(
            content, base.areas, base.recoded, defaults=table["usual"], needed=("name", "area_codes")
        )
        assert problems == []
        usual = table["usual"].get("source_title")
        for activity in activities:
            if usual and activity.source.title != usual:
                assert activity.source.url != table["usual"]["source_url"], activity.name
                assert activity.source.edition != table["usual"]["source_edition"], activity.name


def test_the_source_tables_give_exactly_the_layers_that_are_held():
    if not SHARED.is_dir():
        pytest.skip("The source tables are not beside the project.")
    texts = import_coordination(SHARED)
    assert texts == {path.name: path.read_text(encoding="utf-8") for path in LAYERS.glob("*.csv")}
