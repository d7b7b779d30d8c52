"""The program's folder of modules: the packages it uses, itself, and its resources beside it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from bundle import prune
from bundle.places import PACKAGING, ROOT, version

_LEFT_OUT: Final = shutil.ignore_patterns("__pycache__", "*.pyc", "py.typed")


def fill(site: Path, wheels: Path) -> None:
    """Make the folder: what is used of the packages, `pos/`, `resources/` and Florin's own name."""
    shipped = languages()
    for path in files_of(wheels):
        if prune.keeps(path, shipped):
            _copy(wheels / path, site / path)
    shutil.copytree(ROOT / "pos", site / "pos", ignore=_LEFT_OUT)
    shutil.copytree(ROOT / "resources", site / "resources", ignore=_LEFT_OUT)
    _name(site)


def languages() -> frozenset[str]:
    """The languages Florin speaks besides English, as its catalogues are called."""
    folder = ROOT / "resources" / "languages"
    return frozenset({"en"} | {path.stem for path in folder.iterdir() if path.suffix != ".md"})


def files_of(folder: Path) -> Iterator[PurePosixPath]:
    """All files in a folder, relative to it, always in the same order."""
    found = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return iter(sorted(PurePosixPath(path.relative_to(folder).as_posix()) for path in found))


def compile_modules(site: Path, python: str | Path = sys.executable) -> None:
    """Turn sources into bytecode that is trusted as it is, without a time in it.

    Packages keep no sources. `pos` does: it is small, its errors should show their lines, and
    Alembic reads migrations as sources. In a process of its own, as chance must not order sets.
    """
    subprocess.run(
        [python, "-m", "bundle.bytecode", site],
        env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": str(PACKAGING)},
        check=True,
    )


def settle(folder: Path, epoch: int) -> None:
    """Give every file and folder its plain mode and the one time."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if not path.is_symlink():
            is_program = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if is_program else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)
    os.utime(folder, (epoch, epoch))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target, follow_symlinks=False)


def _name(site: Path) -> None:
    """What `importlib.metadata` finds under the name florin."""
    folder = site / f"florin-{version()}.dist-info"
    folder.mkdir()
    told = f"Metadata-Version: 2.1\nName: florin\nVersion: {version()}\nLicense: MIT\n"
    (folder / "METADATA").write_text(told, encoding="utf-8")
