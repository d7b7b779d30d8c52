"""What the window knows of the world around an invoice: coins, chains, its sale, the time."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from pos.domain.ids import ChainId
from pos.domain.payment.coin import Coin
from pos.domain.payment.invoice import Invoice
from pos.engine.feed import ChainSeen
from pos.gui.bridge import Bridge
from pos.gui.errands import Errands
from pos.gui.numbers import SaleNumbers
from pos.gui.present.networks import NetworkCard, network_cards, why_not
from pos.gui.present.payments import Offer
from pos.gui.present.views import View
from pos.gui.shopfront import Shopfront

EVERY_MS: Final = 1000
"""How often a chain that is not well is judged anew."""


class Sight(QObject):
    """Keeps the coins on offer, the last word on every chain, and the numbers of sales.

    Signals: changed() coins, chains or numbers are other than before.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, errands: Errands, now: Callable[[], float]) -> None:
        super().__init__()
        self.numbers = SaleNumbers(bridge, errands)
        self.numbers.setParent(self)
        self.numbers.learnt.connect(self.changed)
        self._bridge = bridge
        self._errands = errands
        self._now = now
        self.offer = Offer()
        self.chains: dict[ChainId, ChainSeen] = {}
        self._was_behind: frozenset[ChainId] = frozenset()
        self._progress: dict[ChainId, tuple[int, int]] = {}
        self._tick = QTimer(self, interval=EVERY_MS)
        self._tick.timeout.connect(self.judge)
        bridge.chains_seen.connect(self._hear)

    async def open(self) -> None:
        """Read what there is, and follow it from now on."""
        await self._bridge.open()
        self._hear(await self._bridge.read(lambda front: front.feed.chains()))
        await self._read_offer()

    def close(self) -> None:
        """Judge nothing more."""
        self._tick.stop()

    def now(self) -> int:
        """UNIX seconds."""
        return int(self._now())

    def view(self, invoice: Invoice) -> View:
        """What is around an invoice now."""
        prompt, title = invoice.prompt, self.numbers.title_of(invoice)
        if prompt is None:
            return View(now=self.now(), title=title)
        chain = prompt.due.asset.chain
        seen = self.chains.get(chain)
        return View(
            now=self.now(),
            title=title,
            network=self.network(chain),
            blind_since=None if seen is None or seen.is_connected else seen.looked_at or 0,
            is_distrusted=seen is not None and seen.is_distrusted,
            behind=self._progress.get(chain),
        )

    def network(self, chain: ChainId) -> str:
        """What people call a chain."""
        coins = self.offer.coins
        return next((c.network for c in coins if c.asset.chain == chain), str(chain))

    def cards(self) -> tuple[NetworkCard, ...]:
        """Every network of the shop as people read it."""
        return network_cards(self.offer.coins, self.chains, self._progress, self.now())

    def judge(self) -> None:
        """Say again what only time can tell: what is being caught up with, what is offered.

        A chain that was behind already the last time has been so for a second; shorter ones would
        only flicker.
        """
        behind = {id: (c.height, c.head) for id, c in self.chains.items() if c.head is not None}
        told = self._progress
        self._progress = {id: at for id, at in behind.items() if id in self._was_behind}
        self._was_behind = frozenset(behind)
        if self._progress != told:
            self.changed.emit()
        self._ask_offer()

    def _ask_offer(self) -> None:
        if self._bridge.is_alive:
            self._errands.start_newest("offer", self._read_offer())

    async def _read_offer(self) -> None:
        coins, offered = await self._bridge.read(_offered)
        reasons = {
            coin.code: why_not(coin.network, self.chains.get(coin.asset.chain))
            for coin in coins
            if coin.code not in offered
        }
        offer = Offer(coins=coins, why_not=reasons)
        if offer != self.offer:
            self.offer = offer
            self.changed.emit()

    def _hear(self, chains: Sequence[ChainSeen]) -> None:
        before = self._states()
        self.chains |= {seen.chain: seen for seen in chains}
        behind = {id for id, seen in self.chains.items() if seen.head is not None}
        has_caught_up = not behind.issuperset(self._progress)
        self._progress = {id: at for id, at in self._progress.items() if id in behind}
        self._was_behind &= behind
        if before != self._states() or has_caught_up:
            self.changed.emit()
            self._ask_offer()
        is_amiss = bool(behind) or not all(seen.is_connected for seen in self.chains.values())
        if is_amiss and not self._tick.isActive():
            self._tick.start()
        elif not is_amiss:
            self._tick.stop()

    def _states(self) -> dict[ChainId, tuple[bool, bool, bool]]:
        """What of each chain is worth painting everything anew."""
        return {
            id: (seen.is_connected, seen.is_stale, seen.is_distrusted)
            for id, seen in self.chains.items()
        }


def _offered(front: Shopfront) -> tuple[Sequence[Coin], frozenset[str]]:
    coins = front.desk.coins()
    return coins, frozenset(c.code for c in coins if front.desk.is_offered(c.code))
