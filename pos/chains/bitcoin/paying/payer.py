"""The `Payer` port for chains of Bitcoin's kind."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.network import Network
from pos.chains.bitcoin.paying.draft import (
    Draft,
    Wish,
    drafted,
    is_eaten,
    least_fee,
    with_fee,
)
from pos.chains.bitcoin.paying.parts import Holder, Place, Reach
from pos.chains.bitcoin.paying.size import dust_limit, fee_for
from pos.chains.bitcoin.paying.unspent import Unspent
from pos.chains.bitcoin.tx import Tx, parse_tx
from pos.domain.errors import Refused, Trouble
from pos.domain.money import Amount, Asset, format_amount
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Fate, PayBack, PayerState, Pending, Purse

PATIENCE_BLOCKS: Final = 6
"""What no block took for so long gets a higher fee, whatever the usual one is said to be."""
SETTLED_S: Final = 300
"""So long after a start payments may not have been heard of that stand on others' change."""
_RELAY: Final = 1_000
"""A replacement pays so many units for 1,000 virtual bytes on top, at least (BIP125, rule 4)."""
_STEP: Final = 4
"""And a fourth more, so that it does not take a dozen of them."""


@dataclass(frozen=True, slots=True)
class _Pledge:
    """What a signed payment will bring back, once it is known to be on its way."""

    txid: str
    units: int


class BitcoinPayer:
    """Signs payments, and follows what becomes of them.

    What it signed itself it remembers only to keep a replacement from undoing another payment, and
    to tell money that is about to come back from money that is missing.
    """

    def __init__(
        self, network: Network, asset: Asset, holder: Holder, reach: Reach, clock: Clock
    ) -> None:
        self.chain = network.id
        self._network = network
        self._asset = asset
        self._holder = holder
        self._reach = reach
        self._clock = clock
        self._began_at = clock.now()
        self._spent: set[str] = set()
        self._pledges: dict[str, _Pledge] = {}  # by the first output that is spent

    @property
    def state(self) -> PayerState:
        """Whether it can sign now."""
        return self._holder.state

    async def unlock(self, passphrase: str) -> None:
        """Let it sign for this run. Raises Refused("wrong_passphrase")."""
        await self._holder.unlock(passphrase)

    async def purse(self) -> Purse:
        """What it holds that is in blocks or its own change, and its address."""
        home = await self._holder.home()
        held = sum(one.value for one in await self._holder.unspent() if one.is_ready)
        return Purse(address=home, balances=(self._amount(held),), known_at=self._clock.now())

    async def is_plain(self, address: str) -> bool:  # noqa: ARG002 - as the port has it
        """Never: an output does not tell whose wallet it came from."""
        return False

    async def sign(self, order: PayBack, reserved: Collection[str]) -> SignedTx:
        """Sign a payment out of what is not reserved; see the port."""
        self._spent.update(reserved)
        wish = await self._wish(order)
        if wish.units - least_fee(wish) < dust_limit(wish.to, self._network):
            raise _eaten(order)
        held = await self._holder.unspent()
        free = [one for one in held if one.name not in reserved]
        draft = drafted(wish, free, self._network)
        if draft is None:
            raise await self._too_little(order, held, free)
        if is_eaten(draft, self._network):
            raise _eaten(order) if len(draft.inputs) == 1 else await self._in_pieces(order)
        return await self._signed(draft)

    async def bump(self, order: PayBack, versions: Sequence[SignedTx]) -> SignedTx | None:
        """A replacement with a higher fee, which the receiver bears; see the port.

        None also where nodes are not known to pass replacements on, where a payment that was signed
        since spends the change or might, just after a start, and where the fee would become absurd
        or eat the rest.
        """
        if self._clock.now() - self._began_at < SETTLED_S:
            return None
        latest = versions[-1]
        old = parse_tx(bytes.fromhex(latest.raw), has_tokens=self._network.has_tokens)
        if not (self._network.has_replacement and old.signals_replacement):
            return None
        if await self._has_child(versions):
            return None
        draft = await self._again(latest, old)
        cost = self._higher(draft, latest, await self._reach.fee_rate())
        if cost is None:
            return None
        bumped = with_fee(draft, draft.fee + cost - draft.cost)
        if bumped.fee >= order.amount.units or is_eaten(bumped, self._network):
            return None
        raw = await self._holder.signed(bumped)
        return self._noted(bumped, raw) if await self._reach.takes(raw.hex()) else None

    async def send(self, tx: SignedTx) -> None:
        """Broadcast it; see the port."""
        self._note(tx)
        await self._reach.send(tx)

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """What became of these; see the port. Needs no passphrase."""
        self._note(versions[-1])
        fate = await self._reach.fate(versions)
        if not isinstance(fate, Pending):
            self._pledges.pop(versions[-1].spends[0], None)
        return fate

    async def close(self) -> None:
        """Forget the keys and let go of connections."""
        await self._holder.close()
        await self._reach.close()

    async def _wish(self, order: PayBack) -> Wish:
        assert order.amount.asset == self._asset, "a payer is asked for its own coin"
        change = await self._holder.change(order.id)
        return Wish(
            units=order.amount.units,
            to=script_of(order.to, self._network),
            change=change,
            rate=await self._reach.fee_rate(),
        )

    async def _too_little(
        self, order: PayBack, held: Iterable[Unspent], free: Sequence[Unspent]
    ) -> Refused | Trouble:
        """What to raise where the money does not suffice: it may only have to wait for a block."""
        known = {one.txid for one in held}
        self._pledges = {k: p for k, p in self._pledges.items() if p.txid not in known}
        coming = sum(one.value for one in free if not one.is_ready)
        coming += sum(pledge.units for pledge in self._pledges.values())
        there = sum(one.value for one in free if one.is_ready)
        needed = order.amount.units
        if there >= needed and not coming:
            return await self._in_pieces(order)
        if there + coming >= needed:
            return Trouble("The refund wallet waits for its own money: the next block brings it")
        missing = self._amount(needed - there - coming)
        return Refused(
            "no_funds",
            f"The refund wallet has {format_amount(self._amount(there))} {self._asset.code} to "
            f"spend and {format_amount(order.amount)} are needed: send at least "
            f"{format_amount(missing)} {self._asset.code} to {await self._holder.home()}",
        )

    async def _in_pieces(self, order: PayBack) -> Refused:
        """What to raise where the money suffices, but its fee would be the shop's own fault."""
        return Refused(
            "no_funds",
            "The refund wallet's money is in too many small pieces: send at least "
            f"{format_amount(order.amount)} {self._asset.code} in one payment to "
            f"{await self._holder.home()}",
        )

    async def _has_child(self, versions: Sequence[SignedTx]) -> bool:
        """Whether another payment stands on the change of this one."""
        await self._holder.unspent()  # so that everything which waits is known
        places = [
            Place(tx.txid, vout)
            for tx in versions
            for vout in range(1, len(parse_tx(bytes.fromhex(tx.raw)).outputs))
        ]
        if any(str(place) in self._spent for place in places):
            return True
        return await self._reach.is_spent_on(places)

    async def _again(self, latest: SignedTx, old: Tx) -> Draft:
        """The payment as it was drafted."""
        places = [Place(one.txid, one.vout) for one in old.inputs]
        spent = await self._reach.outputs(places)
        draft = Draft(
            inputs=tuple(
                Unspent(txid=place.txid, vout=place.vout, value=one.value, script=one.script)
                for place, one in zip(places, spent, strict=True)
            ),
            outputs=old.outputs,
            fee=latest.fee.units,
        )
        if draft.cost != latest.cost.units:
            raise Trouble(f"What {latest.txid} spends is not what it was")
        return draft

    def _higher(self, draft: Draft, latest: SignedTx, rate: int) -> int | None:
        """What the network shall get now; None if that is what it gets already, or absurd."""
        wanted = fee_for(draft.vsize, rate)
        waited_s = self._clock.now() - latest.at
        if wanted <= draft.cost and waited_s < PATIENCE_BLOCKS * self._network.block_s:
            return None
        step = max(draft.cost // _STEP, fee_for(draft.vsize, _RELAY))
        cost = max(wanted, draft.cost + step)
        return cost if cost <= fee_for(draft.vsize, self._network.most_fee_per_kvb) else None

    async def _signed(self, draft: Draft) -> SignedTx:
        return self._noted(draft, await self._holder.signed(draft))

    def _noted(self, draft: Draft, raw: bytes) -> SignedTx:
        tx = SignedTx(
            txid=parse_tx(raw).txid,
            raw=raw.hex(),
            fee=self._amount(draft.fee),
            cost=self._amount(draft.cost),
            spends=tuple(one.name for one in draft.inputs),
            at=self._clock.now(),
        )
        self._note(tx)
        return tx

    def _note(self, tx: SignedTx) -> None:
        self._spent.update(tx.spends)
        back = parse_tx(bytes.fromhex(tx.raw)).outputs[1:]
        if back:
            units = sum(output.value for output in back)
            self._pledges[tx.spends[0]] = _Pledge(tx.txid, units)

    def _amount(self, units: int) -> Amount:
        return Amount(units, self._asset)


def _eaten(order: PayBack) -> Refused:
    words = f"{format_amount(order.amount)} {order.amount.asset.code}"
    return Refused("eaten", f"The network's fee would leave nothing of {words} to send back")
