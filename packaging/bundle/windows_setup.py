"""The installer for one user, by NSIS; its script is `packaging/windows/florin.nsi`."""

import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from bundle.icons import MARK
from bundle.places import PACKAGING, ROOT, version
from bundle.tree import files_of
from bundle.windows_exe import numbers_of
from bundle.windows_python import LIBRARY

_WELCOME_PX: Final = (164, 314)
_RAIL: Final = "#1D2733"
_PLAIN: Final = re.compile(r"[\w. -]+")
_SCRIPT: Final = PACKAGING / "windows" / "florin.nsi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What is installed: the program's folder and its icon; `sign` is the command that signs."""

    folder: Path
    icon: Path
    epoch: int
    sign: str = ""


def build_setup(goods: Goods, target: Path) -> None:
    """Make the installer. The same folder gives the same bytes."""
    known = definitions(goods.folder, goods.icon, target)
    paint_welcome(Path(known["WELCOME"]))
    files = list(files_of(goods.folder))
    Path(known["NAMES"]).write_text(removal_of(files), encoding="utf-8")
    Path(known["GOODS"]).write_text(contents_of(files, goods.folder), encoding="utf-8")
    if goods.sign:
        known["SIGN"] = goods.sign
    subprocess.run(
        [
            "makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8",
            *(f"-D{name}={value}" for name, value in known.items()), str(_SCRIPT),
        ],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(goods.epoch)},
        check=True,
    )  # fmt: skip


def definitions(folder: Path, icon: Path, target: Path) -> dict[str, str]:
    """What the script asks for."""
    return {
        "VERSION": version(),
        "NUMBERS": ".".join(map(str, numbers_of(version()))),
        "OUTPUT": str(target),
        "ICON": str(icon),
        "LICENCE": str(ROOT / "LICENSE"),
        "NAMES": str(icon.with_name("names.nsh")),
        "GOODS": str(icon.with_name("goods.nsh")),
        "WELCOME": str(icon.with_name("welcome.bmp")),
        "PYTHON_LIBRARY": LIBRARY,
        "SIZE_KB": str(size_of(folder) // 1024),
    }


def contents_of(files: Iterable[PurePosixPath], folder: Path) -> str:
    """The installer's lines that put each file in its place, always in the same order.

    Of a whole folder it would take the files in the order in which this disk happens to list them.
    """
    lines: list[str] = []
    here: PurePosixPath | None = None
    for path in sorted(files, key=lambda path: (path.parent.parts, path.name)):
        if path.parent != here:
            here = path.parent
            lines.append(f'SetOutPath "{PureWindowsPath("$INSTDIR", *here.parts)}"')
        if "$" in path.name:  # the installer would look for a variable
            raise SystemExit(f"the installer cannot tell of the name {path.name!r}")
        lines.append(f'File "{folder / path}"')
    return "".join(f"{line}\n" for line in (*lines, 'SetOutPath "$INSTDIR"'))


def removal_of(files: Iterable[PurePosixPath]) -> str:
    """The uninstaller's lines that take away what was installed, and nothing a person put there."""
    tops = {(path.parts[0], len(path.parts) > 1) for path in files}
    odd = [name for name, _ in tops if not _PLAIN.fullmatch(name)]
    if odd:
        raise SystemExit(f"the installer cannot tell of the name {odd[0]!r}")
    return "".join(
        f'RMDir /r "$INSTDIR\\{name}"\n' if is_folder else f'Delete "$INSTDIR\\{name}"\n'
        for name, is_folder in sorted(tops)
    )


def paint_welcome(target: Path) -> None:
    """The picture beside the installer's first and last page: the mark on the rail's colour."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(*_WELCOME_PX, QImage.Format.Format_RGB888)
    picture.fill(QColor(_RAIL))
    painter = QPainter(picture)
    edge = _WELCOME_PX[0] / 2
    QSvgRenderer(str(MARK)).render(painter, QRectF(edge / 2, edge / 2, edge, edge))
    painter.end()
    picture.save(str(target))


def size_of(folder: Path) -> int:
    """How many bytes lie in a folder."""
    return sum((folder / path).stat().st_size for path in files_of(folder))
