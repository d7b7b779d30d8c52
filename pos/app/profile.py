"""The folder that one shop lives in: its config, database, secrets and logs, used by one program.

Practice money has a folder of its own inside, so that it can never mix with real money.
"""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import platformdirs

from pos.domain.errors import Refused

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@dataclass(frozen=True, slots=True)
class Profile:
    """Where everything of one shop is."""

    folder: Path

    @property
    def config(self) -> Path:
        """The settings."""
        return self.folder / "config.toml"

    def data(self, *, is_practice: bool) -> Path:
        """The folder of the database, made if needed. Raises Refused if it cannot be written."""
        folder = self.folder / "practice" if is_practice else self.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as why:
            raise Refused("no_folder", f"The folder {folder} cannot be made: {why}") from why
        return folder


def default_folder() -> Path:
    """Where a shop lives when no folder is named."""
    return Path(platformdirs.user_data_dir("florin", appauthor=False))


@contextmanager
def sole_use(folder: Path) -> Iterator[None]:
    """Hold a data folder for this program alone.

    Raises Refused("in_use") while another one holds it. The system lets go even after a crash.
    """
    path = folder / "florin.lock"
    try:
        file = path.open("a+")
    except OSError as why:
        raise Refused("no_folder", f"The folder {folder} cannot be written: {why}") from why
    with file:
        if not _take(file):
            text = f"Florin is already open with the folder {folder}. Close it there first."
            raise Refused("in_use", text)
        yield


def _take(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def secret_of(folder: Path, name: str) -> str:
    """A secret of this shop, made at its first use and readable by its owner only."""
    path = folder / name
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    fresh = secrets.token_hex(32)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(fresh)
        file.flush()
        os.fsync(file.fileno())
    return fresh
