"""What this program is: its version, where that came from, and the libraries it stands on.

An installed program reads it from `resources/build.json`, which is written when it is built; a
checkout asks git. Nothing here ever fails: what cannot be found out is left away or "unknown".
"""

import platform
import shutil
import ssl
import subprocess
from functools import lru_cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of_package
from pathlib import Path
from typing import Final

import msgspec

from pos.resources import resource
from pos.storage.edition import sqlite_version

UNKNOWN: Final = "unknown"
GIT_S: Final = 5.0

LIBRARIES: Final = {
    "Qt (PySide6)": "PySide6-Essentials",
    "aiohttp": "aiohttp",
    "web3": "web3",
    "wallycore": "wallycore",
}
"""What they are called here, and as packages. Telling their versions imports none of them."""


class Build(msgspec.Struct, frozen=True, kw_only=True):
    """Which build this is."""

    version: str
    commit: str = ""
    date: str = ""


@lru_cache(maxsize=1)
def build() -> Build:
    """The running program's build; the same answer as long as it runs."""
    return build_of(resource("build.json"), resource("").parent)


def build_of(file: Path, root: Path) -> Build:
    """What a build's file says, else what is known of the checkout in `root`."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=Build)
    except (OSError, msgspec.MsgspecError):
        commit, _, date = _last_commit(root).partition(" ")
        return Build(version=_version_of("florin"), commit=commit, date=date)


def version_line(known: Build) -> str:
    """For one line: "florin 0.1.0 (commit abc1234, 2026-11-21)"."""
    commit = f"commit {known.commit[:7]}" if known.commit else ""
    about = ", ".join(each for each in (commit, known.date[:10]) if each)
    return f"florin {known.version}" + (f" ({about})" if about else "")


def version_lines() -> tuple[str, ...]:
    """Everything that whoever gets a report of a fault asks for first, one line each."""
    return (
        version_line(build()),
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        f"SQLite {sqlite_version()}",
        ssl.OPENSSL_VERSION,
        *(f"{name} {_version_of(package)}" for name, package in LIBRARIES.items()),
    )


def _version_of(package: str) -> str:
    try:
        return version_of_package(package)
    except (PackageNotFoundError, OSError):
        return UNKNOWN


def _last_commit(root: Path) -> str:
    """Short hash and day of the last commit of a checkout, "" where there is none."""
    git = shutil.which("git") if (root / ".git").exists() else None
    if git is None:
        return ""
    words = [git, "-C", str(root), "log", "-1", "--format=%h %cs", "--abbrev=7"]
    try:
        told = subprocess.run(words, capture_output=True, check=False, timeout=GIT_S)  # noqa: S603 - a fixed question
    except (OSError, subprocess.SubprocessError):
        return ""
    return told.stdout.decode(errors="replace").strip() if told.returncode == 0 else ""
