"""The page of the owner: the PIN, and the sheet that replaces it once it is forgotten."""

import re
import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLineEdit

from pos.domain.errors import Refused, Trouble
from pos.gui.parts import Button, label, row
from pos.gui.present.figures import moment_text
from pos.gui.present.recovery import RecoverySheet
from pos.gui.present.words import again, say
from pos.gui.setup.page import Page, Workplace, field, titled
from pos.gui.setup.sheet import write_sheet
from pos.gui.setupdoors import SetupSeen, Step

LONGEST: Final = 8
_UNFIT: Final = re.compile(r"[^\w\- ]+")


class OwnerPage(Page):
    """Nothing of it is kept here longer than until the page is left."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, Step.OWNER)
        self._seen: SetupSeen | None = None
        self._pin = ""
        self._before = self._digits("setup.pin.before", say("The PIN there is now"))
        self._first = self._digits("setup.pin.first", say("New PIN: 4 to 8 digits"))
        self._second = self._digits("setup.pin.second", say("The same again"))
        self._second.returnPressed.connect(self._choose)
        self._old = titled(say("The PIN there is now"), self._before)
        self._set = self._button("setup.pin.set", say("Set the PIN"))
        self._set.clicked.connect(self._choose)
        self._told = label("", role="strong", name="setup.pin.told", wraps=True)
        self._save = self._button("setup.sheet.save", say("Save the recovery sheet"))
        self._save.clicked.connect(lambda: self._start_sheet(self._default_path()))
        self._other = self._button("setup.sheet.other", say("Elsewhere…"))
        self._other.clicked.connect(self._pick)
        self._sheet_told = label("", name="setup.sheet.told", wraps=True)
        self._look = self._button("setup.sheet.look", say("Open it to print"))
        self._look.clicked.connect(self._show_sheet)
        self._path: Path | None = None
        self._lay_out()

    def show_seen(self, seen: SetupSeen) -> None:
        """Whether there is a PIN already."""
        self._seen = seen
        self._old.setVisible(seen.has_pin and not self._pin)
        if not self._pin:
            self._told.setText(
                say("A PIN is set. Type it to change it or to make a new sheet.")
                if seen.has_pin
                else ""
            )
        self._can_save()

    def take_focus(self) -> bool:
        """A PIN is what is needed."""
        (self._first if self._old.isHidden() else self._before).setFocus()
        return True

    def has_answer(self) -> bool:
        """Whether there is a PIN now."""
        return bool(self._pin) or (self._seen is not None and self._seen.has_pin)

    def leave(self) -> None:
        """Forget what was typed."""
        self._pin = ""
        for line in (self._before, self._first, self._second):
            line.clear()
        self._path = None
        self._look.hide()
        self._sheet_told.setText("")

    def _lay_out(self) -> None:
        self.body.addWidget(self._old)
        fields = row(
            titled(say("New PIN: 4 to 8 digits"), self._first),
            titled(say("The same again"), self._second),
            self._set,
        )
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        fields.setAlignment(self._set, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(fields)
        self.body.addWidget(self._told)
        self.body.addSpacing(8)
        self.body.addWidget(
            label(
                say(
                    "The sheet holds a code for a new PIN, and how to come back after a broken"
                    " machine. Print it and lock it away."
                ),
                role="muted",
                wraps=True,
            )
        )
        self.body.addLayout(row(self._save, self._other, self._look, 1))
        self.body.addWidget(self._sheet_told)
        self.body.addStretch(1)
        self._look.hide()
        for line in (self._before, self._first, self._second):
            line.textEdited.connect(self._can_save)

    def _digits(self, name: str, title: str) -> QLineEdit:
        made = field(self.theme, name, title, is_secret=True)
        made.setMaxLength(LONGEST)
        return made

    def _button(self, name: str, words: str) -> Button:
        made = Button(name, words)
        made.setMinimumHeight(self.theme.px(56))
        return made

    def _known_pin(self) -> str:
        """The PIN that the sheet may be made with."""
        return self._pin or self._before.text()

    def _can_save(self) -> None:
        for button in (self._save, self._other):
            button.setEnabled(bool(self._known_pin()))

    # ---- the PIN

    def _choose(self) -> None:
        if self._first.text() != self._second.text():
            self._tell(say("The two are not the same. Type both again."))
            self._first.clear()
            self._second.clear()
            self._first.setFocus()
            return
        self.place.errands.start_newest("setup.pin", self._set_pin(self._first.text()))

    async def _set_pin(self, pin: str) -> None:
        before = self._pin or self._before.text()
        try:
            await self.place.ask(lambda door: door.owner.choose(pin, before))
        except (Refused, Trouble) as why:
            self._tell(again(str(why)))
            return
        self._pin = pin
        self._first.clear()
        self._second.clear()
        self._old.hide()
        self._tell(say("The PIN is set. Now save the recovery sheet."))
        self._can_save()
        self._save.setFocus()

    def _tell(self, words: str) -> None:
        self._told.setText(words)

    # ---- the sheet

    def _default_path(self) -> Path:
        places = QStandardPaths.StandardLocation
        folder = QStandardPaths.writableLocation(places.DocumentsLocation) or str(Path.home())
        shop = _UNFIT.sub("", self._shop()).strip() or "shop"
        return Path(folder) / f"Florin {shop}.pdf"

    def _shop(self) -> str:
        return "" if self._seen is None else str(self._seen.values.get("shop.name", ""))

    def _pick(self) -> None:
        dialog = QFileDialog(self.place.window, say("Recovery sheet"), str(self._default_path()))
        dialog.setObjectName("setup.sheet.dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(str(self._default_path()))
        dialog.fileSelected.connect(lambda path: self._start_sheet(Path(path)))
        dialog.open()

    def _start_sheet(self, path: Path) -> None:
        self.place.errands.start_newest("setup.sheet", self._make_sheet(path))

    async def _make_sheet(self, path: Path) -> None:
        pin = self._known_pin()
        try:
            code = await self.place.ask(lambda door: door.owner.new_code(pin))
            folder = "" if self._seen is None else self._seen.folder
            sheet = RecoverySheet(
                shop=self._shop(), day=moment_text(int(time.time())), folder=folder, code=code
            )
            write_sheet(sheet, path)
            await self.place.ask(lambda door: door.owner.keep_code(pin, code))
        except (Refused, Trouble) as why:
            self._sheet_told.setText(again(str(why)))
            return
        self._path = path
        self._look.show()
        self._sheet_told.setText(
            say("Saved as {path}. Print it, lock it away, then delete the file.", path=path)
        )

    def _show_sheet(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))
