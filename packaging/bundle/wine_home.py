"""A Windows of our own: a wine prefix with what wine 8 lacks and every Windows 10 has.

Two libraries are compiled into it, for tests only: `bcryptprimitives.dll` gives random bytes, and
`icuuc.dll` has the names that Qt looks for and no code pages behind them. So a program that works
here was not tried with ICU's text codecs.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bundle.places import BUILD, PACKAGING
from bundle.windows_exe import GCC
from bundle.wine_pipe import WINE

PREFIX: Final = BUILD / "wine"

_RANDOM: Final = """
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    for (; count > 1 << 20; count -= 1 << 20, bytes += 1 << 20)
        if (!RtlGenRandom(bytes, 1 << 20))
            return FALSE;
    return RtlGenRandom(bytes, (ULONG)count);
}
"""
_NOTHING: Final = "__declspec(dllexport) void *{name}(void) {{ return 0; }}\n"


@dataclass(frozen=True, slots=True)
class Windows:
    """A prefix, and the display its windows come up on."""

    prefix: Path
    display: str

    @property
    def environment(self) -> dict[str, str]:
        """All that programs are told; nothing of this machine's own settings."""
        return {
            "DISPLAY": self.display,
            "HOME": str(self.prefix / "home"),
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": str(PACKAGING),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=",
            "WINEPREFIX": str(self.prefix),
        }

    @property
    def user(self) -> Path:
        """The user's folder; wine calls the user as this system does."""
        everybody = (self.prefix / "drive_c" / "users").iterdir()
        (own,) = (path for path in everybody if path.name != "Public")
        return own

    @property
    def local(self) -> Path:
        """The user's own programs and data: %LOCALAPPDATA%."""
        return self.user / "AppData" / "Local"

    @property
    def start_menu(self) -> Path:
        """The user's Start menu."""
        roaming = self.user / "AppData" / "Roaming" / "Microsoft" / "Windows"
        return roaming / "Start Menu" / "Programs"

    @property
    def desktop(self) -> Path:
        """What lies on the user's desktop."""
        return self.user / "Desktop"

    def run(self, *words: object, timeout_s: float = 300) -> subprocess.CompletedProcess[str]:
        """Run a Windows program to its end, and all that it started."""
        return subprocess.run(
            [sys.executable, "-m", "bundle.wine_pipe", *(str(word) for word in words)],
            env=self.environment, cwd=self.prefix, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=timeout_s, check=False,
        )  # fmt: skip

    def script(self, program: Path) -> Path:
        """A program of this system that starts a Windows program; it takes its arguments."""
        path = self.prefix / program.stem
        line = f'exec "{sys.executable}" -m bundle.wine_pipe "{program}" "$@"\n'
        path.write_text(f"#!/bin/sh\n{line}", encoding="utf-8")
        path.chmod(0o755)
        return path

    def value(self, key: str, name: str) -> str | None:
        """A value of the registry, None if it is not there."""
        done = self.run("reg", "query", key, "/v", name)
        lines = [line for line in done.stdout.splitlines() if line.strip().startswith(name)]
        return lines[0].split("REG_", 1)[1].split(None, 1)[1].strip() if lines else None


@contextmanager
def windows(display: str, qt_core: Path) -> Iterator[Windows]:
    """A fresh prefix; `qt_core` is the library whose demands have to be met."""
    shutil.rmtree(PREFIX, ignore_errors=True)
    (PREFIX / "home").mkdir(parents=True)
    fresh = Windows(PREFIX, display)
    _server(fresh, "wineboot", "--init")
    system = PREFIX / "drive_c" / "windows" / "system32"
    names = _wanted(qt_core, "icuuc.dll")
    _compile("bcryptprimitives", _RANDOM, system, "-ladvapi32")
    _compile("icuuc", "".join(_NOTHING.format(name=name) for name in names), system)
    _server(fresh, "winecfg", "-v", "win10")
    try:
        yield fresh
    finally:
        subprocess.run([_server_program(), "-k"], env=fresh.environment, check=False)


def _server(on: Windows, *words: str) -> None:
    subprocess.run([WINE, *words], env=on.environment, check=True, timeout=180, capture_output=True)


def _server_program() -> str:
    beside = Path(WINE).with_name("wineserver64")
    return str(beside) if beside.exists() else "wineserver"


def _wanted(library: Path, of: str) -> list[str]:
    """The names a library wants of another one."""
    import lief

    read = lief.PE.parse(str(library))
    assert read is not None, f"{library} is no Windows library"
    found = [one for one in read.imports if str(one.name).lower() == of]
    return [str(entry.name) for one in found for entry in one.entries]


def _compile(name: str, source: str, folder: Path, *libraries: str) -> None:
    subprocess.run(
        [GCC, "-shared", "-O2", "-s", "-x", "c", "-", "-o", folder / f"{name}.dll", *libraries],
        input=source.encode(), check=True,
    )  # fmt: skip
