"""The sheet that changes a webhook: what it is told of, whether it is on, and its secret."""

from collections.abc import Awaitable, Callable
from typing import Final

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from pos.domain.errors import Refused, Trouble
from pos.domain.payment.events import EVENT_NAMES
from pos.gui.dialogs import Sheet
from pos.gui.errands import Errands
from pos.gui.office.sheets import TickBox
from pos.gui.parts import GAP, Button, label, named, row, selectable
from pos.gui.present.office import (
    EVERYTHING,
    GROUP_WORDS,
    NO_EVENT,
    ROTATE,
    HookRow,
    chosen_events,
    groups_of,
    is_told,
)
from pos.gui.present.words import again, say
from pos.gui.theme import Theme

SIZE: Final = (720, 660)
AROUND_PX: Final = 40
INDENT_PX: Final = 36

Take = Callable[[tuple[str, ...], bool], Awaitable[object]]


class HookSheet(Sheet):
    """Stays until the change was taken; the secret can be replaced from here."""

    def __init__(  # noqa: PLR0913, PLR0917 - one argument for each thing that it needs
        self,
        parent: QWidget,
        theme: Theme,
        errands: Errands,
        hook: HookRow,
        take: Take,
        rotate: Callable[[], Awaitable[object]],
    ) -> None:
        super().__init__(parent, theme, "hook", say("Change a webhook"))
        self._errands = errands
        self._take = take
        self._rotate = rotate
        self._is_busy = False
        self.body.addWidget(selectable(hook.url))
        self._on = TickBox(theme, "hook.on", say("Switched on"))
        self._on.setChecked(hook.is_on)
        self._boxes = {name: self._box(name, name) for name in EVENT_NAMES}
        for name, box in self._boxes.items():
            box.setChecked(is_told(hook.events, name))
        renew = Button("hook.rotate", say(ROTATE))
        renew.clicked.connect(lambda: self._start(self._rotate))
        head = row(self._on, renew)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._events(), 1)
        self._why = label("", name="hook.why", role="danger", wraps=True)
        self._why.hide()
        self.body.addWidget(self._why)
        _, yes = self.add_buttons(say("Back"), say("Change"))
        yes.clicked.connect(lambda: self._start(self._answer))
        self.resize(
            min(theme.px(SIZE[0]), parent.width() - AROUND_PX),
            min(theme.px(SIZE[1]), parent.height() - AROUND_PX),
        )

    def reject(self) -> None:
        if not self._is_busy:  # its answer comes in a moment, and needs somewhere to stand
            super().reject()

    def _box(self, name: str, word: str) -> TickBox:
        return TickBox(self.theme, f"hook.{name}", word)

    def _events(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(GAP // 2)
        everything = self._box("everything", say(EVERYTHING))
        self._lead(everything, list(self._boxes.values()))
        column.addWidget(everything)
        for group, names in groups_of(EVENT_NAMES).items():
            head = self._box(group.rstrip("."), say(GROUP_WORDS.get(group, group)))
            self._lead(head, [self._boxes[name] for name in names])
            column.addWidget(head)
            for name in names:
                line = row(self._boxes[name])
                line.setContentsMargins(self.theme.px(INDENT_PX), 0, 0, 0)
                column.addLayout(line)
        column.addStretch(1)
        area = named(QScrollArea(widgetResizable=True), "hook.events")
        area.setWidget(inside)
        return area

    def _lead(self, head: TickBox, boxes: list[TickBox]) -> None:
        """A tick for all of them, which follows when the last of them is ticked."""

        def follow() -> None:
            head.setChecked(all(box.isChecked() for box in boxes))

        def lead() -> None:
            is_on = head.isChecked()  # it follows each of them meanwhile
            for box in boxes:
                box.setChecked(is_on)

        follow()
        head.clicked.connect(lead)
        for box in boxes:
            box.toggled.connect(follow)

    async def _answer(self) -> None:
        told = [name for name, box in self._boxes.items() if box.isChecked()]
        if not told:
            raise Refused("no_event", say(NO_EVENT))
        await self._take(chosen_events(told, EVENT_NAMES), self._on.isChecked())

    def _start(self, deed: Callable[[], Awaitable[object]]) -> None:
        if not self._is_busy:
            self._is_busy = True
            self._errands.start(self._try(deed))

    async def _try(self, deed: Callable[[], Awaitable[object]]) -> None:
        try:
            await deed()
        except (Refused, Trouble) as why:
            self._why.setText(again(str(why)))
            self._why.show()
        else:
            self.accept()
        finally:
            self._is_busy = False
