"""Whether a Mac would find everything an app asks for, as far as that can be known without one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bundle import macho

_OF_THE_SYSTEM: Final = ("/usr/lib/", "/System/Library/")


def findings(app: Path, cpu: str, promised: macho.Version) -> Iterator[str]:
    """All that is wrong; nothing if it is in order."""
    contents = app / "Contents"
    for path, content in macho.programs_in(contents):
        name = path.relative_to(app)
        try:
            thin = macho.thinned(content, cpu)
        except LookupError as why:
            yield f"{name}: {why}"
            continue
        if thin != content:
            yield f"{name}: it carries the part of another processor along"
        program = macho.read(thin)
        if program.system > promised:
            major, minor = program.system
            yield f"{name}: needs macOS {major}.{minor}"
        if cpu == "arm64" and not program.is_signed:
            yield f"{name}: bears no signature, which Apple's processors demand of every program"
        yield from (
            f"{name}: {need} is neither in the app nor in the system"
            for need in program.needs
            if not _is_found(need, path, program, contents)
        )
    for link in (path for path in contents.rglob("*") if path.is_symlink()):
        if not link.resolve().is_relative_to(contents.resolve()) or not link.exists():
            yield f"{link.relative_to(app)}: leads nowhere, or out of the app"


def _is_found(need: str, path: Path, program: macho.MachO, contents: Path) -> bool:
    if need.startswith(_OF_THE_SYSTEM):
        return True
    if need.startswith("@rpath/"):
        rest = need.removeprefix("@rpath/")
        return any(_place(f"{one}/{rest}", path, contents).is_file() for one in program.rpaths)
    return _place(need, path, contents).is_file()


def _place(name: str, path: Path, contents: Path) -> Path:
    """Where a name leads; an absolute one leads out of the app, to where nothing is."""
    for word, folder in (("@loader_path", path.parent), ("@executable_path", contents / "MacOS")):
        if name.startswith(word):
            return folder / name.removeprefix(word).lstrip("/")
    return contents / "nowhere"
