"""Python itself as Windows runs it: its library, the modules in C, and the standard library.

The library comes from a package that carries it as its makers signed it, pinned by hash in
`packaging/windows/python.txt`. The standard library's sources are the same on all systems and are
taken from a Python of the same minor version on this machine.
"""

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from bundle import stdlib
from bundle.places import BUILD, PACKAGING, WINDOWS_PYTHON
from bundle.tree import compile_modules, files_of
from bundle.wheels import WINDOWS, fetched

TAG: Final = "".join(map(str, WINDOWS_PYTHON))
LIBRARY: Final = f"python{TAG}.dll"
SEARCHED: Final = (f"python{TAG}.zip", "DLLs", "site")
"""Where the program looks for modules, and nowhere else: `pythonXY._pth`."""

_MINOR: Final = ".".join(map(str, WINDOWS_PYTHON))
_PINS: Final = PACKAGING / "windows" / "python.txt"
_VERSION: Final = re.compile(rf"{re.escape(_MINOR)}\.\d+")
# _wmi would only be asked for the system's name, in a second and by a service that may hang.
_NOT_WANTED: Final = re.compile(
    r"(_ctypes_test|_test\w*|_tkinter|_wmi|_msi|winsound|tcl\w+|tk\w+|zlib1|vcruntime\w*|api-ms-.*"
    r"|.*\.cp\w+t-win_amd64)\.(pyd|dll)"
)
_STDLIB_ODDS: Final = frozenset({"__phello__", "_pyrepl", "site-packages", "test", "tests"})
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """A Python on this machine, of the minor version that the program has inside."""

    program: Path
    version: str
    stdlib: Path


def interpreter(environment: Mapping[str, str] = os.environ) -> Interpreter:
    """The first that fits; FLORIN_STDLIB_PYTHON names one by its path.

    With FLORIN_STDLIB_EXACT only one whose version is the library's, to the last figure, fits.
    """
    wanted = library_version() if environment.get("FLORIN_STDLIB_EXACT") else ""
    for program in _candidates(environment):
        found = _asked(program)
        if found and (not wanted or found.version == wanted):
            return found
    raise SystemExit(
        f"Windows' program has Python {wanted or _MINOR} inside, and takes the standard library"
        " from one on this machine. Install it, or name its program by FLORIN_STDLIB_PYTHON."
    )


def library_version() -> str:
    """The version that the library says it is, such as 3.13.11."""
    return file_version(_libraries() / LIBRARY)


def file_version(library: Path) -> str:
    """What a library's version resource says in words."""
    name = re.escape("FileVersion".encode("utf-16-le"))
    found = re.search(name + rb"\0+((?:[0-9.]\0)+)", library.read_bytes())
    if found is None:
        raise SystemExit(f"{library.name} does not say which version it is")
    return found[1].decode("utf-16-le")


def lay(folder: Path, wheels: Path) -> Interpreter:
    """Put Python into the program's folder; the answer is where its standard library is from."""
    source = interpreter()
    shelf = folder / "DLLs"
    shelf.mkdir(parents=True)
    for path in sorted(_libraries().iterdir()):
        if path.name == LIBRARY:
            shutil.copy(path, folder / LIBRARY)
        elif is_wanted(path.name):
            shutil.copy(path, shelf / path.name)
    for path in _runtime(wheels):
        shutil.copy(path, folder / path.name)
    (folder / f"python{TAG}._pth").write_text("".join(f"{name}\n" for name in SEARCHED))
    _zip_stdlib(source, folder / SEARCHED[0])
    return source


def is_wanted(name: str) -> bool:
    """Whether a file beside Python's library goes into the program."""
    return name.endswith((".pyd", ".dll")) and not _NOT_WANTED.fullmatch(name.lower())


def is_stdlib(path: PurePosixPath) -> bool:
    """Whether a file of the standard library's folder goes into the program."""
    if path.suffix != ".py" or not _STDLIB_ODDS.isdisjoint(path.parts):
        return False
    top = PurePosixPath(path.parts[0]).stem
    return top.isidentifier() and stdlib.is_wanted(top)  # config-3.13-… is this machine's


def _libraries() -> Path:
    return fetched(WINDOWS, _PINS) / "deploy_libs"


def _runtime(wheels: Path) -> Iterable[Path]:
    """Microsoft's C and C++ runtime, which Qt's packages bring in the newest version."""
    found = sorted((wheels / "shiboken6").glob("*140*.dll"))
    return [path for path in found if path.name.startswith(("msvcp140", "vcruntime140"))]


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    named = environment.get("FLORIN_STDLIB_PYTHON")
    if named:
        yield Path(named)
        return
    on_path = shutil.which(f"python{_MINOR}")
    if on_path:
        yield Path(on_path)
    pyenv = Path(environment.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv.glob(f"versions/{_MINOR}.*/bin/python{_MINOR}"), reverse=True)


def _asked(program: Path) -> Interpreter | None:
    question = "import os, platform; print(platform.python_version()); print(os.__file__)"
    try:
        told = subprocess.run(
            [program, "-I", "-c", question], capture_output=True, text=True, check=True
        ).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        return None  # such as a stub of pyenv's, which only complains
    if not _VERSION.fullmatch(told[0]):
        return None
    return Interpreter(program=program, version=told[0], stdlib=Path(told[1]).parent)


def _zip_stdlib(source: Interpreter, target: Path) -> None:
    """Bytecode in one file: a thousand small ones would each be looked at by the virus scanner."""
    folder = BUILD / "windows" / "stdlib"
    shutil.rmtree(folder, ignore_errors=True)
    for path in filter(is_stdlib, files_of(source.stdlib)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source.stdlib / path, folder / path)
    compile_modules(folder, source.program)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in files_of(folder):
            archive.writestr(zipfile.ZipInfo(str(path), _ZIP_TIME), (folder / path).read_bytes())
