"""The licence texts beside the program."""

import re
from pathlib import Path

import pytest

from bundle.licences import OWN_TEXTS, gather
from bundle.parts import Part

BREAD = Part(name="bread", version="1.0", licence="MIT")


def package(folder: Path, *texts: str) -> Path:
    """A folder with one package that brings these texts."""
    described = folder / "bread-1.0.dist-info"
    described.mkdir(parents=True)
    for text in ("METADATA", *texts):
        (described / text).parent.mkdir(exist_ok=True, parents=True)
        (described / text).write_text(f"this is {text}", encoding="utf-8")
    return folder


def test_every_text_a_package_brings_is_there_once(tmp_path: Path) -> None:
    found = package(tmp_path / "wheels", "licenses/LICENSE", "licenses/vendor/llhttp/LICENSE")

    gather([found], [BREAD], tmp_path / "licences")

    bread = tmp_path / "licences" / "bread"
    assert sorted(path.name for path in bread.iterdir()) == ["LICENSE", "vendor-llhttp-LICENSE"]


def test_all_parts_are_listed_with_their_licences(tmp_path: Path) -> None:
    gather([package(tmp_path / "wheels", "LICENCE")], [BREAD], tmp_path / "licences")

    listed = (tmp_path / "licences" / "LIST.txt").read_text(encoding="utf-8")
    assert listed == "bread 1.0: MIT\n"


def test_a_package_without_a_text_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="bread brings no licence text"):
        gather([package(tmp_path / "wheels")], [BREAD], tmp_path / "licences")


def test_how_to_replace_qt_and_the_licence_that_allows_it_are_there(tmp_path: Path) -> None:
    gather([package(tmp_path / "wheels", "LICENCE")], [BREAD], tmp_path / "licences")

    there = {path.name for path in (tmp_path / "licences").iterdir()}
    within_python = (tmp_path / "licences" / "python-parts.txt").read_text(encoding="utf-8")
    assert {"expat", "zlib", "libmpdec"} <= set(re.findall(r"\w+", within_python))
    assert {"QT.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "python.txt", "florin.txt"} <= there
    assert "site\\PySide6\\" in (OWN_TEXTS / "QT.txt").read_text("utf-8")  # where Windows has it
    fonts = {path.name for path in (tmp_path / "licences" / "fonts").iterdir()}
    assert fonts == {"DejaVu-LICENSE.txt", "Inter-LICENSE.txt"}
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (OWN_TEXTS / "LGPL-3.0.txt").read_text("utf-8")
