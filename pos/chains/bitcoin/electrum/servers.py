"""Public servers to begin with, from the lists that the wallets of each chain publish."""

from collections.abc import Mapping
from typing import Final

from pos.chains.bitcoin.network import BITCOIN, BITCOIN_CASH, DOGECOIN, LITECOIN
from pos.domain.ids import ChainId

DEFAULT_SERVERS: Final[Mapping[ChainId, tuple[str, ...]]] = {
    BITCOIN.id: (
        "ssl://electrum.blockstream.info:50002",
        "ssl://electrum.emzy.de:50002",
        "ssl://bitcoin.lu.ke:50002",
        "ssl://electrum.bitaroo.net:50002",
        "ssl://fulcrum.sethforprivacy.com:50002",
        "ssl://electrum.diynodes.com:50022",
        "ssl://electrum.acinq.co:50002",
    ),
    LITECOIN.id: (
        "ssl://backup.electrum-ltc.org:443",
        "ssl://electrum-ltc.bysh.me:50002",
        "ssl://electrum.ltc.xurious.com:50002",
        "ssl://electrum1.cipig.net:20063",
        "ssl://litecoin.stackwallet.com:20063",
        "ssl://electrum-ltc.petrkr.net:60002",
    ),
    DOGECOIN.id: (
        "ssl://doge.aftrek.org:50002",
        "ssl://electrum1.cipig.net:20060",
        "ssl://dogecoin.stackwallet.com:50022",
    ),
    BITCOIN_CASH.id: (
        "ssl://electroncash.dk:50002",
        "ssl://bch.imaginary.cash:50002",
        "ssl://bch0.kister.net:50002",
        "ssl://bch.soul-dev.com:50002",
        "ssl://bitcoincash.stackwallet.com:50002",
    ),
}
"""All of them are strangers, of whom two must agree; each line is another operator's.

They come and go: a shop that sells much names its own choice, or a server of its own.
"""
