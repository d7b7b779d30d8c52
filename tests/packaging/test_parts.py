"""What the program is made of, as its packages tell it."""

from pathlib import Path

import pytest

from bundle.parts import Part, packages_in, version_inside


def package(folder: Path, *lines: str) -> Path:
    """A folder with one package that says this of itself."""
    described = folder / "bread-1.0.dist-info"
    described.mkdir()
    told = "\n".join(("Metadata-Version: 2.1", "Name: Sour_Bread", "Version: 1.0", *lines))
    (described / "METADATA").write_text(f"{told}\n\nLong words.\n", encoding="utf-8")
    return folder


def test_a_package_is_told_by_its_plain_name_and_address(tmp_path: Path) -> None:
    found = packages_in(package(tmp_path, "License-Expression: MIT"))

    assert found == (
        Part(name="sour-bread", version="1.0", licence="MIT", purl="pkg:pypi/sour-bread@1.0"),
    )


@pytest.mark.parametrize(
    ("lines", "licence"),
    [
        (["License-Expression: Apache-2.0 AND MIT"], "Apache-2.0 AND MIT"),
        (["License: Apache 2.0"], "Apache-2.0"),
        (["License: BSD"], "BSD-3-Clause"),
        (["Classifier: License :: OSI Approved :: MIT License"], "MIT"),
        (
            ["License: see the file, please", "Classifier: License :: OSI Approved :: MIT License"],
            "MIT",
        ),
        (["License: LGPL-3.0-only OR GPL-2.0-only"], "LGPL-3.0-only OR GPL-2.0-only"),
    ],
)
def test_a_licence_is_told_in_the_words_of_spdx(
    tmp_path: Path, lines: list[str], licence: str
) -> None:
    (part,) = packages_in(package(tmp_path, *lines))

    assert part.licence == licence


def test_a_package_without_a_licence_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="sour-bread names no licence"):
        packages_in(package(tmp_path))


def test_a_library_tells_its_version_itself(tmp_path: Path) -> None:
    (tmp_path / "libssl").write_bytes(b"\0OpenSSL 3.5.9 29 Sep\0")

    assert version_inside(tmp_path / "libssl", rb"OpenSSL (3\.\d+\.\d+)") == "3.5.9"
    with pytest.raises(SystemExit, match="libssl does not say which version"):
        version_inside(tmp_path / "libssl", rb"SQLite ([\d.]+)")
