"""The package for Debian and Ubuntu: the folder in /usr/lib, a command, a menu entry, icons."""

import gzip
import hashlib
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from bundle import archive, icons, tree
from bundle.places import PACKAGING, version

_LINUX: Final = PACKAGING / "linux"
_GLIBC: Final = frozenset(
    {f"lib{name}" for name in ("c", "dl", "m", "mvec", "pthread", "rt", "util")}
    | {"ld-linux-x86-64"}
)
_ODD: Final = {
    "libglib-2.0": "libglib2.0-0",
    "libgthread-2.0": "libglib2.0-0",
    "libz": "zlib1g",
}
"""Libraries whose package breaks the rule."""

_SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)


def build(program: Path, root: Path, target: Path, epoch: int) -> None:
    """Lay out `root` around the program's folder, and pack it."""
    shutil.rmtree(root, ignore_errors=True)
    usr = root / "usr"
    shutil.copytree(program, usr / "lib" / "florin", symlinks=True)
    (usr / "bin").mkdir()
    (usr / "bin" / "florin").symlink_to("../lib/florin/florin")
    _show(usr / "share")
    _document(usr / "share", program)
    described = root.with_name(f"{root.name}-control")
    _describe(root, described)
    for folder in (root, described):
        tree.settle(folder, epoch)
    _pack(root, described, target, epoch)


def control(size_kib: int) -> str:
    """The package's description for dpkg."""
    text = (_LINUX / "control").read_text(encoding="utf-8")
    return text.replace("@VERSION@", debian_version(version())).replace("@SIZE@", str(size_kib))


def demand_named(libraries: Iterable[str]) -> None:
    """Stop if a library that must be on the system is in no package that the .deb asks for."""
    named = set(re.findall(r"[a-z][a-z0-9.+-]+", control(0)))
    missing = sorted(one for one in libraries if package_of(one) not in named)
    if missing:
        told = "\n".join(f"  {one}: perhaps {package_of(one)}" for one in missing)
        raise SystemExit(f"{_LINUX / 'control'} names no package with\n{told}")


def package_of(library: str) -> str:
    """The package with a library, as Debian's policy names it: libX11.so.6 is in libx11-6."""
    name, _, number = library.partition(".so.")
    if name in _GLIBC:
        return "libc6"
    plain = name.lower().replace("_", "-")
    return _ODD.get(name, f"{plain}{'-' if plain[-1].isdigit() else ''}{number}")


def debian_version(plain: str) -> str:
    """A Python version so that dpkg orders it: 1.0rc1 before 1.0."""
    for mark in ("rc", "b", "a", ".dev"):
        head, found, tail = plain.partition(mark)
        if found:
            return f"{head}~{mark.strip('.')}{tail}"
    return plain


def _show(share: Path) -> None:
    entry = share / "applications" / "florin.desktop"
    entry.parent.mkdir(parents=True)
    shutil.copyfile(_LINUX / "florin.desktop", entry)
    hicolor = share / "icons" / "hicolor"
    for size, png in icons.pictures(_SIZES).items():
        path = hicolor / f"{size}x{size}" / "apps" / "florin.png"
        path.parent.mkdir(parents=True)
        path.write_bytes(png)
    scalable = hicolor / "scalable" / "apps" / "florin.svg"
    scalable.parent.mkdir(parents=True)
    shutil.copyfile(icons.MARK, scalable)


def _document(share: Path, program: Path) -> None:
    papers = share / "doc" / "florin"
    papers.mkdir(parents=True)
    own = (program / "licences" / "florin.txt").read_text(encoding="utf-8")
    others = "\nThe licences of all its parts are in /usr/lib/florin/licences.\n"
    (papers / "copyright").write_text(own + others, encoding="utf-8")
    manual = share / "man" / "man1" / "florin.1.gz"
    manual.parent.mkdir(parents=True)
    manual.write_bytes(gzip.compress((_LINUX / "florin.1").read_bytes(), mtime=0))


def _describe(root: Path, described: Path) -> None:
    files = [path for path in tree.files_of(root) if not (root / path).is_symlink()]
    size = sum((root / path).stat().st_size for path in files)
    shutil.rmtree(described, ignore_errors=True)
    described.mkdir()
    sums = (f"{_md5(root / path)}  {path}\n" for path in files)
    (described / "md5sums").write_text("".join(sums), encoding="utf-8")
    (described / "control").write_text(control(-(-size // 1024)), encoding="utf-8")


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def _pack(root: Path, described: Path, target: Path, epoch: int) -> None:
    """What `dpkg-deb --build` does, whose own packing depends on the number of processors."""
    members = {"debian-binary": b"2.0\n"}
    for name, folder in (("control", described), ("data", root)):
        packed = root.with_name(f"{name}.tar.xz")
        archive.tar_xz(folder, packed, epoch, within=".")
        members[packed.name] = packed.read_bytes()
    target.write_bytes(ar(members, epoch))


def ar(members: Mapping[str, bytes], epoch: int) -> bytes:
    """An archive of Unix' `ar`, as dpkg reads it."""
    packed = b"!<arch>\n"
    for name, content in members.items():
        head = f"{name:<16}{epoch:<12}{0:<6}{0:<6}{0o100644:<8o}{len(content):<10}`\n"
        packed += head.encode() + content + b"\n" * (len(content) % 2)
    return packed
