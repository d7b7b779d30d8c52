"""The window and real shops behind it, one after the other, without ending the program."""

import gc
import threading
from weakref import ref

import pytest
from qasync import QEventLoop

from pos.app.configfile import changed
from pos.app.desktop import Life
from pos.app.profile import Profile, sole_use
from pos.domain.errors import Refused
from pos.gui.window import MainWindow
from pos.storage.store import READING_THREADS
from tests.app.lives import EMPTY, REAL, cart_in, is_open, lived, until, words_in


def test_practice_becomes_real_and_real_becomes_practice_in_one_window(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    async def story(life: Life) -> None:
        life.open(None)
        await until(lambda: is_open(window, is_practice=True))
        profile.config.write_text(REAL, encoding="utf-8")

        window.reopen(False)
        await until(lambda: is_open(window, is_practice=False))
        with sole_use(profile.data(is_practice=True)):
            pass  # the practice folder is free again
        with pytest.raises(Refused, match="already open"), sole_use(profile.folder):
            pass

        window.reopen(True)
        await until(lambda: is_open(window, is_practice=True))

    lived(loop, window, profile, story)


def test_the_cart_is_there_again_when_the_same_shop_opens_anew(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    async def story(life: Life) -> None:
        life.open(True)
        await until(lambda: is_open(window, is_practice=True))
        assert window.desktop is not None
        window.desktop.sell.counter.type_key("5")
        window.desktop.sell.counter.enter()
        before = cart_in(window)
        assert before is not None
        assert before.lines

        window.reopen(True)
        await until(lambda: window.desktop is None)
        await until(lambda: is_open(window, is_practice=True))
        await until(lambda: (cart_in(window) or EMPTY).lines == before.lines)

    lived(loop, window, profile, story)


def test_shops_that_were_left_leave_neither_threads_nor_panes_behind(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    async def story(life: Life) -> None:
        life.open(True)
        await until(lambda: is_open(window, is_practice=True))
        left = []
        for _ in range(4):
            left.append(ref(window.desktop))
            window.reopen(True)
            await until(lambda: window.desktop is None)
            await until(lambda: is_open(window, is_practice=True))
        gc.collect()

        assert [each() for each in left] == [None] * 4
        names = [each.name for each in threading.enumerate()]
        assert names.count("engine") == 1
        assert sum(name.startswith("database reader") for name in names) <= READING_THREADS

    lived(loop, window, profile, story)


def test_a_shop_that_cannot_open_says_why_and_the_way_back_works(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    async def story(life: Life) -> None:
        life.open(None)
        await until(lambda: is_open(window, is_practice=True))

        window.reopen(False)
        await until(lambda: "No coin is switched on" in words_in(window))
        window.starting.practised.emit()
        await until(lambda: is_open(window, is_practice=True))

    lived(loop, window, profile, story)


def test_a_shop_whose_records_vanish_leaves_the_window_and_says_why(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    records = profile.data(is_practice=True) / "florin.db"

    async def story(life: Life) -> None:
        life.open(True)
        await until(lambda: is_open(window, is_practice=True))
        whole = records.read_bytes()
        records.unlink()

        await until(lambda: "was deleted, moved or replaced" in words_in(window))
        assert window.desktop is None
        window.starting.retried.emit()
        await until(lambda: "are gone or empty" in words_in(window))
        records.write_bytes(whole)
        window.starting.retried.emit()
        await until(lambda: is_open(window, is_practice=True))

    lived(loop, window, profile, story)


def test_trying_again_repeats_what_was_wanted(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    async def story(life: Life) -> None:
        life.open(False)
        assert "No coin is switched on" in words_in(window)
        profile.config.write_text(REAL, encoding="utf-8")

        window.starting.retried.emit()
        await until(lambda: is_open(window, is_practice=False))

    lived(loop, window, profile, story)


def test_closing_on_a_refusal_ends_the_program_with_it(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    async def story(life: Life) -> None:
        life.open(False)
        window.close()
        with pytest.raises(Refused, match="No coin is switched on"):
            await life.closed

    lived(loop, window, profile, story)


def test_closing_the_window_before_the_engine_has_begun_ends_it_all_the_same(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    async def story(life: Life) -> None:
        life.open(True)
        window.close()
        assert await life.closed == 0

    lived(loop, window, profile, story)


def test_closing_the_window_while_another_shop_is_opening_ends_everything(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    async def story(life: Life) -> None:
        life.open(True)
        await until(lambda: is_open(window, is_practice=True))
        window.reopen(True)
        window.close()
        assert await life.closed == 0

    lived(loop, window, profile, story)


def test_settings_with_which_nothing_opens_are_taken_back_and_the_reason_is_told(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    told: list[str] = []
    window.errands.refused.connect(told.append)
    profile.config.write_text(REAL, encoding="utf-8")

    async def story(life: Life) -> None:
        life.open(None)
        await until(lambda: is_open(window, is_practice=False))
        changed(profile.config, {"shop.name": "New name", "chains.ETH.http": ["no address"]})
        window.reopen(None)
        await until(lambda: bool(told) and is_open(window, is_practice=False))

    lived(loop, window, profile, story)

    assert profile.config.read_text(encoding="utf-8") == REAL
    assert told[0].startswith("The new settings were taken back: chains.ETH.http: is written as")
    assert "New name" in profile.config.with_name("config.toml.refused").read_text(encoding="utf-8")
