"""Which tables of settings a shop has."""

import msgspec
import pytest

from pos.app.office_tables import is_named, pattern_of, struct_at, tables_of
from pos.app.settings import ChainSettings, Settings, ShopSettings
from pos.domain.errors import Refused


def names(tables: dict[str, object]) -> set[str]:
    settings = msgspec.convert(tables, Settings)
    return {each.name for each in tables_of(settings) if "." in each.name}


def test_a_token_needs_the_chain_and_the_wallet_of_its_own_coin() -> None:
    assert names({"coins": {"USDC": {}}}) == {
        "coins.USDC",
        "wallets.evm",
        "chains.ETH",
        "refunds.ETH",
        "refunds.USDC",
    }


def test_a_chain_is_called_as_the_file_already_calls_it() -> None:
    found = names({"coins": {"ETH": {}}, "chains": {"eip155:1": {}}})

    assert "chains.eip155:1" in found
    assert "chains.ETH" not in found


def test_a_token_on_another_chain_is_watched_there() -> None:
    found = names({"coins": {"USDC": {"chain": "eip155:137"}}})

    assert "chains.eip155:137" in found
    assert "refunds.USDC" in found


def test_what_no_coin_uses_any_more_can_be_taken_out() -> None:
    settings = msgspec.convert(
        {"wallets": {"LTC": {"key": "zpub"}}, "coins": {"NEW": {}}}, Settings
    )

    left = {each.name for each in tables_of(settings) if each.is_removable}

    assert left == {"wallets.LTC", "coins.NEW"}


def test_a_coin_on_a_chain_of_no_known_kind_can_at_least_be_taken_out() -> None:
    settings = msgspec.convert({"coins": {"ETH": {"chain": "mars:1"}}}, Settings)

    (left,) = [each for each in tables_of(settings) if each.is_removable]

    assert left.name == "coins.ETH"


def test_a_table_is_found_by_its_name() -> None:
    assert struct_at("shop") is ShopSettings
    assert struct_at("chains.eip155:1") is ChainSettings
    for wrong in ("shops", "chains", "shop.inner", "chains.a.b"):
        with pytest.raises(Refused):
            struct_at(wrong)


def test_named_tables_are_told_from_fixed_ones() -> None:
    assert is_named("coins.BTC")
    assert not is_named("shop.name")
    assert not is_named("coins.BTC.enabled")
    assert pattern_of("coins.BTC.enabled") == "coins.*.enabled"
    assert pattern_of("shop.name") == "shop.name"
