"""The page "Backups": whether there are any, where, and setting them up with a passphrase."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from pos.domain.errors import Refused, Trouble
from pos.gui.backoffice import BackupDoor, BackupSeen
from pos.gui.bridge import Bridge
from pos.gui.dialogs import ConfirmSheet, Sheet
from pos.gui.errands import Errands
from pos.gui.frame import Frame, as_widget
from pos.gui.parts import GAP, Badge, Button, card, icon_button, label, named, row, selectable
from pos.gui.pinsheet import PinDesk
from pos.gui.present.backoffice import (
    ABOUT_BACKUPS,
    ABOUT_RESTORE,
    NO_FOLDER,
    NOT_THE_SAME,
    TOO_WEAK,
    WARN_PASSPHRASE,
    BackupPage,
    backup_page,
    no_backups,
    strength_of,
)
from pos.gui.present.office import NOT_AGREED
from pos.gui.present.tokens import Token
from pos.gui.present.words import again, say
from pos.gui.shopfront import Shopfront
from pos.gui.theme import Theme

Take = Callable[[Path, str], Awaitable[object]]


class BackupsPage(QWidget):
    """How the backups stand, and what can be done about them.

    Signals: looked(), wanted() a backup now, set_up_wanted(), off_wanted().
    """

    looked = Signal()
    wanted = Signal()
    set_up_wanted = Signal()
    off_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("office.backups")
        self._badge = Badge(theme, "backups.state")
        self._facts = selectable("")
        self._facts.setObjectName("backups.facts")
        self._now = icon_button(theme, "backups.now", say("Back up now"), "accept")
        self._now.clicked.connect(self.wanted)
        self._set_up = icon_button(theme, "backups.setUp", say("Set up…"), "office")
        self._set_up.clicked.connect(self.set_up_wanted)
        self._off = Button("backups.off", say("Switch off…"), role="danger")
        self._off.clicked.connect(self.off_wanted)
        frame, column = card("backups.card")
        column.addWidget(self._badge)
        column.addWidget(self._facts)
        column.addLayout(row(self._now, self._set_up, 1, self._off))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP + 4)
        whole.addWidget(label(say("Backups"), role="big"))
        whole.addWidget(label(say(ABOUT_BACKUPS), role="muted", wraps=True))
        whole.addWidget(frame)
        whole.addWidget(label(say("When a machine dies"), role="title"))
        whole.addWidget(label(say(ABOUT_RESTORE), role="muted", wraps=True, name="backups.restore"))
        whole.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked.emit()

    def show_page(self, page: BackupPage) -> None:
        """How they stand."""
        self._badge.show_state(page.token, page.words)
        text = "\n".join(page.facts)
        self._facts.setText(text)
        self._facts.setVisible(bool(text))
        self._now.setEnabled(page.is_on)
        self._now.setVisible(page.may_change)
        self._set_up.setVisible(page.may_change)
        self._off.setVisible(page.is_on)
        self._set_up.setText(f" {say('Change…') if page.is_on else say('Set up…')}")

    def show_busy(self) -> None:
        """One is being made: that takes some seconds."""
        self._badge.show_state(Token.WAITING, say("Making a backup, and opening it for a trial…"))
        self._now.setEnabled(False)


class BackupSheet(Sheet):
    """Asks for a folder and, twice, for a passphrase; stays until both were taken."""

    def __init__(
        self, parent: QWidget, theme: Theme, errands: Errands, folder: str, take: Take
    ) -> None:
        super().__init__(parent, theme, "backup", say("Set up backups"))
        self._errands = errands
        self._take = take
        self._is_busy = False
        self._folder = self._line("folder", say("Folder, best on another disk or a stick"))
        self._folder.setText(folder)
        choose = Button("backup.choose", say("Choose…"))
        choose.clicked.connect(self._pick)
        line = row(self._folder, choose)
        line.setStretch(0, 1)
        self._first = self._line("passphrase", say("Passphrase: four words or more"))
        self._again = self._line("again", say("The same passphrase again"))
        for each in (self._first, self._again):
            each.setEchoMode(QLineEdit.EchoMode.Password)
        self._strength = label("", role="muted", name="backup.strength")
        self._first.textChanged.connect(
            lambda text: self._strength.setText(strength_of(text).words)
        )
        self._why = label("", name="backup.why", role="danger", wraps=True)
        self._why.hide()
        self.body.addLayout(line)
        for part in (self._first, self._strength, self._again):
            self.body.addWidget(part)
        self.body.addWidget(label(say(WARN_PASSPHRASE), role="danger", wraps=True))
        self.body.addWidget(self._why)
        _, yes = self.add_buttons(say("Back"), say("Set up"))
        yes.clicked.connect(self._answer)
        yes.setDefault(True)
        self.setMinimumWidth(theme.px(620))
        (self._first if folder else self._folder).setFocus()

    def reject(self) -> None:
        if not self._is_busy:  # its answer comes in a moment, and needs somewhere to stand
            super().reject()

    def _line(self, name: str, words: str) -> QLineEdit:
        made = named(QLineEdit(), f"backup.{name}")
        made.setPlaceholderText(words)
        made.setAccessibleName(words)
        made.setMinimumHeight(self.theme.px(48))
        return made

    def _pick(self) -> None:
        dialog = QFileDialog(self)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()

    def _answer(self) -> None:
        if not self._is_busy:
            self._is_busy = True
            self._errands.start(self._try())

    async def _try(self) -> None:
        try:
            await self._take(*self._typed())
        except (Refused, Trouble) as why:
            self._why.setText(again(str(why)))
            self._why.show()
            self.adjustSize()
        else:
            self.accept()
        finally:
            self._is_busy = False

    def _typed(self) -> tuple[Path, str]:
        """The folder and the passphrase. Raises Refused for what cannot be taken."""
        folder, passphrase = self._folder.text().strip(), self._first.text()
        if not folder:
            raise Refused("no_folder", say(NO_FOLDER))
        if not strength_of(passphrase).is_enough:
            raise Refused("weak_passphrase", say(TOO_WEAK))
        if self._again.text() != passphrase:
            raise Refused("not_the_same", say(NOT_THE_SAME))
        return Path(folder).expanduser(), passphrase


class Backups(QObject):
    """What the manager does about backups; every lasting change takes the PIN."""

    def __init__(self, frame: Frame, theme: Theme, bridge: Bridge, pins: PinDesk) -> None:
        super().__init__(as_widget(frame))
        self._frame = frame
        self._theme = theme
        self._bridge = bridge
        self._pins = pins
        self._errands = frame.errands
        self._seen = BackupSeen()
        self._is_making = False
        self.page: BackupsPage | None = None
        """None until somebody went there."""

    def make_page(self) -> BackupsPage:
        """The page, whose wishes are heard here."""
        self.page = page = BackupsPage(self._theme)
        page.looked.connect(self.refresh)
        page.wanted.connect(lambda: self._errands.start(self._make()))
        page.set_up_wanted.connect(self._set_up)
        page.off_wanted.connect(self._switch_off)
        return page

    def refresh(self) -> None:
        """Read how they stand anew."""
        if self._bridge.has(lambda front: front.backups):
            self._errands.start_newest("backups", self._read())
        elif self.page is not None:
            self.page.show_page(no_backups())

    async def _read(self) -> None:
        self._seen = await self._bridge.read(lambda front: _door(front).status())
        if self.page is not None and not self._is_making:
            self.page.show_page(backup_page(self._seen))

    async def _make(self) -> None:
        if self._is_making or self.page is None:
            return
        self._is_making = True
        self.page.show_busy()
        try:
            await self._bridge.ask(lambda front: _door(front).now())
        finally:
            self._is_making = False
            await self._read()

    def _set_up(self) -> None:
        async def take(folder: Path, passphrase: str) -> None:
            words = say("Backups of the whole shop go to {folder}.", folder=folder)
            if not await self._pins.agree(sheet, words):
                raise Refused("not_agreed", say(NOT_AGREED))
            await self._bridge.ask(lambda front: _door(front).set_up(folder, passphrase))
            self._errands.start(self._make())

        window = as_widget(self._frame)
        sheet = BackupSheet(window, self._theme, self._errands, self._seen.folder, take)
        sheet.open()

    def _switch_off(self) -> None:
        title = say("Switch backups off?")
        words = say("No more are made. Those that there are stay where they are.")
        sheet = ConfirmSheet(as_widget(self._frame), self._theme, title, words, say("Switch off"))
        sheet.confirmed.connect(lambda: self._errands.start(self._end(f"{title} {words}")))
        sheet.open()

    async def _end(self, words: str) -> None:
        if await self._pins.agree(as_widget(self._frame), words):
            await self._bridge.ask(lambda front: _door(front).switch_off())
            await self._read()


def _door(front: Shopfront) -> BackupDoor:
    """The door, without which there is no such page."""
    assert front.backups is not None, "a shop without backups shows no page of them"
    return front.backups
