"""What of the packages goes into the program."""

import os
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import Final

import babel
import pytest

from bundle.places import ROOT
from bundle.prune import QT_MODULES, keeps
from bundle.tree import files_of

LANGUAGES: Final = frozenset({"en", "de"})


FIGURES: Final = """
from decimal import Decimal
import babel
from babel.core import get_global
from pos.app.setup.worldwide import regions
from pos.resources import resource
from pos.till.tongue import Tongues, window_tongue
print(babel.__file__)
folder = resource("languages")
places = sorted({*get_global("territory_currencies"), "", "XX", "150", "001"})
for language in ("en", "de"):
    print(regions(language))
    for place in places:
        tongue = window_tongue(folder / "no words, only figures", language, place)
        print(place, tongue.name, tongue.stamp(0), tongue.day(0), tongue.number(Decimal("1234.5")))
for tag in ("de-XX", "de-Latn", "de-1996", "en-Shaw", "en-u-nu-arab", "fr-CH", "zh-Hant-TW", "*"):
    tongue = Tongues(folder).chosen(tag, tag)
    print(tag, tongue.name, tongue.stamp(0))
"""


def is_kept(path: str) -> bool:
    return keeps(PurePosixPath(path), LANGUAGES)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/__init__.py",
        "PySide6/QtCore.abi3.so",
        "PySide6/QtGui.pyd",
        "PySide6/libpyside6.abi3.so.6.11",
        "PySide6/libpyside6.abi3.6.11.dylib",
        "PySide6/pyside6.abi3.dll",
        "PySide6/Qt6Widgets.dll",
        "PySide6/msvcp140_1.dll",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "shiboken6/Shiboken.abi3.so",
        "keyring/backends/SecretService.py",
        "keyring-25.7.0.dist-info/entry_points.txt",
        "web3-8.0.0.dist-info/METADATA",
        "eth_account/hdaccount/wordlist/english.txt",
        "babel/global.dat",
        "babel/locale-data/root.dat",
        "babel/locale-data/de.dat",
        "babel/locale-data/de_CH.dat",
        "babel/locale-data/en_150.dat",
        "babel/locale-data/LICENSE.unicode",
        "cryptography-50.0.2.dist-info/sboms/sbom.json",
        "certifi/cacert.pem",
        "zmq/.dylibs/libzmq.5.dylib",
    ],
)
def test_what_the_program_uses_stays(path: str) -> None:
    assert is_kept(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/QtQml.abi3.so",
        "PySide6/Qt6Quick.dll",
        "PySide6/designer.exe",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/translations/designer_de.qm",
        "PySide6/QtCore.pyi",
        "babel/locale-data/fr.dat",
        "babel/locale-data/zh_Hant_TW.dat",
        "shiboken6/include/shiboken.h",
        "toolz/tests/test_core.py",
        "Crypto/SelfTest/Cipher/test_AES.py",
        "sqlalchemy/testing/fixtures.py",
        "alembic/templates/generic/env.py",
        "uvloop/loop.pyx",
        "aiohttp/py.typed",
        "web3-8.0.0.dist-info/RECORD",
        "web3-8.0.0.dist-info/licenses/LICENSE",
        "bin/alembic",
        "newsfragments/validate_files.py",
        "click/__pycache__/core.cpython-311.pyc",
    ],
)
def test_what_the_program_never_uses_is_left_out(path: str) -> None:
    assert not is_kept(path)


def test_no_region_of_our_languages_misses_the_figures_that_are_left_out(tmp_path: Path) -> None:
    room = tmp_path / "pruned"
    package = Path(babel.__file__).parent
    for path in files_of(package):
        inside = PurePosixPath("babel") / path
        if path.suffix == ".py" or is_kept(str(inside)):
            (room / inside).parent.mkdir(parents=True, exist_ok=True)
            (room / inside).symlink_to(package / path)

    with_all, with_ours = figures_of(tmp_path), figures_of(room)

    assert len(with_all) > 500
    assert with_ours == with_all


def figures_of(folder: Path) -> list[str]:
    """What the till writes in every region of the world, with the Babel of this folder, if any."""
    told = subprocess.run(
        [sys.executable, "-c", FIGURES],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT))), "TZ": "UTC"},
        capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert (folder / "babel").is_dir() == told[0].startswith(str(folder))
    return told[1:]


def test_the_till_imports_no_part_of_qt_that_is_left_out() -> None:
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "pos").rglob("*.py"))

    imported = {name for text in texts for name in re.findall(r"PySide6\.(Qt\w+)", text)}
    imported |= {
        name
        for path in (ROOT / "pos").rglob("*.py")
        for names in re.findall(r"from PySide6 import (.+)", path.read_text(encoding="utf-8"))
        for name in re.findall(r"Qt\w+", names)
    }

    assert imported
    assert imported <= QT_MODULES
