"""How many fresh addresses a second a wallet gives, beside the key library's bare derivation."""

import asyncio
import time
from typing import Final

from pos.chains.bitcoin.keys import DescriptorWallet
from pos.chains.bitcoin.network import BITCOIN, LITECOIN
from pos.chains.keys import XpubWallet
from pos.chains.wally import wallycore
from pos.domain.ports.chain import Wallet
from tests.bench.figures import Figure, figure, percentile
from tests.chains.bitcoin.owner import exported
from tests.journeys.florin import XPUB

COUNT: Final = 5_000
ROUNDS: Final = 5
PATH: Final = "m/84h/0h/0h"


def derive() -> list[Figure]:
    """Medians of five rounds; the ceiling is a child key a time and nothing made of it."""
    key = exported(PATH, wallycore.BIP32_VER_MAIN_PUBLIC)
    wallets: dict[str, Wallet] = {
        "BTC wpkh": DescriptorWallet(f"wpkh({key}/0/*)", BITCOIN),
        "BTC tr": DescriptorWallet(f"tr({key}/0/*)", BITCOIN),
        "LTC wpkh": DescriptorWallet(f"wpkh({key}/0/*)", LITECOIN),
        "EVM": XpubWallet(XPUB),
    }
    bare: list[float] = []
    made: dict[str, list[float]] = {name: [] for name in wallets}
    for _ in range(ROUNDS):
        bare.append(_bare_per_s(key))
        for name, wallet in wallets.items():
            made[name].append(_per_s(wallet))
    ceiling = percentile(bare, 50)
    return [
        figure(f"addresses of {name}", percentile(rates, 50), "/s", ceiling, better="higher")
        for name, rates in made.items()
    ]


def _bare_per_s(key: str) -> float:
    flags = wallycore.BIP32_FLAG_KEY_PUBLIC | wallycore.BIP32_FLAG_SKIP_HASH
    account = wallycore.bip32_key_from_base58(key)
    branch = wallycore.bip32_key_from_parent(account, 0, flags)
    began = time.perf_counter()
    for index in range(COUNT):
        wallycore.bip32_key_from_parent(branch, index, flags)
    return COUNT / (time.perf_counter() - began)


def _per_s(wallet: Wallet) -> float:
    began = time.perf_counter()
    asyncio.run(_asked(wallet))
    return COUNT / (time.perf_counter() - began)


async def _asked(wallet: Wallet) -> None:
    await wallet.addresses(0, COUNT)
