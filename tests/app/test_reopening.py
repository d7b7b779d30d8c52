"""Shops opened anew while something is under way, and one that comes back from its backup."""

import asyncio
import socket
import threading
from pathlib import Path

import pytest
from qasync import QEventLoop

from pos.app.backup.key import make_key
from pos.app.desktop import Life
from pos.app.profile import Profile, sole_use
from pos.app.setup.books import Books
from pos.app.setup.goods import Goods
from pos.app.setup.owner import Owner
from pos.domain.errors import Refused
from pos.gui.window import MainWindow
from pos.storage.store import open_store
from tests.app.backup.shops import PASSPHRASE, Shop
from tests.app.lives import (
    EMPTY,
    REAL,
    cart_in,
    click,
    is_open,
    lived,
    part,
    until,
    words_in,
    words_of,
    write,
)


def test_a_shop_comes_back_from_its_real_backup_by_the_button_of_the_first_start(
    loop: QEventLoop, window: MainWindow, profile: Profile, tmp_path: Path
) -> None:
    lost = Shop(folder=tmp_path / "lost", backups=tmp_path / "backups")
    for each in (lost.folder, lost.backups):
        each.mkdir()
    (lost.folder / "config.toml").write_text(REAL, encoding="utf-8")
    asyncio.run(sold_in(lost.profile))
    make_key(lost.folder, PASSPHRASE)
    made = lost.backed_up()

    async def story(life: Life) -> None:
        life.open(None)
        await click(window, "setup.next")  # the language is written down before anything else
        await click(window, "setup.start.restore")
        await until(lambda: part(window, "restore.path") is not None)
        write(window, "restore.path", str(made.path))
        write(window, "restore.passphrase", "not the one")
        await click(window, "restore.yes")
        await until(lambda: "passphrase" in words_of(window, "restore.why"))
        assert window.desktop is not None

        write(window, "restore.passphrase", PASSPHRASE)
        await click(window, "restore.yes")
        await until(lambda: is_open(window, is_practice=False))

        assert words_of(window, "strip.shop") == "Corner shop"
        with pytest.raises(Refused, match="already open"), sole_use(profile.folder):
            pass  # it is the shop of the backup that sells now

    lived(loop, window, profile, story)
    asyncio.run(look_through(profile))
    assert PASSPHRASE not in "".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in profile.folder.rglob("*")
        if path.is_file()
    )


async def sold_in(profile: Profile) -> None:
    """A PIN and something to sell."""
    books = Books(profile, None)
    await Owner(books).choose("2468", "")
    await Goods(books).add_demo("EUR")


async def look_through(profile: Profile) -> None:
    """The PIN is the one of the lost machine, and so is what there is to sell."""
    books = Books(profile, None)
    await Owner(books).check("2468")
    assert await Goods(books).count() > 10


def put_in_cart(window: MainWindow) -> None:
    assert window.desktop is not None
    window.desktop.sell.counter.type_key("5")
    window.desktop.sell.counter.enter()


def engines() -> int:
    return [each.name for each in threading.enumerate()].count("engine")


def test_asking_again_and_again_while_a_shop_opens_opens_one(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    async def story(life: Life) -> None:
        life.open(True)
        window.reopen(True)  # its engine has hardly begun
        window.reopen(True)
        await asyncio.sleep(0)
        window.reopen(True)
        await until(lambda: is_open(window, is_practice=True))
        window.reopen(True)
        window.reopen(True)
        await until(lambda: window.desktop is None)
        await until(lambda: is_open(window, is_practice=True))

        assert engines() == 1

    lived(loop, window, profile, story)


def test_a_cart_that_was_put_away_comes_back_once_after_a_shop_that_did_not_open(
    loop: QEventLoop, window: MainWindow, profile: Profile
) -> None:
    async def story(life: Life) -> None:
        life.open(None)
        await until(lambda: is_open(window, is_practice=True))
        put_in_cart(window)
        before = cart_in(window)
        assert before is not None

        window.reopen(False)
        await until(lambda: "No coin is switched on" in words_in(window))
        window.starting.practised.emit()
        await until(lambda: is_open(window, is_practice=True))
        await until(lambda: (cart_in(window) or EMPTY).lines == before.lines)
        window.reopen(True)
        await until(lambda: window.desktop is None)
        await until(lambda: is_open(window, is_practice=True))
        await until(lambda: (cart_in(window) or EMPTY).lines == before.lines)

    lived(loop, window, profile, story)

    assert asyncio.run(held_in(profile)) == 0


async def held_in(profile: Profile) -> int:
    store = open_store(profile.data(is_practice=True) / "florin.db")
    try:
        return len(await store.retail.held())
    finally:
        store.close()


def test_a_shop_sells_on_where_another_program_has_its_port(
    loop: QEventLoop, window: MainWindow, profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    window.errands.troubled.connect(told.append)

    async def story(life: Life) -> None:
        life.open(True)
        await until(lambda: is_open(window, is_practice=True))
        with socket.create_server(("127.0.0.1", 0)) as other:
            place = f"127.0.0.1:{other.getsockname()[1]}"
            monkeypatch.setenv("FLORIN_SERVER__LISTEN", place)
            window.reopen(True)
            await until(lambda: window.desktop is None)
            await until(lambda: is_open(window, is_practice=True) and bool(told))
        window.reopen(True)
        await until(lambda: window.desktop is None)
        await until(lambda: is_open(window, is_practice=True))

    lived(loop, window, profile, story)

    assert len(told) == 1
    assert told[0].startswith("Online shops cannot pay here")
