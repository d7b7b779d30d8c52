"""Shops to examine."""

import os
from collections.abc import Mapping
from pathlib import Path

from pos.app.doctor.patient import Patient, patient_at
from pos.app.profile import Profile

CONFIG = """
[shop]
name = "Corner shop"

[rates]
kraken = false

[coins.BTC]
"""


def patient(folder: Path, config: str = CONFIG, *, practice: bool = False) -> Patient:
    """A shop with this config; one that has private files, as the program makes them."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / "config.toml"
    path.write_text(config, encoding="utf-8")
    path.chmod(0o600)
    environment: Mapping[str, str] = {
        name: value for name, value in os.environ.items() if not name.startswith("FLORIN_")
    }
    return patient_at(Profile(folder), dict(environment), practice=practice)
