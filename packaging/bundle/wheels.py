"""The pinned packages for a system that need not be this one.

pip answers a package's conditions ("only on Windows") with the machine it runs on; uv with the
machine that is meant.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bundle.places import BUILD, PACKAGING, PYTHON, WINDOWS_PYTHON


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A system the program is built for.

    `platform` is uv's word for it, `python` the one inside, `instead` a file of pins that replace
    those of the same packages.
    """

    name: str
    platform: str
    python: tuple[int, int] = PYTHON
    environment: Mapping[str, str] = field(default_factory=dict)
    instead: Path | None = None


# The platform's name is the promise: uv refuses a wheel that needs a newer glibc.
LINUX: Final = Target(name="linux-x86_64", platform="x86_64-manylinux_2_34")
WINDOWS: Final = Target(
    name="windows-x86_64", platform="x86_64-pc-windows-msvc", python=WINDOWS_PYTHON
)

MACOS_ARM: Final = Target(name="macos-arm64", platform="aarch64-apple-darwin")
MACOS_INTEL: Final = Target(
    name="macos-x86_64",
    platform="x86_64-apple-darwin",
    instead=PACKAGING / "macos" / "intel.txt",
)


def fetched(target: Target, requirements: Path, only: Sequence[str] = ()) -> Path:
    """A folder with the packages of a requirements file, or `only` some of them, unpacked.

    The folder is shared by all builds of the same pins: read it, never write to it.
    """
    pins = requirements.read_text(encoding="utf-8")
    if target.instead is not None and not only:
        pins = replaced(pins, target.instead.read_text(encoding="utf-8"))
    pins = "".join(stanza(pins, name) for name in only) if only else pins
    told = f"{target.platform} {target.python} {sorted(target.environment.items())}\n{pins}"
    folder = BUILD / "wheels" / f"{target.name}-{hashlib.sha256(told.encode()).hexdigest()[:16]}"
    if not folder.is_dir():
        _install(target, pins, folder)
    return folder


def stanza(pins: str, name: str) -> str:
    """One package of a requirements file, with its hashes."""
    found = re.search(rf"^{re.escape(name)}==(?:.*\\\n)*.*\n", pins, re.MULTILINE)
    if found is None:
        raise LookupError(f"{name} is not among the pins")
    return found.group()


def replaced(pins: str, others: str) -> str:
    """The pins, with those of `others` in place of their namesakes."""
    for name in re.findall(r"^([\w.-]+)==", others, re.MULTILINE):
        pins = pins.replace(stanza(pins, name), stanza(others, name))
    return pins


def _install(target: Target, pins: str, folder: Path) -> None:
    half = folder.with_name(f"{folder.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    subprocess.run(
        [
            Path(sys.executable).with_name("uv"), "pip", "install", "--quiet", "--no-config",
            "--python", sys.executable, "--python-version", ".".join(map(str, target.python)),
            "--python-platform", target.platform, "--target", half,
            "--only-binary", ":all:", "--no-deps", "--require-hashes", "--requirement", "-",
        ],
        input=pins.encode(),
        env={**os.environ, **target.environment},
        check=True,
    )  # fmt: skip
    half.rename(folder)
