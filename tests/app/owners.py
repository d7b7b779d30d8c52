"""Wallets of owners that exist only in tests, as their settings have them."""

from typing import Final

from tests.chains.bitcoin.owner import exported
from tests.chains.monero.watcher import PRIMARY, VIEW_KEY
from tests.journeys.florin import XPUB

ZPUB_KEY: Final = (
    "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31m"
    "GDtKsAYz2oz2AGutZYs"
)
"""The account of BIP84's examples."""

WALLETS: Final = {
    "evm": {"xpub": XPUB},
    "BTC": {"key": ZPUB_KEY},
    "LTC": {"key": exported("m/84'/2'/0'"), "script": "wpkh"},
    "DOGE": {"key": exported("m/44'/3'/0'")},
    "BCH": {"key": exported("m/44'/145'/0'")},
    "XMR": {"address": PRIMARY, "view_key": VIEW_KEY},
}
