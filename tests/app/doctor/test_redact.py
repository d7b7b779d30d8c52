from pathlib import PurePosixPath, PureWindowsPath

import pytest

from pos.app.doctor.redact import Redaction, texts_of
from tests.journeys.florin import XPUB


@pytest.mark.parametrize(
    "secret",
    [
        XPUB,
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
        "085d7f4971e33c1c",
        "https://me:pw@node.example/v3/KEY",
        "wss://node.example:8546",
        "owner@shop.example",
        "203.0.113.7",
        "0123456789012345",
    ],
)
def test_whatever_looks_like_a_secret_or_a_person_is_taken_out(secret: str) -> None:
    text = Redaction().text(f"timestamp=2026-11-21T16:09:51.9Z level=info id={secret} deposits=1")

    assert secret not in text
    assert text.startswith("timestamp=2026-11-21T16:09:51.9Z level=info")
    assert text.endswith("deposits=1")


def test_the_same_thing_has_the_same_name_in_one_file_and_in_no_other() -> None:
    one, other = Redaction(), Redaction()
    first = one.text("id=085d7f4971e33c1c stage=seen")
    second = one.text("id=085d7f4971e33c1c stage=paid")

    assert first.split()[0] == second.split()[0] != other.text("id=085d7f4971e33c1c").split()[0]


def test_what_is_known_to_be_secret_is_taken_out_however_it_looks() -> None:
    redaction = Redaction(["hunter two", "hunter"], home=PurePosixPath("/home/somebody"))

    text = redaction.text("it was hunter two at /home/somebody/shop on 127.0.0.1 port 8888")

    assert "hunter" not in text
    assert "two" not in text
    assert "at ~/shop on 127.0.0.1 port 8888" in text


def test_a_persons_name_in_a_folder_is_taken_out_as_windows_writes_it() -> None:
    redaction = Redaction(home=PureWindowsPath(r"C:\Users\anna"))

    text = redaction.text(
        r"cannot open 'C:\\Users\\anna\\AppData\\x.db', nor C:\Users\anna\y, nor C:/Users/anna/z"
    )

    assert text == r"cannot open '~\\AppData\\x.db', nor ~\y, nor ~/z"


def test_a_short_name_is_no_reason_to_take_words_apart() -> None:
    text = Redaction(["shop", "florin"]).text("the shop, a shopkeeper and florin.log")

    assert "shopkeeper and florin.log" in text
    assert "the shop," not in text


def test_a_config_keeps_numbers_switches_and_harmless_words_only() -> None:
    table = {
        "shop": {"name": "Kiosk", "currency": "EUR", "expiry_minutes": 30},
        "chains": {"ETH": {"http": ["https://me:pw@node.example/KEY"], "poll_s": "5"}},
        "wallets": {"XMR": {"view_key": "ab" * 32}},
        "coins": {"BTC": {"enabled": True, "tolerance": "0.01"}},
    }

    told = Redaction().table(table)

    shown = str(told)
    for secret in ("Kiosk", "node.example", "KEY", "pw", "ab" * 4):
        assert secret not in shown
    assert told["coins"] == table["coins"]
    assert "'currency': 'EUR'" in shown
    assert {"node.example", "me", "pw", "Kiosk"} <= set(texts_of(table))
