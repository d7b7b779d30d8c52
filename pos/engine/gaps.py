"""Minding how far a wallet's addresses run ahead of its payments.

A wallet looks for money only so many unused addresses ahead (BIP44: 20). A shop shows an address to
each customer, also to those who then do not pay: after many of them in a row the owner's own
wallet would stop before the next payment. The money is safe, but nobody would see it there.
"""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from pos.domain.ids import WalletId
from pos.domain.payment.invoice import Invoice
from pos.domain.ports.payments import Payments
from pos.engine.feed import Feed, GapGrew, InvoiceMoved, News

WARN_AT: Final = 15
ROOM: Final = 5
USUAL_LIMIT: Final = 20
"""What wallets look ahead when nobody tells them otherwise (BIP44)."""


def gap_limit(shown: int, paid: Sequence[int]) -> int:
    """How far ahead a wallet must look to find every payment, with room for the next customers.

    Where the usual is not enough it is twice the longest run, so that it need not be set often.
    `shown` is how many addresses were shown, `paid` the rising indexes of those with money.
    """
    edges = [-1, *paid, shown]
    longest = max(after - before for before, after in pairwise(edges))
    if longest + ROOM <= USUAL_LIMIT:
        return USUAL_LIMIT
    return -(-2 * longest // 10) * 10


@dataclass(slots=True)
class _Wallet:
    """How many addresses were shown, which of them got money, and what limit was asked for."""

    code: str
    shown: int
    paid: list[int] = field(default_factory=list)
    told: int = 0

    @property
    def unpaid(self) -> int:
        return self.shown - (self.paid[-1] if self.paid else -1) - 1

    def show(self, index: int) -> None:
        self.shown = max(self.shown, index + 1)

    def pay(self, index: int) -> None:
        place = bisect_left(self.paid, index)
        if place == len(self.paid) or self.paid[place] != index:
            insort(self.paid, index)

    def lose(self, index: int) -> None:
        self.paid = [paid for paid in self.paid if paid != index]


class Gaps:
    """Listens to what is shown and paid, and speaks up when a run of unpaid addresses grows."""

    def __init__(self, payments: Payments, feed: Feed, codes: Mapping[WalletId, str]) -> None:
        """`codes` names for each wallet a coin that uses it."""
        self._payments = payments
        self._feed = feed
        self._codes = codes
        self._wallets: dict[WalletId, _Wallet] = {}

    async def start(self) -> None:
        """Count what an earlier run showed, and listen from now on. `remind` tells of it."""
        for id, code in self._codes.items():
            wallet = _Wallet(code=code, shown=await self._payments.next_index(id))
            wallet.paid = list(await self._payments.paid_indexes(id))
            self._wallets[id] = wallet
        self._feed.subscribe(self._hear)

    def remind(self) -> None:
        """Tell of runs that an earlier run of this program left, now that somebody listens."""
        for id in self._wallets:
            self._warn(id)

    def _hear(self, news: News) -> None:
        if isinstance(news, InvoiceMoved):
            self._follow(news.invoice)

    def _follow(self, invoice: Invoice) -> None:
        paid = {deposit.address for deposit in invoice.deposits if not deposit.gone}
        lost = {deposit.address for deposit in invoice.deposits if deposit.gone} - paid
        for prompt in invoice.prompts:
            wallet = self._wallets.get(prompt.wallet)
            if wallet is None:
                continue
            wallet.show(prompt.key_index)
            if prompt.address in paid:
                wallet.pay(prompt.key_index)
            if prompt.address in lost:
                wallet.lose(prompt.key_index)
            self._warn(prompt.wallet)

    def _warn(self, id: WalletId) -> None:
        """Say it at the first fifteen, then whenever the limit that was told gets short."""
        wallet = self._wallets[id]
        if wallet.unpaid < WARN_AT:
            wallet.told = 0
            return
        if wallet.unpaid + ROOM < wallet.told:
            return
        wallet.told = gap_limit(wallet.shown, wallet.paid)
        self._feed.publish(
            GapGrew(wallet=id, code=wallet.code, unpaid=wallet.unpaid, gap_limit=wallet.told)
        )
