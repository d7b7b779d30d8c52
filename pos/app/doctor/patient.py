"""Who is examined: one shop's folder, its settings as far as they can be read, and when."""

from dataclasses import dataclass
from pathlib import Path

from pos.app.config import load_settings
from pos.app.plan import takes_real_money
from pos.app.profile import Profile, is_in_use
from pos.app.settings import Settings
from pos.domain.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """A shop that is looked at. `settings` are None where the config cannot be read.

    `folder` holds the data, `config` is the file of its settings; `is_open` says that a till has
    it open just now, `refusal` why there are no settings.
    """

    settings: Settings | None
    folder: Path
    config: Path
    is_practice: bool
    is_open: bool
    refusal: Refused | None = None

    @property
    def database(self) -> Path:
        """The file of its records."""
        return self.folder / "florin.db"


def patient_at(profile: Profile, environment: dict[str, str], *, practice: bool) -> Patient:
    """The shop of a profile, opened or closed, whole or not; nothing is written."""
    settings: Settings | None = None
    refusal: Refused | None = None
    try:
        settings = load_settings(profile.config, environment)
    except Refused as why:
        refusal = why
    is_practice = practice or (settings is not None and not takes_real_money(settings))
    folder = profile.folder / "practice" if is_practice else profile.folder
    return Patient(
        settings=settings,
        folder=folder,
        config=profile.config,
        is_practice=is_practice,
        is_open=is_in_use(folder),
        refusal=refusal,
    )
