"""What Linux programs ask of the system they run on."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

_GLIBC: Final = re.compile(r"GLIBC_(\d+)\.(\d+)(?:\.\d+)?")


def glibc(versions: Iterable[str]) -> tuple[int, int]:
    """The newest glibc among a library's symbol versions; (0, 0) if it asks for none."""
    found = (_GLIBC.fullmatch(name) for name in versions)
    return max(((int(one[1]), int(one[2])) for one in found if one), default=(0, 0))


def programs_in(folder: Path) -> Iterator[Path]:
    """All programs and shared libraries below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def symbol_versions(program: Path) -> list[str]:
    """The versions of symbols a program needs, such as GLIBC_2.34."""
    parsed = _parsed(program)
    return [
        str(symbol.name)
        for library in parsed.symbols_version_requirement
        for symbol in library.get_auxiliary_symbols()
    ]


def libraries(program: Path) -> set[str]:
    """The libraries a program is linked with."""
    return {str(name) for name in _parsed(program).libraries}


def demand_glibc(folder: Path, newest: tuple[int, int]) -> str:
    """Stop if anything needs a newer glibc than promised; the answer tells what is needed."""
    asked = {path: glibc(symbol_versions(path)) for path in programs_in(folder)}
    over = [
        f"{path.relative_to(folder)} needs GLIBC_{major}.{minor}"
        for path, (major, minor) in asked.items()
        if (major, minor) > newest
    ]
    if over:
        raise SystemExit("too new for the promised systems:\n  " + "\n  ".join(over))
    major, minor = max(asked.values(), default=(0, 0))
    return f"{len(asked)} programs and libraries, none newer than GLIBC_{major}.{minor}"


def foreign_libraries(folder: Path) -> set[str]:
    """What is linked with but not inside: the system must have it."""
    inside = {path.name for path in programs_in(folder)}
    asked = {name for path in programs_in(folder) for name in libraries(path)}
    return asked - inside


def _parsed(program: Path) -> Any:  # noqa: ANN401 - lief is not there when types are checked
    import lief

    lief.logging.disable()  # it speaks of notes that no program reads
    parsed = lief.ELF.parse(str(program))
    assert parsed is not None
    return parsed
