"""The `Psbts` port: refunds for the owner's own wallet to sign, out of what customers sent."""

from collections.abc import Sequence

from pos.chains.bitcoin.address import script_of
from pos.chains.bitcoin.keys import DescriptorWallet
from pos.chains.bitcoin.paying.parts import Reach
from pos.chains.bitcoin.paying.psbt import Own, Target, psbt_of, units_paid
from pos.domain.money import Amount
from pos.domain.ports.payer import OwnMoney, PayBack, Unsigned


class DescriptorPsbts:
    """Knows the owner's descriptor, and asks the chain for fees and whole transactions."""

    def __init__(self, wallet: DescriptorWallet, reach: Reach) -> None:
        self._wallet = wallet
        self._reach = reach

    async def psbt(self, order: PayBack, money: Sequence[OwnMoney]) -> Unsigned:
        """The payment, unsigned; see the port."""
        network = self._wallet.network
        target = Target(
            script=script_of(order.to, network),
            units=order.amount.units,
            rate=await self._reach.fee_rate(),
        )
        own = [await self._own(one) for one in money]
        raw = psbt_of(own, self._wallet.descriptor, target, network)
        units = units_paid(own, self._wallet.descriptor, target, network)
        return Unsigned(raw=raw, pays=Amount(units, order.amount.asset))

    async def close(self) -> None:
        """Let go of connections."""
        await self._reach.close()

    async def _own(self, one: OwnMoney) -> Own:
        deposit = one.deposit
        parent = await self._reach.transaction(deposit.txid, deposit.height)
        return Own(parent=parent, vout=int(deposit.index), number=one.key_index)
