"""Build Florin for macOS, once for each processor: the app, the .zip, the .dmg.

    python -m bundle.macos [arm64] [x86_64]

Nothing of it is started here: that needs a Mac. What is checked without one is in `macos_check`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from bundle import (
    archive,
    iso,
    licences,
    macho,
    macos_app,
    macos_check,
    sbom,
    stamp,
    tree,
    udif,
    wheels,
)
from bundle.inside import brought_into
from bundle.parts import EXPAT, PUBLIC_DOMAIN, Part, packages_in, version_inside
from bundle.places import (
    BUILD,
    DIST,
    PACKAGING,
    REQUIREMENTS,
    TOOLS,
    demand_python,
    version,
    write_sums,
)

TARGETS: Final = {"arm64": wheels.MACOS_ARM, "x86_64": wheels.MACOS_INTEL}

_ISO: Final = ("-D", "-l", "-r", "-apple", "-no-pad", "-V", "Florin")
"""Deep folders as they are, long names, one mode for all, Mac names, whole sectors, its title."""


def build(cpu: str) -> list[Path]:
    """Make one processor's packages; the answer is where they are."""
    target = TARGETS[cpu]
    room = BUILD / "macos" / cpu
    shutil.rmtree(room, ignore_errors=True)
    made = macos_app.App(
        target=target,
        cpu=cpu,
        packages=wheels.fetched(target, REQUIREMENTS),
        python=wheels.fetched(target, TOOLS, ("freeze-core",)),
    )
    app = macos_app.build(made, room / "image")
    _name_parts(made, app)
    tree.settle(app, stamp.epoch())
    _check(app, cpu)
    DIST.mkdir(exist_ok=True)
    name = f"florin-{version()}-{target.name}"
    archive.zipped(app, DIST / f"{name}.zip", stamp.epoch())
    _image(room, DIST / f"{name}.dmg")
    return [DIST / f"{name}.zip", DIST / f"{name}.dmg"]


def main() -> None:
    """Build for the processors that are named, or for both."""
    words = argparse.ArgumentParser(prog="python -m bundle.macos", description=__doc__)
    words.add_argument("cpu", nargs="*", help="arm64, x86_64; default: both")
    demand_python()
    for cpu in words.parse_args().cpu or TARGETS:
        began = time.monotonic()
        for made in build(cpu):
            size = made.stat().st_size / 1e6
            sys.stdout.write(f"{time.monotonic() - began:6.1f} s  {made.name}: {size:.1f} MB\n")
    write_sums()
    sys.stdout.write(
        "None of this was ever started on macOS by this build, nor is it signed by a developer:\n"
        "it was checked without a Mac only. See packaging/README.md.\n"
    )


def _name_parts(made: macos_app.App, app: Path) -> None:
    resources = app / "Contents" / "Resources"
    packages = packages_in(made.packages)
    found = (*packages, *_natives(resources / "python"), *brought_into(resources / "lib"))
    licences.gather((made.packages, made.python), found, resources / "licences")
    sbom.write(resources / "sbom.cdx.json", found, made.target.name, stamp.epoch())


def _natives(python: Path) -> tuple[Part, ...]:
    """Python itself, and the libraries that came with it; bzip2, libffi, zlib are the system's."""
    (sqlite,) = python.glob("lib-dynload/_sqlite3.*")
    (lzma,) = python.glob("lib-dynload/_lzma.*")
    (expat,) = python.glob("lib-dynload/pyexpat.*")
    inside = (
        ("cpython", python / "bases/lib/Python", rb"\0(3\.11\.\d+)\0", "Python-2.0.1"),
        (
            "openssl",
            python / "bases/lib/libcrypto.3.dylib",
            rb"OpenSSL (3\.\d+\.\d+)",
            "Apache-2.0",
        ),
        ("sqlite", sqlite, rb"(3\.\d\d\.\d+)\0", "blessing"),
        ("xz", lzma, rb"(5\.\d\.\d+)", PUBLIC_DOMAIN),
        ("expat", expat, EXPAT, "MIT"),
    )
    return tuple(
        Part(name=name, version=version_inside(library, pattern), licence=licence)
        for name, library, pattern, licence in inside
    )


def _check(app: Path, cpu: str) -> None:
    """Stop if the app is not in order; say what it asks of a Mac."""
    programs = [(path, macho.read(content)) for path, content in macho.programs_in(app)]
    promised = max(program.system for _, program in programs)
    wrong = list(macos_check.findings(app, cpu, promised))
    if wrong:
        raise SystemExit(f"{app.name} for {cpu} is not in order:\n  " + "\n  ".join(wrong))
    newest = [path.name for path, program in programs if program.system == promised]
    others = max(program.system for _, program in programs if program.system < promised)
    signed = sum(program.is_signed for _, program in programs)
    sys.stdout.write(
        f"{cpu}: {len(programs)} programs and libraries, every reference leads into the app or the"
        f" system; {signed} bear a signature (whether it holds is not known)\n"
        f"{cpu}: macOS {promised[0]}.{promised[1]} for {', '.join(newest)};"
        f" all others are content with {others[0]}.{others[1]}\n"
    )


def _image(room: Path, target: Path) -> None:
    """The disk image: the app, and a way to put it into Applications."""
    image = room / "image"
    (image / "Applications").symlink_to("/Applications")
    shutil.copyfile(PACKAGING / "macos" / "README.txt", image / "README.txt")
    tree.settle(image, stamp.epoch())
    disk = room / "florin.iso"
    subprocess.run(
        ["genisoimage", "-quiet", *_ISO, "-o", str(disk), str(image)],
        env={**os.environ, "TZ": "UTC"},
        check=True,
    )
    iso.settle(disk, stamp.epoch())
    udif.pack(disk, target)
    if udif.unpack(target) != disk.read_bytes():
        raise SystemExit(f"{target.name} does not hold what was packed")
    disk.unlink()


if __name__ == "__main__":
    main()
