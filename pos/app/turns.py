"""Programs and threads that change the same files do it one after the other."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pos.domain.errors import Refused

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PATIENCE_S: Final = 2.0
"""A change takes some thousandths of a second: who holds a folder for longer, hangs."""

_PAUSE_S: Final = 0.005


@contextmanager
def taking_turns(folder: Path, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Hold a folder for as long as its files are changed. The system lets go even after a crash.

    Raises Refused("busy") if somebody else does so for too long. OSError where it cannot be opened.
    """
    descriptor = _opened(folder)
    try:
        until = time.monotonic() + patience_s
        while not _take(descriptor):
            if time.monotonic() > until:
                text = f"{folder} is just being changed by another program. Try again in a moment."
                raise Refused("busy", text)
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(descriptor)


def _opened(folder: Path) -> int:
    """What can be held: the folder itself, where the system does not mind."""
    if sys.platform == "win32":
        return os.open(folder / "config.lock", os.O_RDWR | os.O_CREAT)
    return os.open(folder, os.O_RDONLY)


def _take(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
