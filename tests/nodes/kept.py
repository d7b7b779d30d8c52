"""Folders that are costly to make: made once, whole or not at all, by one program at a time."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


def kept(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder, filled by `make` when it is not here yet.

    `make` gets an empty folder beside it which is renamed when it is done, so nothing inside may
    know its own path. A second program that wants the same waits for the first.
    """
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder.with_name(folder.name + ".lock")):
        if not folder.exists():
            _make_whole(folder, make)
    return folder


def _make_whole(folder: Path, make: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=folder.name + ".") as scratch:
        made = Path(scratch) / "made"
        made.mkdir()
        make(made)
        made.rename(folder)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("a") as held:
        if sys.platform != "win32":  # elsewhere two runs at once merely work twice
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
