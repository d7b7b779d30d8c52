"""Running another program on this machine: started apart from us, reached by a port, ended."""

import asyncio
import os
import socket
import subprocess
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pos.domain.errors import Trouble

END_S: Final = 20.0
ASK_S: Final = 0.1


async def run(argv: Sequence[str | Path]) -> Process:
    """Apart from our terminal, where Ctrl-C would end it before it is told to save."""
    options: dict[str, object] = {"start_new_session": True}
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        options = {"creationflags": flags}
    return await asyncio.create_subprocess_exec(
        *argv,
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=DEVNULL,
        **options,  # type: ignore[arg-type]  # differ by system
    )


async def end(process: Process, *, will_end: bool) -> None:
    """Wait for its end, and make it come: at once where it was not told to."""
    hurries = (process.terminate, process.kill)
    for hurry in (None, *hurries) if will_end else hurries:
        if hurry is not None and process.returncode is None:
            hurry()
        try:
            async with asyncio.timeout(END_S / 4):
                await process.wait()
        except TimeoutError:
            continue
        return


async def is_gone(port: int) -> bool:
    """Whether nobody listens any more, after some time for it to end."""
    for _ in range(round(END_S / ASK_S)):
        if not await is_listening(port):
            return True
        await asyncio.sleep(ASK_S)
    return False


async def is_listening(port: int) -> bool:
    """Whether somebody does, on this machine."""
    return await asyncio.to_thread(_accepts, port)


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def write_private(path: Path, text: str) -> None:
    """For this user's eyes only; Windows' folders of a user are that already.

    Raises Trouble where the disk does not take it.
    """
    try:
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
    except OSError as why:
        raise Trouble(f"{path} cannot be written: {why.strerror}") from why


def _accepts(port: int) -> bool:
    """Waits a second for a no where the system is slow to say it (Windows)."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
