"""The customer of practice mode: the phone in the window's dock, and the shop developer's door."""

import asyncio

from pos.chains.practice.chain import PracticeChain
from pos.domain.errors import Refused
from pos.domain.money import Amount, Asset, parse_amount
from pos.domain.payment.invoice import prompt_at
from pos.engine.shop import Shop


class Phone:
    """Pays play money from the window's dock. Belongs to the engine's thread."""

    def __init__(self, chain: PracticeChain) -> None:
        self._chain = chain

    async def pay(self, address: str, amount: Amount, parts: int = 1, delay_s: float = 0) -> str:
        """Pay in so many parts after a while; the answer is the last part's transaction."""
        txid = ""
        for part in range(parts):
            units = amount.units // parts + (amount.units % parts if part == 0 else 0)
            after_s = round(delay_s) + part * 2
            txid = self._chain.pay(address, Amount(units, amount.asset), after_s=after_s)
        return txid

    async def double_spend(self, txid: str) -> None:
        """Take a payment back that is not in a block yet."""
        self._chain.double_spend(txid)

    async def mine(self, blocks: int) -> int:
        """Make blocks; the answer is the new height."""
        return self._chain.mine(blocks)

    async def set_offline(self, is_offline: bool) -> None:  # noqa: FBT001 - a switch
        """Cut the till off from the network, or join it again."""
        await asyncio.sleep(0)
        self._chain.go_offline(is_offline)


class Controls:
    """The same customer for developers of shops, who write amounts as text."""

    def __init__(self, chain: PracticeChain, shop: Shop) -> None:
        self._chain = chain
        self._shop = shop

    def pay(self, address: str, amount: str) -> str:
        """Pay decimal text in the coin of that address; the answer is the transaction's hash."""
        address = address.lower()
        return self._chain.pay(address, parse_amount(amount, self._asset_at(address)))

    def mine(self, blocks: int) -> int:
        """Make blocks; the answer is the new height."""
        return self._chain.mine(blocks)

    def _asset_at(self, address: str) -> Asset:
        for watch in self._shop.watches:
            owner = watch.track.watchlist.owner(address)
            invoice = self._shop.records.recent(owner) if owner else None
            prompt = prompt_at(invoice, address) if invoice else None
            if prompt is not None:
                return prompt.due.asset
        raise Refused("unknown_address", f"No invoice asks for money at {address}")
