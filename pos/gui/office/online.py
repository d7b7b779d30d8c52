"""What the manager does for online shops: make and end keys, add, change, try, remove webhooks."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pos.domain.errors import Refused
from pos.domain.payment.effects import Webhook
from pos.domain.ports.outbox import Delivery
from pos.domain.ports.shops import Scope
from pos.engine.hooks import checked_url
from pos.gui.asking import TextSheet
from pos.gui.bridge import Bridge
from pos.gui.dialogs import ConfirmSheet
from pos.gui.errands import Errands
from pos.gui.office.hooksheet import HookSheet
from pos.gui.office.onlinepage import OnlinePage
from pos.gui.office.sheets import LogSheet, NewKeySheet, SecretSheet
from pos.gui.pinsheet import PinDesk
from pos.gui.present.office import (
    HOOK_WORDS,
    NOT_AGREED,
    ROTATE,
    HookAct,
    HookRow,
    KeyRow,
    OfficeSeen,
    Said,
    change_agreement,
    hook_agreement,
    hook_secret_words,
    key_agreement,
    key_secret_words,
    log_lines,
    office_page,
    remove_agreement,
    revoke_question,
    rotate_agreement,
    test_said,
    testing,
)
from pos.gui.present.words import say
from pos.gui.shopfront import Shopfront
from pos.gui.theme import Theme

LOG_LENGTH: Final = 50
SOON_MS: Final = 300
"""News of many deliveries is read in one piece."""


class Online(QObject):
    """Asks what has to be asked and tells the engine; every lasting change takes the PIN.

    Signals: key_made(str) the secret of a new key, which is told this one time.
    """

    key_made = Signal(str)

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        bridge: Bridge,
        errands: Errands,
        now: Callable[[], int],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._bridge = bridge
        self._errands = errands
        self._now = now
        self._pins = PinDesk(theme, bridge, self._errands)
        self._pins.setParent(self)
        self._seen = OfficeSeen()
        self._tests: dict[str, Said] = {}
        self._log: tuple[str, LogSheet] | None = None
        self.page: OnlinePage | None = None
        """None until somebody went to the office."""
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.refresh)
        bridge.deliveries_moved.connect(self._hear)

    def make_page(self) -> OnlinePage:
        """The page, whose wishes are heard here."""
        self.page = page = OnlinePage(self._theme)
        page.looked.connect(self.refresh)
        page.key_wanted.connect(self.new_key)
        page.revoked.connect(self._revoke)
        page.hook_wanted.connect(self._new_hook)
        page.acted.connect(self._act)
        return page

    def refresh(self) -> None:
        """Read everything that is shown anew."""
        self._errands.start_newest("office", self._read())

    async def _read(self) -> None:
        self._seen = await self._bridge.ask(_seen_by)
        self._tell()
        if self._log is not None:
            id, sheet = self._log
            log = await self._bridge.ask(lambda front: front.hooks.log(id, LOG_LENGTH))
            if self._log == (id, sheet):  # nobody closed it meanwhile
                sheet.show_lines(log_lines(log, self._now()))

    def _tell(self) -> None:
        if self.page is not None:
            self.page.show_page(office_page(self._seen, self._tests, self._now()))

    def _hear(self, deliveries: Sequence[Delivery]) -> None:
        is_shown = self.page is not None and self.page.isVisible()
        is_ours = any(isinstance(delivery.effect, Webhook) for delivery in deliveries)
        if is_shown and is_ours and not self._soon.isActive():
            self._soon.start()

    # ---- keys

    def new_key(self) -> None:
        """Ask what a new key is for, and make it."""

        async def take(name: str, scopes: Collection[Scope]) -> None:
            await self._agreed(sheet, key_agreement(name, scopes))
            _, secret = await self._bridge.ask(lambda front: front.access.make(name, scopes))
            self.key_made.emit(secret)
            self._errands.start(
                self._tell_secret(say("New API key"), key_secret_words(name), secret)
            )

        sheet = NewKeySheet(self._window, self._theme, self._errands, take)
        sheet.open()

    def _revoke(self, row: KeyRow) -> None:
        title, words = revoke_question(row)
        sheet = ConfirmSheet(self._window, self._theme, title, words, say("Revoke"))
        sheet.confirmed.connect(
            lambda: self._errands.start(
                self._change(f"{title} {words}", lambda front: front.access.revoke(row.id))
            )
        )
        sheet.open()

    # ---- webhooks

    def _new_hook(self) -> None:
        async def take(typed: str) -> None:
            url = checked_url(typed)
            await self._agreed(sheet, hook_agreement(url))
            secret = await self._bridge.ask(lambda front: _add_hook(front, url))
            self._errands.start(
                self._tell_secret(say("New webhook"), hook_secret_words(url), secret)
            )

        sheet = TextSheet(
            self._window,
            self._theme,
            "hookUrl",
            say("New webhook"),
            words=say(HOOK_WORDS),
            deed=say("Add"),
            errands=self._errands,
            take=take,
        )
        sheet.open()

    def _act(self, act: HookAct, row: HookRow) -> None:
        match act:
            case HookAct.TEST:
                self._errands.start(self._test(row.id))
            case HookAct.LOG:
                self._show_log(row)
            case HookAct.CHANGE:
                self._change_hook(row)
            case HookAct.REMOVE:
                words = remove_agreement(row)
                self._errands.start(self._change(words, lambda front: front.hooks.remove(row.id)))

    def _change_hook(self, row: HookRow) -> None:
        async def take(events: tuple[str, ...], is_on: bool) -> None:
            await self._agreed(sheet, change_agreement(row, events, is_on=is_on))
            await self._bridge.ask(
                lambda front: front.hooks.change(row.id, events=events, is_on=is_on)
            )
            self.refresh()

        async def rotate() -> None:
            await self._agreed(sheet, rotate_agreement(row))
            secret = await self._bridge.ask(lambda front: _rotate_hook(front, row.id))
            words = hook_secret_words(row.url)
            self._errands.start(self._tell_secret(say(ROTATE), words, secret))

        sheet = HookSheet(self._window, self._theme, self._errands, row, take, rotate)
        sheet.open()

    async def _test(self, id: str) -> None:
        under_way = testing()
        if self._tests.get(id) == under_way:
            return
        self._tests[id] = under_way
        self._tell()
        try:
            outcome = await self._bridge.ask(lambda front: front.hooks.test(id))
            self._tests[id] = test_said(outcome, self._now())
        finally:
            if self._tests[id] == under_way:  # it was refused, which is told where all is told
                del self._tests[id]
            self._tell()

    def _show_log(self, row: HookRow) -> None:
        sheet = LogSheet(self._window, self._theme, row.url)
        sheet.sent_again.connect(lambda delivery: self._errands.start(self._send_again(delivery)))
        sheet.finished.connect(self._forget_log)
        self._log = (row.id, sheet)
        sheet.open()
        self.refresh()

    def _forget_log(self) -> None:
        self._log = None

    async def _send_again(self, delivery_id: str) -> None:
        await self._bridge.ask(lambda front: front.records.deliver_again(delivery_id))
        self.refresh()

    # ---- what all of them share

    async def _agreed(self, parent: QWidget, words: str) -> None:
        """Return once the manager has agreed. Raises Refused if nobody did."""
        if not await self._pins.agree(parent, words):
            raise Refused("not_agreed", say(NOT_AGREED))

    async def _change(self, words: str, deed: Callable[[Shopfront], Awaitable[None]]) -> None:
        """Do it if the manager agrees; what is refused may be shown as it was long ago."""
        if await self._pins.agree(self._window, words):
            try:
                await self._bridge.ask(deed)
            finally:
                self.refresh()

    async def _tell_secret(self, title: str, words: str, secret: str) -> None:
        """Show a secret, this one time, once the sheet that asked for it has closed."""
        SecretSheet(self._window, self._theme, title, words, secret).open()
        self.refresh()


async def _seen_by(front: Shopfront) -> OfficeSeen:
    endpoints = await front.hooks.listed()
    return OfficeSeen(
        keys=await front.access.listed(),
        endpoints=endpoints,
        logs={each.id: await front.hooks.log(each.id, 1) for each in endpoints},
    )


async def _rotate_hook(front: Shopfront, id: str) -> str:
    """The new secret of an endpoint, which is told this one time."""
    return front.hooks.secret_of(await front.hooks.rotate(id))


async def _add_hook(front: Shopfront, url: str) -> str:
    """The secret of the new endpoint, which is told this one time."""
    return front.hooks.secret_of(await front.hooks.add(url))
