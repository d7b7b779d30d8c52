"""The first page: which language, and which country."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.gui.parts import Button, label
from pos.gui.present.words import say, tongue
from pos.gui.setup.page import Page, Workplace, choice, titled
from pos.gui.setupdoors import Changes, SetupSeen, Step


class LanguagePage(Page):
    """Language buttons, and the country that decides about figures and currency."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, Step.LANGUAGE)
        self._tags: dict[str, Button] = {}
        self._line = QHBoxLayout()
        languages = QWidget()
        languages.setLayout(self._line)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._region = choice(self.theme, "setup.region", say("Country"))
        self._region.currentIndexChanged.connect(self._tell)
        self._told = label("", role="muted", name="setup.region.told", wraps=True)
        self._seen: SetupSeen | None = None
        self.body.addWidget(titled(say("Language"), languages))
        self.body.addSpacing(8)
        self.body.addWidget(titled(say("Country"), self._region))
        self.body.addWidget(self._told)
        self.body.addStretch(1)

    def show_seen(self, seen: SetupSeen) -> None:
        """The language in use, and the country that was chosen or that the machine is set to."""
        self._seen = seen
        if not self._tags:
            self._fill(seen)
        now = tongue()
        here = str(seen.values.get("window.language") or ("en" if now is None else now.tag))
        for tag, button in self._tags.items():
            button.setChecked(tag == here)
        region = seen.values.get("window.region") or QLocale.system().name().rpartition("_")[2]
        at = self._region.findData(region)
        self._region.setCurrentIndex(max(0, at))

    def answer(self) -> Changes:
        """Language and region; the currency while nobody chose another."""
        seen = self._seen
        assert seen is not None, "it was shown before"
        picked = (tag for tag, button in self._tags.items() if button.isChecked())
        region = str(self._region.currentData() or "")
        changes: dict[str, object | None] = {
            "window.language": next(picked, "en"),
            "window.region": region,
        }
        currency = self._currency()
        if region and currency and Step.SHOP not in seen.marks:
            changes["shop.currency"] = currency
        return changes

    def _fill(self, seen: SetupSeen) -> None:
        for tag, name in seen.languages:
            button = Button(f"setup.language.{tag}", name, role="chip")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setMinimumSize(self.theme.px(160), self.theme.px(56))
            self._tags[tag] = button
            self._line.addWidget(button)
        self._line.addStretch(1)
        self._region.addItem(say("Not said"), "")
        for region in seen.regions:
            self._region.addItem(region.name, region.code)

    def _currency(self) -> str:
        code = self._region.currentData()
        regions = self._seen.regions if self._seen is not None else ()
        return next((region.currency for region in regions if region.code == code), "")

    def _tell(self) -> None:
        currency = self._currency()
        words = say(
            "Prices are in {currency}; another currency can be chosen later.", currency=currency
        )
        self._told.setText(words if currency else "")
