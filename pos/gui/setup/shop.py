"""The page of the shop itself: what customers read."""

from PySide6.QtWidgets import QPlainTextEdit

from pos.domain.errors import Refused
from pos.gui.parts import named
from pos.gui.present.words import say
from pos.gui.setup.page import Page, Workplace, choice, field, titled
from pos.gui.setupdoors import Changes, SetupSeen, Step

UNNAMED = "My shop"


class ShopPage(Page):
    """Name, address, tax number, currency."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, Step.SHOP)
        self._name = field(self.theme, "setup.shop.name", say("Name of the shop"))
        self._name.setMaxLength(80)
        self._name.returnPressed.connect(self.finished)
        self._address = named(QPlainTextEdit(), "setup.shop.address")
        self._address.setAccessibleName(say("Address"))
        self._address.setTabChangesFocus(True)
        self._address.setFixedHeight(self.theme.px(96))
        self._tax = field(self.theme, "setup.shop.taxNumber", say("Tax number"))
        self._tax.returnPressed.connect(self.finished)
        self._currency = choice(self.theme, "setup.shop.currency", say("Currency of your prices"))
        self.body.addWidget(titled(say("Name of the shop"), self._name))
        self.body.addWidget(titled(say("Address (for receipts)"), self._address))
        self.body.addWidget(titled(say("Tax number (for receipts)"), self._tax))
        self.body.addWidget(titled(say("Currency of your prices"), self._currency))
        self.body.addStretch(1)

    def show_seen(self, seen: SetupSeen) -> None:
        """As the settings have it; the name nobody chose is left for them to type."""
        if not self._currency.count():
            for code in seen.currencies:
                self._currency.addItem(code, code)
        name = str(seen.values.get("shop.name", ""))
        self._name.setText("" if name == UNNAMED else name)
        self._address.setPlainText(str(seen.values.get("shop.address", "")))
        self._tax.setText(str(seen.values.get("shop.tax_number", "")))
        at = self._currency.findData(seen.values.get("shop.currency"))
        self._currency.setCurrentIndex(max(0, at))

    def take_focus(self) -> bool:
        """The name is what is needed."""
        self._name.setFocus()
        return True

    def answer(self) -> Changes:
        """All four. Raises Refused without a name."""
        name = self._name.text().strip()
        if not name:
            raise Refused("no_name", say("Type the name that stands above your shop's door."))
        lines = (line.strip() for line in self._address.toPlainText().splitlines())
        return {
            "shop.name": name,
            "shop.address": "\n".join(line for line in lines if line) or None,
            "shop.tax_number": self._tax.text().strip() or None,
            "shop.currency": str(self._currency.currentData()),
        }
