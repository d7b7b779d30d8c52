"""How far a profile's set-up is, kept in `setup.json` without any secret."""

from pathlib import Path
from typing import Final

import msgspec

from pos.app.profile import Profile, write_private
from pos.domain.errors import Refused
from pos.gui.setupdoors import Mark, Step

NAME: Final = "setup.json"


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """`coins` were entered and wait to be switched on. `is_left`: the owner went on without it."""

    here: Step = Step.LANGUAGE
    marks: dict[Step, Mark] = {}
    coins: tuple[str, ...] = ()
    is_done: bool = False
    is_left: bool = False


def progress_of(profile: Profile) -> Progress:
    """What was noted last; the beginning where nothing was, or where it cannot be read."""
    try:
        return msgspec.json.decode(_path(profile).read_bytes(), type=Progress)
    except (OSError, msgspec.MsgspecError):
        return Progress()


def keep_progress(profile: Profile, progress: Progress) -> None:
    """Note it. Raises Refused if the folder cannot be written."""
    text = msgspec.json.format(msgspec.json.encode(progress), indent=2).decode()
    try:
        profile.folder.mkdir(parents=True, exist_ok=True)
        write_private(_path(profile), text)
    except OSError as why:
        words = f"The folder {profile.folder} cannot be written: {why.strerror}"
        raise Refused("no_folder", words) from why


def opens_by_itself(profile: Profile) -> bool:
    """Whether this is a profile's first start, or one whose set-up was interrupted."""
    if not _path(profile).exists():
        return not profile.config.exists()
    progress = progress_of(profile)
    return not (progress.is_done or progress.is_left)


def _path(profile: Profile) -> Path:
    return profile.folder / NAME
