"""Settings in the window: typed, judged, saved, and found again in the config on the disk."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from pos.app.config import load_settings
from pos.app.settings import Settings
from pos.chains.bitcoin.network import ZPUB
from pos.gui.backoffice import (
    Changes,
    Found,
    Kind,
    Saved,
    Section,
    Setting,
    SettingsSeen,
)
from pos.gui.bridge import Bridge
from pos.gui.window import MainWindow
from tests.chains.bitcoin.owner import exported
from tests.gui.counter import Finger
from tests.journeys.florin import XPUB
from tests.screens.backoffice import go, write_lines
from tests.screens.office import give_pin

OTHER_KEY: Final = exported("m/84'/0'/1'", ZPUB)


def config(folder: Path) -> Path:
    return folder / "config.toml"


def read(folder: Path) -> Settings:
    return load_settings(config(folder), {})


def save(finger: Finger) -> None:
    assert finger.until(lambda: finger.find("settings.save").isEnabled())
    finger.click("settings.save")
    finger.click("save.yes")
    give_pin(finger)


def reopened(finger: Finger) -> list[object]:
    """What the window was asked to open instead, from now on."""
    asked: list[object] = []
    assert isinstance(finger.window, MainWindow)
    finger.window.reopening.connect(asked.append)
    return asked


def why(finger: Finger, key: str) -> str:
    name = f"setting.{key}.why"
    assert finger.until(lambda: finger.sees(name))
    return finger.text(name)


def all_words() -> str:
    parts = [part for top in QApplication.topLevelWidgets() for part in top.findChildren(QWidget)]
    said = [part.accessibleName() + part.toolTip() for part in parts]
    said += [part.text() for part in parts if isinstance(part, QLabel | QLineEdit)]
    said += [part.toPlainText() for part in parts if isinstance(part, QPlainTextEdit)]
    return "\n".join(said)


def test_what_is_typed_lands_in_the_config_and_its_comments_stay(
    back: Finger, tmp_path: Path
) -> None:
    asked = reopened(back)
    go(back, "Shop")
    back.write_in("setting.shop.name", "Nakamoto Tea")
    write_lines(back, "setting.shop.address", "1 High Street\nOldtown")
    go(back, "Rates")
    back.click("setting.rates.kraken")
    save(back)

    settings = read(tmp_path)
    assert settings.shop.name == "Nakamoto Tea"
    assert settings.shop.address == "1 High Street\nOldtown"
    assert not settings.rates.kraken
    said = config(tmp_path).read_text(encoding="utf-8")
    assert "# The corner shop's till." in said
    assert "# as on the sign" in said
    assert asked == [None]


def test_the_list_before_saving_says_what_changes_and_nothing_else(back: Finger) -> None:
    go(back, "Shop")
    back.write_in("setting.shop.name", "Nakamoto Tea")
    assert back.until(lambda: back.find("settings.save").isEnabled())

    back.click("settings.save")

    assert back.text("save.line.0") == "• Name: “Nakamoto Tea” instead of “Nakamoto Coffee”"
    assert not back.sees("save.line.1")
    assert "closes for a moment" in back.text("save.words")


def test_without_the_pin_nothing_is_saved_and_nothing_typed_is_lost(
    back: Finger, tmp_path: Path
) -> None:
    asked = reopened(back)
    go(back, "Shop")
    back.write_in("setting.shop.name", "Nakamoto Tea")
    assert back.until(lambda: back.find("settings.save").isEnabled())
    back.click("settings.save")
    back.click("save.yes")

    back.click("pin.no")

    assert "takes the manager's PIN" in back.text("save.why")
    assert read(tmp_path).shop.name == "Nakamoto Coffee"
    back.click("save.no")
    assert back.text("setting.shop.name") == "Nakamoto Tea"
    assert asked == []


def test_a_mistake_is_told_below_its_field_and_cannot_be_saved(back: Finger) -> None:
    go(back, "Shop")
    back.write_in("setting.shop.currency", "francs")

    assert "three capital letters" in why(back, "shop.currency")
    assert not back.find("settings.save").isEnabled()
    assert "To mend: Currency" in back.text("settings.words")
    back.click("setting.shop.currency.undo")
    assert back.until(lambda: not back.sees("setting.shop.currency.why"))
    assert back.text("setting.shop.currency") == "CHF"


def test_the_first_mistake_can_be_gone_to_from_any_page(back: Finger) -> None:
    go(back, "Shop")
    back.write_in("setting.shop.currency", "francs")
    why(back, "shop.currency")
    go(back, "Rates")

    back.click("settings.mend")

    assert back.sees("setting.shop.currency")


def test_typing_what_stands_there_anyway_is_no_change(back: Finger) -> None:
    go(back, "Shop")
    back.write_in("setting.shop.name", "Nakamoto Tea")
    back.write_in("setting.shop.name", "Nakamoto Coffee")

    assert back.until(lambda: back.text("settings.words") == "Nothing is changed.")


def test_a_search_looks_at_titles_keys_and_helps_of_all_groups(back: Finger) -> None:
    go(back, "Shop")

    back.write_in("settings.search", "volume")
    assert back.sees("setting.window.volume")
    back.write_in("settings.search", "EXPIRY_minutes")
    assert back.sees("setting.shop.expiry_minutes")
    assert not back.sees("setting.window.volume")
    back.write_in("settings.search", "reverse proxy")
    assert back.sees("setting.server.trusted_proxies")
    back.write_in("settings.search", "no such thing")
    assert "No setting has these words" in all_words()


def test_a_coin_is_put_in_with_its_wallet_and_its_network(back: Finger, tmp_path: Path) -> None:
    go(back, "Coins and wallets")
    coins = back.find("settings.coin")
    assert isinstance(coins, QComboBox)
    coins.setCurrentIndex(coins.findData("coins.ETH"))
    back.click("settings.add")
    assert back.until(lambda: "Nodes" in back.text("settings.words"))
    back.click("setting.wallets.evm.xpub.replace")
    back.write_in("setting.wallets.evm.xpub", XPUB)
    go(back, "Networks")
    write_lines(back, "setting.chains.ETH.http", "http://127.0.0.1:8545")
    save(back)

    settings = read(tmp_path)
    assert settings.coins["ETH"].enabled
    assert settings.wallets["evm"].xpub == XPUB
    assert settings.chains["ETH"].http == ("http://127.0.0.1:8545",)


def test_a_coin_is_taken_out_after_a_second_thought(back: Finger, tmp_path: Path) -> None:
    go(back, "Coins and wallets")
    back.click("section.coins.BTC.remove")
    back.click("section.coins.BTC.keep")
    assert back.until(lambda: back.text("settings.words") == "Nothing is changed.")

    back.click("section.coins.BTC.remove")
    assert back.until(lambda: back.find("settings.save").isEnabled())
    back.click("settings.save")
    assert "Bitcoin is taken out" in back.text("save.line.0")
    assert "only practises" in back.text("save.words")
    back.click("save.yes")
    give_pin(back)

    assert read(tmp_path).coins == {}


def test_a_secret_is_never_shown_and_can_be_replaced_or_cleared(
    back: Finger, tmp_path: Path
) -> None:
    go(back, "Payment server")
    before = back.text("setting.librepay.secret.state")
    assert "long enough to be one" not in all_words()

    back.click("setting.librepay.secret.replace")
    back.write_in("setting.librepay.secret", "quite another one")
    field = back.find("setting.librepay.secret")
    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert back.until(lambda: back.find("settings.save").isEnabled())
    back.click("settings.save")
    listed = back.text("save.line.0")
    back.click("save.yes")
    give_pin(back)

    assert "not shown again" in before
    assert "quite another" not in listed
    assert read(tmp_path).librepay.secret == "quite another one"
    assert back.until(lambda: back.sees("setting.librepay.secret.clear"))
    assert "quite another" not in all_words()
    back.click("setting.librepay.secret.clear")
    save(back)
    assert read(tmp_path).librepay.secret == ""


def test_sound_holds_at_once_without_opening_the_shop_anew(back: Finger, tmp_path: Path) -> None:
    asked = reopened(back)
    go(back, "Window")
    back.click("setting.window.sound")
    save(back)

    assert not read(tmp_path).window.sound
    assert not back.window.sounds.is_on
    assert asked == []
    assert back.until(lambda: back.text("settings.words") == "Nothing is changed.")
    assert any("saved" in words for words in back.window.toasts.words())


def test_who_practises_with_coins_in_the_config_goes_on_practising(practising: Finger) -> None:
    asked = reopened(practising)
    go(practising, "Shop")
    practising.write_in("setting.shop.name", "Nakamoto Tea")

    save(practising)

    assert asked == [True]


def test_a_config_that_another_program_spoilt_is_told_in_words(
    back: Finger, tmp_path: Path
) -> None:
    config(tmp_path).write_text("[shop\n", encoding="utf-8")

    go(back, "Shop")

    assert "not valid TOML" in back.text("settings.failure")


def test_what_the_file_got_meanwhile_is_kept_by_a_save(back: Finger, tmp_path: Path) -> None:
    go(back, "Shop")
    back.write_in("setting.shop.name", "Nakamoto Tea")
    text = config(tmp_path).read_text(encoding="utf-8")
    config(tmp_path).write_text(f"{text}\n[window]\nvolume = 5 # hush\n", encoding="utf-8")

    save(back)

    assert read(tmp_path).window.volume == 5
    assert "# hush" in config(tmp_path).read_text(encoding="utf-8")


def test_the_list_before_saving_compares_with_what_stands_in_the_file_now(
    back: Finger, tmp_path: Path
) -> None:
    go(back, "Shop")
    back.write_in("setting.shop.name", "Nakamoto Tea")
    text = config(tmp_path).read_text(encoding="utf-8")
    config(tmp_path).write_text(text.replace("Coffee", "Cocoa"), encoding="utf-8")
    assert back.until(lambda: back.find("settings.save").isEnabled())

    back.click("settings.save")

    assert back.text("save.line.0") == "• Name: “Nakamoto Tea” instead of “Nakamoto Cocoa”"


def test_a_secret_that_is_not_saved_yet_is_out_of_sight_once_the_office_was_left(
    back: Finger, tmp_path: Path
) -> None:
    go(back, "Coins and wallets")
    back.click("setting.wallets.BTC.key.replace")
    back.write_in("setting.wallets.BTC.key", OTHER_KEY)
    back.key("Ctrl+1")
    back.key("Ctrl+4")

    assert OTHER_KEY not in all_words()
    assert not back.sees("setting.wallets.BTC.key")
    assert back.text("setting.wallets.BTC.key.state") == "A new one was typed."
    save(back)
    assert read(tmp_path).wallets["BTC"].key == OTHER_KEY


def test_a_new_wallet_is_listed_first_by_its_ends(back: Finger) -> None:
    go(back, "Shop")
    back.write_in("setting.shop.name", "Nakamoto Tea")
    go(back, "Coins and wallets")
    back.click("setting.wallets.BTC.key.replace")
    back.write_in("setting.wallets.BTC.key", OTHER_KEY)
    assert back.until(lambda: back.find("settings.save").isEnabled())

    back.click("settings.save")

    assert f"{OTHER_KEY[:8]}…{OTHER_KEY[-4:]} instead of zpub" in back.text("save.line.0")


def test_a_check_tries_what_is_typed_and_not_saved(back: Finger, tmp_path: Path) -> None:
    go(back, "Shop")
    back.write_in("setting.shop.currency", "francs")

    back.click("settings.check")

    assert back.until(lambda: back.sees("check.0"))
    assert "shop.currency" in back.find("check.0").accessibleName()
    assert back.until(lambda: "does not work" in back.text("check.state"))
    assert read(tmp_path).shop.currency == "CHF"


def test_everything_typed_can_be_undone_at_once(back: Finger) -> None:
    go(back, "Shop")
    back.write_in("setting.shop.name", "Nakamoto Tea")
    back.write_in("setting.shop.currency", "francs")
    why(back, "shop.currency")

    back.click("settings.drop")

    assert back.until(lambda: back.text("settings.words") == "Nothing is changed.")
    assert back.text("setting.shop.name") == "Nakamoto Coffee"
    assert not back.sees("setting.shop.currency.why")


@pytest.mark.parametrize("width", [1024, 1280])
def test_no_page_of_settings_needs_a_scroll_bar_to_the_side(back: Finger, width: int) -> None:
    back.window.resize(width, 600 if width == 1024 else 800)
    for title in ("Shop", "Coins and wallets", "Networks", "Rates", "Refunds", "Payment server"):
        go(back, title)
        area = back.find("settings.list")
        assert area.horizontalScrollBar().maximum() == 0, title  # type: ignore[attr-defined]


def test_the_search_key_leads_to_the_settings_from_any_page(back: Finger) -> None:
    go(back, "Backups")

    back.key("F2")
    back.write("volume")

    assert back.sees("setting.window.volume")


def test_a_check_that_nobody_waits_for_ends(back: Finger) -> None:
    door = Endless()
    back.shop.settings = door
    back.window.connect_shop(Bridge(back.loop, back.shop.front()))
    go(back, "Shop")
    back.click("settings.check")
    assert back.until(lambda: door.is_checking)

    back.click("check.close")

    assert back.until(lambda: not door.is_checking)
    assert back.window.errands.is_idle()


class Endless:
    """Settings whose check never comes to an end by itself."""

    def __init__(self) -> None:
        self.is_checking = False

    def seen(self, changes: Changes) -> SettingsSeen:
        name = Setting(key="shop.name", kind=Kind.TEXT)
        return SettingsSeen(path="", sections=[Section(name="shop", settings=[name])])

    async def problems(self, changes: Changes) -> Mapping[str, str]:
        return {}

    async def check(self, changes: Changes, tell: Callable[[Found], None]) -> None:
        self.is_checking = True
        tell(Found(subject="chains.BTC"))
        try:
            await asyncio.Event().wait()
        finally:
            self.is_checking = False

    async def save(self, changes: Changes) -> Saved:
        return Saved.HOLDS
