"""What is a secret, and how each setting is typed."""

import pytest

from pos.app.office_sections import holds_secret, kind_at
from pos.domain.errors import Refused
from pos.gui.backoffice import Kind


@pytest.mark.parametrize(
    ("text", "is_secret"),
    [
        ("http://127.0.0.1:8545", False),
        ("https://node.example/rpc", False),
        ("ssl://electrum.example:50002", False),
        ("socks5://127.0.0.1:9050", False),
        ("https://eth.example/v3/0123456789abcdef0123456789abcdef", True),
        ("https://eth.example/?apikey=abc", True),
        ("http://till:hush@127.0.0.1:8332", True),
        ("socks5://till@127.0.0.1:9050", True),
        ("0123456789abcdef0123456789abcdef", False),
        ("http://[half", False),
        ("", False),
    ],
)
def test_an_address_that_lets_somebody_in_by_itself_is_a_secret(text: str, is_secret: bool) -> None:
    assert holds_secret(text) is is_secret


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("shop.name", Kind.TEXT),
        ("shop.address", Kind.PARAGRAPH),
        ("shop.expiry_minutes", Kind.NUMBER),
        ("rates.kraken", Kind.SWITCH),
        ("rates.spread", Kind.PAIRS),
        ("rates.currencies", Kind.LINES),
        ("window.volume", Kind.WHOLE),
        ("chains.XMR.daemon", Kind.LINES),
        ("chains.BTC.poll_s", Kind.NUMBER),
        ("chains.BTC.stale_after_s", Kind.WHOLE),
        ("chains.BTC.cookie", Kind.FILE),
        ("chains.BTC.rpc_password", Kind.PASSWORD),
        ("wallets.XMR.restore_height", Kind.WHOLE),
        ("coins.BTC.confirmations", Kind.TIERS),
        ("backup.folder", Kind.FOLDER),
    ],
)
def test_each_setting_is_typed_as_its_type_has_it(key: str, kind: Kind) -> None:
    assert kind_at(key) is kind


def test_a_setting_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refused, match=r"shop\.motto"):
        kind_at("shop.motto")
