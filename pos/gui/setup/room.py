"""Leads through the assistant: which page is in front, what is written, and where it ends."""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos.domain.errors import Refused, Trouble
from pos.gui.bridge import Bridge
from pos.gui.frame import Frame, as_widget
from pos.gui.pinsheet import PinDesk
from pos.gui.present.setup import STEPS
from pos.gui.present.words import again, later, say, tongue
from pos.gui.setup.coins import CoinsPage
from pos.gui.setup.goods import GoodsPage
from pos.gui.setup.language import LanguagePage
from pos.gui.setup.opening import OpenPage
from pos.gui.setup.owner import OwnerPage
from pos.gui.setup.page import Page, Workplace
from pos.gui.setup.pane import SetupPane
from pos.gui.setup.policy import PolicyPage
from pos.gui.setup.rates import RatesPage
from pos.gui.setup.restoresheet import RestoreSheet
from pos.gui.setup.shop import ShopPage
from pos.gui.setup.start import StartPage
from pos.gui.setup.trial import TrialPage
from pos.gui.setupdoors import Changes, Mark, PutBack, SetupSeen, Step
from pos.gui.theme import Theme

NO_PIN: Final = later(
    "This shop sells and has no manager's PIN. The owner sets one at a command line with: florin"
    " pin. Then the set-up assistant opens."
)


class SetupRoom(QObject):
    """The assistant of one shop; its pane is built when somebody goes there.

    `practise` leads to the practice till with its guide.
    """

    def __init__(
        self, frame: Frame, theme: Theme, bridge: Bridge, practise: Callable[[], None]
    ) -> None:
        super().__init__(as_widget(frame))
        self._frame = frame
        self._practise = practise
        self._place = Workplace(
            window=as_widget(frame), theme=theme, bridge=bridge, errands=frame.errands
        )
        self._pins = PinDesk(theme, bridge, frame.errands)
        self._pins.setParent(self)
        self._seen: SetupSeen | None = None
        self._here = STEPS[0]
        self._came_from: QWidget | None = None
        self._pages: dict[Step, Page] = {}
        self.pane: SetupPane | None = None
        frame.stack.currentChanged.connect(self._make_room)

    @property
    def is_open(self) -> bool:
        """Whether the assistant fills the window."""
        return self.pane is not None and self._frame.stack.currentWidget() is self.pane

    def open(self, step: Step | None = None) -> None:
        """Fill the window with the page where the owner was last, or with this one."""
        self._frame.errands.start(self._open(step))

    def back(self) -> None:
        """One page back; from the first one nowhere."""
        self._go(STEPS[max(0, STEPS.index(self._here) - 1)])

    async def _open(self, step: Step | None) -> None:
        seen = await self._place.ask(lambda door: door.notes.seen())
        if not await self._may_enter(seen):
            return
        self._seen = seen
        if self.pane is None:
            self.pane = self._built()
        if not self.is_open:
            self._came_from = self._frame.stack.currentWidget()
        self._frame.stack.setCurrentWidget(self.pane)
        self._go(step or self._seen.here)

    async def _may_enter(self, seen: SetupSeen) -> bool:
        """Whose the money is, is said here: once that was told, the manager alone changes it."""
        is_selling = any(coin.is_on for coin in seen.coins)
        is_told = is_selling or any(coin.waits or coin.has_wallet for coin in seen.coins)
        if self.is_open or not is_told:
            return True
        if not seen.has_pin:
            if is_selling:  # who sets its PIN must be the owner, not whoever stands here
                raise Refused("no_pin", say(NO_PIN))
            return True

        async def check(pin: str) -> None:
            await self._place.ask(lambda door: door.owner.check(pin))

        words = say("In the assistant it is changed where the money of this shop goes.")
        return await self._pins.agree_by(self._place.window, words, check)

    def _built(self) -> SetupPane:
        pane = SetupPane(self._place.theme)
        kinds = (
            LanguagePage, StartPage, ShopPage, OwnerPage, CoinsPage,
            PolicyPage, RatesPage, GoodsPage, TrialPage, OpenPage,
        )  # fmt: skip
        for kind in kinds:
            page = kind(self._place)
            self._pages[page.step] = page
            pane.add(page)
            page.finished.connect(self._next)
            page.rested.connect(pane.focus_next)
        trial, start = self._pages[Step.TRIAL], self._pages[Step.START]
        assert isinstance(trial, TrialPage)
        assert isinstance(start, StartPage)
        trial.wanted.connect(self._try_selling)
        start.practised.connect(self._try_selling)
        start.restored.connect(self._restore)
        pane.went.connect(self._go)
        pane.nexted.connect(self._next)
        pane.skipped.connect(self._skip)
        pane.backed.connect(self.back)
        pane.closed.connect(self._close)
        self._frame.stack.addWidget(pane)
        return pane

    def _make_room(self) -> None:
        """The assistant has the window for itself."""
        self._frame.rail.setVisible(not self.is_open)
        self._frame.strip.setVisible(not self.is_open)
        self._frame.show_docks(not self.is_open)

    # ---- from page to page

    def _go(self, step: Step) -> None:
        seen, pane = self._seen, self.pane
        if seen is None or pane is None:
            return
        self._pages[self._here].leave()
        self._here = step
        self._pages[step].show_seen(seen)
        pane.show_step(step, seen.marks)
        if not self._pages[step].take_focus():
            pane.focus_next()

    def _next(self) -> None:
        page = self._pages[self._here]
        try:
            changes = page.answer()
        except Refused as why:
            self._say_why(again(why.text))
            return
        self._act(self._write(page, changes))

    def _skip(self) -> None:
        self._act(self._move_on(Mark.SKIPPED))

    def _close(self) -> None:
        self._act(self._end(is_open=False))

    def _act(self, errand: Coroutine[Any, Any, None]) -> None:
        assert self.pane is not None
        self.pane.show_busy(True)
        self._frame.errands.start_newest("setup", self._watched(errand))

    async def _watched(self, errand: Coroutine[Any, Any, None]) -> None:
        """What is refused is said on the page, not in a message that goes away."""
        try:
            await errand
        except (Refused, Trouble) as why:
            self._say_why(again(str(why)))
        finally:
            if self.pane is not None:
                self.pane.show_busy(False)

    async def _write(self, page: Page, changes: Changes) -> None:
        if changes:
            await self._place.ask(lambda door: door.notes.save(changes))
        if page.step is STEPS[-1]:
            await self._end(is_open=True)
            return
        has_other_words = page.step is Step.LANGUAGE and self._has_other_words(changes)
        await self._move_on(Mark.DONE if page.has_answer() else Mark.SKIPPED)
        if has_other_words:
            self._frame.reopen(self._place.bridge.facts.is_practice)

    def _has_other_words(self, changes: Changes) -> bool:
        """Whether the window has to be built anew in another language or with other figures."""
        now, before = tongue(), "" if self._seen is None else self._seen.values.get("window.region")
        has_other_figures = (changes.get("window.region") or "") != (before or "")
        wanted = changes.get("window.language")
        return has_other_figures or wanted != ("en" if now is None else now.tag)

    async def _move_on(self, mark: Mark) -> None:
        done, here = self._here, STEPS[STEPS.index(self._here) + 1]
        await self._place.ask(lambda door: door.notes.mark(done, mark, here))
        self._seen = await self._place.ask(lambda door: door.notes.seen())
        self._go(here)

    async def _end(self, *, is_open: bool) -> None:
        await self._place.ask(lambda door: door.notes.finish(is_open=is_open))
        if self._came_from is not None:
            self._frame.stack.setCurrentWidget(self._came_from)
        if is_open:
            self._frame.reopen(False)

    def _restore(self) -> None:
        sheet = RestoreSheet(self._place)
        sheet.restored.connect(self._sell_on)
        sheet.open()

    def _sell_on(self, back: PutBack) -> None:
        """The shop of the backup takes the place of the one that is open."""
        if self._came_from is not None:
            self._frame.stack.setCurrentWidget(self._came_from)
        if back.note:
            self._frame.errands.troubled.emit(again(back.note))
        self._frame.reopen(None)

    def _try_selling(self) -> None:
        self._act(self._lead_to_till())

    async def _lead_to_till(self) -> None:
        """The sale is counted as made once its money is seen: the guide tells that."""
        here = self._here
        await self._place.ask(lambda door: door.notes.mark(here, Mark.DONE, Step.TRIAL))
        self._practise()

    def note_trial(self) -> None:
        """A practice sale was paid."""
        self._frame.errands.start(self._note_trial())

    async def _note_trial(self) -> None:
        here = Step.SHOP if self._is_new() else Step.OPEN
        await self._place.ask(lambda door: door.notes.mark(Step.TRIAL, Mark.DONE, here))

    def _is_new(self) -> bool:
        return self._seen is not None and Step.SHOP not in self._seen.marks

    def _say_why(self, words: str) -> None:
        if self.pane is not None:
            self.pane.show_why(words)
