"""Archives that are the same bytes for the same folder."""

import os
import tarfile
import zipfile
from pathlib import Path

from bundle.archive import tar_xz, zipped

EPOCH = 1_795_000_000


def program(folder: Path) -> Path:
    """A little program with a link."""
    (folder / "lib").mkdir(parents=True)
    (folder / "florin").write_bytes(b"\x7fELF")
    (folder / "florin").chmod(0o755)
    (folder / "lib" / "one.txt").write_text("one", encoding="utf-8")
    (folder / "lib" / "link").symlink_to("one.txt")
    return folder


def test_the_same_folder_made_twice_at_other_times_is_the_same_archive(tmp_path: Path) -> None:
    first, second = program(tmp_path / "1" / "florin"), program(tmp_path / "2" / "florin")
    os.utime(second / "florin", (1, 1))

    for packed in (tar_xz, zipped):
        packed(first, tmp_path / "first", EPOCH)
        packed(second, tmp_path / "second", EPOCH)

        assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_a_tar_keeps_modes_and_links_and_names_no_user(tmp_path: Path) -> None:
    tar_xz(program(tmp_path / "florin"), tmp_path / "packed", EPOCH)

    with tarfile.open(tmp_path / "packed") as archive:
        found = {entry.name: entry for entry in archive.getmembers()}
    assert found["florin/florin"].mode == 0o755
    assert found["florin/lib/link"].linkname == "one.txt"
    assert found["florin"].isdir()
    assert {(entry.uid, entry.uname, entry.mtime) for entry in found.values()} == {
        (0, "root", EPOCH)
    }


def test_a_zip_keeps_modes_and_links(tmp_path: Path) -> None:
    zipped(program(tmp_path / "florin"), tmp_path / "packed", EPOCH)

    with zipfile.ZipFile(tmp_path / "packed") as archive:
        found = {entry.filename: entry for entry in archive.infolist()}
        link = archive.read("florin/lib/link")
    assert found["florin/florin"].external_attr >> 16 == 0o100755
    assert found["florin/lib/link"].external_attr >> 16 & 0o170000 == 0o120000
    assert link == b"one.txt"


def test_a_time_before_zip_could_tell_it_becomes_its_first(tmp_path: Path) -> None:
    zipped(program(tmp_path / "florin"), tmp_path / "packed", 0)

    with zipfile.ZipFile(tmp_path / "packed") as archive:
        assert archive.infolist()[0].date_time[0] == 1980
