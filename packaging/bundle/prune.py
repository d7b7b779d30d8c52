"""What of the packages the program never uses, and therefore leaves out.

Of Qt only what is named here stays; of all other packages only what is named here goes.
"""

import re
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Final

QT_MODULES: Final = frozenset({"QtCore", "QtGui", "QtWidgets", "QtSvg"})
"""What `pos` may import of PySide6; a test compares."""

_MODULES: Final = "|".join(sorted(QT_MODULES))
_QT_LIBRARIES: Final = "Core|Gui|Widgets|Svg|DBus|XcbQpa|WaylandClient"
_QT: Final = re.compile(
    rf"""PySide6/(
        (__init__|_config|_git_pyside_version)\.py
        | support/[a-z_]+\.py
        | ({_MODULES})\.(abi3\.so|pyd)
        | (lib)?pyside6\.abi3\.(so|dll|[\d.]+dylib).*
        | Qt6({_QT_LIBRARIES})\.dll
        | (msvcp140|vcruntime140)\w*\.dll
        | Qt/lib/libQt6({_QT_LIBRARIES})\.so[\d.]*
        | Qt/lib/libicu(data|i18n|uc)\.so[\d.]*
        | Qt/lib/Qt({_QT_LIBRARIES})\.framework/.+
        | (Qt/)?plugins/(
            iconengines/(lib)?qsvgicon
            | imageformats/(lib)?q(ico|jpeg|svg|webp)
            | platforms/(lib)?q(xcb|wayland|windows|cocoa|offscreen)
            | platforminputcontexts/lib(compose|ibus)platforminputcontextplugin
            | platformthemes/libqxdgdesktopportal
            | wayland-decoration-client/lib(adwaita|bradient)
            | wayland-shell-integration/libxdg-shell
        )\.(so|dll|dylib)
    )""",
    re.VERBOSE,
)
_QT_WORDS: Final = re.compile(r"PySide6/(Qt/)?translations/qtbase_(?P<language>\w+)\.qm")
_FIGURES: Final = re.compile(r"babel/locale-data/(?P<language>[a-z]+)(_\w+)?\.dat")
"""Babel's figures and names of one language in one region; `root` is what all languages share."""
_SHIBOKEN_ODDS: Final = re.compile(r"shiboken6/(concrt140|vcamp140|vccorlib140|vcomp140).*\.dll")

_TOP_ODDS: Final = frozenset({"bin", "docs", "newsfragments", "include", "share", ".lock"})
_FOLDERS: Final = frozenset({"__pycache__", "tests", "SelfTest"})
_PARTS: Final = (
    "alembic/templates",
    "alembic/testing",
    "keyring/testing",
    "mako/testing",
    "sqlalchemy/testing",
    "shiboken6/include",
    "shiboken6/lib",
    "zmq/backend/cffi",
)
_SUFFIXES: Final = re.compile(r"\.(c|cc|cmake|cpp|h|hpp|lib|o|pxd|pxi|pyc|pyi|pyx|sol|typed|zsh)")
_OF_DIST_INFO: Final = frozenset({"METADATA", "entry_points.txt"})
_BILLS: Final = "sboms"
"""Where a wheel lists what was compiled into it (PEP 770), such as cryptography's own OpenSSL."""


def keeps(path: PurePosixPath, languages: Collection[str]) -> bool:
    """Whether a file of the packages' folder goes into the program.

    `path` is relative to that folder; `languages` are those the program speaks, such as "de".
    """
    top, text = path.parts[0], str(path)
    if top == "PySide6":
        words = _QT_WORDS.fullmatch(text)
        return words["language"] in languages if words else _QT.fullmatch(text) is not None
    if top.endswith(".dist-info"):
        return path.name in _OF_DIST_INFO or path.parts[1] == _BILLS
    if top in _TOP_ODDS or not _FOLDERS.isdisjoint(path.parts[:-1]):
        return False
    if _SUFFIXES.fullmatch(path.suffix):
        return False
    figures = _FIGURES.fullmatch(text)
    if figures:
        return figures["language"] in {"root", *languages}
    return not (_SHIBOKEN_ODDS.fullmatch(text) or any(path.is_relative_to(one) for one in _PARTS))
