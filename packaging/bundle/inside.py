"""What came into the program inside packages and resources: parts that no package list names."""

import re
from pathlib import Path
from typing import Final

from bundle.parts import Part, version_inside

LIBZMQ: Final = "4.3.5"
"""What pyzmq carries, whose file does not say it; a test asks pyzmq."""

_LGPL: Final = "LGPL-3.0-only"
_LIBRARIES: Final = (
    ("icu", "PySide6/Qt/lib/libicuuc.so.*", rb"\b(7\d\.\d)\b", "Unicode-DFS-2016"),
    ("libsodium", "pyzmq.libs/libsodium-*", rb"\b(1\.0\.\d+)\b", "ISC"),
    ("libsodium", "zmq/.dylibs/libsodium.*", rb"\b(1\.0\.\d+)\b", "ISC"),
    ("qt", "PySide6/Qt/lib/libQt6Core.so.6", rb"\0(6\.\d+\.\d+)\0", _LGPL),
    ("qt", "PySide6/Qt6Core.dll", rb"\0(6\.\d+\.\d+)\0", _LGPL),
    ("qt", "PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore", rb"\0(6\.\d+\.\d+)\0", _LGPL),
)
"""Name, where it lies on one of the systems, how it tells its version, licence."""

_FONTS: Final = {
    "DejaVuSansMono.ttf": ("dejavu-sans-mono", "Bitstream-Vera AND LicenseRef-Arev-Fonts"),
    "Inter-Regular.otf": ("inter", "OFL-1.1"),
}
"""One file of each family; all of a family are of one version."""

_FONT_VERSION: Final = re.compile("Version ".encode("utf-16-be") + rb"((?:\0[\d.])+)")


def brought_into(site: Path) -> tuple[Part, ...]:
    """The libraries and fonts in the program's folder of modules, each with its own version."""
    libraries = [
        Part(name=name, version=version_inside(path, pattern), licence=licence)
        for name, place, pattern, licence in _LIBRARIES
        for path in site.glob(place)
    ]
    if (site / "zmq").is_dir():
        libraries.append(Part(name="libzmq", version=LIBZMQ, licence="MPL-2.0"))
    return (*libraries, *fonts_in(site / "resources" / "fonts"))


def fonts_in(folder: Path) -> tuple[Part, ...]:
    """The families of a folder of fonts; raises SystemExit for one that is not known here."""
    families = {path.name.partition("-")[0] for path in folder.glob("*.[ot]tf")}
    known = {name.partition("-")[0] for name in _FONTS}
    if families - known:
        raise SystemExit(f"the fonts {sorted(families - known)} have no licence in {__name__}")
    return tuple(
        Part(name=name, version=font_version(folder / file), licence=licence)
        for file, (name, licence) in _FONTS.items()
        if (folder / file).is_file()
    )


def font_version(font: Path) -> str:
    """What a font's table of names says, such as 4.001."""
    found = _FONT_VERSION.search(font.read_bytes())
    if found is None:
        raise SystemExit(f"{font.name} does not say which version it is")
    return found[1].decode("utf-16-be")
