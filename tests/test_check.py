"""A table dropped on the page is checked and compared; nothing is kept."""

from evidence.sources.check import LARGEST, check_table

HEADER = "area_code,period,value,lower,upper,status\n"


def held(base):
    return (base.folder / "observations" / "employment-rate.csv").read_bytes()


def test_what_is_held_already_changes_nothing(base):
    assert check_table(base, "employment-rate.csv", held(base)).changes == ()
    assert check_table(base, "employment-rate.csv", held(base)).problems == ()


def test_a_revised_value_is_told_with_old_and_new(base):
    line = next(line for line in held(base).decode().splitlines() if line.startswith("E08000003,2023-01-01/P1Y,"))
    value = line.split(",")[2]
    revised = held(base).decode().replace(line, line.replace(f",{value},", f",{value}1,", 1)).encode()
    (change,) = check_table(base, "employment-rate.csv", revised).changes
    assert f"E08000003 2023 {value} -> {value}1" in change


def test_every_problem_of_a_wrong_table_is_told(base):
    wrong = (
        HEADER
        + "E99999999,2023-01-01/P1Y,70,60,80,\nE08000003,2023,70,60,80,\nE08000003,2022-01-01/P1Y,,,,\nE08000006,2022-01-01/P1Y,700,60,80,\n"
    )
    problems = " ".join(check_table(base, "employment-rate.csv", wrong.encode()).problems)
    for said in (
        "'E99999999' is not known",
        "'2023' is not a period",
        "empty without the status x",
        "outside the plausible range",
        "misses its value",
    ):
        assert said in problems


def test_an_unknown_indicator_a_huge_file_and_a_hostile_name_are_refused(base):
    assert "there is no indicator" in check_table(base, "unheard-of.csv", HEADER.encode()).problems[0]
    assert "larger than" in check_table(base, "employment-rate.csv", b"x" * (LARGEST + 1)).problems[0]
    assert check_table(base, "../../employment-rate.csv", held(base)).problems == ()


def test_a_file_that_is_no_table_is_refused_in_a_sentence(base):
    (problem,) = check_table(base, "employment-rate.csv", b"\xff\xfe\x00not a table").problems
    assert "employment-rate.csv" in problem
