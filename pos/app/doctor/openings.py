"""The doors for online shops: whether they can be opened, and who stands in them."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

from pos.app.config import host_and_port
from pos.app.doctor.finding import Finding, Side
from pos.app.settings import Settings
from pos.domain.errors import Refused
from pos.gui.backoffice import Severity
from pos.gui.present.words import say

_LISTENS: Final = "0A"
_TABLES: Final = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))


async def opening_findings(settings: Settings, *, answers: bool | None) -> AsyncIterator[Finding]:
    """Each door; `answers` says whether the open till is behind the first, None if none is open."""
    places = {"server.listen": settings.server.listen, "librepay.listen": settings.librepay.listen}
    for key, listen in places.items():
        if not listen:
            continue
        if answers is None:
            yield await _try(key, listen)
        elif key == "server.listen":
            yield _opened(key, listen, answers=answers)


async def _try(key: str, listen: str) -> Finding:
    try:
        host, port = host_and_port(listen)
        server = await asyncio.start_server(_hang_up, host, port)
    except Refused as why:
        return _shut(key, why.text)
    except OSError as why:
        return _taken(key, listen, why.strerror or str(why))
    server.close()
    await server.wait_closed()
    return Finding(side=Side.SHOPS, code="door", subject=_subject(key))


def _opened(key: str, listen: str, *, answers: bool) -> Finding:
    if answers:
        return Finding(side=Side.SHOPS, code="door", subject=_subject(key))
    if holder_of(int(listen.rpartition(":")[2])):
        return _taken(key, listen, say("another program has it"))
    return Finding(
        side=Side.SHOPS,
        code="door",
        subject=_subject(key),
        problem=say("The till is open, but does not answer at {listen}.", listen=listen),
        remedy=say("If it was started with --listen, all is well; else open it anew."),
        severity=Severity.NOTE,
    )


def _taken(key: str, listen: str, why: str) -> Finding:
    by = holder_of(int(listen.rpartition(":")[2]))
    words = say("{listen} cannot be opened: {why}", listen=listen, why=why)
    return _shut(key, f"{words} ({by})" if by else words)


def _shut(key: str, problem: str) -> Finding:
    return Finding(
        side=Side.SHOPS,
        code="door",
        subject=_subject(key),
        problem=problem,
        remedy=say(
            "End the other program, or choose another port: {key} in the settings. The counter"
            " sells without it.",
            key=key,
        ),
        severity=Severity.WARNING,
    )


def _subject(key: str) -> str:
    return say("The door for online shops ({key})", key=key)


def holder_of(port: int) -> str:
    """The program that listens at a port of this machine, where the system tells that cheaply."""
    if not sys.platform.startswith("linux"):
        return ""
    sockets = {f"socket:[{inode}]" for inode in _inodes(port)}
    for link in Path("/proc").glob("[0-9]*/fd/*") if sockets else ():
        try:
            if str(link.readlink()) not in sockets:
                continue
            number = link.parts[2]
            name = (link.parents[1] / "comm").read_text(encoding="utf-8").strip()
        except OSError:
            continue  # it ended meanwhile, or is somebody else's
        return say("by {name}, process {number}", name=name, number=number)
    return ""


def _inodes(port: int) -> Iterator[str]:
    for table in _TABLES:
        try:
            lines = table.read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            parts = line.split()
            if parts[3] == _LISTENS and int(parts[1].rpartition(":")[2], 16) == port:
                yield parts[9]


def _hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()
