"""Refund wallets of the tests: keystores that open at once, and payers on a test chain."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Final

from eth_account import Account

from pos.chains.coin import EVM_POLICY
from pos.chains.evm.chain import EvmSettings
from pos.chains.evm.keystore import Keystore, address_of
from pos.chains.evm.money import EvmMoney
from pos.chains.evm.payer import EvmPayer
from pos.domain.money import Amount, Asset, Rate
from pos.domain.payment.coin import Coin
from pos.domain.ports.payer import PayBack
from tests.chains.evm.watcher import CHAIN, ETH
from tests.fakes.clocks import RealClock

PASSPHRASE: Final = "correct horse"
FINAL_DEPTH: Final = 8


@dataclass
class Wallet:
    """A keystore, and the key that is in it."""

    path: Path
    key: bytes

    @property
    def address(self) -> str:
        return address_of(self.key)


def wallet_at(path: Path) -> Wallet:
    """A new wallet; its keystore is locked so lightly that it opens at once."""
    key = secrets.token_bytes(32)
    kept = Account.encrypt(key, PASSPHRASE, kdf="scrypt", iterations=2)
    path.write_text(json.dumps(dict(kept)))
    return Wallet(path=path, key=key)


def payer_of(
    wallet: Wallet,
    urls: Iterable[str],
    *,
    tokens: Iterable[Asset] = (),
    dust: int = 0,
    clock: RealClock | None = None,
) -> EvmPayer:
    """A locked payer of this wallet."""
    policy = replace(EVM_POLICY, dust_units=dust)
    coins = tuple(
        Coin(asset=asset, title="", network="", policy=policy, final_depth=FINAL_DEPTH)
        for asset in (ETH, *tokens)
    )
    return EvmPayer(
        EvmSettings(chain=CHAIN, urls=tuple(urls), timeout_s=2),
        EvmMoney(own=ETH, coins=coins),
        Keystore(wallet.path),
        clock or RealClock(),
    )


def order(amount: Amount, to: str, *, rates: tuple[Rate, ...] = ()) -> PayBack:
    return PayBack(id="i-1", amount=amount, to=to, rates=rates)


def rate(code: str, per_coin: str, currency: str = "EUR") -> Rate:
    return Rate(per_coin=Fraction(per_coin), code=code, currency=currency, sources=("test",), at=1)
