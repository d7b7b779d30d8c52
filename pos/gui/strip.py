"""The strip at the top: which shop, whether it is practice, and how well everything is seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from pos.gui.keys import Command
from pos.gui.parts import Button, icon_button, label
from pos.gui.present.health import RATES, Health
from pos.gui.theme import Theme

ROOMY_PX: Final = 1200
"""From this width on there is room for the online shop's address."""

PRACTICE_ROOMY_PX: Final = 1400
"""The same beside the words of practice mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lamp:
    """One chain on the strip."""

    shape: QLabel
    words: QLabel


class Strip(QWidget):
    """48 pixels of facts.

    Signals: commanded(Command), phone_toggled(bool).
    """

    commanded = Signal(object)
    phone_toggled = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._theme = theme
        self._lamps: dict[str, _Lamp] = {}
        self._is_roomy = True
        self.setProperty("role", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(56))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 2, 8, 2)
        line.setSpacing(14)
        self._shop = label("Starting\u2026", role="title", name="strip.shop")
        self._practice = label(
            "PRACTICE \u2013 not real money", role="practice", name="strip.practice"
        )
        self._practice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._practice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._shop.setMinimumWidth(theme.px(60))  # a long name is cut before a lamp is
        self._practice.setMaximumHeight(theme.px(36))
        self._practice.hide()
        self._lamp_row = QHBoxLayout()
        self._lamp_row.setSpacing(14)
        self._online = label("", role="health", name="strip.online")
        self._phone = self._phone_button()
        keys = icon_button(theme, "strip.help", "", "help", says="Keys (F1)", role="quiet")
        keys.setFixedSize(QSize(theme.px(48), theme.px(48)))
        keys.clicked.connect(lambda: self.commanded.emit(Command.HELP))
        for part in (self._shop, self._practice):
            line.addWidget(part)
        line.addStretch(1)
        line.addLayout(self._lamp_row)
        line.addWidget(self._online)
        line.addWidget(self._phone)
        line.addWidget(keys)

    def show_shop(self, name: str, *, is_practice: bool, listen: str) -> None:
        """Say whose till this is."""
        self._shop.setText(name)
        self._practice.setVisible(is_practice)
        self._phone.setVisible(is_practice)
        self._online.setText(f"Online shop {listen.removeprefix('http://')}" if listen else "")
        self._online.setVisible(bool(listen))
        self.setProperty("role", "practiceStrip" if is_practice else "strip")
        self.style().unpolish(self)
        self.style().polish(self)

    def show_health(self, healths: Sequence[Health]) -> None:
        """One lamp for the rates and for each chain: shape, word and colour together."""
        for health in healths:
            lamp = self._lamps.get(health.key) or self._add_lamp(health.key)
            lamp.words.setText(health.words)
            lamp.words.setToolTip(health.details)
            lamp.words.setAccessibleName(f"{health.words}. {health.details}")
            name, colour = _looks(health)
            lamp.shape.setPixmap(self._theme.pixmap(name, colour, self._theme.px(20)))

    def show_phone(self, is_open: bool) -> None:
        """Say whether the customer's phone is open."""
        self._phone.setChecked(is_open)

    def fit(self, window_width: int) -> None:
        """Leave out what a narrow window has no room for."""
        self._is_roomy = window_width >= ROOMY_PX
        least = ROOMY_PX if self._practice.isHidden() else PRACTICE_ROOMY_PX
        self._online.setMaximumWidth(16777215 if window_width >= least else 0)
        self._show_rates()

    def _show_rates(self) -> None:
        """Practice says already that no rate is real."""
        lamp = self._lamps.get(RATES)
        if lamp is not None:
            is_wanted = self._is_roomy or self._practice.isHidden()
            lamp.shape.setVisible(is_wanted)
            lamp.words.setVisible(is_wanted)

    def _add_lamp(self, key: str) -> _Lamp:
        chains = sum(known != RATES for known in self._lamps)
        name = "strip.rates" if key == RATES else f"strip.chain.{chains}"
        words = label("", role="health", name=name)
        lamp = _Lamp(shape=QLabel(), words=words)
        group = QHBoxLayout()
        group.setSpacing(6)
        group.addWidget(lamp.shape)
        group.addWidget(lamp.words)
        self._lamp_row.addLayout(group)
        self._lamps[key] = lamp
        self._show_rates()
        return lamp

    def _phone_button(self) -> Button:
        made = icon_button(
            self._theme,
            "strip.phone",
            "",
            "phone",
            role="practice",
            says="Show or hide the customer's phone",
            colour="on_practice",
        )
        made.setFixedSize(QSize(self._theme.px(52), self._theme.px(52)))
        made.setCheckable(True)
        made.hide()
        made.clicked.connect(self.phone_toggled)
        return made


def _looks(health: Health) -> tuple[str, str]:
    """The shape and the colour of a lamp."""
    if health.is_well:
        return "paid", "well"
    return ("attention", "warning") if health.key == RATES else ("offline", "danger")
