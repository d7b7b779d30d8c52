"""The strip at the top: which shop, whether it is practice, and how well everything is seen."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from pos.gui.keys import Command
from pos.gui.parts import Button, icon_button, label, row
from pos.gui.present.health import Health
from pos.gui.present.tokens import Token
from pos.gui.present.words import say
from pos.gui.theme import Theme

ROOMY_PX: Final = 1200
"""From this width on there is room for the online shop's address."""

PRACTICE_ROOMY_PX: Final = 1400
"""The same beside the words of practice mode."""

_LOOKS: Final = {
    Token.PAID: ("paid", "well"),
    Token.WAITING: ("waiting", "accent"),
    Token.SEEN: ("seen", "accent"),
    Token.ATTENTION: ("attention", "warning"),
    Token.OFFLINE: ("offline", "danger"),
    Token.FAILED: ("failed", "danger"),
}
"""The shape and the colour of a lamp."""


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
        self._is_roomy = True
        self.setProperty("role", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(56))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 2, 8, 2)
        line.setSpacing(14)
        self._shop = label(say("Starting…"), role="title", name="strip.shop")
        self._shop.setMinimumWidth(theme.px(60))  # a long name is cut before a lamp is
        self._practice = label(
            say("PRACTICE \u2013 not real money"), role="practice", name="strip.practice"
        )
        self._practice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._practice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._practice.setMaximumHeight(theme.px(36))
        self._practice.hide()
        self._online = label("", role="health", name="strip.online")
        self._phone = self._phone_button()
        self._sound = self._round("strip.sound", "sound", Command.SOUND)
        self.show_sound(is_on=True)
        self._keys = self._round("strip.help", "help", Command.HELP)
        self.show_newer("")
        for part in (self._shop, self._practice):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self._rates_lamp())
        line.addWidget(self._networks_button())
        line.addWidget(self._online)
        line.addWidget(self._phone)
        line.addLayout(row(self._sound, self._keys))

    def show_shop(self, name: str, *, is_practice: bool, listen: str) -> None:
        """Say whose till this is."""
        self._shop.setText(name)
        self._practice.setVisible(is_practice)
        self._phone.setVisible(is_practice)
        shop = say("Online shop {address}", address=listen.removeprefix("http://"))
        self._online.setText(shop if listen else "")
        self._online.setVisible(bool(listen))
        self.setProperty("role", "practiceStrip" if is_practice else "strip")
        self.style().unpolish(self)
        self.style().polish(self)

    def show_rates(self, health: Health) -> None:
        """How old the prices are: shape, word and colour together."""
        self._rates.setText(health.words)
        self._rates.setToolTip(health.details)
        self._rates.setAccessibleName(f"{health.words}. {health.details}")
        name, colour = _LOOKS[health.token]
        self._rates_shape.setPixmap(self._theme.pixmap(name, colour, self._theme.px(20)))
        self._show_what_fits()

    def show_networks(self, health: Health) -> None:
        """How well the networks are seen; a click tells more."""
        self._networks.setText(f" {health.words}".replace("&", "&&"))
        self._networks.setToolTip(health.details)
        self._networks.setAccessibleName(f"{health.words}. {health.details}")
        self._networks.setIcon(self._theme.icon(*_LOOKS[health.token], 20))
        self._networks.show()

    def show_phone(self, is_open: bool) -> None:
        """Say whether the customer's phone is open."""
        self._phone.setChecked(is_open)

    def show_sound(self, *, is_on: bool) -> None:
        """Say whether payments and alarms are heard."""
        words = say("Sound is on (Ctrl+M)") if is_on else say("Sound is off (Ctrl+M)")
        self._sound.setIcon(self._theme.icon("sound" if is_on else "mute", "text"))
        self._sound.setAccessibleName(words)
        self._sound.setToolTip(words)

    def show_newer(self, words: str) -> None:
        """Note quietly that there is a newer version of the program; "" if there is none."""
        told = f"{say('Keys (F1)')}\n{words}" if words else say("Keys (F1)")
        self._keys.setIcon(self._theme.icon("help", "accent" if words else "text"))
        self._keys.setAccessibleName(told)
        self._keys.setToolTip(told)

    def fit(self, window_width: int) -> None:
        """Leave out what a narrow window has no room for."""
        self._is_roomy = window_width >= ROOMY_PX
        least = ROOMY_PX if self._practice.isHidden() else PRACTICE_ROOMY_PX
        self._online.setMaximumWidth(16777215 if window_width >= least else 0)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        """Practice says already that no rate is real."""
        is_wanted = bool(self._rates.text()) and (self._is_roomy or self._practice.isHidden())
        self._rates_box.setVisible(is_wanted)

    def _rates_lamp(self) -> QWidget:
        self._rates_box = QWidget()
        self._rates_shape = QLabel()
        self._rates = label("", role="health", name="strip.rates")
        self._rates_box.setLayout(row(self._rates_shape, self._rates))
        self._rates_box.hide()
        return self._rates_box

    def _networks_button(self) -> Button:
        self._networks = Button("strip.networks", "", role="quiet", says=say("Coins and networks"))
        self._networks.setMinimumHeight(self._theme.px(48))
        self._networks.setIconSize(QSize(self._theme.px(20), self._theme.px(20)))
        self._networks.clicked.connect(lambda: self.commanded.emit(Command.NETWORKS))
        self._networks.hide()
        return self._networks

    def _round(self, name: str, icon: str, command: Command) -> Button:
        made = icon_button(self._theme, name, "", icon, role="quiet")
        made.setFixedSize(QSize(self._theme.px(48), self._theme.px(48)))
        made.clicked.connect(lambda: self.commanded.emit(command))
        return made

    def _phone_button(self) -> Button:
        made = icon_button(
            self._theme,
            "strip.phone",
            "",
            "phone",
            role="practice",
            says=say("Show or hide the customer's phone"),
            colour="on_practice",
        )
        made.setFixedSize(QSize(self._theme.px(52), self._theme.px(52)))
        made.setCheckable(True)
        made.hide()
        made.clicked.connect(self.phone_toggled)
        return made
