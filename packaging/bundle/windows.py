"""Florin for Windows, put together on Linux: a folder, an installer, an MSI and a ZIP.

    PYTHONPATH=packaging build/package/bin/python -m bundle.windows

Nothing is frozen: Python's own library, the packages' wheels for Windows, and two small programs of
ours that hand the command line to it. `bundle.wine` tries what comes out.
"""

import re
import shutil
import sys
import time
from pathlib import Path
from typing import Final

from bundle import archive, licences, sbom, stamp, tree, windows_check
from bundle.inside import brought_into
from bundle.parts import EXPAT, PUBLIC_DOMAIN, Part, packages_in, version_inside
from bundle.places import BUILD, DIST, PACKAGING, REQUIREMENTS, demand_python, version, write_sums
from bundle.signing import sign_windows, windows_hook
from bundle.wheels import WINDOWS, fetched
from bundle.windows_exe import compile_forwarder, compile_programs
from bundle.windows_msi import build_msi
from bundle.windows_python import LIBRARY, Interpreter, file_version, lay, library_version
from bundle.windows_setup import Goods, build_setup, size_of

FOLDER: Final = BUILD / "windows" / "Florin"

_WORK: Final = BUILD / "windows" / "work"
_PSF: Final = "Python-2.0.1"
_UNUSED: Final = frozenset({"pywin32"})
"""web3 wants it for nodes on a named pipe, which Florin does not offer."""


def main() -> None:
    """Build all of it into dist/, and say what came out."""
    demand_python()
    began = time.monotonic()
    DIST.mkdir(exist_ok=True)
    goods = assemble()
    installers = (_named("setup.exe"), _named("setup.msi"))
    for installer, build in zip(installers, (build_setup, build_msi), strict=True):
        build(goods, installer)
    sign_windows(*installers)
    packed = _named("windows-x64.zip")
    archive.zipped(goods.folder, packed, goods.epoch)
    write_sums()
    _say(f"the folder holds {size_of(goods.folder) / 1e6:.1f} MB")
    for path in (*installers, packed):
        _say(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    _say(f"built in {time.monotonic() - began:.0f} s")


def assemble() -> Goods:
    """Make the program's folder anew."""
    wheels = fetched(WINDOWS, REQUIREMENTS, used(REQUIREMENTS.read_text(encoding="utf-8")))
    shutil.rmtree(FOLDER.parent, ignore_errors=True)
    source = lay(FOLDER, wheels)
    _compare(source)
    compile_forwarder(FOLDER, _WORK)
    icon = compile_programs(FOLDER, _WORK)
    sign_windows(*sorted(FOLDER.glob("florin*.exe")), FOLDER / "python3.dll")
    site = FOLDER / "site"
    tree.fill(site, wheels)
    drop_runtimes(site)
    shutil.copy(PACKAGING / "windows" / "start.py", site / "florin_start.py")
    stamp.stamp(site)
    tree.compile_modules(site, source.program)
    _say(f"{windows_check.check(FOLDER)} programs and libraries want nothing that is not there")
    epoch = stamp.epoch()
    found = (*packages_in(wheels), *natives(FOLDER, source), *brought_into(site))
    licences.gather((wheels,), found, FOLDER / "licences")
    sbom.write(FOLDER / "sbom.cdx.json", found, WINDOWS.name, epoch)
    shutil.copy(PACKAGING / "windows" / "README.txt", FOLDER)
    tree.settle(FOLDER, epoch)
    return Goods(folder=FOLDER, icon=icon, epoch=epoch, sign=windows_hook())


def used(pins: str) -> list[str]:
    """The packages of a requirements file that the program has on Windows."""
    return [name for name in re.findall(r"^([\w.-]+)==", pins, re.MULTILINE) if name not in _UNUSED]


def natives(folder: Path, source: Interpreter) -> tuple[Part, ...]:
    """Python itself, and the libraries that came with it."""
    shelf = folder / "DLLs"
    inside = {
        "openssl": (shelf / "libcrypto-3.dll", rb"OpenSSL (3\.\d+\.\d+)", "Apache-2.0"),
        "sqlite": (shelf / "sqlite3.dll", rb"(3\.\d+\.\d+)\0", "blessing"),
        "bzip2": (shelf / "_bz2.pyd", rb"\0(1\.\d+\.\d+), \d", "bzip2-1.0.6"),
        "expat": (shelf / "pyexpat.pyd", EXPAT, "MIT"),
        "zlib": (folder / LIBRARY, rb"\0(1\.\d+\.\d+(?:\.\d+)?)\0", "Zlib"),
    }
    return (
        Part(name="cpython", version=library_version(), licence=_PSF),
        Part(name="cpython-standard-library", version=source.version, licence=_PSF),
        Part(name="libffi", version="8", licence="MIT"),  # its file tells no more
        Part(name="xz", version="5", licence=PUBLIC_DOMAIN),  # nor does this one
        Part(
            name="microsoft-visual-c-runtime",
            version=file_version(folder / "vcruntime140.dll"),
            licence="LicenseRef-Microsoft-Redistributable",
        ),
        *(
            Part(name=name, version=version_inside(library, pattern), licence=licence)
            for name, (library, pattern, licence) in inside.items()
        ),
    )


def drop_runtimes(site: Path) -> None:
    """Take away the packages' own copies of Microsoft's runtime: it lies beside the program."""
    for path in (*site.glob("*/msvcp140*.dll"), *site.glob("*/vcruntime140*.dll")):
        path.unlink()


def _compare(source: Interpreter) -> None:
    inside = library_version()
    if source.version != inside:
        _say(f"note: Python {inside} gets the standard library of {source.version}")


def _named(rest: str) -> Path:
    return DIST / f"florin-{version()}-{rest}"


def _say(text: str) -> None:
    sys.stdout.write(f"windows: {text}\n")


if __name__ == "__main__":
    main()
