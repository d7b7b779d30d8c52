"""The programs that Windows starts: compiled here, with icon, version and manifest inside."""

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bundle import icons
from bundle.places import PACKAGING, version
from bundle.windows_python import LIBRARY

GCC: Final = "x86_64-w64-mingw32-gcc"
WINDRES: Final = "x86_64-w64-mingw32-windres"
SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 256)

_SOURCES: Final = PACKAGING / "windows"
_SAME_BYTES: Final = ("-s", "-Wl,--no-insert-timestamp")
_SAME_PLACE: Final = "-Wl,--image-base,0x180000000"  # or the linker derives it from the file's path
_SAFE: Final = ("-Wl,--dynamicbase,--nxcompat,--high-entropy-va",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One of the two faces of the launcher."""

    name: str
    what: str
    flags: tuple[str, ...] = ()


PROGRAMS: Final = (
    Program(name="florin", what="Florin", flags=("-mwindows", "-DWINDOWED")),
    Program(name="florin-cli", what="Florin's command line", flags=("-mconsole",)),
)


def compile_programs(folder: Path, work: Path) -> Path:
    """Put both programs into a folder; the answer is the icon, which the installer shows, too."""
    work.mkdir(parents=True, exist_ok=True)
    icon = work / "florin.ico"
    icon.write_bytes(icons.ico(icons.pictures(SIZES)))
    for program in PROGRAMS:
        (work / "florin_version.h").write_text(header_of(program, version()))
        resource = work / f"{program.name}.res.o"
        _run(
            WINDRES,
            "-I",
            work,
            "-I",
            _SOURCES,
            _SOURCES / "florin.rc",
            "-O",
            "coff",
            "-o",
            resource,
        )
        _run(
            GCC, "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-municode", *program.flags,
            f'-DPYTHON_LIBRARY="{LIBRARY}"', *_SAME_BYTES, *_SAFE,
            "-o", folder / f"{program.name}.exe", _SOURCES / "launcher.c", resource,
        )  # fmt: skip
    return icon


def compile_forwarder(folder: Path, work: Path) -> None:
    """python3.dll, which modules for any Python 3 ask for: passes each call on to the library."""
    work.mkdir(parents=True, exist_ok=True)
    names = exports_of(folder / LIBRARY)
    definition = work / "python3.def"
    definition.write_text(definition_of(names, LIBRARY))
    _run(
        GCC, "-shared", "-nostdlib", "-Wl,--entry=0", _SAME_PLACE, *_SAME_BYTES, *_SAFE,
        "-o", folder / "python3.dll", definition,
    )  # fmt: skip


def exports_of(library: Path) -> list[str]:
    """The names a library offers."""
    import lief

    read = lief.PE.parse(str(library))
    assert read is not None, f"{library} is no Windows library"
    return sorted(str(entry.name) for entry in read.get_export().entries if entry.name)


def definition_of(names: Iterable[str], library: str) -> str:
    """What the linker has to know to make a library of nothing but forwards."""
    stem = library.removesuffix(".dll")
    lines = "".join(f"    {name} = {stem}.{name}\n" for name in names)
    return f"LIBRARY python3\nEXPORTS\n{lines}"


def header_of(program: Program, told: str) -> str:
    """What the resource script has to know of one program."""
    return (
        f"#define FLORIN_NUMBERS {','.join(map(str, numbers_of(told)))}\n"
        f'#define FLORIN_VERSION "{told}"\n'
        f'#define FLORIN_NAME "{program.name}"\n'
        f'#define FLORIN_WHAT "{program.what}"\n'
    )


def numbers_of(told: str) -> tuple[int, int, int, int]:
    """A version as Windows counts: four numbers, whatever letters stand behind them."""
    found = re.match(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?", told)
    if found is None:
        raise SystemExit(f"{told!r} is no version that Windows can count")
    first, second, third = (int(each or 0) for each in found.groups())
    return first, second, third, 0


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True)
