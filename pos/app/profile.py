"""The folder that one shop lives in: its config, database, secrets and logs, used by one program.

Practice money has a folder of its own inside, so that it can never mix with real money.
"""

import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import platformdirs

from pos.domain.errors import Refused

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_SECRET: Final = re.compile(rb"[0-9a-fA-F]{64}")


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
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
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


def is_in_use(folder: Path) -> bool:
    """Whether another program holds a data folder now. Nothing is made or written."""
    try:
        file = (folder / "florin.lock").open("r+" if sys.platform == "win32" else "r")
    except OSError:
        return False
    with file:
        return not _take(file)


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
    """A secret of this shop, made at its first use and readable by its owner only.

    Raises Refused, naming the file, for one that was spoilt: who made a new one unasked would
    change the shop's signatures. Only an empty file, which signed nothing safely, is made anew.
    The folder must be held by `sole_use`.
    """
    path = folder / name
    try:
        secret = path.read_bytes().strip()
    except FileNotFoundError:
        secret = b""
    except OSError as why:
        raise Refused("unreadable_secret", f"The secret in {path} cannot be read: {why}") from why
    if not secret:
        return _kept(path, secrets.token_hex(32))
    if not _SECRET.fullmatch(secret):
        text = (
            f"{path} does not hold 64 hex digits. Put its backup back, or delete it for a new one."
        )
        raise Refused("spoilt_secret", text)
    return secret.decode("ascii")


def _kept(path: Path, secret: str) -> str:
    try:
        write_private(path, secret)
    except OSError as why:
        raise Refused("no_folder", f"A secret cannot be kept in {path}: {why}") from why
    return secret


def write_private(path: Path, text: str) -> None:
    """Put a text on the disk for its owner alone: the name never stands for half of one."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Make the names in a folder outlast a power cut, on systems that can be asked to."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
