"""What the settings say of refunds, and what they cannot say."""

from decimal import Decimal
from pathlib import Path

import pytest

from pos.app.coins import Offer, real_offer
from pos.chains.bitcoin.network import BITCOIN_REGTEST
from pos.domain.errors import Refused
from pos.domain.payment.policy import ToSender
from pos.engine.refund_rules import Mode, RefundRule
from tests.app.grounds import ground
from tests.app.test_coins import NODES
from tests.journeys.coins_config import TPUB
from tests.journeys.florin import XPUB

WALLETS = {"evm": {"xpub": XPUB}, "BTC": {"key": TPUB}}
BITCOIN: dict[str, object] = {"BTC": {"chain": BITCOIN_REGTEST.id}}


def offer(folder: Path, coins: dict[str, object], **refunds: object) -> Offer:
    chains = {**NODES, "BTC": {"rpc": "http://127.0.0.1:1", "cookie": "cookie"}}
    tables = {"wallets": WALLETS, "chains": chains, "coins": coins, "refunds": refunds}
    return real_offer(ground(tables, folder))


def rule(made: Offer, place: int = 0) -> RefundRule:
    return made.rule_of(made.methods[place].coin.asset)


def test_without_a_word_refunds_go_by_themselves_up_to_the_usual_limit(tmp_path: Path) -> None:
    made = offer(tmp_path, {"ETH": {}})

    assert rule(made) == RefundRule(mode=Mode.AUTOMATIC, daily_limit=Decimal(200))
    assert made.payers == {}


def test_each_coin_has_a_rule_of_its_own(tmp_path: Path) -> None:
    made = offer(tmp_path, {"ETH": {}, "DAI": {}}, DAI={"mode": "approval", "daily_limit": "50"})

    rules = {method.coin.code: made.rule_of(method.coin.asset) for method in made.methods}
    assert rules["ETH"] == RefundRule()
    assert rules["DAI"] == RefundRule(mode=Mode.APPROVAL, daily_limit=Decimal(50))


def test_where_the_owner_signs_all_coins_of_the_chain_go_back_by_hand(tmp_path: Path) -> None:
    made = offer(tmp_path, {"ETH": {}, "DAI": {}}, ETH={"wallet": "owner"})

    assert {made.rule_of(method.coin.asset).mode for method in made.methods} == {Mode.MANUAL}


def test_the_shop_says_whether_money_goes_back_whence_it_came(tmp_path: Path) -> None:
    usual = offer(tmp_path, {"ETH": {}})
    never = offer(tmp_path, {"ETH": {}}, ETH={"to_sender": "never"})
    any_account = offer(tmp_path, {"ETH": {}}, ETH={"to_sender": "any"})

    said = [made.methods[0].coin.to_sender for made in (usual, never, any_account)]
    assert said == [ToSender.PLAIN, ToSender.NEVER, ToSender.ANY]


@pytest.mark.parametrize(
    ("refunds", "words"),
    [
        ({"ETHR": {}}, "refunds.ETHR: Florin does not know this name; did you mean ETH?"),
        ({"ETH": {"mode": "auto"}}, "refunds.ETH.mode: “auto” is none of automatic, approval"),
        ({"ETH": {"daily_limit": "much"}}, "refunds.ETH.daily_limit: “much” is not a price"),
        ({"ETH": {"daily_limit": "-1"}}, "refunds.ETH.daily_limit: “-1” is not a price"),
        ({"ETH": {"daily_limit": "1.000"}}, "refunds.ETH.daily_limit: “1.000” may mean thousands"),
        ({"ETH": {"to_sender": "all"}}, "refunds.ETH.to_sender: “all” is none of never, plain"),
        ({"ETH": {"wallet": "node"}}, "refunds.ETH.wallet: “node” is none of keystore, owner"),
        ({"ETH": {"wallet": "keystore"}}, "`florin refunds wallet new ETH` makes one"),
        ({"DAI": {"wallet": "owner"}}, "refunds.DAI: the refund wallet of ETH signs for it"),
        ({"DAI": {"keyring": True}}, "refunds.DAI: the refund wallet of ETH signs for it"),
    ],
)
def test_a_mistake_names_the_setting_to_correct(
    tmp_path: Path, refunds: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused) as refused:
        offer(tmp_path, {"ETH": {}, "DAI": {}}, **refunds)

    assert words in refused.value.text


def test_nobody_can_tell_who_sent_bitcoin(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nobody can tell who sent money in BTC"):
        offer(tmp_path, BITCOIN, BTC={"to_sender": "plain"})


def test_bitcoin_that_never_goes_back_to_its_sender_may_say_so(tmp_path: Path) -> None:
    made = offer(tmp_path, BITCOIN, BTC={"to_sender": "never"})

    assert made.methods[0].coin.to_sender is ToSender.NEVER


def test_passphrases_come_from_a_file_of_the_profile_or_the_keyring(tmp_path: Path) -> None:
    by_file = offer(tmp_path, {"ETH": {}}, ETH={"passphrase_file": "secret.txt"})
    by_keyring = offer(tmp_path, {"ETH": {}}, ETH={"keyring": True})

    assert [each.file for each in by_file.passphrases] == [tmp_path / "secret.txt"]
    assert [bool(each.kept_as) for each in by_keyring.passphrases] == [True]
