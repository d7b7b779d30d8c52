"""What the window knows of the world around an invoice: coins, chains, its sale, the time."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from pos.domain.ids import ChainId
from pos.domain.payment.coin import Coin
from pos.domain.payment.invoice import Invoice
from pos.engine.feed import ChainSeen
from pos.gui.bridge import Bridge
from pos.gui.errands import Errands
from pos.gui.numbers import SaleNumbers
from pos.gui.present.pictures import View


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
        self._now = now
        self.coins: Sequence[Coin] = ()
        self.chains: dict[ChainId, ChainSeen] = {}
        bridge.chains_seen.connect(self._hear)

    async def open(self) -> None:
        """Read what there is, and follow it from now on."""
        await self._bridge.open()
        self.coins = await self._bridge.read(lambda front: front.desk.coins())
        self._hear(await self._bridge.read(lambda front: front.feed.chains()))

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
        blind = None if seen is None or seen.is_connected else seen.looked_at or 0
        return View(now=self.now(), title=title, network=self.network(chain), blind_since=blind)

    def network(self, chain: ChainId) -> str:
        """What people call a chain."""
        return next((c.network for c in self.coins if c.asset.chain == chain), str(chain))

    def _hear(self, chains: Sequence[ChainSeen]) -> None:
        before = {id: seen.is_connected for id, seen in self.chains.items()}
        self.chains |= {seen.chain: seen for seen in chains}
        if before != {id: seen.is_connected for id, seen in self.chains.items()} or not before:
            self.changed.emit()
