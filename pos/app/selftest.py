"""`florin selftest`: whether everything that came with this program works on this machine.

For whoever built or installed it: in a checkout and in every bundle, with a display or without.
It works in a folder of its own that is gone afterwards, and touches nobody's profile.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

import msgspec

from pos.app.version import version_lines

Probe = Callable[[Path], str]
"""Tries one thing in an empty folder; the answer is what is wrong, "" if it works."""

PROBES: Final = {
    "resources": "pos.app.selftest_parts",
    "modules": "pos.app.selftest_parts",
    "languages": "pos.app.selftest_parts",
    "database": "pos.app.selftest_parts",
    "tls": "pos.app.selftest_parts",
    "ethereum": "pos.app.selftest_parts",
    "bitcoin": "pos.app.selftest_parts",
    "monero": "pos.app.selftest_parts",
    "backup": "pos.app.selftest_parts",
    "sounds": "pos.app.selftest_parts",
    "qr": "pos.app.selftest_parts",
    "shop": "pos.app.selftest_shop",
    "window": "pos.app.selftest_window",  # last: without a display Qt itself ends the program
}
"""Name of each probe, which is a function of this module."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """How one probe went; `why` is what is wrong, "" if it works."""

    name: str
    ok: bool
    why: str
    milliseconds: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, and which program they are of."""

    ok: bool
    version: tuple[str, ...]
    probes: tuple[Result, ...]


def results(probes: Mapping[str, str] = PROBES) -> Iterator[Result]:
    """The result of each probe as soon as there is one."""
    for name, module in probes.items():
        # ignored: Windows keeps files from being deleted while an antivirus program reads them
        with tempfile.TemporaryDirectory(prefix="florin-", ignore_cleanup_errors=True) as folder:
            yield _result(name, module, Path(folder))


def report(found: Sequence[Result]) -> Report:
    """What a program reads of them."""
    return Report(ok=all(each.ok for each in found), version=version_lines(), probes=tuple(found))


def line(result: Result) -> str:
    """What a person reads of one."""
    told = f": {result.why}" if result.why else ""
    return f"{'ok' if result.ok else 'FAILED':8}{result.name}, {result.milliseconds} ms{told}"


def need_no_display() -> None:
    """Paint into memory, on every system; to be called before the window's probe."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def has_display() -> bool:
    """Whether windows can be shown; only on Linux may a machine have no place for them."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _result(name: str, module: str, folder: Path) -> Result:
    begun = time.perf_counter()
    try:
        probe: Probe = getattr(import_module(module), name)
        why = probe(folder)
    except Exception as fault:  # noqa: BLE001 - whatever is broken is what this command is to tell
        why = f"{type(fault).__name__}: {fault}"
    took = round((time.perf_counter() - begun) * 1000)
    return Result(name=name, ok=not why, why=why, milliseconds=took)
