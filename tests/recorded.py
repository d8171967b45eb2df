"""Activities and tables of activities made in a line."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evidence.coordination.activities import Activity, ActivityFigure
from evidence.indicators.catalogue import Source
from tests.worked import ASHBY

SOURCE = Source("Office of the Invented County", "Ten cases", "2015", "", "Invented for tests")
PLAIN = Activity(
    slug="skills-club",
    layer="own",
    name="Skills Club",
    kind="charter",
    lead_body="Ashby Council",
    area_codes=(ASHBY,),
    areas_as_stated="Ashby",
    functions=("data",),
    pillars=("rich-data",),
    source=SOURCE,
)
JOBS = ActivityFigure(measures="outcome", what="people in work", value=300.0, unit="people", year="2014")
COST = ActivityFigure(measures="cost", what="cost for each job", value=60.0, unit="£ per job", price_year=2012)
GOOD = {"name": "Skills Club", "kind": "charter", "area_codes": ASHBY, "source_title": "Ten cases"}


def with_(**changed: Any) -> Activity:
    """An activity in Ashby with these fields."""
    return replace(PLAIN, **changed)


def with_figure(**changed: Any) -> Activity:
    """An activity with one figure of people in work."""
    return replace(PLAIN, figures=(replace(JOBS, **changed),))


def table(*rows: Mapping[str, str], delimiter: str = ",") -> bytes:
    """A table as a spreadsheet saves it, every cell in quotation marks; its columns are those of the first row."""
    columns = list(rows[0])
    lines = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines]
    return ("\r\n".join(quoted) + "\r\n").encode()
