"""What the manager does with settings: a draft is typed, judged, checked and saved."""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from pos.domain.errors import Refused, Trouble
from pos.gui.backoffice import Found, Saved, Setting, SettingsDoor, SettingsSeen
from pos.gui.bridge import Bridge
from pos.gui.frame import Frame, as_widget
from pos.gui.office.settingspage import SettingsPane
from pos.gui.office.settingssheets import CheckSheet, SaveSheet
from pos.gui.pinsheet import PinDesk
from pos.gui.present.office import NOT_AGREED
from pos.gui.present.settings import (
    SAVED,
    Draft,
    after_words,
    agreement,
    bar_words,
    change_lines,
    check_words,
    group_page,
    search_page,
)
from pos.gui.present.settingswords import ABOUT_GROUP, GROUP_TITLES, Group, group_of
from pos.gui.present.tokens import Token
from pos.gui.present.words import again, say
from pos.gui.shopfront import Shopfront
from pos.gui.theme import Theme

PAUSE_MS: Final = 250
"""Nobody is told what is wrong between two letters."""


class SettingsDesk(QObject):
    """Keeps what was typed until it is saved or undone, whatever page is in front.

    Signals: found(Found) a check found something, in the engine's thread; went(Group) another
    page of settings has to come to the front.
    """

    found = Signal(object)
    went = Signal(object)

    def __init__(self, frame: Frame, theme: Theme, bridge: Bridge, pins: PinDesk) -> None:
        super().__init__(as_widget(frame))
        self._frame = frame
        self._theme = theme
        self._bridge = bridge
        self._pins = pins
        self._errands = frame.errands
        self._seen: SettingsSeen | None = None
        self._group = Group.SHOP
        self._text = ""
        self._changes: dict[str, str | None] = {}
        self._problems: dict[str, str] = {}
        self.page: SettingsPane | None = None
        """None until somebody went there."""
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._judge_now)

    def make_page(self) -> SettingsPane:
        """The page, whose wishes are heard here."""
        self.page = page = SettingsPane(self._theme)
        page.looked.connect(self.refresh)
        page.searched.connect(self._search)
        page.typed.connect(self._type)
        page.usual.connect(lambda key: self._note(key, None))
        page.undone.connect(self._undo)
        page.added.connect(self._add)
        page.removed.connect(self._remove)
        page.kept.connect(self._undo)
        page.saved.connect(self._save)
        page.dropped.connect(self._drop)
        page.checked.connect(self._check)
        page.mended.connect(self._show_wrong)
        return page

    def show_group(self, group: Group) -> None:
        """Bring a group of settings to the front, instead of what was searched for."""
        self._group = group
        if self.page is not None:
            self._text = ""
            self.page.search_for("")
        self._tell()

    def refresh(self) -> None:
        """Read everything that is shown anew; what was typed stays."""
        self._errands.start_newest("settings", self._read())

    async def _read(self) -> None:
        try:
            self._seen = await self._with_added()
        except Refused as why:
            if self.page is not None:
                self.page.show_failure(again(why.text))
            return
        self._tell()

    async def _with_added(self) -> SettingsSeen:
        """How it stands now, and the fields of what was put in. Raises Refused."""
        added = {key: text for key, text in self._changes.items() if text == "" and _is_part(key)}
        return await self._bridge.read(lambda front: _door(front).seen(added))

    def _draft(self) -> Draft:
        return Draft(changes=dict(self._changes), problems=dict(self._problems))

    def _tell(self) -> None:
        if self.page is None or self._seen is None:
            return
        draft = self._draft()
        if self._text.strip():
            page = search_page(self._seen, self._text, draft)
            self.page.show_page(say("Search"), "", page)
        else:
            page = group_page(self._seen, self._group, draft)
            title, about = say(GROUP_TITLES[self._group]), say(ABOUT_GROUP[self._group])
            self.page.show_page(title, about, page)
        is_wrong = bool(self._problems)
        self.page.show_bar(
            bar_words(self._seen, draft), is_changed=bool(self._changes), is_wrong=is_wrong
        )

    # ---- the draft

    def _search(self, text: str) -> None:
        self._text = text
        self._tell()

    def _type(self, key: str, text: str) -> None:
        known = self._setting(key)
        if known is not None and not known.is_secret and text == known.value:
            self._undo(key)
        else:
            self._note(key, text)

    def _note(self, key: str, text: str | None) -> None:
        self._changes[key] = text
        self._tell()
        self._soon.start()

    def _undo(self, key: str) -> None:
        self._changes.pop(key, None)
        self._problems.pop(key, None)
        self._tell()
        self._soon.start()

    def _show_wrong(self) -> None:
        """Bring the first thing that is wrong to the front."""
        key = next((key for key in self._problems if key), "")
        if key and self.page is not None:
            self.went.emit(group_of(key))
            self.page.bring(key)

    def _add(self, section: str) -> None:
        self._changes[section] = ""
        self._errands.start_newest("settings", self._show_changed(section))
        self._soon.start()

    async def _show_changed(self, section: str) -> None:
        await self._read()
        if self.page is not None:
            self.page.bring(section)

    def _remove(self, section: str) -> None:
        """Take a section out, or what was put in but now; what was typed in it goes with it."""
        was_new = self._changes.get(section) == ""
        for key in [key for key in self._changes if key.startswith(f"{section}.")]:
            del self._changes[key]
        if was_new:
            del self._changes[section]
        else:
            self._changes[section] = None
        self._errands.start_newest("settings", self._show_changed(section))
        self._soon.start()

    def _drop(self) -> None:
        self._changes.clear()
        self._problems.clear()
        self.refresh()

    def _judge_now(self) -> None:
        self._errands.start_newest("settings.problems", self._judge())

    async def _judge(self) -> None:
        changes = dict(self._changes)
        try:
            found = await self._bridge.ask(lambda front: _door(front).problems(changes))
        except Refused as why:
            found = {"": why.text}
        self._problems = dict(found) if changes else {}
        self._tell()

    # ---- checking and saving

    def _check(self) -> None:
        sheet = CheckSheet(as_widget(self._frame), self._theme)
        self._errands.start(self._checked(sheet))
        sheet.open()

    async def _checked(self, sheet: CheckSheet) -> None:
        """Until all is told, or the sheet was closed."""
        changes, told = dict(self._changes), list[Found]()
        run = asyncio.ensure_future(
            self._bridge.ask(lambda front: _door(front).check(changes, self.found.emit))
        )
        is_left = asyncio.Event()

        def hear(found: object) -> None:
            assert isinstance(found, Found)
            if not is_left.is_set():
                told.append(found)
                sheet.add(found)

        def leave() -> None:
            is_left.set()
            run.cancel()

        sheet.ended.connect(leave)
        self.found.connect(hear)
        try:
            words = await self._checked_words(run, told)
        except asyncio.CancelledError:
            if not is_left.is_set():  # it is not the sheet that ends, but the window
                raise
        else:
            sheet.show_end(words)
        finally:
            self.found.disconnect(hear)

    async def _checked_words(self, run: Awaitable[None], told: Sequence[Found]) -> str:
        """What came of a check."""
        try:
            await run
        except (Refused, Trouble) as why:
            return again(str(why))
        await asyncio.sleep(0)  # so that what was found last is heard
        return check_words(told)

    def _save(self) -> None:
        if self._changes and self._seen is not None:
            self._errands.start(self._show_save())

    async def _show_save(self) -> None:
        changes = dict(self._changes)
        now = await self._with_added()
        before = await self._bridge.read(lambda front: _door(front).seen({}))
        after = await self._bridge.read(lambda front: _door(front).seen(changes))
        lines = change_lines(now, changes, after)

        async def take() -> None:
            sells = before.takes_money or after.takes_money
            if not await self._pins.agree_for_shop(sheet, agreement(lines), sells=sells):
                raise Refused("not_agreed", say(NOT_AGREED))
            saved = await self._bridge.ask(lambda front: _door(front).save(changes))
            self._have_saved(saved, has_coins=before.takes_money)

        window = as_widget(self._frame)
        words = after_words(before, after, changes)
        sheet = SaveSheet(window, self._theme, self._errands, lines, words, take)
        sheet.open()

    def _have_saved(self, saved: Saved, *, has_coins: bool) -> None:
        """What holds at once is done at once; for the rest the shop is opened anew.

        Who practises though there are coins goes on practising.
        """
        self._hear_sound()
        self._changes.clear()
        self._problems.clear()
        self.refresh()
        if saved is Saved.HOLDS:
            self._frame.toasts.say(Token.PAID, say(SAVED))
            return
        stays = self._bridge.facts.is_practice and has_coins
        self._frame.reopen(True if stays else None)

    def _hear_sound(self) -> None:
        """The window's own settings need no engine."""
        sounds, changes = self._frame.sounds, self._changes
        if "window.sound" in changes:
            sounds.is_on = changes["window.sound"] != "false"
            self._frame.strip.show_sound(is_on=sounds.is_on)
        if "window.volume" in changes:
            sounds.set_volume(int(changes["window.volume"] or self._usual("window.volume")) / 100)

    def _usual(self, key: str) -> str:
        known = self._setting(key)
        return "" if known is None else known.default

    def _setting(self, key: str) -> Setting | None:
        if self._seen is None:
            return None
        for section in self._seen.sections:
            for each in section.settings:
                if each.key == key:
                    return each
        return None


def _is_part(key: str) -> bool:
    """Whether a key is a whole section's."""
    return key.count(".") == 1 and key.partition(".")[0] in {
        "coins",
        "wallets",
        "chains",
        "refunds",
    }


def _door(front: Shopfront) -> SettingsDoor:
    """The door, without which there is no such page."""
    assert front.settings is not None, "a shop without settings shows no page of them"
    return front.settings
