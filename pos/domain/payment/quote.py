"""What an invoice costs in a coin, and where and how exactly to pay it."""

from dataclasses import dataclass

from pos.domain.ids import WalletId
from pos.domain.money import Amount, Rate
from pos.domain.payment.policy import Acceptance, ToSender


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The price in one coin, fixed until the invoice's deadline.

    `rate` is None if the shop asked for an amount of the coin itself.
    """

    due: Amount
    rate: Rate | None
    acceptance: Acceptance


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What the customer is shown. Once shown it stays watched, also after another coin is chosen.

    `qr` is the text of the default QR code; `uri` is the wallet link (BIP21, EIP-681) where it
    differs from it. `to_sender` was promised with it: whether money may go back whence it came.
    """

    due: Amount
    address: str
    wallet: WalletId
    key_index: int
    qr: str
    uri: str
    acceptance: Acceptance
    to_sender: ToSender = ToSender.NEVER
