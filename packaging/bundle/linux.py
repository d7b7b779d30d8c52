"""Build Florin for Linux: the folder, the archive, the .deb, each of them tried.

    python -m bundle.linux [--only-build] [--install]

`--install` also installs the .deb on this machine, starts it, and removes it again (root only).
"""

import argparse
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from bundle import archive, deb, elf, licences, linux_frozen, linux_trial, sbom, stamp, tree, wheels
from bundle.inside import brought_into
from bundle.parts import EXPAT, PUBLIC_DOMAIN, Part, packages_in, version_inside
from bundle.places import (
    BUILD,
    DIST,
    PACKAGING,
    REQUIREMENTS,
    demand_python,
    version,
    write_sums,
)

TARGET: Final = wheels.LINUX
GLIBC: Final = (2, 35)
"""Ubuntu 22.04's; Debian 12 has 2.36."""

_LIBFFI: Final = {"6.0.1": "3.0.13"}
"""Its file is called by its interface; the version is that of CentOS 7, from where it came."""


def build_folder(program: Path) -> None:
    """Make the whole program in a folder of this name."""
    packages = wheels.fetched(TARGET, REQUIREMENTS)
    linux_frozen.freeze(program)
    site = program / "lib"
    tree.fill(site, packages)
    stamp.stamp(site)
    tree.compile_modules(site)
    linux_frozen.strip(site)
    found = (*packages_in(packages), *_natives(program), *brought_into(site))
    licences.gather((packages, *_core()), found, program / "licences")
    sbom.write(program / "sbom.cdx.json", found, TARGET.name, stamp.epoch())
    shutil.copyfile(PACKAGING / "linux" / "README.txt", program / "README.txt")
    tree.settle(program, stamp.epoch())


def main() -> None:
    """Build all, and stop at the first thing that is not as promised."""
    words = argparse.ArgumentParser(prog="python -m bundle.linux", description=__doc__)
    words.add_argument("--only-build", action="store_true", help="start nothing of what was built")
    words.add_argument("--install", action="store_true", help="install the .deb, try it, remove it")
    told = words.parse_args()
    demand_python()
    began = time.monotonic()
    room = BUILD / "linux"
    program = room / f"florin-{version()}"
    shutil.rmtree(room, ignore_errors=True)
    build_folder(program)
    _say(began, elf.demand_glibc(program, GLIBC))
    deb.demand_named(elf.foreign_libraries(program))
    DIST.mkdir(exist_ok=True)
    packed = DIST / f"florin-{version()}-{TARGET.name}.tar.xz"
    installer = DIST / f"florin_{deb.debian_version(version())}_amd64.deb"
    with ThreadPoolExecutor() as pool:  # packing takes minutes, and one processor each
        jobs = (
            pool.submit(archive.tar_xz, program, packed, stamp.epoch()),
            pool.submit(deb.build, program, room / "deb", installer, stamp.epoch()),
        )
        for job in jobs:
            job.result()
    for made in (packed, installer):
        _say(began, f"{made.name}: {made.stat().st_size / 1e6:.1f} MB")
    write_sums()
    if not told.only_build:
        linux_trial.try_archive(packed, lambda text: _say(began, text))
        linux_trial.try_deb(installer, lambda text: _say(began, text))
    if told.install:
        linux_trial.try_installed(installer, lambda text: _say(began, text))


def _core() -> tuple[Path, ...]:
    """Where the licence of the frozen Python's publisher lies, alone in a folder."""
    import freeze_core

    here = Path(freeze_core.__file__).parent
    (described,) = here.parent.glob("freeze_core-*.dist-info")
    alone = BUILD / "linux" / "core"
    shutil.copytree(described, alone / described.name)
    return (alone,)


def _natives(program: Path) -> tuple[Part, ...]:
    """Python itself, and the libraries that came with it."""
    lib = program / "lib"
    (crypto,) = lib.glob("libcrypto-*")
    (sqlite,) = lib.glob("libsqlite3-*")
    (ffi,) = lib.glob("libffi-*")
    (expat,) = lib.glob("pyexpat.*")
    (bz2,) = lib.glob("libbz2-*")
    (lzma,) = lib.glob("liblzma-*")
    python = version_inside(program / "florin", rb"\0(3\.11\.\d+)\0")
    openssl = version_inside(crypto, rb"OpenSSL (3\.\d+\.\d+)")
    return (
        Part(name="cpython", version=python, licence="Python-2.0.1"),
        Part(name="openssl", version=openssl, licence="Apache-2.0"),
        Part(name="sqlite", version=_ending(sqlite), licence="blessing"),
        Part(name="expat", version=version_inside(expat, EXPAT), licence="MIT"),
        Part(name="libffi", version=_LIBFFI[_ending(ffi)], licence="MIT"),
        Part(name="bzip2", version=_ending(bz2), licence="bzip2-1.0.6"),
        Part(name="xz", version=_ending(lzma), licence=PUBLIC_DOMAIN),
    )


def _ending(library: Path) -> str:
    return library.name.partition(".so.")[2]


def _say(began: float, text: str) -> None:
    sys.stdout.write(f"{time.monotonic() - began:6.1f} s  {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
