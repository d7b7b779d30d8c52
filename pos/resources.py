"""Where files that are no code are found: beside `pos` in a checkout, inside it installed."""

from pathlib import Path

_HERE = Path(__file__).parent


def resource(name: str) -> Path:
    """The path of a file in `resources`, such as `icons/clock.svg`."""
    installed = _HERE / "_resources"
    return (installed if installed.is_dir() else _HERE.parent / "resources") / name
