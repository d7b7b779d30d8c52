"""The program for Linux: cx_Freeze's Python, which needs little of a system, and our modules.

cx_Freeze only finds the standard library. Packages are put beside it as they are (`tree.fill`):
what it would guess of them by following imports, it would guess wrong now and then.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bundle.elf import programs_in
from bundle.places import PACKAGING
from bundle.stdlib import LEFT_OUT, is_wanted, write_settings

START: Final = PACKAGING / "linux" / "start.py"

_OWN: Final = b"$ORIGIN/lib\0"
_SEARCHED: Final = b"$ORIGIN/lib:$ORIGIN/../lib\0"

_MOVED: Final = re.compile(r"lib.+-[0-9a-f]{8}\.so[.\d]*")
"""How a wheel calls the libraries it brings along."""


def freeze(target: Path) -> None:
    """Make the folder: `florin`, and `lib/` with the whole standard library."""
    from cx_Freeze import Executable, Freezer

    stdlib = Path(sysconfig.get_path("stdlib"))
    names = sorted(name for name in sys.stdlib_module_names if _is_here(name))
    host = sysconfig._get_sysconfigdata_name()  # type: ignore[attr-defined] # noqa: SLF001
    freezer = Freezer(
        [Executable(str(START), target_name="florin")],
        target_dir=str(target),
        packages=[name for name in names if (stdlib / name / "__init__.py").is_file()],
        includes=[name for name in names if not (stdlib / name / "__init__.py").is_file()],
        excludes=["pos", host, *LEFT_OUT],
        compress=False,
        zip_include_packages=[],
        zip_exclude_packages=["*"],
        replace_paths=[("*", "")],
        path=[str(stdlib), str(stdlib / "lib-dynload")],
        silent=2,
    )
    freezer.freeze()
    narrow_search(target / "florin")
    for tests in sorted((target / "lib").glob("*/test")):  # of the standard library
        shutil.rmtree(tests)
    write_settings(target / "lib", host, "x86_64-linux-gnu")
    _forget_the_builder(target / "lib")
    # every Linux has time zones; roots of trust are chosen by start.py, not by who builds
    shutil.rmtree(target / "share")


def _forget_the_builder(lib: Path) -> None:
    """Replace what cx_Freeze writes of this machine's name and clock by all that is read of it."""
    (lib / "BUILD_CONSTANTS.pyc").unlink()
    (lib / "BUILD_CONSTANTS.py").write_text('__EXECUTABLES__ = "florin"\n', encoding="utf-8")


def narrow_search(program: Path) -> None:
    """Let a program look for libraries in its own folder only, not in the one above as well.

    Unpacked in a folder that others write to, such as /tmp, it would load theirs.
    """
    content = program.read_bytes()
    if content.count(_SEARCHED) != 1:
        raise SystemExit(f"{program.name} does not look for its libraries where it used to")
    program.write_bytes(content.replace(_SEARCHED, _OWN.ljust(len(_SEARCHED), b"\0")))


def strip(folder: Path) -> None:
    """Take symbols for debuggers out of the packages' modules: 50 MB of no use to a shop.

    Qt stays as it was published, so that it can be compared; so do libraries whose headers
    another tool has moved, which `strip` would break.
    """
    for path in programs_in(folder):
        inside = path.relative_to(folder)
        is_moved = _MOVED.fullmatch(path.name) is not None
        if is_moved or "PySide6" in inside.parts:
            continue
        subprocess.run(["strip", "--strip-unneeded", path], check=True)


def _is_here(name: str) -> bool:
    """Whether this system has a module of the list, which names those of all systems."""
    return is_wanted(name) and find_spec(name) is not None
