"""The `Payer` port for Monero."""

import asyncio
from collections.abc import Collection, Sequence

from pos.chains.monero.daemon import Daemons
from pos.chains.monero.paying.blob import key_images
from pos.chains.monero.paying.holder import Holder
from pos.chains.monero.paying.settings import SpendSettings
from pos.chains.monero.paying.signing import (
    NO_MONEY,
    NOT_POSSIBLE,
    Signed,
    apart,
    balance,
    sign,
)
from pos.chains.monero.paying.tracing import Tracer, broadcast
from pos.chains.monero.transport import Declined, Door
from pos.chains.monero.wallet import Wallet
from pos.domain.errors import Refused, Trouble
from pos.domain.money import Amount, format_amount
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Fate, PayBack, PayerState, Purse


class MoneroPayer:
    """Signs payments in a wallet, and follows them by what nodes tell."""

    def __init__(self, settings: SpendSettings, clock: Clock) -> None:
        """Raises Refused for mistyped addresses."""
        self.chain = settings.chain
        self._settings = settings
        self._clock = clock
        self._daemons = Daemons(settings.daemons, settings.timeout_s, clock)
        self._holder = Holder(settings, clock)
        self._tracer = Tracer(self._daemons, settings.chain, settings.final_depth)
        self._lock = asyncio.Lock()

    @property
    def state(self) -> PayerState:
        """Whether the wallet was opened."""
        return PayerState.LOCKED if self._holder.is_locked else PayerState.READY

    async def unlock(self, passphrase: str) -> None:
        """Open the wallet for this run; one in a program that was given is open already.

        Raises Refused: "wrong_passphrase", "no_keystore"; Trouble if the program does not run.
        """
        async with self._lock:
            await self._holder.unlock(passphrase)

    async def purse(self) -> Purse:
        """What can be spent now, and the wallet's primary address."""
        async with self._lock:
            wallet = await self._ready()
            address = await wallet.primary()
            held = await balance(wallet.door)
        if address is None:
            raise Trouble(f"{wallet.door.name}: the refund wallet was closed")
        free = self._amount(held.unlocked_balance)
        return Purse(address=address, balances=(free,), known_at=self._clock.now())

    async def is_plain(self, address: str) -> bool:  # noqa: ARG002 - as the port has it
        """Never: a payment does not tell whose wallet it came from."""
        return False

    async def sign(self, order: PayBack, reserved: Collection[str]) -> SignedTx:
        """Sign with other outputs than those reserved.

        Besides what the port says raises Refused: "watch_only", "no_wallet", "too_large",
        "invalid_address".
        """
        self._refuse_dust(order.amount.units, order.amount)
        async with self._lock:
            door = (await self._ready()).door
            async with apart(door, reserved, is_ours=self._holder.is_ours):
                signed = await self._signed(door, order)
        self._refuse_dust(signed.amount, order.amount)
        spends = key_images(signed.tx_blob)
        if not set(reserved).isdisjoint(spends):
            raise Trouble(f"{door.name}: spends what another refund spends already")
        return SignedTx(
            txid=signed.tx_hash,
            raw=signed.tx_blob,
            fee=order.amount - self._amount(signed.amount),
            cost=self._amount(signed.fee),
            spends=spends,
            at=self._clock.now(),
        )

    async def bump(self, order: PayBack, versions: Sequence[SignedTx]) -> SignedTx | None:  # noqa: ARG002
        """None: no node takes a second payment that spends the same."""
        return None

    async def send(self, tx: SignedTx) -> None:
        """Hand it to the first node that works; no wallet is needed for that."""
        daemon, _ = await self._daemons.look(self.chain, None, None)
        await broadcast(daemon, tx)

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """As the first node that works tells; lost only if no other one contradicts."""
        return await self._tracer.fate(versions)

    async def close(self) -> None:
        """Forget the passphrase, end a program of our own, let go of connections."""
        async with self._lock:
            await self._holder.close()
        await self._daemons.close()

    async def _ready(self) -> Wallet:
        daemon, head = await self._daemons.look(self.chain, None, None)
        return await self._holder.ready(daemon, head)

    async def _signed(self, door: Door, order: PayBack) -> Signed:
        try:
            return await sign(door, order.to, order.amount.units)
        except Declined as why:
            if why.code not in {*NO_MONEY, NOT_POSSIBLE}:
                raise
            raise await self._no(door, order.amount, why.code) from why

    async def _no(self, door: Door, amount: Amount, code: int) -> Refused:
        """Why the wallet cannot pay that: it has too little, it is locked, or the fee eats it."""
        held = await balance(door)
        if code == NOT_POSSIBLE and held.unlocked_balance >= amount.units:
            return self._eaten(amount)
        text = f"The refund wallet has {self._told(held.unlocked_balance)} to spend"
        locked = held.balance - held.unlocked_balance
        if locked > 0:
            text += f", and {self._told(locked)} more in about {held.blocks_to_unlock * 2} minutes"
        needed = self._told(amount.units)
        return Refused("no_funds", f"{text}; {needed} are needed with the network fee")

    def _refuse_dust(self, arrives: int, amount: Amount) -> None:
        if arrives < max(1, self._settings.dust_units):
            raise self._eaten(amount)

    def _eaten(self, amount: Amount) -> Refused:
        told = self._told(amount.units)
        return Refused("eaten", f"The network fee would leave nothing worth sending of {told}")

    def _amount(self, units: int) -> Amount:
        return Amount(units, self._settings.asset)

    def _told(self, units: int) -> str:
        return f"{format_amount(self._amount(units))} {self._settings.asset.code}"
