"""The package for Debian and Ubuntu."""

import io
import lzma
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from bundle.deb import ar, build, control, debian_version, demand_named, package_of
from bundle.places import PACKAGING, ROOT

EPOCH = 1_795_000_000


@pytest.fixture
def installer(tmp_path: Path) -> Path:
    """The package around a program that is one line."""
    program = tmp_path / "florin"
    (program / "licences").mkdir(parents=True)
    (program / "licences" / "florin.txt").write_text("MIT", encoding="utf-8")
    (program / "florin").write_bytes(b"#!/bin/sh\n")
    (program / "florin").chmod(0o755)
    build(program, tmp_path / "deb", tmp_path / "florin.deb", EPOCH)
    return tmp_path / "florin.deb"


def members(installer: Path) -> dict[str, bytes]:
    """The three files of a package, read by what `ar` is."""
    whole, at, found = installer.read_bytes(), 8, {}
    while at < len(whole):
        size = int(whole[at + 48 : at + 58])
        found[whole[at : at + 16].decode().strip()] = whole[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    return found


def inside(packed: bytes) -> tarfile.TarFile:
    return tarfile.open(fileobj=io.BytesIO(lzma.decompress(packed)))


def test_a_package_is_three_members_in_the_order_dpkg_reads(installer: Path) -> None:
    found = members(installer)

    assert list(found) == ["debian-binary", "control.tar.xz", "data.tar.xz"]
    assert found["debian-binary"] == b"2.0\n"


def test_it_brings_a_command_a_menu_entry_icons_and_a_manual(installer: Path) -> None:
    data = inside(members(installer)["data.tar.xz"])

    names = set(data.getnames())
    assert data.getmember("./usr/bin/florin").linkname == "../lib/florin/florin"
    assert data.getmember("./usr/lib/florin/florin").mode == 0o755
    assert {
        "./usr/share/applications/florin.desktop",
        "./usr/share/icons/hicolor/48x48/apps/florin.png",
        "./usr/share/icons/hicolor/scalable/apps/florin.svg",
        "./usr/share/man/man1/florin.1.gz",
        "./usr/share/doc/florin/copyright",
    } <= names


def test_all_belongs_to_root_at_one_time(installer: Path) -> None:
    data = inside(members(installer)["data.tar.xz"])

    assert {(one.uid, one.gid, one.uname, one.mtime) for one in data.getmembers()} == {
        (0, 0, "root", EPOCH)
    }


def test_it_has_no_scripts_and_a_sum_for_every_file(installer: Path) -> None:
    found = members(installer)

    described, data = inside(found["control.tar.xz"]), inside(found["data.tar.xz"])
    sums = described.extractfile("./md5sums")
    assert sums is not None
    files = {f"./{line.split('  ')[1]}" for line in sums.read().decode().splitlines()}
    assert {one.name for one in described.getmembers()} == {".", "./control", "./md5sums"}
    assert files == {one.name for one in data.getmembers() if one.isfile()}


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="only on Debian's kin")
def test_dpkg_reads_it(installer: Path) -> None:
    said = subprocess.run(
        ["dpkg-deb", "--field", installer, "Package"], capture_output=True, check=True, text=True
    )

    assert said.stdout == "florin\n"


def test_members_of_odd_length_are_padded() -> None:
    packed = ar({"a": b"1", "b": b"22"}, 0)

    assert packed[8 + 60 : 8 + 62] == b"1\n"
    assert packed[8 + 62 : 8 + 63] == b"b"


@pytest.mark.parametrize(
    ("plain", "debian"),
    [("0.1.0", "0.1.0"), ("1.0rc1", "1.0~rc1"), ("1.0b2", "1.0~b2"), ("1.0.dev3", "1.0~dev3")],
)
def test_a_version_before_the_last_sorts_before_it(plain: str, debian: str) -> None:
    assert debian_version(plain) == debian


def test_every_line_is_told_to_dpkg() -> None:
    told = control(241_000)

    assert "Installed-Size: 241000\n" in told
    assert "@" not in told.replace("florin@localhost", "")


def test_it_depends_on_what_the_window_needs_here_too() -> None:
    needed = (ROOT / "packaging" / "system.sh").read_text(encoding="utf-8")
    of_the_window = re.findall(r"^lib:\S+ +(\S+)$", needed, re.MULTILINE)

    depends = re.search(r"^Depends: (.+)$", control(1), re.MULTILINE)

    assert depends is not None
    assert set(of_the_window) <= {one.split()[0] for one in depends[1].split(", ")}


def test_the_menu_entry_starts_the_command() -> None:
    entry = (PACKAGING / "linux" / "florin.desktop").read_text(encoding="utf-8")

    assert "\nExec=florin\n" in entry
    assert "\nIcon=florin\n" in entry


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libX11.so.6", "libx11-6"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libgcc_s.so.1", "libgcc-s1"),
        ("libstdc++.so.6", "libstdc++6"),
        ("libm.so.6", "libc6"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_a_library_is_looked_for_in_the_package_that_has_it(library: str, package: str) -> None:
    assert package_of(library) == package


def test_a_library_whose_package_is_not_asked_for_stops_the_build() -> None:
    demand_named(["libxcb-cursor.so.0", "libc.so.6", "libwayland-client.so.0"])

    with pytest.raises(SystemExit, match="perhaps libcups2"):
        demand_named(["libcups.so.2"])
