"""How a Monero payment request is written for wallets."""

from pos.chains.monero.address import format_address, parse_address
from pos.chains.monero.settings import MAINNET, NETWORKS
from pos.domain.errors import Refused
from pos.domain.ids import ChainId
from pos.domain.money import Amount, format_amount


class MoneroScribe:
    """The `monero:` link, which every wallet reads from the QR code as well.

    Source: Monero's `wallet2::make_uri`.
    """

    def __init__(self, chain: ChainId = MAINNET) -> None:
        self._network = NETWORKS[chain]

    def qr(self, due: Amount, address: str) -> str:
        """The same text as the link."""
        return self.uri(due, address)

    def uri(self, due: Amount, address: str) -> str:
        """`monero:<address>?tx_amount=<decimal XMR>`."""
        return f"monero:{address}?tx_amount={format_amount(due)}"

    def address(self, text: str) -> str:
        """The address as wallets write it. Raises Refused for a mistyped or foreign one."""
        address = parse_address(text.strip())
        if address.network is not self._network:
            words = f"This is an address of Monero's {address.network.name.lower()} network"
            raise Refused("invalid_address", words)
        return format_address(address)
