"""The standard library as a folder."""

import runpy
from pathlib import Path

import pytest

from bundle.stdlib import copy_sources, is_wanted, write_settings


def test_the_modules_of_python_are_there_without_their_tests(tmp_path: Path) -> None:
    copy_sources(tmp_path)

    assert (tmp_path / "encodings" / "utf_8.py").is_file()
    assert (tmp_path / "asyncio" / "runners.py").is_file()
    assert (tmp_path / "ssl.py").is_file()
    assert not (tmp_path / "test").exists()
    assert not (tmp_path / "tkinter").exists()
    assert not list(tmp_path.rglob("__pycache__"))


@pytest.mark.parametrize("name", ["readline", "_gdbm", "_testcapi", "_sysconfigdata__darwin_x"])
def test_what_is_of_no_use_or_under_another_licence_stays_out(name: str) -> None:
    assert not is_wanted(name)


def test_the_settings_name_nothing_of_the_builder(tmp_path: Path) -> None:
    write_settings(tmp_path, "_sysconfigdata__darwin_darwin", "darwin")

    told = runpy.run_path(str(tmp_path / "_sysconfigdata__darwin_darwin.py"))["build_time_vars"]
    assert told["EXT_SUFFIX"] == ".cpython-311-darwin.so"
    assert not [value for value in told.values() if "/" in value]
