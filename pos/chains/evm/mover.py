"""Moving money between the shop's own addresses on an EVM chain, by the keys of its seed."""

import asyncio
from collections.abc import Callable, Collection, Sequence

from pos.chains.evm.chain import EvmSettings
from pos.chains.evm.draft import Draft, Fees, payment
from pos.chains.evm.fate import fate_of, spend_of
from pos.chains.evm.fees import market
from pos.chains.evm.funds import balance_call, units_of
from pos.chains.evm.late import signing
from pos.chains.evm.money import EvmMoney
from pos.chains.evm.nodes import Nodes
from pos.chains.evm.numbers import Numbers
from pos.chains.evm.sending import broadcast
from pos.chains.evm.transport import Endpoint
from pos.chains.evm.trial import Trial, gas_for
from pos.domain.money import Amount, Asset
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Fate
from pos.domain.sweep import Order

KeyOf = Callable[[str], bytes]
"""The private key of an address; raises Refused("locked") where there is none."""


class EvmMover:
    """The `Mover` port. `key_of` is asked only when it signs."""

    def __init__(self, settings: EvmSettings, money: EvmMoney, key_of: KeyOf, clock: Clock) -> None:
        self._chain_id = int(settings.chain.removeprefix("eip155:"))
        self._money = money
        self._key_of = key_of
        self._clock = clock
        self._nodes = Nodes(settings, clock)
        self._numbers = Numbers(self._nodes)

    async def holdings(
        self, addresses: Sequence[str], assets: Sequence[Asset]
    ) -> Sequence[tuple[Amount, ...]]:
        """The least that any node tells: one that lags still shows what was moved on."""

        async def held(node: Endpoint) -> list[int]:
            replies = await node.ask(
                [balance_call(asset, owner, "latest") for owner in addresses for asset in assets]
            )
            return [units_of(reply) for reply in replies]

        told = zip(*await self._nodes.every(held), strict=True)
        least = iter([min(units) for units in told])
        return [tuple(Amount(next(least), asset) for asset in assets) for _ in addresses]

    async def price(self) -> int:
        """The most to offer for a unit of gas."""
        return (await self._nodes.first(market)).fresh.cap

    async def gas(self, order: Order) -> int:
        """What a node estimates, and a margin. Raises Refused("would_fail")."""
        tried = Trial(amount=order.amount, sender=order.source, to=order.to, price=order.price)

        async def asked(node: Endpoint) -> int:
            return (await gas_for(node, tried)).limit

        return await self._nodes.first(asked)

    async def sign(self, order: Order, reserved: Collection[str]) -> SignedTx:
        """Sign with the lowest free number. Of all of its coin the miner gets the whole price."""
        key = self._key_of(order.source)
        now = await self._nodes.first(market)
        tip = order.price if order.is_all else min(now.fresh.tip, order.price)
        fees = Fees(cap=order.price, tip=tip, is_legacy=now.fresh.is_legacy)
        nonce = await self._numbers.free(order.source, reserved)
        target, value, data = payment(order.amount, order.to)
        draft = Draft(
            chain_id=self._chain_id,
            nonce=nonce,
            to=target,
            value=value,
            data=data,
            gas=order.gas,
            fees=fees,
        )
        txid, raw = await asyncio.to_thread((await signing()).signed, draft, key)
        cost = Amount(order.gas * order.price, self._money.own)
        return SignedTx(
            txid=txid,
            raw=raw,
            fee=cost,
            cost=cost,
            spends=(spend_of(order.source, nonce),),
            at=self._clock.now(),
        )

    async def send(self, tx: SignedTx) -> None:
        """Tell every node."""
        await broadcast(self._nodes, tx.raw, tx.txid)

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """By receipts and the account's number, of all nodes."""
        return await fate_of(self._nodes, versions, self._money.final_depth)

    async def close(self) -> None:
        """Let go of connections."""
        await self._nodes.close()
