"""Disks that fail: small ones that fill up, and ones that can only be read."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform != "win32":
    import resource

BLOCK = b"x" * 4096


@contextmanager
def small_disk(folder: Path, *, kilobytes: int) -> Iterator[Path]:
    """A disk of its own in this folder; only the system's administrator may make one."""
    if shutil.which("mount") is None or os.geteuid() != 0:
        pytest.skip("a small disk is made with mount, as root")
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder],
        check=False,
        capture_output=True,
    )
    if made.returncode != 0:
        pytest.skip(f"no disk can be mounted here: {made.stderr.decode().strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=False, capture_output=True)


def remount(folder: Path, how: str) -> None:
    """Let a small disk be read-only ("ro") or writable again ("rw")."""
    subprocess.run(["mount", "-o", f"remount,{how}", folder], check=True)


def pulled(folder: Path) -> None:
    """Take the disk away while it is used."""
    subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def failing_disk(pid: int) -> Iterator[None]:
    """No program's write succeeds where it would lengthen a file, until the end."""
    usual = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, usual[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, usual)


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """The disk without a byte of room, until the end."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(BLOCK)
        except OSError:
            pass
    try:
        yield
    finally:
        ballast.unlink(missing_ok=True)
