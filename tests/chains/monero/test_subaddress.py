"""Subaddresses as monero-wallet-rpc derives them, and keys that do not fit."""

import pytest

from pos.chains.monero.subaddress import parse_keys, subaddress
from pos.domain.errors import Refused
from tests.chains.monero.watcher import FIRST, PRIMARY, VIEW_KEY

STAGENET = (
    "5572QBKPDWpeE4VhBAwzqJbyCex7xeVY4Uj6RrokES281skvnBRAAdCRZnkfXezMpehYyapSmCGeFcCXeMA7RC5u"
    "CPCynxn"
)
STAGENET_VIEW_KEY = "aa082a8fac315c5734359a04a14af873993239c8b63bceb78855ef9a5769c105"


SECOND = (
    "85pv6mMFofGGcfNPLUGYhRgiqXUcS3wJ8D2uRdt4khW9byF6zUnCM9NA8e216kPxBDDAVqxA7nEYSJzPg8FY"
    "5SsxGCobWnH"
)
THIRD = (
    "86CzTD5w3Xc7yWeH2H9UZ7JLvkdoHpMMk8JCDrqY1eUZVuVqNknVVEUC7JRnvrrDuLRa88VeVViyyctX8bQb"
    "P1PFPw8m4m1"
)


@pytest.mark.parametrize(("minor", "address"), list(enumerate((PRIMARY, FIRST, SECOND, THIRD))))
def test_subaddresses_are_those_of_the_wallet_program(minor: int, address: str) -> None:
    assert subaddress(parse_keys(PRIMARY, VIEW_KEY), minor) == address


def test_subaddresses_are_of_the_network_of_the_primary_address() -> None:
    keys = parse_keys(f" {STAGENET}\n", STAGENET_VIEW_KEY.upper())

    assert subaddress(keys, 1).startswith("78NNyMaEF6SDkCMs3kcC9iNukLu5mtezGC4HP3Ygp")


def test_the_view_key_of_another_wallet_is_refused_without_being_repeated() -> None:
    with pytest.raises(Refused, match="does not belong") as refused:
        parse_keys(PRIMARY, STAGENET_VIEW_KEY)

    assert STAGENET_VIEW_KEY not in str(refused.value)


@pytest.mark.parametrize("view_key", ["", "00", VIEW_KEY[:-1], "g" * 64, f"{VIEW_KEY}00"])
def test_what_is_no_key_is_refused(view_key: str) -> None:
    with pytest.raises(Refused, match="64 hexadecimal digits"):
        parse_keys(PRIMARY, view_key)


def test_a_subaddress_is_no_wallet() -> None:
    with pytest.raises(Refused, match="primary address"):
        parse_keys(FIRST, VIEW_KEY)


def test_the_view_key_is_never_printed() -> None:
    assert VIEW_KEY not in repr(parse_keys(PRIMARY, VIEW_KEY))
    assert str(bytes.fromhex(VIEW_KEY)) not in repr(parse_keys(PRIMARY, VIEW_KEY))
