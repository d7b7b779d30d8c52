import contextlib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.app.config import host_and_port, load_settings
from pos.app.settings import Settings
from pos.domain.errors import Refused


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_every_setting_has_its_default(file: Path) -> None:
    assert load_settings(file, {}) == Settings()


def test_what_the_file_says_holds(file: Path) -> None:
    file.write_text(
        """
[shop]
name = "Café Müller"
expiry_minutes = 15
[chains."eip155:1"]
http = ["https://one.example", "https://two.example"]
poll_s = "0.5"
[coins.0xBTC]
tolerance = "0.00000001"
confirmations = [{ up_to = "50", confirmations = 1 }, { confirmations = 6 }]
""",
        encoding="utf-8",
    )

    settings = load_settings(file, {})

    assert settings.shop.name == "Café Müller"
    assert settings.chains["eip155:1"].poll_s == Decimal("0.5")
    assert [t.confirmations for t in settings.coins["0xBTC"].confirmations] == [1, 6]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[servr]\n", "there is no setting servr; did you mean server?"),
        ("[server]\nlissen = ''\n", "no setting server.lissen; did you mean server.listen?"),
        ("[coins.ETH]\nenable = true\n", "coins.ETH.enable; did you mean coins.ETH.enabled?"),
        ("[shop]\nzzzzzz = 1\n", "known are name, address, tax_number, currency"),
        ("[shop]\nexpiry_minutes = 'soon'\n", "shop.expiry_minutes: Invalid decimal string"),
        ("shop = 5\n", "shop: Expected `object`, got `int`"),
        (
            "[chains.ETH]\nhttp = []\n[chains.BTC]\nelectrum = 'ssl://a:1'\n",
            "chains.BTC.electrum: Expected `array`, got `str`",
        ),
        ("[coins]\nBTC = 5\n", "coins.BTC: Expected `object`, got `int`"),
        ("[shop\n", "config.toml is not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_what_was_probably_meant(file: Path, text: str, words: str) -> None:
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Refused) as refused:
        load_settings(file, {})

    assert words in refused.value.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("shop.expiry_minutes = 0", "shop.expiry_minutes: 0 is not 0.1 to 10080"),
        ("shop.expiry_minutes = -5", "shop.expiry_minutes: -5 is not 0.1 to 10080"),
        ("shop.expiry_minutes = 10081", "shop.expiry_minutes: 10081 is not 0.1 to 10080"),
        (
            "server.public_url = 'pay.example'",
            "server.public_url: this is not an address such as https://pay.shop.example",
        ),
        (
            "checkout.frame_ancestors = ['https://a.example; script-src *']",
            "checkout.frame_ancestors: “https://a.example; script-src *” is not such as",
        ),
        (
            "server.allow = ['192.168.1.0/24', '999.1.1.1']",
            "server.allow: “999.1.1.1” is no address and no range such as 192.168.1.0/24",
        ),
        (
            "server.trusted_proxies = ['proxy']",
            "server.trusted_proxies: “proxy” is no address and no range such as 192.168.1.0/24",
        ),
        ("rates.fixed = { USDT = '0' }", "rates.fixed.USDT: “0” is no price"),
        ("rates.fixed = { USDT = 'one' }", "rates.fixed.USDT: “one” is no price"),
        (
            "updates.url = 'http://florin.example/update.json'",
            "updates.url: this is not an address such as https://florin.example/update.json",
        ),
        ("updates.key = 'AB'", "updates.key: The publisher's key is 64 hex digits"),
        (f"updates.key = '{'ff' * 32}'", "updates.key: The publisher's key is 64 hex digits"),
        ("updates.url = 'https://florin.example/u'", "updates.key: is missing"),
        ("rates.max_age_s = 9", "rates.max_age_s: 9 is not 10 or more"),
        ("rates.fresh_s = 9", "rates.fresh_s: 9 is not 10 or more"),
        ("rates.outlier_percent = 0", "rates.outlier_percent: 0 is not 0.1 to 50 per cent"),
        ("rates.jump_percent = 51", "rates.jump_percent: 51 is not 0.1 to 50 per cent"),
        ("rates.last_good_percent = nan", "rates.last_good_percent: NaN is not 0.1 to 50"),
        ("rates.spread.BTC = -1", "rates.spread.BTC: -1 is not 0 to 50 per cent"),
        (
            "rates.spread.BTC = 50\nrates.last_good_percent = 50",
            "rates.spread: together with rates.last_good_percent it must leave",
        ),
        ("rates.currencies = ['usd']", "rates.currencies: “usd” is not three capital letters"),
        ("rates.kraken_url = 'kraken'", "rates.kraken_url: this is not an address such as"),
        ("rates.kraken_url = 'https://a.example?key=b'", "rates.kraken_url: this is not an"),
        ("rates.cryptocompare_key = 'a b'", "rates.cryptocompare_key: a key has only letters"),
        ("window.volume = 101", "window.volume: 101 is not 0 to 100"),
        ("window.language = 'tlh'", "window.language: “tlh” is none of en, de"),
        ("window.region = 'ch'", "window.region: “ch” is not two capital letters, such as CH"),
        ("practice.block_s = -1", "practice.block_s: -1 is not 0 or more"),
        ("shop.currency = 'eur'", "shop.currency: “eur” is not three capital letters"),
        ("shop.currency = 'EURO'", "shop.currency: “EURO” is not three capital letters"),
        ("shop.currency = ''", "shop.currency: “” is not three capital letters"),
        ("server.listen = 'nowhere'", "server.listen: “nowhere” is not HOST:PORT"),
        ("server.listen = '127.0.0.1:65536'", "server.listen: “127.0.0.1:65536” is not HOST:PORT"),
        ("server.listen = ''", "server.listen: “” is not HOST:PORT"),
    ],
)
def test_a_value_out_of_its_range_is_refused_and_the_range_told(
    file: Path, text: str, words: str
) -> None:
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Refused) as refused:
        load_settings(file, {})

    assert refused.value.text.startswith(f"config.toml: {words}")


@pytest.mark.parametrize(
    "text",
    [
        "shop.expiry_minutes = 1",
        "shop.expiry_minutes = 10080",
        "server.public_url = 'https://shop.example/till'",
        "checkout.frame_ancestors = ['https://shop.example', 'http://[::1]:8080']",
        "rates.max_age_s = 10",
        "rates.fresh_s = 10",
        "rates.outlier_percent = 50",
        "rates.last_good_percent = '0.1'",
        "rates.spread = {BTC = 0, ETH = 0.5, LTC = '1.25'}",
        "rates.currencies = []",
        "rates.kraken_url = 'http://127.0.0.1:8080/kraken'",
        "practice.block_s = 0",
        "window.volume = 100",
        "window.language = 'de'",
        "window.region = 'CH'",
        "shop.currency = 'USD'",
        "server.listen = '[::1]:0'",
        "server.listen = '8888'",
    ],
)
def test_the_ends_of_a_range_belong_to_it(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")

    assert isinstance(load_settings(file, {}), Settings)


@pytest.mark.parametrize(
    ("listen", "found"),
    [("8888", ("127.0.0.1", 8888)), ("[::1]:80", ("::1", 80)), ("0.0.0.0:1", ("0.0.0.0", 1))],  # noqa: S104
)
def test_a_place_to_listen_is_read(listen: str, found: tuple[str, int]) -> None:
    assert host_and_port(listen) == found


def test_a_port_of_a_thousand_digits_is_refused() -> None:
    with pytest.raises(Refused, match="HOST:PORT"):
        host_and_port("127.0.0.1:" + "1" * 10_000)


def test_the_environment_wins_over_the_file(file: Path) -> None:
    file.write_text('[server]\nlisten = "127.0.0.1:1"\n', encoding="utf-8")

    settings = load_settings(
        file,
        {
            "FLORIN_SERVER__LISTEN": "0.0.0.0:9999",
            "FLORIN_SHOP__EXPIRY_MINUTES": "5",
            "FLORIN_SERVER__ALLOW": '["10.0.0.0/8"]',
            "FLORIN_COINS__0xBTC__ENABLED": "false",
            "FLORIN_NODE_CACHE": "not a setting",
            "PATH": "/bin",
        },
    )

    assert settings.server.listen == "0.0.0.0:9999"
    assert settings.server.allow == ("10.0.0.0/8",)
    assert settings.shop.expiry_minutes == 5
    assert settings.coins["0xBTC"].enabled is False


def test_passwords_need_not_stand_in_the_file(file: Path) -> None:
    settings = load_settings(
        file, {"FLORIN_CHAINS__BTC__RPC_PASSWORD": "hush", "FLORIN_WALLETS__XMR__VIEW_KEY": "abc"}
    )

    assert settings.chains["BTC"].rpc_password == "hush"
    assert settings.wallets["XMR"].view_key == "abc"
    assert "hush" not in repr(settings)


def test_a_chain_of_any_kind_has_its_settings_in_one_table(file: Path) -> None:
    file.write_text(
        """
[wallets.BTC]
key = "zpub…"
script = "wpkh"
[chains.BTC]
electrum = ["ssl://one.example:50002", "ssl://two.example:50002"]
electrum_least = 2
proxy = "socks5://127.0.0.1:9050"
poll_s = 10
[chains.LTC]
rpc = "http://127.0.0.1:9332"
cookie = "~/.litecoin/.cookie"
zmq = "tcp://127.0.0.1:28332"
[chains.XMR]
daemon = "http://127.0.0.1:18081"
""",
        encoding="utf-8",
    )

    chains = load_settings(file, {}).chains

    assert chains["BTC"].poll_s == Decimal(10)
    assert chains["LTC"].poll_s is None
    assert chains["XMR"].daemon == "http://127.0.0.1:18081"


def test_a_mistake_in_the_environment_is_named_too(file: Path) -> None:
    with pytest.raises(Refused, match=r"no setting server\.lissen"):
        load_settings(file, {"FLORIN_SERVER__lissen": "x"})
    file.write_text("server = 5\n", encoding="utf-8")
    with pytest.raises(Refused, match="server is not a table"):
        load_settings(file, {"FLORIN_SERVER__LISTEN": "x"})


def test_a_file_that_is_no_text_is_refused(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(Refused, match="cannot be read"):
        load_settings(file, {})


@given(st.text(max_size=200))
def test_whatever_stands_in_the_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.mktemp("config") / "config.toml"
    file.write_text(text, encoding="utf-8", errors="ignore")
    with contextlib.suppress(Refused):
        assert isinstance(load_settings(file, {}), Settings)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('expire_date = "date"', "librepay.expire_date: “date” is not unix or iso"),
        ('secret = "short"', "librepay.secret: has fewer than 12 letters: others may guess it"),
        ('listen = "2009x"', "librepay.listen: “2009x” is not HOST:PORT, such as 127.0.0.1:8888"),
    ],
)
def test_a_librepay_setting_that_cannot_be_is_named(file: Path, line: str, words: str) -> None:
    file.write_text(f"[librepay]\n{line}\n", encoding="utf-8")

    with pytest.raises(Refused) as refused:
        load_settings(file, {})

    assert refused.value.text == f"config.toml: {words}"
