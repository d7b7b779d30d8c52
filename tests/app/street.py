"""A shop that was paid at many addresses of a test chain, for the sweeps of the tests."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pos.chains.hoard import PURSE
from pos.chains.keys import XpubWallet
from pos.domain.ids import InvoiceId
from pos.domain.money import Amount, Asset
from pos.storage.store import open_store
from tests.fakes.invoices import prompt, waiting
from tests.journeys.florin import XPUB, config_for
from tests.nodes.anvil import Anvil
from tests.nodes.token import Token
from tests.storage.invoices import told

WORDS: Final = "abandon " * 11 + "about"
"""The mnemonic of BIP39's first example; nobody's money."""
OWN_XPUB: Final = (
    "xpub6BemYiVNp19a2Hdfe9LeU9GQDZXWvynzDMyocgAKwtZESXBLAtLPKN31heufNF6FVPcgkb7wzvPZLF5CHrEHmomdY"
    "RskJmC12d1Haqc5kQC"
)
"""Its account m/44'/60'/0'."""
FIRST: Final = 7
ETHER: Final = 10**18
COIN: Final = 10**8


@dataclass(frozen=True)
class Street:
    """The folder of the shop, its addresses, and the one that brings gas."""

    chain: Anvil
    token: Token
    folder: Path
    doors: tuple[str, ...]
    purse: str

    def ether(self, address: str) -> int:
        return int(self.chain.rpc("eth_getBalance", address, "latest"), 16)

    def coins(self, address: str) -> int:
        return self.token.balance_of(address)


async def street_at(folder: Path, chain: Anvil, token: Token, doors: int) -> Street:
    """A shop that showed so many addresses; nothing was paid yet."""
    config = config_for(chain, token).replace(XPUB, OWN_XPUB)
    (folder / "config.toml").write_text(config, encoding="utf-8")
    wallet = XpubWallet(OWN_XPUB)
    addresses = await wallet.addresses(FIRST, doors)
    (purse,) = await wallet.addresses(PURSE, 1)
    store = open_store(folder / "florin.db")
    asset = Asset(
        code="0xBTC",
        decimals=8,
        chain=prompt().due.asset.chain,
        contract=token.address,
    )
    for number, address in enumerate(addresses, start=FIRST):
        shown = replace(
            prompt(), due=Amount(COIN, asset), address=address, wallet=wallet.id, key_index=number
        )
        id = InvoiceId(f"{number:016x}")
        invoice = replace(waiting(2_000, shown), id=id, selector=id, version=1)
        await store.payments.commit(told(invoice))
    store.close()
    return Street(chain=chain, token=token, folder=folder, doors=tuple(addresses), purse=purse)
