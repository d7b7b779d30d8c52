"""The office as a whole: which pages there are in this shop, and who looks after each."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos.gui.backoffice import Reach
from pos.gui.bridge import Bridge
from pos.gui.frame import Frame, as_widget
from pos.gui.office.backups import Backups
from pos.gui.office.checklist import Checklist
from pos.gui.office.connecting import Connecting
from pos.gui.office.diagnostics import Diagnostics
from pos.gui.office.online import Online
from pos.gui.office.pane import OfficePane
from pos.gui.office.settingsdesk import SettingsDesk
from pos.gui.pinsheet import PinDesk
from pos.gui.present.settingswords import GROUP_TITLES, Group
from pos.gui.present.words import say
from pos.gui.theme import Theme

SETTINGS: Final = "settings."
"""What the names of pages of settings begin with; their group follows."""


class Office(QObject):
    """Owns the pane; its pages are made when somebody goes there."""

    def __init__(self, frame: Frame, theme: Theme, bridge: Bridge, now: Callable[[], int]) -> None:
        super().__init__(as_widget(frame))
        self._theme = theme
        self._bridge = bridge
        pins = PinDesk(theme, bridge, frame.errands)
        self.checklist = Checklist(frame, theme, bridge)
        self.online = Online(as_widget(frame), theme, bridge, frame.errands, now)
        self.connecting = Connecting(bridge.reach or Reach(), theme, self.online.new_key)
        self.online.key_made.connect(self.connecting.use_key)
        self.settings = SettingsDesk(frame, theme, bridge, pins)
        self.backups = Backups(frame, theme, bridge, pins)
        self.diagnostics = Diagnostics(frame, theme, bridge, now)
        for part in (
            pins,
            self.checklist,
            self.online,
            self.connecting,
            self.settings,
            self.backups,
            self.diagnostics,
        ):
            part.setParent(self)
        self.pane: OfficePane | None = None
        """None until somebody went there."""

    def pane_in(self, stack: QStackedWidget) -> QWidget:
        """The pane, built the first time that somebody goes there."""
        if self.pane is None:
            self.pane = OfficePane(self._theme)
            self._add_pages(self.pane)
            self.pane.chosen.connect(self._chosen)
            self.settings.went.connect(lambda group: self.go(f"{SETTINGS}{group}"))
            stack.addWidget(self.pane)
        return self.pane

    def go(self, page: str) -> None:
        """Bring a page to the front, once the pane is there."""
        if self.pane is not None:
            self.pane.go(page)

    def focus_search(self) -> None:
        """Search the settings, from whatever page."""
        if self.pane is None or not self._bridge.has(lambda front: front.settings):
            return
        if not self.pane.here().startswith(SETTINGS):
            self.pane.go(f"{SETTINGS}{Group.SHOP}")
        if self.settings.page is not None:
            self.settings.page.focus_search()

    def _add_pages(self, pane: OfficePane) -> None:
        """Every page whose doors this shop has."""
        has = self._bridge.has
        if has(lambda front: front.setup):
            pane.add("checklist", say("Set-up"), self.checklist.make_page)
        pane.add("online", say("Online shop"), self.online.make_page)
        if self._bridge.reach is not None:
            pane.add("connect", say("Connect a shop"), self.connecting.make_page)
        if has(lambda front: front.settings):
            for group in Group:
                pane.add(f"{SETTINGS}{group}", say(GROUP_TITLES[group]), self.settings.make_page)
            pane.add("backups", say("Backups"), self.backups.make_page)
        if has(lambda front: front.doctor):
            pane.add("diagnostics", say("Diagnostics"), self.diagnostics.make_page)

    def _chosen(self, name: str) -> None:
        if name.startswith(SETTINGS):
            self.settings.show_group(Group(name.removeprefix(SETTINGS)))
