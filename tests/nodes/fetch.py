"""Node programs: fetched once from their package registry, checked against a hash, kept.

They lie in the user's cache, where every run and every checkout finds them, or where
FLORIN_NODE_CACHE points.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

FETCH_S: Final = 300.0


class NodeMissing(Exception):  # noqa: N818 a state of the machine, not a mistake of the caller
    """A node program cannot be had here; the text says why, for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NpmPackage:
    """One file of one release of an npm package, named by the hash of the archive it comes in."""

    name: str
    version: str
    sha256: str
    member: str


# One archive per platform, each checked by hand once; elsewhere an anvil on PATH is used.
ANVILS: Final = {
    ("Linux", "x86_64"): NpmPackage(
        name="@foundry-rs/anvil-linux-amd64",
        version="1.7.1",
        sha256="5727dd8f08f3bf6dde4ec1d9832e87c43f9315ef824bff1ab18486bf51bc7af3",
        member="package/bin/anvil",
    ),
}


# Deque's checker of pages for people who see, hear or move differently (MPL-2.0, tests only).
AXE: Final = NpmPackage(
    name="axe-core",
    version="4.14.1",
    sha256="e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745",
    member="package/axe.min.js",
)


def anvil() -> Path:
    """The anvil program, fetched when it is not here yet (19 MB); raises NodeMissing."""
    here = (platform.system(), platform.machine())
    if here in ANVILS:
        return npm_program(ANVILS[here])
    installed = shutil.which("anvil")
    if installed is None:
        raise NodeMissing(f"no anvil is pinned for {' '.join(here)}, and none is on PATH")
    return Path(installed)


def axe() -> Path:
    """The script that finds what keeps people from using a page; raises NodeMissing."""
    return npm_program(AXE)


def npm_program(package: NpmPackage) -> Path:
    """The program out of an npm package, without running any of the package's scripts."""
    kept = cache() / f"{Path(package.member).name}-{package.version}"
    if kept.exists():
        return kept
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as scratch:
        archive = _pack(package, Path(scratch))
        _check(archive, package.sha256)
        with tarfile.open(archive) as packed:
            packed.extract(package.member, scratch, filter="data")
        program = Path(scratch) / package.member
        program.chmod(0o755)
        program.replace(kept)  # last and at once, so that a second run never sees half a program
    return kept


def cache() -> Path:
    """Where fetched programs are kept."""
    chosen = os.environ.get("FLORIN_NODE_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("florin") / "nodes"


def _pack(package: NpmPackage, into: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise NodeMissing(f"npm is not installed, so {package.name} cannot be fetched")
    wanted = f"{package.name}@{package.version}"
    try:
        subprocess.run(
            [npm, "pack", "--silent", "--pack-destination", into, wanted],
            cwd=into,
            check=True,
            capture_output=True,
            timeout=FETCH_S,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as why:
        raise NodeMissing(f"npm could not fetch {wanted}") from why
    return next(into.glob("*.tgz"))


def _check(archive: Path, sha256: str) -> None:
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != sha256:
        raise NodeMissing(f"{archive.name} is not the archive that was checked: sha256 {found}")
