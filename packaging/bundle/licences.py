"""The licences of all parts, gathered beside the program, and how its user may replace Qt."""

import shutil
import sysconfig
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from bundle.parts import Part
from bundle.places import PACKAGING, ROOT

OWN_TEXTS: Final = PACKAGING / "licences"
_NAMES: Final = ("licen", "copying", "notice", "authors", "copyright")
_TEXTS_ARE_OURS: Final = frozenset({"pyside6_essentials", "shiboken6"})
"""Their wheels bring none; QT.txt says what holds."""


def gather(folders: Sequence[Path], parts: Iterable[Part], target: Path) -> None:
    """Copy the licence texts of the packages in `folders`, and list all parts.

    Raises SystemExit for a package that brings no text: someone must find it.
    """
    target.mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSE", target / "florin.txt")
    shutil.copyfile(_python_licence(), target / "python.txt")
    for path in sorted(OWN_TEXTS.iterdir()):
        shutil.copyfile(path, target / path.name)
    for path in sorted((ROOT / "resources" / "fonts").glob("*-LICENSE.txt")):
        (target / "fonts").mkdir(exist_ok=True)
        shutil.copyfile(path, target / "fonts" / path.name)
    for folder in folders:
        for described in sorted(folder.glob("*.dist-info")):
            _copy(described, target)
    lines = [f"{part.name} {part.version}: {part.licence}\n" for part in parts]
    (target / "LIST.txt").write_text("".join(lines), encoding="utf-8")


def _copy(described: Path, target: Path) -> None:
    package = described.name.partition("-")[0]
    texts = [path for path in sorted(described.rglob("*")) if path.is_file() and _is_text(path)]
    if not texts and package not in _TEXTS_ARE_OURS:
        raise SystemExit(f"{package} brings no licence text; put one into {OWN_TEXTS}")
    for text in texts:
        inside = text.relative_to(described)
        parts = [part for part in inside.parts if part != "licenses"]
        to = target / package / "-".join(parts)
        to.parent.mkdir(exist_ok=True)
        shutil.copyfile(text, to)


def _is_text(path: Path) -> bool:
    return any(path.name.lower().startswith(name) for name in _NAMES)


def _python_licence() -> Path:
    """CPython's own, with those of what it is made of; where it lies depends on who built it."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    for path in (stdlib / "LICENSE.txt", stdlib.parents[1] / "LICENSE.txt"):
        if path.is_file():
            return path
    debian = Path("/usr/share/doc/python3.11/copyright")
    if debian.is_file():
        return debian
    raise SystemExit("this Python brings no licence text")
