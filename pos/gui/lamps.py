"""Keeps the lamps of the strip true: how fresh the prices are, how well networks are seen."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from pos.gui.bridge import Bridge
from pos.gui.errands import Errands
from pos.gui.present.health import Health, health_of_networks, health_of_rates
from pos.gui.present.rates import RatesCard, rates_card
from pos.gui.shopfront import Shopfront
from pos.gui.sight import Sight
from pos.gui.strip import Strip

EVERY_MS: Final = 5000


class Lamps(QObject):
    """Looks every five seconds, and at once when a network changes."""

    def __init__(self, strip: Strip, bridge: Bridge, errands: Errands, sight: Sight) -> None:
        super().__init__()
        self._strip = strip
        self._bridge = bridge
        self._errands = errands
        self._sight = sight
        self.rates: RatesCard | None = None
        """What the coins cost, as of the last look."""
        self._tick = QTimer(self, interval=EVERY_MS)
        self._tick.timeout.connect(self.look)
        sight.changed.connect(self._show_networks)

    def open(self) -> None:
        """Begin."""
        self._tick.start()
        self.look()

    def close(self) -> None:
        """Look no more."""
        self._tick.stop()

    def look(self) -> None:
        """Ask for the age of the prices, and show what is known of the networks."""
        if self._bridge.is_alive:
            self._errands.start_newest("rates", self._ask_rates())
        self._show_networks()

    async def _ask_rates(self) -> None:
        now = self._sight.now()
        found = await self._bridge.read(lambda front: _seen_rates(front, now))
        if found is not None:
            health, self.rates = found
            self._strip.show_rates(health)

    def _show_networks(self) -> None:
        cards = self._sight.cards()
        if cards:
            self._strip.show_networks(health_of_networks(cards))


def _seen_rates(front: Shopfront, now: int) -> tuple[Health, RatesCard] | None:
    rates = front.rates
    if rates is None:
        return None
    health = health_of_rates(rates.ages(), is_fixed=front.facts.is_practice)
    return health, rates_card(rates.rates(), rates.sources(), now)
