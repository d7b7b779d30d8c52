"""The page of the prices: which services are asked, and what they answer right now."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.domain.errors import Refused, Trouble
from pos.gui.parts import GAP, Button, clear, label, named, row
from pos.gui.present.figures import rate_text
from pos.gui.present.setup import is_ready
from pos.gui.present.words import again, say
from pos.gui.setup.page import Page, Workplace, field, nothing, titled
from pos.gui.setupdoors import Changes, RateTold, SetupSeen, Step

_NAMES: Final = {
    "coingecko": "CoinGecko",
    "kraken": "Kraken",
    "coinbase": "Coinbase",
    "bitstamp": "Bitstamp",
    "cryptocompare": "CryptoCompare",
}
_MOST: Final = 50
COLUMNS: Final = 3


class RatesPage(Page):
    """Services, the shop's spread, and the live answers."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, Step.RATES)
        self._seen: SetupSeen | None = None
        self._services: dict[str, QCheckBox] = {}
        self._grid = QGridLayout()
        services = QWidget()
        services.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(COLUMNS, 1)
        self._spread = field(self.theme, "setup.rates.spread", say("Spread in per cent"))
        self._spread.setMaximumWidth(self.theme.px(160))
        self._ask = Button("setup.rates.ask", say("Ask now"))
        self._ask.setMinimumHeight(self.theme.px(52))
        self._ask.clicked.connect(self._start)
        self._told = QVBoxLayout()
        self._told.setSpacing(GAP // 2)
        spread = titled(
            say("Spread: by so many per cent a coin counts for less than its price"), self._spread
        )
        self.body.addWidget(titled(say("Services"), services))
        self.body.addWidget(spread)
        self.body.addLayout(row(self._ask, 1))
        self.body.addLayout(self._told)
        self.body.addStretch(1)

    def show_seen(self, seen: SetupSeen) -> None:
        """Which are on; they are asked at once."""
        self._seen = seen
        for number, service in enumerate(seen.services):
            if service not in self._services:
                box = named(QCheckBox(_NAMES.get(service, service)), f"setup.rates.{service}")
                box.setAccessibleName(box.text())
                box.setMinimumHeight(self.theme.px(48))
                box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
                self._services[service] = box
                self._grid.addWidget(box, *divmod(number, COLUMNS))
            self._services[service].setChecked(bool(seen.values.get(f"rates.{service}", True)))
        spreads = [value for key, value in seen.values.items() if key.startswith("rates.spread.")]
        self._spread.setText(str(spreads[0]) if spreads else "0")
        self._start()

    def answer(self) -> Changes:
        """Services and spread. Raises Refused for a spread that is none."""
        changes: dict[str, object | None] = {
            f"rates.{service}": None if box.isChecked() else False
            for service, box in self._services.items()
        }
        percent = self._percent()
        for code in self._codes():
            changes[f"rates.spread.{code}"] = percent or None
        return changes

    def leave(self) -> None:
        """Nobody waits for the answers any more."""
        self.place.errands.start_newest("setup.rates", nothing())

    def _codes(self) -> list[str]:
        seen = self._seen
        return [] if seen is None else [coin.code for coin in seen.coins if is_ready(coin)]

    def _percent(self) -> Decimal:
        try:
            percent = Decimal(self._spread.text().strip().replace(",", ".") or "0")
        except InvalidOperation:
            percent = Decimal(-1)
        if not 0 <= percent <= _MOST:
            raise Refused("no_spread", say("The spread is a number from 0 to 50, such as 0.5."))
        return percent

    def _start(self) -> None:
        self.place.errands.start_newest("setup.rates", self._ask_all())

    async def _ask_all(self) -> None:
        self._show([label(say("Asking…"), role="muted", name="setup.rates.asking")])
        try:
            changes = dict(self.answer())
            changes |= {f"coins.{code}.enabled": True for code in self._codes()}
            told = await self.place.ask(lambda door: door.prices.ask(changes))
        except (Refused, Trouble) as why:
            self._show([label(again(str(why)), role="danger", wraps=True, name="setup.rates.why")])
            return
        self._show([self._line(each) for each in told])

    def _show(self, lines: Sequence[QWidget]) -> None:
        clear(self._told)
        for line in lines:
            self._told.addWidget(line)

    def _line(self, told: RateTold) -> QWidget:
        name = _NAMES.get(told.name, told.name)
        if told.rate is not None:
            words = rate_text(told.rate)
        elif told.trouble:
            words = _named(again(told.trouble), told.name, name)
        else:
            words = say("{name} answers", name=name)
        shape, colour = ("attention", "warning") if told.trouble else ("paid", "well")
        whole, picture = QWidget(), label()
        picture.setPixmap(self.theme.pixmap(shape, colour, self.theme.px(20)))
        line = row(picture, named(label(words, wraps=True), f"setup.rates.told.{told.name}"))
        line.setStretch(1, 1)
        whole.setLayout(line)
        return whole


def _named(trouble: str, code: str, name: str) -> str:
    """The trouble with the name that people know in it, or before it."""
    return trouble.replace(code, name) if code in trouble else f"{name}: {trouble}"
