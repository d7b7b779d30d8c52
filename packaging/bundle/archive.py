"""Archives that are the same bytes whenever the folder is the same."""

import lzma
import tarfile
import time
import zipfile
from pathlib import Path
from typing import Final

from bundle.tree import files_of

_ZIP_FROM: Final = 315532800
"""1980, before which a ZIP cannot tell the time."""

_FILTERS: Final = [
    {"id": lzma.FILTER_X86},  # makes jumps alike, which saves a twentieth of a program
    {"id": lzma.FILTER_LZMA2, "preset": 7},
]


def tar_xz(folder: Path, target: Path, epoch: int, within: str = "") -> None:
    """The folder under its own name or another one, owned by root, all at one time."""
    with (
        lzma.open(target, "wb", filters=_FILTERS) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive,
    ):
        for path in (folder, *sorted(folder.rglob("*"))):
            name = f"{within or folder.name}/{path.relative_to(folder).as_posix()}"
            entry = archive.gettarinfo(path, name.removesuffix("/."))
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = epoch
            if not entry.isreg():
                archive.addfile(entry)
                continue
            with path.open("rb") as file:
                archive.addfile(entry, file)


def zipped(folder: Path, target: Path, epoch: int) -> None:
    """The folder under its own name; programs stay programs and links stay links."""
    at = time.gmtime(max(epoch, _ZIP_FROM))[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files_of(folder):
            source = folder / path
            entry = zipfile.ZipInfo(f"{folder.name}/{path}", at)
            entry.create_system = 3  # Unix, on whatever system it is made
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = source.lstat().st_mode << 16
            is_link = source.is_symlink()
            archive.writestr(
                entry, str(source.readlink()).encode() if is_link else source.read_bytes()
            )
