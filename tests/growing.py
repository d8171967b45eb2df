"""Small frameworks and columns of measures for the tests of the inclusive-growth walk, made in a line."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from evidence.growth.framework import THEMES, Dimension, Framework, Measure
from evidence.growth.values import Column, Valued

NAN = float("nan")
Y2018, Y2023 = "2018-01-01/P1Y", "2023-01-01/P1Y"
HEAD = """\
name = "Small"
after = "After nobody."
change_from = 2021
change_to = 2022

"""


def measure(key: str, *, better: str = "higher", **more) -> Measure:
    """A measure in per cent; one of an indicator of its own name where `first` is not given."""
    about = {"name": key, "unit": "%", "decimals": 1, "first": key} | more
    return Measure(key=key, polarity=1 if better == "higher" else -1, **about)


def framework(
    level: Sequence[str], change: Sequence[str] | None = None, *, lower: str = "", measures: Mapping[str, Measure] = {}
) -> Framework:
    """Six dimensions d1 to d6, of the measures whose one-letter keys each text has; `lower` names those where lower is better."""
    changes = level if change is None else change
    keys = sorted({key for text in (*level, *changes) for key in text})
    made = {key: measure(key, better="lower" if key in lower else "higher") for key in keys}
    dimensions = tuple(
        Dimension(f"d{i + 1}", list(THEMES)[i // 3], f"Dimension {i + 1}", "What.", "Why.", tuple(one), tuple(two))
        for i, (one, two) in enumerate(zip(level, changes, strict=True))
    )
    return Framework("Small", "After nobody.", 2018, 2023, dimensions, made | dict(measures))


def arrays(**values: Sequence[float]) -> dict[str, np.ndarray]:
    """Values of measures over the areas."""
    return {key: np.array(found, dtype=float) for key, found in values.items()}


def column(key: str, values: Sequence[float], halves: Sequence[float | None] | float | None = None) -> Column:
    """A column of a measure; nan is no figure, `halves` is half of each 95 % interval."""
    each = [halves] * len(values) if halves is None or isinstance(halves, (int, float)) else halves
    found = tuple(
        Valued(None, None, (), "none") if np.isnan(value) else Valued(float(value), half, ())
        for value, half in zip(values, each, strict=True)
    )
    return Column(measure(key), Y2023, found)


def write_framework(folder: Path, text: str) -> None:
    """A framework's file in a base's folder."""
    (folder / "growth").mkdir(exist_ok=True)
    (folder / "growth" / "inclusive-growth.toml").write_text(text, encoding="utf-8")


def dimension_text(key: str, theme: str, level: Sequence[str], change: Sequence[str] = ()) -> str:
    """One dimension as it stands in a framework's file."""
    quoted = [", ".join(f'"{m}"' for m in names) for names in (level, change)]
    return (
        f'[[dimensions]]\nkey = "{key}"\ntheme = "{theme}"\nname = "{key.capitalize()}"\nwhat = "What."\nwhy = "Why."\n'
        f"level = [{quoted[0]}]\nchange = [{quoted[1]}]\n\n"
    )


def small_text() -> str:
    """A sound framework's file of six dimensions over figures of the invented county."""
    pairs = [("output-per-hour", "employment-rate")] * 3 + [("neet-16-17", "deprivation-score")] * 3
    themes = [theme for theme in THEMES for _ in range(3)]
    dimensions = "".join(
        dimension_text(f"step{i}", theme, pair, ("output-per-hour",) if i == 0 else ())
        for i, (theme, pair) in enumerate(zip(themes, pairs, strict=True))
    )
    measures = "".join(
        f'[measures.{key}]\nfirst = "{key}"\n{"money = true" if key == "output-per-hour" else ""}\n'
        for key in ("output-per-hour", "employment-rate", "neet-16-17", "deprivation-score")
    )
    return HEAD + dimensions + measures
