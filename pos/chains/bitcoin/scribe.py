"""How a payment request is written for wallets of Bitcoin's kind (BIP21)."""

from pos.chains.bitcoin.address import address_of, script_of
from pos.chains.bitcoin.network import Network
from pos.domain.errors import Refused
from pos.domain.money import Amount, format_amount


class BitcoinScribe:
    """`bitcoin:<address>?amount=<decimal>`, without label and message: they make dense codes."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def qr(self, due: Amount, address: str) -> str:
        """The link with a bech32 address in capitals, as BIP173 has it for codes.

        A code takes capitals and digits in less room; scheme and keys stay small, because some
        wallets know them only so. Base58 cannot be written so; CashAddr is left as most wallets
        write it, for its prefix is the link's scheme.
        """
        hrp = self._network.hrp
        is_bech32 = hrp is not None and address.startswith(f"{hrp}1")
        return self.uri(due, address.upper() if is_bech32 else address)

    def uri(self, due: Amount, address: str) -> str:
        """The link with the canonical address; CashAddr brings its scheme as its prefix."""
        target = address if ":" in address else f"{self._network.uri}:{address}"
        return f"{target}?amount={format_amount(due)}"

    def address(self, text: str) -> str:
        """The canonical address. Raises Refused, see `script_of`."""
        script = script_of(text.strip(), self._network)
        canonical = address_of(script, self._network)
        if canonical is None:
            raise Refused("invalid_address", "Nobody can be paid at this kind of address")
        return canonical
