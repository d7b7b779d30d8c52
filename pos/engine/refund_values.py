"""What refunds are worth: by the rates their invoice was made with, else by those of now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Final

from pos.domain.errors import Refused
from pos.domain.money import Amount, Asset, Fiat, Rate, worth
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.refund import Refund
from pos.domain.ports.rates import Rates
from pos.engine.refund_rules import RefundRule

DAY_S: Final = 24 * 3_600

KEPT_S: Final = 7 * DAY_S
"""Remembered so long, lest a clock that jumps ahead and back again lets a day's limit go twice."""


@dataclass(frozen=True, slots=True)
class Values:
    """Values coins for refunds. `fee_coins` says which coin pays a token's fees, by its asset."""

    rates: Rates
    currency: str
    fee_coins: Mapping[Asset, str]

    def own(self, amount: Amount, invoice: Invoice) -> Fiat | None:
        """The worth by the invoice's own rates, in the shop's currency; None without one."""
        for rate in _rates_of(invoice):
            if (rate.code, rate.currency) == (amount.asset.code, self.currency):
                return worth(amount, rate)
        return None

    def now(self, amount: Amount) -> Fiat | None:
        """The worth of today."""
        rate = self._current(amount.asset.code)
        return worth(amount, rate) if rate else None

    def for_fee(self, invoice: Invoice, asset: Asset) -> tuple[Rate, ...]:
        """Rates of a token and of the coin that pays its fee, in one currency; () for a coin.

        The invoice's own; where it has none, those of now; () where there are none either.
        """
        fee_coin = self.fee_coins.get(asset, "")
        if not fee_coin:
            return ()
        quoted = tuple(quote.rate for quote in invoice.quotes if quote.rate is not None)
        for rates in (invoice.fee_rates, quoted):
            pair = tuple(rate for rate in rates if rate.code in {asset.code, fee_coin})
            if len(pair) == len({asset.code, fee_coin}):
                return pair
        current = (self._current(asset.code), self._current(fee_coin))
        return tuple(rate for rate in current if rate) if all(current) else ()

    def _current(self, code: str) -> Rate | None:
        try:
            return self.rates.rate(code, self.currency)
        except Refused:
            return None


@dataclass(frozen=True, slots=True)
class _Sent:
    """One refund that went unasked."""

    at: int
    amount: Amount
    own: Fiat | None


class DaySums:
    """What went back unasked in the last 24 hours, coin by coin.

    A refund counts from its first signature, whatever became of it; what a person let go or paid by
    hand does not.
    """

    def __init__(self, values: Values) -> None:
        self._values = values
        self._sent: dict[str, _Sent] = {}

    def follow(self, invoice: Invoice) -> None:
        """Take in what an invoice sent back."""
        for refund in invoice.refunds:
            if refund.versions and not refund.approved_by:
                self._sent[refund.id] = self._entry(invoice, refund)

    def of(self, asset: Asset, now: int) -> Fiat | None:
        """The sum for one coin in the shop's currency; None if one of them has no rate."""
        self._sent = {id: each for id, each in self._sent.items() if each.at > now - KEPT_S}
        todays = (each for each in self._sent.values() if each.at > now - DAY_S)
        mine = (each for each in todays if each.amount.asset == asset)
        worths = [each.own or self._values.now(each.amount) for each in mine]
        return _sum(worths, self._values.currency)

    def _entry(self, invoice: Invoice, refund: Refund) -> _Sent:
        own = self._values.own(refund.amount, invoice)
        return _Sent(refund.versions[0].at, refund.amount, own)


def _rates_of(invoice: Invoice) -> Iterable[Rate]:
    quoted = (quote.rate for quote in invoice.quotes if quote.rate is not None)
    return chain(quoted, invoice.fee_rates)


def _sum(worths: Iterable[Fiat | None], currency: str) -> Fiat | None:
    total = Fiat(Decimal(0), currency)
    for each in worths:
        if each is None:
            return None
        total += each
    return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Treasury:
    """What the refunds of all chains are judged by."""

    rule_of: Callable[[Asset], RefundRule]
    values: Values
    sums: DaySums
