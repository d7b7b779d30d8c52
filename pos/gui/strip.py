"""The strip at the top: which shop, whether it is practice, and how well everything is seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from pos.gui.keys import Command
from pos.gui.parts import Button, icon_button, label
from pos.gui.present.health import Health
from pos.gui.present.tokens import Token
from pos.gui.theme import TOKEN_COLOURS, Theme

ROOMY_PX: Final = 1200
"""From this width on there is room for the online shop's address."""


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
        self._practice.setMinimumWidth(self._practice.sizeHint().width() + theme.px(32))
        self._practice.setAlignment(Qt.AlignmentFlag.AlignCenter)
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
        """One lamp for each chain: shape, word and colour together."""
        for health in healths:
            lamp = self._lamps.get(health.network) or self._add_lamp(health.network)
            lamp.words.setText(health.words)
            lamp.words.setToolTip(health.details)
            lamp.words.setAccessibleName(f"{health.words}. {health.details}")
            token = Token.PAID if health.is_well else Token.OFFLINE
            name, colour = (
                ("paid", TOKEN_COLOURS[token][0]) if health.is_well else ("offline", "danger")
            )
            if self._theme.is_dark and health.is_well:
                colour = "#7BC68F"
            lamp.shape.setPixmap(self._theme.pixmap(name, colour, self._theme.px(20)))

    def show_phone(self, is_open: bool) -> None:
        """Say whether the customer's phone is open."""
        self._phone.setChecked(is_open)

    def fit(self, window_width: int) -> None:
        """Leave out what a narrow window has no room for."""
        self._online.setMaximumWidth(16777215 if window_width >= ROOMY_PX else 0)

    def _add_lamp(self, network: str) -> _Lamp:
        words = label("", role="health", name=f"strip.chain.{len(self._lamps)}")
        lamp = _Lamp(shape=QLabel(), words=words)
        group = QHBoxLayout()
        group.setSpacing(6)
        group.addWidget(lamp.shape)
        group.addWidget(lamp.words)
        self._lamp_row.addLayout(group)
        self._lamps[network] = lamp
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
