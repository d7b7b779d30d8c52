"""The standard library as a folder, for systems whose Python publishes only its compiled part."""

import shutil
import sysconfig
from pathlib import Path
from typing import Final

from bundle.places import PYTHON

LEFT_OUT: Final = frozenset(
    """antigravity curses dbm distutils ensurepip idlelib lib2to3 msilib nis ossaudiodev pty pydoc
    pydoc_data readline spwd test this tkinter turtle turtledemo venv
    _crypt _ctypes_test _curses _curses_panel _dbm _gdbm _msi _tkinter _uuid
    crypt""".split()  # noqa: SIM905 - one word reads better than forty quotes
)
"""Of no use to a till. `readline` and `_gdbm` would bring the GPL, `_uuid` a needless library."""


def is_wanted(name: str) -> bool:
    """Whether a top module of the standard library goes into the program."""
    return name not in LEFT_OUT and not name.startswith(("_test", "_xx", "xx", "_sysconfigdata"))


def copy_sources(target: Path) -> None:
    """The modules written in Python, of the Python that builds."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    for path in sorted(stdlib.iterdir()):
        if path.suffix == ".py" and is_wanted(path.stem):
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / path.name)
        elif (path / "__init__.py").is_file() and is_wanted(path.name):
            ignore = shutil.ignore_patterns("__pycache__", "test", "tests", "*.exe", "*.txt")
            shutil.copytree(path, target / path.name, ignore=ignore)


def write_settings(target: Path, name: str, system: str) -> None:
    """What `sysconfig` tells of a Python; the real one is full of its builder's folders."""
    abi = f"cpython-{PYTHON[0]}{PYTHON[1]}-{system}"
    told = {"EXT_SUFFIX": f".{abi}.so", "MACOSX_DEPLOYMENT_TARGET": "11.0", "SOABI": abi}
    (target / f"{name}.py").write_text(f"build_time_vars = {told!r}\n", encoding="utf-8")
