"""Refusals are said without the name of a setting to who does not see the file."""

import pytest

from pos.app.setup.draft import plainly
from pos.domain.errors import Refused


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("wallets.BTC.key: this is wrong", "This is wrong"),
        ("config.toml: shop.currency: no", "No"),
        ("This is wrong: really", "This is wrong: really"),
    ],
)
def test_a_key_in_front_is_left_out(said: str, plain: str) -> None:
    assert plainly(Refused("invalid_key", said)).text == plain
