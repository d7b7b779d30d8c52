"""The ground a shop of the tests stands on."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from pos.app.clock import SystemClock
from pos.app.families.family import Ground
from pos.app.settings import Settings


def ground(tables: Mapping[str, object], folder: Path = Path("nowhere")) -> Ground:
    """A shop whose config holds these tables; nothing is written before it sells."""
    return Ground(settings=msgspec.convert(tables, Settings), folder=folder, clock=SystemClock())
