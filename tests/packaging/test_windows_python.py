"""What of Python goes into the program for Windows."""

import sys
from pathlib import Path, PurePosixPath

import pytest

from bundle.places import PACKAGING
from bundle.wheels import stanza
from bundle.windows_python import file_version, interpreter, is_stdlib, is_wanted


@pytest.mark.parametrize(
    ("name", "goes_in"),
    [
        ("_ssl.pyd", True),
        ("libcrypto-3.dll", True),
        ("sqlite3.dll", True),
        ("_ssl.cp313t-win_amd64.pyd", False),  # for the Python without a global lock
        ("_wmi.pyd", False),  # asking it for the system's name takes a second, or for ever
        ("_tkinter.pyd", False),
        ("tcl86t.dll", False),
        ("_testcapi.pyd", False),
        ("VCRUNTIME140.dll", False),  # a newer one comes with Qt
        ("api-ms-win-crt-heap-l1-1-0.dll", False),  # part of Windows 10
        ("panda.txt", False),
    ],
)
def test_what_lies_beside_the_library_is_chosen(name: str, goes_in: bool) -> None:
    assert is_wanted(name) is goes_in


@pytest.mark.parametrize(
    ("path", "goes_in"),
    [
        ("asyncio/windows_events.py", True),
        ("json/__init__.py", True),
        ("os.py", True),
        ("test/test_os.py", False),
        ("unittest/test/support.py", False),
        ("idlelib/idle.py", False),
        ("site-packages/pip/__init__.py", False),
        ("lib-dynload/_ssl.cpython-313-x86_64-linux-gnu.so", False),
        ("config-3.13-x86_64-linux-gnu/python-config.py", False),
        ("_sysconfigdata__linux_x86_64-linux-gnu.py", False),
        ("LICENSE.txt", False),
    ],
)
def test_of_the_standard_library_only_what_runs_anywhere_is_taken(path: str, goes_in: bool) -> None:
    assert is_stdlib(PurePosixPath(path)) is goes_in


def test_a_librarys_version_is_read_from_its_resource(tmp_path: Path) -> None:
    library = tmp_path / "python313.dll"
    words = "FileVersion\0\0" + "3.13.11\0" + "InternalName\0"
    library.write_bytes(b"MZ\x90 3.13.2 \0" + words.encode("utf-16-le"))

    assert file_version(library) == "3.13.11"


def test_a_library_without_a_version_stops_the_build(tmp_path: Path) -> None:
    library = tmp_path / "odd.dll"
    library.write_bytes(b"MZ")

    with pytest.raises(SystemExit, match=r"odd\.dll does not say"):
        file_version(library)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_the_standard_library_of_a_named_python_is_taken(tmp_path: Path) -> None:
    program = python_that_says(tmp_path, "3.13.5", tmp_path / "lib" / "os.py")

    found = interpreter({"FLORIN_STDLIB_PYTHON": str(program)})

    assert (found.version, found.stdlib) == ("3.13.5", tmp_path / "lib")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_python_of_another_minor_version_does_not_fit(tmp_path: Path) -> None:
    program = python_that_says(tmp_path, "3.12.5", tmp_path / "lib" / "os.py")

    with pytest.raises(SystemExit, match="FLORIN_STDLIB_PYTHON"):
        interpreter({"FLORIN_STDLIB_PYTHON": str(program)})


def test_a_python_that_is_not_there_does_not_fit(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"Python 3\.13"):
        interpreter({"FLORIN_STDLIB_PYTHON": str(tmp_path / "python")})


def test_pythons_library_is_pinned_by_its_hash() -> None:
    pins = (PACKAGING / "windows" / "python.txt").read_text(encoding="utf-8")

    assert "--hash=sha256:" in stanza(pins, "panda3d")


def python_that_says(folder: Path, version: str, module: Path) -> Path:
    program = folder / "python"
    program.write_text(f"#!/bin/sh\necho {version}\necho {module}\n", encoding="utf-8")
    program.chmod(0o755)
    return program
