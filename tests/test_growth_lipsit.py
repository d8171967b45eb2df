"""LIPSIT's question in the app: the same answer as in docs/lipsit.md, whichever way it falls."""

from pathlib import Path

from evidence.growth.lipsit import NEITHER, STATEMENT, answers, asked_of

DOCUMENT = Path(__file__).parents[1] / "docs" / "lipsit.md"


def test_the_answer_stands_between_the_statement_and_what_it_does_not_show(base):
    said = answers(base)
    assert said[0] == STATEMENT and said[-1] == NEITHER
    assert said[1].startswith("Changes from 2013 to 2018 in prosperity and inclusion go together across 38 LEPs")
    assert said[3].startswith("Changes from 2018 to 2023 in prosperity and inclusion go together across 19 combined")


def test_the_app_says_what_the_document_says(base):
    document = DOCUMENT.read_text(encoding="utf-8")
    said = answers(base)
    assert said[1] in document and said[2] in document
    row = next(
        line for line in document.splitlines() if line.startswith("| combined authorities | 2018 to 2023 | points")
    )
    pearson, spearman = row.split(" | ")[4:6]
    assert f"Pearson {pearson}, Spearman {spearman}" in said[3]


def test_the_question_is_put_to_the_areas_and_years_of_the_statement_or_to_the_latest_year(base):
    monitor = asked_of(base, "lep", (2013, 2018))
    assert (len(monitor.among.codes), monitor.options.years) == (38, (2013, 2018))
    assert asked_of(base, "combined-authority").options.years[1] == 2023
