"""Prices in coins: what an order costs in each coin on offer, and how sure its payment must be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pos.domain.errors import Refused
from pos.domain.money import Amount, Fiat, Rate, price_in, worth
from pos.domain.payment.coin import Coin
from pos.domain.payment.policy import acceptance_of
from pos.domain.payment.quote import Quote
from pos.domain.ports.rates import Rates


@dataclass(frozen=True, slots=True)
class Quoting:
    """Makes quotes from memory; never waits for a network."""

    rates: Rates
    currency: str
    """The shop's own."""

    def of_price(self, price: Fiat, coins: Iterable[Coin]) -> tuple[Quote, ...]:
        """One quote for each coin that has a rate. Raises Refused("no_rate") if none has."""
        quotes: list[Quote] = []
        missing: Refused | None = None
        for coin in coins:
            try:
                rate = self.rates.rate(coin.code, price.currency)
            except Refused as why:
                missing = why
                continue
            due = price_in(price, rate, coin.asset)
            quotes.append(_quote(coin, due, rate, {price.currency: price.value}))
        if missing is not None and not quotes:
            raise missing
        return tuple(quotes)

    def of_amount(self, amount: Amount, coin: Coin) -> Quote:
        """The quote for an exact amount of a coin; its worth only picks the confirmations."""
        if amount.units <= 0 or (coin.max_units is not None and amount.units > coin.max_units):
            raise Refused("invalid_amount", f"There is no such amount of {coin.code}")
        prices: dict[str, Decimal] = {}
        currency = coin.policy.currency
        if currency != coin.code:
            try:
                prices[currency] = worth(amount, self.rates.rate(coin.code, currency)).value
            except Refused:
                prices = {}  # without a rate the strictest tier holds
        return _quote(coin, amount, None, prices)

    def fee_rates(self, quotes: Sequence[Quote], tokens: Iterable[Coin]) -> tuple[Rate, ...]:
        """Rates of tokens and of the coins that pay their fees, where both are known.

        They are kept with an invoice: a refund of tokens costs its customer the fee of this day.
        """
        rates: dict[str, Rate] = {}
        for token in tokens:
            if all(quote.due.asset != token.asset for quote in quotes):
                continue
            codes = (token.code, token.fee_coin)
            try:
                pair = [self.rates.rate(code, self.currency) for code in codes]
            except Refused:
                continue
            rates |= {rate.code: rate for rate in pair}
        return tuple(rates.values())


def _quote(coin: Coin, due: Amount, rate: Rate | None, prices: dict[str, Decimal]) -> Quote:
    whole = Decimal(due.units).scaleb(-due.asset.decimals)
    acceptance = acceptance_of(coin.policy, {**prices, coin.code: whole})
    return Quote(due=due, rate=rate, acceptance=acceptance)
