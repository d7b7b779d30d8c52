"""How a payment request to an EVM address is written for wallets (EIP-681)."""

from pos.chains.evm.address import checksum_address, parse_address
from pos.domain.errors import Refused
from pos.domain.money import Amount


class EvmScribe:
    """Requests for a chain's own coin and for tokens.

    Some wallets read a token's EIP-681 link as an order to pay the contract itself, which loses
    the money; therefore a token's QR code is the bare address.
    """

    def qr(self, due: Amount, address: str) -> str:
        """`ethereum:<address>@<chain>?value=<wei>`; for a token the address alone."""
        return checksum_address(address) if due.asset.contract else self.uri(due, address)

    def uri(self, due: Amount, address: str) -> str:
        """The EIP-681 link, whole numbers in atomic units."""
        to = checksum_address(address)
        chain_id = due.asset.chain.removeprefix("eip155:")
        if due.asset.contract is None:
            return f"ethereum:{to}@{chain_id}?value={due.units}"
        token = checksum_address(due.asset.contract)
        return f"ethereum:{token}@{chain_id}/transfer?address={to}&uint256={due.units}"

    def address(self, text: str) -> str:
        """The address in lower case. Raises Refused for a mistyped one, and for that of nobody."""
        address = parse_address(text.strip())
        if int(address, 16) == 0:
            raise Refused("invalid_address", "Nobody has this address: what is sent there is lost")
        return address
