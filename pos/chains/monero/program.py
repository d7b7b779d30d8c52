"""A monero-wallet-rpc of our own: found, started, watched over, and ended with us.

Its login is random and stands in a file that only this user may read, never among the arguments.
One that outlived us is found by what we noted of it, and told to save and end.
"""

import asyncio
import os
import secrets
import signal
from asyncio.subprocess import Process
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Final

import msgspec

from pos.chains.monero.finding import NAME, found_program
from pos.chains.monero.running import (
    ASK_S,
    END_S,
    end,
    free_port,
    is_gone,
    is_listening,
    run,
    write_private,
)
from pos.chains.monero.settings import REGTEST, STAGENET, TESTNET, ProgramSettings
from pos.chains.monero.transport import Declined, Door, Silent
from pos.chains.monero.wallet import NOT_OPEN, Nothing
from pos.domain.errors import Trouble
from pos.domain.ids import ChainId
from pos.domain.ports.clock import Clock

READY_S: Final = 30.0
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

    def __init__(self, settings: ProgramSettings, clock: Clock) -> None:
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
        told = _Told.ENDS
        if self._door is not None:
            with suppress(Silent):  # it may be busy with saving
                told = await _stop(self._door, END_S / 4)
            await self._door.close()
            self._door = None
        if self._process is not None:
            await end(self._process, will_end=told is _Told.ENDS)
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
        self._make_folders()
        await self._end_earlier()
        login = f"florin:{secrets.token_urlsafe(24)}"
        port = free_port()
        secret = self._folder / "wallet-rpc.conf"
        write_private(secret, "".join(f"{line}\n" for line in self._secrets(login)))
        self._logged_before = self._log.stat().st_size if self._log.exists() else 0
        self._process = await run([program, f"--config-file={secret}", *self._options(port)])
        note = _Note(pid=self._process.pid, port=port, login=login)
        door = Door(_url(note), self._settings.timeout_s, NAME)
        try:
            write_private(self._note_path, msgspec.json.encode(note).decode())
            await self._wait_until_ready(door, self._process)
        except BaseException:
            await door.close()
            if self._process.returncode is None:
                self._process.kill()
            await self._process.wait()
            raise
        return door

    def _options(self, port: int) -> Sequence[str]:
        wallets = self._settings.wallets
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

    def _secrets(self, login: str) -> Iterator[str]:
        """What stands in its file and not among its arguments."""
        yield f"rpc-login={login}"
        if self._settings.daemon is not None:
            node = Door(self._settings.daemon, self._settings.timeout_s, "monerod").as_node()
            yield f"daemon-address={node['address']}"
            yield f"daemon-ssl={node['ssl_support']}"
            if node["username"]:
                yield f"daemon-login={node['username']}:{node['password']}"

    def _make_folders(self) -> None:
        """For this user alone, unless they are there already."""
        for folder in (self._folder.parent, self._folder, self._settings.wallets):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as why:
                raise Trouble(f"{folder} cannot be made: {why.strerror}") from why

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
        if await is_listening(note.port):
            door = Door(_url(note), self._settings.timeout_s, NAME)
            lives = f"An earlier {NAME} (process {note.pid}) has not ended yet"
            try:
                told = await _stop(door, 2 * self._settings.timeout_s)
            except Silent as why:
                raise Trouble(f"{lives} and does not answer") from why
            finally:
                await door.close()
            if told is _Told.HAS_NO_WALLET:
                told = await self._kill(note)
            if told is _Told.ENDS and not await is_gone(note.port):
                raise Trouble(lives)
        self._note_path.unlink(missing_ok=True)

    async def _kill(self, note: _Note) -> "_Told":
        """End a program by its number, once it is sure that it is the one that we started.

        That one lets nobody in without its login, which nobody else knows.
        """
        stranger = Door(f"http://127.0.0.1:{note.port}", self._settings.timeout_s, NAME)
        try:
            is_open = await _answers(stranger)
        finally:
            await stranger.close()
        if is_open:
            return _Told.IS_NOT_OURS
        with suppress(OSError):
            os.kill(note.pid, signal.SIGTERM)
        return _Told.ENDS

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


class _Told(Enum):
    """What became of telling a program to save and end."""

    ENDS = auto()
    HAS_NO_WALLET = auto()
    """Then it does not listen."""
    IS_NOT_OURS = auto()


async def _stop(door: Door, within_s: float) -> _Told:
    """Tell a program to save and end. Raises Silent if it does not answer in time."""
    try:
        await door.ask("stop_wallet", Nothing, timeout_s=within_s)
    except Silent:
        raise
    except Declined as why:
        return _Told.HAS_NO_WALLET if why.code == NOT_OPEN else _Told.IS_NOT_OURS
    except Trouble:
        return _Told.IS_NOT_OURS
    return _Told.ENDS


async def _answers(door: Door) -> bool:
    try:
        await door.ask("get_version", Nothing, timeout_s=1.0)
    except Trouble:
        return False
    return True


def _url(note: _Note) -> str:
    return f"http://{note.login}@127.0.0.1:{note.port}"
