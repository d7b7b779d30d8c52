"""Settings of shops that take bitcoin, litecoin or Monero of private test chains."""

from typing import Final

from pos.chains.bitcoin.network import BITCOIN_REGTEST, LITECOIN_REGTEST
from pos.chains.monero.settings import REGTEST
from tests.chains.monero.watcher import PRIMARY, VIEW_KEY
from tests.nodes.bitcoin import BitcoinNode
from tests.nodes.electrum import ElectrumServer
from tests.nodes.monero import Monero

TPUB: Final = (
    "tpubDC8msFGeGuwnKG9Upg7DM2b4DaRqg3CUZa5g8v2SRQ6K4NSkxUgd7H"
    "sL2XVWbVm39yBA4LAxysQAm397zwQSQoQgewGiYZqrA9DsP4zbQ1M"
)
"""The account m/84'/1'/0' of a published test mnemonic; nobody's money."""

SHOP: Final = """
[shop]
name = "Corner shop"
currency = "EUR"

[rates]
coingecko = false
kraken = false
coinbase = false
bitstamp = false
cryptocompare = false
fixed = { BTC = "80000", LTC = "80", XMR = "250", ETH = "2500", 0xBTC = "0.5" }
"""


def bitcoin_by_electrum(*servers: ElectrumServer, code: str = "BTC", confirmations: int = 2) -> str:
    """Bitcoin or Litecoin (`code`), read from these servers, of which two must agree."""
    urls = ", ".join(f'"ws://{server.host}:{server.ws_port}"' for server in servers)
    source = f"electrum = [{urls}]"
    return _bitcoin_kind(code, source, confirmations)


def bitcoin_by_node(node: BitcoinNode, code: str = "BTC", *, confirmations: int = 2) -> str:
    """Bitcoin or Litecoin (`code`), read from the shop's own node."""
    source = f'rpc = "{node.url}"\ncookie = "{node.cookie}"'
    return _bitcoin_kind(code, source, confirmations)


def _bitcoin_kind(code: str, source: str, confirmations: int) -> str:
    network = BITCOIN_REGTEST if code == "BTC" else LITECOIN_REGTEST
    return f"""
[wallets.{code}]
key = "{TPUB}"

[chains.{code}]
{source}

[coins.{code}]
chain = "{network.id}"
confirmations = [{{ confirmations = {confirmations} }}]
"""


def monero_by_own_wallet(net: Monero, *, confirmations: int = 2) -> str:
    """Monero, read by a wallet program that the till starts for itself."""
    return f"""
[wallets.XMR]
address = "{PRIMARY}"
view_key = "{VIEW_KEY}"
restore_height = 0

[chains.XMR]
daemon = "{net.node.url}"
zmq = "{net.node.zmq_url}"
wallet_rpc_program = "{net.wallet_program}"
poll_s = "1"
stale_after_s = 0

[coins.XMR]
chain = "{REGTEST}"
confirmations = [{{ confirmations = {confirmations} }}]
"""
