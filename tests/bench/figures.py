"""The shape of a measured figure, and how to sum up many measurements."""

import statistics
import time
from collections.abc import Callable, Sequence

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


def medians_ms(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The median time of each, taken in turns so that they share the machine's moods."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for place, work in enumerate(works):
            started = time.perf_counter()
            work()
            times[place].append((time.perf_counter() - started) * 1_000)
    return [statistics.median(each) for each in times]
