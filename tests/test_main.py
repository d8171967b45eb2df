"""The command line: a stable interface for programs, tables for people, one sentence for every refusal."""

import json

import pytest

from evidence.__main__ import main

FIGURE_KEYS = [
    "area_code",
    "area_name",
    "geography",
    "period",
    "value",
    "lower",
    "upper",
    "status",
    "origin",
    "coverage",
]


def asked(capsys, *arguments):
    """Exit code, output and error of a command."""
    code = main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def asked_json(capsys, *arguments):
    code, out, _ = asked(capsys, *arguments, "--json")
    assert code == 0
    return json.loads(out)


def test_figures_over_a_geography_are_rows_of_the_stated_keys(capsys):
    rows = asked_json(capsys, "figures", "gva-per-hour-worked", "--geography", "lep")
    assert len(rows) == 38
    assert all(list(row)[:10] == FIGURE_KEYS for row in rows)
    assert all(set(row) - set(FIGURE_KEYS) <= {"reason", "note"} for row in rows)
    assert {row["geography"] for row in rows} == {"lep"}


def test_a_published_figure_is_given_as_published(capsys):
    # ONS, Subregional productivity, June 2025: Greater Manchester 2023, £39.77 an hour.
    (row,) = asked_json(capsys, "figures", "gva-per-hour-worked", "--area", "E47000001")
    assert row == {
        "area_code": "E47000001",
        "area_name": "Greater Manchester",
        "geography": "combined-authority",
        "period": "2023-01-01/P1Y",
        "value": 39.77,
        "lower": None,
        "upper": None,
        "status": "",
        "origin": "published",
        "coverage": 1.0,
    }


def test_an_area_without_a_figure_is_a_row_with_its_reason_over_a_geography(capsys):
    rows = asked_json(capsys, "figures", "neet-16-17", "--geography", "lep")
    refused = {row["area_name"]: row for row in rows if row["value"] is None}
    assert set(refused) == {"Coast to Capital", "Enterprise M3", "Greater Birmingham and Solihull", "Solent"}
    assert all(row["status"] == "x" and "is not spread over its districts" in row["reason"] for row in refused.values())


def test_a_single_refused_area_is_one_sentence_and_exit_1(capsys):
    code, out, err = asked(capsys, "figures", "neet-16-17", "--area", "E37000044")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "Coast to Capital holds only part of Surrey" in err


def test_periods_are_found_by_words_iso_interval_or_year(capsys):
    for period in ("2018", "2018-01-01/P1Y"):
        (row,) = asked_json(capsys, "figures", "gva-per-hour-worked", "--area", "E47000001", "--period", period)
        assert row["value"] == 31.83  # ONS, June 2025
    (row,) = asked_json(capsys, "figures", "neet-16-17", "--area", "E08000003", "--period", "Dec 2024 to Feb 2025")
    assert row["period"] == "2024-12-01/P3M"


def test_all_periods_come_oldest_first(capsys):
    rows = asked_json(capsys, "figures", "gva-per-hour-worked", "--area", "E47000001", "--period", "all")
    assert [row["period"][:4] for row in rows] == [str(year) for year in range(2004, 2024)]


def test_people_read_periods_in_words(capsys):
    _, out, _ = asked(capsys, "figures", "neet-or-not-known-16-17", "--area", "E08000027")
    assert "Dec 2024 to Feb 2025" in out
    assert "21.5%" in out  # DfE, July 2025: Dudley
    assert "Source: Department for Education" in out


def test_a_group_stands_anywhere_an_area_does(capsys):
    (row,) = asked_json(
        capsys, "figures", "population", "--group", "Two cities=E08000003,E08000006", "--period", "2023"
    )
    # ONS mid-2023: Manchester and Salford, read from data/observations/population.csv.
    manchester, salford = (
        asked_json(capsys, "figures", "population", "--area", c, "--period", "2023")[0]["value"]
        for c in ("E08000003", "E08000006")
    )
    assert row["value"] == manchester + salford
    assert (row["area_code"], row["geography"], row["origin"]) == ("group:Two cities", "group", "derived")
    code, out, _ = asked(capsys, "profile", "--group", "Two cities=E08000003,E08000006")
    assert code == 0
    assert out.startswith("Two cities (group:Two cities)")


def test_a_profile_is_findings_with_sentences(capsys):
    answer = asked_json(capsys, "profile", "E47000001")
    assert answer["area"]["area_name"] == "Greater Manchester"
    assert answer["comparators"] == ["E92000001", "E12000002", "K02000001"]
    kinds = {finding["kind"] for finding in answer["findings"]}
    assert kinds == {"level", "gap", "rank", "change", "trend", "not known"}
    assert all(finding["sentence"] for finding in answer["findings"])
    below = next(
        f
        for f in answer["findings"]
        if f["kind"] == "gap" and f["indicator"] == "gva-per-hour-worked" and f["against"] == "E92000001"
    )
    # ONS, June 2025: £39.77 against England's £42.39.
    assert below["value"] == pytest.approx(39.77 - 42.39)
    assert (below["judgement"], below["tested"]) == ("below", False)


@pytest.mark.parametrize(
    ("compare", "comparators"),
    [("england", ["E92000001"]), ("region", ["E12000002"]), ("neighbours", []), ("E47000003", ["E47000003"])],
)
def test_a_profile_is_compared_with_what_is_asked(capsys, compare, comparators):
    assert asked_json(capsys, "profile", "E47000001", "--compare", compare)["comparators"] == comparators


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("figures", "gva-per-hour", "--area", "E47000001"), "nearest: gva-per-hour-worked"),
        (("figures", "gva-per-hour-worked", "--area", "E4700001"), "nearest codes: E47000001"),
        (("figures", "gva-per-hour-worked", "--area", "E47000001", "--period", "1999"), "2004 to 2023"),
        (("figures", "gva-per-hour-worked", "--geography", "planets"), "choose one of: uk"),
        (("figures", "population", "--area", "E07000026"), "Cumberland (E06000063)"),
        (("profile", "E07000026"), "ended on 31 March 2023; it was followed by Cumberland (E06000063)"),
        (("profile", "E08000016"), "replaced by E08000038 (Barnsley)"),
        (("profile", "Greater Manchester"), "E47000001 (Greater Manchester, combined-authority)"),
        (("profile", "E37000001", "--compare", "neighbours"), "not for Black Country"),
        (("profile", "K02000001", "--compare", "region"), "does not lie in one region"),
        (("profile",), "needs an area's code"),
        (("figures", "population", "--group", "No codes"), "NAME=CODE,CODE"),
        (("figures", "population", "--group", "Empty="), "names no areas"),
        (("check", "--data", "nowhere"), "No evidence base in nowhere"),
    ],
)
def test_bad_input_is_answered_in_one_sentence(capsys, arguments, says):
    code, out, err = asked(capsys, *arguments)
    assert (code, out) == (1, "")
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [("nonsense",), (), ("figures",), ("figures", "population", "--area", "E1", "--geography", "lep")]
)
def test_wrong_usage_exits_2(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_areas_and_indicators_are_listed(capsys):
    leps = asked_json(capsys, "areas", "--geography", "lep")
    assert len(leps) == 38
    assert {row["end"] for row in leps} == {"2024-03-31"}
    indicators = asked_json(capsys, "indicators")
    assert {"indicator", "unit", "publisher", "edition", "licence", "combines"} <= indicators[0].keys()
    _, out, _ = asked(capsys, "indicators")
    assert "gva-per-hour-worked" in out


def test_check_counts_what_is_held(capsys):
    held = asked_json(capsys, "check")
    assert held["problems"] == 0
    assert held["areas"] == 789
    assert held["megabytes"] < 15


# ---- packs ------------------------------------------------------------------------------------------------------


def test_packs_are_written_for_areas_and_their_paths_are_answered(capsys, tmp_path):
    code, out, err = asked(
        capsys, "pack", "E37000007", "E09000007", "--to", str(tmp_path), "--formats", "html,xlsx", "--as-of", "2026-11-22"
    )  # fmt: skip
    assert code == 0
    assert out.splitlines() == [
        str(tmp_path / f"evidence-pack-{name}-2026-11-22.{ending}")
        for name in ("cumbria-E37000007", "camden-E09000007")
        for ending in ("xlsx", "html")
    ]
    assert "Camden" in err
    assert len(list(tmp_path.iterdir())) == 4


def test_a_pack_for_every_area_of_a_geography_and_for_a_group(capsys, tmp_path):
    found = asked_json(
        capsys, "pack", "--geography", "country", "--group", "Severn side=E06000023,E06000025", "--chapters", "work",
        "--to", str(tmp_path), "--formats", "html", "--as-of", "2026-11-22",
    )  # fmt: skip
    names = {path.rsplit("/", 1)[-1] for path in found["files"]}
    assert "evidence-pack-severn-side-group-2026-11-22.html" in names
    assert "evidence-pack-england-E92000001-2026-11-22.html" in names
    assert found["refused"] == {}


def test_a_pack_without_a_date_is_dated_today(capsys, tmp_path):
    from datetime import date

    before = date.today()
    code, out, _ = asked(capsys, "pack", "E06000053", "--to", str(tmp_path), "--formats", "html", "--chapters", "work")
    assert code == 0
    assert any(day.isoformat() in out for day in (before, date.today()))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "A pack needs an area's code, or --geography G, or --group NAME=CODE,CODE,..."),
        (("E47000091",), "nearest"),
        (("--geography", "parish"), "parish"),
        (("E47000001", "--formats", "odt"), "There is no format 'odt'; formats are: pdf, docx, xlsx, html."),
        (("E47000001", "--formats", ","), "No format was chosen"),
        (("E47000001", "--as-of", "yesterday"), "The date 'yesterday' is not understood; write it as 2026-11-22."),
        (("E47000001", "--as-of", "2001-01-01"), "cannot be dated 1 January 2001"),
        (("E47000001", "--edition", "secret"), "There is no edition 'secret'; editions are: public, internal."),
        (("E47000001", "--chapters", "wrok"), "There is no chapter 'wrok'"),
        (("E06000028",), "Bournemouth, Christchurch and Poole"),
    ],
)
def test_a_pack_that_cannot_be_made_is_refused_in_a_sentence_and_nothing_is_written(capsys, tmp_path, arguments, said):
    code, out, err = asked(capsys, "pack", *arguments, "--to", str(tmp_path / "packs"))
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err
    assert not (tmp_path / "packs").exists()


def test_a_folder_that_cannot_be_written_is_said(capsys, tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    code, _, err = asked(
        capsys, "pack", "E06000053", "--to", str(tmp_path / "taken"), "--formats", "html", "--as-of", "2026-11-22"
    )
    assert code == 1
    assert "Could not write" in err and "nothing was changed" in err
