"""Where the build reads and writes; everything made lies in build/ and dist/ of the checkout."""

import hashlib
import sys
import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PACKAGING: Final = ROOT / "packaging"
REQUIREMENTS: Final = ROOT / "requirements" / "run.txt"
TOOLS: Final = ROOT / "requirements" / "package.txt"
BUILD: Final = ROOT / "build"
DIST: Final = ROOT / "dist"

PYTHON: Final = (3, 11)
"""The Python inside: the one for which all parts are published, and whose bytecode we compile."""

WINDOWS_PYTHON: Final = (3, 13)
"""The Python inside on Windows: the newest whose library is published in a package we can pin."""


def version() -> str:
    """The program's version, as pyproject.toml says it."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def demand_python(*fit: tuple[int, int]) -> None:
    """Stop unless this is the Python whose bytecode the bundle's interpreter reads."""
    if sys.version_info[:2] not in (fit or (PYTHON,)):
        raise SystemExit(f"packages are built with Python {'.'.join(map(str, PYTHON))} only")


def write_sums(folder: Path = DIST) -> None:
    """Rewrite SHA256SUMS for all that lies in the folder, as `sha256sum --check` reads it."""
    names = sorted(path for path in folder.iterdir() if path.is_file())
    lines = [f"{sha256(path)}  {path.name}\n" for path in names if path.name != "SHA256SUMS"]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def sha256(path: Path) -> str:
    """The file's digest in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
