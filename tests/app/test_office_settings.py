"""The office's door to the settings: over a real file, judged by what the shop itself loads."""

import asyncio
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest

from pos.app.config import load_settings
from pos.app.office_settings import OfficeSettings
from pos.app.office_tables import KIN
from pos.app.settings import ChainSettings, CoinSettings, RefundSettings, Settings, WalletSettings
from pos.domain.errors import Refused
from pos.gui.backoffice import Found, Kind, Saved, Setting
from tests.app.owners import ZPUB_KEY
from tests.journeys.florin import XPUB

NODE = "http://127.0.0.1:8545"
ETHER = {
    "coins.ETH": "",
    "wallets.evm.xpub": XPUB,
    "chains.ETH.http": NODE,
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def door(file: Path, environment: Mapping[str, str] | None = None) -> OfficeSettings:
    return OfficeSettings(
        path=file,
        running=load_settings(file, {}),
        environment=environment or {},
        languages=("en", "de"),
    )


def all_settings(found: OfficeSettings) -> dict[str, Setting]:
    sections = found.seen({}).sections
    return {each.key: each for section in sections for each in section.settings}


def saved(found: OfficeSettings, changes: Mapping[str, str | None]) -> Saved:
    return asyncio.run(found.save(changes))


def problems(found: OfficeSettings, changes: Mapping[str, str | None]) -> Mapping[str, str]:
    return asyncio.run(found.problems(changes))


def fixed_keys() -> Iterator[str]:
    for section in msgspec.structs.fields(Settings):
        if isinstance(section.type, type) and issubclass(section.type, msgspec.Struct):
            for field in msgspec.structs.fields(section.type):
                yield f"{section.name}.{field.name}"


def test_without_a_file_every_fixed_setting_is_there_with_its_default(file: Path) -> None:
    found = all_settings(door(file))

    assert set(found) == set(fixed_keys())
    assert found["shop.expiry_minutes"].value == "30"
    assert found["rates.kraken"].value == "true"
    assert not any(each.is_set for each in found.values())


@pytest.mark.parametrize(
    ("struct", "part"),
    [
        (ChainSettings, "chain"),
        (WalletSettings, "wallet"),
        (CoinSettings, "coin"),
        (RefundSettings, "refund"),
    ],
)
def test_every_key_of_a_chain_wallet_or_coin_belongs_to_some_kind_of_chain(
    struct: type[msgspec.Struct], part: str
) -> None:
    shown = {key for kin in KIN.values() for key in getattr(kin, part)}

    assert shown == set(struct.__struct_fields__)


def test_a_coin_that_is_put_in_brings_its_wallet_its_chain_and_its_refunds(file: Path) -> None:
    found = door(file)

    seen = found.seen({"coins.LTC": "", "coins.USDT": ""})

    named = {section.name: section for section in seen.sections}
    assert {"coins.LTC", "wallets.LTC", "chains.LTC", "refunds.LTC"} <= set(named)
    assert {"coins.USDT", "wallets.evm", "chains.ETH", "refunds.ETH", "refunds.USDT"} <= set(named)
    assert [each.key for each in named["wallets.LTC"].settings] == [
        "wallets.LTC.key",
        "wallets.LTC.script",
    ]
    assert ("coins.LTC", "Litecoin") not in seen.addable
    assert ("coins.BTC", "Bitcoin") in seen.addable
    assert seen.takes_money
    assert not file.exists()


def test_what_is_typed_lands_in_the_file_and_comes_back_with_all_comments_kept(file: Path) -> None:
    file.write_text("# ours\n[shop]\nname = 'Kiosk' # the sign\n", encoding="utf-8")
    found = door(file)
    typed = {
        **ETHER,
        "shop.name": "Corner “shop”",
        "shop.expiry_minutes": "12,5",
        "rates.kraken": "false",
        "rates.currencies": "EUR\n\nUSD\n",
        "rates.spread": "BTC = 0.5\nETH = 1",
        "coins.ETH.confirmations": "50: 1\n6",
        "chains.ETH.poll_s": "0.5",
        "window.volume": "40",
    }

    assert saved(found, typed) is Saved.REOPEN

    shown = {key: each.value for key, each in all_settings(found).items()}
    assert shown["shop.name"] == "Corner “shop”"
    assert shown["shop.expiry_minutes"] == "12.5"
    assert shown["rates.currencies"] == "EUR\nUSD"
    assert shown["rates.spread"] == "BTC = 0.5\nETH = 1"
    assert shown["coins.ETH.confirmations"] == "50: 1\n6"
    text = file.read_text(encoding="utf-8")
    assert "# ours" in text
    assert "# the sign" in text
    settings = load_settings(file, {})
    assert settings.window.volume == 40
    assert settings.chains["ETH"].http == (NODE,)
    assert [tier.confirmations for tier in settings.coins["ETH"].confirmations] == [1, 6]


def test_every_setting_can_be_saved_as_it_is_shown_and_means_the_same(file: Path) -> None:
    found = door(file)
    saved(found, {**ETHER, "coins.BTC": "", "wallets.BTC.key": ZPUB_KEY})
    before = load_settings(file, {})

    shown = {key: each.value for key, each in all_settings(found).items() if not each.is_secret}
    saved(found, shown)

    after = load_settings(file, {})
    for part in ("shop", "server", "librepay", "checkout", "postback", "rates", "window"):
        assert getattr(after, part) == getattr(before, part)
    assert after.coins == before.coins


def test_none_takes_a_setting_out_and_a_whole_coin(file: Path) -> None:
    found = door(file)
    saved(found, {**ETHER, "shop.name": "Kiosk"})

    saved(found, {"shop.name": None, "coins.ETH": None})

    assert load_settings(file, {}).shop.name == "My shop"
    assert not found.seen({}).takes_money
    left = {section.name for section in found.seen({}).sections if section.is_removable}
    assert left == {"wallets.evm", "chains.ETH"}


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [
        ("shop.currency", "euro", "“euro” is not three capital letters, such as EUR"),
        ("shop.expiry_minutes", "soon", "“soon” is not a number, such as 0.5"),
        ("window.volume", "7.5", "“7.5” is not a whole number"),
        ("window.volume", "700", "700 is not 0 to 100"),
        ("rates.spread", "BTC 5", "“BTC 5” is not written as BTC = 0.5"),
        ("rates.spread", "BTC = -5", "rates.spread.BTC: -5 is not 0 to 50 per cent"),
        ("coins.ETH.confirmations", "up to 50", "“up to 50” is not written as 50: 1"),
        ("coins.ETH.tolerance", "much", "“much”"),
        ("wallets.evm.xpub", "xpub", ""),
        ("wallets.evm.xpub", "", "is missing: put the extended public key"),
        ("chains.ETH.http", "my node", "is written as https://host"),
        ("chains.ETH.chunk_blocks", "0", "must be at least 1"),
        ("rates.spread", "BCT = 0,5", "Florin does not know this coin"),
        ("rates.fixed", "ETH = -1", "“-1” is no price"),
        ("server.allow", "999.1.1.1", "“999.1.1.1” is no address"),
        ("rates.fixed", "ETH = 1e99999999", "is not a number"),
        ("refunds.ETH.daily_limit", "lots", "“lots” is not a price"),
        ("shop.nmae", "Kiosk", "There is no setting shop.nmae"),
    ],
)
def test_what_cannot_be_is_told_at_its_key_and_never_saved(
    file: Path, key: str, typed: str, words: str
) -> None:
    found = door(file)
    saved(found, ETHER)
    before = file.read_text(encoding="utf-8")

    told = problems(found, {"shop.name": "Kiosk", key: typed})

    assert list(told) == [key]
    assert words in told[key]
    with pytest.raises(Refused):
        saved(found, {"shop.name": "Kiosk", key: typed})
    assert file.read_text(encoding="utf-8") == before


def test_all_values_out_of_range_are_told_at_once(file: Path) -> None:
    told = problems(door(file), {"shop.currency": "euro", "window.volume": "700"})

    assert set(told) == {"shop.currency", "window.volume"}


def test_a_problem_of_no_single_key_is_told_all_the_same(file: Path) -> None:
    told = problems(door(file), {"coins.ETH": "", "coins.ETH.chain": "mars:1"})

    assert any("mars:1" in words for words in told.values())


def test_secrets_are_never_read_back(file: Path) -> None:
    found = door(file)
    secrets = {
        "librepay.secret": "not to be seen at all",
        "wallets.evm.xpub": XPUB,
        "coins.ETH": "",
        "chains.ETH.http": f"{NODE}\nhttps://eth.example/v3/0123456789abcdef0123456789abcdef",
        "chains.ETH.ws": "wss://till:hush@ws.example",
    }
    saved(found, secrets)

    shown = all_settings(found)

    told = repr(found.seen({}))
    for word in ("not to be seen", XPUB, "0123456789abcdef", "hush"):
        assert word not in told
    assert shown["librepay.secret"].is_set
    assert shown["librepay.secret"].kind is Kind.PASSWORD
    assert shown["wallets.evm.xpub"].hint == f"{XPUB[:8]}…{XPUB[-4:]}"
    assert shown["chains.ETH.http"].hint == "127.0.0.1, eth.example"
    assert shown["chains.ETH.ws"].hint == "ws.example"


def test_a_line_that_is_no_address_does_not_hide_the_page(file: Path) -> None:
    saved(door(file), ETHER)
    typed = "https://till:hush@eth.example\nhttp://[::1"

    sections = door(file).seen({"chains.ETH.http": typed}).sections

    hints = {each.key: each.hint for section in sections for each in section.settings}
    assert hints["chains.ETH.http"] == "eth.example"


def test_what_the_environment_says_is_fixed_and_names_its_variable(file: Path) -> None:
    found = door(file, {"FLORIN_SHOP__NAME": "Stand", "FLORIN_COINS__ETH": "{enabled = false}"})

    shown = all_settings(found)

    assert shown["shop.name"].value == "Stand"
    assert shown["shop.name"].variable == "FLORIN_SHOP__NAME"
    assert shown["coins.ETH.tolerance"].variable == "FLORIN_COINS__ETH"
    assert not shown["shop.currency"].is_from_environment
    with pytest.raises(Refused, match="FLORIN_SHOP__NAME"):
        saved(found, {"shop.name": "Kiosk"})


def test_what_the_environment_says_of_a_part_fixes_the_whole(file: Path) -> None:
    saved(door(file), ETHER)
    found = door(file, {"FLORIN_RATES__SPREAD__ETH": "1", "FLORIN_COINS__ETH__ENABLED": "true"})

    assert all_settings(found)["rates.spread"].variable == "FLORIN_RATES__SPREAD__ETH"
    with pytest.raises(Refused, match="FLORIN_RATES__SPREAD__ETH"):
        saved(found, {"rates.spread": "ETH = 2"})
    with pytest.raises(Refused, match="FLORIN_COINS__ETH__ENABLED"):
        saved(found, {"coins.ETH": None})


def test_sound_holds_at_once_and_everything_else_after_opening_anew(file: Path) -> None:
    found = door(file)

    assert saved(found, {"window.sound": "false", "window.volume": "10"}) is Saved.HOLDS
    assert saved(found, {"window.volume": "20", "shop.name": "Kiosk"}) is Saved.REOPEN


def test_a_check_tells_each_thing_it_tried_with_the_values_not_saved_yet(
    file: Path, unused_tcp_port: int
) -> None:
    found, told = door(file), list[Found]()
    changes = {
        "server.listen": f"127.0.0.1:{unused_tcp_port}",
        "librepay.listen": "203.0.113.1:2009",
        **{f"rates.{name}": "false" for name in SERVICES},
    }

    asyncio.run(found.check(changes, told.append))

    assert told[0] == Found(subject="server.listen")
    assert told[1].subject == "librepay.listen"
    assert "cannot be opened" in told[1].problem
    assert not file.exists()


def test_a_check_of_what_cannot_be_tells_only_that(file: Path) -> None:
    found, told = door(file), list[Found]()

    asyncio.run(found.check({"window.volume": "700"}, told.append))

    assert told == [Found(subject="window.volume", problem="700 is not 0 to 100")]


SERVICES = ("coingecko", "kraken", "coinbase", "bitstamp", "cryptocompare")
