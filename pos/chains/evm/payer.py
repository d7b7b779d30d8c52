"""The refund wallet of an EVM chain: it pays in the chain's own coin and in tokens.

A payment is known by the account's number that it spends: two with one number exclude each other.
"""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from pos.chains.evm.address import checksum_address
from pos.chains.evm.chain import EvmSettings
from pos.chains.evm.draft import Draft, Fees, payment
from pos.chains.evm.fate import fate_of, number_of, spend_of
from pos.chains.evm.fees import Market, is_low, is_short, market, raised
from pos.chains.evm.funds import in_tokens, spendable
from pos.chains.evm.keystore import Keystore
from pos.chains.evm.late import signing
from pos.chains.evm.money import EvmMoney
from pos.chains.evm.nodes import Nodes
from pos.chains.evm.numbers import Numbers
from pos.chains.evm.sending import broadcast
from pos.chains.evm.transport import Call, Endpoint
from pos.chains.evm.trial import Gas, Trial, gas_for
from pos.domain.errors import Refused
from pos.domain.money import Amount, format_amount
from pos.domain.payment.refund import SignedTx
from pos.domain.ports.clock import Clock
from pos.domain.ports.payer import Fate, PayBack, PayerState, Purse

PATIENCE_S: Final = 120
"""So long a payment may wait for its block before a higher fee is offered: ten on Ethereum."""

_NO_CODE: Final = "0x"
_WITH_POOL: Final = ("latest", "pending")
"""What payments that wait for a block will take is not there for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """A payment with its fee: what arrives, the most the network takes, what that is worth."""

    arrives: Amount
    cost: Amount
    fee: Amount
    gas: Gas
    fees: Fees


class EvmPayer:
    """The `Payer` port for one EVM chain.

    The fee that is taken off a refund is the gas it needs times the most that its transaction
    offers for it, a quarter above the present base fee. What the network takes less than that
    stays in the wallet; it pays for what contracts burn above their estimate.
    """

    def __init__(
        self, settings: EvmSettings, money: EvmMoney, keystore: Keystore, clock: Clock
    ) -> None:
        self.chain = settings.chain
        self._chain_id = int(settings.chain.removeprefix("eip155:"))
        self._money = money
        self._keystore = keystore
        self._clock = clock
        self._nodes = Nodes(settings, clock)
        self._numbers = Numbers(self._nodes)

    @property
    def state(self) -> PayerState:
        """Whether the keystore is open."""
        return PayerState.READY if self._keystore.is_open else PayerState.LOCKED

    async def unlock(self, passphrase: str) -> None:
        """Open the keystore for this run. Raises Refused("wrong_passphrase")."""
        await self._keystore.unlock(passphrase)

    async def purse(self) -> Purse:
        """What is there of the chain's own coin and of each coin on offer."""
        owner = self._keystore.address
        assets = tuple(dict.fromkeys((self._money.own, *(c.asset for c in self._money.coins))))
        found = await self._nodes.first(lambda node: spendable(node, assets, owner, ("latest",)))
        address = checksum_address(owner)
        return Purse(address=address, balances=found, known_at=self._clock.now())

    async def is_plain(self, address: str) -> bool:
        """Whether no code answers at this address, its owner's by delegation (EIP-7702) included.

        Raises Trouble if no node answers.
        """
        call = [Call("eth_getCode", (address, "latest"))]
        replies = await self._nodes.every(lambda node: node.ask(call))
        return all(code.read(str) == _NO_CODE for (code,) in replies)

    async def sign(self, order: PayBack, reserved: Collection[str]) -> SignedTx:
        """Pay out of the lowest number that is free, so that none is left out.

        Besides what the port says raises Refused("would_fail") for a payment that the receiver or
        the token's contract would not let through.
        """
        self._keystore.key  # noqa: B018 - raises if it is locked, before anybody is asked
        now = await self._nodes.first(market)
        offer = await self._offer(order, now.fresh, _WITH_POOL)
        nonce = await self._numbers.free(self._keystore.address, reserved)
        return await self._signed(order.to, offer, nonce)

    async def bump(self, order: PayBack, versions: Sequence[SignedTx]) -> SignedTx | None:
        """The same number for more, once no block takes it as it is or it waited in vain.

        None, too, where the higher fee would leave nothing to send: it waits for better days.
        """
        latest = versions[-1]
        account, nonce = number_of(latest)
        if account != self._keystore.address:
            text = f"It was paid out of {account}, but the refund wallet is another now"
            raise Refused("other_wallet", text)
        self._keystore.key  # noqa: B018 - see sign
        old = (await signing()).read(latest.raw).fees
        now = await self._nodes.first(market)
        if not is_short(old, now) and not await self._waits_in_vain(latest, old, now):
            return None
        try:
            offer = await self._offer(order, raised(old, now.fresh), ("latest",))
        except Refused as why:
            if why.code == "eaten":
                return None
            raise
        return await self._signed(order.to, offer, nonce)

    async def send(self, tx: SignedTx) -> None:
        """Tell every node: one that keeps it to itself is not enough to stop it."""
        await broadcast(self._nodes, tx.raw, tx.txid)

    async def fate(self, versions: Sequence[SignedTx]) -> Fate:
        """By receipts and the account's number, of all nodes."""
        return await fate_of(self._nodes, versions, self._money.final_depth)

    async def close(self) -> None:
        """Forget the key and let go of connections."""
        self._keystore.forget()
        await self._nodes.close()

    async def _offer(self, order: PayBack, fees: Fees, states: Sequence[str]) -> _Offer:
        """What can be paid. `states` are the states of the chain that must have the money."""
        if order.amount.units <= self._money.dust(order.amount.asset):
            raise Refused("eaten", f"{_told(order.amount)} is too little to send")

        async def offer_at(node: Endpoint) -> _Offer:
            return await self._offer_at(node, order, fees, states)

        return await self._nodes.first(offer_at)

    async def _offer_at(
        self, node: Endpoint, order: PayBack, fees: Fees, states: Sequence[str]
    ) -> _Offer:
        asset, own, owner = order.amount.asset, self._money.own, self._keystore.address
        has, has_own = await spendable(node, (asset, own), owner, states)
        trial = Amount(min(order.amount.units, has.units), asset)
        if trial.units == 0:
            raise self._no_funds(has, order.amount)
        tried = Trial(amount=trial, sender=owner, to=order.to, price=fees.cap)
        gas = await gas_for(node, tried)
        cost = Amount(gas.used * fees.cap, own)
        fee = cost if asset == own else in_tokens(cost, asset, order.rates)
        arrives = Amount(order.amount.units - fee.units, asset)
        if arrives.units < max(1, self._money.dust(asset)):
            raise Refused("eaten", f"The network fee of {_told(fee)} would leave nothing to send")
        if not has >= arrives:
            raise self._no_funds(has, arrives)
        burns = Amount(gas.limit * fees.cap, own)
        needs_own = burns + arrives if asset == own else burns
        if not has_own >= needs_own:
            raise self._no_funds(has_own, needs_own)
        return _Offer(arrives=arrives, cost=cost, fee=fee, gas=gas, fees=fees)

    def _no_funds(self, has: Amount, needed: Amount) -> Refused:
        asset = needed.asset
        text = (
            f"The refund wallet has {_told(has)} and needs "
            f"{format_amount(needed)}: send {asset.code} on {asset.chain} to "
            f"{checksum_address(self._keystore.address)}"
        )
        return Refused("no_funds", text)

    async def _waits_in_vain(self, latest: SignedTx, old: Fees, now: Market) -> bool:
        """Whether blocks passed it by, though it was its turn."""
        if self._clock.now() - latest.at < PATIENCE_S or not is_low(old, now):
            return False
        return await self._numbers.is_next(*number_of(latest))

    async def _signed(self, to: str, offer: _Offer, nonce: int) -> SignedTx:
        target, value, data = payment(offer.arrives, to)
        draft = Draft(
            chain_id=self._chain_id,
            nonce=nonce,
            to=target,
            value=value,
            data=data,
            gas=offer.gas.limit,
            fees=offer.fees,
        )
        module = await signing()
        txid, raw = await asyncio.to_thread(module.signed, draft, self._keystore.key)
        return SignedTx(
            txid=txid,
            raw=raw,
            fee=offer.fee,
            cost=offer.cost,
            spends=(spend_of(self._keystore.address, nonce),),
            at=self._clock.now(),
        )


def _told(amount: Amount) -> str:
    return f"{format_amount(amount)} {amount.asset.code}"
