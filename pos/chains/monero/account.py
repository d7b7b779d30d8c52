"""Our view-only wallet in a monero-wallet-rpc, never mistaken for another one."""

import asyncio
from collections.abc import Sequence
from typing import Final

from pos.chains.monero.address import format_address
from pos.chains.monero.daemon import Daemon, Head
from pos.chains.monero.finding import NAME
from pos.chains.monero.keeping import create_addresses, named_addresses, save
from pos.chains.monero.opening import Occasion, fingerprint, first_height, open_wallet, teach
from pos.chains.monero.program import Program
from pos.chains.monero.settings import NETWORKS, MoneroSettings
from pos.chains.monero.subaddress import parse_keys, subaddress
from pos.chains.monero.transport import Door
from pos.chains.monero.wallet import Nothing, Wallet
from pos.domain.errors import Distrust, Refused, Trouble
from pos.domain.ports.chain import Source
from pos.domain.ports.clock import Clock

OPEN_S: Final = 30.0
NEAR_BLOCKS: Final = 100
"""The wallet reads up to so many blocks when told, within seconds; more it reads by itself."""
SAVE_EVERY_S: Final = 300


class Account:
    """One wallet, shared by the chain that looks and the shop that needs addresses.

    Addresses come only after the first look has opened the wallet: it knows how far back to read.
    """

    def __init__(self, settings: MoneroSettings, clock: Clock) -> None:
        """Raises Refused for keys that do not fit each other or the chain."""
        self._keys = parse_keys(settings.address, settings.view_key)
        if NETWORKS.get(settings.chain) is not self._keys.primary.network:
            raise Refused("invalid_address", f"This Monero address is not for {settings.chain}")
        self.primary = format_address(self._keys.primary)
        self.fingerprint = fingerprint(self.primary)
        self.clock = clock
        self._restore_height = settings.restore_height
        self._program = Program(settings.own_program, clock)
        self._given = (
            Door(settings.wallet_rpc, settings.timeout_s, NAME) if settings.wallet_rpc else None
        )
        self._wallet: Wallet | None = None
        self._node: Daemon | None = None
        self._created = 1  # subaddresses that the wallet knows, with the primary one
        self._reads_by_itself: bool | None = None
        self._read_for = ""
        self._read_to: int | None = None
        self._saved_at = clock.now()
        self._trouble = ""
        self._lock = asyncio.Lock()
        self._is_open = asyncio.Event()

    async def verify(self) -> None:
        """Raises Trouble, with what to do, if there is no wallet-rpc to be had."""
        if self._given is None:
            self._program.found()
        else:
            await self._given.ask("get_version", Nothing)

    async def read(self, occasion: Occasion) -> tuple[Wallet, int]:
        """The open wallet, and how many blocks it has read, which are all if they are not many.

        Raises Trouble if there is no way to it, or another wallet is open there.
        """
        try:
            async with self._lock:
                wallet = await self._opened(occasion)
                self._read_to = await self._brought_up(wallet, occasion.head)
        except Trouble as why:
            self._trouble = str(why)
            raise
        self._trouble = wallet.door.trouble = ""
        return wallet, self._read_to

    async def addresses(self, first: int, count: int) -> Sequence[str]:
        """Subaddresses number `first` + 1 and on, which the wallet watches from now on.

        Number 0 is the wallet's own address and never given out. Raises Trouble while the wallet
        cannot be reached, Distrust if it names an address that is not ours.
        """
        try:
            async with asyncio.timeout(OPEN_S):
                await self._is_open.wait()
        except TimeoutError as why:
            raise Trouble("The Monero wallet is not open yet") from why
        minors = range(first + 1, first + 1 + count)
        ours = await asyncio.to_thread(lambda: [subaddress(self._keys, minor) for minor in minors])
        async with self._lock:
            assert self._wallet is not None, "an open wallet is somewhere"
            door = self._wallet.door
            if self._created < minors.stop:
                await create_addresses(door, minors.stop - self._created)
                await save(door)
                self._created = minors.stop
            if await named_addresses(door, minors) != ours:
                raise Distrust(f"{door.name} gives addresses that are not this wallet's")
        return ours

    def source(self) -> Source:
        """How the wallet-rpc was found when it was asked last."""
        trouble = self._trouble or (self._wallet.door.trouble if self._wallet else "")
        return Source(
            name=self._wallet.door.name if self._wallet else NAME,
            is_connected=self._is_open.is_set() and not trouble,
            height=self._read_to - 1 if self._read_to else None,
            trouble=trouble,
        )

    async def close(self) -> None:
        """Let go of the wallet; a program of our own saves it and ends."""
        self._forget()
        if self._given is not None:
            await self._given.close()
        await self._program.close()

    async def _opened(self, occasion: Occasion) -> Wallet:
        wallet = await self._reached()
        there = await wallet.primary()
        if there is None:
            self._forget()
            height = first_height(occasion)
            if self._restore_height is not None:
                height = min(self._restore_height, occasion.head.height - 1)
            await open_wallet(wallet, self._keys, height)
            there = await wallet.primary()
        if there != self.primary:
            self._forget()
            raise Trouble(f"{wallet.door.name} has another wallet open")
        if self._given is None and self._node is not occasion.daemon:
            await wallet.use(occasion.daemon.door.as_node())
            self._node = occasion.daemon
        if not self._is_open.is_set():
            self._created = await teach(wallet, self._keys, occasion.watched)
            self._is_open.set()
        return wallet

    async def _reached(self) -> Wallet:
        """The wallet-rpc that was given, or that of our own program, which may be a new one."""
        door = self._given or await self._program.door()
        if self._wallet is None or self._wallet.door is not door:
            self._forget()
            self._wallet = Wallet(door)
        return self._wallet

    def _forget(self) -> None:
        """What was known of a wallet that is not open any more."""
        self._is_open.clear()
        self._node = None
        self._reads_by_itself = None
        self._read_for = ""

    async def _brought_up(self, wallet: Wallet, head: Head) -> int:
        """How many blocks the wallet has read, after it read what is new if that is not much.

        With a node on this machine that is done at each look, as it brings the pool along with one
        question, where asking for payments takes two.
        """
        is_known = (self._read_for, self._read_to) == (head.top_block_hash, head.height)
        if is_known and not wallet.is_near:
            return head.height
        read_to = await wallet.height()
        is_far = head.height - read_to > NEAR_BLOCKS
        if self._reads_by_itself is not is_far:
            await wallet.read_by_itself(on=is_far)
            self._reads_by_itself = is_far
        if not is_far:
            await wallet.read_blocks()
            self._read_for = head.top_block_hash
            read_to = await wallet.height()
        if self.clock.now() - self._saved_at >= SAVE_EVERY_S:
            await save(wallet.door)
            self._saved_at = self.clock.now()
        return read_to
