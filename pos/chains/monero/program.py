"""A monero-wallet-rpc of our own: found, started, watched over, and ended with us.

Its login is random and stands in a file that only this user may read, never among the arguments.
One that outlived us is found by what we noted of it, and told to save and end.
"""

import asyncio
import os
import secrets
import socket
import subprocess
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from pos.chains.monero.finding import NAME, found_program
from pos.chains.monero.settings import REGTEST, STAGENET, TESTNET, MoneroSettings
from pos.chains.monero.transport import Door, Silent
from pos.chains.monero.wallet import Nothing
from pos.domain.errors import Trouble
from pos.domain.ids import ChainId
from pos.domain.ports import Clock

READY_S: Final = 30.0
END_S: Final = 20.0
ASK_S: Final = 0.1
FIRST_REST_S: Final = 1
LONGEST_REST_S: Final = 60
LONG_LIFE_S: Final = 300
"""A program that ran so long and ended is started again at once."""

_OPTIONS_OF: Final[dict[ChainId, Sequence[str]]] = {
    STAGENET: ("--stagenet",),
    TESTNET: ("--testnet",),
    REGTEST: ("--allow-mismatched-daemon-version",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """What is needed to reach a program that we started."""

    pid: int
    port: int
    login: str = field(repr=False)


class Program:
    """The one monero-wallet-rpc of a folder, which is started when it is needed."""

    def __init__(self, settings: MoneroSettings, clock: Clock) -> None:
        self._settings = settings
        self._folder = settings.folder
        self._clock = clock
        self._process: Process | None = None
        self._door: Door | None = None
        self._started_at = 0
        self._failures = 0
        self._log = settings.folder / "wallet-rpc.log"
        self._logged_before = 0

    def found(self) -> Path:
        """The program on this machine. Raises Trouble with what to do if there is none."""
        return found_program(self._settings.program)

    async def door(self) -> Door:
        """The way to the running program; starts it, or another one after the first has ended.

        Raises Trouble, with its last words, if it cannot run.
        """
        if self._door is not None and self._process is not None:
            if self._process.returncode is None:
                return self._door
            await self._door.close()
            self._door = None
            self._count_failure()
        self._refuse_haste()
        self._started_at = self._clock.now()
        try:
            self._door = await self._started()
        except Trouble:
            self._failures += 1
            raise
        except OSError as why:
            self._failures += 1
            raise Trouble(f"{NAME} cannot be started: {why.strerror}") from why
        return self._door

    async def close(self) -> None:
        """Have it save and end; kill it if it does not in time."""
        if self._door is not None:
            with suppress(Silent):
                await _stop(self._door, END_S / 4)
            await self._door.close()
            self._door = None
        if self._process is not None:
            await _end(self._process)
            self._process = None
            self._note_path.unlink(missing_ok=True)

    def _count_failure(self) -> None:
        is_long = self._clock.now() - self._started_at >= LONG_LIFE_S
        self._failures = 0 if is_long else self._failures + 1

    def _refuse_haste(self) -> None:
        rest_s = min(FIRST_REST_S << min(self._failures, 10), LONGEST_REST_S)
        left_s = self._started_at + rest_s - self._clock.now()
        if self._failures and 0 < left_s <= rest_s:  # more only by a clock that was set back
            raise Trouble(f"{NAME} has ended and is started again in {left_s} s")

    async def _started(self) -> Door:
        program = self.found()
        self._folder.mkdir(parents=True, exist_ok=True)
        await self._end_earlier()
        login = f"florin:{secrets.token_urlsafe(24)}"
        port = _free_port()
        secret = self._folder / "wallet-rpc.conf"
        _write_private(secret, f"rpc-login={login}\n")
        self._logged_before = self._log.stat().st_size if self._log.exists() else 0
        self._process = await _run([program, f"--config-file={secret}", *self._options(port)])
        note = _Note(pid=self._process.pid, port=port, login=login)
        door = Door(_url(note), self._settings.timeout_s, NAME)
        try:
            _write_private(self._note_path, msgspec.json.encode(note).decode())
            await self._wait_until_ready(door, self._process)
        except BaseException:
            await door.close()
            if self._process.returncode is None:
                self._process.kill()
            await self._process.wait()
            raise
        return door

    def _options(self, port: int) -> Sequence[str]:
        wallets = self._folder / "wallets"
        return (
            f"--rpc-bind-port={port}",
            "--rpc-bind-ip=127.0.0.1",
            "--rpc-ssl=disabled",
            f"--wallet-dir={wallets}",
            f"--shared-ringdb-dir={wallets}",
            f"--log-file={self._log}",
            "--log-level=0",
            "--max-log-file-size=5000000",
            "--max-log-files=2",
            "--non-interactive",
            *_OPTIONS_OF.get(self._settings.chain, ()),
        )

    @property
    def _note_path(self) -> Path:
        return self._folder / "wallet-rpc.json"

    async def _end_earlier(self) -> None:
        """End a program that outlived an earlier run, as after a crash.

        Raises Trouble while it lives on, perhaps too busy to answer: it holds the wallet's file.
        """
        try:
            note = msgspec.json.decode(self._note_path.read_bytes(), type=_Note)
        except (FileNotFoundError, msgspec.MsgspecError):
            return
        if await _is_listening(note.port):
            door = Door(_url(note), self._settings.timeout_s, NAME)
            lives = f"An earlier {NAME} (process {note.pid}) has not ended yet"
            try:
                is_ours = await _stop(door, 2 * self._settings.timeout_s)
            except Silent as why:
                raise Trouble(f"{lives} and does not answer") from why
            finally:
                await door.close()
            if is_ours and not await _is_gone(note.port):
                raise Trouble(lives)
        self._note_path.unlink(missing_ok=True)

    async def _wait_until_ready(self, door: Door, process: Process) -> None:
        try:
            async with asyncio.timeout(READY_S):
                while process.returncode is None:
                    if await _answers(door):
                        return
                    await asyncio.sleep(ASK_S)
        except TimeoutError as why:
            raise Trouble(f"{NAME} does not answer {READY_S:g} s after its start") from why
        raise Trouble(f"{NAME} ended at once: {self._last_words()}")

    def _last_words(self) -> str:
        """What it wrote since its start; an earlier one's words stand before."""
        try:
            log = self._log.read_bytes()[self._logged_before :]
        except OSError:
            log = b""
        said = log.decode(errors="replace").splitlines()
        exit_code = self._process.returncode if self._process else "?"
        return said[-1][-200:] if said else f"exit code {exit_code}"


async def _run(argv: Sequence[str | Path]) -> Process:
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


async def _end(process: Process) -> None:
    """Wait for its end, and make it come."""
    for hurry in (None, process.terminate, process.kill):
        if hurry is not None and process.returncode is None:
            hurry()
        try:
            async with asyncio.timeout(END_S / 4):
                await process.wait()
        except TimeoutError:
            continue
        return


async def _stop(door: Door, within_s: float) -> bool:
    """Tell a program to save and end; whether it is ours, which knows our login.

    Raises Silent if it does not answer in time.
    """
    try:
        await door.ask("stop_wallet", Nothing, timeout_s=within_s)
    except Silent:
        raise
    except Trouble:
        return False
    return True


async def _is_gone(port: int) -> bool:
    for _ in range(round(END_S / ASK_S)):
        if not await _is_listening(port):
            return True
        await asyncio.sleep(ASK_S)
    return False


async def _answers(door: Door) -> bool:
    try:
        await door.ask("get_version", Nothing, timeout_s=1.0)
    except Trouble:
        return False
    return True


def _url(note: _Note) -> str:
    return f"http://{note.login}@127.0.0.1:{note.port}"


def _write_private(path: Path, text: str) -> None:
    """For this user's eyes only; Windows' folders of a user are that already."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _is_listening(port: int) -> bool:
    return await asyncio.to_thread(_accepts, port)


def _accepts(port: int) -> bool:
    """Waits a second for a no where the system is slow to say it (Windows)."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
