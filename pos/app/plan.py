"""From a command line to a plan: which folder, which settings, real money or play money."""

import os
from pathlib import Path

from pos.app.config import load_settings
from pos.app.profile import Profile, default_folder
from pos.app.settings import Settings
from pos.domain.errors import Refused


def profile_at(folder: Path | None) -> Profile:
    """The profile of a command line; the user's own where it names none."""
    return Profile((folder or default_folder()).expanduser().absolute())


def settings_of(profile: Profile) -> Settings:
    """What the profile's file and the environment say. Raises Refused."""
    return load_settings(profile.config, os.environ)


def takes_real_money(settings: Settings) -> bool:
    """Whether any coin is switched on; a shop without one is still practising."""
    return any(coin.enabled for coin in settings.coins.values())


def refuse_without_coins(settings: Settings, profile: Profile) -> None:
    """Raise Refused, naming the file to edit, if there is nothing to sell for."""
    if not takes_real_money(settings):
        text = f"No coin is switched on in {profile.config}. Add one, or use --practice."
        raise Refused("no_coins", text)
