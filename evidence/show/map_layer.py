"""What one map shows, on a page or on paper: a class and a text for each area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import digits

from evidence.errors import refuse_if_any

NO_DATA = "x"
LARGEST_CLASS = 8
DIGITS = digits + "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class MapPoint:
    """An activity at a point of the map, in degrees."""

    latitude: float
    longitude: float
    name: str
    slug: str


@dataclass(frozen=True)
class ActivityMarks:
    """The activities that a map shows beside its figures, on outlines in one order.

    `on_record` has the phrases of each area ("growth hub", "4 neighbourhood boards"); an area with any carries a dot, one
    without reads `nothing`. `reached` are the areas that the chosen activity reaches: their outer line is dashed.
    `words` tell a screen reader what is marked; `note` is what stands under the map on paper.
    """

    on_record: Sequence[tuple[str, ...]]
    nothing: str
    words: str
    note: str = ""
    reached: tuple[str, ...] = ()
    chosen: str = ""  # the chosen activity's slug, and its name
    name: str = ""
    points: tuple[MapPoint, ...] = ()


@dataclass(frozen=True)
class MapLayer:
    """What one map shows: a class and a text for each area, in the order of the areas in the outline file.

    `classes` has one character an area: "0" to "8" is the place in `colours`, "x" is no data. `values` is what a reader
    sees at the area: "£36.40", or the reason why there is no figure. `focus` is the area that the map zooms to, or
    several with a space between them; None keeps the reader's own view.
    """

    classes: str
    values: Sequence[str]
    colours: tuple[str, ...]
    title: str
    selected: str | None = None
    comparators: tuple[str, ...] = ()
    focus: str | None = None
    activity: ActivityMarks | None = None

    def __post_init__(self) -> None:
        problems = []
        if self.activity and len(self.activity.on_record) != len(self.classes):
            marked = len(self.activity.on_record)
            problems.append(f"{len(self.classes)} classes but {marked} areas with activities: give one of each an area")
        if len(self.classes) != len(self.values):
            problems.append(f"{len(self.classes)} classes but {len(self.values)} values: give one of each an area")
        if len(self.colours) > LARGEST_CLASS + 1:
            problems.append(f"{len(self.colours)} colours: at most {LARGEST_CLASS + 1} can be told apart")
        known = set(DIGITS[: min(len(self.colours), LARGEST_CLASS + 1)]) | {NO_DATA}
        if unknown := sorted(set(self.classes) - known):
            problems.append(f"the classes {', '.join(unknown)} have no colour: use 0 to {len(self.colours) - 1}, or x")
        refuse_if_any(problems, f"The map {self.title!r} cannot be drawn")


def layer_of(
    order: Sequence[str],
    *,
    classes: Mapping[str, int],
    values: Mapping[str, str],
    colours: tuple[str, ...],
    title: str,
    no_data: str = "no figure",
    selected: str | None = None,
    comparators: Sequence[str] = (),
    focus: str | None = None,
    activity: ActivityMarks | None = None,
) -> MapLayer:
    """The layer for areas in this order (the index of the outlines), from classes and texts by area code.

    An area without a class is drawn as no data; its text is its reason in `values`, or else `no_data`.
    """
    return MapLayer(
        classes="".join(str(classes[code]) if code in classes else NO_DATA for code in order),
        values=tuple(values.get(code, no_data) for code in order),
        colours=colours,
        title=title,
        selected=selected,
        comparators=tuple(comparators),
        focus=focus,
        activity=activity,
    )
