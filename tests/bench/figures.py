"""The shape of a measured figure, and how to sum up many measurements."""

from collections.abc import Sequence

Figure = dict[str, str | float]


def figure(name: str, value: float, unit: str, ceiling: float, *, better: str = "lower") -> Figure:
    """One row; `ceiling` is the bare part of the same run, or the aim where there is none."""
    return {
        "name": name,
        "value": value,
        "unit": unit,
        "ceiling": ceiling,
        "ratio": value / ceiling,
        "better": better,
    }


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many per cent of all stay below or at."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]
