"""The page "Diagnostics": what is wrong with the shop and how to mend it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from pos.gui.backoffice import DoctorDoor
from pos.gui.bridge import Bridge
from pos.gui.frame import Frame, as_widget
from pos.gui.parts import GAP, Badge, card, clear, icon_button, label, named, row
from pos.gui.present.backoffice import (
    ABOUT_DOCTOR,
    LOOKING,
    AilmentRow,
    ailment_rows,
    ailment_words,
)
from pos.gui.present.tokens import Token
from pos.gui.present.words import say
from pos.gui.shopfront import Shopfront
from pos.gui.theme import Theme


class DiagnosticsPage(QWidget):
    """Everything that was looked at, the worst first.

    Signals: looked(), save_wanted() a file for whoever helps.
    """

    looked = Signal()
    save_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("office.diagnostics")
        self._theme = theme
        self._was_shown = False
        self._state = label("", role="title", name="diagnostics.state")
        self._again = icon_button(theme, "diagnostics.again", say("Look again"), "refresh")
        self._again.clicked.connect(self.looked)
        save = icon_button(theme, "diagnostics.save", say("Save support file…"), "receipt")
        save.clicked.connect(self.save_wanted)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(GAP)
        area = named(QScrollArea(widgetResizable=True), "diagnostics.list")
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(label(say("Diagnostics"), role="big"))
        whole.addWidget(label(say(ABOUT_DOCTOR), role="muted", wraps=True))
        head = row(self._state, self._again, save)
        head.setStretch(0, 1)
        whole.addLayout(head)
        whole.addWidget(area, 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:  # it takes some seconds: later only when asked
            self._was_shown = True
            self.looked.emit()

    def show_busy(self) -> None:
        """It is looked at."""
        self._state.setText(say(LOOKING))
        self._again.setEnabled(False)

    def show_rows(self, words: str, rows: Sequence[AilmentRow]) -> None:
        """What was found."""
        self._state.setText(words)
        self._again.setEnabled(True)
        clear(self._column)
        for number, each in enumerate(rows):
            self._column.addWidget(self._row(each, number))
        self._column.addStretch(1)

    def show_idle(self) -> None:
        """It could not be looked at; why is told elsewhere."""
        self._state.setText("")
        self._again.setEnabled(True)

    def _row(self, shown: AilmentRow, number: int) -> QFrame:
        frame, column = card(f"diagnostics.row.{number}")
        badge = Badge(self._theme, f"diagnostics.state.{number}")
        badge.show_state(shown.token, shown.words)
        column.addWidget(badge)
        if shown.remedy:
            name = f"diagnostics.remedy.{number}"
            column.addWidget(label(shown.remedy, wraps=True, name=name))
        return frame


class Diagnostics(QObject):
    """Asks the doctor, and saves what whoever helps has to know."""

    def __init__(self, frame: Frame, theme: Theme, bridge: Bridge, now: Callable[[], int]) -> None:
        super().__init__(as_widget(frame))
        self._frame = frame
        self._theme = theme
        self._bridge = bridge
        self._now = now
        self.page: DiagnosticsPage | None = None
        """None until somebody went there."""

    def make_page(self) -> DiagnosticsPage:
        """The page, whose wishes are heard here."""
        self.page = page = DiagnosticsPage(self._theme)
        page.looked.connect(self.refresh)
        page.save_wanted.connect(self._choose)
        return page

    def refresh(self) -> None:
        """Look at everything."""
        self._frame.errands.start_newest("diagnostics", self._look())

    async def _look(self) -> None:
        page = self.page
        if page is None:
            return
        page.show_busy()
        try:
            found = await self._bridge.ask(lambda front: _door(front).findings())
        except BaseException:
            page.show_idle()
            raise
        page.show_rows(ailment_words(found), ailment_rows(found))

    def _choose(self) -> None:
        day = datetime.fromtimestamp(self._now(), UTC)
        dialog = QFileDialog(as_widget(self._frame), say("Save support file…"))
        dialog.setObjectName("supportFile")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(f"florin-support-{day:%Y-%m-%d}.zip")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the support file there."""
        self._frame.errands.start(self._save(path))

    async def _save(self, path: Path) -> None:
        saved = await self._bridge.ask(lambda front: _door(front).bundle(path))
        self._frame.toasts.say(Token.PAID, say("Saved: {file}", file=saved))


def _door(front: Shopfront) -> DoctorDoor:
    """The door, without which there is no such page."""
    assert front.doctor is not None, "a shop without a doctor shows no diagnostics"
    return front.doctor
