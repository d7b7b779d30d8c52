"""The page of the products: a list from a file, tried before anything changes, or none."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from pos.domain.errors import Refused, Trouble
from pos.gui.parts import GAP, Button, clear, label, row, selectable
from pos.gui.present.figures import fiat_text
from pos.gui.present.words import again, count, say
from pos.gui.setup.page import Page, Workplace, field
from pos.gui.setupdoors import DryRun, Mark, SetupDoor, SetupSeen, Step

SHOWN: Final = 6
FAULTS: Final = 8


class GoodsPage(Page):
    """A dry run of the list, then the import."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, Step.GOODS)
        self._currency = ""
        self._is_done = False
        self._run: DryRun | None = None
        self._path = field(self.theme, "setup.goods.path", say("File with your products"))
        self._path.setPlaceholderText(say("A table saved as CSV: name, price, category, barcode"))
        self._path.returnPressed.connect(self._try)
        pick = self._button("setup.goods.pick", say("Choose a file…"), self._pick)
        self._none = self._button("setup.goods.none", say("Only the keypad"), self._without)
        demo = self._button("setup.goods.demo", say("Demo products"), self._demo)
        self._told = QVBoxLayout()
        self._told.setSpacing(GAP // 2)
        line = row(self._path, pick)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addLayout(row(self._none, demo, 1))
        self.body.addLayout(self._told)
        self.body.addStretch(1)

    def show_seen(self, seen: SetupSeen) -> None:
        """How many there are."""
        self._currency = str(seen.values.get("shop.currency", "EUR"))
        self._is_done = bool(seen.products) or seen.marks.get(Step.GOODS) is Mark.DONE
        clear(self._told)
        if seen.products:
            self._say(
                count("Your shop has {n} product.|Your shop has {n} products.", seen.products)
            )

    def take_focus(self) -> bool:
        """The file can be named at once."""
        self._path.setFocus()
        return True

    def has_answer(self) -> bool:
        """Whether a list was imported, or the keypad was chosen."""
        return self._is_done

    def _button(self, name: str, words: str, act: Callable[[], None]) -> Button:
        made = Button(name, words)
        made.setMinimumHeight(self.theme.px(56))
        made.clicked.connect(act)
        return made

    def _pick(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self.place.window, say("File with your products"), folder)
        dialog.setObjectName("setup.goods.dialog")
        dialog.setNameFilters([say("Tables (*.csv *.txt *.tsv)"), say("All files (*)")])
        dialog.fileSelected.connect(self._picked)
        dialog.open()

    def _picked(self, path: str) -> None:
        self._path.setText(path)
        self._try()

    def _try(self) -> None:
        path = Path(self._path.text().strip())
        currency = self._currency
        self._act(lambda door: door.goods.try_file(path, currency), self._show_run)

    def _without(self) -> None:
        self._is_done = True
        self.finished.emit()

    def _demo(self) -> None:
        currency = self._currency
        self._act(lambda door: door.goods.add_demo(currency), self._show_count)

    def _import(self) -> None:
        run, currency = self._run, self._currency
        if run is not None:
            path = Path(run.path)
            self._act(lambda door: door.goods.import_file(path, currency), self._show_count)

    def _act(
        self, wish: Callable[[SetupDoor], Awaitable[object]], show: Callable[[object], None]
    ) -> None:
        self.place.errands.start_newest("setup.goods", self._ask(wish, show))

    async def _ask(
        self, wish: Callable[[SetupDoor], Awaitable[object]], show: Callable[[object], None]
    ) -> None:
        try:
            answer = await self.place.ask(wish)
        except (Refused, Trouble) as why:
            clear(self._told)
            self._say(again(str(why)), role="danger", name="setup.goods.why")
            return
        show(answer)

    def _show_count(self, answer: object) -> None:
        assert isinstance(answer, int)
        self._is_done = True
        clear(self._told)
        words = count("Your shop has {n} product now.|Your shop has {n} products now.", answer)
        self._say(words, name="setup.goods.done")

    def _show_run(self, answer: object) -> None:
        assert isinstance(answer, DryRun)
        self._run = answer
        clear(self._told)
        good = len(answer.listed)
        words = count("{n} product can be read.|{n} products can be read.", good)
        self._say(words, role="strong", name="setup.goods.count")
        for fault in answer.faults[:FAULTS]:
            why = say("Line {line}: {words}", line=fault.line, words=again(fault.words))
            self._say(why, role="danger", name=f"setup.goods.fault.{fault.line}")
        if len(answer.faults) > FAULTS:
            more = len(answer.faults) - FAULTS
            self._say(count("and {n} more line|and {n} more lines", more), role="danger")
        if answer.faults:
            self._say(say("Correct these lines and choose the file again: nothing was imported."))
            return
        self._show_goods(answer)

    def _show_goods(self, run: DryRun) -> None:
        for each in run.listed[:SHOWN]:
            parts = (each.title, fiat_text(each.price), each.category, each.barcode)
            self._say("   ".join(part for part in parts if part))
        if len(run.listed) > SHOWN:
            self._say("…")
        if run.unread:
            names = ", ".join(run.unread)
            self._say(say("Columns that are left alone: {names}", names=names), role="muted")
        deed = count("Import {n} product|Import {n} products", len(run.listed))
        button = self._button("setup.goods.import", deed, self._import)
        button.setProperty("role", "primary")
        self._told.addWidget(button)

    def _say(self, words: str, *, role: str = "", name: str = "") -> None:
        line = label(words, role=role, name=name, wraps=True) if role else selectable(words)
        if name:
            line.setObjectName(name)
        self._told.addWidget(line)
