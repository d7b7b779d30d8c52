"""The profile's settings as they would be with a change, read by the rules of a real start."""

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from pos.app.clock import SystemClock
from pos.app.config import settings_in, text_of
from pos.app.configfile import changed_text
from pos.app.families.family import Ground
from pos.app.places import Place, places
from pos.app.settings import CoinSettings, Settings
from pos.domain.errors import Refused
from pos.gui.setupdoors import Changes


def drafted(config: Path, changes: Changes) -> Settings:
    """What the file and the environment would say. Raises Refused with the key to correct."""
    text = changed_text(text_of(config), changes, config.name) if changes else text_of(config)
    return settings_in(text, config.name, os.environ)


def place_of(settings: Settings, code: str, folder: Path) -> tuple[Place, Ground]:
    """Where one coin is, as if no other were taken. Raises Refused with the setting to correct."""
    chosen = replace(settings.coins.get(code, CoinSettings()), enabled=True)
    alone = replace(settings, coins={code: chosen, **_placed_elsewhere(settings, code)})
    ground = Ground(settings=alone, folder=folder, clock=SystemClock())
    return next(p for p in places(alone) if any(c.code == code for c in p.coins)), ground


def _placed_elsewhere(settings: Settings, code: str) -> Mapping[str, CoinSettings]:
    """The other coins, switched off: they still say on which chain they would be."""
    return {
        other: replace(chosen, enabled=False)
        for other, chosen in settings.coins.items()
        if other != code
    }


def plainly(why: Refused) -> Refused:
    """The same without file and key in front, for whoever looks at a field and not at the file."""
    words = why.text
    head, mark, rest = words.partition(": ")
    while mark and "." in head and " " not in head:
        words = rest[:1].upper() + rest[1:]
        head, mark, rest = rest.partition(": ")
    return Refused(why.code, words)
