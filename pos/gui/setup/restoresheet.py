"""Asks for a backup and its passphrase, on a machine that has no shop yet."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from pos.domain.errors import Corrupt, Refused, Trouble
from pos.gui.dialogs import Sheet
from pos.gui.parts import Button, label, row
from pos.gui.present.words import again, say
from pos.gui.setup.page import Workplace, field
from pos.gui.setupdoors import PutBack


class RestoreSheet(Sheet):
    """It closes when the shop is back.

    Signals: restored(PutBack).
    """

    restored = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.window, place.theme, "restore", say("Restore a backup"))
        self._place = place
        self._is_busy = False
        self._path = field(place.theme, "restore.path", say("The backup file"))
        self._path.setPlaceholderText("florin-….florin")
        pick = Button("restore.pick", say("Choose a file…"))
        pick.setMinimumHeight(place.theme.px(52))
        pick.clicked.connect(self._pick)
        self._phrase = field(
            place.theme, "restore.passphrase", say("Passphrase of your backups"), is_secret=True
        )
        self._phrase.returnPressed.connect(self._answer)
        self._why = label("", role="danger", name="restore.why", wraps=True)
        self._why.hide()
        words = say("The machine that this backup is of must not sell any more.")
        self.body.addWidget(label(words, wraps=True))
        self.body.addLayout(row(self._path, pick))
        self.body.addWidget(label(say("Passphrase of your backups"), role="muted"))
        self.body.addWidget(self._phrase)
        self.body.addWidget(self._why)
        _, yes = self.add_buttons(say("Back"), say("Restore"))
        yes.clicked.connect(self._answer)
        self.setMinimumWidth(place.theme.px(640))

    def reject(self) -> None:
        if not self._is_busy:  # its answer comes in a moment, and needs somewhere to stand
            super().reject()

    def _pick(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        dialog = QFileDialog(self, say("The backup file"), folder)
        dialog.setNameFilters([say("Backups of Florin (*.florin)")])
        dialog.fileSelected.connect(self._path.setText)
        dialog.open()

    def _answer(self) -> None:
        path, phrase = self._path.text().strip(), self._phrase.text()
        if path and phrase and not self._is_busy:
            self._is_busy = True
            self._say(say("One moment…"))
            self._place.errands.start(self._try(Path(path), phrase))

    async def _try(self, path: Path, phrase: str) -> None:
        try:
            back = await self._place.ask(lambda door: door.backups.restore(path, phrase))
        except (Refused, Trouble, Corrupt) as why:
            self._say(again(str(why)))
        else:
            self._is_busy = False
            self._tell(back)
        finally:
            self._is_busy = False

    def _tell(self, back: PutBack) -> None:
        self.accept()
        self.restored.emit(back)

    def _say(self, words: str) -> None:
        self._why.setText(words)
        self._why.show()
        self.adjustSize()
