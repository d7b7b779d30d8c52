"""How a Monero payment request is written for wallets."""

from pos.domain.money import Amount, format_amount


class MoneroScribe:
    """The `monero:` link, which every wallet reads from the QR code as well.

    Source: Monero's `wallet2::make_uri`.
    """

    def qr(self, due: Amount, address: str) -> str:
        """The same text as the link."""
        return self.uri(due, address)

    def uri(self, due: Amount, address: str) -> str:
        """`monero:<address>?tx_amount=<decimal XMR>`."""
        return f"monero:{address}?tx_amount={format_amount(due)}"
