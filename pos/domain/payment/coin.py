"""What the shop needs to know of a coin to offer it. Coin files declare these; see `chains`."""

from dataclasses import dataclass

from pos.domain.money import Asset
from pos.domain.payment.policy import Policy, ToSender


@dataclass(frozen=True, slots=True, kw_only=True)
class Coin:
    """One coin or token as it is offered to customers.

    `title` and `network` are for people ("USD Coin", "Ethereum"). `max_units` is the largest
    amount that can exist, None if the coin has no cap. `final_depth` is the number of
    confirmations after which nobody expects a block to leave the chain: deposits deeper than
    this are not looked at again. `is_play` marks practice money. `to_sender` is whether money may
    go back whence it came; `fee_coin` is the code of the coin that pays the chain's fees, where
    that is another one.
    """

    asset: Asset
    title: str
    network: str
    policy: Policy
    final_depth: int
    max_units: int | None = None
    is_play: bool = False
    to_sender: ToSender = ToSender.NEVER
    fee_coin: str = ""

    @property
    def code(self) -> str:
        """The short name on chips and in settings, such as `0xBTC`."""
        return self.asset.code
