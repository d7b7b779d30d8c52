"""Whether all that the programs load is there: in the folder, or in every Windows 10.

wine would not tell: it has libraries that a Windows may lack, and the machine that builds has none.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

SUFFIXES: Final = frozenset({".exe", ".dll", ".pyd"})
WINDOWS_OWN: Final = frozenset(
    """advapi32 authz bcrypt bcryptprimitives comdlg32 crypt32 d3d11 d3d12 d3d9 dwmapi dwrite dxgi
    gdi32 icuuc imm32 iphlpapi kernel32 mpr msvcrt netapi32 ntdll ole32 oleaut32 rpcrt4 secur32
    setupapi shell32 shlwapi uiautomationcore user32 userenv uxtheme version winmm ws2_32
    wtsapi32""".split()  # noqa: SIM905 - one word reads better than forty quotes
)
"""Libraries of Windows 10 from 1703 on; icuuc is the youngest."""

_SETS: Final = ("api-ms-win-core-", "api-ms-win-crt-", "api-ms-win-shcore-")


def check(folder: Path) -> int:
    """The number of programs and libraries; raises SystemExit if one wants what is not there."""
    wanted = {path: wants(path) for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES}
    found = missing({path.name: names for path, names in wanted.items()})
    if found:
        told = "\n".join(f"{name} wants {library}" for name, library in found)
        raise SystemExit(f"libraries that a Windows may not have:\n{told}")
    return len(wanted)


def missing(wanted: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """Who wants which library that is neither among them nor part of Windows."""
    there = {name.lower() for name in wanted}
    return [
        (name, library)
        for name, libraries in wanted.items()
        for library in libraries
        if library.lower() not in there and not is_windows_own(library.lower())
    ]


def is_windows_own(library: str) -> bool:
    """Whether every Windows that Florin runs on has a library."""
    return library.removesuffix(".dll") in WINDOWS_OWN or library.startswith(_SETS)


def wants(path: Path) -> list[str]:
    """The libraries that a program or library loads; it must be for 64 bit Intel."""
    import lief

    read = lief.PE.parse(str(path))
    if read is None or read.header.machine != lief.PE.Header.MACHINE_TYPES.AMD64:
        raise SystemExit(f"{path.name} is nothing for 64 bit Windows")
    return [str(each.name) for each in (*read.imports, *read.delay_imports)]
