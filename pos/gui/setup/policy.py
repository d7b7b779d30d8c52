"""The page of the rules: up to which amount nobody waits, coin by coin."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSlider, QVBoxLayout

from pos.gui.parts import GAP, card, clear, label, named
from pos.gui.present.setup import AMOUNTS, is_ready, risk_words, stop_of, table_of, tiers_at
from pos.gui.present.words import say
from pos.gui.setup.page import Page, Workplace
from pos.gui.setupdoors import Changes, CoinSeen, SetupSeen, Step


class PolicyPage(Page):
    """One slider for each coin the shop takes, with what it means below."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, Step.POLICY)
        self._column = QVBoxLayout()
        self._column.setSpacing(GAP)
        self.body.addLayout(self._column)
        self.body.addStretch(1)
        self._sliders: dict[str, tuple[CoinSeen, QSlider]] = {}
        self._currency = ""

    def show_seen(self, seen: SetupSeen) -> None:
        """The rules in force."""
        clear(self._column)
        self._sliders = {}
        self._currency = str(seen.values.get("shop.currency", ""))
        for coin in filter(is_ready, seen.coins):
            self._add(coin)
        if not self._sliders:
            words = say("No coin is set up yet. Every coin comes with a sensible rule.")
            self._column.addWidget(label(words, name="setup.policy.none", wraps=True))

    def answer(self) -> Changes:
        """The tables that were moved; a rule that nobody touched stays as it is."""
        return {
            f"coins.{code}.confirmations": table_of(tiers_at(coin, slider.value()))
            for code, (coin, slider) in self._sliders.items()
            if slider.value() != stop_of(coin)
        }

    def _add(self, coin: CoinSeen) -> None:
        frame, column = card(f"setup.policy.card.{coin.code}")
        slider = named(QSlider(Qt.Orientation.Horizontal), f"setup.policy.{coin.code}")
        slider.setRange(0, len(AMOUNTS) - 1)
        slider.setPageStep(1)
        slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        slider.setMinimumHeight(self.theme.px(48))
        slider.setAccessibleName(say("{coin}: nobody waits up to", coin=coin.title))
        told = named(label("", wraps=True), f"setup.policy.told.{coin.code}")
        slider.valueChanged.connect(lambda stop: self._tell(coin, told, stop))
        column.addWidget(label(coin.title, role="strong"))
        column.addWidget(slider)
        column.addWidget(told)
        self._column.addWidget(frame)
        self._sliders[coin.code] = (coin, slider)
        slider.setValue(stop_of(coin))
        self._tell(coin, told, slider.value())

    def _tell(self, coin: CoinSeen, told: QLabel, stop: int) -> None:
        told.setText(risk_words(coin, stop, self._currency))
